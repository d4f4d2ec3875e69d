"""The forms of a day, month or year as a pattern for those who look for a date beside words."""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import SOME_MONTH

YEAR = r"(?:19|20)\d\d"
NUMBERED_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{SOME_MONTH}(?:,? {YEAR})?|"
    rf"{SOME_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? {YEAR})?|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)|{YEAR}-\d\d-\d\d)(?![\w/-]|\.\d)"
)
"""A day of a month."""
DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{SOME_MONTH}(?:,? {YEAR})?|"
    rf"{SOME_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?:,? {YEAR})?|{SOME_MONTH}(?: {YEAR})?|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./](?:\d{{4}}|\d\d)|\d{{1,2}}[./]{YEAR}|{YEAR}-\d\d(?:-\d\d)?|{YEAR})(?![\w/-]|\.\d)"
)
"""A day, a month or a year."""


def led(day: str) -> str:
    """Give a day as it stands behind a value: ``on Wed``, but ``yesterday``, ``last Wed`` and ``two days ago``."""
    alone = day.startswith(("yesterday", "today", "last", "this", "on ")) or day.endswith("ago")
    return day if alone else f"on {day}"
