"""Texts and phrases folded alike: hyphens, underscores and white space are one space, apostrophes are gone."""

from __future__ import annotations

import re

_GAP = re.compile(r"[\s_\-]+")


def folded_phrase(phrase: str) -> str:
    """Fold a phrase as the text is folded before matching."""
    return _GAP.sub(" ", phrase.lower().replace("'", "").replace("µ", "u")).strip()


_FOLDED = re.compile(r"[ \n\t\-_.']")
"""What is not taken over as it stands."""


def fold(low: str) -> tuple[str, list[int]]:
    """Fold a text for matching; the list gives the index in ``low`` of every character, and of the end."""
    pieces: list[str] = []
    places: list[int] = []
    gap, done = False, 0
    for match in _FOLDED.finditer(low):
        place = match.start()
        if place > done:
            pieces.append(low[done:place])
            places.extend(range(done, place))
            gap = False
        done = place + 1
        char = low[place]
        if char == "." and not _in_abbreviation(low, place):
            pieces.append(char)
            places.append(place)
            gap = False
        elif char != "'":
            if not gap:
                pieces.append(" ")
                places.append(place)
            gap = True
    pieces.append(low[done:])
    places.extend(range(done, len(low) + 1))
    return "".join(pieces), places


def _in_abbreviation(low: str, place: int) -> bool:
    return 0 < place < len(low) - 1 and low[place - 1].isalpha() and _letters(low, place)


_STAGE_ENDS = re.compile(r"(?:bclc|pugh|child|class|stage|ctp|cpt?|hepatitis|type)[ :-]*[a-d]$")
"""``BCLC B. TACE in May``: the letter of a stage closes the sentence."""


def _letters(low: str, place: int) -> bool:
    """A full stop inside an abbreviation: ``t.bili``, ``t. bili``; no end of a sentence."""
    before = place < 2 or not low[place - 2].isalpha()
    if before and low[place + 1 : place + 2].isspace() and _STAGE_ENDS.search(low, max(0, place - 14), place):
        return False
    return before and low[place + 1 : place + 3].strip()[:1].isalpha()
