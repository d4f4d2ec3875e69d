"""A list of treatments that is told to its end: ``treatment-naive``, ``no other treatment``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.treatments.completeness import is_hcc, of_an_illness, of_illnesses, of_the_attempt, says_other


def read_nothing_else(draft: Draft, treated_here: bool) -> None:
    """``treatment-naive``, ``no other treatment``; ``nothing else`` only where treatments are spoken of."""
    spoken = treated_here or "treatments" in draft.asked or not draft.asked
    for place in draft.places.cue("naive", "only"):
        token = draft.tokens[place]
        if says_other(draft.text.low, token.start, token.end):
            continue
        about = "treat" in token.text or "therap" in token.text or "naive" in token.text
        but = any(one.cue("stop") for one in draft.tokens[place + 1 : place + 3])
        before = draft.tokens[place - 2 if draft.word(place - 1) == "-" else place - 1] if place else token
        before_it = draft.tokens[place - 1] if place else token
        if token.text.startswith("no ") and (before_it.cue("ongoing", "now") or before_it.text in _NEEDS):
            continue  # ``currently on no treatment``: before may have been some; ``ascites needing no treatment``
        if token.text == "naive" and before is not token and before.treats:
            continue  # ``TKI-naive``: of one kind alone
        if token.cue("naive") and treated_here and not but and not token.cue("only"):
            continue
        if token.cue("only") and not about and _of_something(draft, place, treated_here):
            continue
        if (token.cue("only") and of_illnesses(draft, treated_here)) or of_an_illness(draft, place):
            continue
        if _of_now(draft, place) or _of_one(draft, place) or _of_another(draft, place):
            continue
        if (spoken or about) and not draft.barred(place) and not _denied(draft, place):
            draft.complete = True
            draft.use([place])


def _of_another(draft: Draft, place: int) -> bool:
    return _of_another_cancer(draft, place) or _of_no_tumour(draft, place) or of_the_attempt(draft, place, place)


def _of_no_tumour(draft: Draft, place: int) -> bool:
    """``his only treatment is amlodipine``: of a drug for something else; nothing is told of the tumour."""
    if not draft.tokens[place].cue("only"):
        return False
    behind = [one for one in draft.tokens[place + 1 : place + 5] if one.segment == draft.tokens[place].segment]
    named = next((one for one in behind if one.treats or (one.sense("note") and not is_hcc(one))), None)
    return named is not None and not named.treats


def _denied(draft: Draft, place: int) -> bool:
    """``not treatment-naive``; behind a mark it is a verdict of its own: ``no ablation, treatment naive``."""
    token = draft.tokens[place]
    if "neg" not in token.scope:
        return False
    between = draft.tokens[max(token.negator, 0) + 1 : place]
    mark = next((one for one, other in enumerate(between) if other.text in (",", ";", "-", "–", "\n")), 0)
    return not any(one.hit is not None for one in between[:mark])


def _of_something(draft: Draft, place: int, treated_here: bool) -> bool:
    """``nothing else on CT``, ``ECOG 1, BP 120/70, nothing else``: other things are told to their end."""
    after, then = draft.at(place + 1), draft.word(place + 2)
    if not treated_here and "treatments" not in draft.asked:
        if not _GIVEN.isdisjoint(draft.word(one) for one in range(place + 1, place + 5)):
            return False
        return not any(one in draft.text.raw.lower() for one in ("naive", "naïve", "treat", "therap"))
    if after is None or draft.word(place) != "nothing else":
        return False
    found = after.text in _FOUND or (after.text in ("in", "on", "by") and then in (*_FOUND, "the", "ct", "mri", "pet"))
    return found or bool(after.sense("name") or after.sense("condition"))


_GIVEN = frozenset(("given", "tried", "administered", "received"))
"""``nothing else has been given``: of treatments without their name."""
_FOUND = (
    "intrahepatic", "hepatic", "intrahepatically", "seen", "visible", "found", "abnormal", "suspicious", "focal",
    "imaging", "scan", "liver", "extrahepatic", "outside",
)  # fmt: skip
_NEEDS = frozenset(
    ["needing", "needs", "needed", "requiring", "requires", "required", "warrants", "warranting", "need", "require"]
)
_PRESENT = frozenset(("currently", "presently", "now", "present", "moment", "current"))
_MOMENTS = ("moment", "present", "time", "past", "last")


def _of_now(draft: Draft, place: int) -> bool:
    """``no treatment since June``, ``currently no treatment``: what was before is not denied."""
    behind = [draft.word(one) for one in range(place + 1, place + 4)]
    if "\n" in behind:  # ``nothing else`` and a line on how things are now
        behind = [*behind[: behind.index("\n")], "", "", ""][:3]
    since = behind[0] == "since" and behind[1] not in ("", "or", "and", "then", ",", ".")
    if (
        since
        or behind[:2] == ["for", "now"]
        or (behind[:2] == ["for", "the"] and behind[2] in _MOMENTS)
        or _PRESENT & set(behind)
    ):
        return True
    before = [draft.word(one) for one in range(place - 3, place)]
    there = before[-2:] == ["present", ","] and before[0] != "at"  # ``lymph node metastasis present, untreated``
    return bool(_PRESENT & set(before) and not there and draft.tokens[place].cue("naive"))


def _of_one(draft: Draft, place: int) -> bool:
    """``sorafenib-naive``: of one drug or kind; ``only one cycle of atezo/bev``: of that course."""
    if draft.tokens[place].cue("only"):
        step = next((one for one in range(place + 1, place + 5) if draft.word(one) not in _HAVING), place + 1)
        counted = draft.at(step)
        return (
            counted is not None
            and (counted.kind == "num" or counted.text in ("one", "two", "three", "a"))
            and draft.word(step + 1) in _COUNTED
        )
    drug = draft.at(place + 2)
    if draft.tokens[place].text.endswith("treated") and draft.word(place + 1) == "with" and drug and drug.treats:
        return True  # ``has not been treated with sorafenib``
    before = draft.at(place - 2 if draft.word(place - 1) in ("-", "or") else place - 1)
    named = before is not None and before.segment == draft.tokens[place].segment and before.treats
    return named and draft.word(place) == "naive"


_HAVING = frozenset(("got", "had", "have", "took", "received", "given", "the"))
_COUNTED = frozenset(
    ("cycle", "cycles", "dose", "doses", "session", "sessions", "infusion", "infusions", "month", "months")
)


def _of_another_cancer(draft: Draft, place: int) -> bool:
    """``prostate cancer under surveillance (untreated)``: the other cancer is."""
    sentence = draft.tokens[place].sentence
    before = [one for one in draft.tokens[max(0, place - 10) : place] if one.sentence == sentence]
    if draft.word(place) == "nothing else" and any(one.text in _ALLERGIC for one in before):
        return True
    named = next((one for one in reversed(before) if _is_cancer(one) or is_hcc(one)), None)
    return draft.word(place) in ("untreated", "nothing else") and named is not None and not is_hcc(named)


def _is_cancer(token: Token) -> bool:
    return bool(token.sense("cancer")) or any(one.id == "other_malignancy" for one in token.senses("option"))


_ALLERGIC = ("allergic", "allergy", "allergies", "allergic to", "allergy to")
"""``allergic to penicillin and nothing else``."""
