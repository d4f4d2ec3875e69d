"""A stage told twice, of two times or by two people: ``BCLC B at the referring site, our board made it C``.

What we say or what holds now counts against what others said or what was before; of two opinions of which neither is
ours both may hold, and what one is told to go by is what holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.wording.stage_scales import AGAIN, DEGREES, FIRST, PERSON, SAID, SECOND
from bot.nlu.wording.stage_words import (
    AGAINST,
    EARLIER,
    GO_BY,
    LATER,
    NOW,
    OF_OLD,
    OF_OTHERS,
    OURS,
    TIMES,
    TOLD_BY,
    TURNED_TO,
    UNSURE,
)

_REACH = 76
_PARTED = re.compile(
    r"[,;(–]|(?<=\)) ?/|/ ?(?=last\b|prev|was\b)|\) then |[a-z] / | - | but | and | vs\.? | versus | while | whereas | "
    r"though | or | (?:maybe|perhaps|possibly) |\. |\? "
)
_OCCASION = re.compile(
    r" (?:during|while|whilst|when|before|after|post|pre|with|on admission with|at)\b[^,;.()\n]{2,40}"
    r"(?P<turn>[,;] ?(?:and |but )?(?:now|since|then|recovered to|settled at|settled to|back to|improved to|fell to|"
    r"dropped to|down to|up to|rose to) ?)"
)
_NOW_ONLY = re.compile(
    r"^[^.]*\. (?:it is |he is |she is )?(?:now|today|currently|since then|at present|this (?:week|visit|month))[:,]?"
    r"(?: (?:it is|it's|he is|she is|is|at|a))* $"
)
"""``B a week ago. Now C``."""
_LATER = re.compile(
    r"\b(?:then|later|months?|(?<!same )weeks?|cycles?|after|"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)\b|"
    r"(?<!reader )\d"
)
"""Two responses of two times: the later counts."""
_BEHIND = re.compile(r" ?\([^()\n]{1,40}\)|[^,;.()\n]{0,45}")
_BEFORE = re.compile(r"[^,;.\n]{0,40}$")
_OR = ("vs", "vs.", "versus", "or")
_FORMER = ("former", "first")
_LATTER = ("latter", "second", "last")
_MORE = ("higher", "worse", "worst", "highest")
_FIRST_HOLDS, _SECOND_HOLDS, _EITHER = 1, 2, 3


class Second(NamedTuple):
    """The second value, where it ends, what stands between the two, whether the scale is named again, and by whom."""

    value: str
    end: int
    between: str
    again: bool
    lead: str


def with_stages_of_two(text: Text, named: Named) -> Text:
    """Put the one that holds, or both, right behind the scale."""
    changes = apart(_told_twice(text, named))
    return rewritten(text, changes) if changes else text


def _told_twice(text: Text, named: Named) -> Iterator[Change]:
    for scale, first in FIRST.items():
        if not first.may_match(text.low):
            continue
        for match in first.finditer(text.low):
            value = _second(text, match, scale)
            if value is None:
                continue
            second = _told(text.low[match.end() : value.start()], value, scale)
            if _apart(second, named):
                changes = list(_settled(text.low, match, second, named, scale))
                # Which of two days or papers counts, where no word tells, is found for these from the days.
                if scale not in DEGREES or not any(" or " in one.wording or one.start == one.end for one in changes):
                    yield from changes


def _told(between: str, value: re.Match[str], scale: str) -> Second:
    again = AGAIN[scale].search(between)
    if again is None:
        return Second(value.group(), value.end(), between, again=False, lead="")
    lead = again.group() if scale == "response" else ""  # ``central read PD``: the name tells who
    return Second(value.group(), value.end(), between[: again.start()], again=True, lead=lead)


def _second(text: Text, match: re.Match[str], scale: str) -> re.Match[str] | None:
    """Give the second value, if the next that may be one is another."""
    for value in SECOND[scale].finditer(text.low, match.end(), match.end() + _REACH):
        if PERSON.search(text.low, match.end(), value.start()):
            continue
        return None if value.group() == match["one"] or _is_article(text, match, value) else value
    return None


def _is_article(text: Text, match: re.Match[str], value: re.Match[str]) -> bool:
    """Tell whether a letter is no value: small beside a capital."""
    return text.cased[value.start()] == "a" and text.cased[match.start("one")].isupper()


def _apart(second: Second, named: Named) -> bool:
    """Tell whether a mark or a link parts the two, and nothing else is named where the second is told; no slip."""
    between = second.between
    if between in (" and ", ", sorry, ", ", no, ") or "\n" in between or _PARTED.search(between) is None:
        return False
    if not second.again and ". " in between and _NOW_ONLY.search(between) is None:
        return False
    told = {fact for *_, fact in named(between)}  # ``2 with sepsis, 1 again``
    return told <= {"active_infection"} or _is_occasion(between, named)


def _is_occasion(between: str, named: Named) -> bool:
    """Tell whether what is named is when the first was told: ``during sepsis, recovered to``."""
    when = _OCCASION.fullmatch(between)
    return when is not None and not named(when["turn"])


def _settled(low: str, match: re.Match[str], second: Second, named: Named, scale: str) -> Iterator[Change]:
    one, two = match["one"], second.value
    name = SAID.get(scale, match["name"] or "pvtt")
    if (behind := GO_BY.match(low, second.end)) is not None:
        if (meant := _meant(behind, one, two)) is not None:
            yield Change(match.start(), behind.end(), f"{name} {meant}")
        return
    if scale == "response" and (_LATER.search(second.between) or _of_one_reader(match["name"], second)):
        return
    around, beside, parted, closing = _sides(low, match, second)
    around = f"{match.group()} {around}" if scale in ("response", "bare vein") else around
    holds = _which(around, beside)
    times = TIMES.search(around) and TIMES.search(beside)
    if holds == _EITHER:
        yield Change(match.start(), second.end, _either(scale, name, one, two))
    elif second.again and scale != "response":
        return  # of two told in full the latest counts, as anywhere
    elif holds == _FIRST_HOLDS:
        tells = bool(named(low[second.end : closing]))  # ``2 before the TACE``
        yield Change(match.start(), match.end(), f"{name} {one}")
        yield Change(parted, second.end if tells else closing, "," if tells else "")
    elif holds:
        yield from _with_second(match, second, name, parted, named, around)
    elif times:
        yield _of_two_times(match, second, name, scale)


def _of_one_reader(name: str, second: Second) -> bool:
    """``best response PR, latest MRI SD``, ``by RECIST SD, by mRECIST PR``, ``SD or PD``: no two readers' words."""
    bare = not second.lead and " or " in second.between
    standards = "recist" in name and "recist" in second.lead and name.startswith("m") != ("mrecist" in second.lead)
    return bare or name.startswith("best") or standards


