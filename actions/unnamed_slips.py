"""A slip that is mended without a name: ``28 not 82``."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from actions.heard import Correction
from actions.log import Known, Observation
from actions.log.fold import dated
from criteria import Catalogue


def slips_mended(
    corrections: Iterable[Correction], known: Known, today: date, catalogue: Catalogue
) -> tuple[dict[str, Any], tuple[Correction, ...]]:
    """Find the fact that each `28 not 82` speaks of: the only one that holds the old value.

    The test stays of the day that it was of: mending a slip makes no new test.
    """
    found, unmatched = {}, []
    for one in corrections:
        rows = {name: row._replace(value=dated(catalogue, row, today)) for name, row in known.facts.items()}
        fitting = {name: value for name, row in rows.items() if (value := _corrected(one, row, catalogue))}
        if len(fitting) == 1:
            found.update(fitting)
        else:
            unmatched.append(one)
    return found, tuple(unmatched)


def _corrected(correction: Correction, row: Observation, catalogue: Catalogue) -> dict[str, Any] | None:
    """Give the corrected value where the row holds the old one, in its unit or in the one that was said."""
    fact = catalogue.facts[row.fact]
    parts = row.value if isinstance(row.value, dict) else {"value": row.value}
    stored = parts.get("value")
    if fact.kind != "quantity" or isinstance(stored, (str, bool)) or stored is None or not correction.old:
        return None
    factor = stored / correction.old
    factors = (1.0, *catalogue.table(row.fact).factors.values())
    said_so = f"{correction.old:g}" in (row.said or "")
    if factor != 1.0 and not (said_so and any(abs(factor / one - 1) < 1e-6 for one in factors if one)):
        return None
    value = correction.new * factor
    return {**parts, "value": int(value) if value == int(value) else float(f"{value:.6g}")}
