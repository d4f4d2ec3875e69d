"""Two treatments that a patient tells of with one date: ``burnt and rayed, both in March``, ``at the same time``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lay.told_spans import PROCEDURES
from bot.nlu.lay.told_words import LONGEST_TOLD
from bot.nlu.text.telling import Gated

_BOTH = Gated(
    r"\bboth (?:of them |were |was |done |given |happened |all )*(?:in|on|last|this|around)\b"
    r"|\bat the same time(?: as)?\b"
)
_PARTED = Gated(r"\b(?:then|later|after|before|first|second|again|not|never|since)\b")


def share_date(draft: Draft) -> None:
    """Give the one of two treatments that has no date that of the other, where they had it together."""
    low = draft.text.low
    if len(draft.treatments) != 2 or len(low) > LONGEST_TOLD or not _BOTH.search(low) or _PARTED.search(low):
        return
    dated = [one for one in draft.treatments if "start" in one]
    bare = [one for one in draft.treatments if not {"start", "end"} & set(one)]
    if len(dated) != 1 or len(bare) != 1 or bare[0].get("outcome") == "ongoing":
        return
    bare[0]["start"] = dated[0]["start"]
    if bare[0]["kind"] in PROCEDURES:
        bare[0]["end"] = dated[0].get("end", dated[0]["start"])
