"""How many tumours a list of sizes tells of: ``3.2 & 2.9 cm nodules``, ``nodules 2, 5.5 & 3.1 cm``."""

from __future__ import annotations

from msgspec.structs import replace

from bot.nlu.draft import Draft
from bot.nlu.lexicon.numbers import Number


def plural(noun: str) -> bool:
    """Tell whether a noun is told of several."""
    return noun.endswith("s") and not noun.endswith("ss")


def largest_of(draft: Draft, size: Number) -> Number:
    """``seven nodules, 12 to 58 mm``: from the smallest of several to the largest."""
    count = draft.facts.get("tumour_count")
    several = (isinstance(count, str) and count.startswith(">")) or (isinstance(count, int) and count > 1)
    return replace(size, value=size.high, high=None) if several and size.high is not None else size


def listed(draft: Draft, place: int) -> int:
    """``3.2 & 2.9 & 1.1 cm nodules``: how many sizes stand right before a noun in the plural."""
    count, step = 0, place - 1
    while (token := draft.at(step)) is not None and token.kind == "num" and token.number is not None:
        if token.number.high is not None or token.number.sign or (count == 0 and token.unit not in ("cm", "mm")):
            return 0
        count += 1
        if draft.word(step - 1) not in ("&", "and", ",", "+", "/"):
            break
        step -= 2
    return count if count > 1 and plural(draft.word(place)) else 0


def sizes_behind(draft: Draft, place: int) -> int:
    """``lesions of 1.8, 2.9 and 3.6 cm``: how many sizes stand right behind a noun in the plural."""
    step = place + 2 if draft.word(place + 1) in ("of", ":", "(", "measuring") else place + 1
    if (told := _told_before_sizes(draft, step)) is not None:
        return told
    if not plural(draft.word(place)) and draft.word(place + 2) != "+":
        return 0
    count, last = 0, None
    while (token := draft.at(step)) is not None and token.kind == "num" and token.number is not None:
        if token.number.high is not None or token.number.sign or token.used:
            return 0
        count, last, step = count + 1, token, step + 1
        while draft.word(step) in (",", "and", "&", "+"):
            step += 1
    sized = last is not None and last.unit in ("cm", "mm") and draft.word(step) not in ("x", "*", "by")
    return count if count > 1 and sized and draft.word(place + 1) != "," else 0


def _told_before_sizes(draft: Draft, step: int) -> int | None:
    """``nodules 2, 5.5 & 3.1 cm``: a whole number, then a comma and just as many sizes; their number."""
    first, at, sizes = draft.at(step), step + 2, 0
    if first is None or first.number is None or first.unit or draft.word(step + 1) not in (",", ":", ";"):
        return None
    last = first
    while (token := draft.at(at)) is not None and token.number is not None and token.number.high is None:
        sizes, last, at = sizes + 1, token, at + 2
        if draft.word(at - 1) not in (",", "and", "&", "+"):
            break
    if sizes != first.number.plain or sizes < 2 or last.unit not in ("cm", "mm"):
        return None
    draft.use([step])
    return sizes
