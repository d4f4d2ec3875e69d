"""Satellites: they stand beside the tumour that they belong to, which counts too (``7 cm HCC, satellites x3``)."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_NOUNS = word_set("tumour_nouns")
_BEFORE_COUNT = frozenset(["x", "(", ":", "=", "#", "n"])
_SMALL = frozenset(["small", "smaller", "tiny", "further", "additional", "more", "other", "surrounding", "little"])
_REACH = 30


def read_satellites(draft: Draft) -> None:
    """Record the number of tumours where satellites are counted beside a main one."""
    if "satellit" not in draft.text.low:
        return
    for place, token in enumerate(draft.tokens):
        if not token.text.startswith("satellite") or draft.barred(place) or token.scope & {"neg", "elsewhere"}:
            continue
        noun = place + (draft.word(place + 1) in _NOUNS)
        counted = _count_behind(draft, noun) or _count_before(draft, place)
        if counted is None:
            _several(draft, place, noun)
            continue
        main = _main(draft, place, counted[1])
        if main:
            draft.record("tumour_count", main + counted[0], min(place, counted[1]), max(noun, counted[1]))
            return


def _several(draft: Draft, place: int, noun: int) -> None:
    """``14 cm mass with satellite nodules``: more than one, how many is not said."""
    beside = (
        draft.word(place - 1) in ("with", "and", "plus", "+", "multiple", "several") or draft.word(place - 1) in _SMALL
    )
    told = beside and draft.word(noun).endswith("s") and "uncertain" not in draft.tokens[place].scope
    if told and "tumour_count" not in draft.facts and _main(draft, place, place):
        draft.record("tumour_count", ">1", place, noun)


def _count_behind(draft: Draft, noun: int) -> tuple[int, int] | None:
    """``satellite nodules x3``, ``satellites (3)``, ``satellite lesions: 2``."""
    step = noun + 1
    while draft.word(step) in _BEFORE_COUNT:
        step += 1
    listed = draft.word(step + 1) in _NOUNS  # ``satellite nodules x3``, put as ``satellite 3 nodules``
    return _whole(draft, step) if step > noun + 1 or listed else None


def _count_before(draft: Draft, place: int) -> tuple[int, int] | None:
    """``3 satellite nodules``, ``two small satellites``."""
    for step in range(place - 1, max(-1, place - 4), -1):
        token = draft.tokens[step]
        if token.kind == "num":
            return _whole(draft, step)
        if token.text not in _SMALL:
            return None
    return None


def _whole(draft: Draft, step: int) -> tuple[int, int] | None:
    token = draft.at(step)
    number = token.number.plain if token is not None and token.kind == "num" and token.number is not None else None
    if token is None or token.unit or token.used or not isinstance(number, int) or not 0 < number < 20:
        return None
    return number, step


def _main(draft: Draft, place: int, counted: int) -> int:
    """How many tumours the satellites stand beside: those told with them, one where a size or a name is told alone."""
    first = next((one for one in range(place - 1, max(-1, place - _REACH), -1) if draft.word(one) in (".", "\n")), 0)
    found = 0
    for step in range(first, min(place + 12, len(draft.tokens))):
        token = draft.tokens[step]
        if (
            (step > place and token.sentence != draft.tokens[place].sentence)
            or step in (place, place + 1, counted)
            or token.scope & {"neg", "elsewhere"}
        ):
            continue
        sized = token.kind == "num" and token.unit in ("cm", "mm") and step < place
        if sized or token.text in _NOUNS:
            before = _whole(draft, step - 1) if token.text in _NOUNS and step - 1 != counted else None
            found = max(found, before[0] if before is not None else 1)
    return found
