"""The routes that the web widget reads; every one of them answers for the sender that asks, and writes nothing."""

import asyncio
import functools
import logging
from collections.abc import Callable
from typing import Any

from sanic import Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, json, raw
from sqlalchemy.exc import SQLAlchemyError

from actions.desk import the_desk
from actions.vocabulary import vocabulary_of
from bot.access.guard import Guard
from bot.access.tokens import Caller
from bot.channels.checks import fault_of_name
from bot.commands.export import WRITERS
from bot.commands.log_open import LogError
from bot.settings import Settings
from bot.widget.reading import Reader, listing, sheet, summary

logger = logging.getLogger(__name__)

SESSIONS_AT_MOST = 50
TYPES = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "md": "text/markdown; charset=utf-8"}
NO_SCREENING = "no screening is open in this conversation"
UNREADABLE = "the screening log cannot be read at the moment; try again"


def add_widget(app: Sanic, settings: Settings, guard: Guard) -> None:
    """Serve `/widget/…`: vocabulary, sheet, screenings and summary."""

    async def vocabulary(_: Request) -> HTTPResponse:
        return json(vocabulary_of(the_desk()))

    async def current_sheet(request: Request) -> HTTPResponse:
        return await _read(request, settings, lambda reader: sheet(the_desk(), reader, settings.today()))

    async def screenings(request: Request) -> HTTPResponse:
        return await _read(request, settings, lambda reader: listing(the_desk(), reader))

    async def file(request: Request) -> HTTPResponse:
        # Sanic forgets an empty one otherwise, and `format=` would be answered as if it were not there.
        kind = request.get_args(keep_blank_values=True).get("format", "html")
        if kind not in TYPES:
            return json({"error": f"there is no such format; take one of {', '.join(TYPES)}"}, status=400)
        return await _read(
            request,
            settings,
            lambda reader: summary(the_desk(), reader, settings.today()),
            functools.partial(_file, kind),
        )

    for handler, path in (
        (vocabulary, "/widget/vocabulary"),
        (current_sheet, "/widget/sheet"),
        (screenings, "/widget/screenings"),
        (file, "/widget/summary"),
    ):
        app.add_route(handler, path, name=path)


async def _read(
    request: Request,
    settings: Settings,
    read: Callable[[Reader], Any],
    answer: Callable[[Any], HTTPResponse] = json,
) -> HTTPResponse:
    """Read for whoever asks, beside the loop that answers messages."""
    sessions = request.args.getlist("session", [])[:SESSIONS_AT_MOST] or [None]
    faults = [fault for one in sessions if (fault := fault_of_name(one, "session"))]
    if faults:
        return json({"error": faults[0]}, status=400)
    reader = reader_of(sessions, request.ctx.caller, settings.site)
    try:
        return await asyncio.to_thread(lambda: answer(read(reader)))
    except LogError as fault:
        return json({"error": str(fault)}, status=501)
    except SQLAlchemyError as fault:
        logger.error("The screening log failed: %s", type(fault).__name__)
        return json({"error": UNREADABLE}, status=503)


def reader_of(sessions: list[str], caller: Caller | None, site: str | None) -> Reader:
    """Give who asks: the conversations of a client as their senders, and the site."""
    senders = tuple(caller.sender(one) if caller else one for one in sessions)
    return Reader(senders, caller.site if caller else site)


def _file(kind: str, page: tuple[str, str] | None) -> HTTPResponse:
    """Answer with the page as a file to keep."""
    if page is None:
        return json({"error": NO_SCREENING}, status=404)
    name, text = page
    plain = "".join(letter if letter.isascii() and (letter.isalnum() or letter in "-_.") else "-" for letter in name)
    headers = {"Content-Disposition": f'attachment; filename="{plain}.{kind}"'}
    return raw(WRITERS[kind](text, name), content_type=TYPES[kind], headers=headers)
