"""Lines whose items are parted by a spaced dash, slash or gap: ``BCLC B / 3 lesions / ECOG 1``, ``plt 82,61yo F``.

Between two items such a mark says no more than a semicolon; between two numbers, dates or words of one item it says
something else. A line counts where each of its parts can be an item of its own, and where there are some of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten

_MARKS = tuple(
    (literal, re.compile(pattern))
    for literal, pattern in (
        (" - ", r"(?<= -) - (?! )| - (?!- | )"),
        (" / ", r" / "),
        (" // ", r" // "),
        (" . ", r" \. "),
        ("   ", r"   "),
        ("\t", r"\t+"),
        ("|", r" ?\| ?"),
        ("/ ", r"(?<![\s/])(?<!\bw)/ "),
        (" & ", r" & "),
        (" + ", r"(?<= \+) \+ | \+ (?!\+ )"),
    )
)
_OF_ONE_LINE = ("   ", "\t", "|")
"""Marks that part the columns of a table where there are several lines."""
_JOINING = (" & ", " + ")
"""Marks that join two drugs as well: ``TACE + lenvatinib``."""
_LISTING = ("-", "/", "&")
"""Marks that part the names of a list as well: ``denies MI / angina / CHF``."""
_OFTEN = ("/ ", *_JOINING)
"""Marks that part items only where there are many of them."""
_SEVERAL = 3
"""Marks of one kind from which on they part the items of a line."""
_MANY = 6
"""Parts from which on a line counts though not each of them can be an item of its own."""
_LETTER = re.compile(r"[a-z]")
_VALUE = re.compile(r"[<>=]{0,2} ?\d[\d.,/-]*(?: ?(?:%|[a-zµ]{1,4}/[a-zµ0-9^*]{1,6}|cm|mm|ms|s|sec|k|x\S*))?")
_WORD = re.compile(r"[a-z+'/-]+(?![a-z+'/-]| ?[\d:=])")
_SENTENCE = re.compile(r"[a-z]{3}\. ")
_AGED = re.compile(r"\d\d ?(?:yo?)? ?[fm]")
_SEXES = ("f", "m", "female", "male", "woman", "man")
_AGE = re.compile(r"\d\d ?(?:y|yo|y/o|yrs?|years?)?")
_BARE = re.compile(r"[a-z]+")
"""``denies MI / angina / CHF``: words that follow each other are a list."""
_TELLS = re.compile(
    r"(?:progressed|pd) (?:on|after|under) (?!(?:last|latest|recent|the|restaging|ct|mri|scan|imaging|pet)\b)[a-z]{4}|"
    r"(?:currently|now|still) (?:on )?[a-z]{5}|response ?[:=]|last (?:ct|mri|scan|imaging|mrecist|evaluation)\b"
)
"""``progressed on lenvatinib``, ``last CT SD``: told with what it is said of, by such a word too."""
_DENIES = re.compile(r"(?:no|not|denies|denied|never|without|w/o|neg(?:ative)? for|neither|nil)\b")
"""What opens a list of things denied: ``no HIV & ILD``."""
_DENIES_ALL = re.compile(
    r"(?:no|denies|denied|never|without|neg(?:ative)? for)\b(?: (?:any|known|prior|past))*"
    r"(?: (?:(?:h/o|hx|history)(?: of)?:?|had:?) ?|: ?)(?=[a-z])"
)
"""``No h/o: MI / GI bleed / other CA``: what opens a list of nothing but names, of several words too."""
_NAME = re.compile(r"[a-z][a-z' -]{0,28}(?:[.,;] .*|\.)?", re.DOTALL)
_SAYING = word_set("parted_items_saying")
"""Words with which a part goes on about the one before it."""
_VERDICTS = word_set("parted_items_verdicts")
"""Parts that say how the one before them is."""
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DATE_ENDS = re.compile(rf"(?:\b{_MONTH}|/\d\d|(?:19|20)\d\d(?:-\d\d-\d\d)?)$")
_DATE_OPENS = re.compile(
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?[ -])?{_MONTH}|\d{{1,2}}/(?:\d\d){{1,2}}|(?:19|20)\d\d-\d\d|"
    rf"\d{{1,2}}\.\d{{1,2}}\.(?:\d\d){{1,2}})\b"
)
_AHEAD = re.compile(r"[^,;]+(?=[,;])")
"""``PS - 1, plt - 82``: the part between two marks ends one item and begins the next."""
_DAY = re.compile(
    r"(?:(?:labs?|bloods?|results?|visit|clinic|seen|reviewed|screening|date|on|of|from|dated)[ :,]*)*"
    r"(?:\d{1,2}(?:st|nd|rd|th)? " + _MONTH + "|" + _MONTH + r" \d{1,2}|\d{1,4}[./-]\d{1,2}(?:[./-]\d{2,4})?)"
    r"(?:,? (?:19|20)\d\d)?:?"
)
"""A day that heads the line."""
_GLUED = re.compile(r"(?<=\d),(?=\d{1,2}(?:f\b|m\b|y\b| ?[a-z]{3,}|x\b|k\b))")
_AGES = re.compile(r"(?<=\d),(?=\d\d(?:[fm]\b| ?(?:yo\b|y/o|y\.o|-year|yrs?\b|years?\b)))")
_RUN_ON = re.compile(r"[^\s,],(?=[a-z])")
_POINT = re.compile(r"\d\.\d")
_SHORT_DAY = rf"(?:\d{{1,2}}[/.]\d{{1,2}}\.?|\d{{1,2}} {_MONTH})(?: ?:)? "
_OWN_DAY = re.compile(rf"{_SHORT_DAY}[a-z]")
_NEXT_DAY = re.compile(rf"(?P<mark> / |; ?){_SHORT_DAY}(?=[a-z])")
_DAY_ENDS = re.compile(r"\d (?:on )?[0-3]?\d/[01]?\d(?P<mark> / )(?=[a-z][a-z0-9-]*[ :=]{1,2}[<>]?\d)")
"""``INR 1.3 16/11 / plt 84 14/11``."""
_VALUED = word_set("scopes_valued")
_PAIR = re.compile(r"(?<=\w)=[a-z+-][a-z+-]*(?P<gap>[ ]+)(?=[a-z][\w/+-]*=)")


def with_items_parted(text: Text, naming: Named) -> Text:
    """Put a semicolon for every mark that parts two items of a line, and a space behind a comma that does.

    ``naming`` gives the facts and treatments that a piece of text names, with their places.
    """
    low = text.low
    days = _DAY_ENDS.finditer(low) if " / " in low else ()
    changes = [Change(*one.span("mark"), "; ") for one in days]
    changes += [*_dated(low, naming), *_marks(low, naming), *_commas(low), *_pairs(low), *_behind_verdicts(low, naming)]
    return rewritten(text, apart(changes)) if changes else text


def _dated(low: str, naming: Named) -> Iterator[Change]:
    """``16/11 INR 1.3 ANC 2.1 / 14/11 plt 84``: a mark before another day and its values ends the line."""
    if not low[:1].isdigit() or not (" / " in low or ";" in low):
        return
    found = list(_NEXT_DAY.finditer(low))
    lab = [any(one[0] == 0 and one[2] in _VALUED for one in naming(low[day.end() : day.end() + 24])) for day in found]
    if found and _OWN_DAY.match(low) and all(lab):
        yield from (Change(*match.span("mark"), "\n") for match in found)


def _marks(low: str, naming: Named) -> Iterator[Change]:
    for literal, mark in _MARKS:
        if low.count(literal) < _SEVERAL or (literal in _OF_ONE_LINE and "\n" in low):
            continue
        start = 0
        for line in low.split("\n"):
            places = [match.span() for match in mark.finditer(line)] if line.count(literal) >= _SEVERAL else []
            if len(places) >= _SEVERAL:
                named = naming if literal in _JOINING else None
                for one, other in _between(line, places, named, often=literal in _OFTEN):
                    yield Change(start + one, start + other, "; ")
            start += len(line) + 1


def _between(line: str, places: list[tuple[int, int]], naming: Named | None, *, often: bool) -> list[tuple[int, int]]:
    """The marks of a line that stand between two items."""
    parts = [line[one:other].strip() for (_, one), (other, _) in pairwise([(0, 0), *places, (len(line), 0)])]
    told = [part for part in parts if part.strip(" -/")]
    inside = _in_brackets(line, places) | _denied(parts, places)
    kept = [
        place
        for place, (one, other) in zip(places, pairwise(parts), strict=True)
        if one
        and _is_item(other)
        and place not in inside
        and not _aged(one, other)
        and not _spans(one, other)
        and not (line[slice(*place)].strip() in _LISTING and _listed(one, other))
    ]
    if kept[:1] == places[:1] and _DAY.fullmatch(parts[0]):
        kept.pop(0)
    many = len(told) >= _MANY and sum(map(_is_item, told)) * 4 >= len(told) * 3
    if naming is not None:
        return list(_not_together(line, kept, naming)) if many else []
    return kept if many or (not often and _are_items(told)) else []


def _not_together(line: str, places: list[tuple[int, int]], naming: Named) -> Iterator[tuple[int, int]]:
    """The marks that do not stand right between two drugs or procedures."""
    near = [one for one in naming(line) if one[2].startswith(("kind ", "agent "))]
    begins, ends = {one[0] for one in near}, {one[1] for one in near}
    return (one for one in places if one[0] not in ends or one[1] not in begins)


def _denied(parts: list[str], places: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The marks within a list of names that one denial opens."""
    found, opened = set(), False
    for place, (one, other) in zip(places, pairwise(parts), strict=True):
        opened = opened or _DENIES_ALL.match(one) is not None
        opened = opened and _NAME.fullmatch(other) is not None
        if opened:
            found.add(place)
        opened = opened and re.search(r"[.;]", other) is None
    return found


