"""Tumours told one after the other, and where several lie: ``one of 3 cm in S6, another of 2 cm in S8``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.removed import was_removed

_ELSEWHERE = word_set("tumour_elsewhere") | {
    "polyp",
    "polyps",
    "cyst",
    "cysts",
    "haemangioma",
    "hemangioma",
    "stones",
    "gallstones",
    "nodes",
}
_NOUN = r"(?:hccs?|lesions?|nodules?|tumou?rs?|mass(?:es)?|foc(?:us|i))"
_NUMBER = r"\d[\d.,]{0,6}"
_TIMES = rf"(?: ?[x*] ?{_NUMBER}){{0,2}} ?"
_SIZE = rf"(?:about |approx\.? |~ ?)?(?P<size>{_NUMBER}){_TIMES}(?P<unit>cm|mm)"
_SEGMENT = r" ?(?:s|sg|seg\.?|segments?) ?(?:[1-8](?:[/-][1-8])?[ab]?|i{1,3}|iv[ab]?|vi{0,3})\b"
_PLACE = rf"(?: ?,? ?(?:in|at|on|within) )?(?:the )?(?:{_SEGMENT}|(?:right|left)(?: (?:hepatic |liver )?lobe)?)?"
_PLACED = rf"(?:,? (?:in|at|on|within) (?:the )?(?:{_SEGMENT}|(?:right|left) (?:hepatic |liver )?lobe))?,?"
_MEASURES = rf"{_PLACED} ?(?:of |measuring |measures |is |: ?)?"
_FIRST = rf"(?:(?:one|an?|the first|first)(?: {_NOUN})?|{_NOUN}){_MEASURES}"
_ORDINAL = r"(?:another|an other|the other|(?:the |a )?(?:second|third|fourth)|one(?: more)?)"
_ANOTHER = rf"{_ORDINAL}(?: one)?(?: (?:smaller|larger|further))?(?: {_NOUN})?{_MEASURES}"
_ITEM = (
    rf"\s*(?:, ?and|,|;|and|plus|&|\+)\s*(?:{_ANOTHER}|an? ){_NUMBER}{_TIMES}(?:cm|mm)(?: (?:an? )?(?:{_NOUN}|"
    rf"one))?{_PLACE}"
)
_SINGLY = Gated(
    rf"(?<![a-z\d.,])(?:{_FIRST})?{_SIZE}(?: (?:an? |one |the )?{_NOUN})?{_PLACE}"
    rf"(?P<rest>(?:{_ITEM}){{1,5}})(?!\s*[x*]\s*\d)"
)
_NEXT = re.compile(rf"(?:,|;|and|plus|&|\+)\s*(?:{_ANOTHER}|an? )(?=\d)")
_LIVER = re.compile(rf"{_NOUN}|\bs(?:eg\w*|g)?\.? ?(?:[1-8]|i{{1,3}}|iv|vi{{0,3}})\b|\b(?:liver|hepatic|lobe)\b")
_ALONE = Gated(rf"(?:^|(?<=[,;.:(\s])){_SIZE},? (?:single|solitary)(?= ?(?:$|[,;.)\n]|seg|in (?:s|the)\b))")
"""``5.2 x 4.8 cm single``."""
_SEVERAL = r"(?P<n>two|three|four|five|six|seven|eight|nine|ten|several|multiple|numerous|[2-9]|1\d)"
_IN_LOBE = Gated(
    rf"\b{_SEVERAL} (?:(?!benign|regenerative|dysplastic|lung|pulmonary|thyroid|cystic)[a-z-]{{1,20}} ){{0,3}}?"
    rf"(?:hccs|lesions|nodules|tumou?rs|masses|foci)(?: (?:of|up to|measuring) [^;.\n]{{1,24}}?| ?\([^)]{{1,30}}\))?"
    r"(?: (?:are|were|seen|located|situated|lying|found|noted|all|both|which|that))* "
    r"(?:in|within|of|confined to|throughout) (?:the |his |her )?(?P<side>right|left)(?: hepatic| liver)? lobe\b"
    r"(?! of (?:the )?(?:lung|thyroid|prostate)|"
    r",? (?:which |that |both |all )?(?:were|was|had been|have been|has been) "
    r"(?:ablated|resected|removed|treated|excised))"
)
_OTHER_SIDE = (
    r"\s*(?:,|;|and|plus|, and)\s*(?P<n>one|an?|another|two|three|four|five|[1-9])"
    r"(?: (?:more|other|further|smaller|{noun}))* (?:in|within) (?:the )?{side}\b"
)
_FREE_LOBE = re.compile(
    r"\b(?:right|left) (?:hepatic |liver )?lobe(?:(?: is| was| appears| looks)| ?:)? (?:entirely |completely )?"
    r"(?:free|clear|without|no|unremarkable|normal|spared)\b[^.;\n]*"
)
"""``Left lobe: no lesions``: what is said of the other one."""
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTS = {name: at for at, name in enumerate(_NUMBERS, 1)} | {"a": 1, "an": 1, "another": 1}


def read_singly(draft: Draft) -> None:
    """Count the tumours that are told one by one, each with its size; a size that is called the only one is one."""
    for match in _SINGLY.finditer(draft.text.low):
        if not _liver(draft, match.start(), match.end()):
            continue
        number = 1 + len(_NEXT.findall(match["rest"]))
        _record(draft, match, number)
        return
    for match in _ALONE.finditer(draft.text.low):
        if not _of_else(draft, match.start(), match.end(), alone=True):
            _record(draft, match, 1)
            return


def _record(draft: Draft, match: re.Match[str], number: int) -> None:
    place = draft.place_at(match.start("size"))
    last = draft.place_at(match.end() - 1)
    if draft.barred(place) or draft.tokens[place].scope & {"neg", "elsewhere"} or was_removed(draft, place):
        return
    if draft.facts.get("tumour_count", 1) != 1:
        return
    draft.record("tumour_count", number, place, last)
    sizes = [one for one in range(place, last + 1) if draft.tokens[one].kind == "num" and draft.tokens[one].unit]
    if "largest_tumour" in draft.facts:
        return
    if number == 1 or not sizes:
        draft.measure("largest_tumour", draft.tokens[place], place, place, unit=match["unit"])
        return
    widest = max([place, *sizes], key=lambda one: _centimetres(draft, one, match["unit"]))
    unit = draft.tokens[widest].unit or match["unit"]
    draft.measure("largest_tumour", draft.tokens[widest], widest, widest, unit=unit)


def _centimetres(draft: Draft, place: int, unit: str) -> float:
    token = draft.tokens[place]
    value = token.number.value if token.number is not None else 0.0
    return value * (0.1 if (token.unit or unit) == "mm" else 1.0)


def _of_else(draft: Draft, start: int, end: int, *, alone: bool = False) -> bool:
    """Tell whether the sentence, or the part of it alone, speaks of another organ's."""
    first = draft.tokens[draft.place_at(start)]
    sentence = first.sentence
    near = draft.tokens[max(0, draft.place_at(start) - 10) : draft.place_at(end - 1) + 6]
    return any(
        _ELSEWHERE.intersection((one.text, *one.text.split(" ")))
        or (one.names("extrahepatic_metastasis") and "neg" not in one.scope)
        for one in near
        if one.sentence == sentence and (not alone or one.segment <= first.segment)
    )


