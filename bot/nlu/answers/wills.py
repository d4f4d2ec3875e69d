"""What words of will say of consent, visits and contraception."""

from __future__ import annotations

from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_HINDERS = word_set("polarity_hinders")
_PROCEDURES = word_set("polarity_procedures")


_UNDECIDED = {"decide", "deciding", "undecided", "decision"}
_SAMPLES = {"blood", "biopsy", "sampling", "photographs", "imaging", "interview", "procedure", "surgery", "storage"}


def _of_another_matter(draft: Draft, place: int) -> bool:
    """``after informed consent, TACE was done``, ``affecting her ability to consent``: no consent to the trial."""
    segment = draft.tokens[place].segment
    before = [one.text for one in draft.tokens[max(0, place - 7) : place] if one.segment == segment]
    if _HINDERS & set(before) or before[-1:] in (["after"], ["following"]):
        return True
    if _UNDECIDED & set(before):
        return True
    if draft.word(place + 1) == "to" and any(one.text in _SAMPLES for one in draft.tokens[place + 2 : place + 5]):
        return True
    if not (draft.word(place + 1) == "for" or (draft.word(place + 1), draft.word(place + 2)) == ("form", "for")):
        return False
    behind = draft.tokens[place + 2 : place + 5]
    return any(one.text in _PROCEDURES or one.senses("kind") for one in behind)


def willing(draft: Draft, place: int) -> tuple[Literal["yes", "no", "none"], int] | None:
    """What words of will say of consent, visits and contraception: ``unable to consent``."""
    token = draft.tokens[place]
    if not any(one.id in ("consent", "compliance", "contraception") for one in token.senses("name")):
        return None
    before = {draft.word(one) for one in range(max(0, place - 3), place)}
    if token.names("consent") and _of_another_matter(draft, place):
        return "none", place
    if before & {"unable", "cannot", "unwilling", "won't", "can't", "wont", "cant"} or "refuse" in token.scope:
        return "no", place
    if before & {"interferes", "affects", "affecting", "interfere", "affect", "impairs"}:
        return "none", place
    return ("no" if "neg" in token.scope else "yes"), place
