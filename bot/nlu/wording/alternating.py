"""Names of illnesses and answers in turn: ``0 MI 0 stroke 1 PE``, ``- stroke, + PE``, ``HIV no HCV: positive``.

Whether an answer belongs to the name before or behind it shows in the whole row alone: where nothing parts them, by
what it begins and ends with; where marks part them, by what stands between two marks. Each name is put before its own
answer, ``stroke: no; pe: yes``. A row in which they do not take turns stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

import msgspec

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.said_further import DENIABLE

_NAMES = (DENIABLE | {"breastfeeding"}) - {
    "other_malignancy",
    "portal_vein_thrombus",
    "hepatic_vein_invasion",
    "extrahepatic_metastasis",
    "cns_metastasis",
}
"""What is found of the tumour has signs of its own: ``vp (-)``.
"""
_SCORED = {"ascites", "encephalopathy"}
"""What a figure beside it grades."""
_PIECE = re.compile(
    r"(?P<answer>(?:[-–:=>?]{1,2} ?)?(?<![\w.])(?:(?P<no>no(?!\.? ?\d)|nil|none|never|neg(?:ative)?|absent|n|"
    r"\(-\)|x ?0|0)"
    r"|(?P<yes>yes|pos(?:itive)?|present|y|\(\+\)|x ?[1-9]|[1-9]))(?![\w/%]|[.,]\d)"
    r"|(?P<minus>(?<![a-z\d])-(?!\d)|(?<=[a-z])-(?![a-z\d]))"
    r"|(?P<plus>\+(?![\d+])))(?:ve\b)?"
    r"|(?P<more>\([^()\n]{1,40}\)|(?:(?:in|since|on) )?"
    r"(?:(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? )?"
    r"(?:19|20)\d\d\b)"
    r"|(?P<mark>[,;|/])"
    r"|(?P<word>[a-z]+)"
)
_GATE = re.compile(
    r"(?:^|[\s,;:|/(])(?:0 |[-+] ?[a-z]|\([-+]\))|[a-z] ?[-+](?:[ ,;|/.]|$)|"
    r"\b(?:x ?0|[a-z]+ 0)\b|[a-z][:?]? ?(?:no|neg|never|yes|pos)[a-z]* [a-z]|"
    r"(?:absent|none|present|nil|no|yes)(?: ?[/|])"
)
_BEHIND = Gated(
    r"(?<![a-z\d])\+|\+(?![a-z\d])|\(-\)|(?<![a-z\d])-(?!\d)|(?<=[a-z])-(?![a-z\d])|(?<![\d.,/])0(?![\d.,/]\d|\d)|"
    r"\b(?:yes|pos(?:itive)?|present|y)\b|\b(?:no|nil|none|never|neg(?:ative)?|absent|n)\b ?(?:$|[.,;|/:\n])|"
    r"[:?=>] ?(?:no|neg(?:ative)?|nil|none|absent|n)\b"
)
"""An answer other than a denial before its name, which nothing needs to turn round."""
_KIND = re.compile(r" \d$")
"""``HIV 1``: a figure that a name may end in stands for an answer here."""
_HELD = re.compile(
    r"(?<=[a-z)])(?<! y)(?<! n)(?<! no)(?<!yes) ?[:=?]? ?[\[{<] ?"
    r"(?P<said>no|n|yes|y|neg(?:ative)?|pos(?:itive)?|none|nil)"
    r"(?: ?[-–,;:] ?(?P<more>[^\[\]{}<>\n]{2,24}?))? ?[\]}>]"
)
"""``MI: [n] CVA: [y - 2019]``: answers in the brackets of a form."""
_OTHER = word_set("alternating_other")
"""Short names beside them of which nothing is recorded: ``HCV``, ``DVT``."""
_SIGNED_LINES = re.compile(
    r"(?:^|(?<=\n))(?:[ \t]*[-+] ?[a-z][a-z /]{1,40}(?:\n|$)|[ \t]*\+ ?[a-z][a-z /]{1,40}[ ,(]*(?:(?:in|since) )?"
    r"(?:[a-z]{3,9} )?(?:19|20)\d\d\)?(?:\n|$)){2,20}"
)
"""Lines of which each begins with a sign and only those with a plus tell a year."""
_LINE_SIGN = re.compile(r"(?:^|(?<=\n))[-+] ?(?=[a-z])")
_LINE = re.compile(r"[^\n]+")
_HEAD = re.compile(r"(?:[a-z/]+ ?){1,3}: |[-*•] (?=[^\n]*[a-z] ?: )")
"""``PMH: 0 MI, 1 PE``; what can be denied heads nothing."""
_ENDS = re.compile(r"\.(?=\s|$)")
_LONGEST = 300
_MOST = 60


class _Piece(msgspec.Struct, frozen=True):
    """A name, an answer, a detail or a mark, with its place."""

    kind: str
    start: int
    end: int
    yes: bool | None = None
    sign: bool = False
    figure: bool = False
    """An answer in a figure; of a name, that a figure would grade it."""


class _Pair(msgspec.Struct):
    """A name and its answer, and what is told of it further."""

    name: _Piece
    answer: _Piece
    more: list[_Piece]


def with_answers_in_turn(text: Text, named: Named) -> Text:
    """Put each name of such a row before its answer."""
    if any(mark in text.low for mark in "[{<"):
        held = islice(_HELD.finditer(text.low), _MOST)
        text = rewritten(text, [Change(*one.span(), _out(one)) for one in held])
    low = text.low
    if _GATE.search(low) is None or _BEHIND.search(low) is None:
        return text
    changes = [change for start, end in _rows(low, named) for change in _changes(low, start, end, named)]
    changes += [change for match in _SIGNED_LINES.finditer(low) for change in _lines(low, match, named)]
    return rewritten(text, apart(changes)) if changes else text


def _out(held: re.Match[str]) -> str:
    """An answer without its brackets; what is told of it further stays in some."""
    return f": {held['said']}" + (f" ({held['more']})" if held["more"] else "")


def _rows(low: str, named: Named) -> Iterator[tuple[int, int]]:
    """The sentences of each line."""
    for line in _LINE.finditer(low):
        start = line.start()
        for stop in (*_ENDS.finditer(low, *line.span()), None):
            end = stop.start() if stop else line.end()
            if start < end <= start + _LONGEST and _GATE.search(low, start, end):
                head = _HEAD.match(low, start, end)
                yield (head.end() if head and not named(head[0]) else start), end
            start = stop.end() if stop else end


def _changes(low: str, start: int, end: int, named: Named) -> Iterator[Change]:
    pieces = _pieces(low, start, end, named)
    for run in _runs(pieces):
        pairs = _pairs(run)
        if len(pairs) > 1 and _meant(low, run, pairs):
            told = "; ".join(_told(low, one) for one in pairs)
            yield Change(run[0].start, run[-1].end, told)


def _lines(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    """``- stroke`` above ``+ PE 2019``: signs, and not the dashes of a list."""
    signs = [one for one in _LINE_SIGN.finditer(low, *match.span()) if named(low[one.end() : one.end() + 40])]
    if {low[one.start()] for one in signs} == {"-", "+"}:
        yield from (Change(*one.span(), "no " if low[one.start()] == "-" else "") for one in signs)


def _told(low: str, pair: _Pair) -> str:
    more = "".join(f" {low[one.start : one.end]}" for one in pair.more)
    return f"{low[pair.name.start : pair.name.end]}: {'yes' if pair.answer.yes else 'no'}{more}"


def _pieces(low: str, start: int, end: int, named: Named) -> list[_Piece]:
    """The pieces of a row; what is none of them is one of the kind ``other``."""
    spans: dict[int, tuple[int, set[str]]] = {}
    for one, two, fact in named(low[start:end]):
        spans.setdefault(start + one, (start + two, set()))[1].add(fact)
    found: list[_Piece] = []
    at = start
    while at < end:
        if at in spans:
            last, facts = spans[at]
            last -= 2 if _KIND.match(low[last - 2 : last]) else 0
            kind = "name" if facts & _NAMES else "other"
            found.append(_Piece(kind, at, last, figure=not facts.isdisjoint(_SCORED)))
            at = last
            continue
        match = None if low[at] == " " else _PIECE.match(low, at, end)
        if match or low[at] not in " :=":
            found.append(_piece(low, at, match))
        at = match.end() if match else at + 1
    return found


def _piece(low: str, at: int, match: re.Match[str] | None) -> _Piece:
    if match is None:
        return _Piece("other", at, at + 1)
    if match["answer"]:
        yes = bool(match["yes"] or match["plus"])
        said = match["no"] or match["yes"] or ""
        return _Piece("answer", *match.span(), yes, not said or "(" in said, said[-1:].isdigit())
    if match["word"]:
        return _Piece("name" if match["word"] in _OTHER else "other", *match.span())
    return _Piece(match.lastgroup or "other", *match.span())


def _runs(pieces: list[_Piece]) -> Iterator[list[_Piece]]:
    """Runs of names and answers that begin and end at a mark or an end of the row, or are told apart without one."""
    stops = [-1, *(at for at, one in enumerate(pieces) if one.kind == "other"), len(pieces)]
    for last, stop in pairwise(stops):
        run = pieces[last + 1 : stop]
        if not _closes_itself(run):
            marks = [at for at, one in enumerate(run) if one.kind == "mark"]
            end = len(run) if stop == len(pieces) else marks[-1] if marks else 0
            run = run[0 if last < 0 else marks[0] + 1 if marks else end : end]
        run = [one for at, one in enumerate(run) if one.kind != "mark" or 0 < at < len(run) - 1]
        if sum(one.kind == "answer" for one in run) > 1:
            yield run


def _closes_itself(run: list[_Piece]) -> bool:
    """``61M MI no stroke no PE yes plt 82``: a yes ends such a row, since none stands before a name."""
    turns = [one for one in run if one.kind != "more"]
    paired = len(turns) > 3 and [one.kind for one in turns] == ["name", "answer"] * (len(turns) // 2)
    return paired and turns[-1].yes is True and not turns[-1].figure and not turns[-1].sign


def _pairs(run: list[_Piece]) -> list[_Pair]:
    """The names with their answers; none where they do not take turns."""
    groups: list[list[_Piece]] = [[]]
    for one in run:
        if one.kind == "mark":
            groups.append([])
        else:
            groups[-1].append(one)
    groups = [one for one in groups if one]
    if all(sorted(each.kind for each in one if each.kind != "more") == ["answer", "name"] for one in groups):
        return [_pair(one) for one in groups]
    turns = [one for one in run if one.kind in ("name", "answer")]
    kinds = [one.kind for one in turns]
    first = kinds[:1]
    other = ["answer"] if first == ["name"] else ["name"]
    if not kinds or len(kinds) % 2 or kinds != (first + other) * (len(kinds) // 2):
        return []
    pairs: list[_Pair] = []
    for one in run:
        if one.kind == "mark":
            continue
        if one.kind == first[0]:
            pairs.append(_Pair(one, one, []))
        elif one.kind == "more" and pairs:
            pairs[-1].more.append(one)
        elif pairs:
            pair = pairs[-1]
            pairs[-1] = _Pair(one, pair.name, pair.more) if one.kind == "name" else _Pair(pair.name, one, pair.more)
    return pairs


def _pair(group: list[_Piece]) -> _Pair:
    by_kind = {one.kind: one for one in group}
    return _Pair(by_kind["name"], by_kind["answer"], [one for one in group if one.kind == "more"])


def _meant(low: str, run: list[_Piece], pairs: list[_Pair]) -> bool:
    """Tell whether the signs are answers for certain: of figures one is a nought, of signs there are both."""
    figures = [one.answer for one in pairs if one.answer.figure]
    graded = len(figures) < len(pairs) or any(one.name.figure for one in pairs)
    if figures and (graded or all(one.yes for one in figures)):
        return False
    signs = [one.answer for one in pairs if one.answer.sign]
    bare = [one for one in signs if low[one.start] in "-+"]
    if bare and len({one.yes for one in bare}) < 2:
        return False
    if not (figures or signs) and run[0].kind == "answer":
        return False  # ``no MI no stroke`` is read as it stands
    return bool(figures or signs) or not any(one.kind == "mark" and low[one.start] in ",;" for one in run)
