"""Values, units, dates and treatment entries as they are read back."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from criteria import Catalogue, Fact

UNITS = {
    "10*9/L": "×10⁹/L",
    "umol/L": "µmol/L",
    "mm[Hg]": "mmHg",
    "mo": "months",
    "1": "",
    "a": "",
    "xULN": "× the upper limit of normal",
}
"""UCUM units that are written differently when people read them; all others read as they are."""

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SHORT_OPTION = 4


def unit_text(unit: str) -> str:
    """Give a UCUM unit as it is read."""
    return UNITS.get(unit, unit)


_ISO = re.compile(r"\b\d{4}-\d{2}(?:-\d{2})?\b")
_UCUM = re.compile(r"10\*9/L|10\^9/L|umol/L|mm\[Hg\]")


_ON_A_MONTH = re.compile(r"\bon (?=(?:[A-Z][a-z]{2} )?\d{4}\b(?!-))")
_DERIVED = re.compile(r"([^;]+) \(derived\); (?!not known)")


def prettied(text: str) -> str:
    """Give words of the criteria with dates and units as they are read, and what follows with its reason."""
    text = _DERIVED.sub(r"\1, from ", text)
    text = _UCUM.sub(lambda match: UNITS[match[0].replace("^", "*")], text.replace(" x 10^9/L", " 10^9/L"))
    return _ON_A_MONTH.sub("in ", _ISO.sub(lambda match: date_text(match[0]), text))


def mid_sentence(text: str) -> str:
    """Give a sentence as it stands within another: without its capital, unless an abbreviation or a name has it."""
    first = text.split(" ", 1)[0]
    if first[1:].lower() != first[1:]:
        return text
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text


def number_text(value: Any) -> str:
    """Give a number with at most four significant digits, or an interval as it stands."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return str(value).replace("<=", "≤").replace(">=", "≥")
    if isinstance(value, int) or value == int(value) or abs(value) >= 1000:
        return f"{value:.0f}"
    return f"{value:.4g}"


def date_text(day: Any) -> str:
    """Give a date, which may be a month or a year alone: `10 Oct 2026`, `Oct 2026`, `2026`."""
    year, *rest = str(day).split("-")
    if not rest or not all(part.isdigit() for part in rest):
        return str(day)
    month = MONTHS[int(rest[0]) - 1]
    return f"{month} {year}" if len(rest) == 1 else f"{int(rest[1])} {month} {year}"


def on_date(day: Any) -> str:
    """Give `on 10 Oct 2026`, or `in Oct 2026` where only a month or a year is known."""
    return f"{'on' if str(day).count('-') == 2 else 'in'} {date_text(day)}"


def joined(parts: Iterable[str], last: str = "and") -> str:
    """Join words: `a, b and c`."""
    words = list(parts)
    return f" {last} ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def plain_text(value: Any) -> str:
    """Give a value by itself: `yes`, `A`, `B or C`."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return joined((str(one) for one in value), "or") if isinstance(value, list) else str(value)


def fact_text(fact: Fact, value: Any) -> str:
    """Give a fact with its value, in the canonical unit: `platelets 82 ×10⁹/L (18 Nov 2026)`."""
    if isinstance(value, list) and fact.several:
        return f"{fact.name}: {joined(_option_text(fact, one) for one in value)}"
    parts: Mapping[str, Any] = value if isinstance(value, dict) else {"value": value}
    if fact.kind == "quantity":
        return _quantity_text(fact, parts)
    if fact.kind == "choice":
        return _choice_text(fact, parts)
    if fact.kind == "date":
        return f"{fact.name} {date_text(parts['value'])}"
    return f"{fact.name}: {_yes_or_no(parts)}"


def value_text(fact: Fact, value: Any) -> str:
    """Give a fact's value by itself: `61`, `yes, Mar 2026`, `female`."""
    return fact_text(fact, value).removeprefix(fact.name).lstrip(": ")


def _quantity_text(fact: Fact, parts: Mapping[str, Any]) -> str:
    unit = unit_text(parts.get("unit") or fact.unit)
    extras = [date_text(parts["date"])] if parts.get("date") else []
    if parts.get("uln") is not None:
        extras.append(f"upper limit {number_text(parts['uln'])}")
    shown = f"{fact.name} {number_text(parts['value'])} {unit}".rstrip()
    return f"{shown} ({', '.join(extras)})" if extras else shown


def _choice_text(fact: Fact, parts: Mapping[str, Any]) -> str:
    value = parts["value"]
    names = [_option_text(fact, option) for option in (value if isinstance(value, list) else [value])]
    dated = f" ({date_text(parts['date'])})" if parts.get("date") else ""
    if fact.id == "sex" and len(names) == 1:
        return names[0]
    between = " " if all(len(name) <= SHORT_OPTION for name in names) else ": "
    return f"{fact.name}{between}{joined(names, 'or')}{dated}"


def _option_text(fact: Fact, option: Any) -> str:
    if isinstance(option, dict):
        dated = f" ({date_text(option['date'])})" if option.get("date") else ""
        return _option_text(fact, option["value"]) + dated
    known = fact.options.get(str(option))
    return known.name if known else str(option)


def _yes_or_no(parts: Mapping[str, Any]) -> str:
    value = parts.get("value", True)
    if isinstance(value, bool):
        return f"yes, {date_text(parts['date'])}" if parts.get("date") else ("yes" if value else "no")
    return f"yes, {date_text(value)}"


def entry_text(catalogue: Catalogue, entry: Mapping[str, Any]) -> str:
    """Give a treatment entry: `lenvatinib + sintilimab since Jul 2026, progression`."""
    kind = catalogue.treatments.kinds[entry["kind"]].name
    agents = " + ".join(entry.get("agents") or ())
    if entry["kind"] != "systemic":
        named = f"{kind} with {agents}" if agents else kind
    else:
        named = agents or f"{kind} (drugs not named)"
    outcome = entry.get("outcome")
    course = [outcome] if outcome and (outcome != "ongoing" or "start" not in entry) else []
    if entry.get("response"):
        course.append(f"response {entry['response']}")
    return ", ".join([f"{named} {period_text(entry)}".rstrip(), *course])


def period_text(entry: Mapping[str, Any]) -> str:
    """Give when a treatment was: `on 10 Oct 2026`, `since Jul 2026`; nothing where no date is known."""
    start, end = entry.get("start"), entry.get("end")
    if start and end:
        return on_date(end) if start == end else f"{date_text(start)} to {date_text(end)}"
    if end:
        return f"until {date_text(end)}"
    return f"since {date_text(start)}" if start else ""
