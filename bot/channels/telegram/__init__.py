"""Telegram: the Bot API, by webhook on the way in (docs/channels/telegram.md)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.access.guard import Guard
    from bot.channels.telegram.channel import TelegramChannel
    from bot.metrics import Metrics
    from bot.settings import Settings


def channels(settings: "Settings", guard: "Guard", metrics: "Metrics") -> list["TelegramChannel"]:
    """Make the channel of the bot that the settings name."""
    from bot.channels.telegram.channel import TelegramChannel

    return [TelegramChannel(settings, guard, metrics)]
