"""Measured values: names, alone or in pairs (``AST/ALT 60/45``), bound to numbers, limits and dates."""

from __future__ import annotations

from dataclasses import replace

from bot.nlu.dates import Day
from bot.nlu.draft import Draft
from bot.nlu.numbers import Number
from bot.nlu.tokens import Token
from bot.nlu.values import Doubt, Reading, clean, form
from bot.nlu.walk import Found, forward, is_name
from criteria.units import XULN

Header = tuple[Day, int] | None
"""The date of a group of values and the place where it stands."""
_JOINTS = {"/", "&", "and", "+", ","}
_BASELINE = {"afp": "afp_baseline", "pivka2": "pivka2_baseline"}
_BASELINE_WORDS = ("baseline",)
_UNMEASURED = {"life_expectancy", "arrhythmia_grade"}
_PANELS = {"liver_panel": ("alt", "ast", "bilirubin"), "transaminases": ("alt", "ast")}
_BEFORE = {"baseline", "initial", "initially", "originally", "at baseline", "to begin with"}


def read_labs(draft: Draft) -> None:
    """Read all laboratory values, blood pressures and the like of a message."""
    header = _header_date(draft) or _dated_line(draft)
    place = 0
    while place < len(draft.tokens):
        token = draft.tokens[place]
        fact = lab_name(draft, token)
        if token.text in ("bp", "blood pressure", "rr", "vitals", "vs") and not token.used:
            _pressure(draft, place, header)
        elif token.kind == "num" and token.unit == "mmhg" and not token.used:
            _bare_pressure(draft, place, header)
        elif token.senses("decoy") and not token.used:
            _decoy(draft, place)
        elif token.cue(*_PANELS) and not token.used:
            _panel(draft, place, header)
        elif (
            token.text == "n"
            and not token.used
            and any(one.names("leukocytes") for one in draft.tokens[max(0, place - 4) : place])
        ):
            place = _read_name(draft, place, "neutrophils", header)
        elif fact is not None and not token.used:
            place = _read_name(draft, place, fact, header)
        place += 1
    _percentages(draft)


def lab_name(draft: Draft, token: Token) -> str | None:
    """Give the measured quantity that a token names, or None."""
    for sense in token.senses("name"):
        if draft.catalogue.facts[sense.id].lab or sense.id in _UNMEASURED:
            return sense.id
    return None


def _header(draft: Draft, place: int, header: Header) -> Day | None:
    """The date of the header, for values behind it or in its sentence."""
    if header is None:
        return None
    day, at = header
    return day if place > at or draft.tokens[place].sentence == draft.tokens[at].sentence else None


def header_day(draft: Draft) -> Day | None:
    """Give the date that heads the values of the message, if one does."""
    header = _header_date(draft) or _dated_line(draft)
    return header[0] if header else None


def _dated_line(draft: Draft) -> Header:
    """A line of its own that holds a date and nothing clinical heads the values of the lines behind it."""
    if "\n" not in draft.text.low:
        return None
    line: list[int] = []
    for place, token in enumerate(draft.tokens):
        if token.text != "\n":
            line.append(place)
            continue
        days = [one for one in line if draft.tokens[one].kind == "date"]
        if len(days) == 1 and not any(draft.tokens[one].clinical for one in line) and len(line) <= 12:
            behind = draft.tokens[place + 1 : place + 5]
            if any(lab_name(draft, one) or one.senses("decoy") for one in behind):
                draft.use(line)
                day = draft.tokens[days[0]].day
                return None if day is None else (day, days[0])
        line = []
    return None


def _header_date(draft: Draft) -> Header:
    """``labs 18 Nov: …``: a date that stands for all values of the message."""
    for place, token in enumerate(draft.tokens):
        if (
            token.kind == "date"
            and token.day is not None
            and draft.word(place + 1) == ":"
            and any(
                lab_name(draft, draft.tokens[one]) and forward(draft, one + 1)
                for one in range(place + 2, min(place + 4, len(draft.tokens)))
            )
        ):
            draft.use([place])
            return token.day, place
        if token.text in ("labs", "lab", "bloods", "blood", "results", "laboratory", "bloodwork", "chemistry", "cbc"):
            for step in range(place + 1, min(place + 6, len(draft.tokens))):
                one = draft.tokens[step]
                if one.kind == "date" and one.day is not None:
                    if (
                        not is_name(draft, step - 1)
                        and draft.word(step + 1) in (":", ",", "", ")", "-", ".", "\n", ";", ">", "|", "=", "->")
                    ) or is_name(draft, step + 1):
                        draft.use(range(place, step + 1))
                        return one.day, place
                    return None
                if one.text not in (
                    "from",
                    "of",
                    "on",
                    "results",
                    "tests",
                    "work",
                    "dated",
                    "(",
                    "as",
                    "were",
                    "done",
                    "taken",
                    "drawn",
                    "values",
                    ":",
                ):
                    break
    return None


