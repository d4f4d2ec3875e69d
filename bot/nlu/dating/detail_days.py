"""The day of an event behind what is told of it: ``MI - two stents - Feb 2024``, ``GI bleed, from an ulcer, in 2024``.

Other than the asides of `event_days`, these words have no end. So a clause between an event and its day is known by
one word that belongs to such an event, and by holding no other illness, operation, treatment or fact of its own.
"""

from __future__ import annotations

import re

from bot.nlu.dating.clause_places import noted
from bot.nlu.dating.days import Day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.dating.event_days import owned
from bot.nlu.dating.whose_day import TREATED_BY
from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_lists, word_set

_OF_ANY = word_set("event_details") | word_set("event_days_known")
_OF = {fact: frozenset(words) for fact, words in word_lists("event_details_of").items()}
_MARKS = frozenset((",", ";", "-", "->", "(", ")", ".", ":", "|", "/"))
_PLACED = frozenset(("at", "in", "by", "to", "per", "from", "dr", "via"))
_SPANS = frozenset(("since", "until", "till", "from", "to", "next", "due", "before", "after"))
"""Before a day: when something began or ended that came with the event, or what lies ahead."""
_LATER = frozenset(
    (
        "last", "latest", "repeat", "follow-up", "control", "surveillance", "planned", "discharged", "letter", "note",
        "clinic", "visit", "reviewed", "appointment",
    )
)  # fmt: skip
"""In the clause of a day: the day is of something else than the event."""
_EXAMS = frozenset(("ct", "cta", "mri", "endoscopy", "egd", "ogd", "gastroscopy", "colonoscopy"))
"""In a sentence or clause of its own an examination has a day of its own; ``picked up on CT`` is told of the event."""
_BY = frozenset(("on", "by", "via", "at", "with", "showed", "confirmed"))
_AROUND = frozenset(("after", "following", "post", "during"))
"""``PE after knee surgery``: what the event came with."""
_ELSE = re.compile(
    r"ectomy|itis$|oscopy$|plasty$|ostomy$|osis$|a?emia$|pathy$|oma$|oplasia$|trophy$|algia$|fracture|surgery|replacement|"
    r"repair|operation|disease|syndrome|graft|implant|pacemaker|infection|ulcerative|cancer|hernia|vaccin|allerg|asthma|"
    r"gout|stones?$|prosthe|transplant|biops|dialysis|accident|failure|relapse|recurren"
)
"""Endings and stems of illnesses and operations that no list here holds."""
_REACH = 26


def day_behind_details(draft: Draft, last: int, fact: str) -> tuple[Day, int] | None:
    """Give the day behind clauses that tell of the event at a place, and where it stands."""
    own = _OF_ANY | _OF.get(fact, frozenset()) | TREATED_BY.get(fact, frozenset())
    told, odd, later = False, False, False
    for step in range(last + 1, min(last + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        day = None if token.used else day_at(draft, step)
        if day is not None:
            kept = (told or not odd) and not later and draft.word(step - 1) not in _SPANS
            return (day, step) if kept and not owned(draft, step) else None
        if token.text in _MARKS:
            if odd and not told:
                return None
            told, odd, later = False, False, False
        elif token.text == "\n" or (token.sentence != draft.tokens[last].sentence and token.clinical):
            return None
        elif token.text in own or token.phrase in own:
            seen_on = not _BY.isdisjoint((draft.word(step - 1), draft.word(step - 2)))
            apart = token.text in _EXAMS and (not seen_on or token.sentence != draft.tokens[last].sentence)
            told, odd = told or not apart, odd or apart
        elif _is_else(draft, step, fact):
            return None
        else:
            odd = odd or (token.kind in ("word", "hit") and len(token.text) > 2)
        later = later or token.text in _LATER
    return None


def _is_else(draft: Draft, step: int, fact: str) -> bool:
    """Tell whether a word may name something that has a day of its own."""
    token = draft.tokens[step]
    if token.hit is not None:
        if token.names(fact):
            return False
        if token.clinical or token.cue("plan", "relative") or noted(token):
            return True
    if token.kind != "word":
        return token.kind == "date"
    if not _AROUND.isdisjoint((draft.word(step - 1), draft.word(step - 2))):
        return False
    return _ELSE.search(token.text) is not None or _is_short(draft, step)


def _is_short(draft: Draft, step: int) -> bool:
    """``DVT 2022``: letters that no one knows stand for an illness as a rule, but where they name a place."""
    token = draft.tokens[step]
    cased = draft.text.cased[token.start : token.end]
    return cased.isupper() and 1 < len(cased) < 6 and draft.word(step - 1) not in _PLACED
