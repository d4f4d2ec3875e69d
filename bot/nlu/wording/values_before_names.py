"""Lines of a value and the name behind it: ``84 | plt`` over ``1.2 | INR``, ``10.9 Hb`` over ``88 ALT``.

Two such lines at least, one below the other, are put as ``plt: 84``. A name alone above them, or a number alone below,
would mean that the cells of a list of names and values were broken otherwise.
"""

from __future__ import annotations

import re
from itertools import groupby

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.wording.heading_words import MEASURED

_MAY = re.compile(r"(?:^|\n)[ \t|]*[<>]?\d[^\n]*\n[ \t|]*[<>]?\d")
"""Two lines that begin with a number."""
_MARK = r"[ \t]*[|;\t][ \t]*"
_LINE = re.compile(
    rf"[ \t|]*(?P<value>[<>]?=? ?{VALUE}(?:(?:{_MARK})?{UNIT})?)(?:{_MARK}|[ ]{{1,6}})"
    r"(?P<name>[a-z][a-z0-9 ./()-]{0,24}?)[ \t|;]*"
)
_HEAD = re.compile(
    r"[ \t|]*(?:values?|results?)[ \t]*[|;\t][ \t]*(?:tests?|names?|parameters?|analytes?|items?)[ \t|]*"
)
"""``Value | Test``."""
_NUMBER = re.compile(rf"[ \t|]*[<>]?{VALUE}[ \t|]*")


def with_names_before_values(text: Text, named: Named) -> Text:
    """Put the name first in each of such lines; a message without them stays as it is."""
    low = text.low
    if "\n" not in low or _MAY.search(low) is None:
        return text
    lines = list(re.finditer(r"[^\n]*\S[^\n]*", low))
    told = [_told(low, line, named) for line in lines]
    changes: list[Change] = []
    for turned, group in groupby(range(len(lines)), key=lambda at: told[at] is not None):
        places = list(group)
        if turned and len(places) > 1 and not _broken(low, lines, places, named):
            changes += _head(low, lines, places)
            turns = ((at, one) for at in places if (one := told[at]) is not None)
            changes += [Change(*lines[at].span(), f"{one['name']}: {one['value']}") for at, one in turns]
    return rewritten(text, changes) if changes else text


def _told(low: str, line: re.Match[str], named: Named) -> re.Match[str] | None:
    """The value and the name of a line that is made of both and nothing else."""
    found = _LINE.fullmatch(low, *line.span())
    return found if found is not None and _is_name(found["name"], named) else None


def _is_name(said: str, named: Named) -> bool:
    """Tell whether words are the name of one test."""
    facts = {fact for start, end, fact in named(said) if (start, end) == (0, len(said)) and fact in MEASURED}
    return len(facts) == 1


def _broken(low: str, lines: list[re.Match[str]], places: list[int], named: Named) -> bool:
    """``plt`` over ``84 Hb`` over ``10.9``: a name of its own above, or a value of its own below."""
    above = low[slice(*lines[places[0] - 1].span())].strip(" \t|:") if places[0] else ""
    below = lines[places[-1] + 1] if places[-1] + 1 < len(lines) else None
    alone = below is not None and _NUMBER.fullmatch(low, *below.span()) is not None
    return alone or (bool(above) and len(above) < 26 and _is_name(above, named))


def _head(low: str, lines: list[re.Match[str]], places: list[int]) -> list[Change]:
    """What heads the two columns is left out."""
    head = lines[places[0] - 1] if places[0] else None
    return [Change(*head.span(), "")] if head is not None and _HEAD.fullmatch(low, *head.span()) else []