def _in_brackets(line: str, places: list[tuple[int, int]]) -> set[tuple[int, int]]:
    """The marks that stand within brackets: ``{0 - 50}``."""
    found, depth, last = set(), 0, 0
    for place in places:
        piece = line[last : place[0]]
        depth += sum(map(piece.count, "([{")) - sum(map(piece.count, ")]}"))
        last = place[0]
        if depth > 0:
            found.add(place)
    return found


def _aged(one: str, other: str) -> bool:
    """Tell whether a sex and an age stand beside each other: ``M / 70 y``."""
    return (one in _SEXES and _AGE.fullmatch(other) is not None) or (
        other in _SEXES and _AGE.fullmatch(one) is not None
    )


def _spans(one: str, other: str) -> bool:
    """``Apr - Aug 2026``: a mark between two dates."""
    return _DATE_ENDS.search(one) is not None and _DATE_OPENS.match(other) is not None


def _listed(one: str, other: str) -> bool:
    """Tell whether a bare word goes on with the list before it: ``denies MI / angina / CHF``."""
    return _BARE.fullmatch(other) is not None and (_BARE.fullmatch(one) is not None or _DENIES.match(one) is not None)


def _are_items(told: list[str]) -> bool:
    listed = any(_BARE.fullmatch(one) and _BARE.fullmatch(other) for one, other in pairwise(told))
    return not listed and all(map(_is_item, told))


