"""The rooms (XEP-0045) that the assistant is in, and who is who there: a name in a room proves nothing by itself."""

import asyncio
import logging
from typing import Any

from slixmpp import JID
from slixmpp.stanza import Presence
from slixmpp.types import PresenceArgs

from bot.channels.xmpp.client import Client

logger = logging.getLogger(__name__)

SECONDS_TO_JOIN = 20
CREATED = 201
"""The status code of a room that did not exist until somebody entered it."""
HIDDEN = "room {} hides who is in it, so nobody there can be let in; set it to show addresses to everybody"


class Rooms:
    """Keeps the assistant in its rooms, as `nick`; what was said there before it came is not read."""

    def __init__(self, client: Client, rooms: tuple[str, ...], nick: str) -> None:
        self._client = client
        self._muc = client["xep_0045"]
        self._wanted = rooms
        self._joined: set[str] = set()
        self._told: dict[str, str] = {}
        self._entering: dict[str, asyncio.Future[Any]] = {}
        self._refused: dict[str, str] = {}
        self.nick = nick
        client.add_event_handler("presence_error", self._on_refusal)

    def leave_all(self) -> None:
        """Note that the connection has ended, and with it every stay in a room."""
        self._joined.clear()

    def nick_in(self, room: JID) -> str:
        """Give the name by which the assistant is known in a room."""
        return str(self._muc.our_nicks[None].get(JID(room.bare), self.nick))

    def person(self, occupant: JID) -> JID | None:
        """Give whose address stands behind a name in a room at this moment; None where the room does not say."""
        given = self._muc.get_jid_property(JID(occupant.bare), occupant.resource, "jid")
        if not given and occupant.bare in self._joined:
            self._tell(occupant.bare, HIDDEN)
        return JID(JID(given).bare) if given else None

    def is_room(self, address: JID) -> bool:
        """Whether an address is that of a room, or of somebody in it."""
        return address.bare in self._wanted

    async def join(self) -> None:
        """Enter the rooms in which the assistant is not yet, or no more."""
        for room in self._wanted:
            if room not in self._joined or self.nick_in(JID(room)) not in self._muc.get_roster(JID(room)):
                self._joined.discard(room)
                await self._enter(room)

    async def _enter(self, room: str) -> None:
        # slixmpp 1.12 takes every answer for somebody else's where the address of the sender is left out.
        sender: PresenceArgs = {"pfrom": self._client.boundjid}
        join = self._muc.join_muc_wait(
            JID(room), self.nick, maxstanzas=0, presence_options=sender, timeout=SECONDS_TO_JOIN
        )
        self._entering[room] = asyncio.ensure_future(join)
        done, _ = await asyncio.wait({self._entering[room]})
        entered = done.pop()
        if room in self._refused:
            self._tell(room, f"room {{}} cannot be entered ({self._refused.pop(room)})")
        elif entered.cancelled() or entered.exception() is not None:
            self._tell(room, "room {} does not answer")
        else:
            self._settle(room, CREATED in entered.result()[0]["muc"]["status_codes"])

    def _on_refusal(self, presence: Presence) -> None:
        """Note why a room cannot be entered; slixmpp waits for a form of this that not every server sends."""
        room = presence["from"].bare
        if room in self._entering and not self._entering[room].done():
            self._refused[room] = str(presence["error"]["condition"])
            self._entering[room].cancel()

    def _settle(self, room: str, is_new: bool) -> None:
        if is_new:  # a room of ours would be open to everybody
            self._muc.leave_muc(JID(room), self.nick)
            self._tell(room, "room {} does not exist; create it, and let the assistant's account in")
            return
        self._joined.add(room)
        self._told.pop(room, None)

    def _tell(self, room: str, fault: str) -> None:
        if self._told.get(room) != fault:
            logger.warning("XMPP: %s", fault.format(room))
        self._told[room] = fault
