"""Tumours counted in groups: by size (``2 lesions of 3 cm, 1 of 2 cm``), or lobe by lobe (``L n=1 5.6cm, R n=4``).

The groups are put as one count with the largest size, which is read as in any chart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.number_words import SMALL
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_MANY = r"(?:lesions?|nodules?|tumou?rs?|hccs?|foci|focus|mass(?:es)?)"
_FEW = rf"(?:[1-9]|1\d|{'|'.join(SMALL)})"
_NUMBER = r"\d{1,3}(?:[.,]\d{1,2})?"
_SIZE = rf"{_NUMBER}(?: ?[x×*] ?{_NUMBER}){{0,2}} ?(?:cm|mm)\b"
_OF = r" (?:of|measuring|with|at|à|sized) (?:about |~ ?)?"
_SIZED = rf"(?:{_OF}|,? )"
_BY_SIZE = Gated(
    rf"(?<![\w.,/])(?:{_FEW}) (?:(?:hcc|liver|hepatic|viable) )?{_MANY}{_SIZED}{_SIZE}"
    rf"(?:(?:,| and|, and| plus| ?\+| &|;) ?(?:{_FEW}|another)(?:(?: {_MANY})?{_OF}| {_MANY},? ){_SIZE}){{1,5}}"
)
_GROUP = re.compile(
    rf"(?P<count>\b(?:{_FEW}|another))(?: (?:hcc|liver|hepatic|viable))?(?: {_MANY})?{_SIZED}(?P<size>{_SIZE})"
)
_SIDE = r"(?:right|left|rt|lt|r|l)"
_TOLD = rf"(?:[ ,:(]*(?:max(?:imum|\.)?|largest|biggest|up to|size|of|=|\+|and|{_SIZE})\)?){{0,6}}"
_IN_LOBES = Gated(
    rf"(?<![\w.])(?P<head>(?P<all>{_FEW}) (?:(?:hcc|liver|hepatic) )?{_MANY} ?[(:-] ?)?"
    rf"(?P<one>{_SIDE})(?: (?:hepatic |liver )?lobe)?[ :=-]*(?P<n_one>n ?= ?)?(?P<first>[1-9]|1\d)(?![.,]?\d| ?[cm]m)"
    rf"(?P<sizes>{_TOLD})[ ]?[,;/)]* ?(?:and )?"
    rf"(?P<other>{_SIDE})(?: (?:hepatic |liver )?lobe)?[ :=-]*(?P<n_other>n ?= ?)?"
    r"(?P<second>[1-9]|1\d)(?![.,]?\d| ?[cm]m)"
    rf"(?P<more>{_TOLD})(?P<close>\))?"
)
_SEGMENT = r"(?:s|seg(?:ment)?\.?|sg\.?) ?(?:[1-8][ab]?|i{1,3}|iv[ab]?|vi{0,3})"
_UNIT_BEHIND = Gated(
    rf"\b{_SEGMENT}[ :]{{1,2}}{_NUMBER}(?:(?:,| and|;| &) ?{_SEGMENT}[ :]{{1,2}}{_NUMBER})+ ?(?P<unit>cm|mm)\b"
)
_BARE_SIZE = re.compile(rf"{_SEGMENT}[ :]{{1,2}}(?P<size>{_NUMBER})(?! ?(?:cm|mm)|[\d.,]*\d)")
_OTHERWISE = re.compile(
    r"\b(?:lungs?|pulmonary|thyroid|breasts?|kidneys?|renal|adrenals?|nodes?|ovar\w+|cysts?|cystic|benign|regenerative|"
    r"dysplastic|resect\w+|ablat\w+|remov\w+|treated|excised|target|bones?|brain|indeterminate|"
    r"no(?= longer| viable| enhanc| +\|)|not|without)\b"
)
_FIGURE = re.compile(_NUMBER)
_MEASURED = re.compile(_SIZE)


def with_groups_summed(text: Text) -> Text:
    """Put groups of tumours as one count with the largest size, and a unit told once behind each size."""
    low = text.low
    if "cm" not in low and "mm" not in low and "n=" not in low and "n =" not in low:
        return text
    changes = [*_by_size(low), *_in_lobes(low), *_units(low)]
    return rewritten(text, apart(changes)) if changes else text


def _by_size(low: str) -> Iterator[Change]:
    for match in _BY_SIZE.finditer(low):
        if _of_else(low, match):
            continue
        groups = list(_GROUP.finditer(match.group()))
        total = sum(_value(one["count"]) for one in groups)
        yield Change(
            *match.span(), f"{total} lesions, largest {max((one['size'] for one in groups), key=_centimetres)}"
        )


def _in_lobes(low: str) -> Iterator[Change]:
    """Two lobes, each with its count: named as such by ``n=``, or by the number of all in front."""
    for match in _IN_LOBES.finditer(low):
        counts = int(match["first"]), int(match["second"])
        counted = match["n_one"] and match["n_other"]
        headed = match["all"] is not None and _value(match["all"]) == sum(counts)
        if match["one"][0] == match["other"][0] or not (counted or headed) or _of_else(low, match):
            continue
        sizes = [one.group() for part in ("sizes", "more") for one in _MEASURED.finditer(match[part])]
        largest = f", largest {max(sizes, key=_centimetres)}" if sizes else ""
        close = ")" if match["close"] and not match["head"] else ""
        yield Change(*match.span(), f"{sum(counts)} lesions in both lobes{largest}{close}")


def _units(low: str) -> Iterator[Change]:
    """``S5 3.2, S6 2.1, S8 1.4cm``: the unit behind the last size is that of all."""
    for match in _UNIT_BEHIND.finditer(low):
        for one in _BARE_SIZE.finditer(low, *match.span()):
            yield Change(one.end(), one.end(), f" {match['unit']}")


def _of_else(low: str, match: re.Match[str]) -> bool:
    """Tell whether the clause speaks of another organ, of what was treated, or denies."""
    first = max(low.rfind(mark, max(0, match.start() - 40), match.start()) for mark in (". ", ";", "\n", ","))
    ends = re.compile(r"[.;\n](?!\d)").search(low, match.end())
    behind = low[match.end() : min(ends.start() if ends else len(low), match.end() + 30)]
    return _OTHERWISE.search(low[max(first, match.start() - 40, 0) : match.start()] + " | " + behind) is not None


def _value(word: str) -> int:
    return int(word) if word.isdigit() else SMALL.get(word, 1)


def _centimetres(size: str) -> float:
    largest = max(float(one.replace(",", ".")) for one in _FIGURE.findall(size))
    return largest * (0.1 if size.endswith("mm") else 1.0)
