"""The command line: `hepascreen run | chat | screen | trials | export | log`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.log import app as log_app
from bot.settings import SETTINGS, Settings, SettingsError, misspelt_settings, read_settings

BAD_INPUT = 2

app = typer.Typer(
    help=(
        "Screens patients with hepatocellular carcinoma against recruiting trials, and shows the sentence of "
        "the trial's record behind every verdict. It supports a human decision and makes none; it is not a "
        "medical device.\n\n"
        "`hepascreen run` opens the conversation for a browser, `hepascreen screen patient.yml` screens a "
        "record from a file, `hepascreen trials watch-and-wait` shows what a trial asks."
    ),
    no_args_is_help=True,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Settings are environment variables:\n\n"
        + "\n\n".join(f"**{one.name}**  {one.meaning} (default: {one.default_reads})" for one in SETTINGS)
        + "\n\nExit status: 0 done, 2 bad input; every fault is one line on standard error."
    ),
)


app.add_typer(log_app, name="log", rich_help_panel="Screen")


@log_app.callback()
def log(context: typer.Context) -> None:
    """Look into the screening log, check that it is whole, and hand out what is in it.

    It is the database that HEPASCREEN_LOG_URL names; an old one is brought to the schema of this version first.
    """
    # Read by the command, so that its --help works whatever the settings.
    context.obj = _settings


def main() -> None:
    """Run the command line."""
    app()


@app.command(rich_help_panel="Talk")
def run() -> None:
    """Start the assistant: chat page, REST and socket in one process.

    Prints the address once messages are answered; Ctrl-C stops it.
    """
    from bot.commands.run import run as command

    _exit(command(_settings()))


@app.command(rich_help_panel="Talk")
def chat() -> None:
    """Talk to the same assistant here in the terminal.

    Type `61F, BCLC C, ECOG 1, plt 82`, ask `which trials are open`, or type one of the answers offered.
    An empty line or Ctrl-D ends it.
    """
    from bot.commands.chat import chat as command

    _exit(command(_settings()))


@app.command(rich_help_panel="Talk")
def token(
    identity: Annotated[str, typer.Argument(metavar="NAME", help="Who it is for, such as anna.")],
    site: Annotated[str, typer.Option("--site", metavar="SITE", help="Whose patients it shows.")],
    role: Annotated[
        str, typer.Option("--role", help="coordinator, reader (records nothing) or admin.")
    ] = "coordinator",
    hours: Annotated[float, typer.Option("--hours", help="How long it is valid.")] = 12.0,
) -> None:
    """Make the token that somebody needs where HEPASCREEN_SECRET is set.

    The token goes to standard output, its id (by which it can be revoked) to standard error.
    """
    from bot.commands.token import token as command

    _exit(command(identity, site, role, hours, _settings()))


@app.command(rich_help_panel="Screen")
def screen(
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORD...", help="Patient records, YAML or JSON; `-` reads standard input."),
    ],
    json: Annotated[bool, typer.Option("--json", help="Print one screening a line as JSON, with its path.")] = False,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar="DATE", help="Screen as of this date (2026-11-20), whatever the records say."),
    ] = None,
) -> None:
    """Screen patient records against all trials.

    A record that is wrong is reported, and the others are still screened.
    """
    from bot.commands.screen import screen as command

    _exit(command(records, as_json=json, on=on, settings=_settings()))


@app.command(rich_help_panel="Screen")
def trials(
    trial: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="A trial's id, such as watch-and-wait: shows every criterion."),
    ] = None,
) -> None:
    """List the trials with their recruitment, or show one with what its record says."""
    from bot.commands.trials import trials as command

    _exit(command(trial, _settings()))


@app.command(rich_help_panel="Screen")
def export(
    code: Annotated[str, typer.Argument(metavar="CODE", help="A screening's code (P-017), or its #number in the log.")],
    html: Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write the page as HTML.")] = None,
    pdf: Annotated[Path | None, typer.Option("--pdf", metavar="FILE", help="Write the page as PDF.")] = None,
    md: Annotated[Path | None, typer.Option("--md", metavar="FILE", help="Write the page as Markdown.")] = None,
) -> None:
    """Write the page of a screening to file: verdicts, facts with their sources, open questions, versions.

    Without a file, prints it as Markdown.
    """
    from bot.commands.export import export as command

    _exit(command(code, {"html": html, "pdf": pdf, "md": md}, _settings()))


def _settings() -> Settings:
    try:
        settings = read_settings()
    except SettingsError as error:
        _complain(str(error))
        raise typer.Exit(BAD_INPUT) from None
    for line in misspelt_settings():
        _complain(line)
    return settings


def _complain(lines: str) -> None:
    sys.stderr.write(f"hepascreen: {lines}\n" if "\n" not in lines else f"{lines}\n")


def _exit(status: int) -> None:
    raise typer.Exit(status)