def _read_name(draft: Draft, place: int, fact: str, header: Header) -> int:
    """Read the value or values behind a name or a chain of names; give the last place taken."""
    places, facts = _chain(draft, place, fact)
    if len(facts) > 1:
        done = _paired(draft, places, facts, header)
        if done is not None:
            return done
    return _single(draft, place, fact, header)


def _chain(draft: Draft, place: int, fact: str) -> tuple[list[int], list[str]]:
    places, facts = [place], [fact]
    step = place + 1
    while draft.word(step) in _JOINTS:
        token = draft.at(step + 1)
        name = lab_name(draft, token) if token is not None else None
        if name is None or name in facts:
            break
        places.append(step + 1)
        facts.append(name)
        step += 2
    return places, facts


def _paired(draft: Draft, places: list[int], facts: list[str], header: Header) -> int | None:
    """``AST/ALT 60/45``: as many numbers as names, in their order; or one value that is said of all."""
    found = forward(draft, places[-1] + 1)
    slashed = draft.word(places[0] + 1) != ","
    if found is None:
        return _all_normal(draft, places, facts, header) if slashed else None
    numbers = _numbers(draft, found.place)
    if len(numbers) == len(facts):
        last = numbers[-1]
        behind = _date_behind(draft, last) or found.day
        for fact, number in zip(facts, numbers, strict=True):
            _take(
                draft,
                fact,
                places[0],
                Found(number, last, behind, unit=_shared_unit(draft, numbers)),
                header,
                mark=number,
            )
        return last
    if not slashed:
        return None
    return _one_for_all(draft, places, facts, found, header)


def _shared_unit(draft: Draft, numbers: list[int]) -> str | None:
    """``60/45 U/L``: a unit behind the last number holds for all."""
    return draft.tokens[numbers[-1]].unit


def _date_behind(draft: Draft, place: int) -> Day | None:
    step = place + 1
    if draft.word(step) in ("on", "(", "from"):
        step += 1
    token = draft.at(step)
    return token.day if token is not None and token.kind == "date" else None


def _numbers(draft: Draft, place: int) -> list[int]:
    """The numbers of a list that starts at a place: ``60/45``, ``60 and 45``, ``60, 45``."""
    numbers = [place]
    while draft.word(numbers[-1] + 1) in _JOINTS:
        token = draft.at(numbers[-1] + 2)
        if token is None or token.kind != "num" or token.used:
            break
        numbers.append(numbers[-1] + 2)
    return numbers


def _one_for_all(draft: Draft, places: list[int], facts: list[str], found: Found, header: Header) -> int | None:
    """``PT/INR 1.3`` belongs to the one it can be; ``AST and ALT both < 40`` to all; else it is asked."""
    token = draft.tokens[found.place]
    number = token.number
    if number is None:
        return None
    fits = [fact for fact in facts if isinstance(draft.reader.read(fact, number, token.unit), Reading)]
    span = range(places[0], found.place)
    both = (
        any(draft.word(one) in ("both", "each") for one in (*span, found.place + 1))
        or number.sign
        or token.unit == XULN
    )
    if len(fits) == 1:
        _take(draft, fits[0], places[0], found, header)
        draft.use(places)
        return found.last
    if both and fits:
        for fact in facts:
            _take(draft, fact, places[0], found, header)
        return found.last
    for fact in facts:
        draft.ask(fact, "two_readings", places[0], found.last, (str(form(number)),))
    return found.last


def _all_normal(draft: Draft, places: list[int], facts: list[str], header: Header) -> int | None:
    """``AST/ALT normal``: said of all the names."""
    step = _normal_behind(draft, places[-1])
    if step is None:
        return None
    for fact in facts:
        _normal(draft, fact, places[0], step, header)
    return step


def _panel(draft: Draft, place: int, header: Header) -> None:
    """``normal LFTs``: said of each test of the panel."""
    first = last = place
    if _normal_before(draft, place):
        first = place - 1
    else:
        last = _normal_behind(draft, place) or place
    if first == last:
        return
    for panel, facts in _PANELS.items():
        if draft.tokens[place].cue(panel):
            for fact in facts:
                _normal(draft, fact, first, last, header)


