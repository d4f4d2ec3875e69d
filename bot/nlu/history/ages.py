"""How old a patient is: ``61F``, ``61-year-old woman``, ``man of 57``, ``age: 61``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.history.named_ages import behind_name, heads, of_a_span
from bot.nlu.history.sexes import sex_behind, sex_in_front, sex_option, sexed
from bot.nlu.labs.walk import forward
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.value_names import is_name
from bot.nlu.lexicon.vocabulary import word_set

_YEAR_UNITS = ("year", "years", "yr", "yrs")
_YEARS = word_set("demographics_years")


def _age(token: Token) -> int | None:
    number = token.number
    if number is None or number.plain is None or not 0 < number.plain <= 125 or number.text[:1] == "0":
        return None  # ``ID 0045``
    return number.plain


def _second_of_two(draft: Draft, place: int) -> bool:
    """``BP 128/76 / woman``: the second number of a pair."""
    before = draft.at(place - 2)
    joined = before is not None and before.kind == "num" and draft.tokens[place].start - before.end == 1
    return joined and draft.word(place - 1) == "/"


def _patient_before(draft: Draft, place: int) -> bool:
    """``she is 61``, ``Pat. is sixty-four``."""
    place -= draft.word(place) == "."
    return draft.word(place) in ("she", "he", "patient", "pt", "pat", "pts")


def read_age(draft: Draft, place: int) -> None:
    """A number with a sex or with years behind it."""
    token = draft.tokens[place]
    age = _age(token)
    named = is_name(draft, place - 1) and draft.word(place - 1) not in ("pt", "age", "aged")
    named = named or draft.word(place - 1).startswith(("kps", "karnof", "lansky")) or "/" in (token.unit or "")
    named = named or token.unit in ("k", "%", "ms", "cm", "mm", "xULN")
    if age is None or named or _second_of_two(draft, place) or of_a_span(draft, place) or _numbered(draft, place, age):
        return
    if (age >= 12 and _is_so_old(draft, place)) or _behind_head(draft, place):
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


_NUMBERS = ("no", "number", "#", "nr", "num")


def _numbered(draft: Draft, place: int, age: int) -> bool:
    """``pt 12, male``: ask whether a number that no grown person's age is counts the patients, no age is asked for."""
    step = place - 1 - (draft.word(place - 1) == ".")
    if draft.word(step) in _NUMBERS and draft.word(step - 1) in _PATIENTS:
        return True
    if age >= 18 or draft.word(step) not in _PATIENTS or _years_behind(draft, place) is not None:
        return False
    sexed_behind = sex_behind(draft, place, sure=False) is not None
    if sexed_behind and age > 11:
        draft.ask("age", "value", place, place)
    return sexed_behind


_PATIENTS = ("pt", "pat", "patient", "subject", "case")


def _age_alone(draft: Draft, place: int) -> bool:
    """``a lady on the phone, 58``: a number of its own, soon after the sex, with nothing clinical between."""
    token, age = draft.tokens[place], _age(draft.tokens[place])
    bracketed = draft.word(place - 1) == "(" and draft.word(place + 1) == ")"
    closed = (
        bracketed or draft.word(place + 1) in ("", ",", ".", ";", "\n", "with", "and") or _dash_behind(draft, place)
    )
    if age is None or age < 18 or age > 105 or token.unit or not closed or draft.word(place - 1) not in (",", "-", "("):
        return False
    if any(draft.catalogue.facts[one].kind == "quantity" for one in draft.asked if one in draft.catalogue.facts):
        return False
    if bracketed and behind_name(draft, place - 1) and _named_patient(draft, place):
        return True
    for step in range(place - 2, max(-1, place - 9), -1):
        one = draft.tokens[step]
        if sex_option(one) is not None and "relative" not in one.scope:
            return step < 6 or (bracketed and draft.word(step - 1) in ("the", "this", "our", "that"))
        if one.clinical or one.kind not in ("word", "hit") or one.sentence != token.sentence:
            return False
    return False


def _count_asked(draft: Draft) -> bool:
    """``he's 96``, asked about the platelets: the answer is a count, no age."""
    known = draft.catalogue.facts
    return "age" not in draft.asked and any(known[one].lab for one in draft.asked if one in known)


