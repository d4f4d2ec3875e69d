"""Keeps the start-up noise of Rasa and its libraries away from the user.

`before_rasa()` must run before anything of Rasa is imported. It also imports in the order that is quickest.
"""

import logging
import os
import sys
from typing import Any

from bot.log_lines import FORMATS

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


def before_rasa(level: str = "warning", messages: bool = False, log_format: str = "text") -> None:
    """Silence Rasa and its libraries, send our own log to standard error, and import what is quicker early.

    `level` holds for our own modules alone: at level debug Rasa's would print every message.
    """
    configure_logging(level, messages, log_format)
    _import_early()


def import_first() -> None:
    """Import what skops looks for, when little else is imported.

    For each function of these it looks through all modules in the order of their import: from their place at the
    front that takes a fifth of the time.
    """
    import numpy  # noqa: F401
    import scipy.special  # type: ignore[import-untyped]  # noqa: F401


def configure_logging(level: str, messages: bool = False, log_format: str = "text") -> None:
    """Send our own log from `level` on, and only errors of everything else, to standard error.

    What errors say is left out unless `messages` may be printed. `log_format` is `text` or `json`.
    """
    os.environ.update(_ENVIRONMENT)
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMATS[log_format](level == "debug", messages))
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

    # skops looks through the modules that are loaded when it is imported: before TensorFlow there are few.
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
