"""What Telegram sends, as messages: messages, edits, presses of buttons."""

import re
from typing import Any

from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import EDITED
from bot.channels.messaging.outgoing import read_carried

Update = dict[str, Any]

PRIVATE = "private"
COMMANDS = {"start": "hi"}
"""What commands say whose name does not say it; `/new_patient P-1` says `new patient P-1`."""
_COMMAND = re.compile(r"/([A-Za-z0-9_]{1,32})(?:@(\w+))?(?=\s|$)")


class UpdateError(ValueError):
    """The body is no update; `str()` says so, without a part of it."""


def inbound_of(update: Update, bot_id: str, bot_name: str | None) -> Inbound | None:
    """Give the message in an update, or None where it holds none. Raises UpdateError.

    `bot_id` and `bot_name` tell in a group whether the bot is spoken to; without the name by replies alone.
    """
    try:
        if "callback_query" in update:
            return _of_press(update)
        for kind in ("message", "edited_message"):
            if kind in update:
                return _of_message(update, update[kind], kind == "edited_message", bot_id, bot_name)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise UpdateError("the update lacks what Telegram's documentation says it has") from None
    return None


def may_mention(update: Update) -> bool:
    """Whether a message in a group mentions somebody, who may be the bot: then its name is needed."""
    message = update.get("message")
    if not isinstance(message, dict) or not isinstance(message.get("chat"), dict):
        return False
    return message["chat"].get("type") != PRIVATE and "@" in str(message.get("text") or "")


def _of_message(update: Update, message: Update, is_edit: bool, bot_id: str, bot_name: str | None) -> Inbound | None:
    sender = message.get("from")
    is_private = message["chat"]["type"] == PRIVATE
    if not sender or sender.get("is_bot") or "new_chat_members" in message or (is_edit and "text" not in message):
        return None
    text = str(message.get("text") or message.get("caption") or "")
    is_addressed = is_private or _is_addressed(message, text, bot_id, bot_name)
    return Inbound(
        "telegram",
        workspace="",
        person=str(sender["id"]),
        conversation=_place(message),
        message_id=f"{message['message_id']}/{update['update_id']}",
        text="" if is_edit else said(text, bot_name),
        is_group=not is_private,
        is_addressed=is_addressed,
        sent_at=None if is_edit else float(message["date"]),
        order=int(update["update_id"]),
        answer=EDITED if is_edit else None,
    )


def _of_press(update: Update) -> Inbound | None:
    query = update["callback_query"]
    message = query.get("message")
    if not message or not query.get("data"):
        return None
    press, text = read_carried(str(query["data"]))
    return Inbound(
        "telegram",
        workspace="",
        person=str(query["from"]["id"]),
        conversation=_place(message),
        message_id=f"press/{update['update_id']}",
        text=text,
        is_group=message["chat"]["type"] != PRIVATE,
        order=int(update["update_id"]),
        press=press,
        origin=query,
    )


def _is_addressed(message: Update, text: str, bot_id: str, bot_name: str | None) -> bool:
    """Whether a message in a group speaks to the bot: a reply to it, a command for it or for all, its name."""
    answered = (message.get("reply_to_message") or {}).get("from") or {}
    if str(answered.get("id")) == bot_id:
        return True
    command = _COMMAND.match(text)
    if command:
        return command[2] is None or command[2].casefold() == (bot_name or "").casefold()
    return bot_name is not None and re.search(rf"@{re.escape(bot_name)}\b", text, re.IGNORECASE) is not None


def _place(message: Update) -> str:
    """Give where a reply goes: the chat, and its topic where it has topics."""
    topic = message.get("message_thread_id") if message.get("is_topic_message") else None
    return f"{message['chat']['id']}/{topic}" if topic else str(message["chat"]["id"])


def said(text: str, bot_name: str | None) -> str:
    """Give what somebody typed without what speaks to the bot: commands as their words, its name left out."""
    command = _COMMAND.match(text)
    if command:
        words = COMMANDS.get(command[1].lower()) or command[1].replace("_", " ")
        text = f"{words} {text[command.end() :].strip()}"
    if bot_name:
        text = re.sub(rf"@{re.escape(bot_name)}\b", " ", text, flags=re.IGNORECASE)
    return text.strip()
