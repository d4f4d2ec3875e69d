"""One measured value: what its number counts, what stands beside it, which fact it belongs to."""

from __future__ import annotations

import re

from msgspec.structs import replace

from bot.nlu.draft import Draft
from bot.nlu.labs.baselines import BASELINE, baseline_of, first_of_chain
from bot.nlu.labs.beside import Found
from bot.nlu.labs.changes_told import every_so_often, infused, of_change
from bot.nlu.labs.day_of_value import day_of_value
from bot.nlu.labs.headers import Header
from bot.nlu.labs.limits import baseline_behind, decade, lasts, limit_of, of_range, take_baseline
from bot.nlu.labs.told_units import told_unit
from bot.nlu.labs.unexplained import ask_which, rival
from bot.nlu.lexicon.numbers import Number
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set

_COUNTED_NOUNS = word_set("labs_counted_nouns")


def _no_value(draft: Draft, fact: str, place: int, found: Found) -> bool:
    """Tell whether a number behind a name counts something else: days, tablets, a limit of normal."""
    token = draft.tokens[found.place]
    number = token.number
    if (
        number is not None
        and number.spelled
        and number.value < 3
        and draft.word(found.place + 1) in ("of", "week", "month", "year", "day", "time")
    ):
        return True
    if token.unit is None and found.passed and draft.word(found.place + 1) in _COUNTED_NOUNS:
        return True
    if draft.word(place) == "cr" and any(draft.word(one) in ("on", "in", "last", "at") for one in found.passed):
        return True
    if token.text.startswith("up to") and not _needed(draft, found) and _left_open(draft, fact, place, found):
        return True
    at_most = token.text.startswith("maximum ") or (place < found.place - 1 and draft.word(found.place - 1) in _AT_MOST)
    told = at_most and draft.catalogue.facts[fact].lab and fact not in _PRESSURES and found.day is None
    scored = any(draft.word(one) in ("grade", "score") for one in found.passed)
    if told or scored or _needed(draft, found) or every_so_often(draft, found):
        draft.use([place])
        token.scope.add("decoy")
        return True
    if decade(token, draft.catalogue.facts[fact].unit):
        draft.ask(fact, "value", place, found.place)
        return True
    if lasts(token, draft.catalogue.facts[fact].unit) or of_range(draft, place, found) or infused(draft, fact, found):
        draft.use([place])
        token.scope.add("decoy")
        return True
    changed = of_change(draft, fact, place, found)
    if changed:
        draft.ask(fact, "two_readings", place, found.last)
    return changed


def _left_open(draft: Draft, fact: str, place: int, found: Found) -> bool:
    """``bili up to 38``: ask whether it rose to that or may go up to it, where no verb or day tells of a rise."""
    token, after = draft.tokens[found.place], draft.at(found.place + 1)
    told = after is not None and (
        after.text in ("from", "on", "in", "this") or after.kind == "date" or after.cue("now")
    )
    if told or draft.word(found.place - 1) in _MOVED:
        token.number = replace(token.number, sign="") if token.number else None
        return False
    if token.number is None or not draft.catalogue.facts[fact].lab or fact in _PRESSURES:
        return False
    if not any(draft.word(one) in _MODAL for one in found.passed):
        draft.ask(fact, "two_readings", place, found.place)
    return True


_PRESSURES = ("systolic_bp", "diastolic_bp")
_MODAL = ("may", "can", "could", "might", "be", "should", "must")
_NEEDED = ("needed", "required", "target", "goal", "threshold", "cut-off", "cutoff", "necessary")


def _needed(draft: Draft, found: Found) -> bool:
    """``plt 50 needed for biopsy``, ``AFP 400 is the threshold``: what must be, no value."""
    step = found.place + 1
    while draft.word(step) in ("is", "the", "our", "a", "are"):
        step += 1
    number = draft.tokens[found.place].number
    borne = number is not None and (number.sign != "" or any(draft.word(one) in _AT_MOST for one in found.passed))
    allowed = draft.word(step) in (_ALLOWED if borne else _ALLOWED[:2])
    return (
        allowed
        or draft.word(step) in _NEEDED
        or (
            "should" in [draft.word(one) for one in found.passed]
            and bool((draft.tokens[found.place].number or Number(0)).sign)
        )
    )


