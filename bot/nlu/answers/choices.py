"""An option in an answer: its id, name, synonym or a button's text; several with ``or``."""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.answers.yes_no import ALL_NO, NO, OK, YES, no_and_more
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.option_names import options_of
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.extents import read_extent
from bot.nlu.tumour.performance import ecog_options, one_or_all
from bot.nlu.tumour.portal_parts import without_spared
from criteria.catalogue import Fact


def answer_child(draft: Draft, low: str) -> bool:
    """``A6``, ``class A``, ``6 points``: Child-Pugh without its name; True where it was read."""
    match = re.match(r"^[^\w<>≤≥]*(?:class\s*)?([abc])?\s*[-( ]?\s*(?:score\s*)?(\d{1,2})?\W*(?:points?)?\W*$", low)
    if not match or not (match[1] or match[2]):
        return False
    last = len(draft.tokens) - 1
    if match[1]:
        draft.record("child_pugh_class", match[1].upper(), 0, last)
    if match[2]:
        if not 5 <= int(match[2]) <= 15:
            draft.ask("child_pugh_score", "implausible", 0, last)
        else:
            draft.record("child_pugh_score", int(match[2]), 0, last)
    return True


def answer_choice(draft: Draft, fact: Fact) -> None:
    """An option by its id, name or synonym; several with ``or``; none of it."""
    low = draft.text.low.strip(" .!,;:-\n\t")
    last = len(draft.tokens) - 1
    if fact.id == "child_pugh_class" and answer_child(draft, low):
        return
    options = options_of(_undated(draft, low), fact) or _either_of(low, fact) or _loose(draft, low, fact)
    if options == ["convertible"]:
        for token in draft.tokens:
            token.scope.discard("uncertain")
    if options:
        value: Any = one_or_all(options)
        days = [day_at(draft, one) for one in range(len(draft.tokens))]
        day = next((one for one in days if one is not None), None)
        if fact.dated and day is not None and isinstance(value, str):
            value = {"value": value}
            if not draft.dated(fact.id, day, 0, last, value):
                return
        draft.record(fact.id, value, 0, last)
    elif fact.id == "other_malignancy" and (YES.fullmatch(low) or _YES_SOME.fullmatch(low)):
        draft.ask(fact.id, "uncertain", 0, last)
    elif ALL_NO.match(low) or _no_name(low, fact) or no_and_more(draft, fact):
        record_no(draft, fact, 0, last)


def _either_of(low: str, fact: Fact) -> list[str]:
    """``B or C, they could not agree``: two options, and a clause about them."""
    head, comma, _ = low.partition(",")
    options = options_of(head, fact) if comma else []
    return options if len(options) > 1 else []


def _undated(draft: Draft, low: str) -> str:
    """The answer without its date: ``negative last Monday``."""
    for token in draft.tokens:
        if token.kind == "date":
            low = re.sub(rf"(?:\b(?:on|from|in|of|since)\s+)?{re.escape(token.text)}", " ", low)
    return " ".join(low.split()).strip(" .!,;:-()")


_WITH_DEGREES = ("ascites", "portal_vein_thrombus", "encephalopathy")
"""A bare yes to these leaves open how much."""
_AFTER_CONVERSION = Gated(
    r"\bafter (?:conversion|downstaging|therapy|treatment)\b|\bnot (?:now|yet|at present)\b.*\b(?:later|after)\b"
)
_NOT_NOW = re.compile(r"^\W*no[t]?\W+(?:really\W+)?(?:at the moment|right now|now|currently|yet|at present|today)\W*$")
_CURED = Gated(
    r"\b(?:disease[- ]free|cured|in remission|no recurrence|free of disease|resected|operated|removed|treated|ned)\b"
)

_YES_SOME = re.compile(
    r"(?:yes|yeah|yep|y)[ ,;:–-]+(?:an? |had |has |of the )?(?:breast|prostate|colon|bowel|colorectal|rectal|lung|"
    r"kidney|renal|bladder|thyroid|gastric|stomach|cervical|ovarian|testicular|lymphoma|leuka?emia|melanoma)"
    r"(?: (?:ca|cancer|carcinoma|one))?"
)
"""Which one it was, and not whether it is over."""
_SKIN = Gated(
    r"^(?=.*\b(?:basal cell|basalioma|bcc|squamous cell|scc|skin)\b)"
    r".*\b(?:cured|cut out|removed|excised|resected|treated|taken off|operated)\b"
)
"""A skin cancer that was treated; an untreated one is active."""


