"""A stand-in of Twilio, built from its documentation: signed webhooks, the Messages API, calls that follow TwiML."""

import base64
import hashlib
import hmac
import itertools
import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin
from xml.etree import ElementTree

import aiohttp
from aiohttp import web

from tests.channels.standins.thread import StandIn

ACCOUNT = "AC0123456789abcdef0123456789abcdef"
TOKEN = "89abcdef0123456701234567fedcba98"
SMS = "+15005550006"
WHATSAPP = "+15005550007"
ADDRESS = "https://hepascreen.example/clinic/"
"""Where Twilio believes the server to be: a proxy serves it there below a path of its own."""
ANNA, BEN, CARLA, DORA, EVE, FAY = (f"+1202555010{number}" for number in range(1, 7))
CALLERS = tuple(f"+120255501{number}" for number in range(10, 60))
"""People who call: one for each test, so that none goes on where another was."""
STRANGER = "+12025550199"
PIN = "24681357"
"""Keyed in at each call."""
LONGEST_BODY = 1600


def signature(url: str, form: dict[str, str], token: str = TOKEN) -> str:
    """`X-Twilio-Signature`: the address and, in the order of their names, each field's name and value; HMAC-SHA1."""
    signed = url + "".join(name + form[name] for name in sorted(form))
    return base64.b64encode(hmac.new(token.encode(), signed.encode(), hashlib.sha1).digest()).decode()


@dataclass
class Fault:
    """What the API answers once in the place of 201."""

    status: int
    code: int
    headers: dict[str, str] = field(default_factory=dict)


class TwilioStandIn(StandIn):
    """Takes messages as `POST …/Messages.json` does; `faults` are answered first, each once."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[Fault] = []
        self.content_faults: list[Fault] = []
        self.contents: dict[str, dict[str, Any]] = {}
        self._sids = itertools.count(1)

    def settings(self) -> dict[str, str]:
        """The server's settings for this account."""
        callers = ", ".join(f"{number}=caller-{number[-2:]}" for number in CALLERS)
        people = (
            f"{ANNA}=anna-t, {BEN}=ben-t/reader, {CARLA}=carla-t, {DORA}=dora-t, {EVE}=eve-t, {FAY}=fay-t, {callers}"
        )
        return {
            "HEPASCREEN_TWILIO_ACCOUNT": ACCOUNT,
            "HEPASCREEN_TWILIO_TOKEN": TOKEN,
            "HEPASCREEN_TWILIO_PEOPLE": people,
            "HEPASCREEN_TWILIO_SMS": SMS,
            "HEPASCREEN_TWILIO_WHATSAPP": WHATSAPP,
            "HEPASCREEN_TWILIO_WHATSAPP_BUTTONS": "yes",
            "HEPASCREEN_TWILIO_VOICE": "yes",
            "HEPASCREEN_TWILIO_PIN": PIN,
            "HEPASCREEN_TWILIO_ADDRESS": ADDRESS,
            "HEPASCREEN_TWILIO_URL": self.url,
        }

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post(f"/2010-04-01/Accounts/{ACCOUNT}/Messages.json", self._message),
            web.get("/v1/Content", self._list_contents),
            web.post("/v1/Content", self._make_content),
        ]

    async def _list_contents(self, request: web.Request) -> web.Response:
        return (
            web.json_response({"contents": list(self.contents.values()), "meta": {}})
            if _is_let_in(request)
            else _error(401, 20003)
        )

    async def _make_content(self, request: web.Request) -> web.Response:
        if not _is_let_in(request):
            return _error(401, 20003)
        if self.content_faults:
            fault = self.content_faults.pop(0)
            return _error(fault.status, fault.code, fault.headers)
        content = {"sid": f"HX{next(self._sids):032x}", **await request.json()}
        self.contents[content["sid"]] = content
        return web.json_response(content, status=201)

    async def _message(self, request: web.Request) -> web.Response:
        if not _is_let_in(request):
            return _error(401, 20003)
        form = {name: str(value) for name, value in (await request.post()).items()}
        if self.faults:
            fault = self.faults.pop(0)
            return _error(fault.status, fault.code, fault.headers)
        if not form.get("To"):
            return _error(400, 21604)
        if "ContentSid" in form:
            content = self.contents.get(form["ContentSid"])
            fault = None if content is None else fault_of_content(filled(content, form["ContentVariables"]))
            if content is None or fault:
                return _error(400, fault or 21655)
        if len(form.get("Body", "")) > LONGEST_BODY:
            return _error(400, 21617)
        self.note(form)
        return web.json_response({"sid": f"SM{next(self._sids):032x}", "status": "queued", **form}, status=201)

    def count(self, number: str) -> int:
        """How many messages went to a number."""
        return sum(one["To"] == number for one in self.calls)

    def shown(self, call: dict[str, str]) -> str:
        """What a telephone shows of a message that was sent: its text, and what can be pressed below it."""
        if "ContentSid" not in call:
            return call.get("Body", "")
        shown = self.answers(call)
        return "\n".join([shown["body"], *(f"[{title}]" for title in shown["presses"])])

    def answers(self, call: dict[str, str]) -> dict[str, Any]:
        """Give of a message with answers its `body`, its `kind`, and in `presses` the id of each by its title."""
        ((kind, shown),) = filled(self.contents[call["ContentSid"]], call["ContentVariables"]).items()
        items = shown.get("actions") or shown.get("items")
        presses = {one.get("title") or one["item"]: one["id"] for one in items}
        return {"kind": kind, "body": shown["body"], "presses": presses}

    def press(self, sid: str, sender: str, call: dict[str, str], title: str) -> dict[str, str]:
        """The form of a press of one of the answers of a message."""
        shown = self.answers(call)
        name, kind = ("Button", "Text") if shown["kind"] == "twilio/quick-reply" else ("List", "Title")
        press = {f"{name}{kind}": title, f"{name}{'Payload' if name == 'Button' else 'Id'}": shown["presses"][title]}
        return message(sid, sender, title, **press)

    async def replies(self, number: str, after: int, ending: str = "") -> list[str]:
        """Wait for the messages to a number after the first ones, until one holds `ending`; give them all."""

        def met(calls: list[dict[str, str]]) -> list[str] | None:
            bodies = [self.shown(one) for one in calls if one["To"] == number][after:]
            return bodies if any(ending in body for body in bodies) else None

        found: list[str] = await self.until(met)
        return found


