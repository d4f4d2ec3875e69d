"""What is the whole answer, as speech recognition writes it: ``bee``, ``won``, ``know``."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from bot.nlu.text.rewriting import Change

_DATA: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("speech.yml").read_text(encoding="utf-8"))
STRONG = {name: letter for letter, names in _DATA["letters"].items() for name in names}
"""Names of letters that are no other word."""
_NUMBERS = {str(word): str(value) for word, value in _DATA["numbers"].items()}
_SOUNDS = {str(word): str(value) for word, value in _DATA["alone"]["numbers"].items()}
_WORDS = {str(word): str(value) for word, value in _DATA["alone"]["words"].items()}
_LETTERED = frozenset(["bclc", "cnlc", "child_pugh_class", "child_pugh_score"])
_NUMBERED = frozenset(["cnlc", "child_pugh_score", "ecog", "tumour_count", "portal_vein_thrombus", "child_pugh_class"])
_LEAD = r"^\W*(?:(?:it's|it is|class|stage|grade|score|number|the letter|letter|just|a|about|they said|i think) )*"
_ALONE = re.compile(_LEAD + r"(?P<said>[a-z]+(?: [a-z]+)?)\W*$")
_EITHER = re.compile(_LEAD + r"(?P<one>[a-z]+) (?:or|maybe|to) (?:stage |class )?(?P<other>[a-z]+)\W*$")


def heard_alone(low: str, asked: Collection[str]) -> list[Change]:
    """Give what the whole of an answer is to be read as; nothing where no such fact was asked about."""
    if not asked:
        return []
    word = low.strip(" .!?,")
    if word in _WORDS:
        return [Change(0, len(low), _WORDS[word])]
    if _LETTERED.isdisjoint(asked) and _NUMBERED.isdisjoint(asked):
        return []
    return _letters(low, asked) or _number(low, asked)


def _letters(low: str, asked: Collection[str]) -> list[Change]:
    """``bee``, ``stage see``, ``to be``, ``bee or see``: letters, with their number where there is one."""
    if _LETTERED.isdisjoint(asked):
        return []
    either = _EITHER.match(low)
    if either:
        both = [letter_or_number(either[name]) for name in ("one", "other")]
        if all(one is not None and one.isalpha() for one in both):
            return [Change(either.start("one"), either.end("other"), f"{both[0]} or {both[1]}")]
    match = _ALONE.match(low)
    said = [_SOUNDS.get(word) or letter_or_number(word) for word in match["said"].split()] if match else []
    if match is None or None in said or sum(len(one or "") == 1 and (one or "").isalpha() for one in said) != 1:
        return []
    return [Change(0, match.end("said"), "".join(one or "" for one in said))]


def _number(low: str, asked: Collection[str]) -> list[Change]:
    """``won``, ``too``, ``ate``: a number that is the whole answer."""
    match = _ALONE.match(low)
    if match is None or _NUMBERED.isdisjoint(asked) or match["said"] not in _SOUNDS:
        return []
    return [Change(*match.span("said"), _SOUNDS[match["said"]])]


def letter_or_number(word: str) -> str | None:
    """Give the letter or number that a word of a recogniser stands for, or None."""
    if word in _NUMBERS or word.isdigit():
        return _NUMBERS.get(word, word)
    misheard = {"be": "b", "see": "c", "hey": "a", "hay": "a"}.get(word)
    return STRONG.get(word) or misheard or (word if len(word) == 1 else None)
