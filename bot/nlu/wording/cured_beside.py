"""The cure of another cancer in a sentence of its own: ``breast. With curative intent, free since 2012``."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_CANCER = (
    r"(?:\b(?:previous|prior|other|earlier|past|second|former) (?:cancer|malignancy|tumou?r)s? ?:|"
    r"\b(?:breast|colon|bowel|colorectal|rectal|prostate|lung|renal|kidney|bladder|ovarian|cervical|endometrial|gastric|"
    r"stomach|thyroid|testicular|laryngeal|oesophageal) (?:cancer|carcinoma|ca)\b|\b(?:melanoma|lymphoma|seminoma)\b)"
)
_CURED = (
    r"(?:with curative intent|(?:disease|cancer|recurrence|tumou?r)[- ]free since|free (?:of|from) (?:disease|cancer|"
    r"recurrence) since|no evidence of (?:disease|recurrence) since|no recurrence since|"
    r"in (?:complete )?remission since)"
)
_BESIDE = Gated(
    rf"{_CANCER}(?P<behind>[^.;\n]{{0,50}})(?P<stop>\.\s+|;\s*|\n)(?P<cure>[^.;\n]{{0,90}}?{_CURED})", folded=True
)
_OURS = re.compile(r"\b(?:hcc|liver|hepat\w*|tace|haic|tumou?r|lesion|lesions|patient|father|mother|wife|husband)\b")


def with_cures_beside(text: Text) -> Text:
    """Join the sentence on the cure to the one that names the cancer."""
    changes = [
        Change(*match.span("stop"), ", ")
        for match in _BESIDE.finditer(text.low)
        if not _OURS.search(match["behind"]) and not _OURS.search(match["cure"])
    ]
    return rewritten(text, changes) if changes else text
