"""Drugs as patients spell them by ear: ``tezentrick``, ``imfinsy``, ``cabometics``.

A word that is none, and that sounds as the name of one drug alone and nearly spells so, is taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

import jellyfish

from bot.nlu.text.rewriting import Change

_WORDS = re.compile(r"[a-z]{6,14}")
_LEAST_SOUND = 4
"""Shorter sounds are those of too many words."""
_ALIKE = 0.76
"""How alike the letters must be (Jaro-Winkler) beside the same sound."""


class DrugSpellings:
    """Finds drugs that are spelled by their sound; built once."""

    def __init__(self, names: Iterable[str], is_word: Callable[[str], bool]) -> None:
        self._is_word = is_word
        self._by_sound: dict[str, list[str]] = {}
        for name in names:
            self._by_sound.setdefault(jellyfish.metaphone(name), []).append(name)

    def changes(self, low: str) -> Iterator[Change]:
        """Give for each word that sounds as a drug does its name."""
        for match in _WORDS.finditer(low):
            word = match.group()
            if low[match.end() : match.end() + 1].isalnum() or self._is_word(word):
                continue
            sound = jellyfish.metaphone(word)
            if len(sound) < _LEAST_SOUND:
                continue
            for name in self._by_sound.get(sound, ()):
                if jellyfish.jaro_winkler_similarity(word, name) >= _ALIKE:
                    yield Change(*match.span(), name)
                    break
