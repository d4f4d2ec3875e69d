"""Questions about single entries of the treatment history: drugs, days, progression."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from criteria.catalogue import Catalogue
from criteria.days import EARLIEST, Days
from criteria.knowledge import Knowledge
from criteria.truth import Truth, any_of, certain
from criteria.values import Choice, Treatment

TREATMENTS = "treatments"
SYSTEMIC = "systemic"


@dataclass(frozen=True)
class Drugs:
    """A set of drugs: by generic name, by class, or both."""

    agents: frozenset[str] = frozenset()
    classes: frozenset[str] = frozenset()

    def holds(self, agent: str, catalogue: Catalogue) -> Truth:
        """Tell whether a drug belongs; unknown where only its class could tell and is not known."""
        classes = catalogue.drug_classes(agent)
        if agent in self.agents or classes & self.classes:
            return Truth.SATISFIED
        return Truth.UNKNOWN if self.classes and not classes else Truth.VIOLATED

    def given_in(self, entry: Treatment, catalogue: Catalogue) -> Truth:
        """Tell whether an entry gave such a drug; a systemic entry without drugs is unknown."""
        if entry.agents is None:
            return Truth.UNKNOWN if entry.kind == SYSTEMIC else Truth.VIOLATED
        return any_of(self.holds(agent, catalogue) for agent in entry.agents)


def began(entry: Treatment, knowledge: Knowledge) -> Days:
    """Give the days on which an entry can have begun."""
    return _remembered(_began, entry, knowledge)


def ended(entry: Treatment, knowledge: Knowledge) -> Days:
    """Give the days on which an entry can have ended, the screening date at the latest."""
    return _remembered(_ended, entry, knowledge)


def _remembered(find: Callable[[Treatment, Knowledge], Days], entry: Treatment, knowledge: Knowledge) -> Days:
    key = (find, id(entry))
    days: Days | None = knowledge.memory.get(key)
    if days is None:
        days = knowledge.memory[key] = find(entry, knowledge)
    return days


def _began(entry: Treatment, knowledge: Knowledge) -> Days:
    last = entry.end.last if entry.end else knowledge.day
    if entry.start is None:
        return Days(EARLIEST, last)
    return Days(entry.start.first, min(entry.start.last, last))


def _ended(entry: Treatment, knowledge: Knowledge) -> Days:
    first = entry.start.first if entry.start else EARLIEST
    if entry.end is None:
        return Days(first, knowledge.day)
    return Days(max(first, entry.end.first), entry.end.last)


def share_a_day(one: Treatment, other: Treatment, knowledge: Knowledge) -> Truth:
    """Tell whether two treatments were given on a common day."""
    starts = began(one, knowledge), began(other, knowledge)
    ends = ended(one, knowledge), ended(other, knowledge)
    surely = starts[0].last <= ends[1].first and starts[1].last <= ends[0].first
    never = starts[0].first > ends[1].last or starts[1].first > ends[0].last
    return certain(surely, never)


def progressed(entry: Treatment, knowledge: Knowledge) -> Truth:
    """Tell whether the disease progressed on an entry.

    The latest response speaks for every ongoing entry; without an outcome nothing is known.
    """
    if entry.outcome == "progression" or entry.response == "PD":
        return Truth.SATISFIED
    if entry.outcome is None:
        return Truth.UNKNOWN
    if entry.outcome != "ongoing":
        return Truth.VIOLATED
    response = knowledge.known("response").value
    if not isinstance(response, Choice) or "PD" not in response.options:
        return Truth.UNKNOWN if response is None else Truth.VIOLATED
    return Truth.SATISFIED if response.is_point else Truth.UNKNOWN


def intolerant(entry: Treatment) -> Truth:
    """Tell whether an entry was stopped for intolerance."""
    return certain(entry.outcome == "intolerance", entry.outcome is not None)


def open_about(entry: Treatment) -> tuple[str, ...]:
    """Give the id that can still tell whether the disease progressed on an entry."""
    return ("response",) if entry.outcome == "ongoing" else (TREATMENTS,)


def is_vague(entry: Treatment) -> bool:
    """Tell whether an entry could still be told more exactly: its days, a systemic one's drugs."""
    days = (entry.start, entry.end)
    return any(one is None or not one.is_point for one in days) or (entry.kind == SYSTEMIC and entry.agents is None)
