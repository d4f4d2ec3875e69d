"""Whose date it is: a clause of its own, about something that no one here knows, keeps its date.

``TACE x3. We reviewed him on 10 November``, ``sorafenib; stopped smoking in May`` and ``a hepatectomy and the drain
came out on 3 May`` date a visit, a habit and a drain. What such clauses tell of has no end, so that they are known by
what they do not hold: a clause behind the treatment's own speaks of it where every word may speak of a treatment.
"""

from __future__ import annotations

from bot.nlu.dating.came_after import came_after
from bot.nlu.dating.clause_places import KNOWN, SHORT_MATTERS, clause_at, is_unknown
from bot.nlu.dating.of_complaints import of_complaint, of_complaint_behind
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.other_matters import ROUNDS, TARGETS
from bot.nlu.treatments.bounds import REFERS, STARTS
from bot.nlu.tumour.responses import EVALUATION

_CHANGES = ("stopped", "completed", "progressed", "intolerant", "last", "first")
_ENDS_IT = ("progressed", "intolerant")
_TAKES = frozenset(
    ("took", "taken", "take", "off", "gave", "given", "received", "resumed", "restarted", "halted", *STARTS)
)
_PRONOUNS = frozenset(("it", "both", "this", "these", "they", "them", "which"))
_POINTS = frozenset(("", "the", "this", "that", "his", "her", "all", "whole", "entire", "of", "on", "off", "both"))
_REASONS = frozenset(("for", "because", "due", "owing", "d/t", "after", "by", "with", "secondary", "since", "as"))
_TELLS = frozenset(
    ("he", "she", "they", "we", "i", "a", "an", "the", "his", "her", "was", "had", "pt", "patient", "my")
)


def tells_of_else(draft: Draft, first: int, last: int) -> bool:
    """Tell whether the clause at these places dates or changes something else than the treatment before it."""
    tolerated = any(draft.word(one).startswith("tolerat") for one in range(first, last))
    clause = [one for one in draft.tokens[first:last] if not (tolerated and one.text == "well")]
    verb = next((one for one, token in enumerate(clause) if _changes(token)), None)
    date = next((one for one, token in enumerate(clause) if token.kind == "date"), None)
    if _gives_reason(clause[0]) or (verb is not None and _refers(clause)) or _aims(clause):
        return False  # ``the rash was bad so they took her off it in May``
    if verb and _so(clause[:verb]):
        return False  # ``hand-foot gr 3 so stopped the same month``
    if verb is None:
        if date is None:
            return clause[0].text in SHORT_MATTERS
        told = clause[:date]
        return _of_exam(told) or any(map(_else, told)) or _opened_by_date(clause, date)
    return any(map(_else, clause[:verb])) or _for_illness(clause[:verb]) or any(map(_else, _changed(clause[verb:])))


def _of_exam(told: list[Token]) -> bool:
    """``TACE, CT 12 Nov``, ``then labs on 12 Nov``: the day of what was looked at, or found, and not of the course."""
    words = [word for one in told for word in one.text.split(" ") if word not in _DRESS_OF_EXAM]
    return words != [] and _MATTERS.issuperset(words)


_DRESS_OF_EXAM = frozenset(("then", "and", "on", "of", "dated", "from", "the", "a", ":", "-", "contrast", "liver"))
_HARMS = word_set("courses_side_effects")
_HENCE = frozenset(("so", "therefore", "hence", "thus", "->"))


def _so(before: list[Token]) -> bool:
    """Tell whether what was harmful, and nothing that is not known, led to what follows."""
    harmed = any(token.text.split(" ")[-1] in _HARMS and "neg" not in token.scope for token in before)
    return harmed and before[-1].text in _HENCE


def _aims(clause: list[Token]) -> bool:
    """``(PEI) to a 1.5 cm nodule in May``, ``single fraction of 8 Gy to the T10 metastasis``: where it was given."""
    at = next((place for place, token in enumerate(clause[:9]) if token.text in ("to", "into")), None)
    if at is None:
        return clause[0].text == "of"
    return at == 0 or any(token.text in ROUNDS or token.unit == "gy" for token in clause[:at])


def _for_illness(clause: list[Token]) -> bool:
    """``hypertension medication was begun in May``: a treatment of something else."""
    return any(
        token.text in REFERS and place > 0 and clause[place - 1].sense("condition") is not None
        for place, token in enumerate(clause)
    )


def _refers(clause: list[Token]) -> bool:
    """``the treatment``, ``it``; ``insulin therapy`` is another."""
    return any(
        token.text in _PRONOUNS or (token.text in REFERS and (not place or clause[place - 1].text in _POINTS))
        for place, token in enumerate(clause)
    )


def _changed(behind: list[Token]) -> list[Token]:
    """Give what a verb speaks of: ``stopped smoking``, but ``stopped for rash``, ``progressed in the lung``."""
    if behind[0].cue(*_ENDS_IT) or behind[0].text.split(" ")[-1] in _REASONS:
        return []
    stop = next((one for one, token in enumerate(behind) if token.kind == "date" or _gives_reason(token)), None)
    return behind[1:stop]


def _gives_reason(token: Token) -> bool:
    return token.text.split(" ")[0] in _REASONS or token.text in ("on account of", "in view of")


def _opened_by_date(clause: list[Token], date: int) -> bool:
    """``In March 2026 he fell and broke his hip``, ``18 Nov plt 82``."""
    behind = clause[date + 1 :]
    if date == 0 and len(behind) > 1 and behind[0].senses("name") and _else(behind[0]):
        return behind[1].kind == "num" or behind[1].cue("post_neg", "post_pos")
    return date <= 1 and behind[:1] != [] and behind[0].text in _TELLS and any(map(_else, behind))


def _changes(token: Token) -> bool:
    return token.text in _TAKES or token.cue(*_CHANGES)


def _else(token: Token) -> bool:
    """Tell whether a token may name something else than what is done to a patient."""
    if token.kind == "hit":
        other = token.sense("note") is not None or token.sense("decoy") is not None
        return other or any(one.id not in TARGETS for one in token.senses("name"))
    return is_unknown(token, KNOWN)


def dated_elsewhere(draft: Draft, place: int) -> bool:
    """Tell whether a date is planned, or stands in a clause that tells of something else than the treatment before."""
    named = [one for one in range(place) if draft.tokens[one].treats]
    if not named:
        return _told_before(draft, place)
    if "plan" in draft.tokens[place].scope or of_complaint_behind(draft, named[-1], place):
        return True
    first, last = clause_at(draft, place, named[-1] + 1)
    return first > named[-1] + 1 and tells_of_else(draft, first, last)


_MATTERS = EVALUATION | frozenset(
    ("labs", "bloods", "fever", "follow-up", "f/u", "visit", "clinic", "appointment", "pain")
)
_SPEAKS = frozenset(("i", "me", "my", "they", "we", "them"))


def _told_before(draft: Draft, place: int) -> bool:
    """``colonoscopy 20 July 2026 normal; SBRT``: the date stands in a clause of its own before the treatment."""
    if came_after(draft, place):
        return True
    named = next((one for one in range(place, len(draft.tokens)) if draft.tokens[one].treats), 0)
    if of_complaint(draft, named, named, place):
        return True
    first, last = clause_at(draft, place, 0)
    told = draft.tokens[first:last]
    apart = last <= named and draft.word(last - 1) != "and"  # ``In May the disease came back and TACE was given``
    apart = apart and _SPEAKS.isdisjoint(one.text for one in told)  # ``they plugged the artery in June``
    return apart and (draft.barred(place) or any(_else(one) or one.text in _MATTERS for one in told))
