"""What a patient's words come to as the answer to one question: yes, no, an option, or something to ask again.

Each pattern that matches is a vote. Votes within longer ones do not count, nor do those that a ``not`` before them
turns round or that speak of somebody else; where what is left says both, it is asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.nlu.answers.heads import DENIED
from bot.nlu.lay.told_words import rules_of_entries, section
from bot.nlu.scope.kin import KIN
from bot.nlu.text.rewriting import Rules
from bot.nlu.text.telling import Gated
from criteria.catalogue import Fact

OVERTURNED = "overturned"
"""What was told before in the message does not hold: ``they thought so, but it was wind``."""
REPLIES = ("unknown", "pending")
OR = "|"
_FIRST = ("convertible", "skin", "in_situ")
"""``too big now, but if it shrinks they will operate`` says no and yes, and is neither; a cured skin cancer is one."""
_NEGATED = re.compile(
    r"(?:\b(?:not|never|no|nothing|hardly|isn't|nor|without|cannot|isnt|dont|wasnt)|n't)"
    r"(?: (?:been|being|be|get|getting|keep|keeping|bring|have|my|the|it|"
    r"there|that|which|found|seen|left|really|very|quite|always|so|too|all|that|exactly|yet|really|fully|completely|"
    r"properly))* ?$"
)
_NEGATING = re.compile(r"(?:no|not|never|none|nothing|nobody|without|can't|cannot|couldn't|don't|isn't|won't|hasn't)\b")
_THEIRS = re.compile(
    rf"\b(?:my|his|her|our|the) (?:[a-z]+ )?(?:{KIN}|kid|boy|girl|lad)s?(?:'s)? "
    r"(?:had|has|have|was|is|got|took|takes|died|suffers|suffered|did|does|gets|had to)\b[^,;.]*$"
)
_OF_THEM = Gated(
    rf"\b(?:my|our) (?:\w+ )?(?:{KIN})\b"
    r"[^.;]*[,;.] (?:and |but |because )?(?:he|she|they)\b[^,;.]*$"
)
"""``I mind my wife, she has dementia``."""
_IN_THEM = re.compile(
    r"[\w' -]{1,40}? (?:in|with|of) (?:my|our|the|both my) (?:\w+ )?"
    rf"(?:{KIN}|family)s?\b"
)
"""``lupus in my daughter only``."""
_UNSURE = Gated(
    r"\b(?:maybe|perhaps|might have|may have|possibly|not (?:too |so |very |quite )?sure|not certain|don't know|"
    r"could have|whether|made up their minds|undecided|don't remember|can't remember|couldn't say|can't say|no idea)\b"
)


@dataclass(frozen=True, slots=True)
class _Vote:
    value: str
    start: int
    end: int
    own: bool


@lru_cache(maxsize=128)
def _rules(fact: str) -> Rules | None:
    entries: Mapping[str, list[str]] = section("answers").get(fact, {})
    return rules_of_entries({value: said for value, said in entries.items() if value != "topic"}) if entries else None


def verdict_of(fact: Fact, low: str, *, every: bool) -> tuple[str | None, bool]:
    """Tell what a text says of a fact (``yes``, ``no``, an option, ``ask``…, or None), and whether in its own words.

    ``every`` takes what says so of any fact into account: the text answers the question for this one.
    """
    votes = _outermost([*_votes(fact.id, low, own=True), *(_common(fact, low) if every else ())])
    values = {one.value for one in votes}
    if OVERTURNED in values:
        return ("ask" if _UNSURE.search(low) else OVERTURNED), True
    said = {one.value for one in votes if one.own}
    if fact.id.startswith("uncontrolled") and values == {"no", "ask"}:
        votes.sort(key=lambda one: one.start)  # "a bit uneven, but the pills keep it steady"
        values = {votes[-1].value}
        said &= values
    if values == {"no", "ask"} and fact.id in _SIGNS_ALONE and _denied_last(votes, low):
        values, said = {"no"}, {"no"}  # "my ankles swell, but the heart scan was normal"
    verdict = _settled(values.difference(REPLIES), said) or next(iter(sorted(values)), None)
    if verdict in ("yes", "no") and _UNSURE.search(low):
        verdict = "ask"
    return verdict, bool(said)


_SIGNS_ALONE = ("heart_failure", "stroke", "pulmonary_embolism", "myocardial_infarction")
"""Illnesses that a test or a doctor denies, whatever signs of them there are."""


def _denied_last(votes: list[_Vote], low: str) -> bool:
    """Tell whether the last vote is a no of the fact's own, behind a ``but``."""
    last = max(votes, key=lambda one: one.start)
    signs = [one for one in votes if one.value == "ask"]
    return last.value == "no" and last.own and " but " in low[min(one.end for one in signs) : last.start + 1]


def _settled(told: set[str], said: set[str]) -> str | None:
    """Give what the votes come to; ``said`` are those in the fact's own words."""
    first = next((one for one in _FIRST if one in said), None)
    if first is not None or len(told) <= 1:
        return first or next(iter(told), None)
    shared = set.intersection(*(set(one.split(OR)) for one in said)) if said else set()
    if shared and said == told:
        return OR.join(sorted(shared))
    definite = said if said == {"no", "ask"} else said - {"ask"}
    return definite.pop() if len(definite) == 1 and told != {"no", "ask"} else "ask"


def _common(fact: Fact, low: str) -> Iterator[_Vote]:
    """Give the votes of what says yes or no to any question; a no to those alone that it answers."""
    denied = fact.kind in ("flag", "event") or fact.id in DENIED
    for vote in _votes("every", low, own=False):
        if denied or vote.value in REPLIES:
            yield vote
    if fact.kind == "quantity":
        yield from _votes("every_quantity", low, own=True)
    for vote in _votes("every_event", low, own=False) if fact.kind == "event" else ():
        yield replace(vote, own=vote.value == "ask")


def _votes(name: str, low: str, *, own: bool) -> Iterator[_Vote]:
    rules = _rules(name)
    for rule, match in rules.matches(low) if rules else ():
        before = low[: match.start()]
        turned = _NEGATED.search(before) and not _NEGATING.match(match.group())
        told = low[: match.end()]
        behind = _IN_THEM.match(low, match.start())
        theirs = rule.wording == "yes" and (_THEIRS.search(told) or _OF_THEM.search(told) or behind)
        if not (turned or theirs):
            yield _Vote(rule.wording, *match.span(), own)


def _outermost(votes: Iterable[_Vote]) -> list[_Vote]:
    """Leave out what stands within something longer; of the same words the fact's own count."""
    kept: list[_Vote] = []
    for vote in sorted(votes, key=lambda one: (one.start - one.end, not one.own)):
        if not any(one.start <= vote.start and vote.end <= one.end for one in kept):
            kept.append(vote)
    return kept
