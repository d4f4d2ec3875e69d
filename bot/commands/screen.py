"""`hepascreen screen`: patient records in, screenings out; without Rasa, so that it starts at once."""

import datetime as dt
import json
import sys
from collections.abc import Iterator
from typing import Any

from rich.console import Console

from bot.commands.records import read_record_file
from bot.commands.report import print_screening
from bot.settings import Settings
from criteria import Catalogue, RecordError, load_catalogue, load_trials, read_record
from criteria import screen as screen_record

BAD_INPUT = 2


def screen(records: list[str], as_json: bool, on: str | None, settings: Settings) -> int:
    """Screen each record in turn and print what follows; return the exit status."""
    try:
        day = dt.date.fromisoformat(on) if on else None
    except ValueError:
        sys.stderr.write(f"--on {on}: this is not a date; write it as 2026-11-20\n")
        return BAD_INPUT
    status = 0
    for path, result in _screenings(records, day, settings):
        if isinstance(result, RecordError):
            sys.stderr.write(f"{result}\n")
            status = BAD_INPUT
        elif as_json:
            sys.stdout.write(json.dumps({"record": path, **result}, ensure_ascii=False) + "\n")
            sys.stdout.flush()
        else:
            print_screening(path, result, load_catalogue(), Console())
    return status


def _screenings(
    paths: list[str], day: dt.date | None, settings: Settings
) -> Iterator[tuple[str, dict[str, Any] | RecordError]]:
    catalogue = load_catalogue()
    trials = tuple(trial for trial in load_trials(catalogue) if trial.id not in settings.closed_trials)
    for path in paths:
        try:
            record = _record(path, day, settings.today(), catalogue)
            yield path, screen_record(record, trials, catalogue).as_json()
        except RecordError as error:
            yield path, error


def _record(path: str, day: dt.date | None, today: dt.date, catalogue: Catalogue) -> Any:
    file = read_record_file(path)
    data = {**file.data, "screening_date": day.isoformat()} if day else file.data
    try:
        return read_record(data, catalogue, today)
    except RecordError as error:
        raise RecordError(file.located(fault) for fault in error.faults) from None
