"""What the intent classifier counts in a message: four kinds of features, each of them text.

The words of the frame and pairs of them; parts of words, which bear typos and endings; the gist, in which words that
mean the same in a wish are one word and fillers are left out; and the shape: how long the message is, whether it asks,
and how much of it is facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

from ruamel.yaml import YAML

from bot.nlu.wishes.masking import FACT, NUMBER, frame

KINDS = ("words", "parts", "gist", "shape")
"""The kinds of features, in the order in which :func:`features` gives them."""
LENGTHS = range(3, 6)
"""Letters of a part of a word; the ends of a word count as one each."""
STEPS = (1, 2, 4, 8)
"""Lengths of a message in words, up to which each is a step of its own."""
THIRDS = 3
"""Steps of the share of a message that is facts and numbers."""


def features(text: str) -> tuple[list[str], ...]:
    """Give the features of a message, a list for each of `KINDS`; what occurs twice stands there twice."""
    words = frame(text)
    known, fillers = _synonyms()
    gist = [known.get(word, word) for word in words if word not in fillers]
    return (_chains(words), list(_parts(words)), _chains(gist), _chains(_shape(words[1:-1])))


def _chains(words: Sequence[str]) -> list[str]:
    """Give words and pairs of neighbours."""
    return [*words, *(f"{one} {other}" for one, other in pairwise(words))]


def _parts(words: Sequence[str]) -> Iterator[str]:
    for word in words:
        bounded = f" {word} "
        for length in LENGTHS:
            if len(bounded) <= length:
                yield bounded
                break
            for start in range(len(bounded) - length + 1):
                yield bounded[start : start + length]


def _shape(words: Sequence[str]) -> list[str]:
    facts = sum(word in (FACT, NUMBER) for word in words)
    return [
        f"length {sum(len(words) > step for step in STEPS)}",
        "question" if "?" in words else "no question",
        f"facts {facts * THIRDS // max(1, len(words))}",
    ]


@lru_cache(maxsize=1)
def _synonyms() -> tuple[dict[str, str], frozenset[str]]:
    """Give the word of the gist for each word that has one, and the fillers."""
    lists: dict[str, str] = YAML(typ="safe", pure=True).load(Path(__file__).with_name("synonyms.yml"))
    fillers = frozenset(lists.pop("fillers").split())
    return {word: f"s{name}" for name, words in lists.items() for word in words.split()}, fillers
