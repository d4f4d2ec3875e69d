"""A reply in the form of a channel: its texts within the limits, its answers as buttons or as a list of them."""

import dataclasses
from collections.abc import Sequence

from bot.channels.messaging.choices import Offer, offer_of
from bot.channels.messaging.dialect import Dialect
from bot.channels.messaging.outgoing import Button, Outgoing
from bot.channels.messaging.pages import brief, document_in, without_way_to_file
from bot.channels.messaging.splitting import split
from bot.replies import Message

SHORT = 100
"""Characters of a list of answers that goes on one line."""
SAID_KEYS = frozenset("yn?")
"""The keys of a call that the text of its question leaves out, since all questions have them."""


def render(
    messages: Sequence[Message], dialect: Dialect, offer: Offer | None = None, first: str = ""
) -> list[Outgoing]:
    """Give the messages to send, in their order: `first` above all; what pages draw never goes out.

    `offer` is what the reply offers, where that is known already.
    """
    offer = offer or offer_of(messages)
    text = "\n".join(filter(None, [first, *(str(one.get("text") or "") for one in messages)])).strip()
    document = document_in(text) if dialect.takes_documents else None
    if document is not None:
        text = without_way_to_file(text.replace(document.text, f"{brief(document)}\n", 1))
    buttons = fitting(offer, dialect)
    if not buttons:
        text = "\n".join(filter(None, [text, listed(offer)]))
    parts = _parts(text, dialect, is_asked=bool(buttons))
    last = len(parts) - 1
    sent = [Outgoing(part, buttons if place == last else ()) for place, part in enumerate(parts)]
    return [*sent, Outgoing("", document=document)] if document is not None else sent


def _parts(text: str, dialect: Dialect, is_asked: bool) -> list[str]:
    head, _, question = text.rpartition("\n")
    if not (is_asked and dialect.asks_apart and head):
        return split(text, dialect)
    return [*split(head, dialect), *split(question, dialect)]


def fitting(offer: Offer, dialect: Dialect) -> tuple[Button, ...]:
    """Give the buttons as the channel can show them; none where it cannot."""
    if not dialect.takes([one.title for one in offer.buttons]):
        return ()
    return tuple(dataclasses.replace(one, title=_cut(one.title, dialect.longest_title)) for one in offer.buttons)


def listed(offer: Offer) -> str:
    """Write the answers for a channel without buttons; in a call its keys, as they are."""
    if offer.in_call:
        answers = [f"{key} {title.lower()}" for key, title in offer.keys.items()]
        return f"Reply: {' · '.join(answers)}" if set(offer.keys) <= SAID_KEYS and answers else ""
    answers = [f"{mark} {one.title}".strip() for mark, one in zip(offer.marks, offer.buttons, strict=True)]
    in_line = f"Reply: {' · '.join(answers)}"
    return (in_line if len(in_line) <= SHORT else "\n".join(["Reply:", *answers])) if answers else ""


def _cut(title: str, longest: int) -> str:
    return title if len(title) <= longest else f"{title[: longest - 1].rstrip()}…"
