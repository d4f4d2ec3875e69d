"""Whether a tumour can be resected, now and at first, and whether it may become so."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.scope.polarity import Polarity, polarity
from bot.nlu.text.telling import Gated
from bot.nlu.treatments.not_given import would_be
from bot.nlu.tumour.resectable_then import after_conversion
from bot.nlu.tumour.thrombus import segment_text

_CHANCE = Gated(
    r"\b(?:may|maybe|perhaps|might|could|chances?|odds|prospects?|optimistic|potential(?:ly)?|possib\w+|hope\w*|likely)\b.{0,40}"
    r"\b(?:conver\w+|downstag\w+|shrink\w*)|"
    r"\b(?:may|might|could) (?:later |then |yet )?(?:become|be)(?: made)?(?: so| resectable| operable|$|[ )]*$)|"
    r"\b(?:may|might|could) (?:later |then |yet )?be(?:come)? (?:\w+ )?(?:after|later|following)\b|"
    r"\b(?:may|might|could) (?:later |then |yet )?be (?:resected|operated(?: on)?|removed) (?:if|once|when|provided)\b|"
    r"\b(?:may|might|could) (?:\w+ )?change (?:that|this)\b|"
    r"\bconver\w+\b.{0,45}\b(?:possible|feasible|chance|odds|prospect|realistic|conceivable|potential|likely|could|may|might|"
    r"candidate|intended|intent|aimed)|"
    r"\bconversion candidate|\bcandidate for conver\w+|"
    r"\b(?:chance|hope|prospect|possibility|potential) (?:of|for) (?:later |a )?(?:resection|surgery|conver\w+)|"
    r"\b(?:maybe|perhaps|possibly) (?:later|after|following|once|when)\b|"
    r"\b(?:reconsider\w*|re(?: ?- ?)?(?:discuss|assess|evaluat|present|consider|look|stag)\w*|revisit\w*|"
    r"look(?:ed)? (?:at (?:it|him|her) )?again|review\w* again)\b[^.;]{0,20}\b(?:after|once|when|following|upon|if)\b"
    r"[^.;]{0,24}\b(?:conver\w+|downstag\w+|shr[aiu]nk\w*|shrinks|respon\w+|smaller)"
)
_NO_CHANCE = re.compile(
    r"\b(?:no|not|without|little|hardly any|unlikely|never|nor)\b[^,;.]{0,30}\b(?:chances?|odds|hope|prospects?|"
    r"possib\w+|potential\w*|conver\w+|downstag\w+)"
)
_GLOSSES = ("(", ",", ":", ";", "-", "–", "=", "i.e.", "i.e", "ie", ".", "/")
_NOT_NOW = re.compile(r"[\s?:,-]*(?:no|not)\b(?:\s*,?\s*(?:now|yet|currently|at present|at the moment|today))+")


def read_resectability(draft: Draft, place: int, token: Token) -> None:
    """Read a judgement of resectability: of now, or of before any treatment."""
    for sense in token.senses("option"):
        if sense.id != "resectability":
            continue
        said, last = _said(draft, place, sense.value)
        if sense.value == "resectable" and (_asked_and_told(draft, place, last) or would_be(draft, place)):
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
        value, said = after_conversion(draft, place, value, said)
        if said == "unsure":
            draft.ask(fact, "uncertain", place, last)
        elif said in ("yes", "no") and draft.record(fact, value, place, last) and not first:
            _same_then(draft, place, value)


_SAME_THEN = Gated(
    r"\b(?:same|identical|unchanged (?:since|from))\b[^.;\n]{0,30}\b(?:at|on|since|from) (?:the |first |"
    r"initial |time of )*"
    r"(?:presentation|diagnosis|baseline|dx|outset|referral)\b|"
    r"\b(?:at|on) (?:the |first |initial |time of )*(?:presentation|diagnosis|baseline|dx|outset|"
    r"referral)\b[^.;\n]{0,30}"
    r"\b(?:same|identical|likewise|no different)\b|"
    r"\balso (?:so |their |the |our |his |her )?(?:opinion|view|judge?ment|assessment|verdict|decision)? ?"
    r"(?:at|on) (?:the |first |initial |time of )*(?:presentation|diagnosis|baseline|dx|outset|referral)\b"
)
_SOON_BEHIND = 110
"""Characters behind a judgement in which it may be said to have been the same at first."""


def _same_then(draft: Draft, place: int, value: object) -> None:
    """``not resectable at this moment. Same opinion at presentation``: one judgement of now and of then."""
    low, end = draft.text.low, draft.tokens[place].end
    match = _SAME_THEN.search(low, end, end + _SOON_BEHIND)
    if match is None or any(
        one.id == "resectability"
        for token in draft.tokens[place + 1 :]
        if token.start < match.end()
        for one in token.senses("option")
    ):
        return
    first, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
    draft.record("initial_resectability", value, first, last)


def _said(draft: Draft, place: int, value: str) -> tuple[Polarity, int]:
    """What is said of a judgement: ``not for surgery (unresectable)`` says it once more, and does not deny it."""
    said, last = polarity(draft, place)
    glosses = said == "no" and last <= place and value == "unresectable" and draft.word(place - 1) in _GLOSSES
    return ("yes" if glosses else said), last


_ONCE = frozenset(["was", "were", "previously", "formerly", "been", "earlier", "once"])


def _once(draft: Draft, place: int) -> bool:
    """``resectable now (was unresectable)``: what was judged before, behind what was judged now."""
    if "resectability" not in draft.facts:
        return False
    segment = draft.tokens[place].segment
    opens = [one.text for one in draft.tokens[max(0, place - 7) : place] if one.segment == segment][:2]
    if not {"previously", "formerly", "earlier"}.isdisjoint(opens):
        return True
    if not _ONCE & {draft.word(place - 1), draft.word(place - 2)}:
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
        judged = judged and not token.text.startswith(("after ", "followed"))
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
        treated = treated or token.treats
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


_UPFRONT = ("upfront", "up front")
_THEN = frozenset(("was", "were", "had", "initially", "originally", "then", "considered", "deemed", "judged"))


def _of_now(draft: Draft, place: int) -> bool:
    """``not resectable up front, may become so after HAIC``: judged now, before what is planned."""
    segment = draft.tokens[place].segment
    others = (token for at, token in enumerate(draft.tokens) if at != place)
    if any(one.id == "resectability" for token in others for one in token.senses("option")):
        return False
    return not any(
        one.text in _THEN for one in draft.tokens[max(0, place - 8) : place + 8] if one.segment == segment
    ) and not any(one.senses("kind") and not one.scope & {"plan", "neg"} for one in draft.tokens[:place])


_STILL = frozenset(("remains", "remained", "still", "stays", "stayed", "currently", "again"))


def _anew(draft: Draft, place: int) -> bool:
    """``unresectable at diagnosis and unresectable now``, ``and remains unresectable``: judged a second time."""
    after = draft.at(place + 1)
    if not (draft.word(place - 1) in _STILL or (after is not None and after.cue("now"))):
        return False
    told = (one for one in draft.tokens[max(0, place - 10) : place] if one.senses("option"))
    return any(one.id == "resectability" for token in told for one in token.senses("option"))


def _initial(draft: Draft, place: int) -> bool:
    """``initially unresectable``, ``unresectable at diagnosis``: judged before treatment."""
    start, end = draft.tokens[place].start, draft.tokens[place].end
    for match in _THEN_TREATED.finditer(draft.text.low, max(0, start - 60), end + 90):
        if match.start() < start and match.end() > end:
            return True
    if _anew(draft, place):
        return False
    if _treated_since(draft, place) or _had_been_told(draft, place):
        return True
    segment = draft.tokens[place].segment
    for distance in range(1, 12):
        for step in (place - distance, place + distance):
            token = draft.at(step)
            if token is None or token.segment != segment:
                continue
            if token.cue("baseline") and not (token.text in _UPFRONT and _of_now(draft, place)):
                between = range(min(step, place) + 1, max(step, place))
                if not any(
                    draft.tokens[one].cue("now", "then") or draft.tokens[one].senses("option") for one in between
                ):
                    draft.use([step])
                    return True
    return False
