"""Facts that hang together: what else must change with a change, so that the record stays one that can be.

A class that follows from its items changes with an item, a confirmed complete response needs a response
that is complete. Each set of changes is completed until nothing given contradicts what follows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations, product

from criteria.catalogue import Fact
from criteria.changes import Change, Changes, joined, reachable, spanned
from criteria.derive.child_pugh import ALBUMIN, BILIRUBIN, CLASSES, INR, PROLONGED
from criteria.knowledge import RULES, Knowledge
from criteria.spans import Span
from criteria.values import Choice, Quantity, Value

TOGETHER = 3
"""How many items may have to change together; with more, the patient is another one."""
DEPTH = 3
"""How far a change can reach: from a class to its score to the items of the score."""

BANDS: Mapping[str, tuple[Span, ...]] = {
    "bilirubin": tuple(BILIRUBIN.values()),
    "albumin": tuple(ALBUMIN.values()),
    "inr": tuple(INR.values()),
    "child_pugh_score": tuple(CLASSES.values()),
}
"""The ranges that the score and the class tell apart, in canonical units."""


def consistent(changes: Changes, knowledge: Knowledge) -> list[Changes]:
    """Give the changes with whatever must change beside them, in each of the smallest ways.

    Nothing where no other fact can change accordingly.
    """
    settled: list[Changes] = []
    waiting = [changes]
    for _ in range(DEPTH + 1):
        clashing = {one: clash for one in waiting if (clash := _clash(one, knowledge))}
        settled += [one for one in waiting if one not in clashing]
        waiting = [more for one, fact in clashing.items() for more in _repaired(one, fact, knowledge)]
    return list(dict.fromkeys(_without_consequences(one, knowledge) for one in settled))


def towards(fact: str, accepted: frozenset[str], knowledge: Knowledge) -> list[Changes]:
    """Give the single changes after which a fact that follows from others can be one of the accepted options."""
    found: list[Changes] = []
    for source in _sources(fact, knowledge):
        fitting = [one for one in _candidates(source, knowledge) if _allows((one,), fact, accepted, knowledge)]
        found += [(one,) for one in _grouped(fitting, knowledge)]
    return found


def changed(changes: Changes, knowledge: Knowledge) -> Knowledge:
    """Give what would be known after the changes."""
    record = knowledge.record.supposing({one.fact: one.value for one in changes})
    return Knowledge(record, knowledge.catalogue)


def _clash(changes: Changes, knowledge: Knowledge) -> str | None:
    """Give the first fact that would contradict what follows and does not do so now."""
    after = changed(changes, knowledge)
    for fact in after.record.facts:
        if fact in RULES:
            knowledge.known(fact)
            after.known(fact)
    new = [fact for fact in after.conflicts if fact not in knowledge.conflicts]
    return knowledge.catalogue.sort(new)[0] if new else None


def _repaired(changes: Changes, clash: str, knowledge: Knowledge) -> Iterator[Changes]:
    """Give the changes with the fewest others after which the fact no longer contradicts what follows."""
    after = changed(changes, knowledge)
    after.known(clash)
    sources = [one for one in after.conflicts[clash].sources if one != clash]
    each = [list(_candidates(source, after)) for source in sources]
    for size in range(1, TOGETHER + 1):
        found = [
            more
            for some in combinations(each, size)
            for several in product(*some)
            if not _contradicts(more := joined((changes, several)), clash, knowledge)
        ]
        if found:
            yield from _nearest(found)
            return


def _nearest(found: list[Changes]) -> list[Changes]:
    """Leave out sets that ask more of the same facts: candidates come from the nearest on."""
    nearest: dict[frozenset[str], Changes] = {}
    for one in found:
        nearest.setdefault(frozenset(change.fact for change in one), one)
    return list(nearest.values())


def _contradicts(changes: Changes, fact: str, knowledge: Knowledge) -> bool:
    after = changed(changes, knowledge)
    after.known(fact)
    return fact in after.conflicts


def _without_consequences(changes: Changes, knowledge: Knowledge) -> Changes:
    """Leave out changes of what was not given and follows by itself from the others."""
    for one in changes:
        rest = tuple(other for other in changes if other is not one)
        follows = changed(rest, knowledge).known(one.fact).value if one.fact in RULES else None
        if one.fact not in knowledge.record.facts and follows is not None and _is_within(follows, one.value):
            changes = rest
    return changes


def _is_within(value: Value, wanted: Value) -> bool:
    if isinstance(value, Choice) and isinstance(wanted, Choice):
        return value.options <= wanted.options
    return value == wanted


def _allows(changes: Changes, fact: str, accepted: frozenset[str], knowledge: Knowledge) -> bool:
    return bool(changed(changes, knowledge).options(fact) & accepted)


def _sources(fact: str, knowledge: Knowledge) -> tuple[str, ...]:
    return tuple(one for one in knowledge.known(fact).sources if one != fact)


def _candidates(source: str, knowledge: Knowledge) -> Iterator[Change]:
    """Give what a fact could become, the nearest to what it is first."""
    can = reachable()
    if source not in can:
        return
    fact = knowledge.catalogue.facts[source]
    if fact.kind == "choice":
        reached = can[source]
        now = knowledge.options(source)
        options = [one for one in fact.options if one not in now and (reached is None or one in reached)]
        yield from (Change(source, fact.options[one].name, Choice(frozenset((one,)))) for one in options)
    else:
        yield from (spanned(fact, span) for span in _spans(fact, knowledge))


def _spans(fact: Fact, knowledge: Knowledge) -> list[Span]:
    """Give the ranges of a value other than the one it is in, the nearest first."""
    value = knowledge.known(fact.id).value
    if not isinstance(value, Quantity):
        return []
    bands = BANDS.get(fact.id, ())
    if fact.id == "prothrombin_time":
        limits, _ = knowledge.limits_of_normal(fact.id, value)
        bands = tuple(band.scaled(1.0, min(limits)) for band in PROLONGED.values())
    spans, _ = knowledge.absolute(fact.id, value)
    places = [place for place, band in enumerate(bands) if any(not band.apart(span) for span in spans)]
    others = [place for place in range(len(bands)) if place not in places]
    return [bands[place] for place in sorted(others, key=lambda one: min(abs(one - here) for here in places))]


def _grouped(fitting: list[Change], knowledge: Knowledge) -> list[Change]:
    """Join options of one choice that serve alike into one change; of values give the nearest."""
    if len(fitting) < 2 or not isinstance(fitting[0].value, Choice):
        return fitting[:1]
    fact = knowledge.catalogue.facts[fitting[0].fact]
    options = frozenset(option for one in fitting if isinstance(one.value, Choice) for option in one.value.options)
    names = " or ".join(item.name for key, item in fact.options.items() if key in options)
    return [Change(fact.id, names, Choice(options))]
