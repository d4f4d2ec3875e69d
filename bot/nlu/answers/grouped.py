"""Answers to several facts asked as one: ``none of these``, ``all but the second``."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.answers.choices import record_no
from bot.nlu.answers.group_names import ORDINALS, ask_loosely_named, chosen_of, denied_before, still_open
from bot.nlu.answers.in_order import answer_in_order, only_day
from bot.nlu.answers.yes_no import ALL_NO, ALL_YES, YES
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated
from criteria.catalogue import Fact

ALL_WELL = (
    r"(?:(?:no (?:to )?(?:all|everything|any)|neg(?:ative)? (?:for|to) (?:all|everything)|none of (?:these|those|"
    r"them|"
    r"the above)|"
    r"(?:all|everything|they'?re all|it'?s all)(?: (?:is|are|was|were|looks?))? (?:no|neg(?:ative)?|clear|fine|"
    r"good|ok|okay|normal|"
    r"well|absent|denied)|all (?:of (?:them|these|those) )(?:no|neg(?:ative)?)|denies (?:all|everything|any)|none|"
    r"nothing|nil|"
    r"no|neg(?:ative)?|clear|fine|never)(?: (?:so far|yet|else|of note|at all|known|reported|documented|there|here|"
    r"really))*)"
)
"""What denies a whole group, or calls all of it well."""
BAR = (
    r"(?:but(?: for)?|except(?:ing)?(?: for)?|apart from|aside from|other than|bar|barring|save(?: for)?|besides|"
    r"excluding|"
    r"with the exception of|minus)"
)
"""What leaves something out of it: ``none bar a TIA``."""
_PLACES = re.compile(r"^\W*\d(?:\s*(?:,|and|&|\+|/)\s*\d)*\W*$")
EXCEPT = re.compile(rf"^\W*(?:{ALL_WELL}|(?P<all>all|everything|yes to all|all yes))\s+{BAR}\s+(?P<rest>.+)$")
"""``clear apart from a bypass in 2016``, ``all but the second``."""


_ONLY = re.compile(
    r"^\W*(?:yes[, ]+)?(?:only|just)\s+(?:the\s+)?(?P<rest>.+)$|^\W*the\s+(?P<one>first|"
    r"second|third|fourth|fifth|sixth|last|middle|1st|2nd|3rd|4th|5th)(?:\s+one)?(?:\s+only)?\W*$"
)


_REST_NO = Gated(
    r"\b(?:nothing else|no others?|none of the (?:others?|rest)|otherwise (?:no(?:ne|"
    r"thing)?|neg(?:ative)?|fine|ok|clear|well)|(?:rest|others?|other (?:ones|two|three|four))(?: (?:are|is|was|"
    r"were|all|both))*[ :=-]+"
    r"(?:no|neg(?:ative)?|none|nil|denied|clear|fine|ok|absent)|(?:neg(?:ative)?|no|denied|clear) (?:for|to|"
    r"on) (?:all )?the "
    r"(?:others?|rest|remaining))\b"
    rf"|^\W*(?:yes\W+)?(?:only|just)\b|^\W*{ALL_WELL}\W+{BAR}\b|\bonly\W*$|\bthat'?s (?:it|all|the lot)\W*$"
)


def deny_rest(draft: Draft, asked: list[str]) -> bool:
    """``TIA in March, nothing else``, ``none except stroke``: what is left of the group is denied."""
    named = [one for one in draft.asked if one in draft.facts]
    if not named or not asked or not _REST_NO.search(draft.text.low):
        return False
    left_open = still_open(draft)
    for one in (one for one in asked if one not in left_open):
        if draft.catalogue.facts[one].kind in ("flag", "event"):
            draft.record(one, False, 0, len(draft.tokens) - 1)
    return True


def answer_several(draft: Draft, facts: list[Fact]) -> None:
    """A group of flags and events asked as one."""
    if _paired(draft, facts) or _all_normal(draft, facts):
        return
    if answer_in_order(draft, facts) or denied_before(draft, facts):
        return
    if _dated_one(draft, facts):
        return
    chosen = _which(draft.text.low.strip(), facts)
    if chosen is not None:
        _fill(draft, facts, yes=chosen)
    elif _leaves_out(draft.text.low) and (spoken := ask_loosely_named(draft, facts)):
        _fill(draft, [one for one in facts if one.id not in spoken], yes=[])
    elif YES.match(draft.text.low.strip()) and len(draft.tokens) <= 2:
        last = len(draft.tokens) - 1
        for fact in facts:
            draft.ask(fact.id, "two_readings", 0, last)


def _leaves_out(low: str) -> bool:
    """Tell whether an answer denies all but what it names: ``none except diarrhoea``, ``only diabetes``."""
    match = EXCEPT.match(low)
    return (match is not None and not match["all"]) or _ONLY.match(low) is not None


_ONE = re.compile(
    r"^\W*(?:yes\W+)?(?P<only>only |just )?(?:the )?(?P<which>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|"
    r"5th)"
    r"(?: one)?(?P<alone> only)?[, ]+(?:was |that was )?(?:in |on )?(?=\S)"
)


def _dated_one(draft: Draft, facts: list[Fact]) -> bool:
    """``the first, in 2015``: one of the group with its date; the others only where they are denied too."""
    match = _ONE.match(draft.text.low)
    days = [day_at(draft, one) for one in range(len(draft.tokens))]
    day = next((one for one in days if one is not None), None)
    if match is None or day is None or not day.clear:
        return False
    place, last = ORDINALS[match["which"]] % len(facts), len(draft.tokens) - 1
    rest = bool(match["only"] or match["alone"]) or _REST_NO.search(draft.text.low) is not None
    for number, fact in enumerate(facts):
        if number == place:
            draft.record(fact.id, {"date": day.iso} if fact.kind == "event" else True, 0, last)
        elif rest and fact.kind in ("flag", "event"):
            draft.record(fact.id, False, 0, last)
    return True


def _which(low: str, facts: list[Fact]) -> list[int] | None:
    """The places of the facts that are affirmed while all others are denied; None where that is not said."""
    if ALL_NO.match(low):
        return []
    if ALL_YES.match(low):
        return list(range(len(facts)))
    if (match := EXCEPT.match(low)) is not None:
        chosen = chosen_of(match["rest"], facts)
        if match["all"]:
            return [one for one in range(len(facts)) if one not in chosen] if chosen else None
        return chosen or None
    if (match := _ONLY.match(low)) is not None:
        return chosen_of(match["rest"] or match["one"], facts) or None
    return _numbered(low, facts)


def _numbered(low: str, facts: list[Fact]) -> list[int] | None:
    """``1 and 3``: the facts by their place in the question."""
    if not _PLACES.match(low) or any(one.kind not in ("flag", "event") for one in facts):
        return None
    places = [int(one) - 1 for one in re.findall(r"\d", low)]
    return places if all(0 <= one < len(facts) for one in places) else None


def _paired(draft: Draft, facts: list[Fact]) -> bool:
    """``145/90`` for two quantities that were asked together: in the order of the question."""
    numbers = [place for place, token in enumerate(draft.tokens) if token.kind == "num" and not token.used]
    clinical = any(token.clinical and not token.used for token in draft.tokens)
    if clinical or len(numbers) != len(facts) or any(fact.kind != "quantity" for fact in facts):
        return False
    day = next((token.day for token in draft.tokens if token.kind == "date" and not token.used), None)
    for fact, place in zip(facts, numbers, strict=True):
        draft.measure(fact.id, draft.tokens[place], place, place, day=day)
    draft.use(range(len(draft.tokens)))
    return True


_NORMAL = re.compile(
    r"^\W*(?:(?:all|both|everything|they|these|those|of|them|the|labs?|values?|is|are|were|was|'re|came|back|"
    r"yes)\W+)*"
    r"(?:(?:with)?in )?(?:the )?(?:normal|wnl|in range|within range)(?: (?:range|limits?))?(?:,? (?:both|"
    r"all)(?: of them)?)?\W*$"
)


def _all_normal(draft: Draft, facts: list[Fact]) -> bool:
    """``both normal``: of values that have an upper limit of normal, all at most that."""
    if not _NORMAL.match(draft.text.low) or any(fact.kind != "quantity" or fact.uln is None for fact in facts):
        return False
    for fact in facts:
        draft.record(fact.id, {"value": "<=1", "unit": "xULN"}, 0, len(draft.tokens) - 1)
    return True


def _fill(draft: Draft, facts: list[Fact], yes: Any) -> None:
    last = len(draft.tokens) - 1
    day = only_day(draft) if len(yes) == 1 else None
    for place, fact in enumerate(facts):
        value = place in yes
        if value and day and fact.kind == "event":
            draft.record(fact.id, {"date": day}, 0, last)
            continue
        if fact.kind in ("flag", "event"):
            draft.record(fact.id, value, 0, last)
        elif not value:
            record_no(draft, fact, 0, last)
