"""What changed since a day."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from actions.wording.values import date_text, entry_text, fact_text
from criteria import Catalogue

SAME_VERDICTS = "No verdict changed."
NOTHING_NEW = "Nothing was recorded or taken back since."


def head_line(day: date) -> str:
    """Head a comparison."""
    return f"Compared with the end of {date_text(day)}:"


def difference_lines(catalogue: Catalogue, then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Say which facts are new, changed or taken back; keys of treatment entries start with `treatments.`."""
    new = [_text(catalogue, key, now[key]) for key in now if key not in then]
    changed = [
        f"{_text(catalogue, key, now[key])} (was {_text(catalogue, key, then[key])})"
        for key in now
        if key in then and now[key] != then[key]
    ]
    gone = [_text(catalogue, key, then[key]) for key in then if key not in now]
    heads = (("New", new), ("Changed", changed), ("Taken back", gone))
    lines = [f"{head}: {', '.join(parts)}." for head, parts in heads if parts]
    return lines or [NOTHING_NEW]


def _text(catalogue: Catalogue, key: str, value: Any) -> str:
    return entry_text(catalogue, value) if key.startswith("treatments.") else fact_text(catalogue.facts[key], value)
