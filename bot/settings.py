"""Settings: environment variables, read once; a wrong one is refused with a line that says how to mend it."""

import datetime as dt
import difflib
import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bot import setting_values
from bot.channel_settings import CHANNEL_SETTINGS, ChannelSettings
from bot.setting import Setting

ROOT = Path(__file__).resolve().parent.parent
"""The folder that holds config.yml, domain.yml, data/ and models/."""

PREFIX = "HEPASCREEN_"


class SettingsError(Exception):
    """Environment variables are wrong; `str()` is one line for each of them."""


@dataclass(frozen=True)
class Settings(ChannelSettings):
    """What the environment decides, already checked."""

    fixed_today: dt.date | None
    log_url: str
    host: str
    port: int
    model: Path
    actions_url: str | None
    log_level: str
    log_messages: bool
    log_format: str
    conversation_hours: float
    closed_trials: tuple[str, ...]
    site: str | None
    secret: str | None = field(default=None, repr=False)
    revoked: frozenset[str] = frozenset()
    origins: tuple[str, ...] = ()
    messages_per_minute: int = 120

    def today(self) -> dt.date:
        """Return the day as of which everything is screened: the fixed one, else the local calendar's."""
        return self.fixed_today or dt.datetime.now().astimezone().date()

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost"


SETTINGS = (
    Setting(
        "HEPASCREEN_TODAY",
        "fixed_today",
        "A fixed date (2026-11-20) instead of the clock, for tests and replays",
        "the clock",
        None,
        setting_values.date,
    ),
    Setting(
        "HEPASCREEN_LOG_URL",
        "log_url",
        "SQLAlchemy URL of the screening log",
        "hepascreen.db beside config.yml, SQLite",
        f"sqlite:///{ROOT / 'hepascreen.db'}",
        setting_values.database_url,
    ),
    Setting(
        "HEPASCREEN_HOST", "host", "Address that the server listens on", "127.0.0.1", "127.0.0.1", setting_values.host
    ),
    Setting(
        "HEPASCREEN_PORT",
        "port",
        "Port that the server listens on; 0 takes any free one",
        "5005",
        5005,
        setting_values.port,
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
        setting_values.web_url,
    ),
    Setting(
        "HEPASCREEN_LOG_LEVEL",
        "log_level",
        "How much the application log on standard error says: debug, info, warning or error; no level prints "
        "what was typed",
        "warning",
        "warning",
        setting_values.level,
    ),
    Setting(
        "HEPASCREEN_LOG_MESSAGES",
        "log_messages",
        "`yes` prints messages, without personal data, at level info, and at level debug what errors say of them",
        "no",
        False,
        setting_values.yes_or_no,
    ),
    Setting(
        "HEPASCREEN_LOG_FORMAT",
        "log_format",
        "How the application log is written: text, or json with an object a line",
        "text",
        "text",
        setting_values.log_format,
    ),
    Setting(
        "HEPASCREEN_CONVERSATION_HOURS",
        "conversation_hours",
        "Hours after which a conversation that nobody goes on with is forgotten, and every turn that is as old; what "
        "is known of the patient stays in the log",
        "12",
        12.0,
        setting_values.hours,
    ),
    Setting(
        "HEPASCREEN_CLOSED_TRIALS",
        "closed_trials",
        "Trials that the site has closed, by id with commas between; they are not screened",
        "none",
        (),
        setting_values.trial_ids,
    ),
    Setting(
        "HEPASCREEN_SITE",
        "site",
        "Name of the site whose coordinators all use this server: each can go on with any of its screenings by "
        "code; without it a screening is its sender's alone",
        "none",
        None,
        setting_values.site,
    ),
    Setting(
        "HEPASCREEN_SECRET",
        "secret",
        "Signs the tokens without which nothing is then answered (`hepascreen token`), at least 32 random characters; "
        "needed where other machines can reach the server",
        "none",
        None,
        setting_values.secret,
    ),
    Setting(
        "HEPASCREEN_REVOKED_TOKENS",
        "revoked",
        "Ids of tokens that are accepted no more, with commas between",
        "none",
        frozenset(),
        setting_values.ids,
    ),
    Setting(
        "HEPASCREEN_ORIGINS",
        "origins",
        "Origins of other web pages that may send messages, with commas between",
        "none",
        (),
        setting_values.origins,
    ),
    Setting(
        "HEPASCREEN_MESSAGES_PER_MINUTE",
        "messages_per_minute",
        "Messages that each holder of a token may send a minute",
        "120",
        120,
        setting_values.count,
    ),
    *CHANNEL_SETTINGS,
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
