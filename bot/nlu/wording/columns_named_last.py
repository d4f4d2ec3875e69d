"""A table whose column of names does not come first: ``Flag Unit Result Name`` over ``L 10^9/L 82 Platelets``.

Each row is put as name, value and unit. The heads say what a column holds; where single blanks part the cells, a flag
and a unit are known by their looks.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated

_HEAD = (
    r"(?:flags?|units?|results?|values?|names?|tests?|analytes?|parameters?|abn|h/l|ref(?:erence)?(?: range)?|range|"
    r"normal)"
)
_HEADER = Gated(rf"(?:^|(?<=\n))[ \t|]*{_HEAD}(?:[ \t|;]+{_HEAD}){{1,4}}[ \t|]*(?=\n)")
_NAMES = re.compile(r"names?|tests?|analytes?|parameters?")
_FLAG = r"(?:hh?|ll?|n|\*+|high|low|normal|-|abn)"
_UNIT = r"(?:(?:x ?)?10\S{1,6}|[a-zµ%]{1,5}/[a-zµ]{1,3}|%|s|secs?|ms|k/ul|ratio|-)"
_RANGE = r"(?:[(\[]?\d[\d.]* ?[-–] ?\d[\d.]*[)\]]?|[<>≤≥]=? ?\d[\d.]*)"
_GAP = r"[ \t|;]+"
_ROW = re.compile(
    rf"[ \t|;]*(?:(?P<flag>{_FLAG}){_GAP})?(?:(?P<range>{_RANGE}){_GAP})?(?:(?P<unit>{_UNIT}){_GAP})?"
    rf"(?P<value>[<>]?\d[\d.,]*){_GAP}(?:(?P<behind>{_UNIT}){_GAP})?(?:{_FLAG}{_GAP})?"
    r"(?P<name>[a-z][a-z0-9 ().-]{1,24}?)[ \t|;]*"
)


def with_names_first(text: Text, named: Named) -> Text:
    """Put the rows of such a table with the name first; any other text stays as it is."""
    low = text.low
    if "\n" not in low or not _HEADER.may_match(low):
        return text
    header = _HEADER.search(low)
    heads = re.findall(_HEAD, header.group()) if header is not None else []
    if header is None or not heads or _NAMES.fullmatch(heads[-1]) is None or _NAMES.fullmatch(heads[0]):
        return text
    changes = [Change(*header.span(), "")]
    for line in re.finditer(r"[^\n]+", low[header.end() :]):
        start, end = header.end() + line.start(), header.end() + line.end()
        row = _ROW.fullmatch(low, start, end)
        if row is None or not named(row["name"]):
            break
        limits = f" ({row['range'].strip('()[]')})" if row["range"] else ""
        unit = row["unit"] or row["behind"] or ""
        changes.append(Change(start, end, f"{row['name']} {row['value']} {unit.strip('-')}{limits}"))
    return rewritten(text, changes) if len(changes) > 1 else text
