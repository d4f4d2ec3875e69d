"""`hepascreen log purge`: what is older than the retention period goes, but for its tombstone."""

import datetime as dt
import re
import sys

from dateutil.relativedelta import relativedelta

from actions.log.purge import Expired, expired
from actions.log.verify import verify
from bot.commands.log_open import LogError, counted, opened
from bot.settings import Settings

PERIOD = re.compile(r"(?P<count>[1-9]\d{0,4})\s*(?P<unit>[dmy])", re.IGNORECASE)
UNITS = {"d": "days", "m": "months", "y": "years"}
FOUND = 1


def purge_log(settings: Settings, older_than: str, yes: bool) -> int:
    """List, and with `yes` delete, what is older than a period; return 1 where a chain is not sound."""
    day = _first_day_kept(older_than, settings.today())
    with opened(settings) as desk:
        with desk.log.snapshot() as connection:
            gone = expired(connection, day)
            unsound = {flaw.screening for flaw in verify(connection).flaws} if gone else set()
        sound = [one for one in gone if one.screening not in unsound]
        for one in gone:
            sys.stdout.write(_line(one, one.screening in unsound))
        count = desk.log.purge(sound) if yes and sound else len(sound)
    sys.stdout.write(_summary(count, day, yes))
    return FOUND if len(sound) < len(gone) else 0


def _first_day_kept(period: str, today: dt.date) -> dt.date:
    match = PERIOD.fullmatch(period.strip())
    if match is None:
        raise LogError(f"--older-than {period}: write days, months or years, such as 180d, 24m or 5y")
    try:
        day: dt.date = today - relativedelta(**{UNITS[match["unit"].lower()]: int(match["count"])})  # type: ignore[arg-type]
    except (ValueError, OverflowError):
        raise LogError(f"--older-than {period}: this is before any calendar; name a shorter period") from None
    return day


def _line(one: Expired, unsound: bool) -> str:
    kept = ": kept, since its chain is not sound; see `hepascreen log verify`" if unsound else ""
    return f"#{one.screening}, {one.opened_on} to {one.last_on}, {counted(one.links, 'row')}{kept}\n"


def _summary(count: int, day: dt.date, yes: bool) -> str:
    if not count:
        return f"Nothing to delete: no sound screening ended before {day}.\n"
    those = f"{counted(count, 'screening')} that ended before {day}"
    return (
        f"Deleted {those}; the tombstones stay.\n" if yes else f"Nothing was deleted. With --yes these go: {those}.\n"
    )
