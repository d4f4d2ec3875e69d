"""Images of the head: whether a finding is of the brain."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_BRAIN = frozenset(["brain", "head", "cranial", "cerebral"])
ELSE_SITES = word_set("tumour_sites") - _BRAIN
"""The sites of metastases, those of the head apart."""
_REGIONS = frozenset(
    (
        "chest", "thorax", "abdomen", "bone", "liver", "lung", "lungs", "pelvis", "body", "pet", "hcc", "staging",
        "abdominal",
    )
)  # fmt: skip
_IMAGES = frozenset(("mri", "ct", "scan", "ultrasound"))
_REACH = 24
_NOT_SEEN = frozenset(
    ("not done", "not performed", "not yet", "not scanned", "pending", "awaited", "outstanding", "planned", "booked")
)
"""``MRI brain not done. No extrahepatic spread``: no image of the head tells what is behind."""


def of_brain(draft: Draft, place: int) -> bool:
    """``MRI brain: old changes, no mets``: what an image of the head shows, up to the next region.

    The image stands in the sentence of the finding, or in the one before where that is about no other region.
    """
    token = draft.tokens[place]
    own = {draft.word(place - 1), *token.text.split(" ")}
    if ELSE_SITES.intersection(token.text.split(" ")) or "extrahepatic" in own:
        return False
    for step in range(place - 1, max(-1, place - _REACH), -1):
        before = draft.tokens[step]
        words = set(before.text.split(" "))
        if before.text == "\n" or before.sentence < token.sentence - 1 or before.text in _NOT_SEEN:
            return False
        if words & (_REGIONS | ELSE_SITES) or (words & _IMAGES and not _of_head(draft, step)):
            return False
        if _BRAIN & words and _of_head(draft, step):
            return True
    return False


def _of_head(draft: Draft, step: int) -> bool:
    """``brain MRI``, ``MRI of the brain``, ``CT scan of the head``."""
    sentence = draft.tokens[step].sentence
    around = [one for one in draft.tokens[max(0, step - 4) : step + 5] if one.sentence == sentence]
    near = {word for one in around for word in one.text.split(" ")}
    return bool(near & {"mri", "ct"}) and bool(near & _BRAIN)
