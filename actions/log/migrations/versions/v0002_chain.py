"""Verdicts, the criteria behind them, the hash chain, tombstones; the site of a screening.

The rows that there are get their links in the order in which they arrived.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from actions.log.chain import NOTHING, link

revision = "0002"
down_revision = "0001"

TABLES = {
    "screenings": "opened_at",
    "events": "happened_at",
    "messages": "received_at",
    "observations": "recorded_at",
}
"""The tables with rows of a screening, in the order in which a turn writes them, and the column with the time."""


def upgrade() -> None:
    """Add the tables, then the chain of what is in the log already."""
    _site()
    _verdicts()
    _criteria()
    _links()
    _tombstones()
    _link_old_rows()


def _of_screening(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_screening_id_screenings"
    return sa.ForeignKeyConstraint(["screening_id"], ["screenings.id"], name=name)


def _site() -> None:
    # Rebuilt on SQLite, so that a number is never used again after a purge.
    options = {"sqlite_autoincrement": True}
    with op.batch_alter_table(
        "screenings",
        recreate="always" if op.get_bind().dialect.name == "sqlite" else "auto",
        table_kwargs=options,
    ) as batch:
        batch.add_column(sa.Column("site", sa.String(64)))
        batch.create_index("ix_screenings_site", ["site"])


def _verdicts() -> None:
    op.create_table(
        "verdicts",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("screening_id", sa.Integer, nullable=False),
        sa.Column("message", sa.Integer, nullable=False),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("trials", sa.JSON, nullable=False),
        sa.Column("catalogue", sa.String(64), nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_verdicts"),
        _of_screening("verdicts"),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_verdicts_message_messages"),
    )
    op.create_index("ix_verdicts_screening_id", "verdicts", ["screening_id"])
    op.create_index("ix_verdicts_message", "verdicts", ["message"])


def _criteria() -> None:
    op.create_table(
        "criteria",
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_criteria"),
    )


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("screening_id", sa.Integer, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("row", sa.Integer, nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("screening_id", "place", name="pk_links"),
        sa.UniqueConstraint("kind", "row", name="uq_links_kind_row"),
        _of_screening("links"),
    )


def _tombstones() -> None:
    op.create_table(
        "tombstones",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("screening", sa.Integer, nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        sa.Column("last_on", sa.Date, nullable=False),
        sa.Column("links", sa.Integer, nullable=False),
        sa.Column("first", sa.String(64), nullable=False),
        sa.Column("head", sa.String(64), nullable=False),
        sa.Column("purged_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tombstones"),
        sa.UniqueConstraint("screening", name="uq_tombstones_screening"),
    )


def _link_old_rows() -> None:
    """Chain the rows of every screening; each chain begins with the first link of the screening before."""
    before = NOTHING
    rows = _old_rows()
    links = sa.table("links", *map(sa.column, ("screening_id", "place", "kind", "row", "hash")))
    for screening in sorted(rows):
        made = _links_of(screening, before, rows[screening])
        before = made[0]["hash"]
        op.bulk_insert(links, made)


def _old_rows() -> dict[int, list[tuple[str, Mapping[str, Any]]]]:
    """Give the rows of every screening with their tables, in the order in which they arrived."""
    connection, found = op.get_bind(), []
    for rank, (name, time) in enumerate(TABLES.items()):
        table = sa.Table(name, sa.MetaData(), autoload_with=connection)
        for row in connection.execute(sa.select(table)).mappings():
            found.append(((rank > 0, row[time], rank, row["id"]), name, row))
    rows: dict[int, list[tuple[str, Mapping[str, Any]]]] = {}
    for _, name, row in sorted(found, key=lambda one: one[0]):
        rows.setdefault(row["id"] if name == "screenings" else row["screening_id"], []).append((name, row))
    return rows


def _links_of(screening: int, before: str, rows: list[tuple[str, Mapping[str, Any]]]) -> list[dict[str, Any]]:
    links = []
    for place, (name, row) in enumerate(rows, start=1):
        before = link(before, name, row)
        links.append({"screening_id": screening, "place": place, "kind": name, "row": row["id"], "hash": before})
    return links
