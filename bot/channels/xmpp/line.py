"""What goes over the connection: each message is handed on once, each reply is known to have reached the server."""

import asyncio
import datetime as dt
import logging
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

from slixmpp import JID
from slixmpp.stanza import Message, Presence
from slixmpp.xmlstream import ET

from bot.channels.messaging.inbound import Inbound
from bot.channels.messaging.outgoing import DeliveryError, Outgoing
from bot.channels.xmpp import archive
from bot.channels.xmpp.client import Client
from bot.channels.xmpp.rooms import Rooms
from bot.channels.xmpp.stanzas import (
    DISPLAYED,
    ORIGIN_ID,
    STORE,
    UNSTYLED,
    Letter,
    is_delayed,
    private_letter,
    room_letter,
)

logger = logging.getLogger(__name__)

PATIENCE = 300.0
"""Seconds for which a message may wait for its answer; then it counts as unanswered when the archive is read again."""
AGAIN = (5.0, 60.0)
"""Seconds after which a message that could not be answered is handed on again; the archive keeps it for the rest."""
SECONDS_TO_WAIT = 60.0
"""For a session, where there is something to send and none is there."""
SESSIONS = 3
"""In how many of them a reply is sent, where each of them ends before the server has it."""
SECONDS_BETWEEN_CHECKS = 60.0
"""After which the server is asked whether it is still there."""

BOUNCES_KEPT = 100
NO_ARCHIVE = "XMPP: the server keeps no archive of the account; a message that is cut off while it is answered is lost"

Receive = Callable[[Inbound, float], Awaitable[bool]]


class Line:
    """One account's line, over all the sessions that it takes; it is the channel's transport.

    `receive` takes each message and says whether it is done with; `is_listed` tells whether a person is let in.
    Where a session begins, what the archive of the last `hours` holds unanswered goes first, then what came meanwhile.
    """

    def __init__(
        self, client: Client, rooms: Rooms, receive: Receive, is_listed: Callable[[str], bool], hours: float
    ) -> None:
        self._client = client
        self._rooms = rooms
        self._receive = receive
        self._is_listed = is_listed
        self._hours = hours
        self._is_up = asyncio.Event()
        self._held: list[Letter] = []
        self._session: asyncio.Future[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._archived: frozenset[str] = frozenset()
        self._bounced: dict[str, tuple[str, str]] = {}
        for event, handler in (
            ("session_start", self._begin),
            ("disconnected", self._break_off),
            ("message", self._on_message),
            ("message_error", self._on_bounce),
            ("groupchat_message", self._on_room_message),
            ("presence_subscribe", self._on_subscription),
        ):
            client.add_event_handler(event, handler)

    async def send(self, conversation: str, outgoing: Outgoing) -> None:
        """Send a message to a person or a room, and see that the server has it. Raises DeliveryError."""
        stanza_id = uuid.uuid4().hex
        for _ in range(SESSIONS):
            await self._wait_for_session()
            if stanza_id in self._archived:  # the last session ended after the server had it
                return
            self._say(JID(conversation), outgoing.text, stanza_id)
            if await self._client.answers():
                self._see_that_it_was_taken(stanza_id)
                return
            self._client.abort()
        raise DeliveryError("the connection ended each time before the server had the message")

    async def close(self) -> None:
        """End the session."""
        await self._client.leave()

    async def _wait_for_session(self) -> None:
        try:
            await asyncio.wait_for(self._is_up.wait(), SECONDS_TO_WAIT)
        except asyncio.TimeoutError:
            raise DeliveryError("there is no connection to the server") from None

    def _say(self, to: JID, text: str, stanza_id: str) -> None:
        is_room = self._rooms.is_room(to) and not to.resource
        message = self._client.make_message(to, text, mtype="groupchat" if is_room else "chat")
        message["id"] = stanza_id
        message.xml.append(ET.Element(ORIGIN_ID, {"id": stanza_id}))
        message.xml.append(ET.Element(UNSTYLED))
        message.send()

    def _see_that_it_was_taken(self, stanza_id: str) -> None:
        kind, condition = self._bounced.pop(stanza_id, ("", ""))
        if condition:
            raise DeliveryError(f"the server answered {condition}", is_final=kind != "wait")

    def _begin(self, _: Any) -> None:
        self._session = asyncio.ensure_future(self._run_session())

    async def _run_session(self) -> None:
        """Hold a session until nobody answers any more; whatever goes wrong in it, the next one is tried."""
        try:
            await self._catch_up()
            while await self._client.answers():
                await self._rooms.join()
                await asyncio.sleep(SECONDS_BETWEEN_CHECKS)
        except Exception:
            logger.exception("XMPP: a session failed")
        self._client.abort()

    async def _catch_up(self) -> None:
        """Be seen, look for what was missed, then take what comes."""
        self._client.send_presence(pstatus="hepascreen")
        since = dt.datetime.now(dt.timezone.utc) - dt.timedelta(hours=self._hours)
        missed = await archive.read(self._client, since)
        if missed is None:
            logger.warning(NO_ARCHIVE)
            missed = archive.Missed()
        self._archived = missed.sent_ids
        listed = [letter for letter in missed.letters if self._is_listed(letter.inbound.person)]
        waiting, self._held = [*listed, *self._held], []
        self._is_up.set()
        for letter in waiting:
            self._take(letter)

    def _break_off(self, _: Any) -> None:
        self._is_up.clear()
        if self._session is not None:
            self._session.cancel()
        self._rooms.leave_all()

    def _on_message(self, message: Message) -> None:
        writer, own = message["from"], self._client.boundjid
        if message["type"] in archive.TYPES and message["body"] and writer.bare != own.bare:
            person = self._rooms.person(writer) if self._rooms.is_room(writer) else writer
            if person is not None:
                self._take(private_letter(message, own, person))

    def _on_bounce(self, message: Message) -> None:
        """Note that a server did not take a message of ours, and why."""
        self._bounced[str(message["id"])] = str(message["error"]["type"]), str(message["error"]["condition"])
        while len(self._bounced) > BOUNCES_KEPT:
            self._bounced.pop(next(iter(self._bounced)))

    def _on_room_message(self, message: Message) -> None:
        room, nick = message["from"], self._rooms.nick_in(message["from"])
        if room.resource and room.resource != nick and self._rooms.is_room(room) and not is_delayed(message):
            self._take(room_letter(message, self._rooms.person(room), nick))

    def _on_subscription(self, presence: Presence) -> None:
        person = presence["from"].bare
        self._client.send_presence(pto=person, ptype="subscribed" if self._is_listed(person) else "unsubscribed")

    def _take(self, letter: Letter) -> None:
        if self._is_up.is_set():
            task = asyncio.create_task(self._hand_on(letter))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._held.append(letter)

    async def _hand_on(self, letter: Letter) -> None:
        is_done = await self._receive(letter.inbound, PATIENCE)
        for pause in AGAIN:
            if is_done:
                break
            await asyncio.sleep(pause)
            is_done = await self._receive(letter.inbound, PATIENCE)
        if is_done and letter.mark and self._is_up.is_set() and self._is_listed(letter.inbound.person):
            self._mark(JID(letter.inbound.conversation), letter.mark)

    def _mark(self, to: JID, mark: str) -> None:
        """Mark a message as read, which also says at the next session that it needs no answer any more."""
        message = self._client.make_message(to, mtype="chat")
        message.xml.append(ET.Element(DISPLAYED, {"id": mark}))
        message.xml.append(ET.Element(STORE))
        message.send()
