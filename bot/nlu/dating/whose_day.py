"""Whose date stands near an illness: ``BCC excised, hepatitis C (SVR 2019)``, ``had a stroke, hip fracture 2022``.

What else a history tells has no end, so that it is known by what it does not hold: a clause beside the one that names
a cancer or an event dates it where every word before the date may speak of that illness, of what was done about it and
how it went (see `own_clause` for treatments).
"""

from __future__ import annotations

from bot.nlu.dating.clause_places import KNOWN, clause_at, is_unknown, noted
from bot.nlu.dating.days import Day
from bot.nlu.dating.event_dates import date_beside, date_of_onset
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_lists, word_set
from bot.nlu.text.telling import Gated

_CURED = word_set("states_cured")
_KNOWN = KNOWN | _CURED | word_set("malignancies_skin") | word_set("cancer_days_known")
_OF_EVENTS = KNOWN | word_set("said_further_frame") | word_set("polarity_dated") | word_set("event_days_known")
TREATED_BY = {fact: frozenset(words) for fact, words in word_lists("event_days_treated").items()}
"""How an event is treated, by the fact: of another it is something else."""
_LEADS = word_set("event_dates_links") - {"had", "was", "suffered", "developed", "treated"}
_CALLED = Gated(
    r"\b(?:they|doctors?|hospital|gp|nurse|he|she|which) (?:all )?"
    r"(?:said|says?|call|called|calls|told me|tell me|reckoned?)\b|"
    r"\bit was called\b"
)
"""What somebody calls it that was told before it, in words that have no end."""
_EXAMS = frozenset(
    ("echo", "gastroscopy", "ogd", "egd", "endoscopy", "colonoscopy", "mri", "ct", "scan", "ecg", "ultrasound", "visit")
)
_FOUND_THERE = frozenset(
    ("clean", "clear", "normal", "unremarkable", "ef", "lvef", "fine", "ok", "negative", "no", "without")
)
_OF_LATER = frozenset(("last", "latest", "recent", "most recent", "repeat", "follow-up", "control", "surveillance"))
_OF_BEFORE = frozenset(("old", "chronic", "known", "healed", "remote", "longstanding", "previous"))
_PREPOSITIONS = frozenset(("in", "on", "at", "since", "from", "by", "the", "and", "of", "around", "about"))
_OWN_ROLES = frozenset(("cancer", "kind", "agent", "regimen", "option", "response"))
_OF_CANCER = ("other_malignancy", "response", "complete_response_confirmed")


def own_day(draft: Draft, place: int, step: int) -> bool:
    """Tell whether the date at a step is that of the cancer at a place."""
    if step < place:
        return not _tells_else(draft, _clause_before(draft, step), step) and _joined(draft, step, place)
    first, last = clause_at(draft, step, place + 1)
    if first <= place + 1:
        return True
    if _tells_else(draft, first, step) or (first == step and _tells_else(draft, step + 1, last)):
        return False
    strong = any(word in _CURED for one in draft.tokens[first:last] for word in (one.text, one.phrase))
    return strong or not _else_between(draft, place, first)


def date_of(draft: Draft, place: int, last: int, fact: str) -> tuple[Day, int] | None:
    """Give the date beside an event, unless it stands in a clause that tells of something else."""
    beside = date_beside(draft, place, last)
    if beside is None or place <= beside[1] <= last:
        return beside
    floor = last + 1 if beside[1] > last else 0
    first = _clause(draft, beside[1], floor)
    apart = first > floor if floor else clause_at(draft, place, 0)[0] > beside[1]
    apart = apart and draft.word(first - 1) not in ("when", "while")
    if apart and _of_exam(draft, first, beside[1]):
        return None
    return None if apart and _tells_else(draft, first, beside[1], fact) else beside


def _of_exam(draft: Draft, first: int, step: int) -> bool:
    """``TIA; brain MRI 12 May 2026 clean``: the day of an examination that says what it found."""
    examined = any(not _EXAMS.isdisjoint(one.text.split(" ")) for one in draft.tokens[first:step])
    return examined and draft.word(step + 1).split(" ")[0] in _FOUND_THERE


def onset_of(draft: Draft, place: int, fact: str) -> tuple[Day, int] | None:
    """Give the date before an event that words lead on from; ``had`` and ``was`` lead on from nothing else's."""
    found = date_of_onset(draft, place)
    if found is None or any(one.text in _LEADS for one in draft.tokens[found[1] + 1 : place]):
        return found
    first = _clause(draft, found[1], 0)
    return None if _tells_else(draft, first, found[1], fact) else found


def _clause(draft: Draft, step: int, floor: int) -> int:
    """The first place of the clause around a date; a date in brackets is of what stands before them."""
    first = clause_at(draft, step, floor)[0]
    bracket = first > floor + 1 and draft.word(first - 1) == "("
    return clause_at(draft, first - 2, floor)[0] if bracket else first


def day_of_else(draft: Draft, fact: str, step: int) -> bool:
    """Tell whether the only date of a message, which stands apart from an illness, tells of something else."""
    if _CALLED.search(draft.text.low):
        return False
    if any(one > step and draft.word(one - 1) in _OF_BEFORE for one in draft.places.naming(fact)):
        return True  # ``report of 10 November: old pulmonary embolism``
    first, last = _clause(draft, step, 0), clause_at(draft, step, 0)[1]
    if _of_exam(draft, first, step):
        return True
    opens = all(one.text in _PREPOSITIONS or one.kind == "punct" for one in draft.tokens[first:step])
    return _tells_else(draft, first, last if opens else step, fact)


def _clause_before(draft: Draft, step: int) -> int:
    return clause_at(draft, step, 0)[0]


def _joined(draft: Draft, step: int, place: int) -> bool:
    """Tell whether a date before a cancer stands in its clause, and does not end one of its own."""
    first = clause_at(draft, place, 0)[0]
    return first <= step + 1 or all(one.kind == "punct" for one in draft.tokens[step + 1 : place])


def _else_between(draft: Draft, place: int, first: int) -> bool:
    """Tell whether another matter stands between the cancer's own clause and the one of the date."""
    return _tells_else(draft, clause_at(draft, place, place)[1], first)


def _tells_else(draft: Draft, first: int, last: int, fact: str = "other_malignancy") -> bool:
    """Tell whether a word at these places may name something else than an illness and what was done about it."""
    known = _KNOWN if fact == "other_malignancy" else _OF_EVENTS
    treated = TREATED_BY.get(fact, frozenset())
    if any(draft.word(one) in _EXAMS and draft.word(one - 1) in _OF_LATER for one in range(first, last)):
        return True  # ``heart failure, last echo March 2026``
    return any(one.text not in treated and _else(one, known, fact) for one in draft.tokens[first:last])


def _else(token: Token, known: frozenset[str], fact: str) -> bool:
    if token.text in known or token.phrase in known:
        return False
    if token.hit is None:
        return is_unknown(token, known)
    if token.names(fact) or (fact == "other_malignancy" and any(one.role in _OWN_ROLES for one in token.hit.senses)):
        return False
    if any(one.role == "name" and one.id not in _OF_CANCER for one in token.hit.senses):
        return True
    return noted(token)
