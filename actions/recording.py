"""From what was heard in a message to the rows that record it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.checking import check
from actions.disputes import contradict
from actions.heard import Correction, Heard
from actions.history import merge
from actions.log import COMPLETE, NOTE, TREATMENTS, Draft, Kind, Known, Observation
from actions.taken_back import entries_meant
from actions.unnamed_slips import slips_mended
from criteria import Catalogue, Fault
from criteria.days import completed_years, parse_days


@dataclass(frozen=True)
class Recording:
    """The rows that a message adds, and what could not be recorded.

    `faults` are values that no record may hold, `unmatched` corrections whose old value nothing holds,
    `unknown` facts that were to be forgotten and are not known; `reopened` tells that a new treatment
    has put an end to "no other treatment".
    """

    drafts: tuple[Draft, ...] = ()
    faults: tuple[Fault, ...] = ()
    unmatched: tuple[Correction, ...] = ()
    unknown: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    reopened: bool = False


def prepare(
    heard: Heard,
    known: Known,
    asked: Iterable[str],
    today: date,
    catalogue: Catalogue,
    corrects: bool = False,
    text: str = "",
) -> Recording:
    """Turn what was heard in a message with this text into rows; nothing is written yet.

    A message that `corrects` takes back what its values contradict, so that the two do not stand against each other.
    """
    corrected, unmatched = slips_mended(heard.corrections, known, today, catalogue)
    told = {**_said_again(heard, known, asked), **corrected, **_with_known_days(heard.facts, known)}
    sound, faults = _sound(told, heard.treatments, today, catalogue)
    facts = _fact_drafts(sound["facts"], heard, known)
    entries, reopened = _treatment_drafts(sound["treatments"], heard, known)
    taken, unknown = _retractions(heard, known, told, entries_meant(text, known.entries, catalogue))
    if corrects:
        taken += _corrected_rows(sound["facts"], known, today, catalogue, {draft.replaces for draft in taken})
    waiting = _waiting(heard, told, asked)
    notes = [Draft(NOTE, value=note, said=note) for note in heard.notes if note not in known.notes]
    return Recording(
        (*taken, *facts, *entries, *notes, *waiting),
        faults,
        unmatched,
        unknown,
        tuple(draft.fact for draft in waiting),
        reopened,
    )


def _sound(
    facts: dict[str, Any], treatments: list[dict[str, Any]], today: date, catalogue: Catalogue
) -> tuple[dict[str, Any], tuple[Fault, ...]]:
    """Leave out what no record may hold, and put the age in the place of a date of birth."""
    checked = check({"facts": facts, TREATMENTS: treatments}, catalogue, today)
    return {**checked.mapping, "facts": _without_birth_date(checked.mapping["facts"], today)}, checked.faults


def _without_birth_date(facts: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Keep of a date of birth the age that follows, and that only where no age was given."""
    kept = {name: value for name, value in facts.items() if name != "birth_date"}
    given = facts.get("birth_date")
    days = parse_days(given["value"] if isinstance(given, dict) else given) if given is not None else None
    if days is not None and "age" not in kept:
        youngest, oldest = completed_years(days.last, today), completed_years(days.first, today)
        kept["age"] = oldest if youngest == oldest else f"{youngest}-{oldest}"
    return kept


def _fact_drafts(facts: Mapping[str, Any], heard: Heard, known: Known) -> list[Draft]:
    units = {one.fact: one.unit for one in heard.inferred}
    return [
        Draft(
            name,
            value=value,
            said=heard.words_for(name),
            unit_said=units.get(name),
            observed_on=_day_of(value),
            replaces=_id_of(known.facts.get(name)),
        )
        for name, value in facts.items()
    ]


def _day_of(value: Any) -> str | None:
    day = value.get("date") if isinstance(value, dict) else None
    return None if day is None else str(day)


def _id_of(row: Observation | None) -> int | None:
    return row.id if row else None


