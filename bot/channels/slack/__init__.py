"""Slack: the Events API and interactivity on the way in, the Web API on the way out (docs/channels/slack.md)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.access.guard import Guard
    from bot.channels.slack.channel import SlackChannel
    from bot.metrics import Metrics
    from bot.settings import Settings


def channels(settings: "Settings", guard: "Guard", metrics: "Metrics") -> list["SlackChannel"]:
    """Make the channel of the workspace that the settings name."""
    from bot.channels.slack.channel import SlackChannel

    return [SlackChannel(settings, guard, metrics)]
