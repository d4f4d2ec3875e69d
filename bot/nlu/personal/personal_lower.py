"""Names without capitals behind a word for a person: ``her husband jorge``, ``nurse kelly``, ``pt ann doe``.

A name counts where a list holds it and no other word is written so; a mere ``pt`` asks for a given and a family name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.personal.personal_lists import FAMILY, TOO, kind_of, lower_families, lower_givens

_CUES = (
    "husband", "wife", "son ", "daughter", "dad ", "father", "mum ", "mom ", "mother", "brother", "sister", "nurse",
    "mr ", "mrs ", "ms ", "dr ", "pt ", "patient ", "named ", "called ", "about ",
)  # fmt: skip
_TITLES = ("mr", "mrs", "ms", "dr")
_LOOSE = ("pt", "patient", "named", "called", "about")
_NAMED = re.compile(
    r"(?<![\w'-])(?P<cue>(?i:husband|wife|son|daughter|dad|father|mum|mom|mother|brother|sister|nurse|mr|mrs|ms|dr|pt|"
    r"patient|named|called|about))[ \t]+(?P<one>[a-z][a-z'-]{2,14})(?:[ \t]+(?P<other>[a-z][a-z'-]{2,16}))?(?![\w-])"
)


def lower_in(text: str, low: str) -> Iterator[tuple[int, int]]:
    """Give the span of every such name."""
    if not any(cue in low for cue in _CUES):
        return
    for match in _NAMED.finditer(text):
        cue = match["cue"].lower()
        given = match["one"] in lower_givens()
        both = given and match["other"] is not None and _is_family(text, match)
        if both or (given and cue not in _LOOSE) or (cue in _TITLES and match["one"] in lower_families()):
            yield match.start("one"), match.end("other") if both else match.end("one")


def _is_family(text: str, match: re.Match[str]) -> bool:
    """Tell whether the second word is a family name; one that is a word as well, only at the end of a clause."""
    other = match["other"]
    ends = text[match.end("other") : match.end("other") + 1] in ("", ",", ".", ";", ":", "(", ")", "\n")
    return other in lower_families() or (ends and kind_of(other.capitalize()) in (FAMILY, TOO))