def _treatment_drafts(told: list[dict[str, Any]], heard: Heard, known: Known) -> tuple[list[Draft], bool]:
    """Record each entry as it now stands, and whether the list is complete.

    A treatment that comes up after "no other treatment" shows that this was not so: it is open again.
    """
    merged = merge({key: row.value for key, row in known.entries.items()}, told)
    said = heard.words_for(TREATMENTS)
    drafts = [
        Draft(TREATMENTS, value=entry, entry=key, said=said, replaces=_id_of(known.entries.get(key or "")))
        for key, entry in merged
    ]
    if heard.treatments_complete:
        return [
            *drafts,
            Draft(COMPLETE, value=True, said=heard.words_for(COMPLETE), replaces=_id_of(known.complete)),
        ], False
    reopened = known.complete is not None and any(key is None for key, _ in merged)
    if reopened:
        drafts.append(Draft(COMPLETE, "retraction", replaces=_id_of(known.complete)))
    return drafts, reopened


def _corrected_rows(
    facts: Mapping[str, Any], known: Known, today: date, catalogue: Catalogue, taken: Container[int | None]
) -> list[Draft]:
    """Take back the lasting values that new ones contradict."""
    old = [known.facts[name] for name in facts if name in known.facts]
    wrong = [row for row in old if contradict(row, facts[row.fact], today, catalogue)]
    return [Draft(row.fact, "retraction", replaces=row.id) for row in wrong if row.id not in taken]


_GROUP = 6
"""Facts that are taken back one by one at most; of more (all labs) those that were never told are not named."""


def _retractions(
    heard: Heard, known: Known, told: Mapping[str, Any], entries: list[Observation]
) -> tuple[list[Draft], tuple[str, ...]]:
    drafts, unknown = [], []
    for name in heard.retracted:
        rows = entries if name == TREATMENTS else _rows_of(name, known)
        if rows:
            drafts += [Draft(row.fact, "retraction", entry=row.entry, replaces=row.id) for row in rows]
        elif name not in told:
            unknown.append(name)
    whole = drafts and len(heard.retracted) > _GROUP
    return drafts, () if whole else tuple(unknown)


def _rows_of(name: str, known: Known) -> list[Observation]:
    row = known.complete if name == COMPLETE else known.facts.get(name)
    return [row] if row else []


def _waiting(heard: Heard, told: Mapping[str, Any], asked: Iterable[str]) -> list[Draft]:
    """Record for the facts that were asked, and not told now, that the answer is not known or to be fetched."""
    if heard.reply not in ("unknown", "pending"):
        return []
    kind: Kind = "later" if heard.reply == "unknown" else "pending"
    return [Draft(name, kind) for name in asked if name not in told]


def _said_again(heard: Heard, known: Known, asked: Iterable[str]) -> dict[str, Any]:
    """Give, for "same as before", the known values of the facts that were asked, as of today."""
    if heard.reply != "same":
        return {}
    values = {name: known.facts[name].value for name in asked if name in known.facts}
    return {name: _undated(value) for name, value in values.items()}


_HAPPENED = (
    "stroke",
    "myocardial_infarction",
    "pulmonary_embolism",
    "bypass_surgery",
    "gi_bleeding",
    "variceal_bleeding",
)
"""Events of one day; of the others `true` means that they are so now."""


def _with_known_days(facts: Mapping[str, Any], known: Known) -> dict[str, Any]:
    """Keep the day of an event that is told again without one: "no, TIA" behind "stroke in 2019"."""
    kept = dict(facts)
    for name, value in facts.items():
        before = known.facts[name].value if name in known.facts and name in _HAPPENED else None
        if value is True and isinstance(before, dict) and "date" in before:
            kept[name] = before
    return kept


def _undated(value: Any) -> Any:
    return {key: part for key, part in value.items() if key != "date"} if isinstance(value, dict) else value
