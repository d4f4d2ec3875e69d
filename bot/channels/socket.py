"""Rasa's Socket.IO channel: tokens where they are asked for, sessions that last, and the screening in the reply."""

import contextlib
from collections.abc import Awaitable, Callable
from http.cookies import CookieError, SimpleCookie
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.socketio import SocketIOInput, SocketIOOutput
from sanic import Blueprint
from sanic.exceptions import InvalidUsage
from sanic.request import Request
from sanic.response import HTTPResponse, empty

from bot.access.guard import CALLER, COOKIE, Guard
from bot.access.tokens import Caller, TokenError
from bot.channels.checks import fault_of_message, fault_of_metadata, fault_of_name
from bot.channels.rest import TOO_MANY

LARGEST_MESSAGE = 256 * 1024
WITH_ATTACHMENTS = ("5", "6")
"""How Socket.IO's packets begin that announce binary attachments."""
PROTOCOL_ERROR = 1002
"""The code with which a websocket is closed."""
NOT_ADMITTED = "the token is not accepted any more; ask for a new one"


class SocketOutput(SocketIOOutput):
    """Sends a payload as `{"custom": …}`, as the REST channel does; Rasa's takes its keys for arguments.

    Every part of an answer carries the id of the message that it answers, where that had one: `reply_to`.
    """

    def __init__(self, sio: Any, bot_message_evt: str, reply_to: str | None = None) -> None:
        super().__init__(sio, bot_message_evt)
        self._reply_to = {"reply_to": reply_to} if reply_to else {}

    async def _send_message(self, socket_id: str, response: Any) -> None:
        await super()._send_message(socket_id, {**response, **self._reply_to})

    async def send_custom_json(self, recipient_id: str, json_message: dict[str, Any], **_: Any) -> None:
        """Send a payload to everyone in the conversation."""
        await self._send_message(recipient_id, {"custom": json_message})