def filled(content: dict[str, Any], variables: str) -> dict[str, Any]:
    """The `types` of a template with its variables filled in."""
    given = {**content["variables"], **json.loads(variables)}
    raw = json.dumps(content["types"])
    for name, value in given.items():
        raw = raw.replace(f"{{{{{name}}}}}", json.dumps(value)[1:-1])
    types: dict[str, Any] = json.loads(raw)
    return types


def fault_of_content(types: dict[str, Any]) -> int | None:
    """The code of what is wrong with answers in a session, by the limits of `twilio/quick-reply` and `list-picker`."""
    ((kind, shown),) = types.items()
    items = shown.get("actions") or shown.get("items") or []
    titles = [one.get("title") or one.get("item") for one in items]
    most, longest = (3, 20) if kind == "twilio/quick-reply" else (10, 24)
    ids = {one["id"] for one in items}
    fits = 1 <= len(items) <= most and all(title and len(title) <= longest for title in titles)
    is_whole = 0 < len(shown["body"]) <= 1024 and len(ids) == len(items) == len(set(titles))
    return None if fits and is_whole and all(len(one) <= 200 for one in ids) else 63013


def _is_let_in(request: web.Request) -> bool:
    login = aiohttp.BasicAuth.decode(request.headers.get("Authorization", "Basic Og=="))
    return login == (ACCOUNT, TOKEN, "latin1")


def _error(status: int, code: int, headers: dict[str, str] | None = None) -> web.Response:
    body = {"code": code, "message": "…", "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status}
    return web.json_response(body, status=status, headers=headers)


async def post(url: str, form: dict[str, str], signed_as: str | None = None, token: str = TOKEN) -> tuple[int, str]:
    """Call a webhook as Twilio does; `signed_as` is the address that it believes to call."""
    headers = {"X-Twilio-Signature": signature(signed_as or url, form, token), "User-Agent": "TwilioProxy/1.1"}
    async with aiohttp.ClientSession() as session, session.post(url, data=form, headers=headers) as answer:
        return answer.status, await answer.text()


def message(sid: str, sender: str, body: str, **more: str) -> dict[str, str]:
    """The form of an incoming message, fields without a value among them."""
    whatsapp = sender.startswith("whatsapp:")
    return {
        "AccountSid": ACCOUNT,
        "MessageSid": sid,
        "SmsSid": sid,
        "SmsMessageSid": sid,
        "From": sender,
        "To": f"whatsapp:{WHATSAPP}" if whatsapp else SMS,
        "Body": body,
        "NumMedia": "0",
        "NumSegments": "1",
        "FromCity": "",
        "FromZip": "",
        **({} if whatsapp else {"SmsStatus": "received"}),
        **more,
    }


class Phone:
    """A telephone that calls the assistant: it hears what `<Say>` says, and answers what `<Gather>` asks."""

    def __init__(self, url: str, number: str, sid: str, public: str | None = None) -> None:
        self._url = url
        self._public = public or url
        self.number = number
        self._common = {"AccountSid": ACCOUNT, "CallSid": sid, "From": number, "To": SMS, "Direction": "inbound"}
        self.action = "webhook"
        self.heard = ""
        self.twiml = ""
        self.takes: int | None = None
        self.is_on = True

    async def call(self) -> str:
        """Call, and return what is said."""
        return await self._turn({"CallStatus": "ringing", "FromCity": ""}, "webhook")

    async def say(self, words: str, confidence: str = "0.92") -> str:
        """Say something; return what is said then."""
        return await self._turn({"SpeechResult": words, "Confidence": confidence, "Language": "en-US"})

    async def key(self, digits: str) -> str:
        """Press keys, then the hash key; of so many keys as Twilio was told to take, it hands over at once."""
        taken = digits[: self.takes]
        return await self._turn({"Digits": taken, "FinishedOnKey": "" if len(taken) == self.takes else "#"})

    async def be_silent(self) -> str:
        """Say nothing until the time is over."""
        return await self._turn({"FinishedOnKey": ""})

    async def _turn(self, fields: dict[str, str], action: str | None = None) -> str:
        assert self.is_on, "the call has ended"
        form = {**self._common, "CallStatus": "in-progress", **fields}
        action = action or self.action
        status, self.twiml = await post(urljoin(self._url, action), form, urljoin(self._public, action))
        assert status == 200, status
        return self._follow()

    def _follow(self) -> str:
        response = ElementTree.fromstring(self.twiml)
        gather = response.find("Gather")
        self.is_on = gather is not None
        if gather is not None:
            assert gather.get("actionOnEmptyResult") == "true"
            assert set((gather.get("input") or "").split()) == {"dtmf", "speech"}
            self.action = gather.get("action") or ""
            self.takes = int(gather.get("numDigits") or 0) or None
        self.heard = " ".join(say.text or "" for say in response.iter("Say"))
        return self.heard
