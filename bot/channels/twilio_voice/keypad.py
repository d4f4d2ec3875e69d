"""What the keys of a telephone stand for: the answers that were offered, or the digits of a number or a date.

In a call with the patient the keys are those of the call, as they are; it has letters where a telephone has none,
so one is yes, two is no, and star is for what nobody knows.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from actions.wording.values import date_text
from bot.channels.messaging.choices import LETTERS, Offer, offer_of
from bot.nlu.lexicon.number_words import DIGITS
from bot.replies import Message

POINT = "*"
"""The key that is the point of a number; alone it is: don't know."""
UNKNOWN = "don't know"
_LETTERS = {"y": "1", "n": "2", "?": POINT}
_UNKNOWN = {"don't know", "doesn't know"}
_KNOWN = {"yes", "no", *_UNKNOWN}
"""Titles whose keys are the same for all questions, and said once."""
_SPOKEN = re.compile(r"(?:number |option |key |press )?(\d|[a-z]+)\W*")
_NUMBER = re.compile(r"\d+(?:\*\d+)?")
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]{2} \d{4}")
KEYS = "0123456789*"


@dataclass(frozen=True)
class Key:
    """One key: which, what its answer is called, and what it says."""

    key: str
    title: str
    says: str = field(repr=False)


@dataclass(frozen=True)
class Keypad:
    """The keys of one question; `wants` is `number` or `date` where digits are the answer itself.

    Where dates are to choose from, one can be keyed as it is, too.
    """

    keys: tuple[Key, ...] = ()
    wants: str = ""

    @property
    def takes_one_key(self) -> bool:
        """Whether each answer is one key, so that none has to be ended with the hash key or a pause."""
        return bool(self.keys) and not self.wants and not any(_DATE.fullmatch(one.title) for one in self.keys)

    @property
    def announced(self) -> str:
        """Which key stands for what, for those that are not always the same."""
        named = [
            f"{one.key} for {one.title.replace('(', '').replace(')', '')}"
            for one in self.keys
            if one.title.casefold() not in _KNOWN
        ]
        return f"Press {', '.join(named)}." if named and not self.wants else ""

    def meaning(self, digits: str) -> str | None:
        """Give what keyed digits say; None where they stand for nothing here."""
        if digits == POINT:
            return next((one.says for one in self.keys if one.key == POINT), UNKNOWN)
        if self.wants == "date":
            return _day(digits)
        if len(digits) == len("20261010"):
            return self._dated(digits)
        if self.wants == "number":
            return digits.replace(POINT, ".") if _NUMBER.fullmatch(digits) else None
        return next((one.says for one in self.keys if one.key == digits), None)

    def _dated(self, digits: str) -> str | None:
        """Give what the answer says that is the date which was keyed."""
        day = _day(digits)
        return next((one.says for one in self.keys if day and one.title == date_text(day)), None)

    def said(self, words: str) -> str | None:
        """Give what a key says whose digit was spoken, where the digit is no answer itself."""
        found = _SPOKEN.fullmatch(words.strip().casefold())
        digit = (DIGITS.get(found[1]) or found[1]) if found else ""
        return None if self.wants or not digit.isdigit() else self.meaning(digit)


YES_OR_NO = Keypad((Key("1", "Yes", "yes"), Key("2", "No", "no")))


def keypad_of(messages: Sequence[Message], facts: Mapping[str, Any]) -> Keypad:
    """Give the keypad for a reply: of the keys of a call, else of its buttons, else of a number that is asked for."""
    custom: Message = next((one["custom"] for one in reversed(messages) if one.get("custom")), {})
    phone = custom.get("phone") or {}
    if phone.get("on"):
        keys = tuple(_call_keys(phone.get("keys") or ()))
        is_open = phone.get("step") == "question" and {one.key for one in keys} <= {POINT}
        return Keypad(keys, _wanted(phone.get("facts") or (), facts) if is_open else "")
    offer = offer_of(messages)
    return Keypad(tuple(_marked(offer)), "" if offer.buttons else _wanted(asked_of(custom), facts))


def asked_of(custom: Message) -> Sequence[str]:
    """Give the facts that a reply outside a call asks for, as the page gets them: what the screening needs next."""
    following: Message = ((custom.get("hepascreen") or {}).get("screening") or {}).get("next") or {}
    asked = custom["asked"] if "asked" in custom else following.get("facts")
    return list(asked or ())


def _wanted(asked: Sequence[str], facts: Mapping[str, Any]) -> str:
    """Tell whether a question that is not answered by choosing asks for a number or a date."""
    kinds = [facts[name].kind for name in asked if name in facts]
    return {"quantity": "number", "date": "date", "event": "date"}.get(kinds[0], "") if len(kinds) == 1 else ""


def _call_keys(given: Sequence[Mapping[str, str]]) -> Iterator[Key]:
    """Give the keys of a call as a telephone has them: other letters than y and n are counted from 1."""
    letters = [one["key"] for one in given if one["key"].isalpha() and one["key"] not in _LETTERS]
    for one in given:
        key = one["key"]
        digit = str(letters.index(key) + 1) if key in letters else _LETTERS.get(key, key)
        yield Key(digit, one["title"], UNKNOWN if key == "?" else one["say"])


def _marked(offer: Offer) -> Iterator[Key]:
    """Give a key to each answer: its number, the star to what nobody knows, and to grades the digits that they are.

    A letter, as before dates, is counted from 1.

    Of stages such as A, B and 0 none has one: a number would be mistaken for another stage.
    """
    others = [one.title for one in offer.buttons if one.title.casefold() not in _UNKNOWN]
    are_digits = all(len(title) == 1 and title.isdigit() for title in others)
    for mark, button in zip(offer.marks, offer.buttons, strict=True):
        counted = str(LETTERS.index(mark) + 1) if mark and mark in LETTERS else mark
        key = POINT if button.title.casefold() in _UNKNOWN else button.title if are_digits else counted
        if len(key) == 1 and key in KEYS:
            yield Key(key, button.title, button.payload)


def _day(digits: str) -> str | None:
    """``20261010``: a day, year first; ``202610`` a month, ``2026`` a year."""
    found = re.fullmatch(r"((?:19|20)\d\d)(\d\d)?(\d\d)?", digits)
    if found is None:
        return None
    try:
        dt.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
    return "-".join(part for part in found.groups() if part)
