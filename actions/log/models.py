"""The tables of the screening log. Rows are added and read; nothing is ever updated, and only a purge deletes.

screenings   one patient screened, as opened by a sender
events       what happened to a screening: opened, named (given a code), resumed, closed
messages     messages that changed a screening, so that one sent twice is recorded once
observations one row for everything that was said of the patient, and for everything taken back
verdicts     what followed for every trial after a message, and from which criteria
criteria     the trial files that gave verdicts, word for word
links        the hash chain of each screening: one link for every row of the tables above
tombstones   what a purge leaves of a screening

The schema is made and upgraded by the migrations beside this module.
"""

from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Text,
    UniqueConstraint,
)
from sqlalchemy.orm import declarative_base

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names, so that migrations can speak of them on every database."""

Base: Any = declarative_base(metadata=MetaData(naming_convention=NAMING))


class ScreeningRow(Base):
    """One screening: one patient, opened by one sender on one day.

    Whoever is of its `site` may go on with it; without a site it is its sender's own. A number is never used again.
    """

    __tablename__ = "screenings"
    __table_args__ = (Index(None, "site"), {"sqlite_autoincrement": True})

    id = Column(Integer, primary_key=True)
    sender = Column(String(255), nullable=False)
    site = Column(String(64))
    opened_on = Column(Date, nullable=False)
    opened_at = Column(DateTime(timezone=True), nullable=False)


class EventRow(Base):
    """Something that happened to a screening as a whole: `opened`, `named`, `resumed` or `closed`.

    A sender's current screening is that of the sender's latest `opened` or `resumed`, unless it was closed.
    """

    __tablename__ = "events"
    __table_args__ = (Index(None, "sender", "id"), Index(None, "code"))

    id = Column(Integer, primary_key=True)
    screening_id = Column(ForeignKey("screenings.id"), nullable=False, index=True)
    kind = Column(String(16), nullable=False)
    code = Column(String(40))
    sender = Column(String(255), nullable=False)
    happened_on = Column(Date, nullable=False)
    happened_at = Column(DateTime(timezone=True), nullable=False)


class MessageRow(Base):
    """A message that changed a screening. `message_id` is the sender's own id for it, else one of ours."""

    __tablename__ = "messages"
    __table_args__ = (UniqueConstraint("sender", "message_id"),)

    id = Column(Integer, primary_key=True)
    screening_id = Column(ForeignKey("screenings.id"), nullable=False, index=True)
    sender = Column(String(255), nullable=False)
    message_id = Column(String(255))
    channel = Column(String(64), nullable=False)
    received_at = Column(DateTime(timezone=True), nullable=False)


class ObservationRow(Base):
    """What one message said of one fact, or took back.

    `fact` is a fact id, `treatments` (one row an entry, `entry` tells which), `treatments_complete`, `note`,
    `phone_call` or `screening_consent`. `kind` is `value`, `retraction` (unknown again), `undo` (the row that
    `replaces` names counts no more), `later` (not known now), `pending` (to be fetched), `heard` (told on the phone,
    counts once it is confirmed by a value that `replaces` it), `unheard` (it was not meant) or `singly` (one of a
    group, to be asked by itself). `channel` is that of the message, or `phone` where the patient told it there.
    `value` is in the patient record's form and canonical units; `said` is the part of the message that it was read
    from, `observed_on` the day that the message gave for it (it may be a month or a year), `recorded_on` the day as
    of which it was recorded.
    """

    __tablename__ = "observations"
    __table_args__ = (UniqueConstraint("screening_id", "sequence"),)

    id = Column(Integer, primary_key=True)
    screening_id = Column(ForeignKey("screenings.id"), nullable=False)
    sequence = Column(Integer, nullable=False)
    message = Column(ForeignKey("messages.id"), nullable=False, index=True)
    fact = Column(String(64), nullable=False)
    kind = Column(String(16), nullable=False)
    entry = Column(String(16))
    value = Column(JSON(none_as_null=True))
    unit_said = Column(String(40))
    said = Column(String(1000))
    observed_on = Column(String(10))
    channel = Column(String(64), nullable=False)
    sender = Column(String(255), nullable=False)
    recorded_on = Column(Date, nullable=False)
    recorded_at = Column(DateTime(timezone=True), nullable=False)
    replaces = Column(ForeignKey("observations.id"))


class VerdictRow(Base):
    """What followed for every trial from the observations up to `sequence`, as of a day.

    `trials` has an object a trial: `status`, `open_from`, the ids of the criteria that are `violated`, and the
    `digest` of the trial file that says so. `catalogue` is the digest of the fact catalogue, `version` the
    program's.
    """

    __tablename__ = "verdicts"

    id = Column(Integer, primary_key=True)
    screening_id = Column(ForeignKey("screenings.id"), nullable=False, index=True)
    message = Column(ForeignKey("messages.id"), nullable=False, index=True)
    sequence = Column(Integer, nullable=False)
    as_of = Column(Date, nullable=False)
    trials = Column(JSON, nullable=False)
    catalogue = Column(String(64), nullable=False)
    version = Column(String(40), nullable=False)
    given_at = Column(DateTime(timezone=True), nullable=False)


class CriteriaRow(Base):
    """A trial file as it was when it gave a verdict, by the SHA-256 of its text."""

    __tablename__ = "criteria"

    digest = Column(String(64), primary_key=True)
    text = Column(Text, nullable=False)


class LinkRow(Base):
    """A link of a screening's chain: the hash of one row together with the hash before it.

    `place` counts from 1 in order of arrival; `kind` names the row's table, `row` its number.
    """

    __tablename__ = "links"
    __table_args__ = (UniqueConstraint("kind", "row"),)

    screening_id = Column(ForeignKey("screenings.id"), primary_key=True)
    place = Column(Integer, primary_key=True, autoincrement=False)
    kind = Column(String(16), nullable=False)
    row = Column(Integer, nullable=False)
    hash = Column(String(64), nullable=False)


class TombstoneRow(Base):
    """What is left of a purged screening: when it was, and its chain's length, first link and head.

    `hash` is that of this row together with the tombstone before it.
    """

    __tablename__ = "tombstones"

    id = Column(Integer, primary_key=True)
    screening = Column(Integer, nullable=False, unique=True)
    opened_on = Column(Date, nullable=False)
    last_on = Column(Date, nullable=False)
    links = Column(Integer, nullable=False)
    first = Column(String(64), nullable=False)
    head = Column(String(64), nullable=False)
    purged_at = Column(DateTime(timezone=True), nullable=False)
    hash = Column(String(64), nullable=False)
