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
    r"(?:(?:he|she|they|pt|patient|the patient|we|i|the (?:wife|husband|family)|and|but|there)"
    r"(?:'ve| has| have| had)? ?,? ?)*"
)
_THEM = r"of (?:them|these|those|it)"
_OF_ALL = (
    rf"(?:said |says |answered |a clear )?no to (?:all|each|both|every one|everything|any)(?: (?:{_THEM}|three|four|"
    r"five|the (?:above|lot)))?|(?:denie[sd]|negate[sd]|reject(?:s|ed)) (?:all|each|both|any|everything|them)"
    rf"(?: (?:all|{_THEM}|three|four|five))?|"
    r"all (?:denied|negative|neg|absent|excluded|clear|no|ruled out)|"
    r"(?:was |were )?nothing (?:was )?(?:found|of the (?:kind|sort)|seen|there)|"
    r"found (?:nothing|none|neither|no such thing)|"
    r"none (?:was |were )?(?:found|present|seen|detected|reported|documented|confirmed|of which|"
    rf"{_THEM}(?: (?:was |were )?(?:found|present|seen|there|confirmed))?)|"
    rf"(?:not one|never any) {_THEM}"
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
_ASKED = Gated(
    r"(?:^|(?<=[.;\n] )|(?<=[.;\n]))(?P<list>(?:[a-z][a-z -]{1,30}\? ){1,6}[a-z][a-z -]{1,30}\?) ?[-–]? ?(?:no|none|"
    r"never|nothing|"
    r"neither|nope|negative|nil)(?: (?:of (?:the (?:sort|kind|two|three|four)|them|these|those)|to (?:all|both|"
    r"each)))?(?=\s*(?:$|[.;,\n]))"
)
"""``Stroke? TIA? nothing of the sort``."""
_HEADED = Gated(
    r"\b(?:none of (?:these|those|the following)|no to(?: all of these)?|negatives?|denies|absent|not present) ?: ?"
    r"(?P<list>[^.\n:?;]{2,60}(?:;[^.\n:?;]{2,60}){1,8})(?=\s*(?:$|[.\n]))"
)
"""``None of these: HIV; stroke; lupus``: a list that marks part, of which the heading denies all."""
_ONLY = Gated(
    r"\bof (?:the following |these )?:? ?(?P<list>[^.;\n:?]{5,120}?),? (?:s?he|the patient|pt|"
    r"patient) (?:only )?(?:has|had)"
    r"(?: had)? (?:only |just )?(?P<only>[^.;,\n]{2,40})(?=\s*(?:$|[.;,\n]))"
)
"""``Of MI, stroke and PE he has had only the PE``."""
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
    for match in _ONLY.finditer(low):
        names = _listed(low, *match.span("list"), named) if "only" in match[0] or "just" in match[0] else []
        kept = {match["only"][one:two] for one, two, _ in named(match["only"])}
        if kept and kept < set(names):
            told = [f"no {one}" for one in names if one not in kept]
            yield Change(*match.span(), f"{', '.join(told)}; has {match['only']}")
    for match in (*_REST.finditer(low), *_ASKED.finditer(low), *_HEADED.finditer(low)):
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
