"""What Slack sends, as messages: events of the Events API and presses of buttons."""

import html
import json
import re
from typing import Any
from urllib.parse import parse_qs

from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import EDITED
from bot.channels.messaging.outgoing import read_carried

Payload = dict[str, Any]

DELETED = "Deleting a message takes nothing back: what was recorded stands. “undo” takes back your last message."
PRIVATE = "im"
BARE_MENTION = "help"
"""What somebody wants who mentions the assistant and says nothing."""
_MENTION = re.compile(r"<[@!#][^>]*>")
_LINK = re.compile(r"<([^|>]+)(?:\|([^>]*))?>")
_QUOTE = re.compile(r"^> (?=[^\d\s])", re.MULTILINE)
_STYLE = re.compile(r"(?<![^\s(])([*_])(\S(?:[^\n]*?\S)?)\1(?![^\s,.;:)])")
_READ = frozenset((None, "file_share", "thread_broadcast"))
"""Kinds of message that somebody typed; all other subtypes tell about the conversation."""


class EventError(ValueError):
    """The body is nothing that Slack sends; `str()` says what is wrong, without a part of it."""


def read_body(body: bytes, content_type: str) -> Payload:
    """Read the body of a request: JSON, or a form with JSON in its field `payload`. Raises EventError."""
    try:
        text = body.decode()
        if content_type.startswith("application/x-www-form-urlencoded"):
            text = parse_qs(text)["payload"][0]
        payload = json.loads(text)
    except (ValueError, KeyError, RecursionError):
        raise EventError("the body is neither an event nor an interaction of Slack") from None
    if not isinstance(payload, dict):
        raise EventError("the body is no object")
    return payload


def inbound_of(payload: Payload) -> Inbound | None:
    """Give the message in what Slack sent, or None where it holds none. Raises EventError."""
    try:
        if payload.get("type") == "block_actions":
            return _of_press(payload)
        if payload.get("type") == "event_callback":
            return _of_event(payload, payload["event"])
    except (KeyError, TypeError, AttributeError, ValueError, IndexError):
        raise EventError("the event lacks what Slack's documentation says it has") from None
    return None


def _of_event(payload: Payload, event: Payload) -> Inbound | None:
    kind = event.get("type")
    if kind not in ("message", "app_mention") or event.get("bot_id"):
        return None
    is_private = event.get("channel_type") == PRIVATE or str(event["channel"]).startswith("D")
    if event.get("subtype") in ("message_changed", "message_deleted"):
        return _of_change(payload, event) if is_private else None
    if event.get("subtype") not in _READ or "user" not in event:
        return None
    return Inbound(
        "slack",
        workspace=str(event.get("user_team") or event.get("team") or payload["team_id"]),
        person=str(event["user"]),
        conversation=_place(event, is_private),
        message_id=f"{event['channel']}/{event['ts']}",
        text=typed(str(event.get("text") or "")) or (BARE_MENTION if kind == "app_mention" else ""),
        is_group=not is_private,
        is_addressed=is_private or kind == "app_mention",
        sent_at=float(event["ts"]),
    )


def _of_change(payload: Payload, event: Payload) -> Inbound | None:
    """Give an edit or a deletion of somebody's own message, which is answered and not read."""
    before = event.get("previous_message") or {}
    after = event.get("message") or {}
    is_deleted = event["subtype"] == "message_deleted"
    if before.get("bot_id") or "user" not in before or (not is_deleted and after.get("text") == before.get("text")):
        return None
    return Inbound(
        "slack",
        workspace=str(before.get("user_team") or before.get("team") or payload["team_id"]),
        person=str(before["user"]),
        conversation=_place({**before, "channel": event["channel"]}, True),
        message_id=f"{event['channel']}/{event['ts']}",
        text="",
        answer=DELETED if is_deleted else EDITED,
    )


def _of_press(payload: Payload) -> Inbound | None:
    action, user, message = payload["actions"][0], payload["user"], payload.get("message") or {}
    if action.get("type") != "button" or not action.get("value"):
        return None
    press, text = read_carried(str(action["value"]))
    channel = str(payload["channel"]["id"])
    is_private = channel.startswith("D")
    return Inbound(
        "slack",
        workspace=str(user.get("team_id") or payload["team"]["id"]),
        person=str(user["id"]),
        conversation=_place({**message, "channel": channel}, is_private),
        message_id=f"{channel}/{action['action_ts']}",
        text=text,
        is_group=not is_private,
        sent_at=float(action["action_ts"]),
        press=press,
        origin=payload,
    )


def _place(message: Payload, is_private: bool) -> str:
    """Give where a reply goes: the channel and the thread. In a group a message begins a thread of its own."""
    thread = message.get("thread_ts") or (None if is_private else message["ts"])
    return f"{message['channel']}/{thread}" if thread else str(message["channel"])


def typed(text: str) -> str:
    """Give what somebody typed of how Slack writes it: `&lt;50` is `<50` again, links their words, mentions nothing.

    Code, quotes and words in bold or italics lose the signs that make them so: `> plt 82` is no limit.
    """
    text = _MENTION.sub(" ", text)
    text = _LINK.sub(lambda link: link[2] or link[1], text)
    text = _QUOTE.sub("", html.unescape(text.replace("`", "")))
    return _STYLE.sub(r"\2", text).strip()
