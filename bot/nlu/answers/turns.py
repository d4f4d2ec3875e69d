"""Answers to several facts in the order of the question: ``no, no and yes (Hashimoto's)``, ``1. no 2. yes``."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import AYE, NAY, NEGATIVE, POSITIVE
from bot.nlu.answers.choices import record_no
from bot.nlu.dating.days import Day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from criteria.catalogue import Fact

_YES = rf"{POSITIVE}|\+(?=\s*(?:[,/;+-]|$))"
_NO = rf"{NEGATIVE}|-(?=\s*(?:[,/;+-]|$))"
_OPEN = r"not sure|no idea|no clue|don'?t know|dunno|unknown|unsure|pending|\?"
_WORD = re.compile(rf"(?<![a-z])(?:(?P<open>{_OPEN})|(?P<yes>{_YES})|(?P<no>{_NO}))(?![a-z])")
_STARTS = re.compile(rf"^\W*(?:1\s*[.):]\s*)?(?:(?:{_OPEN}|{_YES}|{_NO})(?![a-z]))")
_TIMES = re.compile(
    rf"^\W*(?:{NAY})\W*x ?(?P<a>\d)\W*$|^\W*(?P<b>two|three|four|five|\d) ?(?:x|times) (?:{NAY})\W*$|"
    r"^\W*x ?(?P<c>\d) no\W*$|^\W*(?P<e>two|three|four|five|\d) (?:no'?s|noes|nopes)\W*$"
)
_YES_TIMES = re.compile(rf"^\W*(?:{AYE}) ?x ?(?P<a>\d)\W*$|^\W*(?P<b>two|three|four|five|\d) ?(?:x|times) yes\W*$")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}
_NUMBERED = re.compile(r"(?:^|(?<=[\s,;]))\d\s*[.):](?=\s*[a-z+-])")
_ASIDE = 40
"""The longest aside behind an answer."""


def answer_in_turn(draft: Draft) -> bool:
    """Read as many answers as facts were asked, an aside behind any of them; True where the message is that."""
    facts = [draft.catalogue.facts[one] for one in draft.asked if one in draft.catalogue.facts]
    low = draft.text.low
    if len(facts) < 2 or len(low) > 160 or not (_STARTS.match(low) or _TIMES.match(low)):
        return False
    times, word = (_TIMES.match(low), "no") if not low.lstrip().startswith("yes") else (_YES_TIMES.match(low), "yes")
    if times:
        count = next(one for one in times.groups() if one)
        return int(_COUNTS.get(count, 0) or count) == len(facts) and _record(draft, facts, [(word, None)] * len(facts))
    said = _answers(draft, _NUMBERED.sub(lambda match: " " * len(match.group()), low))
    return said is not None and len(said) == len(facts) and _record(draft, facts, said)


def _answers(draft: Draft, low: str) -> list[tuple[str, Day | None]] | None:
    """Give the answers with the date of each aside; None where something else stands between them."""
    matches = [one for one in _WORD.finditer(low) if not _inside(low, one.start())]
    if not matches or low[: matches[0].start()].strip(" ,;:.-\n"):
        return None
    said: list[tuple[str, Day | None]] = []
    for match, after in zip(matches, [*matches[1:], None], strict=True):
        end = after.start() if after else len(low)
        aside = re.sub(r"\b(?:and|then|but|again)\b", " ", low[match.end() : end]).strip(" ,;:./()-\n&")
        if len(aside) > _ASIDE or (aside and match["no"] and match.end() < end):
            return None
        said.append((match.lastgroup or "", day_in(draft, match.end(), end)))
    return said


def _inside(low: str, place: int) -> bool:
    """Tell whether a place lies in brackets."""
    return low.count("(", 0, place) > low.count(")", 0, place)


def day_in(draft: Draft, start: int, end: int) -> Day | None:
    """Give the first date, or bare year, that begins in a stretch of the message."""
    for place, token in enumerate(draft.tokens):
        if start <= token.start < end and (day := day_at(draft, place)) is not None:
            return day
    return None


def _record(draft: Draft, facts: list[Fact], said: list[tuple[str, Day | None]]) -> bool:
    """Record the answers, unless an aside told something else of one of the facts."""
    for fact, (word, _) in zip(facts, said, strict=True):
        if fact.id in draft.facts and (word != "yes" or draft.facts[fact.id] in (False, "none", "never")):
            return False
        if fact.kind not in ("flag", "event", "choice") or (fact.kind == "choice" and word == "yes"):
            return False
    last = len(draft.tokens) - 1
    for token in draft.tokens:
        token.scope -= {"uncertain", "neg"}
    for fact, (word, day) in zip(facts, said, strict=True):
        if word == "open" or fact.id in draft.facts:
            continue
        if word == "no":
            draft.record(fact.id, False, 0, last) if fact.kind != "choice" else record_no(draft, fact, 0, last)
        elif day is not None and fact.kind == "event" and (day.ahead or day.iso is None):
            draft.ask(fact.id, "future_date" if day.ahead else "ambiguous_date", 0, last, day.candidates)
        else:
            draft.record(fact.id, {"date": day.iso} if day is not None and fact.kind == "event" else True, 0, last)
    return True
