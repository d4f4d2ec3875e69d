"""`hepascreen run`: the server, and one line with its address."""

import sys

from bot.server import serve
from bot.settings import Settings
from bot.startup import StartError

CANNOT_START = 2
INTERRUPTED = 130


def run(settings: Settings) -> int:
    """Serve until stopped; return the exit status."""
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
