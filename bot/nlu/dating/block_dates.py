"""The date that closes a block of values: ``Hb 12.9, plt 155 - all drawn Wed``, ``… (Sendai, drawn 16 Nov)``.

A bracket that holds a day alone is of the last value; one that speaks of the sample or the laboratory is of the row.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.nlu.dating.days import Day
from bot.nlu.draft import Draft
from bot.nlu.labs.headers import Header, lab_name

Span = tuple[Day, int, int]
"""A date, and the first and last place of what it dates."""

_SAMPLED = frozenset(
    (
        "drawn",
        "taken",
        "collected",
        "sampled",
        "sample",
        "draw",
        "collection",
        "sampling",
        "obtained",
        "abnahme",
        "entnahme",
        "blutentnahme",
        "abgenommen",
        "coleta",
        "colheita",
        "prelevement",
        "prélèvement",
        "preleve",
        "prélevé",
        "prelievo",
        "muestra",
        "extraccion",
        "extracción",
        "afname",
    )
)
_WHOLE = frozenset(
    ("all", "every", "everything", "each", "these", "those", "above", "bloods", "labs", "tests", "results", "values")
)
_BOTH = frozenset(("both", "samples", "blood", "lab", "bloodwork"))
_OF_BLOOD = frozenset(("bloods", "labs", "blood", "lab", "bloodwork", "values"))
_LINKS = frozenset(
    (
        "the", "of", "them", "one", "on", "from", "dated", "are", "were", "is", "was", "been", "done", "measured",
        "vom", "am", "du", "del", "de", "em", "el", "le", "datum", "data",
        "at", "as", "date", "fasting", ":", "this", "in", "here", "by",
    )
)  # fmt: skip
SAID_OF_SAMPLES = _SAMPLED | _WHOLE | _BOTH | _LINKS
"""What a phrase of sampling is made of."""
_OF_ROW = _SAMPLED | _WHOLE | _BOTH | {"laboratory", "measured", "clinic", "hospital"}
"""In a bracket behind a row: it tells whence its values are."""
_LONGEST = 8
_OPENS = (",", "-", "–", "—", "--", "/", ".", ";", "\n", "(", "[", "|")
_CLOSES = ("", ".", ";", "\n", ")", "]")
_SPECIMENS = frozenset(("sample", "samples"))
"""What tissue is too: ``tissue available, sample taken 9 Nov``."""
_REST_ALONE = frozenset(("rest", "remainder", "others", "other", "else", "remaining"))
_REST = _REST_ALONE | {
    "the", "all", "everything", "of", "is", "was", "were", "are", "values", "labs", "bloods", "panel", "tests",
    "unremarkable", "normal", "ok", "okay", "fine", "wnl", "within", "normal limits", "normal range", "in", "range",
    "stable", "unchanged", "good", "and",
}  # fmt: skip
_TIME = frozenset((":", "h", "hrs", "am", "pm", "at", "o'clock"))


def closing_dates(draft: Draft) -> Iterator[Span]:
    """Give each date that a phrase of sampling, or a bracket that speaks of it, puts behind the values it dates."""
    for place in draft.places.kind("date"):
        day = draft.tokens[place].day
        if day is None:
            continue
        found = (_closes_block(draft, place) if day.clear else None) or _closes_row(draft, place)
        if found is not None:
            begun, used = found
            draft.use(used)
            yield day, begun, place


def _closes_block(draft: Draft, place: int) -> tuple[int, range] | None:
    """``… - all drawn Wed``: where the block begins whose date stands at a place, and the places of its phrase."""
    first = _phrase_before(draft, place)
    if first is None or not _closed(draft, place, draft.word(first - 1)):
        return None
    said = {draft.word(one) for one in range(first, place)}
    if not said & (_SAMPLED | _WHOLE | _BOTH | {"measured"}):
        return None
    opens = first - 1 - (draft.word(first - 1) in ("(", "["))
    apart = draft.word(opens) in (".", "\n", ";") or _behind_rest(draft, opens)
    begun = _begin(draft, first, wide=apart or bool(said & _WHOLE))
    of_all = (apart or bool(said & {"all", "both"})) and said.isdisjoint(_SPECIMENS)
    if not _ends_in_values(draft, begun, first, of_blood=bool(said & _OF_BLOOD), of_all=of_all):
        return None
    return begun, range(first, place + 1)


def _behind_rest(draft: Draft, place: int) -> bool:
    """``plt 49; Hb 96; rest unremarkable, collected 20/11``: what is said of the rest closes the values before it."""
    words: list[str] = []
    while place > 0 and len(words) < _LONGEST and draft.word(place - 1) not in _OPENS:
        place -= 1
        words.append(draft.word(place))
    return bool(words) and _REST.issuperset(words) and not _REST_ALONE.isdisjoint(words)


def _closes_row(draft: Draft, place: int) -> tuple[int, range] | None:
    """``… (Sendai, drawn 16 Nov)``: where the row begins that a bracket dates, and the places of the bracket."""
    if draft.word(place + 1) not in (")", "]"):
        return None
    opened = next((one for one in range(place - 1, place - _LONGEST, -1) if draft.word(one) in ("(", "[")), -1)
    words = {draft.word(one) for one in range(opened + 1, place)}
    if opened < 1 or words.isdisjoint(_OF_ROW) or any(draft.tokens[one].clinical for one in range(opened, place)):
        return None
    row = [one for one in range(opened) if draft.tokens[one].sentence == draft.tokens[place].sentence]
    labs = sum(lab_name(draft, draft.tokens[one]) is not None for one in row)
    if labs < 2 or any(draft.tokens[one].kind == "date" for one in row):
        return None
    return row[0], range(opened, place + 2)


def with_blocks(header: Header, closing: Iterable[Span]) -> Header:
    """Put the blocks that a date closes among the dates that head values; behind a block holds what held before it."""
    for day, begun, last in closing:
        told = [one for one in header if one[1] != last]
        before = [one for one in told if one[1] < begun]
        inside = (day, begun - 1), (before[-1][0] if before else None, last)
        header = tuple(sorted([*told, *inside], key=lambda one: one[1]))
    return header


def _phrase_before(draft: Draft, place: int) -> int | None:
    """The first place of the words of sampling before a date; None where something else stands there."""
    first = place
    while first > 0 and place - first < 8 and draft.word(first - 1) in SAID_OF_SAMPLES:
        first -= 1
    opened = first > 0 and (draft.word(first - 1) in _OPENS or draft.word(first) in ("all", "both"))
    return first if first < place and opened else None


def _closed(draft: Draft, place: int, mark: str) -> bool:
    """Tell whether nothing but a time of day stands behind the date in its clause, and no value."""
    step = place + 1
    while step < place + 6 and (draft.word(step) in _TIME or (draft.at(step) or draft.tokens[0]).kind == "num"):
        step += 1
    if mark in ("(", "["):
        return draft.word(step) in (")", "]")
    if draft.word(step) not in _CLOSES:
        return False
    behind = draft.at(step + 1)
    heads = mark in (".", "\n", ";") and behind is not None and lab_name(draft, behind) is not None
    return not heads or (draft.word(step) == "." and mark != "\n")


def _begin(draft: Draft, first: int, wide: bool) -> int:
    """Where the values begin that a closing date speaks of: at its sentence, or the sentences of values before it.

    An earlier date bounds them: what stands before that one is of another day.
    """
    begun = first - 1
    sentence = draft.tokens[begun].sentence
    while begun > 0:
        before = draft.tokens[begun - 1]
        if before.kind == "date":
            return begun
        if before.sentence != sentence:
            if not wide or not _of_values(draft, begun - 1):
                return begun
            sentence = before.sentence
        begun -= 1
    return begun


def _of_values(draft: Draft, place: int) -> bool:
    """Tell whether the sentence that ends at a place holds a measured value, of whichever test."""
    sentence = draft.tokens[place].sentence
    while place >= 0 and draft.tokens[place].sentence == sentence:
        if lab_name(draft, draft.tokens[place]) is not None or draft.tokens[place].senses("decoy"):
            return True
        place -= 1
    return False


def _ends_in_values(draft: Draft, begun: int, first: int, *, of_blood: bool, of_all: bool) -> bool:
    """Tell whether a block ends in values: ``tissue available, sample taken 9 Nov`` is of the tissue.

    ``Plt 82, INR 1.2, ECOG 1. Measured 14 Nov``: what is said of all may have other matters beside two values.
    """
    labs, others = 0, False
    for place in range(first - 1, begun - 1, -1):
        token = draft.tokens[place]
        if lab_name(draft, token) is not None:
            labs += 1
            if not others or labs > 1:
                return True
        elif token.clinical and not token.senses("decoy") and not of_blood:
            if not of_all:
                return False
            others = True
    return False
