"""Antibodies and kinase inhibitors as speech recognition breaks them up: ``pem broke liz you mab``.

Their names end alike (``-mab``, ``-nib``); words that together end so and sound as one of them are taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import jellyfish

from bot.nlu.text.rewriting import Change

_WORDS = re.compile(r"[a-z]+")
_ENDS = ("b", *(f"{vowel}{end}" for vowel in "aeiou" for end in ("p", "bs", "ps")))
_WHOLE = frozenset(("if", "mad"))
_BEFORE_IF = frozenset(
    (
        "me",
        "us",
        "him",
        "her",
        "them",
        "you",
        "know",
        "see",
        "ask",
        "check",
        "as",
        "even",
        "only",
        "or",
        "and",
        "but",
        "back",
    )
)
"""``call me if``: a condition, and no end of a name."""
_ENDINGS = {"map": "mab", "maps": "mab", "mad": "mab", "mob": "mab", "mop": "mab", "if": "ib", "nip": "nib"}
"""Words of every day that ``-mab`` and ``-nib`` are heard as."""
_SILENT_R = re.compile(r"r(?=[^aeiour]|$)")
"""An ``r`` that most of England does not speak: ``a teaser liz``."""
_LONGEST = 6
"""Words that one name may have become."""
_TESTS = frozenset(("hb", "alb", "prealb", "glob"))
"""Tests whose short names end as drugs do: ``regarding Hb`` is no regorafenib."""
_SOUND, _SPELLING = 0.88, 0.76
"""How alike sounds and letters must be (Jaro-Winkler)."""


class DrugSounds:
    """Finds the names of drugs by their sound; built once."""

    def __init__(self, names: Iterable[str]) -> None:
        self._sounds = {name: jellyfish.metaphone(name) for name in names if name.endswith(("mab", "nib"))}

    def changes(self, low: str) -> Iterator[Change]:
        """Give for words that together sound as a drug does its name."""
        words = list(_WORDS.finditer(low))
        for last, word in enumerate(words):
            said = word.group()
            ends = said.endswith(_ENDS) or said in _WHOLE
            if said == "if" and last and words[last - 1].group() in _BEFORE_IF:
                continue
            if ends and said not in self._sounds and said not in _TESTS:
                found = self._best(low, words, last)
                if found is not None:
                    yield found

    def _best(self, low: str, words: list[re.Match[str]], last: int) -> Change | None:
        best: tuple[float, Change | None] = (0.0, None)
        for first in range(last - 1, max(-1, last - _LONGEST), -1):
            if low[words[first].end() : words[first + 1].start()] != " " or words[first].group() in self._sounds:
                break
            joined = "".join(one.group() for one in words[first : last + 1])
            if words[last].group() in _ENDINGS:
                rest = "".join(one.group() for one in words[first:last])
                joined = _SILENT_R.sub("", rest) + _ENDINGS[words[last].group()]
            for name, alike in self._alike(joined):
                if alike > best[0]:
                    best = alike, Change(words[first].start(), words[last].end(), name)
        return best[1]

    def _alike(self, joined: str) -> Iterator[tuple[str, float]]:
        if len(joined) < 8:
            return
        sound = jellyfish.metaphone(joined)
        for name, own in self._sounds.items():
            if own[0] != sound[0] or own[-2:] != sound[-2:]:
                continue
            sounds = jellyfish.jaro_winkler_similarity(sound, own)
            letters = jellyfish.jaro_winkler_similarity(joined, name)
            if sounds >= _SOUND and letters >= _SPELLING:
                yield name, sounds + letters
