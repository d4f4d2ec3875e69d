"""The screening log: an append-only table behind a handful of plain calls, each turn one transaction."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from functools import cached_property
from typing import Any

from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from actions.log import statements
from actions.log.engine import BUSY_SECONDS, open_engine
from actions.log.journal import Journal
from actions.log.models import EventRow, MessageRow, ObservationRow, ScreeningRow, VerdictRow
from actions.log.purge import Expired, purge
from actions.log.rows import TREATMENTS, Draft, Observation, Origin, Screening
from actions.log.schema import WRITES
from actions.log.storable import cut, storable
from actions.log.verdicts import Ruling, Verdict

SECONDS_BETWEEN_LOOKS = 0.2

CLEANING = {
    "sqlite": ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"),
    "postgresql": ("VACUUM FULL observations, events, messages, verdicts, screenings, links",),
}
"""What overwrites deleted rows in the files of each database."""

_LONGEST = {name: ObservationRow.__table__.c[name].type.length for name in ("said", "unit_said", "observed_on")}
"""How much of what was said a row holds; PostgreSQL refuses more."""

_DRAFT = tuple(Draft.__dataclass_fields__)


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
                pages = Pages(connection, writes)
                yield pages
                pages.seal()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """Read the whole log as it stands at one moment, for the log's own checks and its export."""
        with self._engine.connect() as plain:
            level = {} if plain.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
            connection = plain.execution_options(**level)
            with connection.begin():
                yield connection

    def comes_back(self, seconds: float = BUSY_SECONDS) -> bool:
        """Wait until a log that was lost can be read again, so long at most; tell whether it can."""
        until = time.monotonic() + seconds
        while True:
            try:
                with self.transaction(writes=False) as pages:
                    pages.exists(0)
                return True
            except SQLAlchemyError:
                if time.monotonic() > until:
                    return False
                time.sleep(SECONDS_BETWEEN_LOOKS)

    def purge(self, gone: list[Expired]) -> int:
        """Delete screenings but for their tombstones, and their rows from the database's files; give how many.

        Raises sqlalchemy.exc.SQLAlchemyError where that fails; nothing is then deleted.
        """
        with self.transaction() as pages:
            count = purge(pages.connection, gone)
        self._clean()
        return count

    def _clean(self) -> None:
        """Overwrite what was deleted, outside of any transaction, as both databases want it."""
        raw = self._engine.raw_connection()
        try:
            if self._engine.dialect.name == "postgresql":
                raw.dbapi_connection.autocommit = True
            cursor = raw.cursor()
            for statement in CLEANING.get(self._engine.dialect.name, ()):
                cursor.execute(statement)
        finally:
            raw.invalidate()
            raw.close()

    def close(self) -> None:
        """Close the connections to the database; the next use opens them anew."""
        if "_engine" in self.__dict__:
            self._engine.dispose()


