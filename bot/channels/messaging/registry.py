"""Which messaging channels are on: those whose settings are there. Nothing calls the outside here."""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.setting_values import HOW_TO_MAKE_ONE
from bot.settings import SETTINGS, Settings
from bot.startup import StartError

if TYPE_CHECKING:
    from bot.access.guard import Guard
    from bot.channels.messaging.channel import MessagingChannel
    from bot.metrics import Metrics


@dataclass(frozen=True)
class Provider:
    """A provider: the settings that it needs, and the module whose `channels(settings, guard, metrics)` serves it.

    It is on as soon as one of `needs` or `serves` is set, and then needs all of `needs` and, of what it can serve, one.
    """

    title: str
    module: str
    needs: tuple[str, ...]
    serves: tuple[str, ...] = ()
    is_webhook: bool = True

    def is_on(self, settings: Settings) -> bool:
        """Whether any of what it needs is set."""
        return any(getattr(settings, one) for one in (*self.needs, *self.serves))

    def fault(self, settings: Settings) -> str | None:
        """Say what is missing, or return None."""
        missing = [one for one in self.needs if not getattr(settings, one)]
        page = f"docs/channels/{self.module.rpartition('.')[2]}.md"
        if missing:
            given = next(one for one in (*self.needs, *self.serves) if getattr(settings, one))
            names = ", ".join(_name(one) for one in missing)
            return f"{_name(given)} is set, so {self.title} needs {names} too ({page}); set it, or unset all of them."
        if self.serves and not any(getattr(settings, one) for one in self.serves):
            return f"{self.title} has nothing to serve: set {' or '.join(_name(one) for one in self.serves)} ({page})."
        if self.is_webhook and not settings.secret:
            return (
                f"{self.title} calls here over the internet, where without HEPASCREEN_SECRET page and REST would be "
                f"open to all: set it ({HOW_TO_MAKE_ONE})."
            )
        return None


PROVIDERS = (
    Provider("Slack", "bot.channels.slack", ("slack_token", "slack_signing_secret", "slack_people")),
    Provider("Telegram", "bot.channels.telegram", ("telegram_token", "telegram_secret", "telegram_people")),
    Provider(
        "Twilio",
        "bot.channels.twilio",
        ("twilio_token", "twilio_account", "twilio_people"),
        ("twilio_sms", "twilio_whatsapp", "twilio_voice"),
    ),
    Provider("XMPP", "bot.channels.xmpp", ("xmpp_jid", "xmpp_password", "xmpp_people"), is_webhook=False),
)


def check(settings: Settings) -> None:
    """See that each channel which is on has all that it needs. Raises StartError with a line for the first fault."""
    for provider in PROVIDERS:
        if provider.is_on(settings) and (fault := provider.fault(settings)):
            raise StartError(fault)


def channels(settings: Settings, guard: "Guard", metrics: "Metrics") -> list["MessagingChannel"]:
    """Make the channels that are on. Raises StartError where a setting of one is missing."""
    check(settings)
    found: list[MessagingChannel] = []
    for provider in PROVIDERS:
        if provider.is_on(settings):
            made: Sequence[MessagingChannel] = importlib.import_module(provider.module).channels(
                settings, guard, metrics
            )
            found.extend(made)
    for channel in found:
        if channel.is_webhook:
            guard.leave_open(f"/webhooks/{channel.url_prefix()}/")
    return found


def _name(field: str) -> str:
    return next(setting.name for setting in SETTINGS if setting.field == field)
