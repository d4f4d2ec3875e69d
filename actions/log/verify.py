"""Verifying the log: every row against the chain of its screening, every chain against the one before it.

What a chain shows is that a part was altered, not that all of it was written anew: for that the heads of the
chains are kept elsewhere (`Audit.heads`) and compared later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, NamedTuple

from sqlalchemy.engine import Connection

from actions.log.chain import NOTHING, link
from actions.log.models import CriteriaRow, LinkRow, TombstoneRow
from actions.log.reading import MODELS, OWNER, all_rows, rows_of, screenings


class Head(NamedTuple):
    """The last link of a screening's chain: after so many links, this hash."""

    screening: int
    links: int
    hash: str


class Flaw(NamedTuple):
    """One thing that is wrong with the log; a screening's, or the log's where there is none."""

    screening: int | None
    problem: str

    def __str__(self) -> str:
        return f"screening #{self.screening}: {self.problem}" if self.screening is not None else self.problem


@dataclass
class Audit:
    """What was looked at and what was found: the heads of all chains, the number of links, the flaws."""

    heads: dict[int, Head] = field(default_factory=dict)
    links: int = 0
    purged: int = 0
    flaws: list[Flaw] = field(default_factory=list)


def verify(connection: Connection, kept: Mapping[int, Head] | None = None) -> Audit:
    """Check the whole log, within one transaction; `kept` are heads of an earlier day."""
    audit = Audit()
    graves = {row.get("screening"): row for row in _tombstones(connection, audit)}
    firsts = {number: str(row.get("first")) for number, row in graves.items() if number is not None}
    used: set[str] = set()
    before = NOTHING
    for number in sorted({*screenings(connection), *firsts}):
        if number in firsts:
            before = firsts[number]
            if any(rows_of(connection, model, number) for model in OWNER):
                audit.flaws.append(Flaw(number, "it was purged, and yet rows of it are there"))
            continue
        before = _screening(connection, number, before, audit, used)
    _criteria(connection, audit, used)
    _compare(connection, audit, kept or {}, graves)
    return audit


def _screening(connection: Connection, number: int, before: str, audit: Audit, used: set[str]) -> str:
    """Check one chain; give its first link, on which that of the next screening rests."""
    rows = {(model.__tablename__, row["id"]): row for model in MODELS for row in rows_of(connection, model, number)}
    links = rows_of(connection, LinkRow, number)
    audit.flaws += [Flaw(number, problem) for problem in _problems(rows, links, before)]
    audit.links += len(links)
    used.update(_digests(rows))
    if not links:
        return before
    audit.heads[number] = Head(number, links[-1]["place"], str(links[-1].get("hash")))
    return str(links[0].get("hash"))


def _problems(
    rows: Mapping[tuple[str, Any], Mapping[str, Any]], links: list[Mapping[str, Any]], before: str
) -> Iterator[str]:
    left = dict(rows)
    for place, one in enumerate(links, start=1):
        if one["place"] != place:
            yield f"link {place} of its chain is missing"
        table, number = one.get("kind"), one.get("row")
        row = left.pop((table, number), None)
        if row is None:
            yield f"{table} row {number} is missing (link {one['place']})"
        elif _hash(before, str(table), row) != one.get("hash"):
            yield f"{table} row {number} is not as it was recorded, or its order is not (link {one['place']})"
        before = str(one.get("hash"))
    for table, number in left:
        yield f"{table} row {number} is in no link: it was added by another hand, or its link deleted"


def _hash(before: str, table: str, row: Mapping[str, Any]) -> str | None:
    try:
        return link(before, table, row)
    except (ValueError, TypeError):
        return None


def _digests(rows: Mapping[tuple[str, Any], Mapping[str, Any]]) -> set[str]:
    trials = [row.get("trials") for (table, _), row in rows.items() if table == "verdicts"]
    said = [one for each in trials if isinstance(each, dict) for one in each.values() if isinstance(one, dict)]
    return {str(one.get("digest")) for one in said}


def _tombstones(connection: Connection, audit: Audit) -> list[Mapping[str, Any]]:
    """Check the chain of the tombstones, and give them."""
    before, graves = NOTHING, all_rows(connection, TombstoneRow)
    for grave in graves:
        row = {name: value for name, value in grave.items() if name != "hash"}
        if _hash(before, "tombstones", row) != grave.get("hash"):
            flaw = "its tombstone, or the one before it, is not as it was written"
            audit.flaws.append(Flaw(grave.get("screening"), flaw))
        before = str(grave.get("hash"))
    audit.purged = len(graves)
    return graves


def _criteria(connection: Connection, audit: Audit, used: set[str]) -> None:
    """Check that the trial files which gave verdicts are in the log, word for word."""
    texts = {row["digest"]: row.get("text") for row in all_rows(connection, CriteriaRow)}
    for digest, text in texts.items():
        if sha256(str(text).encode()).hexdigest() != digest:
            audit.flaws.append(Flaw(None, f"the criteria {digest[:12]} are not as they were recorded"))
    for digest in sorted(used - set(texts)):
        audit.flaws.append(Flaw(None, f"the criteria {digest[:12]} are missing, though verdicts name them"))


def _compare(
    connection: Connection, audit: Audit, kept: Mapping[int, Head], graves: Mapping[Any, Mapping[str, Any]]
) -> None:
    """Check that every head that was kept still lies on its chain."""
    for number, head in kept.items():
        if number in graves:
            grave = graves[number]
            now = {grave.get("links"): grave.get("head")}
            gone = int(grave.get("links") or 0) < head.links
        else:
            now = {row["place"]: row.get("hash") for row in rows_of(connection, LinkRow, number)}
            gone = head.links not in now
        if gone or now.get(head.links, head.hash) != head.hash:
            audit.flaws.append(Flaw(number, f"its chain does not hold the head that was kept (link {head.links})"))
