"""Loading trial files: each is checked against the catalogue and against its record's words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from criteria.catalogue import Catalogue, struct_fault
from criteria.condition_reader import read_condition
from criteria.consistency import contradictions
from criteria.errors import Fault, TrialError
from criteria.faulty import Faulty
from criteria.knowledge import Knowledge
from criteria.quotes import PARTS, eligibility_text, holds, squeezed
from criteria.record import Record
from criteria.trial import Criterion, Passage, Trial
from criteria.yaml_file import YamlFile, read_yaml

_COPY = "copy the words from the record"
TRIALS_FOLDER = Path(__file__).parent / "trials"


class _Struct(msgspec.Struct, forbid_unknown_fields=True):
    pass


class _Criterion(_Struct):
    id: str
    requirement: str
    quote: str | list[str]
    must: Any


class _Passage(_Struct):
    text: str
    reason: str


class _Recruitment(_Struct):
    status: str
    until: date | None = None


class _Section(_Struct):
    """Where the eligibility text stands in the record: its first and last words."""

    first: str
    last: str


class _Trial(_Struct, kw_only=True):
    id: str
    title: str
    record: str
    registry: str = ""
    nicknames: tuple[str, ...] = ()
    recruitment: _Recruitment
    provisional: bool = False
    lacks: str
    eligibility: list[_Section]
    criteria: list[_Criterion]
    no_criterion: list[_Passage] = []


def load_trials(catalogue: Catalogue, folder: Path = TRIALS_FOLDER) -> tuple[Trial, ...]:
    """Load every trial of a folder, in the order of their records.

    Raises:
        TrialError: with every fault of every file, each naming file, line and remedy.
    """
    faults: list[Fault] = []
    trials = []
    for path in sorted(folder.glob("*.yml")):
        try:
            trials.append(load_trial(path, catalogue))
        except TrialError as error:
            faults += error.faults
    faults += [
        Fault(f"{folder.name}/", f"two trials are called {trial.id!r}", "give each an id of its own")
        for place, trial in enumerate(trials)
        if trial.id in {other.id for other in trials[:place]}
    ]
    if faults:
        raise TrialError(faults)
    return tuple(sorted(trials, key=lambda trial: trial.record))


def load_trial(path: Path, catalogue: Catalogue) -> Trial:
    """Load one trial file; see `load_trials` for the errors."""
    file = read_yaml(path)
    if isinstance(file, Fault):
        raise TrialError([file])
    return _build(file, path, catalogue)


def _build(file: YamlFile, path: Path, catalogue: Catalogue) -> Trial:
    try:
        data = msgspec.convert(file.data, _Trial, strict=True)
    except msgspec.ValidationError as error:
        raise TrialError([struct_fault(file, error)]) from None
    record = _record(file, path.parent / data.record)
    faults = [*_check_quotes(file, data, record), *_check_ids(file, data)]
    criteria, wrong = _criteria(file, data, catalogue)
    faults += wrong
    faults += [file.fault(("criteria", place, "must"), *said) for place, *said in contradictions(criteria)]
    if faults:
        raise TrialError(faults)
    passages = tuple(Passage(one.text, one.reason) for one in data.no_criterion)
    return Trial(
        data.id, data.title, Path(data.record).name, data.registry, data.nicknames, data.recruitment.status,
        data.recruitment.until, data.provisional, data.lacks, criteria, passages,
        "\n".join(eligibility_text(record, part.first, part.last) or "" for part in data.eligibility),
        hashlib.sha256(path.read_bytes()).hexdigest(),
    )  # fmt: skip


def _record(file: YamlFile, path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        fault = file.fault(("record",), f"the record {path.name} cannot be read", "name its file, relative to this one")
        raise TrialError([fault]) from None


def _joined(quote: str | list[str]) -> str:
    return squeezed(quote if isinstance(quote, str) else PARTS.join(quote))


def _check_quotes(file: YamlFile, data: _Trial, record: str) -> Iterable[Fault]:
    """Refuse a quote that does not stand in the record word for word."""
    for place, criterion in enumerate(data.criteria):
        absent = [part for part in _joined(criterion.quote).split(PARTS) if not part or not holds(record, part)]
        for part in absent:
            said = f"{part[:60]!r} does not stand in the record" if part else "the quote is missing"
            yield file.fault(("criteria", place, "quote"), said, _COPY)
    for place, passage in enumerate(data.no_criterion):
        if not holds(record, passage.text):
            yield file.fault(("no_criterion", place, "text"), "this does not stand in the record", _COPY)
    for place, section in enumerate(data.eligibility):
        if eligibility_text(record, section.first, section.last) is None:
            said = "these words do not stand in the record in this order"
            yield file.fault(("eligibility", place), said, _COPY)


def _check_ids(file: YamlFile, data: _Trial) -> Iterable[Fault]:
    seen: set[str] = set()
    for place, criterion in enumerate(data.criteria):
        if criterion.id in seen:
            yield file.fault(("criteria", place, "id"), f"the id {criterion.id!r} stands twice", "give each its own")
        seen.add(criterion.id)


def _criteria(file: YamlFile, data: _Trial, catalogue: Catalogue) -> tuple[tuple[Criterion, ...], list[Fault]]:
    criteria, faults = [], []
    nothing = Knowledge(Record(date.max, {}), catalogue)
    for place, one in enumerate(data.criteria):
        try:
            condition = read_condition(one.must, catalogue, ("criteria", place, "must"))
        except Faulty as wrong:
            faults.append(file.fault(wrong.path, wrong.problem, wrong.remedy))
            continue
        facts = tuple(dict.fromkeys(condition.reads()))
        blank = condition.judge(nothing)
        criteria.append(Criterion(one.id, one.requirement, _joined(one.quote), condition, facts, blank))
    return tuple(criteria), faults
