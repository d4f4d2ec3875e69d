"""A verdict further on: ``HIV test at the last visit was negative``, ``PE [never]``; and what is only named.

The name of an illness, an event or a test is no statement that it is there. Where a word of verdict closes the clause
that the name opens, and all that stands between is where, when, how and by whom it was found, that verdict counts; with
words between that no one knows it is asked. Where the name belongs to a test, a question or a form, nothing is said.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.closing import opens_no_denial
from bot.nlu.wording.tested_clear import clear_by_test
from bot.nlu.wording.tests_taken import only_taken

_FRAME = word_set("said_further_frame")
"""Words that tell where, when, how and by whom something was found, and nothing of what."""
_ENDS = word_set("said_further_ends")
"""Behind a verdict: who or what says so."""
_ASKED = word_set("said_further_asked")
"""What is done about something that may not be there: a test, a form, a clinic."""
_ELSEWHERE = word_set("said_further_elsewhere")
"""Behind a colon: who else knows."""
_NOTHING_FOUND = frozenset(("clear", "unremarkable", "nothing"))
_BEFORE_CLEAR = frozenset((":", "-", "all", "(", "[", "is", "was", "were", "back", "->", "=", "*", "|", "."))
NO_VERDICT = frozenset(
    ("not available", "unavailable", "not obtained", "insufficient", "exhausted", "not possible", "free", "n", "denies")
)
"""Words of denial that close nothing, or say that nothing is known."""
DENIABLE = frozenset(
    (
        "myocardial_infarction", "severe_angina", "bypass_surgery", "heart_failure", "stroke", "pulmonary_embolism",
        "active_infection", "interstitial_lung_disease", "chronic_diarrhoea", "dialysis", "organ_dysfunction",
        "gi_bleeding", "variceal_bleeding", "bleeding_tendency", "anticoagulation", "transplant", "hiv",
        "immunodeficiency", "autoimmune_disease", "chemotherapy_allergy", "immunosuppressant", "live_vaccine",
        "psychosocial_barrier", "encephalopathy", "ascites", "extrahepatic_metastasis", "cns_metastasis", "pregnant",
        "portal_vein_thrombus", "hepatic_vein_invasion", "uncontrolled_hypertension", "uncontrolled_diabetes",
        "uncontrolled_arrhythmia", "other_malignancy",
    )
)  # fmt: skip
"""The facts whose name alone does not say that they are there."""
_UNTESTED = frozenset(("not done", "not performed", "not taken", "not tested", "not obtained", "not repeated"))
_REACH = 24
Said = Literal["yes", "no", "unsure", "none"]
"""What a clause says: that it is there, that it is not, that it is in doubt, or nothing."""


def told_further(draft: Draft, place: int) -> tuple[Said, int] | None:
    """Tell what a clause says of the illness or event named at a place, where no word right behind says it."""
    if not may_be_absent(draft.tokens[place]):
        return None
    if only_taken(draft, place):
        return "none", place
    verdict = clear_by_test(draft, place) or verdict_further(draft, place)
    return verdict if verdict is not None or _introduced(draft, place) else _only_asked(draft, place)


def verdict_further(draft: Draft, place: int) -> tuple[Said, int] | None:
    """Give the verdict that closes the clause, and its place."""
    token = draft.tokens[place]
    if not may_be_absent(token):
        return None
    if token.sentence == (draft.tokens[place + 1].sentence if place + 1 < len(draft.tokens) else -1):
        away = _AWAY.match(draft.text.low, token.end)
        if away is not None:
            return "no", draft.place_at(away.end() - 1)
    dated = strange = False
    for step in range(place + 1, min(place + _REACH, len(draft.tokens))):
        one = draft.tokens[step]
        if one.sentence != token.sentence or one.cue("stop") or one.text == ";":
            break
        if token.names("hiv") and one.text in _UNTESTED:
            return "none", step
        said = _verdict(draft, step) or _found_clear(draft, step, token)
        if said is not None:
            return _weighed(said, step, draft, place, dated=dated, strange=strange)
        if one.clinical:
            break
        dated = dated or one.kind in ("date", "dur")
        strange = strange or not (one.kind in ("date", "dur") or _of_frame(draft, one, place))
    return _on_the_next_line(draft, place)


def answered(draft: Draft, place: int) -> tuple[Said, int] | None:
    """``checked for colitis: none``: what was looked for or asked about is answered behind it."""
    token = draft.tokens[place]
    before = draft.tokens[max(0, place - 6) : place]
    if "relative" in token.scope or not any(one.cue("screen") or one.text in _LOOKED for one in before):
        return None
    said = verdict_further(draft, place)
    if said is None or said[0] == "unsure":
        return None
    for one in draft.tokens[place : said[1] + 1]:
        one.scope.difference_update(("hypothesis", "plan"))
    return said


_LOOKED = frozenset(("asked about", "worked up for", "work up for", "evaluated for", "assessed for", "looked for"))
_AWAY = re.compile(
    r"[\s:,-]*(?:(?:has|have|had|is|was|were) )?(?:"
    r"never (?:came up|come up|arisen|arose|been (?:an? (?:issue|problem|concern|question)|found|seen|noted|there))|"
    r"(?:could|can)(?: ?not|n't) be (?:found|seen|demonstrated|shown|detected)|"
    r"not (?:something (?:he|she|they)(?:'s|'ve| has| have)? (?:ever )?(?:has )?had|the case|an issue|a problem)|"
    r"(?:(?:he|she|pt|patient|the patient) )?(?:denies|denied|negates)(?: (?:it|that|this|ever))?|"
    r"(?:did not|didn't) (?:show|show up|appear|occur|come up)|nil of note|none of note|nothing of note|"
    r"nothing (?:is |)known(?: of| about)?"
    r")\s*(?=$|[.,;)\n])"
)
"""``heart failure never came up``: it is told in other words that it is not there."""


def may_be_absent(token: Token) -> bool:
    """Tell whether a token names an illness or event, which its name alone does not say is there."""
    return token.hit is not None and (
        not token.hit.meaning.named.isdisjoint(DENIABLE) or bool(token.sense("condition"))
    )


def _on_the_next_line(draft: Draft, place: int) -> tuple[Said, int] | None:
    """A name alone on its line, and a verdict alone on the next one."""
    if draft.word(place + 1) == "?":
        place += 1
    alone = draft.word(place + 1) == "\n" and (place == 0 or draft.word(place - 1) in ("\n", "-", "*"))
    behind, after = draft.at(place + 2), draft.at(place + 3)
    if not alone or behind is None or (after is not None and after.text not in ("\n", ".")):
        return None
    said = _verdict(draft, place + 2)
    return None if said is None else (said, place + 2)


def _verdict(draft: Draft, step: int) -> Said | None:
    """A word of verdict that closes what is said."""
    token, after = draft.tokens[step], draft.at(step + 1)
    followed = after is not None and after.text.split(" ")[0] in _ENDS and token.text not in ("no", "not")
    closed = after is None or after.kind in ("punct", "date") or after.segment != token.segment
    if not (closed or followed):
        return None
    denies = token.cue("post_neg") or token.text in ("never", "no", "not")
    if denies and token.text not in NO_VERDICT and (followed or opens_no_denial(draft, step)):
        return "no"
    if token.text in ("positive", "present", "yes", "confirmed", "pos", "reactive", "detected", "+"):
        return "yes"
    return None


def _found_clear(draft: Draft, step: int, named: Token) -> Said | None:
    """``worked up for sepsis, all clear``; of a test any ``clear`` is a result."""
    if draft.word(step) not in _NOTHING_FOUND or not (named.names("hiv") or draft.word(step - 1) in _BEFORE_CLEAR):
        return None
    after = draft.at(step + 1)
    return "no" if after is None or after.kind == "punct" else None


def _weighed(said: Said, step: int, draft: Draft, place: int, *, dated: bool, strange: bool) -> tuple[Said, int] | None:
    """A denial behind a date or behind words that no one knows may be of something else."""
    if said == "yes":
        return None if strange else ("yes", step)
    words = {word for one in draft.tokens[place:step] for word in one.text.split(" ")}
    apart = draft.tokens[step].segment != draft.tokens[place].segment
    if apart and any(one.cue("positive", "post_pos") for one in _before(draft, place)):
        return None  # ``on current encephalopathy``
    if not strange and (not dated or words & _ASKED):
        return "no", step
    if apart or (strange and (dated or _introduced(draft, place))):
        return None
    return "unsure", step


def _of_frame(draft: Draft, token: Token, place: int) -> bool:
    """Tell whether a word may stand between a name and its verdict; names of people and places may."""
    if token.cue("relative"):
        return any(one.text in _TELLERS for one in draft.tokens[place + 1 : place + 9])
    if token.text in _FRAME or _FRAME.issuperset(token.text.split(" ")):
        return True
    return token.kind == "word" and draft.text.cased[token.start].isupper() and len(token.text) > 1


_TELLERS = frozenset(("according", "per", "says", "said", "by", "asked", "told"))
"""``according to his wife``: who tells it, and not whose illness it is."""


def _introduced(draft: Draft, place: int) -> bool:
    """``known heart failure``, ``he has had a stroke``: what stands before says that it is there."""
    told = any(one.cue("positive", "post_pos", "past") for one in _before(draft, place))
    return told or "past" in draft.tokens[place].scope


def _before(draft: Draft, place: int) -> list[Token]:
    """Give the words before a name in its own segment."""
    segment = draft.tokens[place].segment
    return [one for one in draft.tokens[max(0, place - 5) : place] if one.segment == segment]


def _only_asked(draft: Draft, place: int) -> tuple[Said, int] | None:
    """``encephalopathy was assessed on the ward``, ``HIV testing: see letter``: nothing is said of what was found."""
    step = place + 1
    if draft.tokens[place].names("anticoagulation"):
        return None  # ``seen in the warfarin clinic`` is asked about
    before = (draft.word(place - 2), draft.word(place - 1))
    if before[1] in _ASKING or (before[1] in ("for", "about") and before[0] in _ASKED):
        return "none", place
    if draft.tokens[place].text.split(" ")[-1] in _ASKED and not draft.tokens[place].senses("option"):
        return "none", place
    if draft.word(step) == "as" and draft.word(step + 1) == "per":
        return "unsure", step + 1
    if draft.word(step) == "grade" and (draft.at(step + 1) is None or draft.word(step + 1) in ("?", ".", "\n")):
        return "none", step
    if draft.word(step) in (":", "-", ",", "("):
        asks = draft.word(step + 1).split(" ")[0] in _ELSEWHERE or _to_be_asked(draft, step + 1)
        return ("none", step + 1) if asks else None
    while draft.word(step) in _LEADS:
        step += 1
    after = draft.at(step)
    if after is None or after.segment != draft.tokens[place].segment or after.text not in _ASKED:
        return None
    return "none", step


def _to_be_asked(draft: Draft, step: int) -> bool:
    """``hypertension: I'll ask``, ``ILD - need to check``: nobody knows yet."""
    first = step
    while draft.word(step) in _SHALL:
        step += 1
    return step > first and draft.word(step) in _FINDS_OUT


_SHALL = frozenset(
    (
        "i", "we", "me", "us", "i'll", "we'll", "'", "ll", "'ll", "will", "i will", "we will", "to", "need", "needs",
        "need to", "have", "have to", "will have to", "must", "should", "going", "let", "also", "still",
    )
)  # fmt: skip
_FINDS_OUT = frozenset(("ask", "check", "verify", "clarify", "find", "chase", "look", "enquire", "inquire", "find out"))
_ASKING = frozenset(("please check", "check", "clarify", "verify", "recheck"))
_LEADS = frozenset(
    ("was", "were", "is", "being", "has", "been", "had", "last", "to", "be", "will", "also", "again", "just")
)
