"""Patterns of words, written so that they can be read, compiled to regular expressions.

=============  ==========================================================================
``water``      the word; white space and hyphens between words are the same
``(a|b c)``    one of these
``[a|b c]``    one of these, or nothing
``{belly}``    one of a named set; sets may hold sets
``<...>``      what stands there is kept, and called ``$1`` in the new wording
``..``         up to two words; ``...`` up to five, none with a comma between
``!(a|b)``     not followed by one of these
``^`` ``$``    the message begins, ends there
=============  ==========================================================================

"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_GAP = r"[\s_-]+"
_MARK = re.compile(r"\.\.\.|\.\.|!\(|[()\[\]{}<>|^$]|[^\s()\[\]{}<>|^$!]+")
_COMMA = r"\s*,"
_FREE = {"..": rf"(?:{_GAP}[a-z']+){{0,2}}?", "...": rf"(?:{_GAP}[a-z']+){{0,5}}?"}
_COMMON = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "me",
        "i",
        "it",
        "is",
        "was",
        "in",
        "on",
        "of",
        "to",
        "for",
        "and",
        "or",
        "with",
        "they",
        "them",
        "that",
        "he",
        "she",
        "have",
        "had",
        "has",
        "no",
        "not",
        "at",
        "by",
        "from",
        "be",
        "been",
        "now",
        "this",
        "so",
        "we",
        "you",
        "am",
        "are",
        "were",
        "did",
        "do",
        "does",
        "as",
        "out",
        "up",
        "all",
        "any",
        "got",
        "get",
        "im",
        "its",
        "ive",
    ]
)
"""Words that tell nothing: no rule is looked for because of them where it has another."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A pattern, the wording that it stands for, and the words without one of which it cannot match."""

    pattern: re.Pattern[str]
    wording: str
    telling: frozenset[str]


class _Compiler:
    """Turns a pattern into a regular expression and the sets of words of which one must be there."""

    def __init__(self, pattern: str, sets: Mapping[str, Iterable[str]]) -> None:
        self._sets = sets
        self._marks = _MARK.findall(self._opened(pattern))
        self._at = 0

    def _opened(self, pattern: str) -> str:
        """Write out the named sets."""
        for _ in range(6):
            if "{" not in pattern:
                break
            pattern = re.sub(r"\{(\w+)\}", lambda match: "(" + "|".join(self._sets[match[1]]) + ")", pattern)
        return pattern

    def rule(self, wording: str) -> Rule:
        body, needed = self._sequence("")
        telling = max(needed, key=_weight, default=frozenset())
        alone = "" if body.startswith(_COMMA) else r"(?<![a-z0-9])"
        return Rule(re.compile(rf"{alone}{body}(?![a-z0-9])"), wording, telling)

    def _sequence(self, closer: str) -> tuple[str, list[frozenset[str]]]:
        """Compile up to a closing mark: alternatives of words one after the other."""
        choices: list[tuple[str, list[frozenset[str]]]] = []
        parts: list[str] = []
        needed: list[frozenset[str]] = []
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

    def _part(self, mark: str, parts: list[str], needed: list[frozenset[str]], begun: bool) -> bool:
        """Compile one element; tell whether a word that must be there has begun the sequence."""
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
        elif mark in "(<":
            body, inner = self._sequence(")" if mark == "(" else ">")
            parts.append(f"{lead}(?:{body})" if mark == "(" else f"{lead}({body})")
            needed.extend(inner)
            return True
        elif mark in "^$":
            parts.append(r"(?:(?<=\A)|(?<=\A\s))" if mark == "^" else r"(?=\W*\Z)")
        elif mark == ",":
            parts.append(_COMMA)
            return True
        else:
            parts.append(lead + re.escape(mark).replace("'", "'?").replace(r"\-", _GAP))
            needed.append(frozenset(word.replace("'", "") for word in re.split(r"[-,]", mark) if word))
            return True
        return begun


def _either(choices: list[list[frozenset[str]]]) -> list[frozenset[str]]:
    """Of alternatives: the words of which one must be there, or nothing where an alternative needs none."""
    best = [max(one, key=_weight, default=frozenset()) for one in choices]
    return [frozenset().union(*best)] if all(best) else []


def _weight(words: frozenset[str]) -> tuple[bool, int]:
    """How telling a set of words is: by its least telling word."""
    return (bool(words) and not words & _COMMON, min((len(one) for one in words), default=0))


def compiled(rules: Mapping[str, Iterable[str]], sets: Mapping[str, Iterable[str]]) -> list[Rule]:
    """Compile patterns by the wording that they stand for.

    Raises:
        KeyError: a pattern names a set that there is not.
        re.error: a pattern is no pattern.
    """
    return [_Compiler(pattern, sets).rule(wording) for wording, patterns in rules.items() for pattern in patterns]
