"""Answers to the question that was asked: what is left of the message, read as its answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.nlu.answers.answer_counts import answer_counts
from bot.nlu.answers.answer_parts import answer_parts
from bot.nlu.answers.answer_quantities import answer_quantity
from bot.nlu.answers.answer_words import NAY
from bot.nlu.answers.choices import answer_choice
from bot.nlu.answers.empty_replies import untreated_since_new
from bot.nlu.answers.grouped import ALL_WELL, BAR, EXCEPT, answer_several, deny_rest
from bot.nlu.answers.turns import answer_in_turn
from bot.nlu.answers.yes_no import ALL_NO, NO, YES, yes_no
from bot.nlu.dating.births import record_birth
from bot.nlu.dating.event_dates import year_of
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from criteria.catalogue import Fact


def read_answer(draft: Draft) -> None:
    """Resolve what is left of the message against the facts that were asked about."""
    asked = [one for one in draft.asked if one in draft.catalogue.facts and one not in draft.facts]
    if draft.reply or not draft.tokens or draft.queries:
        return
    if answer_parts(draft) or answer_counts(draft) or answer_in_turn(draft):
        return
    if "treatments" in draft.asked:
        _answer_history(draft)
    if deny_rest(draft, asked):
        return
    taken = any(
        token.used and "out" not in token.scope and (token.clinical or token.kind in ("num", "date"))
        for token in draft.tokens
    )
    if not asked or (taken and not (_leading(draft) or EXCEPT.match(draft.text.low))):
        return
    facts = [draft.catalogue.facts[one] for one in asked]
    if taken and len(facts) == 1 < len(draft.asked) and draft.tokens[0].kind == "num" and facts[0].kind == "event":
        return  # "one stent in 2018, never an infarct": the day is of what was counted
    if len(facts) == 1:
        _answer_one(draft, facts[0])
    else:
        answer_several(draft, facts)


def _leading(draft: Draft) -> bool:
    """``no, but platelets are 82``: the answer comes first, another fact behind it."""
    return not (draft.tokens[0].used or _denies_other(draft)) and (
        bool(YES.match(draft.text.low)) or bool(NO.match(draft.text.low)) or draft.tokens[0].kind == "num"
    )


_DENIES = frozenset((*NAY.split("|"), "not", "never", "denies", "denied", "absent", "nil", "neg", "negative"))
_BETWEEN = word_set("denied_between")


def _denies_other(draft: Draft) -> bool:
    """``no ascites`` to the question about HIV: the no is of what stands behind it, and no answer."""
    if draft.tokens[0].text.split(" ")[0] not in _DENIES:
        return False
    behind = next((one for one in draft.tokens[1:] if one.text not in _BETWEEN), None)
    return behind is not None and behind.used and behind.clinical and not behind.number


def _answer_history(draft: Draft) -> None:
    """Asked for treatments: ``none`` means that there were none, ``that's all`` that the list is complete."""
    if draft.treatments and _NONE_YET.match(draft.text.low) and all(_only_name(one) for one in draft.treatments):
        draft.treatments.clear()  # ``none yet, the sorafenib is at the pharmacy``
        draft.complete = True
        return
    if draft.treatments:
        only = re.search(r"^\W*(?:only|just)\b|\bonly\W*$|[,;] ?(?:or )?else (?:nothing|none)\W*$", draft.text.low)
        closed = (only and len(draft.tokens) <= 16) or _NONE_BAR.match(draft.text.low)
        draft.complete = True if closed else draft.complete
        return
    if untreated_since_new(draft.text.low):
        draft.complete = True
        draft.use(range(len(draft.tokens)))
        return
    if (none := _NONE_YET.match(draft.text.low)) and _ahead_alone(draft, none.end()):
        draft.complete = True
        draft.use(range(draft.place_at(none.end() - 1) + 1))
        return
    if (
        ALL_NO.match(draft.text.low)
        or _SO_NONE.search(draft.text.low)
        or re.match(
            rf"^\W*(?:she |he |they )?(?:has |had )?(?:{NAY}|none|nothing|never)\b(?: had)?(?: any)?"
            r"[^a-z]*(?:else|more|other|further|at all|"
            r"yet|so far|before)*\W*(?:yet|so far)?\W*$",
            draft.text.low,
        )
    ):
        draft.complete = True
        draft.use(range(len(draft.tokens)))


def _only_name(entry: Mapping[str, Any]) -> bool:
    """Tell whether nothing is said of a treatment but its name."""
    return set(entry) <= {"kind", "agents"}


_SO_NONE = re.compile(
    r"[,;.:] ?(?:and )?so (?:there (?:was|is|were) )?(?:none|nothing|no treatments?|no therapy)(?: (?:yet|so far))?\W*$"
)
_NONE_BAR = re.compile(rf"^\W*(?:s?he (?:has |had )?)?{ALL_WELL}\W+{BAR}\b")
_NONE_YET = re.compile(
    rf"^\W*(?:none|nothing|nil|{NAY}|never|not)(?: (?:yet|so far|at all|before|till now|until now|to date|"
    r"up to now|any|"
    r"treated|had|given|done|started|received|as yet|previously|prior))*(?:\s*[,;.:(-]+\s*|\s+(?=but|and|he|she|"
    r"will|is|"
    r"starts|begins|for|to|due|plan|sched|book|wait|aw))"
)
"""``nothing yet, starts on Monday``: a no before what lies ahead."""


def _ahead_alone(draft: Draft, start: int) -> bool:
    """Tell whether what treatments are told from there on all lie ahead, or were refused."""
    behind = [one for one in draft.tokens if one.start >= start]
    named = [one for one in behind if one.treats]
    return bool(named) and all(
        one.scope & {"plan", "refuse", "hypothesis"} or _dated_ahead(behind, one) for one in named
    )


def _dated_ahead(tokens: list[Token], named: Token) -> bool:
    return any(one.day is not None and one.day.ahead and one.sentence == named.sentence for one in tokens)


def _answer_one(draft: Draft, fact: Fact) -> None:
    if fact.kind == "quantity":
        answer_quantity(draft, fact)
    elif fact.kind == "choice":
        answer_choice(draft, fact)
    elif fact.kind == "date":
        _answer_date(draft, fact)
    else:
        yes_no(draft, fact)


def _answer_date(draft: Draft, fact: Fact) -> None:
    for place, token in enumerate(draft.tokens):
        if token.kind == "date" and token.day is not None:
            record_birth(draft, token.day, place, place)
            return
    year = next((year_of(draft, place) for place in range(len(draft.tokens)) if year_of(draft, place)), None)
    if year is not None:
        record_birth(draft, year, 0, len(draft.tokens) - 1)
