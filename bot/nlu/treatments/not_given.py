"""Treatments that were not given: denied behind their name, or still to come."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_LINKS = word_set("not_given_links")
_DENIALS = (
    "no",
    "none",
    "never",
    "nil",
    "nope",
    "n",
    "not",
    "neg",
    "negative",
    "0",
    "zero",
    "never had",
    "ruled out",
    "excluded",
    "n/a",
    "not applicable",
)
_CLOSERS = word_set("not_given_closers")
_JOINTS = (",", "and", "but")
"""Before a word that speaks of something else: ``TACE, not known when``."""
_SPANS = {"day", "days", "d", "week", "weeks", "wk", "wks", "month", "months", "mth", "mths", "mo"}
_PAST = re.compile(
    r"\b(?:was|were|had|has|have|completed|finished|ended|began|begun|commenced|initiated|started|given|received|progress\w*|recur\w*|"
    r"stopped|x\s?\d|"
    r"\d+ (?:cycles?|sessions?|courses?|fractions?|doses?|x)|cycles?|sessions?|twice|gy)\b|[x#]\s?\d"
)


_ORDERED = ("ordered", "has been ordered", "on order", "requested", "applied for", "was ordered")


def denied_behind(draft: Draft, place: int) -> bool:
    """``TACE: none``, ``immunotherapy never``, ``TACE/HAIC - no``: the word behind the name denies it."""
    for step in range(place + 1, min(place + 9, len(draft.tokens))):
        token = draft.tokens[step]
        if token.text in _ORDERED and draft.word(step + 1) in (
            "",
            ",",
            ".",
            ";",
            "\n",
            ")",
            "but",
            "not",
            "awaiting",
            "from",
        ):
            return True
        if token.text in ("vs", "versus", "or") and draft.word(step + 1) == "placebo":
            return True
        if token.cue("no_info") and draft.word(step + 1) in _CLOSERS and draft.word(step - 1) not in _JOINTS:
            return True
        if token.text in _DENIALS and token.unit is None:
            if token.kind == "num":
                return True
            equals = token.text in ("0", "none", "no") and draft.word(step - 1) == "="
            return equals or draft.word(step + 1) in _CLOSERS
        if not (token.treats or token.text in _LINKS or (token.text == ")" and draft.tokens[step - 1].treats)):
            return False
    return False


def lies_ahead(draft: Draft, place: int) -> bool:
    """``TACE in two weeks``, ``TACE is done in 10 days``: a span of time that is still to come."""
    token = draft.tokens[place]
    for step in range(place + 1, min(place + 8, len(draft.tokens) - 1)):
        one = draft.tokens[step]
        if one.sentence != token.sentence or one.kind in ("date", "num", "dur"):
            return False
        if one.text in ("in", "within") and _span(draft, step + 1):
            said = draft.text.low[token.end : one.start]
            if one.text == "within" and any(draft.word(at) == "followed by" for at in range(place - 4, place)):
                return False  # ``TACE 5 May followed by lenvatinib within a week``
            return not _PAST.search(said) and not _counted_before(draft, place)
        if one.clinical and not one.treats:
            return False
    return False


def after_conversion(draft: Draft, place: int) -> bool:
    """``may become resectable after HAIC``: what would come first, not what was given."""
    before = draft.at(place - 2)
    if before is None or draft.word(place - 1) not in ("after", "following", "with", "by", "through"):
        return False
    judged = before.senses("option")
    return any(one.id == "resectability" and one.value == "convertible" for one in judged)


def would_be(draft: Draft, place: int) -> bool:
    """``would be resectable if``: tell whether a judgement is of what is not."""
    return draft.word(place - 1) in ("be", "become", "been") and draft.word(place - 2) in ("would", "have", "should")


def _span(draft: Draft, step: int) -> bool:
    """``two weeks``, ``about 10 days``, ``a month``: a span of time, of nothing."""
    while draft.word(step) in ("about", "around", "approximately", "some", "the", "next", "a", "an", "~"):
        step += 1
    token = draft.at(step)
    if token is None:
        return False
    last = step if token.unit in _SPANS or token.text in _SPANS else step + 1
    spans = token.unit in _SPANS or draft.word(last) in _SPANS
    counted = token.kind in ("num", "dur") or token.text in _SPANS or token.text in ("few", "couple")
    return spans and counted and draft.word(last + 1) not in ("of", "after", "before", "from", "post", "time")


def _counted_before(draft: Draft, place: int) -> bool:
    """``3 TACE in 2 months``, ``progressed after TACE in 4 weeks``: told of what was."""
    first = max(0, place - 4)
    before = [one for one in draft.tokens[first:place] if one.sentence == draft.tokens[place].sentence]
    return any(one.kind == "num" or one.cue("progressed", "after", "completed", "stopped") for one in before) or (
        bool(before) and before[-1].text in ("had", "received", "underwent", "got", "given")
    )
