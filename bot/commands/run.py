"""`hepascreen run`: the server, and one line with its address."""

import sys

from bot.server import serve
from bot.settings import Settings
from bot.startup import StartError

CANNOT_START = 2
INTERRUPTED = 130


def run(settings: Settings) -> int:
    """Serve until stopped; return the exit status."""
    if not settings.is_local:
        sys.stderr.write(
            f"hepascreen: {settings.host} can be reached by other machines, and nothing asks who they are; "
            "put an authenticating proxy in front, or unset HEPASCREEN_HOST.\n"
        )
    try:
        serve(settings, ready=_announce)
    except StartError as error:
        sys.stderr.write(f"hepascreen: {error}\n")
        return CANNOT_START
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def _announce(address: str) -> None:
    sys.stdout.write(f"Hepascreen is ready: {address}  (Ctrl-C stops it)\n")
    sys.stdout.flush()
