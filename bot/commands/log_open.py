"""Opening the screening log for a command, and finding a screening in it."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from actions.desk import Desk, open_desk
from actions.log import Pages, Screening
from actions.log.schema import SchemaError
from bot.settings import Settings


class LogError(Exception):
    """A command cannot do what it is to do; `str()` is one line that says why and what helps."""


@contextmanager
def opened(settings: Settings) -> Iterator[Desk]:
    """Give a desk with the log that the settings name; raises LogError where it cannot be read or written."""
    require_file(settings.log_url)
    desk = open_desk(settings.log_url, settings.closed_trials)
    try:
        yield desk
    except SchemaError as error:
        raise LogError(str(error)) from None
    except SQLAlchemyError as error:
        raise unusable(error) from None
    finally:
        desk.log.close()


def unusable(error: SQLAlchemyError) -> LogError:
    """Say that the database of the log failed, and what it said."""
    cause = " ".join(str(getattr(error, "orig", None) or type(error).__name__).split())[:200]
    return LogError(f"the screening log cannot be used ({cause}); check HEPASCREEN_LOG_URL")


@contextmanager
def reading(settings: Settings) -> Iterator[tuple[Desk, Pages]]:
    """Give a desk and the whole log as it stands at one moment."""
    with opened(settings) as desk, desk.log.snapshot() as connection:
        yield desk, Pages(connection)


def require_file(url: str) -> None:
    """Refuse a SQLite file that is not there: reading it would make an empty one."""
    parts = make_url(url)
    if parts.get_backend_name() == "sqlite" and parts.database and not Path(parts.database).is_file():
        raise LogError(f"there is no screening log at {parts.database}; check HEPASCREEN_LOG_URL")


def find(pages: Pages, code: str) -> Screening:
    """Give the one screening with this code, or this #number. Raises LogError."""
    number = code.removeprefix("#")
    if code.startswith("#") and number.isdigit() and pages.exists(int(number)):
        return pages.screening(int(number))
    found = pages.with_code(code)
    if not found:
        raise LogError(f"no screening has the code {code}; `hepascreen log list` shows them, with their #numbers")
    if len(found) > 1:
        several = ", ".join(f"#{one.id} of {one.opened_on} by {one.sender}" for one in found)
        raise LogError(f"several screenings have the code {code}: {several}; name one by its #number")
    return found[0]


def read_day(option: str, text: str | None) -> dt.date | None:
    """Read the date of an option. Raises LogError."""
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise LogError(f"{option} {text}: this is not a date; write it as 2026-11-20") from None


def counted(number: int, noun: str) -> str:
    """Give `1 screening`, `2 screenings`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def write_file(path: Path, content: bytes) -> None:
    """Write a file. Raises LogError."""
    try:
        path.write_bytes(content)
    except OSError as error:
        raise LogError(f"{path} cannot be written: {error.strerror}; name another file") from None
