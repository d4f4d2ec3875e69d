"""`hepascreen log report`: counts and reasons, without any value."""

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

from actions.log.archive import Archive
from actions.log.register import entries
from actions.log.report import Tally, lines, tallies
from bot.commands.log_open import LogError, counted, read_day, reading, write_file
from bot.settings import Settings


def report(settings: Settings, since: str | None, until: str | None, path: Path | None, as_json: bool) -> int:
    """Print the counts of the screenings opened in a period; return the exit status."""
    first, last = read_day("--from", since), read_day("--to", until)
    if first and last and first > last:
        raise LogError(f"--from {first} is after --to {last}; swap them")
    with reading(settings) as (desk, pages):
        found = [
            one
            for one in entries(pages)
            if (first is None or one.screening.opened_on >= first) and (last is None or one.screening.opened_on <= last)
        ]
        by_trial = tallies(found, Archive(pages.connection, desk.catalogue, desk.trials))
    if path is not None:
        write_file(path, _csv(lines(found)))
    if as_json:
        for one in by_trial:
            sys.stdout.write(json.dumps(one.as_json(), ensure_ascii=False) + "\n")
        return 0
    screened = sum(one.verdict is not None for one in found)
    sys.stdout.write(f"{counted(len(found), 'screening')} opened, {screened} with a verdict.\n")
    for one in by_trial:
        sys.stdout.write(_text(one))
    return 0


def _text(tally: Tally) -> str:
    said = tally.as_json()
    counts = f"{said['eligible']} eligible, {said['open']} open, {said['deferred']} deferred"
    text = f"\n{tally.trial}: {tally.screened} screened, {counts}, {said['ruled_out']} ruled out\n"
    for one in said["ruled_out_by"]:
        words = f"{one['criterion']}  {one['requirement'] or ''}".rstrip()
        text += f"  {one['screenings']:>5} by {words}\n"
    return text


def _csv(rows: list[dict[str, Any]]) -> bytes:
    text = io.StringIO()
    names = ["screening", "opened_on", "last_on", "closed", "trial", "status", "ruled_out_by"]
    writer = csv.DictWriter(text, names, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {**row, "closed": "yes" if row["closed"] else "no", "ruled_out_by": " ".join(row["ruled_out_by"])}
        )
    return text.getvalue().encode("utf-8-sig")
