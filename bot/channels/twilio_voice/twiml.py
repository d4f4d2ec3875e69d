"""TwiML: what Twilio is told to say, and how it listens. The library escapes every word of it."""

from collections.abc import Sequence
from urllib.parse import urlencode

from twilio.twiml.voice_response import Gather, VoiceResponse

from bot.channels.twilio_voice.speaking import portions

CONTENT_TYPE = "text/xml"
SECONDS_OF_SILENCE = 6
"""Silence after which the call asks again."""
SECONDS_AFTER_SPEECH = "2"
"""A pause that ends an answer: values are dictated with shorter ones between."""
MOST_HINTS = 300


def asking(text: str, path: str, turn: int, hints: Sequence[str] = (), takes_one_key: bool = False) -> str:
    """Say something, which may be broken in upon, and listen for speech and keys; silence comes back too.

    `path` is where Twilio hands over what it heard, `turn` counts what was said in the call. Where `takes_one_key`, a
    key is handed over at once; else Twilio waits for the hash key, or until no other was pressed for a while.
    """
    response = VoiceResponse()
    gather = Gather(
        input="dtmf speech",
        action=f"{path}?{urlencode({'turn': turn})}",
        method="POST",
        action_on_empty_result=True,
        timeout=SECONDS_OF_SILENCE,
        speech_timeout=SECONDS_AFTER_SPEECH,
        finish_on_key="#",
        num_digits=1 if takes_one_key else None,
        hints=", ".join(hints[:MOST_HINTS]) or None,
    )
    for portion in portions([text]):
        gather.say(portion)
    response.append(gather)
    return str(response)


def ending(text: str) -> str:
    """Say something and hang up."""
    response = VoiceResponse()
    for portion in portions([text]):
        response.say(portion)
    response.hangup()
    return str(response)


def rejecting() -> str:
    """Turn a call away before it is answered, which costs nothing."""
    response = VoiceResponse()
    response.reject(reason="rejected")
    return str(response)
