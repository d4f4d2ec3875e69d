"""Forms of English words: what is run together and written out, and how a verb or noun is inflected."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

_DATA: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"))
COMMON = frozenset(_DATA["common"])
"""Words that tell nothing: no pattern is looked for because of them where it has another."""
_ENDINGS = {"n't": " not", "'m": " am", "'re": " are", "'ve": " have", "'ll": " will"}
_IRREGULAR_NOT = {"can't": ("cannot", "can not"), "won't": ("will not",), "shan't": ("shall not",)}
_IS = frozenset(_DATA["contracted"])
_IRREGULAR = {line.split()[0]: tuple(line.split()) for line in _DATA["irregular"]}
_VOWELS = "aeiou"


def written_out(word: str) -> tuple[str, ...]:
    """Give how a contraction is written out: ``don't`` is ``do not``; nothing for other words."""
    if word in _IRREGULAR_NOT:
        return _IRREGULAR_NOT[word]
    if word in _IS:
        return (f"{word[:-2]} is",)
    return tuple(word[: -len(end)] + full for end, full in _ENDINGS.items() if word.endswith(end) and word != end)


@lru_cache(maxsize=1024)
def forms_of(word: str) -> tuple[str, ...]:
    """Give a word with its plural, past and continuous forms; a regular word by the rules of spelling."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("e"):
        return (word, word + "s", word + "d", word[:-1] + "ing")
    if word.endswith("y") and word[-2] not in _VOWELS:
        return (word, word[:-1] + "ies", word[:-1] + "ied", word + "ing")
    plural = word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")
    short = len(word) <= 5 and word[-1] not in "wxyh" + _VOWELS and word[-2] in _VOWELS and word[-3] not in _VOWELS
    stem = word + word[-1] if short and len(word) <= 4 else word
    return (word, plural, stem + "ed", stem + "ing")
