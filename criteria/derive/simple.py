"""Facts that follow from one or two others: age, pregnancy, confirmed response, transplant."""

from __future__ import annotations

from criteria.days import completed_years
from criteria.knowledge import Knowledge, Rule
from criteria.known import Known
from criteria.spans import between
from criteria.values import Choice, DayValue, Event, Flag, Quantity

Accepted = frozenset[str] | None


def _nothing(*reads: str) -> Known:
    return Known(None, reads, ())


def _age(knowledge: Knowledge) -> Known:
    """Give the completed years on the screening date; a partial birth date leaves a range."""
    birth = knowledge.known("birth_date").value
    if not isinstance(birth, DayValue):
        return _nothing("birth_date")
    youngest = completed_years(birth.days.last, knowledge.day)
    oldest = completed_years(birth.days.first, knowledge.day)
    return Known(Quantity((between(youngest, oldest),)), ("birth_date",), ("birth_date",))


def _male(knowledge: Knowledge) -> Known | None:
    """Give "no", from the sex, where the patient is certainly a man."""
    if knowledge.options("sex") == frozenset(("male",)):
        return Known(Flag(False), ("sex",), knowledge.known("sex").sources)
    return None


def _not_of_a_man(knowledge: Knowledge) -> Known:
    return _male(knowledge) or _nothing("sex")


def _pregnant(knowledge: Knowledge) -> Known:
    """A man is not pregnant, nor is a woman without childbearing potential."""
    male = _male(knowledge)
    if male:
        return male
    potential = knowledge.known("childbearing_potential")
    reads = tuple(dict.fromkeys(("sex", *potential.reads)))
    if knowledge.flag("childbearing_potential") is False:
        return Known(Flag(False), reads, potential.sources)
    return _nothing(*reads)


def _confirmed_response(knowledge: Knowledge) -> Known:
    """A latest response other than CR means that no complete response is confirmed."""
    if "CR" not in knowledge.options("response"):
        return Known(Flag(False), ("response",), ("response",))
    return _nothing("response")


def _variceal(knowledge: Knowledge) -> Known:
    """No gastrointestinal bleeding at all means no variceal bleeding."""
    if knowledge.known("gi_bleeding").value == Event(False):
        return Known(Event(False), ("gi_bleeding",), ("gi_bleeding",))
    return _nothing("gi_bleeding")


def _transplant(knowledge: Knowledge) -> Known:
    """A liver transplant in the treatment history is an organ transplant."""
    if any(entry.kind == "transplant" for entry in knowledge.treatments):
        return Known(Flag(True), ("treatments",), ("treatments",))
    return _nothing("treatments")


def _open_age(knowledge: Knowledge, accepted: Accepted) -> tuple[str, ...]:
    return knowledge.missing("birth_date")


def _open_sex(knowledge: Knowledge, accepted: Accepted) -> tuple[str, ...]:
    return knowledge.missing("sex")


def _open_pregnant(knowledge: Knowledge, accepted: Accepted) -> tuple[str, ...]:
    ids = (*knowledge.missing("sex"), *knowledge.missing("childbearing_potential"))
    return tuple(dict.fromkeys(ids))


def _open_response(knowledge: Knowledge, accepted: Accepted) -> tuple[str, ...]:
    value = knowledge.known("response").value
    return ("response",) if value is None or (isinstance(value, Choice) and not value.is_point) else ()


def _open_bleeding(knowledge: Knowledge, accepted: Accepted) -> tuple[str, ...]:
    return ("gi_bleeding",) if knowledge.known("gi_bleeding").value is None else ()


def _open_history(knowledge: Knowledge, accepted: Accepted) -> tuple[str, ...]:
    return () if knowledge.record.treatments_complete else ("treatments",)


RULES = {
    "age": Rule(_age, _open_age),
    "childbearing_potential": Rule(_not_of_a_man, _open_sex),
    "breastfeeding": Rule(_not_of_a_man, _open_sex),
    "pregnant": Rule(_pregnant, _open_pregnant),
    "complete_response_confirmed": Rule(_confirmed_response, _open_response),
    "variceal_bleeding": Rule(_variceal, _open_bleeding),
    "transplant": Rule(_transplant, _open_history),
}
