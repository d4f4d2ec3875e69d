"""Age, sex and date of birth: ``61F``, ``61-year-old woman``, ``M/58``, ``born 12.03.1965``."""

from __future__ import annotations

from bot.nlu.births import ages_of, record_birth
from bot.nlu.days import Day
from bot.nlu.draft import Draft
from bot.nlu.places import merged
from bot.nlu.pronouns import read_pronoun
from bot.nlu.sexes import SEXES, sex_behind, sex_in_front, sex_option, sexed
from bot.nlu.titles import read_title
from bot.nlu.tokens import Token
from bot.nlu.vocabulary import word_set
from bot.nlu.walk import forward, is_name

__all__ = ["ages_of", "read_demographics", "record_birth"]

_YEAR_UNITS = ("year", "years", "yr", "yrs")
_YEARS = word_set("demographics_years")


def read_demographics(draft: Draft) -> None:
    """Read age, sex and date of birth."""
    places = draft.places
    for place in merged(
        places.kind("num"), places.role("option"), places.text("b"), places.naming("birth_date", "age")
    ):
        token = draft.tokens[place]
        if token.used:
            continue
        if token.kind == "num":
            _age_here(draft, place)
        elif token.sense("option") and draft.word(place + 1) == "of":
            _of_age(draft, place)
        elif token.text == "b" and draft.word(place + 1) == "." and (draft.at(place + 2) or token).kind == "date":
            _birth(draft, place + 1)
        elif token.names("birth_date"):
            _birth(draft, place)
        elif token.names("age"):
            _age_named(draft, place)
    for place in merged(places.option("sex"), places.naming("sex"), places.text(*SEXES)):
        token = draft.tokens[place]
        if not token.used:
            _sex(draft, place, token)
    read_title(draft)
    read_pronoun(draft)


def _age(token: Token) -> int | None:
    number = token.number
    if number is None or number.plain is None or not 0 < number.plain <= 125:
        return None
    return number.plain


def _behind_name(draft: Draft, place: int) -> bool:
    """``Ann Brown is 47``: a name is no token, so that it is what stands between this word and the one before."""
    before = draft.at(place - 1)
    gap = draft.text.low[before.end if before else 0 : draft.tokens[place].start]
    return any(letter.isalpha() for letter in gap)


def _age_here(draft: Draft, place: int) -> None:
    """A number with a sex or with years behind it."""
    token = draft.tokens[place]
    age = _age(token)
    if age is None or (is_name(draft, place - 1) and draft.word(place - 1) not in ("pt", "age", "aged")):
        return
    if (
        draft.word(place - 1) == "is"
        and (
            draft.word(place - 2) in ("she", "he", "patient", "pt")
            or sexed(draft, place - 2)
            or _behind_name(draft, place - 1)
        )
        and draft.word(place + 1) in ("", ",", ".", ";", "and", "with", "not")
        and age >= 12
        and not token.unit
    ):
        draft.record("age", age, place, place)
        return
    last = _years_behind(draft, place)
    last = place if last is None and token.unit in _YEAR_UNITS and _after_sex(draft, place) else last
    sex = sex_behind(draft, last or place, sure=last is not None)
    if last is None and (age < 12 or draft.word(place - 1) == "q"):
        return
    if last is None and sex is None and _age_alone(draft, place):
        draft.record("age", age, place, place)
        return
    if last is None and sex is None:
        sex_before = sex_in_front(draft, place)
        if sex_before is not None:
            draft.record("age", age, place, place)
            draft.record("sex", sex_before, place - 1, place)
        return
    if sex is None and last is not None and (sex_before := sex_in_front(draft, place)) is not None:
        draft.record("age", age, place, last)
        draft.record("sex", sex_before, place - 1, place)
    elif sex is not None:
        end = sex[1]
        draft.record("age", age, place, last or place)
        draft.record("sex", sex[0], place, end)
    elif last is not None:
        draft.record("age", age, place, last)


def _age_alone(draft: Draft, place: int) -> bool:
    """``a lady on the phone, 58``: a number of its own, soon after the sex, with nothing clinical between."""
    token, age = draft.tokens[place], _age(draft.tokens[place])
    closed = draft.word(place + 1) in ("", ",", ".", ";", "\n", "with", "and") or _dash_behind(draft, place)
    if age is None or age < 18 or age > 105 or token.unit or not closed or draft.word(place - 1) not in (",", "-", "("):
        return False
    if any(draft.catalogue.facts[one].kind == "quantity" for one in draft.asked if one in draft.catalogue.facts):
        return False
    for step in range(place - 2, max(-1, place - 9), -1):
        one = draft.tokens[step]
        if sex_option(one) is not None and "relative" not in one.scope:
            return step < 6
        if one.clinical or one.kind not in ("word", "hit") or one.sentence != token.sentence:
            return False
    return False


def _dash_behind(draft: Draft, place: int) -> bool:
    """``male, 63 - TACE x3``: a dash that goes on to something else, not to the end of a range."""
    behind = draft.at(place + 2)
    return draft.word(place + 1) in ("-", "–", "|", "/") and (behind is None or behind.kind != "num")


