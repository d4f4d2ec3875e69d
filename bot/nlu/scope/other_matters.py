"""What a token behind a treatment may speak of besides the treatment: a finding, another illness, an examination."""

from __future__ import annotations

import re

from bot.nlu.dating.recent_events import of_event_before
from bot.nlu.draft import Draft
from bot.nlu.history.steroids import STEROIDS
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.entries import LOCAL, Entry

TARGETS = {
    "response",
    "portal_vein_thrombus",
    "extrahepatic_metastasis",
    "hepatic_vein_invasion",
    "largest_tumour",
    "cns_metastasis",
}
"""What a treatment is aimed at, or what came of it: facts that a clause about it may name."""
_AIMED_AT = TARGETS - {"response"}
_VERTEBRA = re.compile(r"[ctls]\d{1,2}")
"""``RT to L3``: where the rays went."""


_NODES = frozenset(("lymph", "node", "nodes"))


def _target(draft: Draft, entry: Entry, step: int) -> bool:
    """``radiotherapy of the portal thrombus (Vp3)``: what a local treatment was aimed at."""
    token = draft.tokens[step]
    named = (*token.senses("name"), *token.senses("option"))
    if entry.kind == "radiotherapy" and (_VERTEBRA.fullmatch(token.text) or token.text in _NODES):
        return True
    near = token.segment == draft.tokens[entry.last].segment or _given_to(draft, step)
    return entry.kind in LOCAL and near and any(one.id in _AIMED_AT for one in named)


def _aimed(draft: Draft, entry: Entry, step: int) -> bool:
    """``ablation of a recurrence in May``: what the treatment was for."""
    between = [draft.word(one) for one in range(entry.last + 1, step)]
    aimed = between[:1] in (["of"], ["for"], ["to"]) or (entry.kind == "systemic" and between[:1] in (["on"], ["at"]))
    return aimed and len(between) <= 4


_OTHER_MATTERS = word_set("bounds_other_matters") | word_set("bounds_examinations")
"""Diagnoses, examinations, operations and visits that have a date of their own."""
_MEDICINES = frozenset(("drugs", "tablets", "pills", "capsules", "meds", "medication", "medications"))
"""``TACE on 20 Feb. Other drugs started 27 Feb``: what is taken is no session of a local treatment."""
_NO_SESSION = _OTHER_MATTERS | _MEDICINES
_FINDINGS = word_set("bounds_findings")
_MEASURES = frozenset(("is", "was", "now", "measures", "measured", "currently"))
"""``5.5 cm after TACE and is 4 cm today``: the day is that of the size."""


def _apart(draft: Draft, entry: Entry, step: int) -> bool:
    """``transplant 2020, lung nodules 2024``: a finding in a clause of its own, whose date is not the treatment's."""
    token, named = draft.tokens[step], draft.tokens[entry.last]
    if token.unit in ("cm", "mm") and draft.word(step - 1) in _MEASURES:
        return True
    if token.text not in _FINDINGS:
        return of_event_before(draft, entry.first, step)
    colon = any(one.text == ":" for one in draft.tokens[entry.last + 1 : step])
    return (token.segment != named.segment or colon) and not (_aimed(draft, entry, step) or _given_to(draft, step))


_GIVEN = frozenset(("given", "delivered", "applied", "administered", "directed", "performed", "done", "targeted"))


def _given_to(draft: Draft, step: int) -> bool:
    """``SBRT, 5 fractions, was delivered to the segment 7 lesion in May``: where it was given."""
    near = range(step - 1, max(0, step - 6), -1)
    return any(draft.word(one) in ("to", "on", "at", "of") and _gives(draft, one - 1) for one in near)


ROUNDS = frozenset(("fraction", "fractions", "fx", "fr", "#", "session", "gy"))
"""What a dose of rays or a sitting is counted in: ``8 Gy to``, ``a single fraction to``."""


def _gives(draft: Draft, step: int) -> bool:
    """``delivered to``, ``8 Gy to``, ``a single fraction to``."""
    return draft.word(step) in _GIVEN or (step >= 0 and draft.tokens[step].unit == "gy") or draft.word(step) in ROUNDS


def foreign(draft: Draft, entry: Entry, step: int) -> bool:
    """Tell whether a token belongs to other matters: a lab, a fact of the history, another sentence's subject."""
    token = draft.tokens[step]
    if token.text == "\n" or token.text in STEROIDS or _apart(draft, entry, step):
        return True
    matters = _NO_SESSION if entry.kind in LOCAL else _OTHER_MATTERS
    if token.text in matters or token.text.split(" ")[-1] in matters:
        return not _aimed(draft, entry, step)
    harm = entry.stopped and draft.word(step - 1) == "(" and ")" in (draft.word(step + 1), draft.word(step + 3))
    if _target(draft, entry, step) or (harm and token.sense("condition")):
        return False
    responds = token.text == "cr" and draft.word(step - 1).startswith("best") and draft.word(step + 1) in (",", ")")
    if responds or (token.sense("note") is not None and not token.clinical):
        return False
    if token.used and token.kind not in ("date", "num", "word", "punct"):
        return not (token.cue("ongoing", "stopped", "progressed"))
    if (
        (is_name(draft, step) and not (token.sense("decoy") and draft.word(step + 1) == ")"))
        or token.sense("condition")
        or token.sense("cancer")
        or token.sense("means")
    ):
        return True
    named = any(one.id != "response" for role in ("name", "option") for one in token.senses(role))
    if named or token.cue("relative", "hypothesis", "plan", "refuse", "only", "naive"):
        return True
    return bool(token.hit and any(one.role in ("kind", "agent", "regimen") for one in token.hit.senses))
