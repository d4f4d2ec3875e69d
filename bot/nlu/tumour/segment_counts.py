"""Lesions counted segment by segment: ``two nodules in segment 8 and one in segment 3`` are three."""

from __future__ import annotations

import re

from bot.nlu.lexicon.number_words import PERIODS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_COUNT = r"(?:another|an?|one|two|three|four|five|six|[1-9])"
_WHERE = (
    r"in (?:the )?(?:seg(?:ment)?s?\.? ?(?:[1-8][ab]?|[iv]{1,4}[ab]?)(?: ?(?:/|and|,) ?(?:[1-8][ab]?|[iv]{1,4}[ab]?))?|"
    r"s[1-8][ab]?|(?:left|right|caudate)(?: (?:liver|hepatic))? lobe|(?:left|right)(?=\s*(?:$|[,.;)\n])))"
)
_NOUN = r"(?:nodules?|lesions?|tumou?rs?|foci|focus|hccs?|masses|mass)"
_LISTED = Gated(
    rf"\b(?P<first>{_COUNT}) (?P<noun>(?:hcc |liver |small |hypervascular )*{_NOUN}) (?:lies? |is |are |seen )?{_WHERE}"
    rf"(?:(?:,? (?:and|plus)|,| ?\+| ?&) {_COUNT}(?: (?:more|other|further))?"
    rf"(?: {_NOUN})? {_WHERE})+(?! (?:was|were) (?:treated|ablated))"
)
_EACH = re.compile(rf"\b(?P<count>{_COUNT})(?: (?:more|other|further))?(?: {_NOUN})? (?={_WHERE})")


_ITEM = r"(?:s(?:eg(?:ment)?)? ?(?:[1-8][ab]?|[iv]{1,4}[ab]?))[ :]{1,2}\d{1,2}(?:[.,]\d)?(?: ?[cm]m)?"
_SIZED = Gated(
    rf"(?<!\bno )\b(?:hccs?|tumou?rs?|lesions?|nodules?)[ :]{{1,2}}"
    rf"(?P<list>{_ITEM}(?: ?(?:[,;+&]|and) ?{_ITEM}){{1,5}})"
    r"(?=\s*(?:$|[.;,)\n]))(?<=m)"
)
"""``HCC S8 4.2 cm + S5 1.8 cm``: each segment with the size of its own."""


def with_counts_summed(text: Text) -> Text:
    """Say how many there are in all, where they are counted segment by segment."""
    changes = [
        Change(one.start("list"), one.start("list"), f"{len(re.findall(_ITEM, one['list']))} lesions: ")
        for one in _SIZED.finditer(text.low)
    ]
    for match in _LISTED.finditer(text.low):
        others = [*_EACH.finditer(text.low, match.end("noun"), match.end())]
        total = sum(_value(one) for one in (match["first"], *(each["count"] for each in others)))
        if "left" in match.group() and "right" in match.group():
            changes.append(Change(*match.span(), f"{total} lesions in both lobes"))
            continue
        changes.append(Change(match.start("first"), match.end("noun"), f"{total} lesions"))
        changes += [Change(*each.span(), "") for each in others]
    return rewritten(text, changes) if changes else text


def _value(word: str) -> int:
    return int(word) if word.isdigit() else PERIODS[word]
