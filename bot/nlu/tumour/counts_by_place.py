"""Tumours counted place by place, however the places are joined: ``5 left and 2 right nodules``, ``R: 3 HCCs / L: 1``.

A stretch of nothing but counts, places of the liver, words for a tumour, sizes and the small words between them is read
part by part. It is left alone unless each place has its count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby, pairwise

import msgspec

from bot.nlu.lexicon.number_words import SMALL
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_NOUN = r"(?:hccs?|hepatomas?|lesions?|nodules?|tumou?rs?|mass(?:es)?|foc(?:us|i))"
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_ATOM = re.compile(
    rf"(?P<size>[<>~≈≤≥]?=? ?{_NUMBER}(?:(?: ?[x×*&+/] ?|, ?| and ){_NUMBER}){{0,4}} ?(?:cm|mm)\b|\d\.\d(?=\)))"
    r"|(?P<grade>(?:lr|li-?rads)[ -]?5\b)"
    r"|(?P<segment>(?:seg(?:ment)?s?\.? ?|sg\.? ?|s)(?:[1-8][ab]?|i{1,3}|iv[ab]?|vi{0,3})\b(?:/[1-8][ab]?\b)?)"
    r"|(?P<left>(?:left|lt|l)(?:-sided)?(?=\b|\d))|(?P<right>(?:right|rt|r)(?:-sided)?(?=\b|\d))"
    rf"|(?P<noun>{_NOUN}\b)"
    r"|(?P<times>[x×](?= ?\d))"
    rf"|(?P<count>(?:[1-9]|1\d)(?![\d.,/]\d| ?%)(?=\b|[x×])|\b(?:(?:the |a )?(?:second|third|"
    rf"other)(?= (?:one )?(?:in|on|at|s)\b| (?:one |lesion |nodule )?\(?\d)|an?|another|no|none|nil|"
    rf"a single|{'|'.join(SMALL)})\b|0\b)"
    r"|(?P<word>[a-z]+(?:-[a-z]+)?)"
    r"|(?P<stop>[.;\n])"
    r"|(?P<mark>[,:()/+&=~-])|(?P<space> +)"
)
_SMALL_WORDS = word_set("tumour_between_places")
_TOLD = Gated(
    rf"\b(?:left|right|[lr]|s[1-8]|seg(?:ment)?s?)\b[^\n]*\b(?:{_NOUN})\b|\b{_NOUN}\b[^\n]*\b(?:left|"
    rf"right|[lr]|s[1-8]|seg(?:ment)?s?)\b"
)
_OTHERWISE = re.compile(
    r"\b(?:lungs?|pulmonary|thyroid|breasts?|kidneys?|renal|adrenals?|ovar\w+|cysts?|cystic|"
    r"haemangiomas?|hemangiomas?|"
    r"benign|regenerative|dysplastic|resect\w+|ablat\w+|remov\w+|treated|excised|target|bones?|brain|indeterminate|"
    r"(?:lr|li-?rads)[ -]?[1-4m])\b"
)
_END = re.compile(r"[.;](?!\d)|\n|$")
_PLACES = frozenset(("left", "right", "segment"))
_TELLING = _PLACES | {"count", "noun", "size"}
_FURTHER = frozenset(("further", "other", "more", "additional", "others"))
_NONE = frozenset(("no", "none", "nil", "zero", "0"))


class _Atom(msgspec.Struct, frozen=True):
    kind: str
    text: str
    start: int
    end: int


def with_counts_by_place(text: Text) -> Text:
    """Say how many there are in all and whether they lie in one lobe, where they are counted place by place."""
    if _TOLD.search(text.low) is None:
        return text
    changes = [change for run in _runs(text.low) if (change := _summed(text.low, run)) is not None]
    return rewritten(text, changes) if changes else text


def _runs(low: str) -> Iterator[list[_Atom]]:
    """The stretches of nothing but counts, places, tumours and sizes."""
    run: list[_Atom] = []
    at = 0
    while at < len(low):
        match = _ATOM.match(low, at)
        kind = match.lastgroup if match is not None else None
        if match is None or kind is None or (kind == "word" and match.group() not in _SMALL_WORDS):
            yield run
            run = []
            at = max(at + 1, match.end() if match is not None else 0)
            continue
        if kind != "space":
            run.append(_Atom(kind, match.group(), *match.span()))
        at = match.end()
    yield run


def _summed(low: str, run: list[_Atom]) -> Change | None:
    for part in _tries(run):
        if (change := _in_all(low, part)) is not None:
            return change
    return None


def _tries(run: list[_Atom]) -> Iterator[list[_Atom]]:
    """A stretch; without what belongs to a word before it (``PS 1, right 2``) or behind it (``left PVTT``)."""
    yield run
    marks = [at for at, one in enumerate(run) if one.text in (",", "and", "\n", ";", ".")]
    if len(run) > 1 and run[0].kind == "count" and run[1].text not in ("+", "&"):
        yield run[1:]
    if marks:
        yield run[: marks[-1]]
        yield run[marks[0] + 1 :]


def _in_all(low: str, run: list[_Atom]) -> Change | None:
    while run and run[0].kind in ("word", "mark", "stop", "times"):
        run = run[1:]
    while run and run[-1].kind in ("word", "mark", "stop", "grade"):
        run = run[:-1]
    if len(run) < 4 or not any(one.kind == "noun" for one in run) or _numbered(run) or _of_else(low, run):
        return None
    told = _once(run, _counts(run))
    if told is None:
        return None
    total, sides = sum(count for count, _ in told), {side for count, side in told if count}
    if total < 2:
        return None
    both = {"left", "right"}
    lobes = " in both lobes" if sides == both else " in one lobe" if sides < both else " in the liver"
    sizes = [one.text for one in run if one.kind == "size"]
    largest = f", largest {_widest(max(sizes, key=_centimetres))}" if sizes else ""
    return Change(run[0].start, run[-1].end, f"{total} lesions{lobes}{largest}")


def _numbered(run: list[_Atom]) -> bool:
    """``lesion 1: segment 8``, ``1 (S5) 44 mm; 2 (S8) 21 mm``: its number, and not how many there are."""
    counts = [one.text for one in run if one.kind == "count"]
    told_each = counts == [str(one) for one in range(1, len(counts) + 1)] and len(counts) > 1
    if told_each and sum(one.kind == "size" for one in run) == len(counts):
        return True
    return any(one.kind == "noun" and not _plural(one) and after.kind == "count" for one, after in pairwise(run))


def _plural(noun: _Atom) -> bool:
    return noun.text.endswith(("s", "i")) and noun.text != "mass"


def _once(run: list[_Atom], told: list[tuple[int, str]] | None) -> list[tuple[int, str]] | None:
    """``2 foci (S4b 21 mm; S7 35 mm)``: what has no count of its own is one of those counted before."""
    counts = [one for one in run if one.kind == "count"]
    if told is None or len(counts) in (0, len(told)) or not _FURTHER.isdisjoint(one.text for one in run):
        return told
    alone = len(counts) == 1 and _value(counts[0].text) == len(told)
    return [(1, side) for _, side in told] if alone else None


def _of_else(low: str, run: list[_Atom]) -> bool:
    """Tell whether the sentence speaks of another organ or of what was taken away; ``L2`` alone is a vertebra."""
    before = max(low.rfind(". ", 0, run[0].start), low.rfind("\n", 0, run[0].start), 0)
    behind = _END.search(low, run[-1].end)
    if _OTHERWISE.search(low, before, behind.start() if behind is not None else len(low)):
        return True
    glued = {one.kind for one, after in pairwise(run) if after.kind == "count" and after.start == one.end}
    return "left" in glued and "right" not in glued


def _counts(run: list[_Atom]) -> list[tuple[int, str]] | None:
    """Each place with its count; nothing where a place has none, or a count no place."""
    told: list[tuple[int, str]] = []
    for stops, part in groupby(run, lambda one: one.kind == "stop"):
        if stops:
            continue
        groups = _of_part([one for one in part if one.kind in _TELLING])
        if groups is None:
            return None
        told += groups
    return told if len(told) > 1 else None


def _of_part(atoms: list[_Atom]) -> list[tuple[int, str]] | None:
    places = [one for one in atoms if one.kind in _PLACES]
    counts = [one for one in atoms if one.kind == "count"]
    if not places:
        return None if counts else []
    if len(counts) == len(places) + 1 and _value(counts[0].text) == sum(_value(one.text) for one in counts[1:]):
        counts = counts[1:]  # ``5 lesions: 3 right, 2 left``
    if len(places) != len(counts):
        return _of_each(atoms, places, counts)
    if not _in_turn([one for one in atoms if one in places or one in counts], _PLACES):
        return None
    return [(_value(count.text), place.kind) for count, place in zip(counts, places, strict=True)]


def _of_each(atoms: list[_Atom], places: list[_Atom], counts: list[_Atom]) -> list[tuple[int, str]] | None:
    """``two further lesions in S4 (1.9 cm) and S2 (1.4 cm)``: as many places as are counted; ``S8 lesion 4.7 cm``."""
    counted = [one.kind for one in atoms[:2]] == ["count", "noun"]
    if counted and len(counts) == 1 and _value(counts[0].text) == len(places) > 1:
        return [(1, place.kind) for place in places]
    if counts or not _in_turn([one for one in atoms if one.kind in _PLACES or one.kind == "size"], _PLACES):
        return None
    several = any(one.kind == "noun" and _plural(one) for one in atoms)
    if several != any(one.kind == "segment" for one in places) and len(places) > 1:
        return None  # ``lesions right lobe 4.3 cm, left lobe 2 cm``: the largest of each
    return [(1, place.kind) for place in places]


def _in_turn(atoms: list[_Atom], kinds: frozenset[str]) -> bool:
    """Tell whether each place stands beside what is told of it, always before it or always behind it."""
    order = [one.kind in kinds for one in atoms]
    return len(order) % 2 == 0 and all(first != second for first, second in pairwise(order))


def _value(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 0 if word in _NONE else SMALL.get(word, 1)


def _centimetres(size: str) -> float:
    return max(map(_figure, re.findall(_NUMBER, size))) * (0.1 if size.endswith("mm") else 1.0)


def _widest(size: str) -> str:
    """``1.5 and 1.8 cm``: the larger one, with the sign before it and the unit behind it."""
    sign, unit = re.match(r"[<>~≈≤≥]?=?", size), re.search(r"[cm]m$", size)
    widest = max(re.findall(_NUMBER, size), key=_figure)
    return f"{sign.group() if sign else ''}{widest}{' ' + unit.group() if unit else ''}"


def _figure(said: str) -> float:
    return float(said.replace(",", "."))
