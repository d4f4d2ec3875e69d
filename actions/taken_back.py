"""Which treatments a message takes back: those that it names, by kind, drug and date; all where it names none."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from actions.log import Observation
from actions.wording.values import period_text
from criteria import Catalogue

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def entries_meant(text: str, entries: Mapping[str, Observation], catalogue: Catalogue) -> list[Observation]:
    """Give the rows that a message such as `forget the TACE until 10 Oct 2026` speaks of.

    Of several that it names, those whose dates it gives too, or the one whose number in their order it says
    (`the second TACE`), where there are any.
    """
    said = _folded(text)
    named = [row for row in entries.values() if any(_has(said, name) for name in _names(row.value, catalogue))]
    dated = [row for row in named if (when := period_text(row.value)) and _has(said, when)]
    return dated or _counted(said, named, catalogue) or named or list(entries.values())


_ORDER = {
    "first": 0,
    "1st": 0,
    "second": 1,
    "2nd": 1,
    "third": 2,
    "3rd": 2,
    "fourth": 3,
    "4th": 3,
    "last": -1,
    "latest": -1,
}


def _counted(said: str, named: list[Observation], catalogue: Catalogue) -> list[Observation]:
    """Give the one of several of one kind that `the second TACE` means, by their dates; none where that is open."""
    names = {_folded(name) for row in named for name in _names(row.value, catalogue)}
    at = next((place for word, place in _ORDER.items() if any(f" {word} {one} " in f" {said} " for one in names)), None)
    days = [str(row.value.get("end") or row.value.get("start") or "") for row in named]
    if at is None or len(named) < 2 or len(set(days)) < len(named) or "" in days or not -len(named) <= at < len(named):
        return []
    return [[row for _, row in sorted(zip(days, named, strict=True), key=lambda one: one[0])][at]]


def _names(entry: Mapping[str, Any], catalogue: Catalogue) -> Iterator[str]:
    """Give what an entry can be called: its drugs, by any of their names, and its kind."""
    for agent in entry.get("agents") or ():
        yield agent
        yield from catalogue.treatments.agents.get(agent, ())
    if not entry.get("agents"):
        kind = catalogue.treatments.kinds[entry["kind"]]
        yield from (entry["kind"], kind.name, *kind.synonyms)


def _has(said: str, name: str) -> bool:
    return f" {_folded(name)} " in f" {said} "


def _folded(text: str) -> str:
    return " ".join(_words(text))


def _words(text: str) -> Iterable[str]:
    return (match[0].casefold() for match in _WORD.finditer(text))
