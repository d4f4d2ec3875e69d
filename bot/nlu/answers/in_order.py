"""Answers to several facts by their place in the question: ``no, no, yes``, ``no to the first``, ``the rest no``."""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import NEGATIVE, POSITIVE
from bot.nlu.answers.choices import degrees_of, record_no
from bot.nlu.answers.group_names import ORDINALS, ask_loosely_named, still_open
from bot.nlu.answers.turns import day_in
from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated
from criteria.catalogue import Fact

_WORD = rf"(?:{POSITIVE}|{NEGATIVE}|unknown|unsure|not sure|don'?t know|\+|-)"
_TURNS = re.compile(rf"^\W*{_WORD}(?:\s*(?:,|/|;|\s|and|\.|then)+\s*{_WORD})+\W*$")
_TO_EACH = Gated(
    r"\b(?P<word>yes|no|negative|positive)\s+(?:to|for|on)\s+(?:the\s+)?"
    r"(?P<which>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|others?|rest)(?:\s+(?P<count>one|two|"
    r"three|four))?"
)
_EACH_ONE = re.compile(
    r"(?<![\w.,/])(?P<which>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th|others?|rest|"
    r"[1-6](?=\s?[-.:)=]))"
    r"(?: (?P<count>two|three|four)| ones?)?\s*[:=.)-]?\s*(?:(?:is|are|was|were)\s+)?(?:both |all )?(?P<word>yes|"
    r"no|negative|positive)\b"
)
_FIRST = re.compile(r"\W*(?P<word>yes|no|negative|positive)\s*[,;.]\s*(?:but )?(?:the )?(?:others?|rest)\b")
"""``no, the other yes``: the first answer, without its number."""
_COUNTS = {"two": 2, "three": 3, "four": 4}


def _counted(match: re.Match[str], length: int) -> list[int]:
    """The places that ``the second``, ``the first two``, ``the last two`` mean."""
    count = _COUNTS.get(match["count"] or "", 1)
    if match["which"] == "last":
        return list(range(max(0, length - count), length))
    first = ORDINALS[match["which"]]
    return list(range(first, first + count))


def answer_in_order(draft: Draft, facts: list[Fact]) -> bool:
    """``no, no, yes``: an answer to each in the order of the question; ``no to the first, yes to the second``."""
    low = draft.text.low.strip()
    low = low.replace("middle", "second") if len(draft.asked) == 3 else low  # as long, so that places stay
    said = re.findall(rf"(?<![a-z]){_WORD}(?![a-z])", low) if _TURNS.match(low) else []
    answers = dict(enumerate(said)) if len(said) == len(facts) else {}
    each = [*_TO_EACH.finditer(low)] or [*_EACH_ONE.finditer(low)]
    if (first := _FIRST.match(low)) and each and each[0]["which"].startswith(("other", "rest")):
        answers[0] = first["word"]
    whole = [draft.catalogue.facts[one] for one in draft.asked if one in draft.catalogue.facts]
    if each and len(whole) == len(draft.asked):
        facts = whole  # ``no to the third; stroke yes``: the places are those of the question
    for match in sorted(each, key=lambda one: one["which"].startswith(("other", "rest"))):
        rest = match["which"].startswith(("other", "rest"))
        left_open = still_open(draft) if rest else set()
        told = {*(facts[one].id for one in answers), *left_open}
        left_open |= ask_loosely_named(draft, [one for one in facts if one.id not in told]) if rest else set()
        others = [one for one in range(len(facts)) if one not in answers and facts[one].id not in left_open]
        if rest and len(others) > _COUNTS.get(match["count"] or "", len(others)):
            continue  # ``sugar not right, other two no``: which one is not of the two was told in words not read
        places = others if rest else _counted(match, len(facts))
        answers |= {place % len(facts): match["word"] for place in places if place < len(facts)}
    for token in draft.tokens if answers else ():
        token.scope.discard("uncertain")
    only = only_day(draft) if [one[:1] in "yp+" for one in answers.values()].count(True) == 1 else None
    days = _days_behind(draft, each, len(facts))
    for place, word in answers.items():
        if facts[place].id not in draft.facts:
            _say(draft, facts[place], word, days.get(place, only))
    return bool(answers)


def _say(draft: Draft, fact: Fact, word: str, day: str | None) -> None:
    """Record one answer of a group, with the day that stands beside it."""
    last = len(draft.tokens) - 1
    if word.startswith(("y", "pos", "+")) and fact.kind in ("flag", "event"):
        draft.record(fact.id, {"date": day} if day and fact.kind == "event" else True, 0, last)
    elif word.startswith(("y", "pos", "+")) and (degrees := degrees_of(fact)):
        draft.record(fact.id, degrees, 0, last)
    elif word.startswith(("no", "n", "neg", "-")) and word not in ("not sure",):
        if fact.kind in ("flag", "event"):
            draft.record(fact.id, False, 0, last)
        else:
            record_no(draft, fact, 0, last)


def _days_behind(draft: Draft, each: list[re.Match[str]], length: int) -> dict[int, str]:
    """``second yes 2015, third no``: the date of each answer, by the place of its fact."""
    found: dict[int, str] = {}
    for match, after in zip(each, [*each[1:], None], strict=False):
        day = day_in(draft, match.end(), after.start() if after else len(draft.text.low))
        if day is not None and day.clear and day.iso and match["which"] in ORDINALS:
            found |= {place % length: day.iso for place in _counted(match, length)}
    return found


def only_day(draft: Draft) -> str | None:
    """The one date of a message, if it has one reading."""
    days = [one.day for one in draft.tokens if one.day is not None]
    return days[0].iso if len(days) == 1 and days[0].clear else None
