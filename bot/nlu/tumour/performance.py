"""Performance status: ECOG, and Karnofsky as the ECOG options that it stands for."""

from __future__ import annotations

from typing import Any

from bot.nlu.draft import Draft
from bot.nlu.extraction import Inferred
from bot.nlu.labs.beside import Found
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.numbers import Number

_KARNOFSKY = {
    100: ("0",),
    90: ("0", "1"),
    80: ("1",),
    70: ("1", "2"),
    60: ("2",),
    50: ("2", "3"),
    40: ("3",),
    30: ("3", "4"),
    20: ("4",),
    10: ("4",),
}


def one_or_all(options: list[str]) -> Any:
    """A choice in record form: the option, or the list of those that it can be."""
    unique = list(dict.fromkeys(options))
    return unique[0] if len(unique) == 1 else unique


def read_ecog(draft: Draft, place: int) -> None:
    """``ECOG 1``, ``PS 0-1``; ``ECOG 80`` is Karnofsky; ``ECOG/KPS 1/80`` has both."""
    if _both(draft, place):
        return
    found = forward(draft, place + 1) or _equals(draft, place)
    if found is None:
        return
    token, last = draft.tokens[found.place], found.last
    number = token.number
    if number is None:
        return
    if number.value > 5 and number.value % 10 == 0 and number.high is None:
        _record_karnofsky(draft, place, found.place)
        return
    options = ecog_options(number)
    if _of_four(draft, last, options):
        last += 2
    elif draft.word(last + 1) in ("/", "or", "-") and draft.word(last + 2) in ("0", "1", "2", "3", "4"):
        options.append(draft.word(last + 2))
        last += 2
    if not options or any(one not in ("0", "1", "2", "3", "4") for one in options):
        draft.ask("ecog", "implausible", place, last)
        return
    draft.use(found.passed)
    draft.record("ecog", one_or_all(options), place, last)


def _of_four(draft: Draft, last: int, options: list[str]) -> bool:
    """``ECOG 1/4``: the last step of the scale is told behind; of ``3/4`` either may be meant."""
    return draft.word(last + 1) == "/" and draft.word(last + 2) == "4" and options in (["0"], ["1"], ["2"])


def _equals(draft: Draft, place: int) -> Found | None:
    """``PS no symptoms = 0``: the number behind a sign of equality, past plain words."""
    for step in range(place + 1, min(place + 8, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text in ("=", ":", "->") and (draft.at(step + 1) or token).kind == "num":
            return Found(step + 1, step + 1)
        if token.clinical or token.kind not in ("word", "hit") or token.segment != draft.tokens[place].segment:
            return None
    return None


def ecog_options(number: Number) -> list[str]:
    """Give the ECOG options that a number, a range or a comparison allows."""
    if number.value != int(number.value):
        listed = number.text.replace(".", ",").split(",")
        return listed if "," in number.text and len(listed) == 2 else []
    low, high = int(number.value), int(number.high if number.high is not None else number.value)
    if number.sign:
        tests = {"<": range(low), "<=": range(low + 1), ">": range(low + 1, 5), ">=": range(low, 5)}
        return [str(one) for one in tests[number.sign]]
    return [str(one) for one in range(low, min(high, 9) + 1)]


def read_karnofsky(draft: Draft, place: int) -> None:
    """``KPS 80``; ``KPS/ECOG 80/1`` has both."""
    if _both(draft, place):
        return
    found = forward(draft, place + 1)
    if found is not None:
        _record_karnofsky(draft, place, found.place)


def _record_karnofsky(draft: Draft, place: int, at: int) -> None:
    """Karnofsky is read as the ECOG options that it stands for, and read back as converted."""
    number = draft.tokens[at].number
    if number is None:
        return
    values = [number.value] + ([number.high] if number.high is not None else [])
    options = sorted({one for value in values for one in _KARNOFSKY.get(int(value), ())})
    if not options or number.sign:
        draft.ask("ecog", "implausible", place, at)
        return
    told = draft.facts.get("ecog")
    given = [told] if isinstance(told, str) else list(told or ())
    if given:
        options = [one for one in given if one in options] or given
        draft.use(range(place, at + 1))
    value = one_or_all(options)
    if draft.record("ecog", value, place, at) and not given:
        draft.inferred.append(Inferred("ecog", draft.source(place, at), "/".join(options), "ECOG"))


def _both(draft: Draft, place: int) -> bool:
    """``ECOG/KPS 1/80``: the ECOG is taken; where the Karnofsky does not allow it, it is asked."""
    after = draft.at(place + 2)
    if draft.word(place + 1) != "/" or after is None or not (after.cue("karnofsky") or after.names("ecog")):
        return False
    found = forward(draft, place + 3)
    other = draft.at(found.place + 2) if found is not None and draft.word(found.place + 1) == "/" else None
    if found is None or other is None or other.number is None:
        return False
    pair = [draft.tokens[found.place].number, other.number]
    ecog, karnofsky = pair if after.cue("karnofsky") else pair[::-1]
    if ecog is None or karnofsky is None:
        return False
    options, last = ecog_options(ecog), found.place + 2
    allowed = _KARNOFSKY.get(int(karnofsky.value), ())
    if not options or not set(options) <= {"0", "1", "2", "3", "4"} or not set(options) & set(allowed):
        draft.ask("ecog", "two_readings", place, last, tuple(dict.fromkeys([*options, *allowed])))
    else:
        draft.record("ecog", one_or_all(options), place, last)
    return True
