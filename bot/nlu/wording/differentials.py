"""The count of white cells by kind, in percent without its sign: ``DLC N 70 L 22 M 5 E 3``, ``diff 70/22/5/3``.

Shares of one whole make up about a hundred; the neutrophils among them are put as ``neutrophils 70%``.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_LINK = r"[ ]?[:=–-]?[ ]?"
_SHARE = r"\d{1,2}(?:[.,]\d)?(?![\d/]|[.,]\d)[ ]?%?"
_OTHER = r"(?:l|m|e|b|ly|mo|eo|ba|lymph\w*|mono\w*|eos\w*|baso\w*|bands?|stabs?)"
_KINDS = Gated(
    rf"\b(?P<name>n|p|neu?t?|neutro?\w*|poly\w*|pmn|seg\w*){_LINK}(?P<share>{_SHARE})"
    rf"(?P<rest>(?:[ ,;/\n]{{1,3}}{_OTHER}{_LINK}{_SHARE}){{1,5}})(?!\w)"
)
_SLASHED = Gated(
    r"\b(?P<name>dlc|diff(?:erential)?(?: count)?)[ :=-]{1,3}(?P<shares>\d{2}(?: ?/ ?\d{1,2}){3,4})(?![\d/])"
)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_WHOLE = (85, 101.5)
"""What the shares make up: the rarest kinds may be left out."""


def with_shares(text: Text) -> Text:
    """Give the neutrophils of a differential count their sign of percent."""
    changes = [
        Change(match.start(), match.end("share"), f"neutrophils {match['share'].strip().rstrip('%').strip()}%")
        for match in _KINDS.finditer(text.low)
        if _whole(match.group("share", "rest"))
    ]
    for match in _SLASHED.finditer(text.low):
        if _whole((match["shares"],)):
            changes.append(Change(*match.span(), f"neutrophils {match['shares'].split('/')[0].strip()}%"))
    return rewritten(text, changes) if changes else text


def _whole(parts: tuple[str, ...]) -> bool:
    told = [float(one.replace(",", ".")) for part in parts for one in _NUMBER.findall(part)]
    return _WHOLE[0] <= sum(told) <= _WHOLE[1]
