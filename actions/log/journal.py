"""The links of one transaction: every row that it adds is bound to the chain of its screening before it ends."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.engine import Connection

from actions.log import statements
from actions.log.chain import NOTHING, link
from actions.log.models import LinkRow


class Journal:
    """Notes the rows that a transaction adds, in their order, and adds their links."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: dict[int, list[tuple[str, Mapping[str, Any]]]] = {}

    def note(self, screening: int, table: str, row: Mapping[str, Any]) -> None:
        """Note a row as it was stored, its number included."""
        self._rows.setdefault(screening, []).append((table, row))

    def seal(self) -> None:
        """Add the links of all rows noted so far.

        Raises sqlalchemy.exc.IntegrityError where another writer went on with a chain: the whole turn is then
        done again.
        """
        for screening in sorted(self._rows):
            # One after the other: the chain of a screening begins with the first link of the one before.
            self._connection.execute(statements.INSERT[LinkRow], self._links(screening))
        self._rows.clear()

    def _links(self, screening: int) -> list[dict[str, Any]]:
        head = self._connection.execute(statements.CHAIN_HEAD, {"number": screening}).one_or_none()
        last, before = head or (0, self._before(screening))
        links = []
        for place, (table, row) in enumerate(self._rows[screening], start=last + 1):
            before = link(before, table, row)
            links.append({"screening_id": screening, "place": place, "kind": table, "row": row["id"], "hash": before})
        return links

    def _before(self, screening: int) -> str:
        """Give the first link of the screening before this one, which may have been purged."""
        given = {"number": screening}
        found = [
            row
            for query in (statements.FIRST_LINK_BEFORE, statements.TOMBSTONE_BEFORE)
            if (row := self._connection.execute(query, given).one_or_none())
        ]
        return max(found)[1] if found else NOTHING
