"""A scan or a biopsy that is awaited is no answer to a question about a value of the blood."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_IMAGES = re.compile(
    r"\b(?:biops(?:y|ies)|pathology|histology|cytology|cts?|mris?|pets?|scans?|x-?rays?|ultrasound|echo|endoscopy|"
    r"gastroscopy|colonoscopy)\b"
)


_OF_THE_PERSON = ("age", "sex", "ecog", "consent", "compliance", "contraception")


def of_images(draft: Draft, low: str) -> bool:
    """``biopsy pending`` to the question about the platelets: no value of the blood comes from it."""
    asked = [draft.catalogue.facts.get(one) for one in draft.asked]
    apart = bool(asked) and all(one is not None and (one.lab or one.id in _OF_THE_PERSON) for one in asked)
    return apart and _IMAGES.search(low) is not None