class SocketInput(SocketIOInput):
    """Socket.IO at /socket.io: `session_request`, `user_uttered` and `bot_uttered` as in Rasa.

    Where tokens are asked for, a session belongs to the holder of the token, whatever its id.
    """

    def __init__(self, guard: Guard) -> None:
        super().__init__(session_persistence=True)
        self._guard = guard
        self._doors: dict[str, tuple[str | None, str]] = {}
        """Token and address of each open socket."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return Rasa's endpoints with handlers of our own."""
        blueprint = super().blueprint(on_new_message)
        self._on_new_message = on_new_message
        # An empty list, which Rasa sets, lets every origin in.
        self.sio.eio.cors_allowed_origins = self._is_allowed
        self.sio.eio.max_http_buffer_size = LARGEST_MESSAGE
        self.sio.eio.on("message", self._text_alone)
        self.sio.eio.handle_request = _careful(self.sio.eio.handle_request)
        self.sio._handle_event_internal = _of(("session_request", self.user_message_evt), self.sio)
        self.sio.on("connect", self._connect)
        self.sio.on("disconnect", self._disconnect)
        self.sio.on("session_request", self._session)
        self.sio.on(self.user_message_evt, self._message)
        return blueprint

    def _is_allowed(self, origin: str | None, environ: dict[str, Any]) -> bool:
        return self._guard.accepts_origin(origin, environ.get("HTTP_HOST", ""))

    async def _text_alone(self, eio_sid: str, data: Any) -> None:
        """Close a socket that announces or sends attachments: there are none here, and this release keeps them all."""
        if not isinstance(data, str) or data.startswith(WITH_ATTACHMENTS):
            await self._end(eio_sid)
        else:
            with contextlib.suppress(ValueError, RecursionError):  # no packet of Socket.IO: nobody to answer
                await self.sio._handle_eio_message(eio_sid, data)

    async def _end(self, eio_sid: str) -> None:
        """End a connection. Of one that polls nobody may ever fetch what is still to be sent: that is not awaited."""
        socket = self.sio.eio.sockets.get(eio_sid)
        if socket is not None and not socket.upgraded:
            await socket.close(wait=False)
        else:
            await self.sio.eio.disconnect(eio_sid)

    async def _connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> bool:
        token = auth.get("token") if isinstance(auth, dict) else None
        given = str(token) if token else _cookie(environ)
        try:
            self._guard.admit(given, _address(environ))
        except TokenError:
            return False
        self._doors[sid] = given, _address(environ)
        return True

    async def _disconnect(self, sid: str, *_: Any) -> None:
        self._doors.pop(sid, None)

    async def _session(self, sid: str, data: Any = None, *_: Any) -> None:
        given = data.get("session_id") if isinstance(data, dict) else None
        session = sid if fault_of_name(given, "session_id") else str(given)
        admitted, caller = await self._caller(sid)
        if admitted:
            await _settled(self.sio.enter_room(sid, caller.sender(session) if caller else session))
            await self.sio.emit("session_confirm", session, room=sid)

    async def _message(self, sid: str, data: Any = None, *_: Any) -> dict[str, Any]:
        """Answer a message; what is returned acknowledges it to a client that asked for that, once all is sent."""
        admitted, caller = await self._caller(sid)
        if not admitted:
            return {"error": NOT_ADMITTED}
        said = data if isinstance(data, dict) else {}
        session, text, metadata = said.get("session_id"), said.get("message"), said.get(self.metadata_key)
        fault = fault_of_name(session, "session_id") or fault_of_message(text) or fault_of_metadata(metadata)
        fault = fault or (None if self._guard.may_send(caller) else TOO_MANY)
        if fault:
            await self.sio.emit(self.bot_message_evt, {"text": fault}, room=sid)
            return {"error": fault, "busy": fault == TOO_MANY}
        sender = caller.sender(str(session)) if caller else session
        given = {**(metadata or {}), CALLER: caller}
        output = SocketOutput(self.sio, self.bot_message_evt, _id_of(given))
        await self._on_new_message(UserMessage(text, output, sender, input_channel=self.name(), metadata=given))
        return {"answered": True}

    async def _caller(self, sid: str) -> tuple[bool, Caller | None]:
        """Tell whether a socket may go on, and who is at it; one whose token has run out is closed."""
        try:
            return True, self._guard.admit(*self._doors[sid])
        except (KeyError, TokenError):
            await _settled(self.sio.disconnect(sid))
            return False, None


def _of(events: tuple[str, ...], sio: Any) -> Callable[..., Awaitable[None]]:
    """Let a client call these handlers alone; this release lets it call that of `connect` too."""
    handle = sio._handle_event_internal

    async def handle_event(server: Any, sid: str, eio_sid: str, data: Any, *more: Any) -> None:
        if isinstance(data, list) and data and data[0] in events:
            await handle(server, sid, eio_sid, data, *more)

    return handle_event


def _careful(handle: Callable[[Request], Awaitable[HTTPResponse]]) -> Callable[[Request], Any]:
    """Let Engine.IO handle a request; what is no packet of its protocol is refused, where it would fail."""

    async def handle_request(request: Request) -> HTTPResponse:
        try:
            return await handle(request)
        except (ValueError, RecursionError):  # no text, no base64, no packet, or nested without end
            websocket = request.transport.get_protocol().websocket
            if websocket is None:
                raise InvalidUsage("this is no packet of Engine.IO 4") from None
            await websocket.close(PROTOCOL_ERROR)
            return empty()

    return handle_request


def _id_of(metadata: dict[str, Any]) -> str | None:
    given = metadata.get("message_id")
    return None if given is None else str(given)


def _address(environ: dict[str, Any]) -> str:
    return str(environ.get("REMOTE_ADDR") or "")


def _cookie(environ: dict[str, Any]) -> str | None:
    """Give the page's token, which the browser sends of its own accord."""
    try:
        found = SimpleCookie(environ.get("HTTP_COOKIE") or "").get(COOKIE)
    except CookieError:
        return None
    return found.value if found else None


async def _settled(result: Any) -> None:
    """Wait for what only later releases of python-socketio make something to wait for."""
    if result is not None:
        await result