def _is_item(part: str) -> bool:
    """Tell whether a part may be told on its own: no bare value, and nothing that goes on with the part before."""
    word = _WORD.match(part)
    first = _AHEAD.match(part)
    told = part if first is None else first.group()
    return (
        _LETTER.search(part) is not None
        and _SENTENCE.search(part) is None
        and (_VALUE.fullmatch(told) is None or _AGED.fullmatch(told) is not None)
        and told not in _VERDICTS
        and not (word is not None and word.group() in _SAYING and _TELLS.match(part) is None)
    )


def _pairs(low: str) -> Iterator[Change]:
    """``ascites=nil HE=nil``: a word behind a sign ends its item where the next word has a sign as well."""
    if low.count("=") > 1:
        yield from (Change(*match.span("gap"), ", ") for match in _PAIR.finditer(low))


_VERDICT = re.compile(
    r"(?<=[a-z)]) ?[:=] ?(?:no|none|yes|nil|neg|negative|absent)(?P<gap> +)(?=(?P<name>[a-z][a-z0-9/+-]*(?: [a-z]+)?)"
    r"(?: ?[:=]| [<>]?\d))"
)


def _behind_verdicts(low: str, naming: Named) -> Iterator[Change]:
    """``resectable: no anc=5.0``: a verdict ends its item where the name of another one follows."""
    if ":" in low or "=" in low:
        for match in _VERDICT.finditer(low):
            if any(one[0] == 0 and " " not in one[2] for one in naming(match["name"])):
                yield Change(*match.span("gap"), ", ")


def _commas(low: str) -> Iterator[Change]:
    """``plt 82,61yo F,bili 1.4``: where items run on and a point marks the decimals, the comma marks none."""
    if len(_RUN_ON.findall(low)) < _SEVERAL:
        return
    places = {match.start() for match in _AGES.finditer(low)}
    if _POINT.search(low) is not None:
        places |= {match.start() for match in _GLUED.finditer(low)}
    for place in sorted(places):
        yield Change(place, place + 1, ", ")
