"""Which of the dates that were offered somebody means: by its words, its place, or as it is keyed."""

import calendar
import re
from collections.abc import Sequence

from text_to_num import alpha2digit

from actions.wording.values import date_text

_MONTHS = {name.casefold(): name[:3].casefold() for name in (*calendar.month_name[1:], *calendar.month_abbr[1:])}
_MONTHS["sept"] = "sep"
_BESIDE = frozenset(("in", "on", "the", "of", "it", "was", "st", "nd", "rd", "th"))
"""Words that may stand beside the parts of a date."""
_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth")
_PLACE = re.compile(rf"(?:the )?({'|'.join(_PLACES)})(?: one)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")


def place_of(words: str, titles: Sequence[str]) -> int | None:
    """Give the place of the one title, a date such as ``4 Mar 2026``, that the words mean; None where none or several.

    A day, a month or a year that is none of the title's makes it another date.
    """
    words = words.casefold().strip(" .!?")
    if (found := _PLACE.fullmatch(words)) is not None:
        place = _PLACES.index(found[1])
        return place if place < len(titles) else None
    said = _parts(date_text(words) if _ISO.fullmatch(words) else alpha2digit(words, "en"))
    meant = [place for place, title in enumerate(titles) if said and said <= (_parts(title) or frozenset())]
    return meant[0] if len(meant) == 1 else None


def _parts(words: str) -> frozenset[str] | None:
    """Give month, day and year of a date in words; None where it is none, or holds anything else."""
    tokens = [one for one in re.findall(r"[^\W\d_]+|\d+|[^\w\s,.]", words.casefold()) if one not in _BESIDE]
    parts = [_MONTHS.get(one) or one.lstrip("0") for one in tokens]
    months = [one for one in parts if one in _MONTHS.values()]
    is_date = len(months) == 1 and all(one in months or one.isdigit() for one in parts)
    return frozenset(parts) if is_date else None
