"""A patient's code as it is spoken: ``new patient pee zero one seven`` is ``new patient P-017``.

Only behind words that call for a code; letters and numbers anywhere else are a stage, a score, an age.
"""

import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from text_to_num import alpha2digit

import bot.nlu.lay

_SPEECH: dict[str, Any] = YAML(typ="safe").load(
    Path(bot.nlu.lay.__file__).with_name("speech.yml").read_text(encoding="utf-8")
)
_LETTERS = {name: letter.upper() for letter, names in _SPEECH["letters"].items() for name in names} | {
    "be": "B",
    "see": "C",
    "you": "U",
    "why": "Y",
    "are": "R",
}
_DIGITS = {
    word: str(digit)
    for digit, word in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"))
} | {"oh": "0", "o": "0", "nought": "0", "to": "2", "too": "2", "for": "4", "ate": "8"}
_LEAD = re.compile(
    r"\b(?:new (?:patient|screening|case)|back to(?: patient| screening)?|resume(?: patient| screening)?|"
    r"phone(?: with)?(?: patient)?|open(?: patient| screening)?|close(?: patient| screening)?|code(?: is)?)"
    r"(?:,? (?:with (?:the )?)?code)?[ .,:]+(?P<spoken>(?:[a-z0-9 -]|(?<=\b[a-z])\.)+?)"
    r"(?=[,;:]|(?<!\b[a-z])\.|$| and | then | with )",
    re.IGNORECASE,
)
MOST_LETTERS = 4
MOST_DIGITS = 5


def with_codes(words: str) -> str:
    """Give words with each spoken code as it is written."""
    return _LEAD.sub(_written, words)


def _written(match: re.Match[str]) -> str:
    tokens = re.findall(r"[A-Za-z]+|\d+", match["spoken"])
    letters = next((place for place, one in enumerate(tokens) if _letter(one) is None), len(tokens))
    name = "".join(_letter(one) or "" for one in tokens[:letters])
    number = _number(tokens[letters:])
    if not (letters >= 1 and len(name) <= MOST_LETTERS and number):
        return match[0]
    return f"{match[0][: match.start('spoken') - match.start()]}{name}-{number}"


def _letter(token: str) -> str | None:
    """Give the letters that a word stands for: one by its name, or those of an abbreviation; O is a zero here."""
    if token.lower() in ("o", "oh") or not token.isalpha():
        return None
    found = _LETTERS.get(token.lower())
    return found or (token.upper() if len(token) == 1 or (token.isupper() and len(token) <= MOST_LETTERS) else None)


def _number(tokens: list[str]) -> str | None:
    """Give the digits that words spell one by one, or as a number; None where they are no number."""
    tokens = [one.lower() for one in tokens]
    spelled: list[str] = []
    for place, word in enumerate(tokens):
        if word == "double":
            spelled.append(_DIGITS.get(tokens[place + 1] if place + 1 < len(tokens) else "", "?"))
        else:
            spelled.append(_DIGITS.get(word) or word)
    digits = "".join(one if one.isdigit() else f" {one} " for one in spelled)
    if not digits.isdigit():
        digits = alpha2digit(" ".join(tokens), "en").replace(" ", "")
    return digits if digits.isdigit() and len(digits) <= MOST_DIGITS else None
