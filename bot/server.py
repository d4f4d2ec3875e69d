"""The server: one process with the chat page, REST and Socket.IO, the trained model and the actions."""

import asyncio
import signal
import socket
import sys
from collections.abc import Callable
from typing import Any

from bot import quiet
from bot.setting_values import HOW_TO_MAKE_ONE
from bot.settings import Settings
from bot.startup import StartError, start_assistant

LARGEST_REQUEST = 256 * 1024
SECONDS_TO_STOP = 3.0
SECONDS_FOR_TURNS = 20.0
"""How long a stop waits for turns that are under way."""
SECONDS_BETWEEN_SWEEPS = 60.0
# Sanic forgets a stop that comes before its loop runs for good, as it soon does once it is announced.
A_MOMENT = 0.1


def serve(settings: Settings, ready: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `ready` is called with the address once messages are answered.

    Raises StartError.
    """
    _refuse_to_be_open(settings)
    quiet.import_first()
    from bot.channels.messaging import registry
    from bot.protocol import CarefulProtocol

    registry.check(settings)
    listener = bind(settings.host, settings.port)
    assistant = start_assistant(settings)
    app = _app(settings, assistant)
    app.ctx.agent = assistant
    app.ctx.stopping = None
    address = _address(settings.host, listener.getsockname()[1])

    @app.listener("after_server_start")
    async def announce(_: Any, loop: asyncio.AbstractEventLoop) -> None:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(number, stop, loop)
        app.ctx.sweeping = loop.create_task(_sweep(assistant))
        app.ctx.starting = [loop.create_task(channel.start()) for channel in app.ctx.channels]
        # Sanic leaves its loop once more before it runs for good, and uvloop loses a signal that comes between.
        loop.call_soon(loop.call_later, A_MOMENT, ready, address)

    def stop(loop: asyncio.AbstractEventLoop) -> None:
        app.ctx.stopping = app.ctx.stopping or loop.create_task(_stop(app, assistant))

    @app.listener("after_server_stop")
    async def end_tasks(*_: Any) -> None:
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    app.run(sock=listener, access_log=False, motd=False, protocol=CarefulProtocol)


def _refuse_to_be_open(settings: Settings) -> None:
    """Raise StartError where other machines could reach the server and nobody would be asked who they are."""
    if settings.secret or settings.is_local:
        return
    raise StartError(
        f"Other machines can reach {settings.host}, and nobody is asked who they are: set HEPASCREEN_SECRET "
        f"({HOW_TO_MAKE_ONE}), or unset HEPASCREEN_HOST."
    )


async def _stop(app: Any, assistant: Any) -> None:
    """Let the turns that are under way end, and their answers go out; then stop."""
    channels = [channel.finish(SECONDS_FOR_TURNS) for channel in app.ctx.channels]
    await asyncio.gather(assistant.finish(SECONDS_FOR_TURNS), *channels, return_exceptions=True)
    await asyncio.sleep(A_MOMENT)
    app.stop()


async def _sweep(assistant: Any) -> None:
    while True:
        await asyncio.sleep(SECONDS_BETWEEN_SWEEPS)
        assistant.forget_old()


def bind(host: str, port: int) -> socket.socket:
    """Take the port before anything slow happens, so that a port in use is known at once."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.bind(address)
    except OSError as error:
        remedy = "stop what uses it, or set HEPASCREEN_PORT to another (0 takes any free one)"
        if isinstance(error, socket.gaierror):
            remedy = "set HEPASCREEN_HOST to an address of this machine, such as 127.0.0.1"
        raise StartError(f"Cannot listen on {host} port {port}: {error.strerror}; {remedy}.") from None
    return listener


def _address(host: str, port: int) -> str:
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _app(settings: Settings, assistant: Any) -> Any:
    """Return the Sanic application: page, channels, health and metrics, without Rasa's HTTP API."""
    from rasa.core.channels.channel import register
    from sanic import Sanic

    from bot.access.guard import Guard
    from bot.api import add_description
    from bot.channels.messaging.registry import channels
    from bot.channels.rest import RestInput
    from bot.channels.socket import SocketInput
    from bot.health import add_health
    from bot.pages import add_pages
    from bot.refusals import add_refusals
    from bot.widget.routes import add_widget

    app = Sanic("hepascreen", configure_logging=False)
    app.config.update(
        REQUEST_MAX_SIZE=LARGEST_REQUEST,
        WEBSOCKET_MAX_SIZE=LARGEST_REQUEST,
        GRACEFUL_SHUTDOWN_TIMEOUT=SECONDS_TO_STOP,
        FALLBACK_ERROR_FORMAT="json",
        USE_UVLOOP=sys.platform == "linux",
    )
    guard = Guard(settings)
    app.register_middleware(guard.check, "request")
    app.register_middleware(guard.let_page_read, "response")
    add_refusals(app)
    add_description(app)
    add_pages(app, guard)
    add_health(app, assistant, guard)
    add_widget(app, settings, guard)
    app.ctx.channels = channels(settings, guard, assistant.metrics)
    register([RestInput(guard), SocketInput(guard), *app.ctx.channels], app, route="/webhooks/")
    return app
