"""Answers about what is done or taken: never done, done after all, taken once, not held by any medicine."""

from __future__ import annotations

import re

from bot.nlu.lexicon.frame_words import DENIED, STILL

_PROCEDURES = ("bypass_surgery", "transplant", "dialysis")
_UNDONE = re.compile(
    r"\b(?:refused|turned (?:it|that|me|him|her|us) down|turned down|said no\b|declined|waiting list|on the list|"
    r"waiting (?:for|on)|waiting$|being (?:assessed|worked up|considered|listed)|(?:were|was|are|is|am|i'm|they're) "
    r"(?:going|meant|supposed|due|to have|to get|thinking|talking)|(?:might|may|will|would|could) (?:need|have|get|"
    r"want)|"
    r"told (?:me )?i(?:'d)? need\w*|cancelled|decided against|decided on|changed (?:their|my|his|her) minds?|"
    r"in the way|fell through|come to that|"
    r"assessed|need it but|needed? (?:it|one) but|waiting \w+ (?:years|months)|(?:wasn't|not|too) (?:strong|well|fit|"
    r"old|weak|"
    r"sick|ill)\b|ruled (?:it|me|him|her) out|a match|suitable|a candidate|"
    r"not (?:well|fit|strong) enough|wouldn't (?:give|put|do|take|have)|never (?:happened|came to|went ahead|got))\b"
)
_DONE = re.compile(
    r"\b(?:got (?:it|one|mine|the)|then (?:did|had|got|they did)|did (?:it|one) in|finally|second|another|again|since|"
    r"after the|new (?:one|kidney|heart|liver|lung)|(?:had|did) (?:one|it|mine|the|a|my)|\d{4})\b"
)
_HAS_ONE = re.compile(
    r"\b(?:got|had|received|given|gave me|put in) (?:one|it|mine|the call|a (?:new )?(?:kidney|liver|heart|lung)|"
    r"a bypass)"
    r" (?:in|on|back|last|when|after|at)\b"
)
_OFFERED = re.compile(
    r"\b(?:offered|wanted (?:me|him|her) (?:to|on)|wanted to (?:put|start)|suggested|recommended|prescribed|"
    r"(?:supposed|meant|going) to (?:start|take|go on|have))\b"
    r".*\b(?:said no|refused|declined|turned (?:it|them|that) down|never (?:took|started|filled|got|had)|"
    r"didn't (?:take|want|"
    r"start|have|get)|wouldn't|haven't|hasn't|didn't bother)\b"
)
_HARD = re.compile(
    r"\b(?:despite|in spite of|regardless of|no matter (?:what|how)|whatever (?:they|i|the)|for all the|"
    r"even (?:with|on) (?:the|all|three|four|two|my|his|her|these|those)|"
    r"nothing (?:(?:they|i|the doctors?) \w+ (?:me )?)?(?:brings?|gets?|keeps?|works|helps|touches|holds|will|does|"
    r"shifts|controls|settles|can))\b"
)
_EASED = re.compile(
    r"\b(?:fine|grand|normal|steady|good|ok|okay|well controlled|perfect|stable|low|yesterday|once|last time|used to)\b"
)
_WHILE_TAKEN = ("anticoagulation", "dialysis")
_WAS_ON = re.compile(
    r"\b(?:was|were|been|used to be|had (?:me|him|her)) on\b[^.]*\b(?:until|till|up to|before|for (?:a|an|"
    r"\w+) (?:days?|weeks?|months?|years?)|"
    r"but (?:not|i came|they stopped|stopped))\b|\b(?:took|had|used)\b[^.]*\b(?:until|till|up to)\b|\b(?:took|taken|"
    r"came|come|weaned) (?:me |him |her )?off (?:it|them|"
    r"that|the machine)\b"
)
"""``I was on warfarin until my stent``."""


def use_of(fact: str, low: str) -> str | None:
    """Tell what an answer comes to by what was done or taken: ``yes``, ``no``, or None."""
    if _never_done(fact, low) or (fact in _WHILE_TAKEN and _WAS_ON.search(low) and not STILL.search(low)):
        return "no"
    done = fact in _PROCEDURES and _HAS_ONE.search(low) and not DENIED.search(low)
    hard = fact.startswith("uncontrolled") and _HARD.search(low) and not _EASED.search(low)
    return "yes" if done or hard else None


def _never_done(fact: str, low: str) -> bool:
    """``they turned me down for it``, ``was offered it and said no``: an operation or a drug that never came."""
    if _OFFERED.search(low):
        return True
    return fact in _PROCEDURES and bool(_UNDONE.search(low)) and not _DONE.search(low)