def _single(draft: Draft, place: int, fact: str, header: Header) -> int:
    if _backward(draft, place, fact, header):
        return place
    found = forward(draft, place + 1)
    if found is not None:
        return (
            found.last
            if _take(draft, fact, place, found, header)
            else max(place, found.last if draft.tokens[found.place].used else place)
        )
    step = _normal_behind(draft, place)
    if step is not None:
        _normal(draft, fact, place, step, header)
        return step
    if _normal_before(draft, place):
        _normal(draft, fact, place - 1, place, header)
        return place
    return place


def _take(draft: Draft, fact: str, place: int, found: Found, header: Header, mark: int | None = None) -> bool:
    """Record one value with what stands beside it; baselines of markers go to their own fact."""
    token = draft.tokens[found.place]
    number = token.number
    if number is None:
        return False
    if (
        number.spelled
        and number.value < 3
        and draft.word(found.place + 1) in ("of", "week", "month", "year", "day", "time")
    ):
        return False
    latest = fact
    fact, stale = _baseline(draft, fact, place, found)
    if fact in _BASELINE.values() and found.passed:
        token, number = _first_of_chain(draft, latest, place, found, header)
    if stale:
        return False
    if fact == "neutrophils" and token.unit == "%":
        return False
    uln = _uln(draft, fact, found, token)
    before = len(draft.queries)
    done = draft.measure(
        fact,
        token,
        place,
        found.last,
        unit=found.unit if token.unit is None else None,
        day=found.day or _header(draft, place, header),
        uln=uln,
    )
    if mark is None:
        draft.use(found.passed)
    return done or len(draft.queries) > before


def _first_of_chain(draft: Draft, latest: str, place: int, found: Found, header: Header) -> tuple[Token, Number]:
    """``baseline AFP 4422, today 61``: the first value is the baseline, the last one the latest."""
    last = draft.tokens[found.place]
    numbers = [one for one in found.passed if draft.tokens[one].kind == "num"]
    first = draft.tokens[numbers[0]] if numbers else last
    now = {value: name for name, value in _BASELINE.items()}.get(latest, latest)
    if first is not last and first.number is not None and last.number is not None:
        draft.measure(now, last, found.place, found.last, day=found.day or _header(draft, place, header))
        found.day, found.last, found.place = None, numbers[0], numbers[0]
        return first, first.number
    assert last.number is not None  # noqa: S101 - forward() finds numbers alone
    return last, last.number


def _baseline(draft: Draft, fact: str, place: int, found: Found) -> tuple[str, bool]:
    """Tell which fact a value before treatment belongs to, and whether it is none of the latest values."""
    scoped = _said_before_treatment(draft, fact, place, found)
    if not scoped:
        return fact, False
    if fact in _BASELINE:
        return _BASELINE[fact], False
    return fact, fact not in _BASELINE.values() and scoped == "before"


def _said_before_treatment(draft: Draft, fact: str, place: int, found: Found) -> str:
    """Give ``baseline`` or ``before`` where such a word stands beside the value, else nothing."""
    if (
        fact in _BASELINE
        and draft.word(place - 1) == "and"
        and draft.mentions
        and draft.mentions[-1].fact in _BASELINE.values()
    ):
        return "baseline"
    around = [*range(max(0, place - 2), place), *range(place + 1, found.place), *range(found.last + 1, found.last + 4)]
    for one in around:
        token = draft.at(one)
        if token is None or token.segment != draft.tokens[place].segment:
            continue
        if token.cue("baseline") and token.text != "at that time":
            draft.use([one])
            return "baseline" if token.text in _BEFORE else "before"
        if token.text in ("pre", "before") and any(step.sense("kind") for step in draft.tokens[one + 1 : one + 3]):
            draft.use([one])
            return "before"
        if one > found.last and (is_name(draft, one) or token.kind == "num"):
            break
    return ""


def _uln(draft: Draft, fact: str, found: Found, token: Token) -> float | None:
    """Give the limit of normal that stands beside a value, in the canonical unit."""
    if found.uln is None:
        return None
    limit = draft.tokens[found.uln]
    if limit.number is None or token.number is None:
        return None
    unit = limit.unit or found.unit or token.unit
    value = limit.number.value if limit.number.high is None else limit.number.high
    if unit is None or unit == XULN:
        reading = draft.reader.read(fact, replace(token.number, high=None, sign=""), None)
        return None if isinstance(reading, Doubt) else clean(value * reading.factor)
    factor = draft.catalogue.table(fact).factor(unit)
    return None if factor is None else clean(value * factor)


