"""The screening log: an append-only table behind a handful of plain calls, each turn one transaction."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.engine import Connection, Engine

from actions.log.engine import WRITES, open_engine
from actions.log.models import EventRow, MessageRow, ObservationRow, ScreeningRow
from actions.log.rows import Draft, Observation, Origin, Screening

_OBSERVATION = [ObservationRow.__table__.c[name] for name in Observation._fields]


class ScreeningLog:
    """The log in the database at a SQLAlchemy URL; nothing is opened before it is first used."""

    def __init__(self, url: str) -> None:
        self._url = url

    @cached_property
    def _engine(self) -> Engine:
        return open_engine(self._url)

    @contextmanager
    def transaction(self, writes: bool = True) -> Iterator["Pages"]:
        """Read and add within one transaction; committed when the block ends, rolled back when it raises.

        One that does not write waits for no writer. Raises sqlalchemy.exc.SQLAlchemyError where the
        database cannot be read or written.
        """
        with self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: writes})
            with connection.begin():
                yield Pages(connection)


class Pages:
    """The log within one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def current(self, sender: str) -> Screening | None:
        """Give the screening that this sender opened or resumed last, unless it has been closed."""
        events = EventRow.__table__.c
        query = (
            select(events.screening_id)
            .where(events.sender == sender, events.kind.in_(("opened", "resumed")))
            .order_by(events.id.desc())
            .limit(1)
        )
        number = self._connection.execute(query).scalar()
        return None if number is None or self._is_closed(number) else self.screening(number)

    def of_sender(self, sender: str) -> list[Screening]:
        """Give all screenings that this sender opened, the oldest first."""
        rows = ScreeningRow.__table__.c
        query = select(rows.id).where(rows.sender == sender).order_by(rows.id)
        return [self.screening(number) for number in self._connection.execute(query).scalars()]

    def by_code(self, sender: str, code: str) -> Screening | None:
        """Give the latest screening of this sender that bears the code, whatever its case."""
        wanted = code.casefold()
        bearing = [one for one in self.of_sender(sender) if one.code and one.code.casefold() == wanted]
        return bearing[-1] if bearing else None

    def with_code(self, code: str) -> list[Screening]:
        """Give all screenings that bear the code now, whoever opened them, the oldest first."""
        events, wanted = EventRow.__table__.c, code.casefold()
        query = select(events.screening_id, events.code).where(events.code.is_not(None)).order_by(events.screening_id)
        numbers = dict.fromkeys(
            row.screening_id for row in self._connection.execute(query) if row.code.casefold() == wanted
        )
        bearing = [self.screening(number) for number in numbers]
        return [one for one in bearing if one.code and one.code.casefold() == wanted]

    def exists(self, number: int) -> bool:
        """Tell whether there is a screening with this number."""
        rows = ScreeningRow.__table__.c
        return self._connection.execute(select(rows.id).where(rows.id == number)).scalar() is not None

    def screening(self, number: int) -> Screening:
        """Give the screening with this number and the code that it was given last."""
        rows, events = ScreeningRow.__table__.c, EventRow.__table__.c
        found = self._connection.execute(select(rows.sender, rows.opened_on).where(rows.id == number)).one()
        named = (
            select(events.code)
            .where(events.screening_id == number, events.code.is_not(None))
            .order_by(events.id.desc())
            .limit(1)
        )
        return Screening(number, self._connection.execute(named).scalar(), found.sender, found.opened_on)

    def _is_closed(self, number: int) -> bool:
        events = EventRow.__table__.c
        query = select(events.kind).where(events.screening_id == number).order_by(events.id.desc()).limit(1)
        return self._connection.execute(query).scalar() == "closed"

    def open(self, origin: Origin, code: str | None = None) -> Screening:
        """Open a screening, which becomes the sender's current one."""
        added = {"sender": origin.sender, "opened_on": origin.day, "opened_at": _now()}
        number = self._insert(ScreeningRow, added)
        self.happened(number, "opened", origin, code)
        return Screening(number, code, origin.sender, origin.day)

    def happened(self, screening: int, kind: str, origin: Origin, code: str | None = None) -> None:
        """Add an event of the whole screening: `opened`, `named`, `resumed` or `closed`."""
        added = {"screening_id": screening, "kind": kind, "code": code, "sender": origin.sender}
        self._insert(EventRow, {**added, "happened_on": origin.day, "happened_at": _now()})

    def message(self, sender: str, message_id: str | None) -> tuple[int, int] | None:
        """Give row and screening of a message that was recorded before; None for a new one or one without id."""
        if message_id is None:
            return None
        rows = MessageRow.__table__.c
        query = select(rows.id, rows.screening_id).where(rows.sender == sender, rows.message_id == message_id)
        found = self._connection.execute(query).one_or_none()
        return None if found is None else (found.id, found.screening_id)

    def add_message(self, screening: int, origin: Origin) -> int:
        """Add the message that changes a screening; a second one with the sender's same id is refused.

        Raises sqlalchemy.exc.IntegrityError where this sender's id is already in the log.
        """
        added = {"screening_id": screening, "sender": origin.sender, "message_id": origin.message_id}
        return self._insert(MessageRow, {**added, "channel": origin.channel, "received_at": _now()})

    def observations(self, screening: int) -> list[Observation]:
        """Give every row of a screening in its order."""
        rows = ObservationRow.__table__.c
        query = select(*_OBSERVATION).where(rows.screening_id == screening).order_by(rows.sequence)
        return [Observation._make(row) for row in self._connection.execute(query)]

    def add(
        self, screening: int, message: int, drafts: Iterable[Draft], origin: Origin, after: int = 0
    ) -> list[Observation]:
        """Add rows in their order, after the last one that was read, and give them as they stand.

        A new treatment entry gets its key here. Raises sqlalchemy.exc.IntegrityError where another
        writer took the place: the whole turn is then done again.
        """
        return [
            self._add(screening, message, place, draft, origin) for place, draft in enumerate(drafts, start=after + 1)
        ]

    def _add(self, screening: int, message: int, sequence: int, draft: Draft, origin: Origin) -> Observation:
        is_entry = draft.fact == "treatments" and draft.kind == "value"
        values = {
            **{name: getattr(draft, name) for name in Draft.__dataclass_fields__},
            "entry": draft.entry or (str(sequence) if is_entry else None),
            "message": message,
            "sequence": sequence,
            "sender": origin.sender,
            "recorded_on": origin.day,
        }
        stored = {**values, "screening_id": screening, "channel": origin.channel, "recorded_at": _now()}
        return Observation(id=self._insert(ObservationRow, stored), **values)

    def _insert(self, model: type, values: dict[str, object]) -> int:
        table = model.__table__  # type: ignore[attr-defined]
        return int(self._connection.execute(table.insert().values(**values)).inserted_primary_key[0])


def _now() -> datetime:
    return datetime.now(timezone.utc)
