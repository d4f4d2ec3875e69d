"""Entries of the treatment history: what is said of one course, and how the sayings become a record."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from bot.nlu.dating.days import first_day, last_day
from bot.nlu.lexicon.vocabulary import word_set

LOCAL = word_set("entries_local")
SINGLE = {"ablation", "resection", "transplant"}
"""Kinds whose entry is one procedure: another date is another entry."""


@dataclass(slots=True)
class Entry:
    """One course of treatment as read so far; ``first`` to ``last`` are the tokens that name it."""

    kind: str
    first: int
    last: int
    agents: list[str] = field(default_factory=list)
    start: str | None = None
    end: str | None = None
    outcome: str | None = None
    response: str | None = None
    ongoing: bool = False
    stopped: bool = False
    several: bool = False
    joined: bool = False
    latest: bool = False
    lasted: str | None = None
    sessions: list[str] = field(default_factory=list)
    doubtful: bool = False
    cycle: int = 0
    goes_on: bool = False
    planned: bool = False
    harm: int = -1
    counted: bool = False
    single: bool = False
    led: bool = False
    all_on: bool = False
    under: bool = False
    unsure: list[str] = field(default_factory=list)
    """Days of sessions of which is asked; the last of them may be the latest one."""
    back: int = -1
    """From where on the words behind speak of the course before it again."""

    def as_record(self) -> dict[str, Any]:
        """Give the entry in the contract's form, what is not known left out."""
        record: dict[str, Any] = {"kind": self.kind}
        if self.agents:
            record["agents"] = list(dict.fromkeys(self.agents))
        for key in ("start", "end", "outcome", "response"):
            if getattr(self, key) is not None:
                record[key] = getattr(self, key)
        return record

    def procedures(self) -> list[Entry]:
        """Give an entry for each date of a procedure: ``resected in 2017 and in 2021`` are two."""
        days = sorted(set(self.sessions))
        if self.kind not in ("resection", "transplant") or len(days) < 2 or self.start or self.end:
            return [self]
        return [replace(self, sessions=[day], agents=list(self.agents), several=False) for day in days]

    def close(self) -> None:
        """Settle what follows from all that was said: ongoing courses, single sessions."""
        if self.kind in SINGLE:
            self.ongoing = self.goes_on = False
        self._settle_sessions()
        self._settle_course()
        repeated = self.kind == "ablation" and self.several and self.end  # ``RFA x2, last 22 Jan``
        if self.kind in SINGLE and self.start is None and not repeated:
            self.start = self.end
        going = self.ongoing and not (self.planned and self.cycle == 1)  # ``C1 of lenvatinib on 3 Dec``
        known = self.start or self.end or self.outcome or self.response or going or self.stopped
        self.doubtful = self.doubtful or (self.planned and not known)
        before = (self.end is None or (self.lasted or "") <= self.end) and self.outcome != "progression"
        if self.ongoing and self.start is None and self.lasted and before:
            self.start = self.lasted
        if self.outcome is None and self.ongoing and not self.stopped and self.end is None:
            self.outcome = "ongoing"
        if self.start and self.end and last_day(self.end) < first_day(self.start):
            self.start, self.end = self.end, self.start

    def _settle_course(self) -> None:
        """A course that goes on has no end: a last dose so far, a pause, the cycle that was named are none."""
        if self.kind == "systemic" and self.cycle and not self.stopped and self.end is None:
            self.ongoing = True
        if self.goes_on and self.outcome in (None, "ongoing"):
            self.end, self.outcome = None, "ongoing"
        if (
            self.kind in ("systemic", "haic")
            and self.single
            and self.end is None
            and not (self.ongoing or self.several)
        ):
            self.end = self.start

    def _settle_sessions(self) -> None:
        """A bare date is a session: the only one begins and ends the entry, of several the last ends it."""
        if not self.sessions:
            return
        exact = [
            one
            for one in self.sessions
            if not any(len(day) > len(one) and day[: len(one)] == one for day in self.sessions)
        ]
        first, last = min(exact), max(exact)
        if self.unsure and last_day(max(self.unsure, key=last_day)) > last_day(last) and self.end is None:
            self.start = min(first, self.start or first)  # ``TACE in Feb, Apr and June 26``
        elif self.ongoing and not self.stopped and first == last:
            self.start = self.start or first
        elif self.start is not None and self.end is None:
            self.end = last
        elif first != last:
            self.start = min(first, self.start or first, self.end or first)
            self.end = max(last, self.end or last)
        elif self.end is not None and self.end != last:
            self.start, self.end = min(self.end, last), max(self.end, last)
        else:
            self.end = last
            if not self.latest and not (self.several and len(last) == 10):
                self.start = last

    def absorb(self, other: Entry) -> None:
        """Take over what a second mention of the same course says."""
        self.agents = list(dict.fromkeys([*self.agents, *other.agents]))
        starts = [one for one in (self.start, other.start) if one]
        ends = [one for one in (self.end, other.end) if one]
        self.start = min(starts) if starts else None
        self.end = max(ends) if ends else None
        halted = other.stopped and other.outcome is None and self.outcome == "ongoing"
        self.outcome = None if halted else other.outcome or self.outcome
        self.response = other.response or self.response
        self.ongoing = self.ongoing or other.ongoing
        self.stopped = self.stopped or other.stopped
        runs = other.outcome == "ongoing" and other.end is None and set(other.agents) < set(self.agents)
        if (other.goes_on or runs) and self.outcome in (None, "ongoing"):
            self.end, self.outcome = None, "ongoing"
        self.goes_on = (self.goes_on and not other.stopped) or other.goes_on
        self.last = max(self.last, other.last)
        if other.single and other.kind in LOCAL and self.end is None and self.outcome is None:
            self.end = self.start


def _maintained(one: Entry, other: Entry) -> bool:
    """``cycle 9 of durvalumab after STRIDE``: the regimen goes on with durvalumab alone."""
    if one.agents == ["atezolizumab"] and set(other.agents) == {"atezolizumab", "bevacizumab"}:
        over = other.end is not None and not (one.outcome == "ongoing" and other.outcome is None)
        return not (other.stopped or one.start or over) and bool(other.start)
    part = one.agents == ["durvalumab"] or (one.agents == ["tremelimumab"] and not (one.stopped or other.start))
    return part and set(other.agents) == {"durvalumab", "tremelimumab"} and not other.stopped


def _over_before(one: Entry, other: Entry) -> bool:
    """``lenvatinib 2022-06 to 2023-01, PD; again since 2025-09``: a course that was over before the other began."""
    if one.end is None or other.start is None or one.outcome not in ("progression", "completed", "intolerance"):
        return False
    return last_day(one.end) < first_day(other.start)


def begun_together(one: Entry, other: Entry) -> bool:
    """``lenvatinib since 3 March, sintilimab since 3 March``: the drugs of one combination, told one by one."""
    if not (one.kind == other.kind == "systemic" and one.agents and other.agents):
        return False
    if one.start is None or len(one.start) < 7 or one.start != other.start or one.end != other.end:
        return False
    return one.outcome == other.outcome and one.stopped == other.stopped and set(one.agents).isdisjoint(other.agents)


def same_course(one: Entry, other: Entry) -> bool:
    """Tell whether two mentions speak of one course."""
    if one.kind != other.kind or (one.kind in SINGLE and one.start and other.start and one.start != other.start):
        return False
    if one.kind == "systemic":
        if not one.agents or not other.agents:
            return False
        if set(one.agents) == set(other.agents):
            return not (_over_before(one, other) or _over_before(other, one))
        return _maintained(one, other) or _maintained(other, one)
    return True
