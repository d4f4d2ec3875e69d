"""Putting one wording for another in a folded text that still knows its source.

A rule is a pattern of words (`bot.nlu.text.patterns`) and what it stands for. A message is searched for those rules
alone whose words it holds, so that the number of rules costs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from bot.nlu.text.normalise import Text
from bot.nlu.text.patterns import Rule

Named = Callable[[str], list[tuple[int, int, str]]]
"""Gives the facts and treatments that a piece of text names, each with its place."""
_WORD = re.compile(r"[a-z0-9]+(?:'[a-z]+)?")
_DIGIT = re.compile(r"\d")
KEEP = "="
"""A new wording that leaves the old one as it is, so that no shorter rule takes a part of it."""


class Change(msgspec.Struct, frozen=True):
    """A place in a folded text and what is to stand there; ``unused`` where what stood there is named as not used."""

    start: int
    end: int
    wording: str
    unused: bool = False


class Rules:
    """Rules by their telling words."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._by_word: dict[str, list[Rule]] = {}
        self._always: list[Rule] = []
        for rule in rules:
            for word in rule.telling:
                self._by_word.setdefault(word, []).append(rule)
            if not rule.telling:
                self._always.append(rule)

    def matches(self, low: str) -> Iterator[tuple[Rule, re.Match[str]]]:
        """Give every match of every rule in a folded text in lower case."""
        words, every = words_of(low)
        rules = {id(rule): rule for rule in self._always}
        for word in words:
            if word in self._by_word:
                rules.update((id(rule), rule) for rule in self._by_word[word])
        for rule in rules.values():
            if not any(needed.isdisjoint(every) for needed in rule.needed):
                for match in rule.pattern.finditer(low):
                    yield rule, match

    def changes(self, low: str) -> list[Change]:
        """Give what is to be put where; of what overlaps the leftmost and longest."""
        whole = (
            (rule, _without_lead(rule, match)) for rule, match in self.matches(low) if match.group() and is_whole(match)
        )
        return apart(_change(rule, match) for rule, match in whole)


@lru_cache(maxsize=4)
def words_of(low: str) -> tuple[tuple[str, ...], frozenset[str]]:
    """Give the words of a folded text, in their order and as a set; of ``it's`` also ``its``, ``it`` and ``s``.

    A message is searched for one set of rules after the other, mostly without a change between them.
    """
    words: dict[str, None] = {}
    for match in _WORD.finditer(low):
        word = match.group()
        if "'" in word:
            words[word.replace("'", "")] = None
            words.update(dict.fromkeys(word.split("'")))
        else:
            words[word] = None
    return tuple(words), frozenset(words)


_GOES_ON = re.compile(r"(?<=\d)(?:\d|[.,]\d)")


_ANSWERED = re.compile(r"(?:^|[\s:])(?:no|none|nil|never|yes)\n")


def is_whole(match: re.Match[str]) -> bool:
    """Tell whether a match ends within no number (``dropped to 4`` of ``dropped to 4.5 cm``) and joins no two lines."""
    return _GOES_ON.match(match.string, match.end()) is None and not _joins_lines(match)


def _joins_lines(match: re.Match[str]) -> bool:
    """Tell whether a match runs over an answer at the end of a line.

    In the lines ``unstable angina: no`` and ``diabetes uncontrolled`` nothing says ``no diabetes``.
    """
    start, end = match.span()
    return "\n" in match.string[start:end] and _ANSWERED.search(match.string, max(0, start - 1), end) is not None


_LEADING = re.compile(r"[\s,_-]+(?:in|on|at|of|from|to|since|until|till|by|for|with|around|about|last)$")
"""What leads a date behind the words: ``burnt the tumour in May``."""


def _without_lead(rule: Rule, match: re.Match[str]) -> re.Match[str]:
    """Leave the last word to what follows, where the pattern can do without it."""
    lead = _LEADING.search(match.group())
    shorter = rule.pattern.fullmatch(match.string, match.start(), match.start() + lead.start()) if lead else None
    return shorter or match


def _change(rule: Rule, match: re.Match[str]) -> Change:
    wording = _worded(rule.wording, match)
    return Change(*match.span(), wording, unused=not wording.strip() and _DIGIT.search(match.group()) is not None)


def _worded(wording: str, match: re.Match[str]) -> str:
    if wording.strip() == KEEP:
        return match.group()
    return re.sub(r"\$(\d)", lambda one: match[int(one[1])] or "", wording)


def apart(changes: Iterable[Change]) -> list[Change]:
    """Keep of changes that overlap the leftmost and longest."""
    kept: list[Change] = []
    for change in sorted(changes, key=lambda one: (one.start, -one.end)):
        if not kept or change.start >= kept[-1].end:
            kept.append(change)
    return kept


def rewritten(text: Text, changes: Iterable[Change]) -> Text:
    """Put the new wordings into a text; ``changes`` are in order and do not overlap.

    Every character of a new wording points back to the place of the old one, letter by letter where both begin alike.
    """
    cased: list[str] = []
    low: list[str] = []
    origin: list[int] = []
    unused: list[tuple[int, int]] = []
    last = 0
    for change in changes:
        if text.low[change.start : change.end] == change.wording:
            continue
        cased += [text.cased[last : change.start], change.wording]
        low += [text.low[last : change.start], change.wording]
        origin += text.origin[last : change.start]
        origin += _origin(text, change)
        last = change.end
        if change.unused:
            unused.append(text.raw_span(change.start, change.end))
    if not cased:
        return text
    cased.append(text.cased[last:])
    low.append(text.low[last:])
    origin += text.origin[last:]
    return Text(text.raw, "".join(cased), "".join(low), tuple(origin), (*text.unused, *unused))


def _origin(text: Text, change: Change) -> list[int]:
    """Give for every character of a new wording the place in the source that it stands for."""
    if not change.wording:
        return []
    if change.start == change.end:
        return [text.origin[min(change.start, len(text.origin) - 1)]] * len(change.wording)
    alike = min(change.end - change.start, len(change.wording)) - 1
    same = next((at for at in range(alike) if text.low[change.start + at] != change.wording[at]), max(alike, 0))
    first = text.origin[change.start : change.start + same]
    rest = len(change.wording) - same - 1
    return [*first, *[text.origin[change.start + same]] * rest, text.origin[change.end - 1]]
