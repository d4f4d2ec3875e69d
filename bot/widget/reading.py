"""What the widget's routes read from the log: always for one sender, and nothing is written."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.desk import Desk
from actions.log import Pages, Screening
from actions.log.archive import Archive
from actions.log.register import Entry, entry
from actions.log.report import tallies
from actions.page import page_of
from actions.sheet import Sheet, sheet_of
from actions.wording.page import page_text

LISTED_AT_MOST = 500
"""Screenings in a list and in its funnel; of more, the latest."""


@dataclass(frozen=True)
class Reader:
    """Who reads: the senders that a client may speak as, and their site; see `Pages.of_sender`."""

    senders: tuple[str, ...]
    site: str | None

    def current(self, pages: Pages) -> Screening | None:
        """Give the screening that the first sender is in."""
        return pages.current(self.senders[0], self.site)

    def all(self, pages: Pages) -> list[Screening]:
        """Give every screening that any of the senders may see, the latest first."""
        found = {one.id: one for sender in self.senders for one in pages.of_sender(sender, self.site)}
        return [found[number] for number in sorted(found, reverse=True)][:LISTED_AT_MOST]


def sheet(desk: Desk, reader: Reader, day: date) -> Sheet | None:
    """Give the sheet of the current screening; None where none is open."""
    with desk.log.transaction(writes=False) as pages:
        screening = reader.current(pages)
        rows = pages.observations(screening.id) if screening else []
    return sheet_of(desk, screening, rows, day) if screening else None


def summary(desk: Desk, reader: Reader, day: date) -> tuple[str, str] | None:
    """Give the name and the page to file (Markdown) of the current screening; None where none is open."""
    with desk.log.transaction(writes=False) as pages:
        screening = reader.current(pages)
        rows = pages.observations(screening.id) if screening else []
    if screening is None:
        return None
    name = screening.code or f"screening-{screening.id}"
    return name, page_text(desk.catalogue, page_of(desk, screening, rows, day))


def listing(desk: Desk, reader: Reader) -> dict[str, Any]:
    """Give the screenings that the reader may see, and what became of them trial by trial, without any value."""
    with desk.log.transaction(writes=False) as pages:
        current = reader.current(pages)
        found = [entry(pages, one.id) for one in reader.all(pages)]
        counts = [one.as_json() for one in tallies(found, Archive(pages.connection, desk.catalogue, desk.trials))]
    lines = [_line(one, reader, current) for one in found]
    return {"screenings": lines, "trials": counts, "totals": _totals(found)}


def _line(one: Entry, reader: Reader, current: Screening | None) -> dict[str, Any]:
    screening = one.screening
    sender = screening.sender if screening.sender in reader.senders else None
    return {
        "number": screening.id,
        "code": screening.code,
        "opened_on": screening.opened_on.isoformat(),
        "last_on": one.last_on.isoformat(),
        "closed": one.is_closed,
        "known": one.known,
        "current": current is not None and current.id == screening.id,
        "session": reader.senders.index(sender) if sender else None,
        "trials": {trial: said["status"] for trial, said in (one.verdict.trials if one.verdict else {}).items()},
    }


def _totals(found: list[Entry]) -> dict[str, int]:
    """Count screenings by the best status that any trial has."""
    best: Counter[str] = Counter(_best(one) for one in found)
    return {"screened": len(found), **best}


def _best(one: Entry) -> str:
    statuses = {said["status"] for said in (one.verdict.trials if one.verdict else {}).values()}
    return next(
        (name for name in ("eligible", "open", "deferred", "ruled_out") if name in statuses), "nothing_screened"
    )