def _opening(draft: Draft, place: int) -> bool:
    """``71y, plt 88``, ``pt Rosa M. 71y``: years of a grown person near the opening, nothing else told before."""
    age = _age(draft.tokens[place])
    before = draft.tokens[:place]
    named = all(one.kind == "punct" or one.text in ("pt", "patient", "f", "m") or len(one.text) == 1 for one in before)
    return age is not None and age >= 18 and len(before) <= 5 and named


def _years_behind(draft: Draft, place: int) -> int | None:
    """The last place of ``-year-old``, ``yo``, ``y/o`` behind a number."""
    token = draft.tokens[place]
    step = place + 1
    said = token.unit in _YEAR_UNITS
    while draft.word(step) in ("-", "."):
        step += 1
    if not said:
        if draft.word(step).startswith("jährig"):
            return step
        if draft.word(step) not in _YEARS:
            return None
        glued = draft.word(step) == "y" and token.end == draft.tokens[step].start
        strong = draft.word(step) in ("yo", "yoa", "yro", "岁", "yof", "yom") or (
            glued and (sex_in_front(draft, place) is not None or _opening(draft, place))
        )
        step += 1
        if draft.word(step) in ("/", ".") and draft.word(step + 1) == "o":
            return step + 1 if draft.word(step + 2) != "." or draft.word(step) == "/" else step + 2
        if strong:
            return step - 1
    while draft.word(step) == "-":
        step += 1
    if draft.word(step) in ("old", "of"):
        return step if draft.word(step) == "old" else (step + 1 if draft.word(step + 1) == "age" else None)
    if said and draft.word(place - 1) in (",", "(") and draft.word(step) in (",", ")"):
        return step - 1
    return step - 1 if sex_behind(draft, step - 1) else None


def _after_sex(draft: Draft, place: int) -> bool:
    """``Female patient, 58 years.``: an age right behind the sex, without a word of age."""
    age = _age(draft.tokens[place])
    before = draft.tokens[max(0, place - 4) : place]
    sexed = any(sex_option(one) is not None and "relative" not in one.scope for one in before)
    plain = draft.word(place + 1) in (".", ";", ",", ")", "", "\n") and not any(
        one.clinical and sex_option(one) is None for one in before
    )
    return age is not None and age >= 18 and sexed and plain and draft.word(place - 1) in (",", "(", "-", ":")


def _sex(draft: Draft, place: int, token: Token) -> None:
    option = sex_option(token)
    if token.names("sex"):
        step = place + 1
        while draft.word(step) in (":", "=", "is", "-"):
            step += 1
        found = draft.at(step)
        if found is not None and found.text in SEXES:
            draft.record("sex", SEXES[found.text], place, step)
        elif found is not None and (said := sex_option(found)) and "neg" not in found.scope:
            draft.record("sex", said, place, step)
    elif option and "neg" in token.scope and draft.facts.get("sex") not in (None, option):
        draft.use([place])
    elif option and "relative" not in token.scope and "neg" not in token.scope:
        draft.record("sex", option, place, place)
    elif (
        token.text in ("f", "m")
        and token.kind == "word"
        and draft.word(place - 1) in ("", ",")
        and draft.word(place + 1) in (",", "")
        and token.segment < 4
        and len(draft.tokens) > 3
    ) or (token.text in SEXES and token.kind == "word" and _beside_age(draft, place)):
        draft.record("sex", SEXES[token.text], place, place)


_PARTS = (",", ";", "\n", "|", ".")


def _beside_age(draft: Draft, place: int) -> bool:
    """``age 62; m; plt 88``: a letter that is a part of its own behind the age."""
    before, years = draft.at(place - 2), draft.at(place - 3)
    aged = before is not None and before.kind == "num" and years is not None and years.names("age")
    return aged and draft.word(place - 1) in _PARTS and draft.word(place + 1) in (*_PARTS, "")


def _age_named(draft: Draft, place: int) -> None:
    if draft.word(place - 1) in ("at", "since", "from", "until"):
        return
    found = forward(draft, place + 1)
    if found is None:
        return
    token = draft.tokens[found.place]
    age = _age(token)
    if age is None and token.number is not None and token.number.plain is not None and not token.unit:
        draft.ask("age", "implausible", place, found.place)
    if age is not None or (token.number is not None and token.number.sign):
        last = _years_behind(draft, found.place) or found.place
        draft.measure("age", token, place, last)
        step = last + 1 if draft.word(last + 1) in (",", ".") else last
        if (sex := sex_behind(draft, step, sure=True)) is not None and "sex" not in draft.facts:
            draft.record("sex", sex[0], sex[1], sex[1])


def _of_age(draft: Draft, place: int) -> None:
    """``man of 57``."""
    number = draft.at(place + 2)
    if (
        sex_option(draft.tokens[place])
        and number is not None
        and number.kind == "num"
        and (age := _age(number)) is not None
    ):
        draft.record("age", age, place + 2, place + 2)


def _birth(draft: Draft, place: int) -> None:
    """A date of birth is read as the age that follows from it; the date itself is not kept."""
    for step in range(place + 1, min(place + 5, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "date" and token.day is not None:
            record_birth(draft, token.day, place, step)
            return
        if (
            token.kind == "num"
            and token.number
            and token.number.plain
            and 1900 <= token.number.plain <= draft.today.year
        ):
            record_birth(draft, Day(str(token.number.plain), (str(token.number.plain),)), place, step)
            return
        if token.text not in (":", "=", "is", "-", "in", "on", "(", "was", "the", "back"):
            return
