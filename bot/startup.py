"""Starting the assistant: log, model and actions, each with one line that says why where it cannot start."""

import asyncio
import datetime as dt
import gc
import logging
import os
from typing import TYPE_CHECKING

from bot import quiet
from bot.settings import Settings

if TYPE_CHECKING:
    from bot.assistant import Assistant

logger = logging.getLogger(__name__)

_ANY_DAY = dt.date(2026, 1, 1)
MORE = "HEPASCREEN_LOG_LEVEL=debug says more"


class StartError(Exception):
    """The assistant cannot start; `str()` is one line that says why and what helps."""


class _UndoError(Exception):
    """Ends a transaction without a trace."""


def start_assistant(settings: Settings) -> "Assistant":
    """Return the assistant, ready to answer. Raises StartError."""
    quiet.configure_logging(settings.log_level, settings.log_messages, settings.log_format)
    if not settings.model.is_file():
        raise StartError(f"There is no trained model at {settings.model}; run `make train`.")
    # Nearly all that is made from here on stays: looking for what does not would take a quarter of the time.
    gc.disable()
    try:
        return _started(settings)
    finally:
        gc.enable()


def _started(settings: Settings) -> "Assistant":
    check_log(settings.log_url)
    quiet.before_rasa(settings.log_level, settings.log_messages, settings.log_format)
    try:
        assistant = _load(settings)
    except Exception as error:
        logger.debug("The model could not be loaded", exc_info=True)
        problem = f"The model {settings.model} could not be loaded ({_reason(error)})"
        raise StartError(f"{problem}; run `make train` again. {MORE}.") from error
    if not asyncio.run(_answers(assistant)):
        raise StartError(_no_answer(settings))
    # All that is loaded now stays; the garbage collector need not look through it (a million objects) again.
    gc.collect()
    gc.freeze()
    return assistant


def check_log(url: str) -> None:
    """See that the actions have what they work with, and that the screening log can be written.

    Nothing is left in the log. Raises StartError.
    """
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from actions.desk import the_desk
    from actions.log import Origin
    from criteria import CriteriaError

    # The actions read the same setting, here and in a process of their own.
    os.environ["HEPASCREEN_LOG_URL"] = url
    try:
        with the_desk().log.transaction() as pages:
            pages.open(Origin("start-up", "check", _ANY_DAY))
            raise _UndoError
    except _UndoError:
        return
    except CriteriaError as error:
        raise StartError(f"A trial or the fact catalogue is wrong. {error.faults[0]}") from error
    except (SQLAlchemyError, ImportError, OSError) as error:
        shown = make_url(url).render_as_string(hide_password=True)
        cause = getattr(error, "orig", None) or error
        problem = f"The screening log {shown} cannot be written ({_reason(cause)})"
        remedy = "check that the database is there and may be written, or set HEPASCREEN_LOG_URL to another"
        raise StartError(f"{problem}; {remedy}.") from error


def _load(settings: Settings) -> "Assistant":
    from bot.assistant import load_assistant

    return load_assistant(settings)


async def _answers(assistant: "Assistant") -> bool:
    """Ask something that changes nothing, and tell whether it is answered.

    The first message would otherwise wait for what loads late.
    """
    from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

    from bot.assistant import FAILED

    channel = CollectingOutputChannel()
    logging.disable(logging.NOTSET if assistant.settings.log_level == "debug" else logging.ERROR)
    await assistant.handle_message(UserMessage("status", channel, "start-up"))
    logging.disable(logging.NOTSET)
    return FAILED not in (message.get("text") for message in channel.messages)


def _no_answer(settings: Settings) -> str:
    if settings.actions_url:
        return f"The action server {settings.actions_url} does not answer; start it, or unset HEPASCREEN_ACTIONS_URL."
    return f"The assistant does not answer; run `make train` again. {MORE}."


def _reason(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]