def _normal_behind(draft: Draft, place: int) -> int | None:
    for step in range(place + 1, min(place + 5, len(draft.tokens))):
        token = draft.tokens[step]
        if token.kind == "normal":
            return step
        if token.text not in (
            "is",
            "was",
            "are",
            "were",
            "both",
            ":",
            "-",
            "all",
            "=",
            "levels",
            "level",
            "now",
            "count",
            "(",
            "has",
            "remains",
            "still",
            "currently",
            "back",
            "to",
        ):
            return None
    return None


def _normal_before(draft: Draft, place: int) -> bool:
    token = draft.at(place - 1)
    return token is not None and token.kind == "normal" and not token.used and token.text.startswith("normal")


def _normal(draft: Draft, fact: str, first: int, last: int, header: Header) -> None:
    """``within normal limits`` is at most the limit of normal; where there is none, the value is asked."""
    if "neg" in draft.tokens[last].scope or draft.catalogue.facts[fact].uln is None:
        draft.ask(fact, "value", first, last)
    else:
        value = {"value": "<=1", "unit": XULN}
        day = _header(draft, first, header)
        draft.record(fact, value if day is None or not day.clear else {**value, "date": day.iso}, first, last)


def _backward(draft: Draft, place: int, fact: str, header: Header) -> bool:
    """``1.4 mg/dL bilirubin``: a number with a unit of the analyte right before the name."""
    step = place - 2 if draft.word(place - 1) == "of" else place - 1
    token = draft.at(step)
    if token is None or token.kind != "num" or token.used or token.unit is None or token.number is None:
        return False
    if not isinstance(draft.reader.read(fact, token.number, token.unit), Reading):
        return False
    return draft.measure(fact, token, step, place, day=_header(draft, place, header))


def _pressure(draft: Draft, place: int, header: Header) -> None:
    """``BP 130/80``."""
    found = forward(draft, place + 1)
    if found is not None:
        _two_pressures(draft, place, found.place, found.day or _header(draft, place, header))


def _bare_pressure(draft: Draft, place: int, header: Header) -> None:
    """``130/80 mmHg`` without a name."""
    if (
        draft.word(place - 1) in ("/", "over")
        and place >= 2
        and draft.tokens[place - 2].kind == "num"
        and not draft.tokens[place - 2].used
    ):
        _two_pressures(draft, place - 2, place - 2, header)


def _two_pressures(draft: Draft, first: int, place: int, header: Header) -> None:
    low = draft.at(place + 2)
    if draft.word(place + 1) not in ("/", "over") or low is None or low.kind != "num":
        return
    day = _date_behind(draft, place + 2) or _header(draft, place, header)
    for fact, token in (("systolic_bp", draft.tokens[place]), ("diastolic_bp", low)):
        draft.measure(fact, token, first, place + 2, day=day)


def _decoy(draft: Draft, place: int) -> None:
    """Another measurement's name keeps its number from being taken; both stay unused and are named."""
    found = forward(draft, place + 1)
    if found is not None:
        for one in range(place, found.last + 1):
            draft.tokens[one].scope.add("decoy")


def _percentages(draft: Draft) -> None:
    """Neutrophils in percent of the leukocytes of the same message: the product of the two."""
    leukocytes = draft.facts.get("leukocytes")
    for place, token in enumerate(draft.tokens):
        if lab_name(draft, token) != "neutrophils" or token.used:
            continue
        found = forward(draft, place + 1)
        percent = draft.tokens[found.place] if found else None
        behind = draft.at(place - 1)
        if found is None and behind is not None and behind.unit == "%" and not behind.used:
            found, percent = Found(place - 1, place), behind
        if found is None or percent is None or percent.unit != "%" or percent.number is None:
            continue
        total = leukocytes["value"] if isinstance(leukocytes, dict) else None
        if not isinstance(total, (int, float)) or percent.number.sign or percent.number.high is not None:
            draft.ask("neutrophils", "unit", place, found.place, ("%",))
            continue
        share = Number(percent.number.value * total / 100, text=percent.text)
        reading = Reading(form(share), "10*9/L", "%", inferred=True)
        draft.settle("neutrophils", reading, place, found.last, day=found.day)
