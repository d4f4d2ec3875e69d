"""Seeing that SQLite's file is still the one that was opened: writes to one that was moved away would be lost."""

import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DisconnectionError

FILE = "hepascreen_file"


def watch(engine: Engine, database: str) -> None:
    """Refuse, from now on, to use a connection whose file is gone, and to make an empty one in its place.

    Once the file is back, or another one stands there, the next use connects to it.
    """
    path = Path(database)

    def connect(*_: Any) -> None:
        if not path.is_file():
            raise sqlite3.OperationalError("the file of the screening log is gone")

    def connected(_: Any, record: Any) -> None:
        record.info[FILE] = _identity(path)

    def checkout(_: Any, record: Any, __: Any) -> None:
        if record.info.get(FILE) != _identity(path):
            raise DisconnectionError("the file of the screening log is another one")

    engine.dispose()
    event.listen(engine, "do_connect", connect)
    event.listen(engine, "connect", connected)
    event.listen(engine, "checkout", checkout)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
