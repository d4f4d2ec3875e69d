"""Corrections and retractions: ``28 not 82``, ``that INR was wrong``, ``forget the AFP``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.nlu.corrections.denied_values import mask_denied_values
from bot.nlu.corrections.retraction_words import GIVEN, MAY_BE_WRONG, OF_SOURCE, RETRACT, VACCINATED, WRITTEN, WRONG
from bot.nlu.corrections.slips import bare_correction, chatted_correction
from bot.nlu.corrections.taken_back import note_taken_back
from bot.nlu.draft import Draft
from bot.nlu.extraction import Correction
from bot.nlu.lexicon.numbers import find_numbers
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated

_NEW_VALUE = re.compile(r"\b(?:should be|should read|is actually|it'?s|correct(?: value)? is|is really)\b")
_INSTEAD = Gated(r"\d\S*(?: \S+)? (?:instead of|rather than|(?:and )?not) [<>]?\s?\d")
"""``I mistyped the bilirubin: 1.4 instead of 14`` tells the new value."""
_PLACES = ("bed", "room", "ward", "bay", "line", "row", "page")
_DATE = Gated(r"\bdates?\b")
"""``the TACE date was wrong``: the treatment stays, its date is told anew."""


def read_corrections(draft: Draft) -> None:
    """Read corrections without a name and retractions; mark what they name so that it is not read as a value."""
    low = draft.text.low
    named = any(token.clinical for token in draft.tokens)
    numbers = bare_correction(low) or (None if named else chatted_correction(low))
    if numbers is not None:
        old, new = (_value(one) for one in numbers)
        if old is not None and new is not None:
            draft.corrections.append(Correction(old, new, draft.text.raw.strip()))
            draft.use(range(len(draft.tokens)))
            return
    mask_denied_values(draft)
    _pointed(draft)
    if RETRACT.may_match(low) or MAY_BE_WRONG.open(low):
        _retractions(draft)


def _value(text: str) -> float | None:
    return next((number.value for _, _, number in find_numbers(text)), None)


_IN_CASE = re.compile(r"\b(?:if|in case|should|whether|unless|in the event)\b")
"""``call me if platelets are wrong``: what is to be done then takes nothing back now."""
_BEGGED = re.compile(r"\W*(?:can|could|would|will) (?:you|we)\b")
"""``could you take the ALT out?`` is no question."""


def _retractions(draft: Draft) -> None:
    sentences: dict[int, list[int]] = {}
    for place, token in enumerate(draft.tokens):
        sentences.setdefault(token.segment, []).append(place)
    for places in sentences.values():
        first, last = draft.tokens[places[0]], draft.tokens[places[-1]]
        text = draft.text.low[first.start : last.end]
        start = RETRACT.search(text)
        wrong = WRONG.search(text) and WRONG.search(OF_SOURCE.sub(_blank, text))
        wrong = None if wrong and (_IN_CASE.search(text, 0, wrong.start()) or _given(draft, places, text)) else wrong
        asks = not _BEGGED.match(text) and any("question" in draft.tokens[one].scope for one in places)
        if asks or (not start and not wrong):
            continue
        numbers = [one for one in places if draft.tokens[one].kind == "num" and draft.word(one - 1) not in _PLACES]
        if numbers and (_NEW_VALUE.search(text) or _INSTEAD.search(text)):
            continue
        if wrong and not start and _told_anew(draft, numbers, first.start + wrong.end(), places[-1]):
            continue
        if wrong and not start and _DATE.search(text):
            draft.use(one for one in places if draft.word(one) in ("date", "dates", "wrong", "was", "the"))
            continue
        matter = _before_colon(draft, places, first.start + max(one.end() for one in (start, wrong) if one))
        matter = _before_added(draft, matter)
        matter += _listed(draft, places[-1]) if start and matter == places else []
        for place in matter:
            for fact in _named(draft, draft.tokens[place]):
                if fact not in draft.retracted:
                    draft.retracted.append(fact)
                _take_back(draft, matter)
                note_taken_back(draft, fact, matter)


def _given(draft: Draft, places: Iterable[int], text: str) -> bool:
    """``the MMR was given by mistake``: of what is given, that is no slip of the pen."""
    drugs = any(_GIVEN_ONES & {*_named(draft, draft.tokens[one])} for one in places)
    return drugs and (
        GIVEN.search(text) is not None or (VACCINATED.search(text) is not None and not WRITTEN.search(text))
    )


_GIVEN_ONES = frozenset(("live_vaccine", "immunosuppressant", "anticoagulation", "treatments"))


def _take_back(draft: Draft, places: Iterable[int]) -> None:
    """``ignore response SD``: of what is taken back by its name and its value nothing is told."""
    tokens = [draft.tokens[place] for place in places]
    valued = sum(token.clinical for token in tokens) > 1
    for token in tokens:
        token.used = True
        token.scope |= {"relative"} if valued else set()


_BESIDE = frozenset(("and", "or", "the", "&", "also", "too", ",", ".", "please", "both", "all", "well", "as"))


def _listed(draft: Draft, last: int) -> list[int]:
    """``forget AFP, PIVKA and the bilirubin``: bare names behind a comma are taken back too."""
    found: list[int] = []
    for place in range(last + 1, len(draft.tokens)):
        token = draft.tokens[place]
        if token.sentence != draft.tokens[last].sentence:
            break
        if not (token.text in _BESIDE or token.senses("name")):
            return []
        found.append(place)
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _before_colon(draft: Draft, places: list[int], behind: int) -> list[int]:
    """``scratch that: no ascites``: what stands behind the colon is told anew."""
    for step, place in enumerate(places):
        token = draft.tokens[place]
        parts = token.text == ":" or (token.text == "." == draft.word(place - 1))  # "swap ECOG and BCLC... ECOG 1"
        if parts and token.start >= behind and any(draft.tokens[one].clinical for one in places[step:]):
            return places[:step]
    return places


def _before_added(draft: Draft, places: list[int]) -> list[int]:
    """``take the lenvatinib out and add sorafenib 2024``: what is added is told anew."""
    added = next((at for at, one in enumerate(places) if draft.word(one) in ("add", "adding", "insert")), 0)
    return places[:added] if added and any(_named(draft, draft.tokens[one]) for one in places[:added]) else places


def _told_anew(draft: Draft, numbers: list[int], behind: int, last: int) -> bool:
    """``albumin was wrong: 38``, ``wrong chart, Hb 10.4 g/dL``: the number behind the word is the right one."""
    after = draft.at(last + 2 if draft.word(last + 1) in (",", ":", "-", ".") else last + 1)
    if after is not None and after.kind == "num" and not after.used:
        return True
    anew = [one for one in numbers if draft.tokens[one].start >= behind and not draft.tokens[one].used]
    draft.use(one for one in numbers if draft.tokens[one].start < behind and anew)
    return bool(anew)


_AIMED = Gated(
    r"[,;:-]+ ?(?:so |and |please |pls |just |can you )*(?:forget(?: about)?|delete|remove|scratch|ignore|"
    r"take(?= (?:it|that|this|them) out)|omit|disregard|drop|discard|cancel|strike|clear(?= (?:it|that|"
    r"this|them|those)\b)|scrap|(?:don'?t|do not) (?:use|count|record|enter|take)(?= (?:it|that|this|them|those)\b))"
    r"(?: (?:it|that|this|them|those))?(?: out| off)?"
    r"(?: please| pls| for now| again| until [a-z ]{3,30})?"
    r"\s*(?=$|[.;!\n])"
)


_SEVERAL = re.compile(r"\W*(?:(?:sorry|both|all|the|those|these)\W+)*[a-z0-9-]+(?:(?:, | and | & )+[a-z0-9-]+)+ were\b")
"""``both platelets and ALT were for bed 4``."""
_PAIRS = (["systolic_bp", "diastolic_bp"], ["child_pugh_class", "child_pugh_score"])
"""Facts of one name."""
_NOT_OURS = Gated(r"\bnot (?:this|our|my) (?:one|patient|pt|lady|man)(?:'?s\b|\b)")
"""``the other pt had the bleed, not this one, ignore``: it was never told of ours."""


def _pointed(draft: Draft) -> None:
    """``the ALT I gave was the old one, delete it``: what is taken back stands before."""
    for match in _AIMED.finditer(draft.text.low):
        last = draft.place_at(match.start())
        sentence = draft.tokens[last].sentence
        places = [one for one in range(max(0, last - 16), last) if draft.tokens[one].sentence == sentence]
        named = list(dict.fromkeys(fact for one in places for fact in _named(draft, draft.tokens[one])))
        several = _SEVERAL.match(draft.text.low, draft.tokens[places[0]].start, match.start()) if places else None
        if _NOT_OURS.search(draft.text.low, 0, match.start()):
            continue
        if named and (len(named) == 1 or several or named in _PAIRS):
            draft.retracted += [fact for fact in named if fact not in draft.retracted]
            _take_back(draft, range(places[0], draft.place_at(match.end() - 1) + 1))
            for fact in named:
                note_taken_back(draft, fact, places)


def _named(draft: Draft, token: Token) -> list[str]:
    """The facts that a token names, for taking them back."""
    if token.text == "got":
        return []
    if token.text in ("bp", "blood pressure"):
        return ["systolic_bp", "diastolic_bp"]
    if token.text in ("treatments", "all treatments", "therapies"):
        return ["treatments"]
    names = [one.id for one in token.senses("name")]
    if names == ["child_pugh_class"]:
        return ["child_pugh_class", "child_pugh_score"]
    if names:
        return names[:1]
    if token.treats:
        return ["treatments"]
    if token.sense("cancer"):
        return ["other_malignancy"]
    conditions = [one.value for one in token.senses("condition")]
    asked = [str(one.get("asks") or next(iter(one["uncontrolled"]), "")) for one in conditions]
    return [one for one in asked[:1] if one] or list(dict.fromkeys(one.id for one in token.senses("option")))