def _healed(low: str) -> list[str]:
    """What a cancer that is over was: one of the skin (no melanoma), or another."""
    if _SKIN.search(low) and "melanoma" not in low:
        return ["skin"]
    return ["treated"] if _CURED.search(low) else []


def _loose(draft: Draft, low: str, fact: Fact) -> list[str]:
    """Answers in words that only the question makes clear: ``between 1 and 2``, ``in the past yes``."""
    numbers = [token.number for token in draft.tokens if token.kind == "num" and token.number is not None]
    if fact.id == "ecog" and len(numbers) == 1 and not _counts(draft):
        return [one for one in ecog_options(numbers[0]) if one in fact.options]
    if fact.id == "portal_vein_thrombus" and (extent := read_extent(without_spared(low))) is not None:
        return [extent]
    if (
        fact.id in ("resectability", "initial_resectability")
        and NO.match(low)
        and (len(low.split()) <= 2 or _NOT_NOW.match(low))
    ):
        return ["convertible", "unresectable"]
    if YES.match(low) and not OK.match(low) and (degrees := degrees_of(fact)):
        return _how_much(low, fact) or degrees
    if fact.id in ("resectability", "initial_resectability") and _AFTER_CONVERSION.search(low):
        return ["convertible"]
    if fact.id == "other_malignancy" and not re.search(r"\bnot\b", low):
        return _healed(low)
    if (
        fact.id == "encephalopathy"
        and re.search(r"\b(?:past|before|once|previously|resolved|gone|cleared|recovered|had (?:it|one))\b", low)
        and not re.search(r"\b(?:current|still|ongoing|not (?:gone|cleared|resolved))", low)
        and "never" not in low
    ):
        return ["past"]
    return []


_MILD, _GROSS = word_set("states_mild"), word_set("states_gross")


def _how_much(low: str, fact: Fact) -> list[str]:
    """``yes it is mild, spironolactone 50``: words of degree behind a yes to ascites."""
    words = set(re.findall(r"[a-z]+", low))
    if fact.id != "ascites" or not words.isdisjoint(("not", "no", "but", "never")) or not words.isdisjoint(_GROSS):
        return []
    return [] if words.isdisjoint(_MILD) else ["controlled"]


_BEHIND_GRADE = re.compile(
    r"(?:[,.;:!)/-]|or|to|i|i'd|i'm|now|today|at|probably|maybe|because|for|out|but|and|since|so|as|on|if|she|he|it|say)$"
)


def _counts(draft: Draft) -> bool:
    """Tell whether the number of an answer counts something, and is no grade: ``I mind four grandchildren``."""
    place = next(place for place, token in enumerate(draft.tokens) if token.kind == "num")
    behind = draft.word(place + 1)
    return any(token.clinical for token in draft.tokens) or bool(behind and not _BEHIND_GRADE.match(behind))


def degrees_of(fact: Fact) -> list[str]:
    """Give what a bare yes to a choice leaves open; none where a yes says nothing."""
    return [one for one in fact.options if one not in ("none", "never")] if fact.id in _WITH_DEGREES else []


def _no_name(low: str, fact: Fact) -> bool:
    """``no thrombus``: a no with words of the fact's own name."""
    match = re.match(r"^\W*(?:no|without|there is no|none)\s+([a-z ]{3,40})\W*$", low)
    words = {word for name in (fact.name, *fact.synonyms) for word in name.lower().split()}
    return match is not None and set(match[1].split()) <= words | {"any", "known", "such"}


def record_no(draft: Draft, fact: Fact, first: int, last: int) -> None:
    """A no to a choice that has a none."""
    nothing = {"encephalopathy": "never", "pregnancy_test": "negative"}.get(fact.id, "none")
    if nothing in fact.options:
        draft.record(fact.id, nothing, first, last)
