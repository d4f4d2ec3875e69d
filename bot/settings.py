"""Settings: environment variables, read once; a wrong one is refused with a line that says how to mend it."""

import datetime as dt
import difflib
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds config.yml, domain.yml, data/ and models/."""

PREFIX = "HEPASCREEN_"
LONGEST_SITE = 64


class SettingsError(Exception):
    """Environment variables are wrong; `str()` is one line for each of them."""


@dataclass(frozen=True)
class Settings:
    """What the environment decides, already checked."""

    fixed_today: dt.date | None
    log_url: str
    host: str
    port: int
    model: Path
    actions_url: str | None
    log_level: str
    log_messages: bool
    conversation_hours: float
    closed_trials: tuple[str, ...]
    site: str | None

    def today(self) -> dt.date:
        """Return the day as of which everything is screened: the fixed one, else the local calendar's."""
        return self.fixed_today or dt.datetime.now().astimezone().date()

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return self.host in {"localhost", "::1"} or self.host.startswith("127.")


@dataclass(frozen=True)
class Setting:
    """One environment variable: its name, what it means, its default, and how text becomes its value."""

    name: str
    field: str
    meaning: str
    default_reads: str
    default: Any
    parse: Callable[[str], Any]


def _date(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a date; write it as 2026-11-20") from None


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise ValueError("is not a port; write a number from 0 to 65535 (0 takes any free port)")
    return int(text)


def _host(text: str) -> str:
    if any(character in text for character in "/ \t,") or text.count(":") == 1:
        raise ValueError("is not a host; write a name or an address alone, such as 127.0.0.1")
    return text


def _database_url(text: str) -> str:
    from sqlalchemy.engine.url import make_url
    from sqlalchemy.exc import SQLAlchemyError

    try:
        make_url(text).get_dialect()
    except (SQLAlchemyError, ImportError, ValueError):
        # The value is not repeated: it may hold a password.
        remedy = "write it as sqlite:////folder/log.db or postgresql+psycopg2://user@host/database"
        raise ValueError(f"is not the SQLAlchemy URL of a known database; {remedy}") from None
    return text


def _web_url(text: str) -> str:
    if not text.startswith(("http://", "https://")):
        raise ValueError("is not a web address; write it as http://host:5055/webhook")
    return text


def _level(text: str) -> str:
    levels = ("debug", "info", "warning", "error")
    if text.lower() not in levels:
        raise ValueError(f"is not a log level; write one of {', '.join(levels)}")
    return text.lower()


def _hours(text: str) -> float:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 24 * 31:
        raise ValueError("is not a number of hours; write one above 0 and up to 744, such as 12")
    return hours


def _yes_or_no(text: str) -> bool:
    if text.lower() not in ("yes", "no"):
        raise ValueError("is neither yes nor no; write one of them")
    return text.lower() == "yes"


def _trial_ids(text: str) -> tuple[str, ...]:
    from criteria import load_catalogue, load_trials

    known = [trial.id for trial in load_trials(load_catalogue())]
    ids = tuple(dict.fromkeys(one.strip().casefold() for one in text.split(",") if one.strip()))
    wrong = [one for one in ids if one not in known]
    if wrong:
        raise ValueError(f"names no trial with {', '.join(wrong)}; write ids with commas between: {', '.join(known)}")
    return ids


def _site(text: str) -> str:
    if len(text) > LONGEST_SITE or not text.isprintable():
        raise ValueError(f"is not a site; write a name of at most {LONGEST_SITE} characters")
    return text


SETTINGS = (
    Setting(
        "HEPASCREEN_TODAY",
        "fixed_today",
        "A fixed date (2026-11-20) instead of the clock, for tests and replays",
        "the clock",
        None,
        _date,
    ),
    Setting(
        "HEPASCREEN_LOG_URL",
        "log_url",
        "SQLAlchemy URL of the screening log",
        "hepascreen.db beside config.yml, SQLite",
        f"sqlite:///{ROOT / 'hepascreen.db'}",
        _database_url,
    ),
    Setting("HEPASCREEN_HOST", "host", "Address that the server listens on", "127.0.0.1", "127.0.0.1", _host),
    Setting(
        "HEPASCREEN_PORT",
        "port",
        "Port that the server listens on; 0 takes any free one",
        "5005",
        5005,
        _port,
    ),
    Setting(
        "HEPASCREEN_MODEL",
        "model",
        "Trained model that is loaded",
        "models/hepascreen.tar.gz beside config.yml",
        ROOT / "models" / "hepascreen.tar.gz",
        Path,
    ),
    Setting(
        "HEPASCREEN_ACTIONS_URL",
        "actions_url",
        "Address of a separate action server (`python -m rasa_sdk --actions actions.rasa`); without it the "
        "actions run inside the assistant, which is quicker",
        "none",
        None,
        _web_url,
    ),
    Setting(
        "HEPASCREEN_LOG_LEVEL",
        "log_level",
        "How much the application log on standard error says: debug, info, warning or error; no level prints "
        "what was typed",
        "warning",
        "warning",
        _level,
    ),
    Setting(
        "HEPASCREEN_LOG_MESSAGES",
        "log_messages",
        "`yes` prints messages, without personal data, at level info, and at level debug what errors say of them",
        "no",
        False,
        _yes_or_no,
    ),
    Setting(
        "HEPASCREEN_CONVERSATION_HOURS",
        "conversation_hours",
        "Hours after which a conversation that nobody goes on with is forgotten, and every turn that is as old; what "
        "is known of the patient stays in the log",
        "12",
        12.0,
        _hours,
    ),
    Setting(
        "HEPASCREEN_CLOSED_TRIALS",
        "closed_trials",
        "Trials that the site has closed, by id with commas between; they are not screened",
        "none",
        (),
        _trial_ids,
    ),
    Setting(
        "HEPASCREEN_SITE",
        "site",
        "Name of the site whose coordinators all use this server: each can go on with any of its screenings by "
        "code; without it a screening is its sender's alone",
        "none",
        None,
        _site,
    ),
)


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read every setting; an empty variable counts as absent. Raises SettingsError, one line a fault."""
    values: dict[str, Any] = {}
    faults: list[str] = []
    for setting in SETTINGS:
        text = environment.get(setting.name, "").strip()
        try:
            values[setting.field] = setting.parse(text) if text else setting.default
        except ValueError as fault:
            faults.append(f"{setting.name} {fault}")
    if faults:
        raise SettingsError("\n".join(faults))
    return Settings(**values)


def misspelt_settings(environment: Mapping[str, str] = os.environ) -> list[str]:
    """Return a line for each variable whose name is nearly that of a setting."""
    known = [setting.name.removeprefix(PREFIX) for setting in SETTINGS]
    lines = []
    for name in sorted(name.removeprefix(PREFIX) for name in environment if name.startswith(PREFIX)):
        near = difflib.get_close_matches(name, known, n=1, cutoff=0.7)
        if near and name not in known:
            lines.append(f"{PREFIX}{name} is not a setting and is ignored; did you mean {PREFIX}{near[0]}?")
    return lines
