"""Cutting a message into sentences (full stop, semicolon, line break) and these into segments (commas)."""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_LONGEST = 60
"""Tokens of a segment; what goes on without a comma for longer is cut."""


_ENDS = {"\n", ";", "!", "?"}


_ABBREVIATIONS = word_set("scopes_abbreviations")


def segment(tokens: list[Token]) -> None:
    """Number the sentences and segments of the tokens."""
    sentence = part = begun = 0
    for place, token in enumerate(tokens):
        token.sentence, token.segment = sentence, part
        if token.text in _ENDS or (token.text == "." and _full_stop(tokens, place)) or place - begun >= _LONGEST:
            sentence, part, begun = sentence + 1, part + 1, place + 1
        elif (
            token.kind == "punct" and (token.text in (",", "|") or _spaced_slash(tokens, place))
        ) or token.text == "whereas":
            if token.text == "," and _opens_alone(tokens[begun:place]):
                continue
            part, begun = part + 1, place + 1


_BULLETS = frozenset("*-•–")


def _opens_alone(before: list[Token]) -> bool:
    """``* Initially, the disease was``: the comma behind what opens a sentence alone parts nothing."""
    told = before[1:] if before and before[0].text in _BULLETS else before
    return len(told) == 1 and told[0].text in ("initially", "originally")


_OPENING = frozenset(("patient", "pt", "pat", "she", "he", "denies", "never", "himself", "herself"))
"""What opens a sentence even behind an abbreviation: ``mother breast ca. Pt: no MI``."""


def _spaced_slash(tokens: list[Token], place: int) -> bool:
    """``no HIV / 3 lesions``: a slash between spaces parts segments; ``AST/ALT`` is one."""
    if tokens[place].text != "/" or not 0 < place < len(tokens) - 1:
        return False
    return tokens[place - 1].end < tokens[place].start and tokens[place].end < tokens[place + 1].start


def _full_stop(tokens: list[Token], place: int) -> bool:
    """A full stop ends a sentence unless it closes an abbreviation before a number (``no. 3``, ``gr. 2``)."""
    before = tokens[place - 1] if place else None
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if before is None or after is None:
        return True
    if before.text.split(" ")[-1] in _ABBREVIATIONS or "." in (before.text, after.text):
        return after.text in _OPENING or _answered(tokens, place)
    glued = before.end == tokens[place].start and before.text not in _WORDS
    return not (glued and after.kind == "num" and len(before.text) <= 3 and before.kind == "word")


def _answered(tokens: list[Token], place: int) -> bool:
    """``MI: no. Son has HIV``: a verdict behind its name ends the sentence; ``stage no. 3`` does not."""
    if place < 2 or tokens[place - 1].text not in ("no", "neg"):
        return False
    named = tokens[place - 2].clinical or tokens[place - 2].text in (":", "=", "-", "?")
    return named and tokens[place + 1].kind != "num" and tokens[place + 1].text not in ("for", "of")


_WORDS = frozenset(
    (
        "us", "out", "him", "her", "me", "it", "off", "too", "now", "yet", "ok", "use", "man", "lab",
        "you", "far", "ago", "all", "so", "up", "yes", "not", "day", "new", "old", "bed", "end", "way",
    )
)  # fmt: skip
"""Words as short as an abbreviation: ``call us. 3 nodules``."""


def grouped(tokens: list[Token]) -> list[list[Token]]:
    """Give the tokens of each segment."""
    parts: list[list[Token]] = []
    for token in tokens:
        if not parts or parts[-1][0].segment != token.segment:
            parts.append([])
        parts[-1].append(token)
    return parts
