"""From what was heard in a message to the rows that record it."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.checking import check
from actions.disputes import contradict
from actions.heard import Correction, Heard
from actions.history import merge
from actions.log import CALL, COMPLETE, CONSENT, NOTE, TREATMENTS, Draft, Kind, Known, Observation
from actions.log.fold import dated
from actions.taken_back import entries_meant
from criteria import Catalogue, Fault
from criteria.days import completed_years, parse_days

TAKES_BACK = ("undo", "unheard")
"""Kinds of rows that take back another one."""


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
    corrected, unmatched = _corrections(heard.corrections, known, today, catalogue)
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


def _corrections(
    corrections: Iterable[Correction], known: Known, today: date, catalogue: Catalogue
) -> tuple[dict[str, Any], tuple[Correction, ...]]:
    """Find the fact that each `28 not 82` speaks of: the only one that holds the old value.

    The test stays of the day that it was of: mending a slip makes no new test.
    """
    found, unmatched = {}, []
    for one in corrections:
        rows = {name: row._replace(value=dated(catalogue, row, today)) for name, row in known.facts.items()}
        fitting = {name: value for name, row in rows.items() if (value := _corrected(one, row, catalogue))}
        if len(fitting) == 1:
            found.update(fitting)
        else:
            unmatched.append(one)
    return found, tuple(unmatched)


def _corrected(correction: Correction, row: Observation, catalogue: Catalogue) -> dict[str, Any] | None:
    """Give the corrected value where the row holds the old one, in its unit or in the one that was said."""
    fact = catalogue.facts[row.fact]
    parts = row.value if isinstance(row.value, dict) else {"value": row.value}
    stored = parts.get("value")
    if fact.kind != "quantity" or isinstance(stored, (str, bool)) or stored is None or not correction.old:
        return None
    factor = stored / correction.old
    factors = (1.0, *catalogue.table(row.fact).factors.values())
    said_so = f"{correction.old:g}" in (row.said or "")
    if factor != 1.0 and not (said_so and any(abs(factor / one - 1) < 1e-6 for one in factors if one)):
        return None
    value = correction.new * factor
    return {**parts, "value": int(value) if value == int(value) else float(f"{value:.6g}")}


def undo(rows: Iterable[Observation]) -> list[Draft]:
    """Take back the rows of one message; what was only heard has not counted yet."""
    return [
        Draft(row.fact, "unheard" if row.kind == "heard" else "undo", entry=row.entry, replaces=row.id) for row in rows
    ]


def last_message(rows: Iterable[Observation], sender: str | None = None) -> list[Observation]:
    """Give the rows of the latest message, of one sender or of any, that recorded something which still counts.

    With them go those by which it dropped what had been read back: taken back, that waits again.
    """
    rows = list(rows)
    undone = {row.replaces for row in rows if row.kind == "undo"}
    undone |= {row.replaces for row in rows if row.kind == "unheard" and row.id not in undone}
    counting = [
        row for row in rows if row.kind not in TAKES_BACK and row.id not in undone and sender in (None, row.sender)
    ]
    last = counting[-1].message if counting else None
    dropped = [row for row in rows if row.kind == "unheard" and row.message == last and row.id not in undone]
    return [*dropped, *(row for row in counting if row.message == last)]


def recorded_by(added: Iterable[Observation], known: Known) -> dict[str, Any]:
    """Give what a message recorded, in the patient record's form, as it stands now.

    A fact that it took back is null, unless an earlier value counts again; `treatments` holds the
    entries that it touched.
    """
    recorded: dict[str, Any] = {}
    for row in added:
        if row.kind not in ("value", "retraction", "undo") or row.fact in (NOTE, CALL, CONSENT):
            continue
        if row.fact == TREATMENTS:
            _note_entry(recorded, row, known)
        elif row.fact == COMPLETE:
            recorded[COMPLETE] = True if known.complete else None
        else:
            now = known.facts.get(row.fact)
            recorded[row.fact] = now.value if now else None
    return recorded


def _note_entry(recorded: dict[str, Any], row: Observation, known: Known) -> None:
    entries = recorded.setdefault(TREATMENTS, [])
    now = known.entries.get(row.entry or "")
    if now is not None and now.value not in entries:
        entries.append(now.value)