_ALLOWED = ("allowed", "permitted", "accepted", "acceptable", "ok", "okay", "fine", "eligible", "tolerable")
_AT_MOST = ("max", "maximum", "min", "minimum", "down to")


_MOVED = ("went", "came", "rose", "gone", "back", "is", "was", "now", "climbed", "come")


def _times(draft: Draft, place: int) -> bool:
    """``ALT 3x``: of what is not said."""
    behind = draft.at(place + 1)
    if behind is None or behind.text != "x" or behind.start != draft.tokens[place].end:
        return False
    after = draft.at(place + 2)
    return after is None or after.kind != "num"


def _or_another(draft: Draft, mark: int, found: Found) -> int | None:
    """``82 or 28``, ``82/28?``, ``82 (?)``, ``104/91/82``: which it is is not known; gives the last place of it."""
    place = found.place
    words = [draft.word(place + step) for step in range(1, 4)]
    second = draft.at(place + 2)
    own = draft.tokens[place].unit
    alone = second is not None and second.kind == "num" and own in (None, second.unit)
    if words[0] == "or" and alone and not is_name(draft, place + 3):
        return place + 2
    if words[0] == "/" and alone and words[2] == "?":
        return place + 3
    named = "/" in (draft.word(mark - 1), draft.word(mark + 1))
    if words[0] == words[2] == "/" and alone and not named and draft.word(place + 4)[:1].isdigit():
        return place + 4
    return place + 3 if words == ["(", "?", ")"] else None


_TWO = re.compile(r"\d \d{3}[.,]\d")
"""``plt 82 120,5``: two numbers, or one that no counter prints."""


def _open_value(draft: Draft, fact: str, place: int, found: Found, token: Token) -> bool:
    """Ask where a number leaves open of what it is a multiple, or which of two it is; True where it was asked."""
    if fact == "platelets" and " " in token.text and token.number is not None and _TWO.search(token.number.text):
        draft.ask(fact, "two_readings", place, found.place, (token.text,))
        return True
    if token.unit is None and _times(draft, found.place):
        draft.ask(fact, "unit", place, found.place + 1, (f"{token.text} x ULN", token.text))
        return True
    last = _or_another(draft, place, found)
    if last is not None:
        both = (token.text, draft.word(found.place + 2)) if draft.word(found.place + 1) != "(" else ()
        draft.ask(fact, "two_readings", place, last, both)
    return last is not None


def take_lab(draft: Draft, fact: str, place: int, found: Found, header: Header, mark: int | None = None) -> bool:
    """Record one value with what stands beside it; baselines of markers go to their own fact."""
    token = draft.tokens[found.place]
    number = token.number
    if number is None:
        return False
    if _no_value(draft, fact, place, found):
        return False
    if _open_value(draft, fact, place, found, token):
        return True
    latest = fact
    older = baseline_behind(draft, found)
    fact, stale = (fact, False) if older is not None else baseline_of(draft, fact, place, found)
    if fact in BASELINE.values() and found.passed:
        token, number = first_of_chain(draft, latest, place, found, header)
    if stale:
        return False
    if fact == "neutrophils" and token.unit == "%":
        return False
    if mark is None and older is None and (other := rival(draft, fact, found)) is not None:
        ask_which(draft, fact, place, found, other)
        return True
    found.unit = found.unit or told_unit(draft, fact, found, number)
    uln = limit_of(draft, fact, found, token)
    before = len(draft.queries)
    done = draft.measure(
        fact,
        token,
        place,
        found.last,
        unit=found.unit if token.unit is None else None,
        day=day_of_value(draft, fact, place, found, header),
        uln=uln,
    )
    if mark is None:
        draft.use(found.passed)
    if older is not None:
        take_baseline(draft, fact, older)
    return done or len(draft.queries) > before