class Pages:
    """The log within one transaction."""

    def __init__(self, connection: Connection, writes: bool = False) -> None:
        self.connection = connection
        self._locks = writes and connection.dialect.name == "postgresql"
        self._journal = Journal(connection)

    def seal(self) -> None:
        """Bind the rows added so far to the chains of their screenings; the transaction's end does so by itself."""
        self._journal.seal()

    def current(self, sender: str, site: str | None = None) -> Screening | None:
        """Give the screening that this sender opened or resumed last, unless it has been closed."""
        found = self.connection.execute(statements.CURRENT, {"sender": sender, "site": site}).one_or_none()
        return None if found is None or found.latest == "closed" else Screening(*found[:4])

    def of_sender(self, sender: str, site: str | None = None) -> list[Screening]:
        """Give all screenings that this sender may see, the oldest first: those of the site, and the sender's own."""
        found = self.connection.execute(statements.OF_SENDER, {"sender": sender, "site": site})
        return [Screening(*row[:4]) for row in found]

    def by_code(self, sender: str, code: str, site: str | None = None) -> Screening | None:
        """Give the latest screening with this code that this sender may see, whatever the code's case."""
        wanted = code.casefold()
        bearing = [one for one in self.of_sender(sender, site) if one.code and one.code.casefold() == wanted]
        return bearing[-1] if bearing else None

    def with_code(self, code: str) -> list[Screening]:
        """Give all screenings that bear the code now, whoever opened them, the oldest first."""
        latest = {row.screening_id: row.code.casefold() for row in self.connection.execute(statements.CODED)}
        return [self.screening(number) for number in sorted(latest) if latest[number] == code.casefold()]

    def exists(self, number: int) -> bool:
        """Tell whether there is a screening with this number."""
        return self.connection.execute(statements.EXISTS, {"number": number}).scalar() is not None

    def screening(self, number: int) -> Screening:
        """Give the screening with this number and the code that it was given last."""
        return Screening(*self.connection.execute(statements.SCREENING, {"number": number}).one()[:4])

    def open(self, origin: Origin, code: str | None = None) -> Screening:
        """Open a screening, which becomes the sender's current one.

        Raises sqlalchemy.exc.IntegrityError where another writer has just given the code: the turn is done again.
        """
        if self._locks:
            # Each chain begins with the screening before it, so there must be one before it at a time.
            self.connection.execute(statements.OPEN_ALONE)
            if code and self.by_code(origin.sender, code, origin.site):
                raise IntegrityError("open a screening", {}, ValueError("its code was given a moment ago"))
        added = {"sender": origin.sender, "site": origin.site, "opened_on": origin.day, "opened_at": _now()}
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
        given = {"sender": sender, "message_id": message_id}
        found = self.connection.execute(statements.MESSAGE, given).one_or_none()
        return None if found is None else (found.id, found.screening_id)

    def add_message(self, screening: int, origin: Origin) -> int:
        """Add the message that changes a screening; a second one with the sender's same id is refused.

        Raises sqlalchemy.exc.IntegrityError where this sender's id is already in the log.
        """
        added = {"screening_id": screening, "sender": origin.sender, "message_id": origin.message_id}
        return self._insert(MessageRow, {**added, "channel": origin.channel, "received_at": _now()})

    def observations(self, screening: int) -> list[Observation]:
        """Give every row of a screening in its order; who is to write keeps other writers waiting from then on."""
        if self._locks:
            self.connection.execute(statements.WRITE_ALONE, {"number": screening})
        found = self.connection.execute(statements.OBSERVATIONS, {"number": screening}).all()
        return [Observation._make(row) for row in found]

    def numbers(self) -> list[int]:
        """Give the numbers of all screenings, the oldest first."""
        return list(self.connection.execute(statements.NUMBERS).scalars())

    def verdicts(self, screening: int) -> list[Verdict]:
        """Give the verdicts of a screening in the order in which they were given."""
        return [Verdict(*row) for row in self.connection.execute(statements.VERDICTS, {"number": screening})]

    def add(
        self, screening: int, message: int, drafts: Iterable[Draft], origin: Origin, after: int = 0
    ) -> list[Observation]:
        """Add rows in their order, after the last one that was read, and give them as they stand.

        A new treatment entry gets its key here. Raises sqlalchemy.exc.IntegrityError where another
        writer took the place: the whole turn is then done again.
        """
        rows = [_row(message, place, draft, origin) for place, draft in enumerate(drafts, start=after + 1)]
        if not rows:
            return []
        extra = {"screening_id": screening, "recorded_at": _now()}
        self.connection.execute(statements.INSERT[ObservationRow], [row | extra for row in rows])
        ids = self.connection.execute(statements.IDS_AFTER, {"number": screening, "after": after}).scalars().all()
        for number, row in zip(ids, rows, strict=True):
            self._journal.note(screening, "observations", {"id": number, **row, **extra})
        return [Observation(id=number, **row) for number, row in zip(ids, rows, strict=True)]

    def add_verdict(self, screening: int, message: int, sequence: int, ruling: Ruling) -> None:
        """Add what the observations up to `sequence` led to, and the criteria that said so where they are new."""
        kept = set(self.connection.execute(statements.DIGESTS).scalars())
        used = {one["digest"] for one in ruling.trials.values()} & set(ruling.rules.texts)
        for digest in sorted(used - kept):
            self.connection.execute(statements.KEEP_CRITERIA, {"digest": digest, "text": ruling.rules.texts[digest]})
        given = {"screening_id": screening, "message": message, "sequence": sequence, "as_of": ruling.as_of}
        rules = {"trials": ruling.trials, "catalogue": ruling.rules.catalogue, "version": ruling.rules.version}
        self._insert(VerdictRow, {**given, **rules, "given_at": _now()})

    def _insert(self, model: Any, values: dict[str, Any]) -> int:
        number = int(self.connection.execute(statements.INSERT[model], values).inserted_primary_key[0])
        self._journal.note(values.get("screening_id", number), model.__tablename__, {"id": number, **values})
        return number


def _row(message: int, sequence: int, draft: Draft, origin: Origin) -> dict[str, Any]:
    """Give what the house sees of a row that is to be added, all but its number."""
    is_entry = draft.fact == TREATMENTS and draft.kind == "value"
    return {
        **{name: storable(getattr(draft, name)) for name in _DRAFT},
        **{name: cut(storable(text), longest) for name, longest in _LONGEST.items() if (text := getattr(draft, name))},
        "channel": draft.channel or origin.channel,
        "entry": draft.entry or (str(sequence) if is_entry else None),
        "message": message,
        "sequence": sequence,
        "sender": origin.sender,
        "recorded_on": origin.day,
    }


def _now() -> datetime:
    return datetime.now(timezone.utc)
