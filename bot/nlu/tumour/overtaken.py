"""Whether what a later clause tells has overtaken a response: a recurrence, or growth on a new scan."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_NEW = Gated(
    r"\b(?<!no )(?<!without )(?:new|recurrent) (?:[a-z]+ |\d[\d.,]* ?[cm]m ){0,3}"
    r"(?:lesions?|nodules?|tumou?rs?|hcc|mass|foci|mets?)\b"
)
_BACK = frozenset(["recurrence", "recurred", "relapse", "relapsed"])


def came_back(draft: Draft, place: int) -> bool:
    """``CR; recurrence in August``: the complete response is over."""
    behind = draft.tokens[place + 1 : place + 12]
    if any(one.text in _BACK and not one.scope & {"neg", "plan", "hypothesis"} for one in behind):
        return True
    end = draft.tokens[place].end
    match = _NEW.search(draft.text.low, end, end + 80)
    return match is not None and not draft.tokens[draft.place_at(match.start())].scope & {"neg", "plan", "hypothesis"}


_GREW = Gated(
    r"\b(?:ct|mri|scan|imaging|restaging|pet|ultrasound)\b[^.;\n]{0,60}?\b(?:shows?|showed|showing|reveals?|revealed|"
    r"demonstrat\w+|instead|clear)\b(?P<grown>(?: [a-z]+){0,4} (?:re-?growth|growth|enlargement|increase in size|grown|"
    r"enlarged)\b)"
)
_NOT_GROWN = re.compile(r"\b(?:no|not|without|slow\w*|stable|fat|hair)\b")


def grew_since(draft: Draft, place: int) -> bool:
    """``SD afterwards. The scan of October shows growth``: what a later sentence says of a scan has overtaken it."""
    token = draft.tokens[place]
    for match in _GREW.finditer(draft.text.low, token.end, token.end + 240):
        seen = draft.tokens[draft.place_at(match.end() - 1)]
        if seen.segment > token.segment and not seen.scope & {"neg", "plan", "hypothesis", "relative"}:
            return not _NOT_GROWN.search(match["grown"])
    return False
