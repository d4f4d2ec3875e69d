"""Names that a recogniser broke up into words of every day: ``next a var`` for Nexavar, ``lend vima`` for Lenvima.

Only text that looks as a recogniser writes it is searched, without figures, capitals and commas: words that together
sound and nearly spell as a name are taken for it. No window of words that are a name already is touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import jellyfish
from ruamel.yaml import YAML

from bot.nlu.lexicon.number_words import COUNTS
from bot.nlu.text.rewriting import Change

_TYPED = re.compile(r"[0-9,;:()/]|(?<=[a-z ])[A-Z]{2}|(?<=[a-z] )[A-Z][a-z]{2}")
_WORDS = re.compile(r"[a-z]+")
_LONGEST_TEXT = 200
_LONGEST = 5
"""Words that one name may have become."""
_SOUND, _SPELLING = 0.9, 0.88
"""How alike sounds and letters must be (Jaro-Winkler)."""
_SUM = 1.77
_LEAST = 0.76
"""How alike the letters must be at least where the sounds are the same."""
_HARD = str.maketrans({"c": "k", "q": "k", "x": "ks", "z": "s", "y": "i"})
_PLAIN = frozenset(
    [
        "in",
        "on",
        "the",
        "and",
        "of",
        "to",
        "for",
        "my",
        "is",
        "it",
        "was",
        "i",
        "they",
        "from",
        "since",
        "until",
        "with",
        "at",
        "year",
    ]
)
_DENIES = ("not", "never", "none", "no", "nil", "yes", "n", "y", "neg", "pos")
"""``vaccines not given``: what denies is no part of a name."""
_DATA: dict[str, Any] = YAML(typ="safe").load(Path(__file__).with_name("speech.yml").read_text(encoding="utf-8"))
NAMES = tuple(_DATA["names"])
"""What patients and coordinators name on the phone, as it is written."""


def _spelled(word: str) -> str:
    """Spell a word as it sounds, so that Greek letters do not keep it from what was heard."""
    for greek, plain in (("ph", "f"), ("rh", "r"), ("ae", "e"), ("oe", "e"), ("eu", "u"), ("ch", "k")):
        word = word.replace(greek, plain)
    return word.removeprefix("p") if word.startswith("ps") else word


def _sound(joined: str) -> str:
    return jellyfish.metaphone(joined)


_TIMES = frozenset(("day", "days", "week", "weeks", "month", "months", "year", "years"))


def _counts_time(words: list[re.Match[str]], place: int) -> bool:
    """``live zoster vaccine ten days ago``: the count of what stands behind it is no end of a name."""
    behind = words[place + 1].group() if place + 1 < len(words) else ""
    return behind in _TIMES and words[place].group() in COUNTS


class NameSounds:
    """Finds names by their sound in text that was spoken; built once."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = frozenset([*known, *NAMES, "diverticulosis", "cirrhosis", "clot", "clots", "a"]) - {"a"}
        self._by_first: dict[str, list[tuple[str, str]]] = {}
        for name in dict.fromkeys(NAMES):
            sound = _sound(_spelled(name))
            self._by_first.setdefault(sound[:1], []).append((name, sound))

    def changes(self, low: str, raw: str) -> Iterator[Change]:
        """Give for words that together sound as a name does the name."""
        if len(low) > _LONGEST_TEXT or _TYPED.search(raw):
            return
        words = list(_WORDS.finditer(low))
        place = 0
        while place < len(words):
            found = self._best(low, words, place)
            if found is not None:
                change, length = found
                yield change
                place += length
            else:
                place += 1

    def _best(self, low: str, words: list[re.Match[str]], place: int) -> tuple[Change, int] | None:
        best: tuple[float, Change, int] | None = None
        for length in range(2, min(_LONGEST, len(words) - place) + 1):
            window = words[place : place + length]
            if low[window[-2].end() : window[-1].start()] != " " or window[-1].group() in self._known:
                break
            if window[-1].group() in _DENIES or _counts_time(words, place + length - 1):
                break
            if window[0].group() in self._known or window[0].group() in _PLAIN - {"to", "my"}:
                break
            joined = "".join(one.group() for one in window)
            if not 6 <= len(joined) <= 18:
                continue
            for name, alike in self._alike(joined):
                if best is None or alike > best[0]:
                    best = alike, Change(window[0].start(), window[-1].end(), name), length
        return best[1:] if best else None

    def _alike(self, joined: str) -> Iterator[tuple[str, float]]:
        heard = _spelled(joined)
        sound = _sound(heard)
        for name, own in self._by_first.get(sound[:1], ()):
            if abs(len(joined) - len(name)) > 3 or abs(len(sound) - len(own)) > 1:
                continue
            sounds = jellyfish.jaro_winkler_similarity(sound, own)
            letters = jellyfish.jaro_winkler_similarity(heard.translate(_HARD), _spelled(name).translate(_HARD))
            if (sounds == 1 and letters >= _LEAST) or (
                sounds >= _SOUND and letters >= _SPELLING and sounds + letters >= _SUM
            ):
                yield name, sounds + letters
