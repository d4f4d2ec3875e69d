"""Answers by the places of a question's facts: ``no to 1 and 2``, ``1 no, 2 yes``, ``first two no, third yes``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.lexicon.number_words import NTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten

_LONGEST = 90
"""Letters of an answer that is read so."""
_WORDS = NTH[:7]
_PLACES = {
    **{str(place): place for place in range(1, 8)},
    **{word: place for place, word in enumerate(_WORDS, 1)},
    **dict(zip(("1st", "2nd", "3rd", "4th", "5th"), range(1, 6), strict=True)),
}
_ONE = rf"(?:(?:number |no\.? ?|nr\.? ?|q|#|the )*(?:{'|'.join(_PLACES)})(?: one)?)"
_SOME = (
    r"(?:(?:the )?(?:first|last) (?:two|three|2|3)|"
    rf"{_ONE}(?:(?: ?, ?| and | & | ?/ ?| ?\+ ?){_ONE})*|(?:the )?last(?: one)?)"
)
_SAYS = rf"(?:{AYE}|{NAY}|none|neg(?:ative)?|pos(?:itive)?)"
_GROUP = re.compile(
    rf"(?P<said>{_SAYS}) (?:to|for|on) (?P<behind>{_SOME})|(?P<before>{_SOME})(?: (?:is|are|both|"
    rf"all))*[ :=-]+(?P<says>{_SAYS})"
)
_WHOLE = re.compile(
    rf"\W*(?:{re.sub(r'[?]P<[a-z]+>', '?:', _GROUP.pattern)})"
    rf"(?:(?: ?[,;.] ?(?:and |but )?| and | but )(?:{re.sub(r'[?]P<[a-z]+>', '?:', _GROUP.pattern)}))*\W*"
)
_LEAD = re.compile(
    _WHOLE.pattern.removesuffix(r"\W*") + r"(?=\s*[;,.]\s*(?:and |but )?[a-z])"
    r"(?!.*\b(?:others?|rest|remaining|first|second|third|last)\b)"
)
"""``no to the first and the third; stroke yes, in 2021``: places first, then one by its name."""
_NUMBER = re.compile(r"(?:(?<=^)|(?<= ))(?:the )?(?:(?:number|item|question|point|nr\.?) ?#?|#)([1-7])(?![\w.,]*\d)\b")
"""``number 2 yes, rest no``: its place in words."""
_MARKED = re.compile(r"(?<=no)\s+(?=\(?[2-7] ?[.):])")
"""Where the next answer of a numbered list begins behind a bare no, which says nothing of it."""


def answer_by_place(text: Text, asked: Sequence[str]) -> Text:
    """Put yes and no in the order of the question, or beside their places where some are not told."""
    if len(asked) < 2 or len(text.low) > _LONGEST:
        return text
    text = rewritten(
        text, [Change(*one.span(), f"the {_WORDS[int(one[1]) - 1]}") for one in _NUMBER.finditer(text.low)]
    )
    low = text.low
    if low.lstrip(" (").startswith("1"):
        text = rewritten(text, [Change(*match.span(), "; ") for match in _MARKED.finditer(low)])
        low = text.low
    whole = _WHOLE.fullmatch(low) or _LEAD.match(low)
    if whole is None:
        return text
    told: dict[int, str] = {}
    for match in _GROUP.finditer(low, 0, whole.end()):
        says = "yes" if (match["said"] or match["says"])[0] in "yp" else "no"
        told.update(dict.fromkeys(_places(match["behind"] or match["before"], len(asked)), says))
    if not told or max(told) > len(asked):
        return text
    places = range(1, len(asked) + 1)
    if set(places) == set(told):
        return rewritten(text, [Change(0, whole.end(), ", ".join(told[one] for one in places))])
    if whole.end() < len(low):
        by_place = ", ".join(f"{told[one]} to the {_WORDS[one - 1]}" for one in sorted(told))
    else:
        by_place = ", ".join(f"{_WORDS[one - 1]} {told[one]}" for one in sorted(told))
    return rewritten(text, [Change(0, whole.end(), by_place)])


def _places(some: str, count: int) -> list[int]:
    """The places that a piece names, counted from one."""
    if several := re.search(r"(first|last) (two|three|2|3)\b", some):
        size = 2 if several[2] in ("two", "2") else 3
        return [*range(1, size + 1)] if several[1] == "first" else [*range(count - size + 1, count + 1)]
    if "last" in some:
        return [count]
    return [_PLACES[one] for one in re.findall(r"[a-z]+|\d(?:st|nd|rd|th)?", some) if one in _PLACES]
