"""Why something is taken back: ``take back what I said about HIV, the result isn't in the file after all``.

The reason says nothing of the patient. It is known by its words, all of which may speak of papers, slips and other
people; ``scratch the ascites, there is none`` tells something in its place.
"""

from __future__ import annotations

import re

from bot.nlu.corrections.retraction_words import RETRACT
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten

_BORDER = re.compile(r"\s*(?:[,;.(]|\s[-–]|\s(?=(?:because|since|as)\b))\s*")
_WORD = re.compile(r"[a-z]+(?:['-][a-z]+)*")
_OF_REASONS = word_set("reasons_known")


def without_reasons(text: Text, named: Named) -> Text:
    """Leave out the reason for which a message takes something back, where nothing is told in it."""
    if RETRACT.search(text.low) is None:
        return text
    border = next((one for one in _BORDER.finditer(text.low) if named(text.low[: one.start()])), None)
    if border is None:
        return text
    rest = text.low[border.end() :]
    words = _WORD.findall(rest)
    told = re.search(r"[\d+=<>]", rest) or not words or not _OF_REASONS.issuperset(words)
    return text if told else rewritten(text, [Change(border.start(), len(text.low), "")])
