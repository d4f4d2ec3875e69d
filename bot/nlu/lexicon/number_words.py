"""Small numbers as words: one list for dates, days ahead and the keys of a telephone."""

from __future__ import annotations

from bot.nlu.text.any_of import any_of

ONES = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = ["ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
NTH = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth"]
SMALL = {word: value for value, word in enumerate(("zero", *ONES, *TEENS, "twenty"))}
"""``zero`` to ``twenty``."""
DOZEN = {word: value for word, value in SMALL.items() if 1 <= value <= 12}
"""``one`` to ``twelve``."""
COUNTS = {**{word: value for word, value in SMALL.items() if value}, "a": 1, "a couple of": 2, "half a dozen": 6}
"""How many years or weeks something is ago."""
PERIODS = {**DOZEN, "a": 1, "an": 1, "another": 1, "couple of": 2}
"""How long somebody waits."""
DIGITS = {word: str(value) for word, value in SMALL.items() if value <= 9} | {
    "oh": "0",
    "to": "2",
    "too": "2",
    "for": "4",
}
"""A digit as it is said, or heard."""
COUNT = r"(?:\d{1,2}|" + any_of(COUNTS) + ")"
"""A pattern for a count, in figures or words."""


def count_of(said: str) -> int:
    """Give the value of a count that `COUNT` matched."""
    return int(said) if said.isdigit() else COUNTS[said]
