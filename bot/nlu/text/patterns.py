"""Patterns of words, written so that they can be read, turned to regular expressions when they are first needed.

=============  ==========================================================================
``water``      the word; white space and hyphens between words are the same
``don't``      the word, run together or written out (``do not``)
``burn~``      the word with its forms (``burns``, ``burnt``, ``burning``)
``(a|b c)``    one of these
``[a|b c]``    one of these, or nothing
``{belly}``    one of a named set; sets may hold sets
``<...>``      what stands there is kept, and called ``$1`` in the new wording
``..``         up to two words; ``...`` up to five, none with a comma between; ``....`` up to eight
``!(a|b)``     not followed by one of these
``^`` ``$``    the message begins, ends there
=============  ==========================================================================

Reading a pattern gives the words that a message must hold for it; the expression is compiled for the first message
that holds them, so that a pattern costs next to nothing until it is spoken.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from bot.nlu.text.word_forms import COMMON, forms_of, written_out

_GAP = r"(?:[\s_-]+|(?=')|(?=\s*,))"
_MARK = re.compile(r"\.\.\.\.|\.\.\.|\.\.|!\(|\{\w+\}|[()\[\]<>|^$]|[^\s()\[\]{}<>|^$!]+")
_COMMA = r"\s*,"
_FREE = {
    "..": r"(?:[\s_-]+[a-z']+){0,2}?",
    "...": r"(?:[\s_-]+[a-z']+){0,5}?",
    "....": r"(?:[\s,_-]+[a-z0-9']+){0,8}?(?:\s*,)?",
}
_Needed = list[frozenset[str]]
"""Sets of words: of each of them a message must hold one."""


@dataclass(frozen=True)
class Rule:
    """A pattern, the wording that it stands for, and what a message must hold for it to match."""

    source: str
    wording: str
    needed: tuple[frozenset[str], ...]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The regular expression, compiled when it is first asked for."""
        return re.compile(self.source)

    @property
    def telling(self) -> frozenset[str]:
        """The words without one of which it cannot match, the rarest that it has."""
        return max(self.needed, key=_weight, default=frozenset())


class Sets:
    """Named sets of patterns, each read once."""

    def __init__(self, sets: Mapping[str, Iterable[str]]) -> None:
        self._sets = sets
        self._read: dict[str, tuple[str, _Needed]] = {}

    def __getitem__(self, name: str) -> tuple[str, _Needed]:
        if name not in self._read:
            self._read[name] = _Reader("|".join(self._sets[name]), self).whole()
        return self._read[name]


class _Reader:
    """Turns a pattern into a regular expression and the sets of words of which one must be there."""

    def __init__(self, pattern: str, sets: Sets) -> None:
        self._sets = sets
        self._marks = _MARK.findall(pattern)
        self._at = 0

    def whole(self) -> tuple[str, _Needed]:
        """Read the whole pattern."""
        return self._sequence("")

    def _sequence(self, closer: str) -> tuple[str, _Needed]:
        """Read up to a closing mark: alternatives of words one after the other."""
        choices: list[tuple[str, _Needed]] = []
        parts: list[str] = []
        needed: _Needed = []
        begun = False
        while self._at < len(self._marks):
            mark = self._marks[self._at]
            self._at += 1
            if mark == closer:
                break
            if mark == "|":
                choices.append(("".join(parts), needed))
                parts, needed, begun = [], [], False
                continue
            begun = self._part(mark, parts, needed, begun)
        choices.append(("".join(parts), needed))
        if len(choices) == 1:
            return choices[0]
        return "(?:" + "|".join(one for one, _ in choices) + ")", _either([one for _, one in choices])

    def _part(self, mark: str, parts: list[str], needed: _Needed, begun: bool) -> bool:
        """Read one element; tell whether a word that must be there has begun the sequence."""
        lead = _GAP if begun else ""
        if mark in _FREE:
            parts.append(_FREE[mark])
        elif mark == "!(":
            body, _ = self._sequence(")")
            parts.append(rf"(?!{_GAP}(?:{body})(?![a-z0-9]))")
        elif mark == "[":
            body, _ = self._sequence("]")
            lead = "" if body == _COMMA else lead
            parts.append(f"(?:{lead}{body})?" if begun else f"(?:{body}{_GAP})?")
        elif mark in "^$":
            parts.append(r"(?:(?<=\A)|(?<=\A\s))" if mark == "^" else r"(?=\W*\Z)")
        else:
            parts.append(lead * (mark != ",") + self._element(mark, needed))
            return True
        return begun

    def _element(self, mark: str, needed: _Needed) -> str:
        """Read what must be there: a group, a named set, a comma or a word."""
        if mark == ",":
            return _COMMA
        if mark in "(<":
            body, inner = self._sequence(")" if mark == "(" else ">")
            needed.extend(inner)
            return f"(?:{body})" if mark == "(" else f"({body})"
        if mark.startswith("{"):
            body, inner = self._sets[mark[1:-1]]
            needed.extend(inner)
            return f"(?:{body})"
        body, words = _word(mark)
        needed.extend(words)
        return body


@lru_cache(maxsize=8192)
def _word(mark: str) -> tuple[str, tuple[frozenset[str], ...]]:
    """Read a word: with its forms, as it is run together and as it is written out."""
    if mark.isalnum():
        return mark, (frozenset([mark]),)
    spelled = forms_of(mark[:-1]) if mark.endswith("~") else (mark, *written_out(mark))
    words = [[one.replace("'", "") for one in re.split(r"[-, ]", form) if one] for form in spelled]
    if len(spelled) == 1:
        needed = tuple(frozenset([one]) for one in words[0])
    else:
        needed = (frozenset(max(one, key=lambda word: (word not in COMMON, len(word))) for one in words),)
    bodies = [re.escape(one).replace("'", "'?").replace(r"\-", _GAP).replace(r"\ ", _GAP) for one in spelled]
    return (bodies[0] if len(bodies) == 1 else "(?:" + "|".join(bodies) + ")"), needed


def _either(choices: list[_Needed]) -> _Needed:
    """Of alternatives: the words of which one must be there, or nothing where an alternative needs none."""
    best = [max(one, key=_weight, default=frozenset()) for one in choices]
    return [frozenset().union(*best)] if all(best) else []


def _weight(words: frozenset[str]) -> tuple[bool, int]:
    """How telling a set of words is: by its least telling word."""
    if not words or not words.isdisjoint(COMMON):
        return False, 0
    return True, min(map(len, words))


def rule_of(pattern: str, wording: str, sets: Sets) -> Rule:
    """Read one pattern.

    Raises:
        KeyError: the pattern names a set that there is not.
    """
    body, needed = _Reader(pattern, sets).whole()
    alone = "" if body.startswith(_COMMA) else r"(?<![a-z0-9])"
    return Rule(rf"{alone}{body}(?![a-z0-9])", wording, tuple(needed))


def compiled(rules: Mapping[str, Iterable[str]], sets: Mapping[str, Iterable[str]] | Sets) -> list[Rule]:
    """Read patterns by the wording that they stand for.

    Raises:
        KeyError: a pattern names a set that there is not.
    """
    known = sets if isinstance(sets, Sets) else Sets(sets)
    return [rule_of(pattern, wording, known) for wording, patterns in rules.items() for pattern in patterns]
