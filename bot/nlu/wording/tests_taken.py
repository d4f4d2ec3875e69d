"""Tests that were taken and have shown nothing yet: ``HIV and INR went off this morning``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft

_TESTS = ("hiv", "pregnancy_test")
_ON_ITS_WAY = re.compile(
    r"\b(?:went (?:off|out|down|to the lab)|sent|(?:is |are |still )?(?:with|in|at) the lab|nothing (?:is )?back|"
    r"no results?|not back|running|sample|samples|swab|awaited|outstanding|will hear|hear (?:on|by|back|in)|"
    r"bloods? (?:for|drawn|taken)|to be (?:sent|taken|drawn)|requested|ordered)\b"
)
_RESULT = re.compile(
    r"\b(?:pos|positive|neg|negative|reactive|non-?reactive|detected|known|undetectable|clear|diagnosed|confirmed|"
    r"infected|infection|art|haart|antiretroviral\w*|viral load|cd4|since|living with|has|have)\b|\+"
)


def only_taken(draft: Draft, place: int) -> bool:
    """``HIV and INR went off this morning``: a test was taken, and nothing is said of what it showed."""
    token = draft.tokens[place]
    if not any(token.names(fact) for fact in _TESTS):
        return False
    said = " ".join(one.text for one in draft.tokens[max(0, place - 20) : place + 24] if one.sentence == token.sentence)
    return _ON_ITS_WAY.search(said) is not None and _RESULT.search(said) is None
