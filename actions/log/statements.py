"""The statements that the log asks of its database: built once, so that a turn only fills them in."""

from dataclasses import fields
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select, text

from actions.log.models import (
    CriteriaRow,
    EventRow,
    LinkRow,
    MessageRow,
    ObservationRow,
    ScreeningRow,
    TombstoneRow,
    VerdictRow,
)
from actions.log.rows import Observation
from actions.log.verdicts import Verdict

_screenings = ScreeningRow.__table__
_events = EventRow.__table__
_messages = MessageRow.__table__
_observations = ObservationRow.__table__
_verdicts = VerdictRow.__table__
_links = LinkRow.__table__
_tombstones = TombstoneRow.__table__

INSERT: dict[Any, Any] = {
    model: model.__table__.insert()
    for model in (ScreeningRow, EventRow, MessageRow, ObservationRow, VerdictRow, LinkRow, TombstoneRow)
}
"""Adds one row, or several, to the table of a model."""


def _latest(column: Any, *filled: Any) -> Any:
    """Select one column of the latest event of the screening that the outer statement is about."""
    events = _events.alias()
    known = [events.c[one.name].is_not(None) for one in filled]
    query = select(events.c[column.name]).where(events.c.screening_id == _screenings.c.id, *known)
    return query.order_by(events.c.id.desc()).limit(1).scalar_subquery()


_SCREENING = select(
    _screenings.c.id,
    _latest(_events.c.code, _events.c.code).label("code"),
    _screenings.c.sender,
    _screenings.c.opened_on,
    _latest(_events.c.kind).label("latest"),
)
_ENTERED_LAST = (
    select(_events.c.screening_id)
    .where(_events.c.sender == bindparam("sender"), or_(_events.c.kind == "opened", _events.c.kind == "resumed"))
    .order_by(_events.c.id.desc())
    .limit(1)
    .scalar_subquery()
)

_VISIBLE = or_(
    _screenings.c.site == bindparam("site"),
    and_(_screenings.c.site.is_(None), _screenings.c.sender == bindparam("sender")),
)
"""Whoever is of a screening's site may see it; one without a site is its sender's own."""

SCREENING = _SCREENING.where(_screenings.c.id == bindparam("number"))
"""One screening with the code that it was given last and the kind of its latest event."""

CURRENT = _SCREENING.where(_screenings.c.id == _ENTERED_LAST, _VISIBLE)
"""The screening that a sender opened or resumed last, where the sender may still see it."""

OF_SENDER = _SCREENING.where(_VISIBLE).order_by(_screenings.c.id)
"""The screenings that a sender may see, the oldest first."""

EXISTS = select(_screenings.c.id).where(_screenings.c.id == bindparam("number"))
"""Whether there is a screening with a number."""

CODED = select(_events.c.screening_id, _events.c.code).where(_events.c.code.is_not(None)).order_by(_events.c.id)
"""Every code that was ever given, with its screening."""

MESSAGE = select(_messages.c.id, _messages.c.screening_id).where(
    and_(_messages.c.sender == bindparam("sender"), _messages.c.message_id == bindparam("message_id"))
)
"""A message by its sender's own id."""

OBSERVATIONS = (
    select(*(_observations.c[name] for name in Observation._fields))
    .where(_observations.c.screening_id == bindparam("number"))
    .order_by(_observations.c.sequence)
)
"""The rows of a screening in their order."""

IDS_AFTER = (
    select(_observations.c.id)
    .where(_observations.c.screening_id == bindparam("number"), _observations.c.sequence > bindparam("after"))
    .order_by(_observations.c.sequence)
)
"""The numbers of the rows that stand after a place."""

NUMBERS = select(_screenings.c.id).order_by(_screenings.c.id)
"""The numbers of all screenings."""

VERDICTS = (
    select(*(_verdicts.c[one.name] for one in fields(Verdict)))
    .where(_verdicts.c.screening_id == bindparam("number"))
    .order_by(_verdicts.c.id)
)
"""The verdicts of a screening in their order."""

CHAIN_HEAD = (
    select(_links.c.place, _links.c.hash)
    .where(_links.c.screening_id == bindparam("number"))
    .order_by(_links.c.place.desc())
    .limit(1)
)
"""Place and hash of the last link of a screening."""

FIRST_LINK_BEFORE = (
    select(_links.c.screening_id, _links.c.hash)
    .where(_links.c.place == 1, _links.c.screening_id < bindparam("number"))
    .order_by(_links.c.screening_id.desc())
    .limit(1)
)
"""Number and first hash of the screening before one, of those that are still there."""

TOMBSTONE_BEFORE = (
    select(_tombstones.c.screening, _tombstones.c.first)
    .where(_tombstones.c.screening < bindparam("number"))
    .order_by(_tombstones.c.screening.desc())
    .limit(1)
)
"""Number and first hash of the purged screening before one."""

DIGESTS = select(CriteriaRow.__table__.c.digest)
"""The trial files that are in the log."""

KEEP_CRITERIA = text("INSERT INTO criteria (digest, text) VALUES (:digest, :text) ON CONFLICT DO NOTHING")
"""Keeps a trial file, unless another writer has just kept it."""

WRITE_ALONE = select(func.pg_advisory_xact_lock(4_720_003, bindparam("number")))
"""Lets one transaction at a time write to a screening, on PostgreSQL; the others wait rather than do it all again."""

OPEN_ALONE = select(func.pg_advisory_xact_lock(4_720_002))
"""Lets one transaction at a time open screenings, on PostgreSQL; SQLite has one writer anyway."""
