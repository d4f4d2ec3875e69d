"""Sizes of several lesions added up, which are those of none: ``sum of target lesions 104 mm, previously 131 mm``."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.counts_beside import with_counts_beside
from bot.nlu.tumour.counts_by_place import with_counts_by_place
from bot.nlu.tumour.counts_of_groups import with_groups_summed
from bot.nlu.tumour.segment_counts import with_counts_summed

_NUMBER = r"\d+(?:[.,]\d+)?"
_REST = r"(?:[^.;\n]|\.(?=\d)){0,90}"
_SUM = Gated(
    r"\b(?:sums? of (?:the )?(?:\w+ )?(?:target|longest|largest|diameters?|lesions?|all)|"
    r"sld\b|sod\b|sum (?:diameters?|sizes?)|combined (?:(?:longest|largest) )?(?:diameters?|sizes?)|"
    r"(?:lesions?|nodules|tumou?rs|diameters) (?:now |still |currently )?"
    r"(?:add(?:s|ed)? up|sum(?:s|med)? up|total(?:s|led)?|"
    rf"(?:together |combined )(?:measur|amount|com|ar)\w*)){_REST}"
)
_ADDED = Gated(
    rf"\b(?:target lesions?|lesions|nodules|tumou?rs|diameters)\b{_REST}?{_NUMBER} ?(?:mm|cm) "
    r"(?:in sum|in total|altogether|combined|overall|summed(?: up)?|taken together|together|as a sum)\b"
)
_SIZE = re.compile(
    rf"(?:,? \(?\b(?:after|previously|formerly|versus|vs\.?|compared (?:with|to)|was|before) )?"
    rf"\b(?:from {_NUMBER}(?: ?(?:mm|cm))? to )?{_NUMBER} ?(?:mm|cm)\b(?: (?:before|previously|earlier)\b)?"
)
_OF_ONE = re.compile(
    r"\b(?:largest (?:lesion|nodule|tumou?r|one|is|was|now|:)|biggest|dominant|index|the larger|maximum)\b"
)


def without_sums(text: Text) -> Text:
    """Leave out the sizes that are told as a sum."""
    text = with_counts_beside(with_counts_summed(with_counts_by_place(with_groups_summed(text))))
    if " mm" not in text.low and " cm" not in text.low and "mm" not in text.low:
        return text
    changes: dict[int, Change] = {}
    for match in [*_SUM.finditer(text.low), *_ADDED.finditer(text.low)]:
        one = _OF_ONE.search(text.low, match.start(), match.end())
        for size in _SIZE.finditer(text.low, match.start(), one.start() if one is not None else match.end()):
            changes[size.start()] = Change(*size.span(), "", unused=True)
    return rewritten(text, [changes[at] for at in sorted(changes)]) if changes else text
