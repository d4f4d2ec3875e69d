"""`hepascreen trials`: the trials with their recruitment, or one of them criterion by criterion."""

import datetime as dt
import difflib
import sys
from collections.abc import Collection

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot.settings import Settings
from criteria import Trial, load_catalogue, load_trials

BAD_INPUT = 2


def trials(wanted: str | None, settings: Settings) -> int:
    """Print all trials, or the one whose id or registry number is wanted; return the exit status."""
    known = load_trials(load_catalogue())
    console = Console(highlight=False)
    if wanted is None:
        _print_list(known, settings, console)
        return 0
    for trial in known:
        if wanted.casefold() in {trial.id, trial.registry.casefold()} - {""}:
            _print_trial(trial, settings, console)
            return 0
    sys.stderr.write(f"{wanted}: no trial has this id; {_remedy(wanted, [trial.id for trial in known])}\n")
    return BAD_INPUT


def _remedy(wanted: str, ids: list[str]) -> str:
    near = difflib.get_close_matches(wanted.casefold(), ids, n=1)
    return f"did you mean {near[0]}?" if near else f"the trials are {', '.join(ids)}"


def recruitment(trial: Trial, today: dt.date, closed: Collection[str] = ()) -> str:
    """Say what the record tells of recruitment, whether its last day has passed, and whether the site has closed it."""
    if trial.id in closed:
        return f"closed at this site, not screened (its record: {recruitment(trial, today)})"
    if trial.recruits_until is None:
        return trial.recruitment
    if today > trial.recruits_until:
        return f"{trial.recruitment} until {trial.recruits_until}, which has passed"
    return f"{trial.recruitment} until {trial.recruits_until}"


def _print_list(known: tuple[Trial, ...], settings: Settings, console: Console) -> None:
    for trial in known:
        facts = [trial.registry or "no registry number", f"{len(trial.criteria)} criteria"]
        facts += ["provisional: no eligibility section"] if trial.provisional else []
        console.print(Text(trial.id, "bold"))
        console.print(Padding(Text(trial.title), (0, 0, 0, 2)))
        console.print(
            Text(f"  recruitment: {recruitment(trial, settings.today(), settings.closed_trials)}"), soft_wrap=True
        )
        console.print(Text(f"  {', '.join(facts)}", "dim"), soft_wrap=True)
    console.print("\n`hepascreen trials ID` shows one criterion by criterion.", style="dim")


def _print_trial(trial: Trial, settings: Settings, console: Console) -> None:
    console.print(Text(trial.title, "bold"))
    console.print(Text(f"{trial.id}, {trial.registry or 'no registry number in the record'}"))
    console.print(Text(f"Recruitment: {recruitment(trial, settings.today(), settings.closed_trials)}"))
    if trial.provisional:
        console.print(Text("Provisional: the record has no eligibility section."))
    console.print(Text(f"The record lacks {trial.lacks}."))
    for criterion in trial.criteria:
        console.print()
        console.print(Text.assemble((f"{criterion.id}  ", "bold"), criterion.requirement))
        console.print(Text(f"“{' '.join(criterion.quote.split())}”", "dim"), soft_wrap=False)
