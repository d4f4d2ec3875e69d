"""What the server's archive (XEP-0313) says was written while nobody listened, or was not answered to the end.

The archive itself is the memory: each message that was answered is marked as read (XEP-0333), and the mark is archived
like any message. So a restart of either side, or a crash in the middle of an answer, loses nothing and needs no
file of ours.
"""

import dataclasses
import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field

from slixmpp.clientxmpp import ClientXMPP
from slixmpp.exceptions import IqError, IqTimeout
from slixmpp.stanza import Message

from bot.channels.xmpp.stanzas import DELAY, DISPLAYED, Archived, Letter, private_letter

logger = logging.getLogger(__name__)

PAGE = 100
"""Messages that are asked for at once."""
MOST = 20_000
SECONDS = 30
TYPES = ("chat", "normal")


@dataclass(frozen=True)
class Entry:
    """One message of the archive: with whom it was, and either what they wrote, or what we marked or answered."""

    person: str
    letter: Letter | None = None
    marked: str | None = None
    sent_id: str | None = None


@dataclass(frozen=True)
class Missed:
    """What is still to be answered, in the order in which it was sent; the ids of what we sent that is archived."""

    letters: tuple[Letter, ...] = ()
    sent_ids: frozenset[str] = field(default_factory=frozenset)


async def read(client: ClientXMPP, since: dt.datetime) -> Missed | None:
    """Read the archive from then on; None where the server keeps none, or does not give it."""
    entries: list[Entry] = []
    after: dict[str, str] = {}
    while len(entries) < MOST:
        query = {"max": PAGE, **after}
        try:
            page = await client["xep_0313"].retrieve(start=since, rsm=query, timeout=SECONDS)
        except (IqError, IqTimeout):
            return None
        results = page["mam"]["results"]
        entries += filter(None, (_entry(client, one) for one in results))
        if page["mam_fin"]["complete"] or not results:
            return missed(entries)
        after = {"after": str(page["mam_fin"]["rsm"]["last"])}
    logger.warning("XMPP: the archive holds more than %s messages; the latest of them were not looked at", MOST)
    return missed(entries)


def missed(entries: Iterable[Entry]) -> Missed:
    """Tell what was not answered. Where no mark was ever kept for a person, any later message of ours answers."""
    waiting: dict[str, dict[str, Letter]] = {}
    sent: set[str] = set()
    with_marks: set[str] = set()
    for place, entry in enumerate(entries):
        theirs = waiting.setdefault(entry.person, {})
        if entry.letter is not None:
            inbound = dataclasses.replace(entry.letter.inbound, order=place)
            theirs[entry.letter.mark or inbound.message_id] = Letter(inbound, entry.letter.mark)
        elif entry.marked is not None:
            with_marks.add(entry.person)
            theirs.pop(entry.marked, None)
        elif entry.sent_id is not None:
            sent.add(entry.sent_id)
            if entry.person not in with_marks:
                theirs.clear()
    left = [letter for letters in waiting.values() for letter in letters.values()]
    return Missed(tuple(sorted(left, key=lambda one: one.inbound.order)), frozenset(sent))


def _entry(client: ClientXMPP, result: Message) -> Entry | None:
    """Read one result of the archive; None for what is no message of a conversation of two."""
    forwarded = result["mam_result"]["forwarded"]
    message = forwarded["stanza"]
    if not isinstance(message, Message) or message["type"] not in TYPES:
        return None
    if message["from"].bare == client.boundjid.bare:
        marked = message.xml.find(DISPLAYED)
        if marked is not None:
            return Entry(message["to"].bare, marked=marked.get("id"))
        return Entry(message["to"].bare, sent_id=str(message["id"])) if message["body"] else None
    if not message["body"]:
        return None
    archived = Archived(result["mam_result"]["id"], forwarded.xml.find(DELAY))
    return Entry(message["from"].bare, private_letter(message, client.boundjid, message["from"], archived))
