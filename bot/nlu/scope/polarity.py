"""Whether a word is affirmed, denied or doubted."""

from __future__ import annotations

from typing import Literal

from bot.nlu.answers.wills import willing
from bot.nlu.dating.event_dates import year_of
from bot.nlu.draft import Draft
from bot.nlu.lexicon.compounds import names_a_thing
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.closing import AYES, ends_there, opens_no_denial
from bot.nlu.scope.no_matter import no_matter
from bot.nlu.scope.undone import never_done, only_considered
from bot.nlu.wording.headed_denials import denied_under
from bot.nlu.wording.rows import denied_as_list, denied_together, of_a_test, shares, viral_row
from bot.nlu.wording.said_further import NO_VERDICT, answered, told_further, verdict_further

Polarity = Literal["yes", "no", "unsure", "none"]
"""Affirmed, denied, doubted; ``none`` where nothing is said of the patient."""

_BETWEEN = word_set("polarity_between")
REACH = 6


def polarity(draft: Draft, place: int) -> tuple[Polarity, int]:
    """Tell what is said of the word at a place, and the last place that says it."""
    token = draft.tokens[place]
    if token.scope & {"hypothesis", "plan"} and (told := answered(draft, place)) is not None:
        return told
    if any(one in token.scope for one in ("hypothesis", "relative", "question")):
        return "none", place
    if "refuted" in token.scope:
        return "no", place
    own = no_matter(draft, place) or denied_under(draft, place) or only_considered(draft, place)
    own = own or _own(draft, place) or denied_together(draft, place) or denied_as_list(draft, place)
    if own is not None and own[0] == "no" and "uncertain" in token.scope and _refuted(draft, own[1]):
        return _settle(draft, place, own[1])
    if own is not None:
        return own
    if _unsaid(draft, place):
        return "none", place
    if "uncertain" in token.scope:
        return _doubted(draft, place)
    said = willing(draft, place) or _said(draft, place)
    return (told_further(draft, place) or said) if said[0] == "yes" else said


def _refuted(draft: Draft, step: int) -> bool:
    """``suspected PE was excluded``, ``not confirmed``: the doubt is settled."""
    if draft.word(step) == "confirmed":
        return draft.word(step - 1) == "not"
    return draft.word(step) in ("excluded", "ruled out", "refuted", "not confirmed")


def _unsaid(draft: Draft, place: int) -> bool:
    """``unknown HIV status``: the word before says that nothing is known."""
    sentence = draft.tokens[place].sentence
    before = [one for one in (draft.at(place - 1), draft.at(place - 2)) if one is not None and one.sentence == sentence]
    return any(one.cue("no_info") for one in before) and draft.word(place - 1) != ","


_SETTLED = ("excluded", "ruled out", "not confirmed", "unconfirmed", "negative", "was excluded", "refuted")


def _doubted(draft: Draft, place: int) -> tuple[Polarity, int]:
    """``suspected PE, excluded on CT`` is a no; what a planned test looks for is not said; all else is unsure."""
    token = draft.tokens[place]
    for step in range(place + 1, min(place + 12, len(draft.tokens))):
        one = draft.tokens[step]
        if one.sentence != token.sentence or one.clinical:
            break
        if one.text == "not" and draft.word(step + 1) == "confirmed" and draft.word(step - 1) in ("was", "were", "but"):
            return _settle(draft, place, step + 1)
        if one.text in ("never", "not", "neither", "nor"):
            break
        but = one.segment == token.segment and "but" in (draft.word(step - 1), draft.word(step - 2))
        but = but or draft.word(step - 1) in (":", "=")
        if (one.segment == token.segment + 1 or but) and one.text in _SETTLED:
            return _settle(draft, place, step)
    return ("none" if "plan" in token.scope else "unsure"), place


def _settle(draft: Draft, place: int, step: int) -> tuple[Polarity, int]:
    for doubted in draft.tokens[place : step + 1]:
        doubted.scope.discard("uncertain")
    return "no", step


