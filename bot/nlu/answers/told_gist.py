"""Answers that no pattern knew: read by how they are built, by what they name, and by what is done all day."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.answers.activity import grade_of
from bot.nlu.answers.answer_words import NAY
from bot.nlu.answers.frames import CHOICES, frame_of, not_found, of_others, reversed_by_now
from bot.nlu.answers.gist import gist_of, names_of, overturns
from bot.nlu.answers.told_answers import WILL, record_verdict
from bot.nlu.draft import Draft
from bot.nlu.lay.told_words import LONGEST_TOLD
from bot.nlu.lay.vocatives import without_vocatives
from bot.nlu.scope.doubts import in_doubt
from bot.nlu.text.clauses import clauses_of
from bot.nlu.text.normalise import normalise


def read_gist(draft: Draft) -> None:
    """Read by its gist what was asked and nothing else has read; what is denied by name needs no question."""
    if draft.reply or len(draft.text.raw) > LONGEST_TOLD:
        return
    low = without_vocatives(normalise(draft.text.raw).low)
    asked = [one for one in draft.asked if one in draft.catalogue.facts]
    for fact in asked:
        said = _MAY_BLEED.sub("is at risk", low) if fact in ("gi_bleeding", "variceal_bleeding") else low
        gist = gist_of(fact, said, alone=len(asked) == 1)
        known = draft.facts.get(fact)
        if known is not None:
            if len(asked) == 1 and overturns(fact, low):
                _overturned(draft, fact, known)
        elif fact in ("arrhythmia_grade", "ecog"):
            _graded(draft, fact, gist, low)
        elif gist is None and _too_old(draft, fact):
            draft.record(fact, False, 0, 0)
        elif gist == "yes" and in_doubt(draft, fact):
            continue
        elif gist in ("yes", "no"):
            record_verdict(draft, draft.catalogue.facts[fact], gist)
        elif gist == "ask" and not draft.facts and not any(one.fact == fact for one in draft.queries):
            draft.ask(fact, "uncertain", 0, len(draft.tokens) - 1)


_MAY_BLEED = re.compile(r"\b(?:could|might|may|can|would) (?:[a-z]+ ){0,2}(?:re)?bleed\b")
"""What may bleed one day has not bled."""


_OF_YOUNGER = ("childbearing_potential", "pregnant", "breastfeeding")
_PAST_IT = 60
"""From this age, in years, a woman who tells it where she is asked about having children says no by it."""


def _too_old(draft: Draft, fact: str) -> bool:
    age = draft.facts.get("age")
    return fact in _OF_YOUNGER and isinstance(age, int) and age >= _PAST_IT and not draft.queries


def _graded(draft: Draft, fact: str, gist: str | None, low: str) -> None:
    """``no, regular as clockwork``: no arrhythmia is one of grade 0; ``I play golf``: neither is a limit."""
    if fact == "ecog":
        if draft.asked == ("ecog",) and (grade := grade_of(low)) is not None:
            record_verdict(draft, draft.catalogue.facts[fact], grade)
    elif gist == "no":
        draft.record(fact, 0, 0, 0)


def _overturned(draft: Draft, fact: str, known: Any) -> None:
    """``heart failure I never had``: what was read as a yes, though its name is denied, must be asked about."""
    if known is True or (isinstance(known, dict) and draft.catalogue.facts[fact].kind == "event"):
        del draft.facts[fact]
        draft.record(fact, False, 0, 0)


def read_frame(draft: Draft) -> bool:
    """Read the answer to a question for one fact by the way in which it is built; tell whether that settles it."""
    fact = draft.catalogue.facts[draft.asked[0]]
    framed = fact.id in CHOICES or (fact.kind in ("flag", "event") and fact.id not in WILL)
    if draft.reply or not framed or len(draft.text.raw) > LONGEST_TOLD:
        return False
    low = without_vocatives(normalise(draft.text.raw).low)
    verdict, known = frame_of(fact.id, low), draft.facts.get(fact.id)
    reversed_now = verdict is None and not isinstance(known, dict) and reversed_by_now(fact.id, low)
    if reversed_now or (verdict == "ask" and known is not False):
        draft.facts.pop(fact.id, None)
        if not any(one.fact == fact.id for one in draft.queries):
            draft.ask(fact.id, "uncertain", 0, len(draft.tokens) - 1)
        return True
    told_so = (known or fact.id in CHOICES) if verdict == "yes" else known is False
    if verdict in (None, "ask") or told_so:
        return False
    draft.queries = [one for one in draft.queries if one.fact != fact.id]
    if verdict == "no" and not_found(fact.id, clauses_of(low)):
        _forget(draft)
    record_verdict(draft, fact, verdict)
    return True


_ALL_NO = re.compile(
    rf"^(?:{NAY}|none|neither|never|nothing|not me)(?: (?:of (?:them|those|these)|to (?:both|all|any)))?$"
)
_TURN = re.compile(r"\b(?:but|except|only|though|once|just|apart|bar|maybe|think)\b")


def read_group(draft: Draft) -> None:
    """``my brother had the lot, not me``, ``neither, my youngest is 30``: a no to all that was asked together."""
    asked = [draft.catalogue.facts[one] for one in draft.asked if one in draft.catalogue.facts]
    untold = not (draft.reply or draft.facts or draft.queries or len(draft.text.raw) > LONGEST_TOLD)
    if not untold or any(one.kind not in ("flag", "event") or one.id in WILL for one in asked):
        return
    low = without_vocatives(normalise(draft.text.raw).low)
    clauses = clauses_of(low)
    named = any(names_of(one.id, clause) for one in asked for clause in clauses)
    headed = bool(clauses) and bool(_ALL_NO.match(clauses[0])) and not (named or _TURN.search(low))
    named = named or any(token.names(one.id) for one in asked for token in draft.tokens)
    headed = headed and not named
    if headed or all(of_others(one.id, clauses) for one in asked):
        for one in asked:
            record_verdict(draft, one, "no")


def _forget(draft: Draft) -> None:
    """``they thought colitis but the camera was clear``: what was feared beside it did not hold either."""
    for one, value in list(draft.facts.items()):
        if value is True and draft.catalogue.facts[one].kind in ("flag", "event"):
            del draft.facts[one]
