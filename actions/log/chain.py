"""The hash chain: what a row is hashed as, and the hash that binds it to the one before.

    hash = SHA-256(hash before, table, row as canonical JSON)

Canonical JSON has its keys sorted, no spaces, ASCII alone, times in UTC; columns that are empty are left out, so
that a column which a later version adds changes no hash. Hashes are written in hexadecimal. This form may never
change: the chains of old logs are made of it.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime, timezone
from hashlib import sha256
from typing import Any

NOTHING = "0" * 64
"""What stands before the first link of the first chain."""


def canonical(row: Mapping[str, Any]) -> str:
    """Write a row as it is hashed. Raises ValueError for a number that JSON does not have."""
    filled = {name: _plain(value) for name, value in row.items() if value is not None}
    return json.dumps(filled, sort_keys=True, separators=(",", ":"), allow_nan=False)


def link(before: str, table: str, row: Mapping[str, Any]) -> str:
    """Hash a row of a table together with the hash before it."""
    return sha256(f"{before}\n{table}\n{canonical(row)}".encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        # SQLite gives back the time in UTC without saying so.
        aware = value if value.tzinfo else value.replace(tzinfo=timezone.utc)
        return aware.astimezone(timezone.utc).isoformat(timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value
