"""The connection to the XMPP server: encrypted or none at all, and sought again, ever more slowly, where it breaks."""

import asyncio
import contextlib
import logging
import ssl
from typing import Any

from slixmpp import ClientXMPP
from slixmpp.exceptions import IqError

from bot.settings import Settings

logger = logging.getLogger(__name__)

RESOURCE = "hepascreen"
"""One session an account: a new one takes the place of one that is dead and does not know it yet."""
MECHANISMS = {f"SCRAM-SHA-{size}{binding}" for size in ("1", "256", "512") for binding in ("", "-PLUS")} | {"PLAIN"}
"""How the password may be proved, always over TLS."""
PLUGINS = ("xep_0030", "xep_0045", "xep_0199", "xep_0203", "xep_0313")
PAUSES = (1, 2, 4, 8, 15, 30, 60)
"""Seconds before each further try to connect; the last holds for all that follow."""
SECONDS_TO_ANSWER = 20
SECONDS_TO_SIGN_IN = 60.0
SECONDS_TO_LEAVE = 2.0
REFUSED = "the server does not accept the account or its password, or offers no TLS; see HEPASCREEN_XMPP_PASSWORD"
SILENT = "what is there does not answer as an XMPP server does"
TWICE = "another program is signed in as this account, which only one assistant can use"
UNTRUSTED = "its certificate is not trusted; HEPASCREEN_XMPP_CA names the file of the authority that signed it"


class Client(ClientXMPP):
    """An account on a server; `session_start` comes with each session, `disconnected` with each end of one."""

    def __init__(self, settings: Settings) -> None:
        address, password = str(settings.xmpp_jid), str(settings.xmpp_password)
        config = {"feature_mechanisms": {"use_mechs": MECHANISMS}}
        super().__init__(f"{address}/{RESOURCE}", password, plugin_config=config)
        # Whatever slixmpp says may hold words and addresses of people; what matters is said here.
        logging.getLogger("slixmpp").setLevel(logging.CRITICAL)
        self._server = settings.xmpp_server
        self.enable_plaintext = False
        self.auto_authorize, self.auto_subscribe = None, False
        if settings.xmpp_ca:
            self.ca_certs = settings.xmpp_ca
        for plugin in PLUGINS:
            self.register_plugin(plugin)
        self["xep_0030"].add_identity(category="client", itype="bot", name="Hepascreen")
        self._had_session = False
        self._fault = ""
        self._told = ""
        for event, handler in (
            ("session_start", self._begin),
            ("connection_failed", self._fail),
            ("ssl_invalid_chain", self._distrust),
            ("failed_all_auth", self._refused),
            ("stream_error", self._thrown_out),
        ):
            self.add_event_handler(event, handler)

    async def keep_up(self) -> None:
        """Connect, and again whenever the connection ends; runs until it is cancelled."""
        tries = 0
        while True:
            self._fault, self._had_session = "", False
            await self.connect(*(self._server or (None, None)))
            if self.is_connected():
                await self._until_it_ends()
            self.cancel_connection_attempt()
            tries = 0 if self._had_session else tries + 1
            self._tell(self._fault or "the connection has ended")
            await asyncio.sleep(PAUSES[min(tries, len(PAUSES) - 1)])

    async def answers(self) -> bool:
        """Ask the server for a sign of life: it takes stanzas in their order, so whatever was sent before has come."""
        ended = self.disconnected
        sign = asyncio.ensure_future(self["xep_0199"].send_ping(self.boundjid.host, timeout=SECONDS_TO_ANSWER))
        await asyncio.wait({sign, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not sign.done():
            sign.cancel()
            return False
        return sign.exception() is None or isinstance(sign.exception(), IqError)  # an error is an answer too

    async def leave(self) -> None:
        """End the session, if there is one."""
        with contextlib.suppress(asyncio.TimeoutError):
            await asyncio.wait_for(self.disconnect(wait=SECONDS_TO_LEAVE), SECONDS_TO_LEAVE + 1)

    async def _until_it_ends(self) -> None:
        """Wait for the end of a connection; one on which nobody answers is ended."""
        ended = self.disconnected
        done, _ = await asyncio.wait({ended}, timeout=SECONDS_TO_SIGN_IN)
        if not done and not self._had_session:
            self._fault = self._fault or SILENT
            self.abort()
        await ended

    def _begin(self, _: Any) -> None:
        self._had_session = True
        if self._told:
            logger.warning("XMPP: connected to %s again", self.boundjid.host)
        self._told = ""

    def _fail(self, reason: Any) -> None:
        untrusted = isinstance(reason, ssl.SSLCertVerificationError)
        self._fault = UNTRUSTED if untrusted else self._fault or f"{reason}"

    def _distrust(self, _: Any) -> None:
        self._fault = UNTRUSTED
        self.abort()

    def _refused(self, _: Any) -> None:
        self._fault = REFUSED

    def _thrown_out(self, error: Any) -> None:
        condition = str(error["condition"])
        self._fault = TWICE if condition == "conflict" else f"the server ended the session ({condition})"

    def _tell(self, fault: str) -> None:
        """Say once why there is no connection, and again where the reason becomes another one."""
        if fault != self._told:
            logger.warning("XMPP: not connected to %s: %s. It is tried again and again.", self.boundjid.host, fault)
        self._told = fault