def _is_so_old(draft: Draft, place: int) -> bool:
    """``she is 61``, ``Ann Brown is now 61``."""
    token, after = draft.tokens[place], draft.word(place + 1)
    is_at = place - 1 - (draft.word(place - 1) == "now")
    if draft.word(is_at) == "is":
        named = _patient_before(draft, is_at - 1) or sexed(draft, is_at - 1) or behind_name(draft, is_at)
        named = named or (draft.word(is_at - 1) == "and" and _goes_on(draft, is_at - 2))
    else:
        named = draft.word(is_at) in ("he's", "she's") and draft.word(is_at - 1) in ("", ".")
    return (
        named
        and after in ("", ",", ".", ";", "and", "with", "not", "he", "she", "he's", "she's", "has", "who")
        and (not token.unit or (token.unit in _YEAR_UNITS and after in ("", ",", ".", ";")))
        and not _count_asked(draft)
    )


def _goes_on(draft: Draft, place: int) -> bool:
    """``she lives in Brighton and is 71``: what is told of the patient from the beginning of the sentence."""
    for step in range(place, max(-1, place - 14), -1):
        one = draft.tokens[step]
        if one.text in ("she", "he"):
            return step == 0 or draft.tokens[step - 1].sentence != one.sentence
        if one.clinical or "relative" in one.scope:
            return False
    return False


def _behind_head(draft: Draft, place: int) -> bool:
    """``Ann Brown | 71 | plt 88``, where no sex stands beside the number."""
    token = draft.tokens[place]
    if not heads(draft, place, _age(token), not token.unit or token.unit in _YEAR_UNITS):
        return False
    return sex_behind(draft, place, sure=False) is None and sex_in_front(draft, place) is None


_CARERS = ("dr", "prof", "professor", "doctor", "nurse", "wife", "husband", "son", "daughter", "sister", "brother")


def _named_patient(draft: Draft, place: int) -> bool:
    """``Emre Yildiz (72) was reviewed``: the years in brackets behind a name, nobody's of the staff."""
    before = draft.tokens[max(0, place - 4) : place - 1]
    if any(one.text.strip(".") in _CARERS or "relative" in one.scope for one in before):
        return False
    return draft.word(place - 2) == "for" or not any(one.clinical for one in before)


def _dash_behind(draft: Draft, place: int) -> bool:
    """``male, 63 - TACE x3``: a dash that goes on to something else, not to the end of a range."""
    behind = draft.at(place + 2)
    dash = draft.at(place + 1)
    spaced = (
        dash is not None and behind is not None and dash.end < behind.start and dash.start > draft.tokens[place].end
    )
    return draft.word(place + 1) in ("-", "–", "|", "/") and (behind is None or behind.kind != "num" or spaced)


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
    step += draft.word(step) == "." and draft.word(step + 1) in (",", ";")
    if draft.word(place - 1) in (",", "(") and draft.word(step) in (",", ")", ";") and (said or _of_name(draft, place)):
        return step - 1
    return step - 1 if sex_behind(draft, step - 1) else None


def _of_name(draft: Draft, place: int) -> bool:
    """``Ann Brown, 59 y,``: the years of a grown person behind a name."""
    return (
        draft.word(place + 1) in ("y", "yr", "yrs")
        and (_age(draft.tokens[place]) or 0) >= 18
        and (behind_name(draft, place - 1) or (draft.word(place - 1) == "(" and sexed(draft, place - 2)))
    )


def _after_sex(draft: Draft, place: int) -> bool:
    """``Female patient, 58 years.``: an age right behind the sex, without a word of age."""
    age = _age(draft.tokens[place])
    before = draft.tokens[max(0, place - 4) : place]
    sexed = any(sex_option(one) is not None and "relative" not in one.scope for one in before)
    plain = draft.word(place + 1) in (".", ";", ",", ")", "", "\n") and not any(
        one.clinical and sex_option(one) is None for one in before
    )
    return age is not None and age >= 18 and sexed and plain and draft.word(place - 1) in (",", "(", "-", ":")


def read_named_age(draft: Draft, place: int) -> None:
    """Read the age behind its name."""
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


def read_age_behind(draft: Draft, place: int) -> None:
    """``man of 57``."""
    number = draft.at(place + 2)
    if (
        sex_option(draft.tokens[place])
        and number is not None
        and number.kind == "num"
        and (age := _age(number)) is not None
    ):
        draft.record("age", age, place + 2, place + 2)
