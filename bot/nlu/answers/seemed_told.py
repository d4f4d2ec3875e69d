"""What answers to other questions only seemed to tell of, taken back."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lay.told_events import PASSING
from bot.nlu.lay.told_words import LONGEST_TOLD
from bot.nlu.text.telling import Gated


def leave_others(draft: Draft) -> None:
    """Take back what answers to other questions seemed to tell of treatments."""
    _leave_taken_off(draft)
    _leave_other_cancers(draft)
    _leave_clean_head(draft)


_SPREAD = ("met", "tumo", "cancer", "spread", "cns", "mass", "lesion")


def _leave_clean_head(draft: Draft) -> None:
    """``the scan of the head was clean``, when a stroke was asked about: that there was none."""
    if draft.asked == ("stroke",) and draft.facts.get("cns_metastasis") is False:
        low = draft.text.raw.lower()
        if not any(one in low for one in _SPREAD):
            del draft.facts["cns_metastasis"]


def _leave_taken_off(draft: Draft) -> None:
    """``it comes back as fast as they take it off``: of the water, and no operation."""
    if draft.asked == ("ascites",) and "ascites" in draft.facts:
        draft.treatments = [one for one in draft.treatments if one != {"kind": "resection"}]


def _leave_other_cancers(draft: Draft) -> None:
    """``yes, breast, 2009, surgery and chemo``: what was done for another cancer is no treatment of this one."""
    if draft.asked == ("other_malignancy",) and "liver" not in draft.text.raw.lower():
        draft.treatments = [one for one in draft.treatments if one.get("agents")]
        draft.complete = None


_STOPPED_FOR_IT = Gated(
    r"\b(?:so|and) (?:then )?(?:they|i|we|he|she|the doctors?) (?:\w+ ){0,2}"
    r"(?:stop\w*|took me off|quit|gave (?:it|them) up)"
)


_TELLS = frozenset(
    ("i", "my", "me", "they", "he", "she", "his", "her", "it", "we", "so", "got", "had", "went", "developed", "became",
     "which", "gave", "made", "was", "were", "on it", "when", "while", "after", "then", "caused", "from")
)  # fmt: skip


def _of_its_own(draft: Draft, fact: str) -> bool:
    """``active TB; sorafenib stopped for rash``: an item of a line before what tells of treatment, or apart from it."""
    start = next((one.start for one in draft.mentions if one.fact == fact and one.value is True), None)
    if start is None:
        return False
    token = draft.tokens[draft.place_at(draft.text.folded_index(start))]
    own = [one for one in draft.tokens if one.segment == token.segment and one.sentence == token.sentence]
    beside = [one for one in draft.tokens if one.treats and one.sentence == token.sentence]
    if any(one.text in _TELLS or one.treats or one.cue("stopped", "intolerant") for one in own):
        return False
    return all(one.start > token.start for one in beside)


def leave_side_effects(draft: Draft) -> None:
    """``my pressure went sky high so they stopped it``: what a drug did while it was taken is not how it is now."""
    if draft.asked not in ((), ("treatments",)):
        return
    harmed = (
        any(one.get("outcome") == "intolerance" for one in draft.treatments) and len(draft.text.raw) <= LONGEST_TOLD
    )
    if harmed or (_STOPPED_FOR_IT.search(draft.text.low) and any(one.get("agents") for one in draft.treatments)):
        for fact in PASSING:
            told = draft.facts.get(fact)  # what is denied, or under control, was no harm of the drug
            if told is not False and not (harmed and _of_its_own(draft, fact)):
                draft.facts.pop(fact, None)
