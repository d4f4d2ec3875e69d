"""What a stage or a count is not: ``no longer BCLC B``, ``was never ECOG 2``, ``far from ECOG 0``."""

from __future__ import annotations

import re

_IS_NOT = re.compile(
    r"(?:(?:^|[.;,\n] ?|\b(?:was|is|been) )never|"
    r"\b(?:(?:not|no longer|no more|(?:is|was)n'?t)(?: (?:really|quite|exactly|yet|truly|ever|any|an?|at|in|stage))*|"
    r"(?:far|a long way) from|hardly|barely|scarcely|almost|nearly|anything but|not far off|"
    r"(?:would|could|can)(?: not|n'?t) (?:be|call|say|make|put|give)(?: (?:him|her|it|this|that))*(?: an?)?))[ ]$"
)
_LONGEST = 40
"""Letters of such words at most."""


def is_not(low: str, start: int) -> bool:
    """Tell whether what begins at a place of a text in lower case is said not to be, or not quite.

    Nothing of it is recorded. ``HE never ECOG 1`` answers the name before: there it is.
    """
    return _IS_NOT.search(low, max(0, start - _LONGEST), start) is not None
