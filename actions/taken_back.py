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

    Of several that it names, those whose dates it gives too, where there are any.
    """
    said = _folded(text)
    named = [row for row in entries.values() if any(_has(said, name) for name in _names(row.value, catalogue))]
    dated = [row for row in named if (when := period_text(row.value)) and _has(said, when)]
    return dated or named or list(entries.values())


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
