"""The words that lead from one treatment to the next, and whose the date before them is."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.entries import Entry

THEN = frozenset(("then", "and then", "later", "subsequently", "thereafter", "afterwards", "next"))
_DATING = ("in", "on", "from", "since", "between")


def behind_then(draft: Draft, first: int, last: int) -> int:
    """``, taken off it in February 2025 and then put on X``: the place behind the word that leads to the next one."""
    led = last - 1 - (draft.word(last - 1) in _ARTICLES)
    if led > first and (draft.word(led) in THEN or draft.tokens[led].cue("then")) and _tells(draft, first, led):
        return led
    if led > first and draft.word(led) in ADDED and _tells(draft, first, led) and _only_tells(draft, first, led):
        return led
    for place in range(last - 1, first, -1):
        if draft.word(place) not in THEN:
            continue
        dated = any(one.kind == "date" for one in draft.tokens[last + 1 : last + 4])
        if draft.tokens[place - 1].kind == "date" and dated:
            return place  # ``RFA, seg 7 Apr 2024 then TACE May 2024``
        if draft.word(place) == "and then" or draft.word(place - 1) == "and":
            again = draft.tokens[place + 1].kind == "date" or draft.word(place + 1) in _DATING
            return first if again else place  # ``In May and then in July TACE``
    return first


_ARTICLES = frozenset(("a", "an", "the", "by", "with", "to", "on"))


def _tells(draft: Draft, first: int, last: int) -> bool:
    """``TACE, completed then lenvatinib``: what stands before ``then`` says when the course ran or how it ended."""
    if draft.tokens[first].text in _DATING and draft.tokens[first - 1].sentence != draft.tokens[first].sentence:
        return False
    return any(
        one.kind == "date" or one.cue("stopped", "completed", "progressed", "intolerant")
        for one in draft.tokens[first:last]
    )


ADDED = frozenset(("and", "+", "&", "plus"))
"""Before what came beside or behind the course that was told before."""
_TELLS = word_set("then_next_tells")
_HARMS = word_set("courses_side_effects")


def _only_tells(draft: Draft, first: int, last: int) -> bool:
    """``TACE x2, completed May 2026 & SBRT``: all of the part before the sign is of the course, and opens no clause."""
    dated = draft.tokens[first].text in ("in", "on", "since") and draft.tokens[first + 1].kind == "date"
    if dated and any(one.kind != "date" and one.cue("progressed", "stopped") for one in draft.tokens[first:last]):
        return False  # ``TACE in 2023, in 2024 progression and RFA``
    return all(
        one.kind == "date"
        or one.text in _TELLS
        or one.cue("stopped", "completed", "progressed", "intolerant", "last", "first")
        or any(sense.id == "response" for sense in one.senses("option"))
        or one.text.rpartition(" ")[2] in _HARMS
        or (one.kind == "num" and one.unit is None)
        for one in draft.tokens[first:last]
    )


_OPENS = frozenset((",", "(", "the", ";", "and", "with", "his", "her"))
_LATEST = frozenset(("most recent", "latest", "the latest", "the last", "final"))
_JOINTS = frozenset(("then", "and then", "followed by", "and", "+", "plus", "&", "->", ",", "now", "with", ")"))


def last_day(draft: Draft, first: int, last: int) -> int:
    """``TACE x2, last 10 Oct then lenvatinib``: the place behind the day of the last session, or ``first``."""
    step = first
    while draft.word(step) in _OPENS:
        step += 1
    if step >= last or draft.tokens[step].kind == "date":
        return first
    if not (draft.word(step).startswith(("last", "the last")) or draft.word(step) in _LATEST):
        return first
    day = next((one for one in range(step + 1, last) if draft.tokens[one].kind == "date"), last)
    told = draft.tokens[step + 1 : day]
    joints = [draft.word(one) for one in range(day + 1, last)]
    closed = bool(joints) and all(one in _JOINTS for one in joints)
    counted = any(one.treats or (one.kind == "num" and one.text != "one") for one in told)
    return day + 1 if closed and not counted else first


def of_before(draft: Draft, step: int, following: int) -> bool:
    """``TACE, progressed Oct 2026 then regorafenib``: told of the treatment before, as what leads on behind it says."""
    token = draft.tokens[step]
    if token.cue("last") and last_day(draft, step, following) > step:
        return True
    led_on = any(one.cue("then") for one in draft.tokens[step + 1 : following]) or draft.word(following - 1) in ADDED
    return led_on and token.cue("progressed", "intolerant")


def own_line(draft: Draft, step: int, following: Entry) -> bool:
    """``pembro in the second line, Jan-Jun 2026; first line was Nexavar``: the line of the treatment before it."""
    token = draft.tokens[step]
    return token.text.endswith("line") and token.segment != draft.tokens[following.first].segment


_WITH = frozenset(("plus", "with", "+", "and", "alongside", "together", "combined", "&", "then"))


def lists_days(draft: Draft, place: int) -> bool:
    """``HAIC on 3 March, 24 March and 14 April plus lenvatinib``: the last day of a list, before what came with it."""
    if draft.tokens[place].kind != "date" or draft.word(place + 1) not in _WITH:
        return False
    step = place - 2 if draft.word(place - 1) in ("on", "in") else place - 1
    if draft.word(step) in ("and", "&"):
        step -= 1 if draft.tokens[step - 1].kind == "date" else 0
        step -= 1
    return draft.word(step) == "," and draft.tokens[step - 1].kind == "date"
