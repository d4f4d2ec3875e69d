"""What is tried: each target takes one input and raises where something is not as it must be."""

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from actions.desk import open_desk
from actions.heard import read_heard
from actions.log import Draft, Origin, ScreeningLog
from actions.log.storable import cut, storable
from actions.log.verify import verify
from actions.reply import Turn
from actions.turn import take_turn
from bot.channels.checks import readable
from bot.commands.records import read_record_file
from bot.nlu.extraction import Extraction
from bot.nlu.extractor import Extractor
from bot.redaction import redact
from criteria import Record, RecordError, load_trials, read_record, screen
from tests.fuzz.inputs import ASKABLE, CATALOGUE, files, messages, records, stored, texts

TODAY = date(2026, 11, 20)
TRIALS = load_trials(CATALOGUE)
EXTRACTOR = Extractor(CATALOGUE)
LONGEST_LINE = 1_300
INTENTS = ("inform", "undo", "retract", "new_patient", "why_trial", "what_if", "summary", "status", "out_of_scope")


@dataclass(frozen=True)
class Target:
    """One thing that is tried: its share of all inputs, what they are, what is done with each and at the end."""

    name: str
    share: float
    inputs: st.SearchStrategy[Any]
    check: Callable[[Any], None]
    end: Callable[[], None] = lambda: None


def lines_are_clear(error: RecordError, name: str = "") -> None:
    """See that every fault is one line with place, problem and remedy."""
    assert error.faults
    for fault in error.faults:
        assert all((fault.place, fault.problem, fault.remedy)), fault
        assert len(str(fault).splitlines()) == 1, fault
        assert len(str(fault)) <= LONGEST_LINE, len(str(fault))
        assert name in fault.place


def record(data: Any) -> None:
    """A record is read and screened, or refused with clear lines."""
    try:
        read = read_record(data, CATALOGUE, TODAY)
    except RecordError as error:
        lines_are_clear(error)
        return
    assert isinstance(read, Record)
    json.dumps(screen(read, TRIALS, CATALOGUE).as_json(), allow_nan=False)


def record_file(folder: Path) -> Callable[[bytes], None]:
    """A file is read, or refused with clear lines that name it."""
    paths = [folder / "record.yml", folder / "record.json"]

    def check(content: bytes) -> None:
        for path in paths:
            path.write_bytes(content)
            try:
                found = read_record_file(str(path))
                read_record(found.data, CATALOGUE, TODAY)
            except RecordError as error:
                lines_are_clear(error)

    return check


def message(given: tuple[str, tuple[str, ...]]) -> None:
    """A message is read, and what was read travels as JSON."""
    text, asked = given
    found = EXTRACTOR.extract(text, today=TODAY, asked=asked)
    assert Extraction.from_json(json.loads(json.dumps(found.as_json()))) == found


def raw_message(given: tuple[str, tuple[str, ...]]) -> None:
    """A message is taken as it comes in: made readable, freed of what is personal, then read."""
    text, asked = given
    redacted = redact(readable(text), TODAY, asked)
    redacted.text.encode()
    message((redacted.text, asked))


def log(url: str) -> Target:
    """Whatever is logged is read again as it can be stored, and the chain holds."""
    name, kept = re.split(r"\W", url)[0], ScreeningLog(url)

    def check(given: tuple[list[Any], str, str]) -> None:
        values, said, unit = given
        drafts = [Draft("platelets", value=value, said=said, unit_said=unit, observed_on=said) for value in values]
        origin = Origin("ana", "fuzz", TODAY)
        with kept.transaction() as pages:
            number = pages.open(origin).id
            pages.add(number, pages.add_message(number, origin), drafts, origin)
        with kept.transaction(writes=False) as pages:
            rows = pages.observations(number)
        assert [_plain(row.value) for row in rows] == [_plain(storable(value)) for value in values]
        for row in rows:
            assert (row.said, row.unit_said) == (cut(storable(said), 1000), cut(storable(unit), 40))

    def end() -> None:
        with kept.snapshot() as connection:
            assert verify(connection).flaws == []

    inputs = st.tuples(st.lists(stored, min_size=1, max_size=3), texts, texts)
    return Target(f"log, {name}", 0.04, inputs, check, end)


def _plain(value: Any) -> Any:
    """Give a value so that it equals itself; JSON does not tell 82.0 from 82."""
    if isinstance(value, float):
        assert math.isfinite(value)
        return int(value) if value.is_integer() else value
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list) else value


def turn(url: str) -> Target:
    """Whatever is heard is answered in words that can be sent, and what is logged holds."""
    desk = open_desk(url)

    def check(given: tuple[str, str, tuple[str, ...]]) -> None:
        text, intent, asked = given
        text = redact(readable(text), TODAY, asked).text
        heard = read_heard(EXTRACTOR.extract(text, today=TODAY, asked=asked).as_json())
        reply = take_turn(Turn(sender="ben", intent=intent, text=text, heard=heard, today=TODAY, asked=asked), desk)
        assert reply.texts or reply.buttons
        json.dumps([reply.texts, reply.custom, reply.slots], allow_nan=False).encode()
        assert not any("\0" in line for line in reply.texts)

    def end() -> None:
        with desk.log.snapshot() as connection:
            assert verify(connection).flaws == []

    inputs = st.tuples(st.one_of(messages, texts), st.sampled_from(INTENTS), ASKABLE)
    return Target("turn", 0.03, inputs, check, end)


def targets(folder: Path, postgres: str | None = None) -> list[Target]:
    """Give everything that is tried in this process, with the files that it needs in a folder."""
    either = st.tuples(st.one_of(texts, messages), ASKABLE)
    found = [
        Target("record", 0.34, records, record),
        Target("record file", 0.15, files, record_file(folder)),
        Target("message", 0.15, st.tuples(messages, ASKABLE), message),
        Target("message of any characters", 0.18, st.tuples(texts, ASKABLE), message),
        Target("message as it comes in", 0.04, either, raw_message),
        log(f"sqlite:///{folder / 'log.db'}"),
        turn(f"sqlite:///{folder / 'turns.db'}"),
    ]
    return [*found, log(postgres)] if postgres else found