def _liver(draft: Draft, start: int, end: int) -> bool:
    around = re.split(r"[.\n] ", draft.text.low[max(0, start - 40) : start])[-1] + draft.text.low[start:end]
    return _LIVER.search(around) is not None and not _of_else(draft, start, end)


def read_lobe(draft: Draft) -> None:
    """``two lesions in the right lobe`` lie in one; with ``and one in the left`` they are three in two."""
    match = _IN_LOBE.search(draft.text.low)
    if match is None or "tumours_in_one_lobe" in draft.facts or not _several(draft):
        return
    place, last = draft.place_at(match.start()), draft.place_at(match.end() - 1)
    if draft.barred(place) or draft.tokens[last].scope & {"neg", "elsewhere", "plan", "uncertain"}:
        return
    side = "left" if match["side"] == "right" else "right"
    other = re.compile(_OTHER_SIDE.format(side=side, noun=_NOUN)).match(draft.text.low, match.end())
    if other is not None:
        _in_both(draft, match, other)
        return
    rest = _FREE_LOBE.sub("|", draft.text.low[: match.start()] + " | " + draft.text.low[match.end() :])
    if not re.search(rf"\b{_NOUN}\b[^.;\n|]{{0,30}}\b{side}\b|\b{side}\b[^.;\n|]{{0,40}}\b{_NOUN}\b", rest):
        draft.record("tumours_in_one_lobe", True, last, last)


def _in_both(draft: Draft, match: re.Match[str], other: re.Match[str]) -> None:
    last = draft.place_at(other.end() - 1)
    draft.record("tumours_in_one_lobe", False, last, last)
    one, more = (_COUNTS.get(each["n"]) or (int(each["n"]) if each["n"].isdigit() else 0) for each in (match, other))
    if one and more and draft.facts.get("tumour_count") == one:
        draft.record("tumour_count", one + more, last, last)


def _several(draft: Draft) -> bool:
    told = draft.facts.get("tumour_count")
    return (isinstance(told, int) and told > 1) or (isinstance(told, str) and told.startswith(">"))
