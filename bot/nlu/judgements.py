"""How HCC was diagnosed, and whether it was and is resectable."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.polarity import polarity
from bot.nlu.telling import Gated
from bot.nlu.thrombus import segment_text
from bot.nlu.tissue_reports import read_tissue_report
from bot.nlu.tokens import Token

_CHANCE = Gated(
    r"\b(?:may|maybe|perhaps|might|could|chance|potential(?:ly)?|possib\w+|hope\w*|likely)\b.{0,40}"
    r"\b(?:conver\w+|downstag\w+|shrink\w*)|"
    r"\b(?:may|might|could) (?:later |then |yet )?(?:become|be)(?: made)?(?: so| resectable| operable|$|[ )]*$)|"
    r"\b(?:may|might|could) (?:later |then |yet )?be(?:come)? (?:\w+ )?(?:after|later|following)\b|"
    r"\b(?:may|might|could) (?:later |then |yet )?be (?:resected|operated(?: on)?|removed) (?:if|once|when|provided)\b|"
    r"\bconver\w+\b.{0,45}\b(?:possible|chance|potential|likely|could|may|might|candidate|intended|intent|aimed)|"
    r"\bconversion candidate|\bcandidate for conver\w+|"
    r"\b(?:chance|hope|prospect|possibility|potential) (?:of|for) (?:later |a )?(?:resection|surgery|conver\w+)|"
    r"\b(?:maybe|perhaps|possibly) (?:later|after|following|once|when)\b|"
    r"\b(?:reconsider\w*|re(?: ?- ?)?(?:discuss|assess|evaluat|present|consider|look|stag)\w*|revisit\w*|"
    r"look(?:ed)? (?:at (?:it|him|her) )?again|review\w* again)\b[^.;]{0,20}\b(?:after|once|when|following|upon|if)\b"
    r"[^.;]{0,24}\b(?:conver\w+|downstag\w+|shr[aiu]nk\w*|shrinks|respon\w+|smaller)"
)
_NO_CHANCE = re.compile(
    r"\b(?:no|not|without|little|hardly any|unlikely|never|nor)\b[^,;.]{0,30}\b(?:chance|hope|prospect|possib\w+|"
    r"potential\w*|conver\w+|downstag\w+)"
)


_NOT_NOW = re.compile(r"[\s?:,-]*(?:no|not)\b(?:\s*,?\s*(?:now|yet|currently|at present|at the moment|today))+")


_INTO_VEIN = Gated(
    r"\b(?:exten[ds]\w*|inva\w+|infiltrat\w*|grow\w*|reach\w*|involv\w*|protrud\w*|thrombus|thrombosis)\s+(?:in)?(?:to|"
    r"of)?\s*(?:the\s+)?(?:(?:(?:left|right|main)\s+)?"
    r"(?:portal vein|pv)\s+and\s+(?:the\s+)?)?(?:(?:left|right|middle|main|inferior|[lrm]|lt|rt)\.?\s+)?"
    r"(?:hepatic veins?|hvs?|[lrm]hv|ivc|vena cava|inferior vena cava|right atrium)\b"
    r"|\b(?:hepatic veins?|hvs?|ivc|(?:inferior )?vena cava)(?: ?[:=] ?| )(?:(?:is|are|was|were) )?(?:also |partly )?"
    r"(?:invaded|infiltrated|involved|invasion yes|occluded|encased|thrombosed by tumou?r)\b"
)


_PROVEN = Gated(
    r"\b(?:hcc|hepatocellular (?:carcinoma|ca)|diagnosis|tumou?r|lesion|it|which)\b[^.;\n]{0,30}"
    r"\b(?:proven|confirmed|diagnosed|established|verified|documented)(?P<between>[^.;\n,]{1,45})"
    r"\b(?:biops\w+|histolog\w+|cytolog\w+|patholog\w+|fna\w*|needle|specimen|explant|histopatholog\w+)\b"
    r"|\bhave (?:hcc|hepatocellular carcinoma) (?:on|by|at|in) (?:\w+[- ]){0,3}(?:biops\w+|histolog\w+|cytolog\w+)\b"
)
_HISTOLOGY = Gated(
    r"\b(?:histology|histopathology|pathology|path(?=:)|cytology|biopsy|biopsies|biopsied|bx|fna)\b(?P<between>[^.;\n]{0,70}?)"
    r"\b(?:hcc|hepatocellular carcinoma|hepatocellular ca)\b"
    r"(?! (?:cannot|can not|could not|is not|was not|not|has not))"
)


_BY_TISSUE = Gated(
    r"\b(?:hcc|hepatocellular carcinoma)\b(?: ?[:=(\[/-]+ ?| (?:by|per|via|from|through|on) )(?:(?:us|ct|usg|guided|"
    r"core|needle|liver|tumou?r|percutaneous|positive|the) ){0,3}"
    r"(?:biopsy|biopsied|bx|histology|histopathology|cytology|fnac?|"
    r"fnb|pathology)\b(?P<behind>[^;.\n,)]{0,24})"
    r"|\b(?:hcc|hepatocellular carcinoma) (?:bx|biopsy|histology|cytology|fnac?)(?: ?\+| (?:pos\b|positive|proven))"
)
"""``HCC: biopsy``, ``HCC (bx)``, ``hcc bx+``: the diagnosis, and what it rests on."""
_NO_TISSUE = re.compile(
    r"\b(?:no|not|none|without|pending|planned|refused|declined|negative|neg|awaited|scheduled|to be|never|excluded|"
    r"inconclusive|available|avail|unavailable|needed|benign|was not)\b|\?|-\s*$"
)


def read_written_out(draft: Draft) -> None:
    """Sentences of letters: ``extends into the hepatic vein``, ``biopsy: moderately differentiated HCC``."""
    for match in _INTO_VEIN.finditer(draft.text.low):
        place = draft.place_at(match.start())
        if "hepatic_vein_invasion" not in draft.facts and polarity(draft, place)[0] == "yes":
            draft.record("hepatic_vein_invasion", True, place, draft.place_at(match.end() - 1))
    for match in [*_HISTOLOGY.finditer(draft.text.low), *_PROVEN.finditer(draft.text.low)]:
        place = draft.place_at(match.start())
        denied = re.search(
            r"\b(?:no|not|without|pending|planned|refused|negative|for|awaited|suspected|possible|before)\b|\?",
            match["between"] or "",
        )
        if not denied and "hcc_diagnosis" not in draft.facts and polarity(draft, place)[0] == "yes":
            draft.record("hcc_diagnosis", "pathological", place, place)
    for match in _BY_TISSUE.finditer(draft.text.low):
        first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
        told = any(token.scope & {"uncertain", "plan", "neg"} for token in draft.tokens[first : last + 1])
        if "hcc_diagnosis" not in draft.facts and not told and not _NO_TISSUE.search(match["behind"] or ""):
            draft.record("hcc_diagnosis", "pathological", first, last)
    read_tissue_report(draft)


def read_diagnosis(draft: Draft, place: int, token: Token) -> None:
    """Read how HCC was diagnosed, where a phrase says it."""
    for sense in token.senses("option"):
        if sense.id == "hcc_diagnosis" and "neg" not in token.scope and not _of_other_lesion(draft, place):
            draft.record("hcc_diagnosis", sense.value, place, place)


_OTHER_LESION = frozenset(
    ["metastasis", "metastases", "met", "mets", "node", "nodes", "polyp", "lump", "thyroid", "lung", "breast"]
)


def _of_other_lesion(draft: Draft, place: int) -> bool:
    """``lymph node metastasis confirmed by biopsy``: what was proven is another lesion."""
    near = range(place - 1, max(-1, place - 8), -1)
    if any(draft.word(step).startswith("recurrence") for step in near):
        return False
    for step in near:
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment:
            return False
        if any(note.id == "hepatocellular carcinoma" for note in token.senses("note")):
            return False
        if token.sense("cancer") or token.names("extrahepatic_metastasis") or token.text in _OTHER_LESION:
            return True
    return False


def read_resectability(draft: Draft, place: int, token: Token) -> None:
    """Read a judgement of resectability: of now, or of before any treatment."""
    for sense in token.senses("option"):
        if sense.id != "resectability":
            continue
        said, last = polarity(draft, place)
        if sense.value == "resectable" and _asked_and_told(draft, place, last):
            return
        value = sense.value
        if said == "no":
            if value == "convertible":
                return
            value = "unresectable" if value == "resectable" else ["resectable", "convertible"]
        if value == "unresectable" and _chance(_rest(draft, place)):
            value = "convertible"
        asked = "initial_resectability" in draft.asked and "resectability" not in draft.asked
        first = _initial(draft, place) or (asked and not any(one.cue("now") for one in draft.tokens))
        if not first and _once(draft, place):
            draft.use([place])
            continue
        fact = "initial_resectability" if first else "resectability"
        if said == "unsure":
            draft.ask(fact, "uncertain", place, last)
        elif said in ("yes", "no"):
            draft.record(fact, value, place, last)


_ONCE = frozenset(["was", "were", "previously", "formerly", "been", "earlier", "once"])


def _once(draft: Draft, place: int) -> bool:
    """``resectable now (was unresectable)``: what was judged before, behind what was judged now."""
    if "resectability" not in draft.facts or not _ONCE & {draft.word(place - 1), draft.word(place - 2)}:
        return False
    if draft.word(place - 2) == "(" and draft.word(place - 1) in _ONCE:
        return True
    judged = [
        one for one in range(place) if any(each.id == "resectability" for each in draft.tokens[one].senses("option"))
    ]
    near = draft.tokens[max(0, judged[-1] - 4) : judged[-1] + 4] if judged else []
    return any(one.cue("now") or one.text.startswith("now ") for one in near)


def _chance(text: str) -> bool:
    """Tell whether a clause leaves a chance of resection after conversion; ``no chance of conversion`` does not."""
    return _CHANCE.search(text) is not None and not _NO_CHANCE.search(text.partition("resectable")[2] or text)


def _asked_and_told(draft: Draft, place: int, last: int) -> bool:
    """``resectable? not now but maybe after conversion``: the answer stands behind the question."""
    end = draft.text.low.find("\n", draft.tokens[place].end)
    rest = draft.text.low[draft.tokens[place].end : end if end >= 0 else None][:120]
    if not _NOT_NOW.match(rest) or draft.barred(place):
        return False
    for token in draft.tokens[place : place + 16]:
        token.scope.discard("uncertain")
    options = "convertible" if _CHANCE.search(rest) else ["convertible", "unresectable"]
    return draft.record("resectability", options, place, min(len(draft.tokens) - 1, place + 12))


def _rest(draft: Draft, place: int) -> str:
    """The segment of a judgement and what its sentence says behind it, up to what holds now or then."""
    text = segment_text(draft, place)
    for step in range(place + 1, min(place + 20, len(draft.tokens))):
        token = draft.tokens[step]
        judged = token.cue("now", "then") or any(one.id == "resectability" for one in token.senses("option"))
        judged = judged and not token.text.startswith("after ")
        border = token.sentence != draft.tokens[step - 1].sentence and draft.word(step - 1) != ";"
        if border or (judged and token.segment != draft.tokens[place].segment):
            break
        if token.segment != draft.tokens[place].segment:
            text += " " + token.text
    return text


_THEN_TREATED = Gated(
    r"\b(?:was|were) (?:\w+ )?(?:considered|deemed|judged|thought|found|regarded)\b[^.;\n]{0,30}\b(?:un|not |in)\w+"
    r"[^.;\n]{0,40}\b(?:and|so|therefore|thus|,)\s*(?:he |she |was |were |therefore |thus )*"
    r"(?:received|treated|started|underwent|given|commenced|began)\b"
)


def _treated_since(draft: Draft, place: int) -> bool:
    """``judged unresectable. He received HAIC. The surgeons now consider it resectable``: before that treatment."""
    treated = False
    for step in range(place + 1, len(draft.tokens)):
        token = draft.tokens[step]
        treated = treated or bool(token.senses("kind") or token.senses("agent") or token.senses("regimen"))
        if any(one.id == "resectability" for one in token.senses("option")):
            near = draft.tokens[max(place, step - 8) : step + 6]
            now = any(one.cue("now") and one.sentence == token.sentence for one in near)
            return treated and now and token.sentence != draft.tokens[place].sentence
    return False


_TOLD = frozenset(("told", "judged", "considered", "deemed", "thought", "felt", "declared", "said"))


def _had_been_told(draft: Draft, place: int) -> bool:
    """``she had been told before the operation that it could not be removed``: what was so before a treatment."""
    sentence = draft.tokens[place].sentence
    before = [one for one in draft.tokens[max(0, place - 16) : place] if one.sentence == sentence]
    words = [word for one in before for word in one.text.split(" ")]
    had = "had" in words and "been" in words and bool(_TOLD & set(words))
    return had and any(one.senses("kind") and not one.scope & {"plan", "neg", "refuse"} for one in draft.tokens)


def _initial(draft: Draft, place: int) -> bool:
    """``initially unresectable``, ``unresectable at diagnosis``: judged before treatment."""
    start, end = draft.tokens[place].start, draft.tokens[place].end
    for match in _THEN_TREATED.finditer(draft.text.low, max(0, start - 60), end + 90):
        if match.start() < start and match.end() > end:
            return True
    if _treated_since(draft, place) or _had_been_told(draft, place):
        return True
    segment = draft.tokens[place].segment
    for distance in range(1, 12):
        for step in (place - distance, place + distance):
            token = draft.at(step)
            if token is None or token.segment != segment:
                continue
            if token.cue("baseline"):
                between = range(min(step, place) + 1, max(step, place))
                if not any(
                    draft.tokens[one].cue("now", "then") or draft.tokens[one].senses("option") for one in between
                ):
                    draft.use([step])
                    return True
    return False
