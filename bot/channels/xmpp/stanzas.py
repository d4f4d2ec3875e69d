"""What a message stanza says: which message it is, when it was sent, who in a room wrote it, whether it is for us."""

import hashlib
import re
import uuid
from dataclasses import dataclass

from slixmpp import JID
from slixmpp.plugins import xep_0082
from slixmpp.stanza import Message
from slixmpp.xmlstream import ET

from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.messenger import EDITED

CHANNEL = "xmpp"
ORIGIN_ID = "{urn:xmpp:sid:0}origin-id"
STANZA_ID = "{urn:xmpp:sid:0}stanza-id"
DELAY = "{urn:xmpp:delay}delay"
DISPLAYED = "{urn:xmpp:chat-markers:0}displayed"
STORE = "{urn:xmpp:hints}store"
UNSTYLED = "{urn:xmpp:styling:0}unstyled"
ENCRYPTED = ("{urn:xmpp:eme:0}encryption", "{eu.siacs.conversations.axolotl}encrypted", "{jabber:x:encrypted}x")
"""How a message says that its body stands for words that are encrypted end to end."""
CHANGED = ("{urn:xmpp:message-correct:0}replace", "{urn:xmpp:message-retract:1}retract")
"""How a message says that it corrects or takes back an earlier one."""
REPLY = "{urn:xmpp:reply:0}reply"
FALLBACK = "{urn:xmpp:fallback:0}fallback"
NOT_DECRYPTED = "Messages that are encrypted end to end cannot be read here; switch OMEMO off for this conversation."
HELP = "help"
"""What somebody says who only calls the assistant by its name."""
SHORTEST_ID = 8
"""Characters of an id that can be trusted to come once; shorter ones are counters of a client, which begin anew."""


@dataclass(frozen=True)
class Letter:
    """A message, and by which id it can be marked as read (XEP-0333); in a room nothing is marked."""

    inbound: Inbound
    mark: str | None = None


@dataclass(frozen=True)
class Archived:
    """What the archive tells of a message beside the message itself."""

    id: str
    delay: ET.Element | None


def private_letter(message: Message, own: JID, person: JID, archived: Archived | None = None) -> Letter:
    """Read a message to us alone. `person` wrote it; `archived` is given where it comes from the archive."""
    delay = archived.delay if archived else _delay_by(message, (own.domain, own.bare))
    is_room = person.bare != message["from"].bare
    answer = _instead_of_reading(message)
    inbound = Inbound(
        CHANNEL,
        "",
        person=person.bare,
        conversation=message["from"].full if is_room else message["from"].bare,
        message_id=_id_of(message, archived.id if archived else _archive_id(message, own)),
        text="" if answer else _own_words(message),
        sent_at=_time_of(delay),
        answer=answer,
    )
    return Letter(inbound, str(message["id"]) or None)


def room_letter(message: Message, person: JID | None, nick: str) -> Letter:
    """Read a message to a room. `person` is who wrote it, None where the room hides that; `nick` is our name there."""
    text, answer = _own_words(message), _instead_of_reading(message)
    reply = message.xml.find(REPLY)
    is_reply = reply is not None and reply.get("to") == f"{message['from'].bare}/{nick}"
    said = spoken_to(text, nick)
    inbound = Inbound(
        CHANNEL,
        "",
        person=person.bare if person else "",
        conversation=message["from"].bare,
        message_id=_id_of(message, _archive_id(message, JID(message["from"].bare))),
        text="" if answer else (text if said is None else said),
        is_group=True,
        is_addressed=said is not None or is_reply,
        answer=answer,
    )
    return Letter(inbound)


def spoken_to(text: str, nick: str) -> str | None:
    """Give what is said to us after our name (`hepascreen: status`, `@hepascreen status`); None: it is for others."""
    found = re.match(rf"\s*(@?){re.escape(nick)}(?:\s*[:,;]|(?=\s|$))\s*(.*)", text, re.IGNORECASE | re.DOTALL)
    return (found[2].strip() or HELP) if found else None


def _instead_of_reading(message: Message) -> str | None:
    """Give what is said of a message that is not read; None where it is."""
    if any(message.xml.find(tag) is not None for tag in ENCRYPTED):
        return NOT_DECRYPTED
    return EDITED if any(message.xml.find(tag) is not None for tag in CHANGED) else None


def _own_words(message: Message) -> str:
    """Give what somebody wrote, without the words of ours that a reply repeats for older clients (XEP-0461)."""
    text = str(message["body"])
    for fallback in message.xml.findall(FALLBACK):
        part = fallback.find("{urn:xmpp:fallback:0}body") if fallback.get("for") == "urn:xmpp:reply:0" else None
        start, end = (part.get("start", ""), part.get("end", "")) if part is not None else ("", "")
        if start.isdecimal() and end.isdecimal():
            text = text[: int(start)] + text[int(end) :]
    return text.strip()


def is_delayed(message: Message) -> bool:
    """Whether a message was sent before it was delivered: from a room, something said before we came."""
    return message.xml.find(DELAY) is not None


def _id_of(message: Message, archive_id: str | None) -> str:
    """Give the id that is the same however often, and by whatever way, a message comes (XEP-0359)."""
    origin = message.xml.find(ORIGIN_ID)
    if origin is not None and len(origin.get("id", "")) >= SHORTEST_ID:
        return _short("origin", origin.get("id", ""))
    given = str(message["id"])
    if len(given) >= SHORTEST_ID:
        return _short("id", given, str(message["from"].resource))
    return _short("archive", archive_id) if archive_id else uuid.uuid4().hex


def _archive_id(message: Message, archive: JID) -> str | None:
    """Give the id by which the archive of our account, or of a room, knows a message."""
    ids = (one.get("id") for one in message.xml.findall(STANZA_ID) if one.get("by") == archive.bare)
    return next(ids, None)


def _short(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]


def _delay_by(message: Message, trusted: tuple[str, ...]) -> ET.Element | None:
    """Give the delay that our own server noted; what others note may be made up."""
    return next((one for one in message.xml.findall(DELAY) if one.get("from") in trusted), None)


def _time_of(delay: ET.Element | None) -> float | None:
    """Give the time in seconds since 1970 at which a delayed message was sent (XEP-0203, XEP-0082)."""
    if delay is None:
        return None
    try:
        return xep_0082.parse(delay.get("stamp", "")).timestamp()
    except ValueError:
        return None
