"""Several wishes in one message: which part of it asks for what, so that each has its own words and trial names."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actions.heard import Mention

STRONG = {
    "why_ask": r"why (?:do|are|did|would) (?:you|we) (?:ask|need|want)",
    "why_trial": r"why (?:not|is|isn'?t|are|aren'?t|was|wasn'?t|did|can'?t|has)\b",
    "what_missing": r"what(?:'?s| is| else is)? (?:still |else )?missing\b",
    "reopen": r"(?:what|how) (?:would|could|can|will) (?:(?:it|she|he|they|we) (?:be )?)?reopen",
    "compare": r"what(?:'?s| has| have| is)? (?:changed|new)\b",
}
"""Words that ask wherever they stand."""
WEAK = {
    "when": r"when (?:does|do|will|would|can|could)\b",
    "status": r"(?:show (?:me )?)?(?:the )?"
    r"(?:status\b(?! *(?:post|after|quo|epil|[:=]? *\d))|board\b(?=\W*(?:$|please|and)))"
    r"|(?:which|what) trials",
    # "Summary of stay: …" heads a letter.
    "summary": r"(?:(?:give|show) (?:me )?)?(?:a |the )?summar(?:y|i[sz]e)\b"
    r"(?=\W*(?:$|please\b|and\b|also\b|then\b|but\b|so\b|of (?:this|it|him|her|the (?:patient|screening|case))\b))",
    "export": r"export\b",
    "to_fetch": r"(?:(?:what (?:is|'s) (?:left )?|show (?:me )?(?:what is )?|list )?to fetch|(?:the )?fetch list)\b",
    "undo": r"(?:please )?undo\b(?: (?:that|this|it|the last|my last|last)\b| *(?:[.,;!?]|$))",
}
"""Words that ask at the beginning of a part."""

_CUES = {name: re.compile(words, re.IGNORECASE) for name, words in {**STRONG, **WEAK}.items()}
_STRONG = "|".join(STRONG.values())
_WEAK = "|".join(WEAK.values())
# Bounded: a long row of line breaks, or of "and", is looked at once.
_JOIN = r"(?:\s{0,3}(?:,|\b(?:and|also|then|plus|but|so|ok|okay|please)\b)){0,6}\s{0,3}"
_STARTS = re.compile(
    rf"(?:^|(?<=[?!;\n])|(?<=\.\s)|,|\b(?:and|also|then|plus|but|so)\b){_JOIN}(?=\b(?:{_WEAK}|{_STRONG}))"
    rf"|\b(?={_STRONG})|(?<=[?!;\n])|(?<=\.)(?=\s)",
    re.IGNORECASE,
)
"""Where a part begins: before words that ask, and after the end of a sentence."""
_EMPTY = re.compile(
    r"\b(?:and|also|then|plus|but|so|ok|okay|please|thanks|thank you|by the way|btw|her|his|she|he|the|a|is|has|oh|"
    r"tell me|can you|could you|i want to know|do you know)\b|\W",
    re.IGNORECASE,
)
"""What is left between wishes and says nothing."""


@dataclass(frozen=True)
class Wish:
    """What a part of a message wants; `text` is as long as the message, blank where other parts stand."""

    intent: str
    text: str


def wishes_in(text: str, intent: str, mentions: Iterable[Mention] = ()) -> tuple[Wish, ...]:
    """Give what a message wants in its order: by its words, and by its intent where these show less.

    `mentions` are the parts that tell facts. Intents that only tell something are no wishes.
    """
    parts = _parts(text)
    asked = [(cue, start, end) for start, end in parts if (cue := _cue(text[start:end]))]
    told = [(one.start, one.end) for one in mentions]
    left = _blanked(text, [(start, end) for _, start, end in asked] + told)
    says_more = bool(_EMPTY.sub("", left))
    if _is_wish(intent) and not asked:
        return (Wish(intent, text),)
    if _is_wish(intent) and len(asked) == 1 and not says_more and _is_same(asked[0][0], intent, told):
        return (Wish(intent, _only(text, *asked[0][1:]) if told else text),)
    found = [(start, Wish(cue, _only(text, start, end))) for cue, start, end in asked]
    if says_more and _is_wish(intent) and intent not in (cue for cue, _, _ in asked):
        rest = _without_joins(_blanked(text, [(start, end) for _, start, end in asked]))
        found.append((len(rest) - len(rest.lstrip()), Wish(intent, rest)))
    return tuple(wish for _, wish in sorted(found, key=lambda pair: pair[0]))


def _is_same(cue: str, intent: str, told: Sequence[tuple[int, int]]) -> bool:
    """Tell whether words and intent may speak of one wish: with facts beside them, the words are more certain."""
    return cue == intent or not told or (cue, intent) == ("why_trial", "why_ask")


def _is_wish(intent: str) -> bool:
    return intent in _CUES or intent in ("more", "what_if")


def _parts(text: str) -> list[tuple[int, int]]:
    cuts = sorted({0, *(match.end() for match in _STARTS.finditer(text)), len(text)})
    return [(start, end) for start, end in pairwise(cuts) if text[start:end].strip()]


def _cue(part: str) -> str | None:
    words = part.lstrip()
    return next((name for name, cue in _CUES.items() if cue.match(words)), None)


def _only(text: str, start: int, end: int) -> str:
    """Blank everything but one part, and the words that only join it to the next."""
    end = start + len(_without_joins(text[start:end]))
    return " " * start + text[start:end] + " " * (len(text) - end)


def _without_joins(part: str) -> str:
    return re.sub(r"[\s,]*(?:\b(?:and|also|then|plus|but|so)\b[\s,]*)*$", "", part, flags=re.IGNORECASE)


def _blanked(text: str, spans: Sequence[tuple[int, int]]) -> str:
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
