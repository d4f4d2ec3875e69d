"""SMS, WhatsApp and telephone calls through Twilio: signed webhooks in, its Messages API out."""

import re
from typing import TYPE_CHECKING

from bot.settings import Settings
from bot.startup import StartError

if TYPE_CHECKING:
    from bot.access.guard import Guard
    from bot.channels.messaging.channel import MessagingChannel
    from bot.metrics import Metrics

_NUMBER = re.compile(r"\+[1-9]\d{6,14}")
NO_NUMBER = (
    "HEPASCREEN_TWILIO_PEOPLE lists somebody without a telephone number as Twilio writes it: with its country and "
    "without spaces, +12025550101=anna (docs/channels/twilio.md)."
)


def channels(settings: Settings, guard: "Guard", metrics: "Metrics") -> list["MessagingChannel"]:
    """Make the channels of one Twilio account that are on. Raises StartError where a listed number is none."""
    from bot.channels.twilio.channel import TwilioChannel
    from bot.channels.twilio_voice.channel import VoiceChannel

    if not all(_NUMBER.fullmatch(one.identifier) for one in settings.twilio_people):
        raise StartError(NO_NUMBER)
    found: list[MessagingChannel] = []
    if settings.twilio_sms or settings.twilio_whatsapp:
        found.append(TwilioChannel(settings, guard, metrics))
    if settings.twilio_voice:
        found.append(VoiceChannel(settings, guard, metrics))
    return found
