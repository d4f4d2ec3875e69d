"""The clauses of an answer, and whether one is about somebody else."""

from __future__ import annotations

import re

from bot.nlu.scope.kin import KIN

_CLAUSE = re.compile(
    r"\s*(?:[,;.!?:]|\s-+\s|\b(?:but|and|though|although|however|because|cos|so(?! far)|while|yet(?= \w))\b)\s*"
)
_RELATIVE = rf"(?:{KIN})s?|family|people|fella|boy|girl|children|kids|grandchildren"
_CALLED = (
    r"mother|father|uncle|aunt|grandmother|grandfather|cousin|"
    r"mam|mum|mom|dad|granny|nan|husband|wife|missus|brother|sister|partner"
)
_THEIRS = re.compile(
    rf"\b(?:(?:my|his|her|our|the|both|both my) (?:\w+ ){{0,2}}(?:{_RELATIVE})|^(?:{_CALLED})|he|she)\b"
)
_MINE = re.compile(r"\b(?:i|i'm|i've|i'd|me|myself|mine|im|ive)\b")
_IDLE = re.compile(r"^(?:well|ah|oh|sure|look|listen|now|so|you know|doctor|love|dear|sir|thank god|touch wood)$")


def clauses_of(low: str) -> list[str]:
    """Give the clauses of an answer that say something."""
    return [one for one in _CLAUSE.split(low.strip()) if one and not _IDLE.match(one)]


def is_theirs(clause: str) -> bool:
    """Tell whether a clause is about somebody else."""
    return bool(_THEIRS.search(clause)) and not _MINE.search(clause)
