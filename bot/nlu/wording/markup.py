"""The marks of a page that came along with what was pasted: rows and cells of its tables, line breaks, blanks."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_TAG = Gated(
    r"(?P<cell></t[dh]>\s*<t[dh][^<>\n]{0,80}>)|(?P<row>(?:</t[dh]>\s*)?</tr>\s*|<br ?/?>\s*|</(?:p|div|li)>\s*)|"
    r"(?P<other></?(?:table|t[rdh]|thead|tbody|tfoot|ul|ol|li|p|div|span|b|i|u|em|strong|font|body|html)"
    r"(?: [^<>\n]{0,80})?>\s*)|"
    r"(?P<sign>&(?:nbsp|lt|gt|amp|le|ge|micro);)"
)
_SIGNS = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&le;": "≤", "&ge;": "≥", "&micro;": "u"}
_IN_CELLS = ("</t", "<br", "&nbsp;", "<td", "</p>", "&lt;", "&gt;")
_QUERY = Gated(r"(?:^|(?<=[&?\s]))(?:[a-z]{2,10}_)?date=(?P<day>\d{4}-\d\d-\d\d)&(?=[a-z])")
_AND = re.compile(r"(?<=[\w%])&(?=[a-z][\w %().-]{0,30}=)")


def without_markup(text: Text) -> Text:
    """Put rows of tags in lines and their cells between bars; a message without tags stays as it is."""
    low = text.low
    if "\n" in low and _HEAD.match(low.lstrip()):
        text = in_rows_of_days(text)
    elif "\n" in low and ("|" in low or "\t" in low):
        text = _values_apart(text)
    if _LAST_DAY.may_match(low):
        text = _day_first(text)
    if "&" in low and "=" in low:
        text = _of_query(text)
        low = text.low
    if not any(one in low for one in _IN_CELLS) or not _TAG.may_match(low):
        return text
    changes = []
    for match in _TAG.finditer(low):
        said = " | " if match["cell"] else "\n" if match["row"] else _SIGNS[match["sign"]] if match["sign"] else ""
        changes.append(Change(*match.span(), said))
    return rewritten(text, changes)


_HEAD = re.compile(r"(?:test|analyte?|parameter|lab(?: test)?|component|investigation|item|name|bezeichnung|analyse)s?")
_DAY = re.compile(r"\d{1,4}[-./]\d{1,2}(?:[-./]\d{1,4})?\.?|(?:\d{1,2} )?[a-z]{3,9}\.?(?: \d{1,2})?(?:,? \d{2,4})?")
_NUMBER = re.compile(r"[<>]?=? ?\d[\d.,]*(?: ?[hl*])?|-+|n/?[ad]")
_FEWEST, _MOST = 2, 6
"""Columns of days."""


def in_rows_of_days(text: Text) -> Text:
    """A table copied cell by cell, ``Test`` over its days over names with a value for each: a row in a line again."""
    lines = [(one.start(), one.end()) for one in re.finditer(r"[^\n]*\S[^\n]*", text.low)]
    told = [text.low[first:last].strip() for first, last in lines]
    if len(told) < 2 * _FEWEST + 2 or not _HEAD.fullmatch(told[0]):
        return text
    count = next((at for at, one in enumerate(told[1:]) if not (_DAY.fullmatch(one) and re.search(r"\d", one))), 0)
    groups = range(1 + count, len(told), count + 1)
    if not _FEWEST <= count <= _MOST or (len(told) - 1 - count) % (count + 1):
        return text
    whole = all(told[at][0].isalpha() and all(map(_NUMBER.fullmatch, told[at + 1 : at + 1 + count])) for at in groups)
    if not whole:
        return text
    ends = {0, *groups}
    joints = [at for at in range(len(told) - 1) if at + 1 not in ends]
    return rewritten(text, [Change(lines[at][1], lines[at + 1][0], " | ") for at in joints])


_LAST_DAY = Gated(
    r"[,;|&]\s*[\"']?(?:(?:lab|sample|collection|result|test)s?[ _]?)?(?:date|collected|drawn)[\"']?\s*[:=]\s*"
    r"[\"']?(?P<day>20\d\d-\d\d-\d\d)[\"']?(?=\s*\}?\s*$)"
)
"""``plt=84|alt=61|date=2026-11-18``: the day of all values, told last."""


def _day_first(text: Text) -> Text:
    match = _LAST_DAY.search(text.low)
    if match is None or "\n" in text.low or not re.match(r"\W*[a-z][\w .()-]{0,20}[\"']?\s*[:=]", text.low):
        return text
    opened = text.low.find("{") + 1
    return rewritten(text, [Change(opened, opened, f" labs {match['day']}: "), Change(*match.span(), "")])


_ROW = re.compile(r"(?:^|(?<=\n))[ ]*[a-z][a-z .()/-]{0,24}?(?P<gap>[ :=]+)[<>]?\d[\d.,]*(?=[ ]?[|\t])")


def _values_apart(text: Text) -> Text:
    """``Plt 84 | 97`` under ``18 Nov | 15 Oct``: the first value gets a cell of its own."""
    heads = [one.strip() for one in re.split(r"[|\t]", text.low.lstrip().partition("\n")[0])]
    if len(heads) < _FEWEST or not all(_DAY.fullmatch(one) and re.search(r"\d", one) for one in heads):
        return text
    return rewritten(text, [Change(*one.span("gap"), " | ") for one in _ROW.finditer(text.low)])


def _of_query(text: Text) -> Text:
    """``date=2026-11-18&plt=84&inr=1.3``: pairs that a sign joins."""
    if len(_AND.findall(text.low)) < 2:
        return text
    text = rewritten(text, [Change(*one.span(), f"labs {one['day']}: ") for one in _QUERY.finditer(text.low)])
    return rewritten(text, [Change(*one.span(), "; ") for one in _AND.finditer(text.low)])
