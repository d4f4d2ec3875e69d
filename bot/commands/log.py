"""`hepascreen log …`: what the screening log holds, whether it is whole, and what goes out of it."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)

Code = Annotated[str, typer.Argument(metavar="CODE", help="A screening's code (P-017), or its #number in the log.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON instead, one object a line.")]
LOOK, CHECK, OUT, KEEP = "Look", "Check", "Hand out and delete", "Keep"


def _finish(context: typer.Context, command: Callable[..., int], *given: Any) -> None:
    """Run a command with the settings; what it cannot do is one line on standard error, and exit status 2."""
    from bot.commands.log_open import LogError

    settings = context.obj()
    try:
        status = command(settings, *given)
    except LogError as error:
        typer.echo(f"hepascreen: {error}", err=True)
        status = 2
    raise typer.Exit(status)


@app.command("list", rich_help_panel=LOOK)
def list_(context: typer.Context, json: AsJson = False) -> None:
    """List the screenings: number, code, days, how much is known, and the last verdict on every trial."""
    from bot.commands.log_list import list_screenings

    _finish(context, list_screenings, json)


@app.command(rich_help_panel=LOOK)
def show(context: typer.Context, code: Code, json: AsJson = False) -> None:
    """Show everything that was logged of one screening, in order: who said what when, and what followed.

    What was corrected, taken back or undone is there too, with the row that it replaced.
    """
    from bot.commands.log_list import show as command

    _finish(context, command, code, json)


@app.command(rich_help_panel=OUT)
def export(
    context: typer.Context,
    code: Annotated[
        str | None, typer.Argument(metavar="[CODE]", help="One screening alone, by code or #number.")
    ] = None,
    csv: Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="The observations as CSV.")] = None,
    jsonl: Annotated[
        Path | None, typer.Option("--jsonl", metavar="FILE", help="Every table as JSON lines; - prints them.")
    ] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", metavar="FILE", help="A spreadsheet, a sheet a table.")] = None,
) -> None:
    """Write the rows of the log to files, for analysis elsewhere. They hold patients' values: mind where they go.

    In CSV a text that a spreadsheet would take for a formula has an apostrophe before it. For the page of one
    screening, to be read and signed, see `hepascreen export`.
    """
    from bot.commands.log_export import export as command

    _finish(context, command, code, {"csv": csv, "jsonl": jsonl, "xlsx": xlsx})


@app.command(rich_help_panel=OUT)
def report(
    context: typer.Context,
    since: Annotated[str | None, typer.Option("--from", metavar="DATE", help="Opened on this day or later.")] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Opened on this day or earlier.")] = None,
    csv: Annotated[
        Path | None, typer.Option("--csv", metavar="FILE", help="Also one line a screening and trial, as CSV.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Count for each trial: screened, eligible, open, deferred, ruled out and by which criteria.

    The last verdict of every screening counts, under each criterion that ruled it out. Neither the counts nor the
    lines hold a code, a sender or a value.
    """
    from bot.commands.log_report import report as command

    _finish(context, command, since, until, csv, json)


@app.command(rich_help_panel=CHECK)
def verify(
    context: typer.Context,
    against: Annotated[
        Path | None, typer.Option("--against", metavar="FILE", help="Also compare with heads that were kept.")
    ] = None,
    keep: Annotated[
        Path | None, typer.Option("--keep", metavar="FILE", help="Where all is sound, write the heads to this file.")
    ] = None,
) -> None:
    """Find whatever was altered, deleted, added or moved in the log since it was written.

    Each row is hashed together with the one before it in its screening, each screening's first row with the
    screening before. Somebody who may write to the database could hash all of it anew, or cut off its end: keep
    the heads of the chains where that person cannot write, and compare with them.

    Exit status: 0 sound, 1 not sound, 2 it cannot be told.
    """
    from bot.commands.log_check import verify_log

    _finish(context, verify_log, against, keep)


@app.command(rich_help_panel=CHECK)
def replay(context: typer.Context) -> None:
    """Work out every past verdict again, from its rows and the trial files of its time, and compare.

    Exit status: 0 all agree, 1 some differ, 2 it cannot be told.
    """
    from bot.commands.log_check import replay_log

    _finish(context, replay_log)


@app.command(rich_help_panel=CHECK)
def rescreen(
    context: typer.Context,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Compare as of this day, not as of each last verdict's own."),
    ] = None,
    json: AsJson = False,
) -> None:
    """After a trial file changed: list the screenings whose verdict flips, and the criteria that make it so."""
    from bot.commands.log_check import rescreen_log

    _finish(context, rescreen_log, on, json)


@app.command(rich_help_panel=OUT)
def purge(
    context: typer.Context,
    older_than: Annotated[
        str,
        typer.Option("--older-than", metavar="PERIOD", help="Nothing has happened for so long: 180d, 24m or 5y."),
    ],
    yes: Annotated[bool, typer.Option("--yes", help="Delete them; without this they are only listed.")] = False,
) -> None:
    """Delete the screenings whose retention period is over.

    Of each stays a tombstone: its number, first and last day, and the head of its chain. A screening whose
    chain is not sound is not deleted.
    """
    from bot.commands.log_purge import purge_log

    _finish(context, purge_log, older_than, yes)


@app.command(rich_help_panel=KEEP)
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")],
) -> None:
    """Write the whole log to one file, while the server goes on. It holds patients' values: mind where it goes.

    The file is the same whatever the database (SQLite 3, readable by its owner alone), and is verified before it
    appears. An old log is not upgraded.

    Exit status: 0 done, 1 the log is not sound and so its copy is not, 2 it cannot be done.
    """
    from bot.commands.log_backup import back_up_log

    _finish(context, back_up_log, file)


@app.command(rich_help_panel=KEEP)
def restore(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that `hepascreen log backup` wrote.")],
    check: Annotated[
        bool, typer.Option("--check", help="See whether it can be restored, and restore nothing.")
    ] = False,
) -> None:
    """Restore a backup into the empty log that HEPASCREEN_LOG_URL names, of either kind of database.

    All of it is written and verified, or nothing. A backup of an earlier version is upgraded on the way; one that is
    damaged is refused, and so is a log that holds screenings.
    """
    from bot.commands.log_backup import restore_log

    _finish(context, restore_log, file, check)