def clause_behind(draft: Draft, place: int) -> set[str]:
    """``HE, which resolved on lactulose``: the words of a clause that goes on about a word, up to a clinical one."""
    segment, sentence = draft.tokens[place].segment, draft.tokens[place].sentence
    found: set[str] = set()
    for step in range(place + 1, min(place + 24, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != sentence or token.segment > segment + 1 or (token.clinical and not token.sense("note")):
            break
        if token.segment == segment + 1:
            if not found and token.text not in (
                "which",
                "that",
                "since",
                "now",
                "fully",
                "this",
                "it",
                "has",
                "resolved",
                "recovered",
                "cured",
                "healed",
                "cleared",
                "gone",
                "settled",
            ):
                break
            found |= {token.text, token.phrase}
    return found


def _said(draft: Draft, place: int) -> tuple[Polarity, int]:
    """What the scopes of a word say; plans and refusals say nothing of the patient."""
    token = draft.tokens[place]
    judged = any(one.id == "resectability" for one in token.senses("option"))
    if not judged and token.scope & {"plan", "refuse"}:
        return "none", place
    if not judged and "neg" not in token.scope and names_a_thing(draft, place):
        return verdict_further(draft, place) or ("none", place)
    return ("no" if "neg" in token.scope else "yes"), place


def _own(draft: Draft, place: int) -> tuple[Polarity, int] | None:
    """What stands right behind the word: ``HIV: negative``, ``ascites (-)``, ``HIV +``."""
    if _denied_apart(draft, place, place + 2):
        return "no", place + 2
    shared = False
    for step in range(place + 1, min(place + 1 + REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment and token.text != "," and not viral_row(draft, place, step):
            return None
        if shares(draft, place, step) or shares(draft, place, step + 1):
            shared = True
            continue
        said = _sign(draft, place, step) or never_done(draft, place, step) or _word(draft, place, step)
        if said is not None and shared and said[0] == "no" and of_a_test(draft, place, step):
            return "unsure", place
        if said is not None:
            draft.use([said[1]] if shared else [])
            return (said[0], place) if shared else said
        if token.kind == "num" and year_of(draft, step) is not None and _answers(draft.at(step + 1)):
            continue
        if token.cue("neg") or token.text == "+" or (token.text not in _BETWEEN and token.kind != "date"):
            return None
    return None


def _denied_apart(draft: Draft, place: int, step: int) -> bool:
    """``MI; no``, ``MI / none``: a denial that stands alone behind the mark that stands right behind the word."""
    after, alone = draft.at(step), draft.at(step + 1)
    if draft.word(place + 1) not in (";", "/", "|") or after is None:
        return False
    if not after.cue("post_neg") or after.text in NO_VERDICT:
        return False
    return alone is None or alone.text in (";", "\n", "|", ".")


def _answers(token: Token | None) -> bool:
    """``HIV serology 2024 neg``, ``HIV test 2025: negative``: the answer stands behind the year."""
    return token is not None and (token.text == ":" or token.cue("post_neg", "post_pos"))


def _sign(draft: Draft, place: int, step: int) -> tuple[Polarity, int] | None:
    """A plus, a minus or a nought behind the word, as the last thing said of it."""
    text = draft.word(step)
    if text in ("-", "+") and ends_there(draft, step):
        return ("no" if text == "-" else "yes"), step + (1 if draft.word(step + 1) == ")" else 0)
    graded = any(draft.tokens[place].names(fact) for fact in _GRADED)
    return ("no", step) if text == "0" and step <= place + 2 and graded else None


_GRADED = ("ascites", "encephalopathy", "portal_vein_thrombus", "hepatic_vein_invasion", "extrahepatic_metastasis")
_NOT_ITSELF = word_set("polarity_not_itself")
"""``stroke prophylaxis``, ``transplant list``: what stands behind makes it another matter."""


_UNSAID_OF_TISSUE = ("n/a", "unknown", "not known", "unk", "nk", "not applicable")
"""All else that leaves a finding open denies tissue: ``not available``."""


def _word(draft: Draft, place: int, step: int) -> tuple[Polarity, int] | None:
    """A word of polarity behind the word: ``negative``, ``present``, ``not available``."""
    token, after = draft.tokens[step], draft.at(step + 1)
    unsaid = not draft.tokens[place].names("tissue_sample") or token.text in _UNSAID_OF_TISSUE
    if token.cue("no_info") and unsaid and (token.text == "n/a" or not _opens(token, after)):
        return "none", step
    closed = opens_no_denial(draft, step) or draft.word(step - 1) in ("was", "were", "is", "are", "been")
    closed = closed or (
        token.text in ("excluded", "ruled out")
        and draft.word(step + 1).split(" ")[0] in ("by", "on", "in", "via", "with")
    )
    drug = draft.tokens[place].names("anticoagulation") or bool(draft.tokens[place].sense("condition"))
    judged = any(one.id == "resectability" for one in draft.tokens[place].senses("option"))
    if token.text in _NOT_ITSELF and not token.clinical and not drug and not judged:
        return None if draft.word(step + 1) in _ANSWERED else ("none", step)
    if token.cue("uncertain") and not (after is not None and after.clinical):
        said = _doubted(draft, place)
        return said if said[0] == "no" else ("unsure", step)
    active = token.text == "no active" and "neg" not in draft.tokens[place].scope
    if ((token.cue("post_neg") or active) and closed) or (token.text in ("n", "no") and ends_there(draft, step)):
        return "no", step
    if token.cue("post_pos"):
        opens = "neg" in draft.tokens[place].scope and _opens(token, after)  # ``no CHF - known transplant``
        return None if opens else _affirmed(draft, place, step)
    if token.cue("neg") and after is not None and after.cue("post_pos"):
        return "no", step + 1
    return None


def _affirmed(draft: Draft, place: int, step: int) -> tuple[Polarity, int] | None:
    """A word that affirms, behind the word; ``documented: no`` is answered further on."""
    token, first = draft.tokens[step], draft.tokens[place]
    if draft.word(step + 1) in _ANSWERED and token.text not in AYES and verdict_further(draft, place):
        return None
    if token.text in AYES and ends_there(draft, step):
        return "yes", step
    before = "neg" in first.scope and first.negator == token.negator
    return ("no" if "neg" in token.scope and (before or token.negator > first.start) else "yes"), step


_ANSWERED = (":", "?", "=")
"""``assessment: none``, ``documented? no``: the answer stands behind."""


def _opens(token: Token, after: Token | None) -> bool:
    """Tell whether a word speaks of the clinical word right behind it."""
    return after is not None and after.clinical and after.segment == token.segment
