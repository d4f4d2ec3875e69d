"""Slack, as its documentation describes it: signed events, presses of buttons, the Web API with its limits.

Written from docs.slack.dev: "Verifying requests from Slack", "The Events API" (deliveries that are not answered with
200 within 3 seconds come again, three times, with X-Slack-Retry-Num), "block_actions payload", "Block Kit" (limits
of blocks), "chat.postMessage", "files.getUploadURLExternal", "files.completeUploadExternal", "Rate limits" (429 with
Retry-After).
"""

import hashlib
import hmac
import itertools
import json
import time
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from bot.channels.messaging.messenger import PATIENCE
from tests.channels.standins.thread import StandIn

TOKEN = "xoxb-stand-in-0123456789"
SECRET = "8f742231b10e8888abcd99yyyzzz85a5"
TEAM, BOT = "T0HEPA", "U0BOT"
PEOPLE = "T0HEPA/U0ANNA=anna, T0HEPA/U0BEN=ben, T0HEPA/U0RITA=rita/reader"
RETRIES = 3


class SlackStandIn(StandIn):
    """A workspace. `calls` holds (method, arguments) of every call of the Web API that was accepted."""

    def __init__(self):
        super().__init__()
        self.failures = []
        """Answers to the next calls: (status, headers, body)."""
        self.webhook = ""
        self.files = {}
        self._ts = itertools.count(1)

    def settings(self):
        """What the server is told."""
        return {
            "HEPASCREEN_SLACK_TOKEN": TOKEN,
            "HEPASCREEN_SLACK_SIGNING_SECRET": SECRET,
            "HEPASCREEN_SLACK_PEOPLE": PEOPLE,
            "HEPASCREEN_SLACK_URL": f"{self.url}api/",
        }

    def routes(self):
        return [web.post("/api/{method}", self._method), web.post("/upload/v1/{file}", self._upload)]

    def next_ts(self):
        """A time stamp as Slack makes them, later than every earlier one."""
        return f"{int(time.time())}.{next(self._ts):06d}"

    # What people do.

    async def say(self, person, text, channel="D0ANNA", thread=None, **changes):
        """Write a message; return what the assistant posted in answer, once Slack got its 200."""
        return await self.deliver(self.message(person, text, channel, thread, **changes))

    def message(self, person, text, channel="D0ANNA", thread=None, **changes):
        """The event of a message: in a channel that of a mention, where its text mentions the bot."""
        is_private = channel.startswith("D")
        kind = "app_mention" if not is_private and f"<@{BOT}>" in text else "message"
        ts = self.next_ts()
        event = {"type": kind, "user": person, "text": text, "team": TEAM, "channel": channel, "ts": ts, "event_ts": ts}
        if kind == "message":
            event |= {"channel_type": "im" if is_private else "channel", "client_msg_id": f"id-{ts}"}
        if thread:
            event["thread_ts"] = thread
        return self.callback(event | changes)

    def callback(self, event):
        """Wrap an event as the Events API does."""
        return {
            "token": "legacy",
            "team_id": TEAM,
            "api_app_id": "A0HEPA",
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{next(self._ts)}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }

    async def press(self, person, post, title, **changes):
        """Press a button of a message that was posted; return what the assistant posted in answer."""
        return await self.deliver(self.pressing(person, post, title, **changes))

    def pressing(self, person, post, title, **changes):
        """The payload of a press."""
        elements = [one for block in post["blocks"] if block["type"] == "actions" for one in block["elements"]]
        button = next(one for one in elements if one["text"]["text"] == title)
        thread = {"thread_ts": post["thread_ts"]} if post.get("thread_ts") else {}
        return {
            "type": "block_actions",
            "user": {"id": person, "username": "x", "team_id": TEAM},
            "team": {"id": TEAM, "domain": "hepa"},
            "container": {"type": "message", "message_ts": post["ts"], "channel_id": post["channel"]},
            "channel": {"id": post["channel"], "name": "directmessage"},
            "message": {"bot_id": "B0BOT", "type": "message", "text": post["text"], "ts": post["ts"], **thread}
            | {"blocks": post["blocks"]},
            "response_url": f"{self.url}response",
            "actions": [{**button, "block_id": "b", "action_ts": self.next_ts()}],
            **changes,
        }

    async def deliver(self, payload, secret=SECRET, at=None):
        """Deliver as Slack does, again where there is no 200; return what was posted meanwhile.

        A 200 after all of the assistant's patience means that the message is recorded: its answer is still to come.
        """
        before = len(self.calls)
        for retry in range(RETRIES + 1):
            sent_at = time.monotonic()
            headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": "http_error"} if retry else {}
            status, _ = await self.post(payload, secret, at, headers)
            if status == 200 or payload.get("type") != "event_callback":
                break
        assert status == 200
        if time.monotonic() - sent_at >= PATIENCE:
            await self.until(lambda calls: any(method == "chat.postMessage" for method, _ in calls[before:]))
        return [arguments for method, arguments in self.calls[before:] if method == "chat.postMessage"]

    async def post(self, payload, secret=SECRET, at=None, headers=None):
        """Send one signed request; return status and body."""
        is_form = payload.get("type") == "block_actions"
        body = (urlencode({"payload": json.dumps(payload)}) if is_form else json.dumps(payload)).encode()
        kind = "application/x-www-form-urlencoded" if is_form else "application/json"
        stamp = str(int(time.time() if at is None else at))
        signed = {"Content-Type": kind, "X-Slack-Request-Timestamp": stamp}
        signed["X-Slack-Signature"] = signature(stamp, body, secret)
        return await self.send(body, {**signed, **(headers or {})})

    async def send(self, body, headers):
        """Send a request as it is."""
        async with (
            aiohttp.ClientSession() as session,
            session.post(self.webhook, data=body, headers=headers) as response,
        ):
            return response.status, await response.text()

    # What the Web API does.

    async def _method(self, request):
        method = request.match_info["method"]
        is_json = request.content_type == "application/json"
        arguments = await request.json() if is_json else {**request.query, **await request.post()}
        if self.failures:
            status, headers, body = self.failures.pop(0)
            return web.json_response(body, status=status, headers=headers)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        fault = fault_of(arguments) if method in ("chat.postMessage", "chat.update") else None
        if fault:
            return web.json_response({"ok": False, "error": fault})
        return web.json_response({"ok": True, **self._done(method, arguments)})

    def _done(self, method, arguments):
        if method == "files.getUploadURLExternal":
            name = f"F{next(self._ts)}"
            return {"upload_url": f"{self.url}upload/v1/{name}", "file_id": name}
        if method == "files.completeUploadExternal":
            files = arguments["files"]
            given = json.loads(files) if isinstance(files, str) else files
            arguments = {**arguments, "files": [{**one, "content": self.files[one["id"]]} for one in given]}
            self.note((method, arguments))
            return {"files": [{"id": one["id"]} for one in given]}
        arguments = {"ts": self.next_ts(), **arguments}
        self.note((method, arguments))
        return {"ts": arguments["ts"], "channel": arguments["channel"], "message": {}}

    async def _upload(self, request):
        self.files[request.match_info["file"]] = await request.read()
        return web.Response(text="OK")


