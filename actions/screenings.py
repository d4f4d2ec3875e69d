"""Screenings as a whole: start, name, resume, list, close."""

import re
from collections.abc import Callable

import msgspec

from actions.codes import Code, read_bare_code, read_code
from actions.heard import Heard
from actions.log import Screening, fold
from actions.phone.talking import end, offer, start
from actions.reply import WANTS_CODE
from actions.visit import Visit
from actions.wording import lines

LISTED_AT_MOST = 20
PHONE_WORDS = re.compile(r"\b(?:start|phone|call|mode|screening|with|for|the|a|patient|by|on)\b|[:,#]", re.IGNORECASE)
"""What stands around a code in a message that starts a call."""


def about_screenings(visit: Visit) -> None:
    """Do what the message wants with a screening as a whole; facts beside it are recorded afterwards."""
    code = _code_in(visit)
    if code.span is not None:
        visit.heard = _without_code(visit, code)
    if code.refused:
        visit.reply.say(lines.USE_A_CODE)
    DOES[visit.turn.intent](visit, code.code)


def names_the_screening(visit: Visit) -> bool:
    """Whether the message is the bare code that was asked for."""
    unnamed = visit.screening is not None and visit.screening.code is None
    waits = visit.turn.mode == WANTS_CODE and unnamed and not visit.heard.changes
    return waits and read_bare_code(visit.turn.text) is not None


def name_it(visit: Visit) -> None:
    """Give the open screening the bare code that the message is."""
    visit.heard = msgspec.structs.replace(visit.heard, unused=(), queries=())
    _name(visit, read_bare_code(visit.turn.text))


def _code_in(visit: Visit) -> Code:
    return read_code(visit.turn.text, visit.heard)


def _without_code(visit: Visit, code: Code) -> Heard:
    heard = visit.heard.outside([code.span] if code.span else [])
    text = (code.code or "").casefold()
    unused = tuple(words for words in heard.unused if words.casefold() not in text and text not in words.casefold())
    return msgspec.structs.replace(heard, unused=unused)


def _known(visit: Visit, code: str | None) -> Screening | None:
    """Find the screening with a code among those that the sender may see."""
    return visit.pages.by_code(visit.turn.sender, code, visit.turn.site) if code else None


def _start(visit: Visit, code: str | None) -> None:
    if visit.is_repeated:
        visit.reply.say(lines.opened(visit.label))
        return
    known = _known(visit, code)
    if known is not None:
        _resume_it(visit, known)
    elif code and visit.screening and visit.screening.code is None and not visit.rows:
        _name(visit, code)
    else:
        _open(visit, code)


def _open(visit: Visit, code: str | None) -> None:
    _go_to(visit, visit.pages.open(visit.origin, code))
    visit.reply.say(lines.opened(visit.label))
    if code is None:
        visit.reply.say(lines.GIVE_A_CODE)
        visit.reply.slots["mode"] = WANTS_CODE


def _go_to(visit: Visit, screening: Screening) -> None:
    visit.enter(screening)
    visit.has_moved = True
    visit.on_phone = False
    visit.touch()


def _name(visit: Visit, code: str | None) -> None:
    screening, known = visit.screening, _known(visit, code)
    if screening is None or code is None:
        _start(visit, code)
    elif visit.is_repeated:
        visit.reply.say(lines.named(visit.label))
    elif known is not None and known.id != screening.id:
        visit.reply.say(lines.code_taken(code, known.opened_on))
    elif screening.code and screening.code.casefold() != code.casefold():
        visit.reply.say(lines.has_code(screening.code, code))
    else:
        visit.pages.happened(screening.id, "named", visit.origin, code)
        visit.screening = visit.pages.screening(screening.id)
        visit.touch()
        visit.is_named = True
        visit.reply.say(lines.named(code))


def _resume(visit: Visit, code: str | None) -> None:
    known = _known(visit, code)
    if known is not None:
        _resume_it(visit, known)
    elif code:
        visit.reply.say(lines.unknown_code(code))
    else:
        _list(visit, None)


def _resume_it(visit: Visit, screening: Screening) -> None:
    if not visit.is_repeated:
        visit.pages.happened(screening.id, "resumed", visit.origin)
        _go_to(visit, screening)
    known = visit.now()
    visit.reply.say(lines.resumed(visit.label, screening.opened_on, len(known.facts) + len(known.entries)))
    offer(visit)


def _list(visit: Visit, _: str | None) -> None:
    screenings = visit.pages.of_sender(visit.turn.sender, visit.turn.site)[-LISTED_AT_MOST:]
    if not screenings:
        visit.reply.say(lines.NO_SCREENING)
    current = visit.screening.id if visit.screening else None
    for one in screenings:
        known = fold(visit.pages.observations(one.id))
        count = len(known.facts) + len(known.entries)
        visit.reply.say(lines.listed(one.code or "without a code", one.opened_on, count, one.id == current))


def _close(visit: Visit, code: str | None) -> None:
    named = _known(visit, code)
    screening = named or visit.screening
    if screening is None or (code and named is None):
        visit.reply.say(lines.unknown_code(code) if code else lines.NO_SCREENING)
        return
    if not visit.is_repeated:
        visit.enter(screening)
        visit.touch()
        if visit.on_phone:
            end(visit)
        visit.pages.happened(screening.id, "closed", visit.origin)
    visit.reply.say(lines.closed(screening.code))
    visit.is_closed = True


def _call(visit: Visit, code: str | None) -> None:
    """Start a call with the patient: of the code, where one is given, else of the open screening."""
    code = code or read_bare_code(PHONE_WORDS.sub("", visit.turn.text))
    known = _known(visit, code)
    if known is not None and (visit.screening is None or known.id != visit.screening.id):
        _resume_it(visit, known)
        visit.reply.buttons = []
    elif known is None and (code or visit.screening is None) and not visit.is_repeated:
        _open(visit, code)
    visit.heard = msgspec.structs.replace(visit.heard, unused=())
    start(visit)


def _hang_up(visit: Visit, _: str | None) -> None:
    end(visit)


DOES: dict[str, Callable[[Visit, str | None], None]] = {
    "new_patient": _start,
    "name_patient": _name,
    "resume_patient": _resume,
    "list_patients": _list,
    "close_patient": _close,
    "phone": _call,
    "hang_up": _hang_up,
}
"""What each intent does."""

SCREENING_INTENTS = frozenset(DOES)
