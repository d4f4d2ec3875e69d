"""What would reopen a trial, and what cannot be changed."""

from collections.abc import Mapping, Sequence
from typing import Any

from actions.wording.board import reason, status_text
from actions.wording.readback import name_of
from actions.wording.values import date_text, joined, mid_sentence, prettied
from criteria import Catalogue
from criteria.changes import Change
from criteria.reopening import Reopening

Trial = Mapping[str, Any]

NONE_IS_OUT = "No trial is ruled out or deferred."
LASTING_SHOWN = 2


def not_out_line(catalogue: Catalogue, trial: Trial, label: str) -> str:
    """Say that a trial needs no reopening."""
    return f"{label} needs no reopening; it is {status_text(catalogue, trial)}."


def reopen_lines(
    catalogue: Catalogue,
    label: str,
    trial: Trial,
    found: Sequence[Reopening],
    known: int,
    lasting: Sequence[Mapping[str, Any]],
) -> list[str]:
    """Say what would reopen a trial: each smallest set of changes, or the criteria that nothing can change.

    `known` is how many sets there are, of which `found` are shown.
    """
    if not found:
        return [_never(label, trial, lasting)]
    ways = [_way(catalogue, one) for one in found]
    if len(ways) > 1:
        return [f"{label} would reopen with any one of these:", *(f"- {way}." for way in ways)]
    others = f" Other ways: ask for {label} alone." if known > 1 else ""
    lead = "would reopen with" if found[0].changes else "reopens by"
    return [f"{label} {lead} {ways[0]}.{others}"]


def _way(catalogue: Catalogue, reopening: Reopening) -> str:
    if not reopening.changes:
        return f"time alone: on {date_text(reopening.open_from)}"
    changes = joined(change_text(catalogue, one) for one in reopening.changes)
    return f"{changes}, not before {date_text(reopening.open_from)}" if reopening.open_from else changes


def change_text(catalogue: Catalogue, change: Change) -> str:
    """Give one change: `platelets above 75 ×10⁹/L`, `HIV infection: no`."""
    fact = catalogue.facts.get(change.fact)
    is_number = fact is not None and (fact.kind == "quantity" or change.fact == "ecog")
    return f"{name_of(catalogue, change.fact)}{' ' if is_number else ': '}{prettied(change.wanted)}"


def _never(label: str, trial: Trial, lasting: Sequence[Mapping[str, Any]]) -> str:
    if not lasting:
        return f"No change of single values would reopen {label}: {reason(trial)}."
    shown = [_lasting(one) for one in lasting[:LASTING_SHOWN]]
    rest = len(lasting) - len(shown)
    more = f", and {rest} more like it" if rest else ""
    return f"Nothing can reopen {label}, because this cannot change: {'; '.join(shown)}{more}."


def _lasting(criterion: Mapping[str, Any]) -> str:
    found = prettied(criterion["found"]).split("; not known:")[0]
    return f"{found} (asks: {mid_sentence(prettied(criterion['requirement']))})"