def signature(stamp, body, secret=SECRET):
    """v0: HMAC-SHA256 of `v0:time:body` with the signing secret."""
    return "v0=" + hmac.new(secret.encode(), f"v0:{stamp}:".encode() + body, hashlib.sha256).hexdigest()


def fault_of(arguments):
    """The error that Slack answers where a message is beyond its limits, or None."""
    if not arguments.get("text") and not arguments.get("blocks"):
        return "no_text"
    for block in arguments.get("blocks") or ():
        if block["type"] == "section" and not 1 <= len(block["text"]["text"]) <= 3000:
            return "invalid_blocks"
        if block["type"] == "actions":
            elements = block["elements"]
            fits = all(len(one["text"]["text"]) <= 75 and len(one["value"]) <= 2000 for one in elements)
            names = {one["action_id"] for one in elements}
            if not 1 <= len(elements) <= 25 or not fits or len(names) < len(elements):
                return "invalid_blocks"
    return None


def text_of(post):
    """The words of a message that was posted."""
    return "\n".join(block["text"]["text"] for block in post["blocks"] if block["type"] == "section")


def titles_of(post):
    """What stands on the buttons of a message that was posted."""
    return [one["text"]["text"] for block in post["blocks"] if block["type"] == "actions" for one in block["elements"]]
