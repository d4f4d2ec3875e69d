"""A person with a real XMPP client: writes to the assistant, and reads what comes back."""

import asyncio
import uuid
from typing import Any

import slixmpp
from slixmpp import JID
from slixmpp.xmlstream import ET

from tests.channels.prosody import ASSISTANT, HOST, PASSWORD, ROOMS, Prosody

SECONDS = 60
ROOM = f"trials@{ROOMS}"
HIDING_ROOM = f"hiding@{ROOMS}"
NICK = "hepascreen"
DISPLAYED = "{urn:xmpp:chat-markers:0}displayed"
ORIGIN_ID = "{urn:xmpp:sid:0}origin-id"


class Friend(slixmpp.ClientXMPP):
    """Somebody's client, signed in as long as its `async with` lasts."""

    def __init__(self, prosody: Prosody, name: str) -> None:
        super().__init__(f"{name}@{HOST}/desk", PASSWORD)
        self._prosody = prosody
        self.ca_certs = prosody.certificate
        self.read: asyncio.Queue[tuple[str, str]] = asyncio.Queue()
        """What came: `("said", text)`, `("room", text)` of the assistant, `("marked", id)`."""
        self.marks: set[str] = set()
        self._here = asyncio.Event()
        for plugin in ("xep_0045", "xep_0199"):
            self.register_plugin(plugin)
        self.add_event_handler("session_start", lambda _: self._here.set())
        self.register_handler(slixmpp.Callback("all", slixmpp.StanzaPath("message"), self._come))

    async def __aenter__(self) -> "Friend":
        await self.connect("127.0.0.1", self._prosody.direct_port)
        await asyncio.wait_for(self._here.wait(), SECONDS)
        self.send_presence()
        return self

    async def __aexit__(self, *_: Any) -> None:
        await self.disconnect(wait=1)

    def write(self, text: str, message_id: str | None = None) -> str:
        """Write to the assistant; return the message's id."""
        message = self.make_message(JID(ASSISTANT), text, mtype="chat")
        message["id"] = message_id or uuid.uuid4().hex
        message.xml.append(ET.Element(ORIGIN_ID, {"id": message["id"]}))
        message.send()
        return str(message["id"])

    async def ask(self, text: str) -> str:
        """Write to the assistant, and give all that it said until it marked the message as read."""
        return await self.until_marked(self.write(text))

    async def until_marked(self, message_id: str) -> str:
        """Give all that the assistant says until it marks a message as read."""
        said = []
        while True:
            kind, text = await asyncio.wait_for(self.read.get(), SECONDS)
            if kind == "marked":
                self.marks.add(text)
            if (kind, text) == ("marked", message_id):
                return "\n".join(said)
            if kind == "said":
                said.append(text)

    async def next(self, wanted: str = "said") -> str:
        """Give the next that is said to this person, or in the room."""
        while True:
            kind, text = await asyncio.wait_for(self.read.get(), SECONDS)
            if kind == wanted:
                return text

    async def is_heard(self) -> None:
        """Wait until the messaging server has handled all that was sent before."""
        await self["xep_0199"].ping(HOST, timeout=SECONDS)

    async def make_room(self, room: str, who_sees_addresses: str) -> None:
        """Make a room that stays, and shows addresses to `anyone` in it or to `moderators` alone."""
        await self.enter(room)
        form = await self["xep_0045"].get_room_config(JID(room))
        form["type"] = "submit"
        form.set_values({"muc#roomconfig_whois": who_sees_addresses, "muc#roomconfig_persistentroom": True})
        await self["xep_0045"].set_room_config(JID(room), form)

    async def befriend(self) -> str:
        """Ask the assistant to be a contact; give its answer."""
        answers: asyncio.Queue[str] = asyncio.Queue()
        for answer in ("subscribed", "unsubscribed"):
            self.add_event_handler(f"presence_{answer}", lambda presence: answers.put_nowait(presence["type"]))
        await self.get_roster()  # who has not asked for the contacts is not told of changes
        self.send_presence(pto=ASSISTANT, ptype="subscribe")
        return await asyncio.wait_for(answers.get(), SECONDS)

    async def enter(self, room: str = ROOM, nick: str = "") -> None:
        """Enter a room, as the name of the account if no other is given."""
        sender = {"pfrom": self.boundjid}  # slixmpp 1.12 waits forever without it
        await self["xep_0045"].join_muc_wait(
            JID(room), nick or self.boundjid.user, maxstanzas=0, presence_options=sender, timeout=SECONDS
        )

    def write_to_room(self, text: str, room: str = ROOM) -> None:
        """Write in a room."""
        message = self.make_message(JID(room), text, mtype="groupchat")
        message["id"] = uuid.uuid4().hex
        message.send()

    def _come(self, message: slixmpp.Message) -> None:
        marked = message.xml.find(DISPLAYED)
        if marked is not None:
            self.read.put_nowait(("marked", marked.get("id", "")))
        elif message["body"] and message["type"] == "groupchat" and message["from"].resource == NICK:
            self.read.put_nowait(("room", message["body"]))
        elif message["body"] and message["type"] == "chat":
            self.read.put_nowait(("said", message["body"]))
