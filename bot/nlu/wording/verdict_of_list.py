"""What was asked or looked for in a list, and one verdict on all of it: ``Asked about MI, stroke, PE - denied all``.

The verdict is put before each name, so that the clause reads as the denials that it is. It is so put only where every
other word of the clause asks, looks for or joins; any word that no one knows leaves the clause as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_WHO = (
    r"(?:(?:he|she|they|pt|patient|the patient|we|i|the (?:wife|husband|family)|and|but|there)(?:'ve| has| have|"
    r" had)? ?,? ?)*"
)
_OF_ALL = (
    r"(?:said |says |answered |a clear )?no to (?:all|each|both|every one|everything|any)(?: (?:of (?:them|these|"
    r"those|it)|"
    r"three|four|five|the (?:above|lot)))?|(?:denie[sd]|negate[sd]|reject(?:s|ed)) (?:all|each|both|any|everything|"
    r"them)"
    r"(?: (?:all|of (?:them|these|those|it)|three|four|five))?|all (?:denied|negative|neg|absent|excluded|clear|no|"
    r"ruled out)|"
    r"(?:was |were )?nothing (?:was )?(?:found|of the (?:kind|sort)|seen|there|to (?:be )?f(?:ound|ind))|"
    r"found (?:nothing|none|"
    r"neither|no such thing)|none (?:was |were )?(?:found|present|seen|detected|reported|documented|confirmed|"
    r"of (?:them|these|"
    r"those|it|which)(?: (?:was |were )?(?:found|present|seen|there|confirmed))?)|not one of (?:them|these|those)|"
    r"never any of (?:them|these|those)"
)
_VERDICT = Gated(
    rf"(?<=[\w)])\s*(?:[,:;–-]+\s*|(?=and |but )){_WHO}(?:{_OF_ALL})(?=\s*(?:$|[.;\n)]|, (?:but|and|he|she|though)\b))"
)
_REST = Gated(
    r"\b(?:the )?(?:rest|others?|everything else|remaining|all else|all (?:the )?others?)(?: of (?:the list|it))? ?"
    r"\((?P<list>[^()\n]{3,160})\) ?[:=,-]? ?(?:(?:is|are|was|were|all) )*(?:no|none|negative|neg|denied|absent|nil|"
    r"never)"
    r"(?=\s*(?:$|[.;,\n)]))"
)
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_KNOWN = word_set("verdict_of_list_known")
_REACH = 200


def with_verdicts_of_lists(text: Text, named: Named) -> Text:
    """Put one verdict on a list before each name of it."""
    changes = list(_changes(text.low, named))
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str, named: Named) -> Iterator[Change]:
    for match in _VERDICT.finditer(low):
        start = _clause(low, match.start())
        names = _listed(low, start, match.start(), named)
        if names:
            yield Change(start, match.end(), ", ".join(f"no {one}" for one in names))
    for match in _REST.finditer(low):
        names = _listed(low, *match.span("list"), named)
        if names:
            yield Change(*match.span(), ", ".join(f"no {one}" for one in names))


def _clause(low: str, end: int) -> int:
    """Where the clause begins that a verdict closes."""
    start = first = max(0, end - _REACH)
    for mark in (". ", "; ", "\n", "? "):
        at = low.rfind(mark, first, end)
        start = max(start, at + len(mark)) if at >= 0 else start
    return start + len(low[start:end]) - len(low[start:end].lstrip(" -*•"))


def _listed(low: str, start: int, end: int, named: Named) -> list[str]:
    """Give the names of a list, where nothing else is told in it."""
    piece = low[start:end]
    spans = list(dict.fromkeys((one, two) for one, two, _ in named(piece)))
    rest = list(piece)
    for one, two in spans:
        rest[one:two] = " " * (two - one)
    return [piece[one:two] for one, two in spans] if set(_WORD.findall("".join(rest))) <= _KNOWN else []
