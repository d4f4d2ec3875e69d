"""`hepascreen log verify`, `replay` and `rescreen`: whether the log is whole, and what a changed trial changes."""

import datetime as dt
import json
import sys
from pathlib import Path

from actions.log import Pages
from actions.log.replay import Replayed, replay, without_verdict
from actions.log.rescreen import Change, Flip, rescreen
from actions.log.verify import Audit, Head, verify
from bot.commands.log_open import LogError, counted, read_day, reading, write_file
from bot.settings import Settings

FOUND = 1
"""Exit status where something is wrong with the log."""


def verify_log(settings: Settings, against: Path | None, keep: Path | None) -> int:
    """Verify every chain; return 0 where the log is sound, 1 where it is not."""
    kept = _read_heads(against) if against else {}
    with reading(settings) as (_, pages):
        audit = verify(pages.connection, kept)
    for flaw in audit.flaws:
        sys.stdout.write(f"{flaw}\n")
    sys.stdout.write(_summary(audit, against))
    if audit.flaws:
        return FOUND
    if keep is not None:
        write_file(keep, "".join(json.dumps(head._asdict()) + "\n" for head in audit.heads.values()).encode())
    return 0


def _summary(audit: Audit, against: Path | None) -> str:
    parts = (len(audit.heads), "screening"), (audit.links, "row"), (audit.purged, "tombstone")
    whole = ", ".join(counted(number, noun) for number, noun in parts)
    if audit.flaws:
        return f"NOT SOUND: {counted(len(audit.flaws), 'flaw')} in {whole}. Keep a copy of the database as it is.\n"
    compared = f", and as {against} says" if against else ""
    return f"Sound: {whole}{compared}.\n"


def _read_heads(path: Path) -> dict[int, Head]:
    try:
        heads = [Head(**json.loads(line)) for line in path.read_text().splitlines() if line.strip()]
    except OSError as error:
        raise LogError(
            f"{path} cannot be read: {error.strerror}; `log verify --keep FILE` writes such a file"
        ) from None
    except (ValueError, TypeError):
        raise LogError(f"{path} holds no heads; `log verify --keep FILE` writes such a file") from None
    return {head.screening: head for head in heads}


def replay_log(settings: Settings) -> int:
    """Work out every verdict again; return 0 where all agree, 1 where some differ."""
    count = differing = unreadable = 0
    with reading(settings) as (desk, pages):
        left_out = _left_out(pages)
        for one in replay(pages, desk.catalogue, desk.trials):
            count += 1
            differing += not one.agrees
            unreadable += bool(one.unreadable)
            for line in _differences(one, desk.rules.version, desk.rules.catalogue):
                sys.stdout.write(f"{line}\n")
    agree = "all agree" if not differing else f"{differing} DIFFER from what the log says"
    partly = f"; {unreadable} name criteria that this version cannot read, which were left out" if unreadable else ""
    sys.stdout.write(f"Worked {counted(count, 'verdict')} out again: {agree}{partly}.\n{left_out}")
    return FOUND if differing else 0


def _left_out(pages: Pages) -> str:
    """Say of how many screenings there is no verdict to compare; a line, or nothing."""
    count = len(without_verdict(pages))
    those = "has no verdict" if count == 1 else "have no verdict"
    then = "left out; an upgraded screening gets its first verdict with its next message"
    return f"{counted(count, 'screening')} with facts {those} yet, {then}.\n" if count else ""


def _differences(one: Replayed, version: str, catalogue: str) -> list[str]:
    verdict = one.verdict
    place = f"screening #{verdict.screening_id}, after row {verdict.sequence}, as of {verdict.as_of}"
    then = (
        "" if (version, catalogue) == (verdict.version, verdict.catalogue) else f" (given by version {verdict.version})"
    )
    lines = [
        f"{place}: {trial} is {_standing(said)} in the log{then}, and {_standing(now)} by its rows"
        for trial, (said, now) in one.differing.items()
    ]
    return lines + [f"{place}: the criteria of {trial} cannot be read" for trial in one.unreadable]


def _standing(said: "dict[str, object] | object") -> str:
    known = dict(said) if isinstance(said, dict) else {}
    until = f" until {known['open_from']}" if known.get("open_from") else ""
    reasons = f" by {', '.join(map(str, known['violated']))}" if known.get("violated") else ""
    return f"{str(known.get('status')).replace('_', ' ')}{until}{reasons}"


def rescreen_log(settings: Settings, on: str | None, as_json: bool) -> int:
    """List the screenings whose verdict flips by the trial files of today; return the exit status."""
    day = read_day("--on", on)
    count = 0
    with reading(settings) as (desk, pages):
        left_out = _left_out(pages)
        for flip in rescreen(pages, desk.catalogue, desk.trials, day):
            count += 1
            sys.stdout.write(json.dumps(_flip_json(flip), ensure_ascii=False) + "\n" if as_json else _flip_text(flip))
    if not as_json:
        sys.stdout.write((f"{counted(count, 'flip')}.\n" if count else "No verdict flips.\n") + left_out)
    return 0


def _flip_text(flip: Flip) -> str:
    code = f" ({flip.screening.code})" if flip.screening.code else ""
    was = _status(flip.before) if flip.before else "not screened"
    text = f"#{flip.screening.id}{code}, as of {flip.day}: {flip.trial} was {was}, is {_status(flip.now)} now\n"
    if flip.before and flip.digests[0] == flip.digests[1]:
        text += "  its file did not change: the program or the fact catalogue did\n"
    return text + "".join(f"  {_change_text(one)}\n" for one in flip.changes)


def _status(standing: tuple[str, dt.date | None]) -> str:
    status, until = standing
    return status.replace("_", " ") + (f" until {until}" if until else "")


def _change_text(one: Change) -> str:
    if one.before is None:
        how = f"is new, and {one.now}"
    elif one.now is None:
        how = f"is gone; it was {one.before}"
    else:
        how = f"was {one.before}, is {one.now}"
    return f"{one.criterion} {how}: {one.requirement} (found: {one.found})"


def _flip_json(flip: Flip) -> dict[str, object]:
    return {
        "screening": flip.screening.id,
        "code": flip.screening.code,
        "as_of": flip.day.isoformat(),
        "trial": flip.trial,
        "before": flip.before[0] if flip.before else None,
        "now": flip.now[0],
        "digests": list(flip.digests),
        "criteria": [vars(one) for one in flip.changes],
    }
