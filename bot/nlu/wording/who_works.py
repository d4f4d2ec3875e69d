"""Who works here or brought the news: ``the scan lady phoned``, ``a man from the lab called``; no patient."""

from __future__ import annotations

from bot.nlu.draft import Draft

_WORK = frozenset(
    [
        "scan",
        "ct",
        "mri",
        "mr",
        "lab",
        "labs",
        "pharmacy",
        "cleaning",
        "radiology",
        "reception",
        "desk",
        "records",
        "tea",
        "xray",
        "x-ray",
        "ultrasound",
        "sonography",
        "courier",
        "it",
        "pathology",
        "biobank",
        "scheduling",
        "booking",
        "billing",
        "insurance",
        "delivery",
        "transport",
        "taxi",
        "ambulance",
        "portal",
        "sponsor",
        "cro",
        "monitoring",
        "archive",
        "mail",
        "post",
        "laboratory",
        "coding",
        "data",
        "phlebotomy",
        "endoscopy",
        "ecg",
        "echo",
        "imaging",
    ]
)
_PLACES = _WORK | frozenset(["ward", "clinic", "trial", "study", "hospital", "front", "unit", "nursing"])
_TELLS = frozenset(
    [
        "phoned",
        "called",
        "rang",
        "says",
        "said",
        "told",
        "emailed",
        "mailed",
        "wrote",
        "faxed",
        "sent",
        "texted",
        "confirmed",
        "reports",
        "reported",
        "calls",
        "rings",
    ]
)
_OF = ("from", "at", "in")
_THE = ("the", "our", "their", "your")


def who_works_here(draft: Draft, place: int) -> bool:
    """Tell whether a ``lady`` or ``man`` is one of those who work here: by the place beside, or a call too."""
    before, behind = draft.word(place - 1), draft.word(place + 1)
    if before in _WORK:
        return True
    step = place + 2 + (draft.word(place + 2) in _THE)
    if behind in _OF and draft.word(step) in _PLACES:
        return draft.word(step) in _WORK or draft.word(step + 1) in _TELLS
    return before in _PLACES and behind in _TELLS
