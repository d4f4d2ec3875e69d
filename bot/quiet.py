"""Keeps the start-up noise of Rasa and its libraries away from the user.

`before_rasa()` must run before anything of Rasa is imported. It also imports in the order that is quickest.
"""

import logging
import os
import sys
import traceback
from typing import Any

OURS = ("bot", "actions", "criteria")

_ENVIRONMENT = {
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "LOG_LEVEL": "ERROR",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    # TensorFlow comes with Rasa and stays idle; it need not look for a graphics card.
    "CUDA_VISIBLE_DEVICES": "-1",
    # Rasa's cache of trained parts knows nothing of our modules; `bot.train` decides when to train.
    "RASA_MAX_CACHE_SIZE": "0",
}

# These speak of what a client did wrong, or of what we say better ourselves.
_SILENT = ("py.warnings", "tensorflow", "engineio.server", "socketio.server", "rasa.core.processor")


class _OneLine(logging.Formatter):
    """A line a record; at level debug the traceback too, but not what the error says: it may hold what was typed."""

    def __init__(self, tracebacks: bool, messages: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._tracebacks = tracebacks
        self._messages = messages

    def formatException(self, exc_info: Any) -> str:  # noqa: N802  the name is logging's
        kind, _, trace = exc_info
        if self._messages:
            return super().formatException(exc_info)
        return f"{''.join(traceback.format_tb(trace))}{kind.__name__ if kind else ''}"

    def format(self, record: logging.LogRecord) -> str:
        # Another handler may have written out the whole error already.
        record.exc_text = None
        if not record.exc_info or self._tracebacks:
            return super().format(record)
        cause = record.exc_info[0]
        without = logging.makeLogRecord({**record.__dict__, "exc_info": None})
        line = super().format(without).splitlines()[0]
        return f"{line} ({cause.__name__})" if cause else line


def before_rasa(level: str = "warning", messages: bool = False) -> None:
    """Silence Rasa and its libraries, send our own log to standard error, and import what is quicker early.

    `level` holds for our own modules alone: at level debug Rasa's would print every message.
    """
    configure_logging(level, messages)
    _import_early()


def configure_logging(level: str, messages: bool = False) -> None:
    """Send our own log from `level` on, and only errors of everything else, to standard error.

    What errors say is left out unless `messages` may be printed.
    """
    os.environ.update(_ENVIRONMENT)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_OneLine(level == "debug", messages))
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.ERROR)
    for name in OURS:
        logging.getLogger(name).setLevel(level.upper())
    # Whatever filters a library sets, its warnings end here.
    logging.captureWarnings(True)
    for name in _SILENT:
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _import_early() -> None:
    # TensorFlow imports jax where it is installed, for a converter that nothing here uses: most of a second.
    sys.modules.setdefault("jax", None)  # type: ignore[arg-type]
    import sanic  # noqa: F401  it turns DeprecationWarning on when first imported

    # skops looks through every module that is loaded when it is imported: before TensorFlow there are few.
    import skops.io  # noqa: F401
    import structlog

    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, _event_alone],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        cache_logger_on_first_use=True,
    )


def _event_alone(_: Any, __: str, event: Any) -> str:
    """Keep the name of Rasa's event; its other fields hold the text of messages."""
    return str(event["event"])
