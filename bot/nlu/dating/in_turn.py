"""Days without a year that are over by words around them: ``RFA 30 Nov, microwave 2 Feb``, ``had TACE on 4 Dec``."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from bot.nlu.dating.days import Day, soon
from bot.nlu.lexicon.calendar_words import TO
from bot.nlu.lexicon.tokens import Token

_PARTED = frozenset((",", ";", "then", "and then", "->", "\n", "followed by", "next"))
_HAD = frozenset(("had", "underwent", "received", "got", "did"))
_TOOK = frozenset(("took", "performed", "done", "given"))
_OVER = frozenset(("stopped", "discontinued", "terminated", "withdrawn", "ceased", "since", "began"))
_WAS_DONE = frozenset(("started", "begun", "given", "commenced", "initiated", "treated", "started on"))
_WAS = frozenset(("was", "were", "had", "received", "got", "took"))
_LAST = frozenset(("last", "latest", "most recent", "completed", "finished", "received", "stopped", "started"))
_PRIOR = frozenset(("prior", "previous", "previously", "earlier", "past", "s/p", "post", "after", "had", "received"))
_HOW_IT_WENT = frozenset(("single", "uneventful", "uncomplicated", "tolerated", "pd", "sd", "pr", "cr"))
_TO_COME = frozenset(("next", "booked", "scheduled", "due", "planned", "for", "slot", "will", "awaiting"))
_AHEAD = ("plan", "hypothesis", "refuse", "now")
_REACH = 5


def settle_in_turn(tokens: list[Token], today: date) -> None:
    """Take a day that may lie ahead for the last one where it leads a list in order, ends a span, or was had."""
    places = [place for place, token in enumerate(tokens) if token.kind == "date" and token.day is not None]
    for number, place in enumerate(places):
        day = tokens[place].day
        if day is None or "plan" in tokens[place].scope:
            continue
        if day.clear and len(day.candidates) > 1 and (_told_over(tokens, place) or _is_over(tokens, place)):
            tokens[place].day = replace(day, candidates=(day.iso or "",))
        if not soon(day, today):
            continue
        before = places[number - 1] if number else -1
        after = places[number + 1] if number + 1 < len(places) else -1
        if (
            _told_over(tokens, place)
            or _ends_span(tokens, before, place)
            or _leads(tokens, place, after, day)
            or _was_had(tokens, place)
        ):
            tokens[place].day = replace(day, guessed=False)


def _told_over(tokens: list[Token], place: int) -> bool:
    """``since 26 Dec``, ``was stopped on 4 Jan``: nothing is told so of what lies ahead."""
    step = place - 2 if tokens[place - 1].text in ("on", "from") and place > 1 else place - 1
    if place < 1 or any(one.cue("plan", "hypothesis") for one in tokens[max(0, place - 6) : place]):
        return False
    if tokens[step].text in _OVER or tokens[place - 1].text == "since":
        return True
    behind = [one.text for one in tokens[place + 1 : place + 6] if one.sentence == tokens[place].sentence]
    if "ongoing" in behind or "present" in behind:
        return True
    led = {one.text for one in tokens[max(0, step - 4) : step] if one.sentence == tokens[place].sentence}
    given = tokens[step].text in _WAS_DONE or tokens[place - 1].text == "from"
    return given and not led.isdisjoint(_WAS)


def _is_over(tokens: list[Token], place: int) -> bool:
    """``prior TACE 12/08/2026``, ``TACE x2, last 12/08/2026``: of two readings the one that is over is meant."""
    near = [one for one in tokens[max(0, place - 6) : place + 5] if one.sentence == tokens[place].sentence]
    if any((one.cue(*_AHEAD) and one.text not in _LAST) or one.text in _TO_COME for one in near):
        return False
    step = place - 2 if tokens[place - 1].text in ("on", "from", ":", "was") and place > 1 else place - 1
    led = {one.text for one in near if one.start < tokens[place].start}
    tells = {one.text for one in near if one.start > tokens[place].start}
    told = tokens[step].text in _LAST | _TOOK or not led.isdisjoint(_PRIOR) or not tells.isdisjoint(_HOW_IT_WENT)
    return place > 0 and (told or _was_had(tokens, place))


def _ends_span(tokens: list[Token], before: int, place: int) -> bool:
    """``4 October 2025 - 30 Dec``: the year that the beginning tells."""
    told = tokens[before].day if before >= 0 and before == place - 2 else None
    own = tokens[place].day
    if told is None or own is None or told.guessed or tokens[place - 1].text not in TO:
        return False
    return bool(told.iso and own.iso and told.clear and told.iso < own.iso)


def _leads(tokens: list[Token], place: int, after: int, day: Day) -> bool:
    """Tell whether the next treatment of a list has a day without a year that came after this one."""
    later = tokens[after].day if after >= 0 else None
    if later is None or not later.guessed or (day.iso or "9") >= (later.iso or ""):
        return False
    between = tokens[place + 1 : after]
    listed = _named(tokens, place) and _named(tokens, after) and tokens[place].sentence == tokens[after].sentence
    return listed and len(between) <= _REACH and between[:1] != [] and between[0].text in _PARTED


def _named(tokens: list[Token], place: int) -> bool:
    """Tell whether a treatment stands right before a date, with no more than a word of place between."""
    before = tokens[max(0, place - 2) : place]
    return any(token.treats for token in before) and not any(token.cue(*_AHEAD) for token in before)


def _was_had(tokens: list[Token], place: int) -> bool:
    """``the patient underwent RFA on 27 December``: told as done, with nothing between that plans it."""
    sentence = tokens[place].sentence
    near = [one for one in tokens[max(0, place - 9) : place] if one.sentence == sentence]
    verb = next((at for at in range(len(near) - 1, -1, -1) if near[at].text in _HAD), None)
    if verb is None and near and near[-1].text in ("on", "the"):
        verb = next((at for at, one in enumerate(near) if one.text in _TOOK), None)
        return verb is not None and any(one.treats for one in near[:verb]) and not any(one.cue(*_AHEAD) for one in near)
    if verb is None or not any(one.treats for one in near[verb:]):
        return False
    said = [one for one in near[verb + 1 :] if not one.treats and one.kind == "word"]
    return len(said) <= 4 and not any(one.cue(*_AHEAD) or one.text in ("booked", "scheduled", "for") for one in near)
