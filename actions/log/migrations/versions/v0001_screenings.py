"""Screenings, their events, messages and observations: the schema of the logs from before the migrations."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the four tables."""
    _screenings()
    _events()
    _messages()
    _observations()


def _number() -> sa.Column:
    return sa.Column("id", sa.Integer, nullable=False)


def _of_screening(table: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    name = f"fk_{table}_screening_id_screenings"
    constraint = sa.ForeignKeyConstraint(["screening_id"], ["screenings.id"], name=name)
    return sa.Column("screening_id", sa.Integer, nullable=False), constraint


def _when(name: str) -> sa.Column:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _screenings() -> None:
    op.create_table(
        "screenings",
        _number(),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("opened_on", sa.Date, nullable=False),
        _when("opened_at"),
        sa.PrimaryKeyConstraint("id", name="pk_screenings"),
    )


def _events() -> None:
    op.create_table(
        "events",
        _number(),
        *_of_screening("events"),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("code", sa.String(40)),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("happened_on", sa.Date, nullable=False),
        _when("happened_at"),
        sa.PrimaryKeyConstraint("id", name="pk_events"),
    )
    op.create_index("ix_events_sender_id", "events", ["sender", "id"])
    op.create_index("ix_events_code", "events", ["code"])
    op.create_index("ix_events_screening_id", "events", ["screening_id"])


def _messages() -> None:
    op.create_table(
        "messages",
        _number(),
        *_of_screening("messages"),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("message_id", sa.String(255)),
        sa.Column("channel", sa.String(64), nullable=False),
        _when("received_at"),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("sender", "message_id", name="uq_messages_sender_message_id"),
    )
    op.create_index("ix_messages_screening_id", "messages", ["screening_id"])


def _observations() -> None:
    op.create_table(
        "observations",
        _number(),
        *_of_screening("observations"),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("message", sa.Integer, nullable=False),
        sa.Column("fact", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("entry", sa.String(16)),
        sa.Column("value", sa.JSON(none_as_null=True)),
        sa.Column("unit_said", sa.String(40)),
        sa.Column("said", sa.String(1000)),
        sa.Column("observed_on", sa.String(10)),
        sa.Column("channel", sa.String(64), nullable=False),
        sa.Column("sender", sa.String(255), nullable=False),
        sa.Column("recorded_on", sa.Date, nullable=False),
        _when("recorded_at"),
        sa.Column("replaces", sa.Integer),
        sa.PrimaryKeyConstraint("id", name="pk_observations"),
        sa.UniqueConstraint("screening_id", "sequence", name="uq_observations_screening_id_sequence"),
        sa.ForeignKeyConstraint(["message"], ["messages.id"], name="fk_observations_message_messages"),
        sa.ForeignKeyConstraint(["replaces"], ["observations.id"], name="fk_observations_replaces_observations"),
    )
    op.create_index("ix_observations_message", "observations", ["message"])