def _of_two_times(match: re.Match[str], second: Second, name: str, scale: str) -> Change:
    """Name the scale again, so that the days tell; a number without its noun is asked."""
    if scale == "count":
        return Change(match.start(), second.end, f"{_either(scale, name, match['one'], second.value)}?")
    start = second.end - len(second.value)
    return Change(start, start, f"{name} ")


def _with_second(
    match: re.Match[str], second: Second, name: str, parted: int, named: Named, around: str
) -> Iterator[Change]:
    """Put the second value behind the name; what was named between the two stays."""
    if {fact for *_, fact in named(second.between)} - {"active_infection"}:
        yield Change(match.start(), match.end(), f"{name} {second.value},")
        yield Change(parted, second.end, "")
    else:
        mark = "; " if around.partition("|")[0].strip() else ""
        yield Change(match.start(), second.end, f"{mark}{name} {second.value}")


def _either(scale: str, name: str, one: str, two: str) -> str:
    """Put both, of which either may hold; of two responses it is asked."""
    if scale == "response":
        return f"possible {name} {one} or {two}?"
    if scale == "count":
        low, high = sorted((int(one), int(two)))
        return f"{low} or {high} lesions"
    return f"{name} {one} or {two}"


def _sides(low: str, match: re.Match[str], second: Second) -> tuple[str, str, int, int]:
    """Give what is said around the first value and around the second, and where the second's clause begins and ends."""
    between = second.between
    parts = list(_PARTED.finditer(between))
    part = next((one for one in reversed(parts) if not one.group().startswith("(")), parts[-1])
    before = _BEFORE.search(low, 0, match.start())
    behind = _BEHIND.match(low, second.end)
    trail = behind.group() if behind else ""
    return (
        f"{before.group() if before else ''}{match['source'] or ''} | {between[: part.start()]}",
        f"{between[part.start() :]}{second.lead} | {trail}",
        match.end() + part.start(),
        second.end + len(trail),
    )


def _which(around: str, beside: str) -> int:
    """Tell which of the two holds, or that either may; nothing where no word tells."""
    if AGAINST.search(beside) or TURNED_TO.search(beside):
        return _SECOND_HOLDS
    sides = [
        bool(good.search(beside)) - bool(good.search(around)) - bool(bad.search(beside)) + bool(bad.search(around))
        for good, bad in ((OURS, OF_OTHERS), (NOW, OF_OLD))
    ]
    if any(sides):
        return _SECOND_HOLDS if sum(sides) > 0 else _FIRST_HOLDS if sum(sides) < 0 else _EITHER
    sides = [
        bool(word.search(side))
        for word, side in ((LATER, beside), (EARLIER, around), (LATER, around), (EARLIER, beside))
    ]
    if any(sides):
        return (
            _SECOND_HOLDS if sum(sides[:2]) > sum(sides[2:]) else _FIRST_HOLDS if sum(sides[:2]) < sum(sides[2:]) else 0
        )
    told = TOLD_BY.search(around) and TOLD_BY.search(beside)
    return _EITHER if told or UNSURE.search(beside) or beside.strip(" |-") in _OR else 0


def _meant(behind: re.Match[str], one: str, two: str) -> str | None:
    """Give the value that is to be gone by, if it is one of the two."""
    if behind["said"] is not None:
        return behind["said"] if behind["said"] in (one, two) else None
    if behind["rank"] in (*_FORMER, *_LATTER):
        return one if behind["rank"] in _FORMER else two
    return (max if behind["rank"] in _MORE else min)(one, two)
