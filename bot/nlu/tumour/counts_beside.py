"""How many tumours there are where one is told and others beside it: ``6.3 cm mass in S7 plus two further nodules``.

Of numbered ones (``lesion 1: 3.4 cm; lesion 2: 2.1 cm``) the last number counts, where each has its size.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.number_words import PERIODS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_SIZE = r"\d+(?:[.,]\d+)?(?: ?(?:x|\*|by) ?\d+(?:[.,]\d+)?){0,2} ?[- ]?(?:cm|mm|centimet\w+|millimet\w+)\b"
_ONE = r"(?:lesion|nodule|tumou?r|mass|focus|hcc|hepatoma)"
_MANY = r"(?:lesions|nodules|tumou?rs|masses|foci|hccs|satellites|ones|deposits)"
_KIND = r"(?:hypervascular|enhancing|arterially|large|big|huge|bulky|hepatic|liver|hcc|lr-?5|viable|solid)"
_GREAT = r"(?:main|dominant|index|primary|large|big|huge|bulky|larger|biggest|largest)"
_WHERE = (
    r"(?:,? ?\(?(?:in|at|of|on|within|measuring|measures|about|some|"
    r"roughly|up to|around|approx\.?|seg(?:ment)?s?\.?|s ?\d[ab]?|"
    r"sg\.?|[1-8][ab]?|"
    rf"[iv]{{1,4}}[ab]?|the|right|left|liver|hepatic|lobe|r|l|diameter|size|{_SIZE})\)?(?![\w.]\w))*"
)
_MAIN = (
    rf"(?:\b(?P<lone>one|1|single|solitary) )?(?<![\d.,])(?:(?:\b(?:an?|the) )?(?:(?:{_GREAT}|{_KIND}) "
    rf")*(?:{_SIZE} )(?:{_KIND} )*{_ONE}\b"
    rf"|(?:\b(?:an?|the) )?(?:(?:{_GREAT}|{_KIND}) )*\b{_ONE}(?:{_WHERE}[ (]+{_SIZE}\)?)|\b(?:{_GREAT} "
    rf")(?:{_KIND} )*{_ONE}\b)"
)
_JOINED = (
    r"(?:,? ?(?:plus|\+|&|and|with|as well as|together with|along with|beside|also|lies?|accompanied by|"
    r"there (?:is|are)|then)\b"
    r"| ?\+|,|\.(?= (?:there is )?(?:another|a (?:second|further)|an additional) ))(?: (?:also|then|there "
    r"(?:is|are)|with|lies?))* ?"
)
_OTHER = (
    r"(?:further|additional|other|more|smaller|small|tiny|little|daughter|satellite|separate|minor|"
    r"similar|hcc|liver|hepatic)"
)
_BESIDE = (
    rf"(?P<others>(?P<count>two|three|four|five|six|[2-9]) (?:(?:{_OTHER} )*{_MANY}|satellites)(?! in "
    rf"(?:total|all)|altogether)"
    rf"|(?:another|(?:an?|the|one|1) (?:{_OTHER}|second))(?: (?:{_OTHER}))*(?: (?:{_SIZE}))? (?:{_ONE}|satellite|one)"
    rf"|(?:one|1|an?) satellite|satellite (?:{_ONE}))\b"
)
_NOT_LIVER = (
    r"(?![^.;,\n]{0,24}\b(?:lungs?|pulmonary|adrenals?|nodes?|bones?|thyroid|spleen|kidneys?|breast|peritoneum|cysts?|"
    r"benign|regenerative|dysplastic|ablated|resected|removed|treated|new)\b)"
)
_TOGETHER = Gated(rf"(?P<main>{_MAIN})(?P<placed>{_WHERE}){_JOINED}{_BESIDE}(?P<behind>{_WHERE}){_NOT_LIVER}")
_APART = Gated(
    rf"\b(?:in addition to|besides?|next to|alongside|apart from|beyond) (?P<main>{_MAIN})(?P<placed>{_WHERE}),?"
    rf"(?: (?:there|are|is|lie|lies|were|we|see|saw|found))* {_BESIDE}(?P<behind>{_WHERE}){_NOT_LIVER}"
)
_SEG = r"(?:(?:seg(?:ment)?s?\.?|sg|s) ?(?:[1-8][ab]?|[iv]{1,4}[ab]?))"
_SIZED = rf"\(?{_SEG}[ ]?[:(,]? ?(?:of |measuring )?{_SIZE}\)?"
_BY_SEGMENT = Gated(
    rf"(?<![\w-])(?P<noun>(?:(?:hcc|liver|hepatic|viable) )*(?:lesions|nodules|tumou?rs|masses|foci|"
    rf"hccs))(?: ?[:(-] ?| (?:in|at) )"
    rf"(?P<items>{_SIZED}(?:(?: ?[,;/+&]| and) ?(?:and )?{_SIZED})+)"
)
_FEW = r"one|two|three|four|five|six|[1-9]"
_SIDE = r"(?:right|left)(?: (?:liver |hepatic )?lobe)?"
_OF_LOBE = r"(?: ?[:=-] ?| (?:has |with )?)(?:an? |one )?"
_EACH_LOBE = Gated(
    rf"\b(?P<one>{_SIDE}){_OF_LOBE}(?:(?P<first>{_FEW}) {_MANY}|{_SIZE} (?:{_KIND} )*{_ONE})[,;.]? (?:and )?(?:the )?"
    rf"(?P<other>{_SIDE}){_OF_LOBE}(?:(?P<second>{_FEW})(?: (?:{_MANY}|{_ONE}))?(?=\s*(?:$|[,;)\n]|\.(?!\d)))|"
    rf"{_SIZE} (?:{_KIND} )*{_ONE})\b"
)
_LOBE_BEHIND = Gated(
    rf"\b(?P<first>{_FEW}) (?:{_MANY}|{_ONE}) (?P<one>(?:right|left|r|l)) lobe[,;]? (?:and )?"
    rf"(?P<second>{_FEW}) (?:{_MANY}|{_ONE}) (?P<other>(?:right|left|r|l)) lobe\b"
)
_LONE = re.compile(r"\b(?P<lone>one|1|single|solitary) (?:[a-z]+ ){1,3}\Z")
"""``one large right lobe tumour``: what stands between the number and what it counts."""
_LOBE_TIMES = Gated(
    rf"\b(?P<one>right|left|r|l) (?:liver )?lobe ?[x×] ?(?P<first>{_FEW})[,;]? ?(?:and )?"
    rf"(?P<other>right|left|r|l) (?:liver )?lobe ?[x×] ?(?P<second>{_FEW})\b"
)
_COUNTED = re.compile(
    r"(?:\b(?:two|three|four|five|six|several|multiple|target|satellite|lung|pulmonary|no|\d{1,2})|[/x]) $"
)
_NUMBERED = Gated(
    rf"(?<!target )(?<!lung )(?<!non-target )(?<![a-z])(?P<noun>(?:{_ONE}|observation|(?:li-?rads|lr)[ -]?5|n[°º]|№)) ?"
    rf"(?:#|"
    rf"no\.?|nr\.?|number)? ?"
    r"(?P<number>[1-9]|[a-e](?= ?[:=(]| (?:in|seg|s\d|measur|of)\b))(?= ?[:;=(,)-]| (?:in|seg|s\d|measur|of|\d))"
)
_REACH = 90
"""Characters behind a number in which the size of that tumour stands."""
_LARGEST = re.compile(r"\b(?:larg|big|great|dominant|index)\w*")
"""``largest lesion 5.7 cm, three nodules``: the one may be among the others."""
_OTHERWISE = re.compile(
    r"\b(?:(?:lr|li-?rads)[ -]?[1-4m]|indeterminate|benign|dysplastic|regenerative|cysts?|ha?emangioma)\b"
)
_OF_ELSE = re.compile(r"\b(?:thyroid|lungs?|pulmonary|chest|prostate)\b[^.;\n]*\Z")
"""``thyroid: right lobe 2 nodules, left lobe 1 nodule``."""
_MEASURED = re.compile(r"(?<![\d.,])\d+(?:[.,]\d+)? ?(?:x ?\d[\d.,]* ?)*(?:cm|mm)\b")


def with_counts_beside(text: Text) -> Text:
    """Say how many there are in all, where others are told beside one, or where they are numbered."""
    changes = (
        list(_beside(text.low)) or list(_numbered(text.low)) or list(_by_segment(text.low)) or list(_by_lobe(text.low))
    )
    return rewritten(text, changes) if changes else text


def _beside(low: str) -> Iterator[Change]:
    match = _TOGETHER.search(low) or _APART.search(low)
    if match is None or re.search(
        r"\b(?:no|not|without)(?: \w+){0,3} $", low[max(0, match.start() - 24) : match.start()]
    ):
        return
    plain = re.fullmatch(rf"\S+ {_MANY}", match["others"]) and "satell" not in match["others"]
    joined = low[match.end("placed") : match.start("others")].strip()
    if plain and (joined == "," or _LARGEST.search(match["main"])):
        return
    total = 1 + (_value(match["count"]) if match["count"] else 1)
    lone = _LONE.search(low, max(0, match.start() - 40), match.start()) if match["lone"] is None else None
    before = lone.group() if lone else ""
    lobes = before + match["placed"] + match["main"], match["behind"]
    sides = {("right" in one, "left" in one) for one in lobes}
    both = " in both lobes" if sides == {(True, False), (False, True)} else ""
    if match["lone"]:
        yield Change(match.start("lone"), match.end("lone"), "")
    elif lone:
        yield Change(*lone.span("lone"), "")
    yield Change(*match.span("others"), f"({total} lesions{both})")


def _numbered(low: str) -> Iterator[Change]:
    found = list(_NUMBERED.finditer(low))
    if len(found) < 2 or [one["number"] for one in found] not in _counted_off(len(found)):
        return
    if len({one["noun"] for one in found}) > 1 or _OTHERWISE.search(low):
        return
    ends = [*(one.start() for one in found[1:]), found[-1].end() + _REACH]
    if not all(_MEASURED.search(low, one.end(), end) for one, end in zip(found, ends, strict=True)):
        return
    noun = found[0]["noun"]
    grade = f" {noun}" if noun.startswith("l") and noun != "lesion" else ""
    yield Change(*found[0].span(), f"{len(found)} lesions{grade}")
    for one in found[1:]:
        yield Change(*one.span(), "another lesion")


def _counted_off(count: int) -> tuple[list[str], list[str]]:
    """``1, 2, 3``, ``a, b, c``."""
    return [str(one + 1) for one in range(count)], [chr(ord("a") + one) for one in range(count)]


def _by_segment(low: str) -> Iterator[Change]:
    """``nodules: S4 (2.2 cm), S6 (3.5 cm)``: each segment with its size is one."""
    match = _BY_SEGMENT.search(low)
    if match is None or _COUNTED.search(low, max(0, match.start() - 12), match.start()) or _OTHERWISE.search(low):
        return
    count = len(re.findall(_SIZED, match["items"]))
    yield Change(match.start("noun"), match.start("noun"), f"{count} ")


def _by_lobe(low: str) -> Iterator[Change]:
    """``right 3 lesions, left 2 lesions``, ``right lobe: 6.1 cm mass; left lobe: 2.0 cm nodule``: in both, in all."""
    match = _EACH_LOBE.search(low) or _LOBE_BEHIND.search(low) or _LOBE_TIMES.search(low)
    if match is None or {match["one"][0], match["other"][0]} != {"l", "r"}:
        return
    if _OF_ELSE.search(low, max(0, match.start() - 30), match.start()):
        return
    groups = match.groupdict()
    counts = [_value(groups[key]) if groups.get(key) else 1 for key in ("first", "second")]
    yield Change(match.start(), match.start(), f"{sum(counts)} lesions in both lobes: ")
    for key in ("first", "second"):
        if groups.get(key):
            start, end = match.span(key)
            yield Change(start - 1 if low[start - 1] in "x×" else start, end, "")


def _value(word: str) -> int:
    return int(word) if word.isdigit() else PERIODS[word]
