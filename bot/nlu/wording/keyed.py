"""The keys of an export put as names: ``PLT_10E9L=177``, ``hiv_status: neg``, ``"totalBilirubin": 28``.

A key says more than a name: its parts are joined by underscores or capitals, and its unit may be the last of them.
Read as it stands it hides the name, or parts it from what is told of it.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.wording.markup import without_markup

_KEY = re.compile(r"(?<![\w./@-])[a-z][a-z0-9]*(?:_[a-z0-9][a-z0-9/^*.%]*)+(?=[\"']?[ ]?(?:[=:]|[,;|\t\n]|$))")
"""Words with underscores between them, and what sets a key apart behind them."""
_CAMEL = re.compile(r"(?<![\w./@-])[a-z]{3,}(?:[A-Z][a-z]{2,})+(?=[\"']?[ ]?[=:])")
_QUOTES = re.compile(r"(?:(?<=[{,:(\[])|(?<=[{,:(\[] )|(?<=\n)|^)'(?=\w)|(?<=\w)'(?=\s*(?:[:,})\]]|$))")
"""``{'alt': '56', 'hiv': 'neg'}``: single quotes around keys and what they say."""
_TAGGED = re.compile(r"<(?P<name>[a-z][a-z0-9 -]{0,30})>\s*(?P<value>[^<>\n]{1,40}?)\s*</(?P=name)>")
_DATED = re.compile(
    r"\{?[ \n]*\"(?:(?:lab|sample|test|collection|visit|draw|result|report)s?[ _]?)?"
    r"(?:date|sampled|collected|drawn|taken|collected[ _]?(?:at|on))\"[ ]?:[ ]?\"(?P<day>\d{4}-\d\d-\d\d)"
    r"(?:t[\d:.]*z?)?\""
)
"""``{"date":"2026-11-12","ALT":36}``: the day of what is exported."""
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SIGNS = re.compile(r"[/^*.x]")
_SAYS = re.compile(
    r"[\"']?(?:[ ]?[=:][ ]?[\"']?[<>]?=?[ ]?\d+(?:[.,]\d+)?(?![\w.,%/]*\w)"
    r"|[ \t]*[;|\t][ \t]*[<>]?=?[ ]?\d+(?:[.,]\d+)?(?![\w.])"
    r"|[ ]?,[ ]?[<>]?=?[ ]?\d+(?:\.\d+)?(?![\w.]))"
)
"""What a key says, beside it or in the next cell (``ALBUMIN_G_L,38``)."""
_VOLUMES = {"l": "/l", "ul": "/ul", "dl": "/dl", "ml": "/ml", "mm3": "/mm3"}
_AMOUNTS = ("g", "mg", "ug", "ng", "umol", "mmol", "u", "iu", "kiu", "mau", "au", "miu", "ku", "ukat")
_UNITS = {
    **{f"{amount}{volume}": f"{amount}{per}" for amount in _AMOUNTS for volume, per in _VOLUMES.items()},
    **{f"{power}{per}": "10^9/l" for power in ("10e9", "109", "e9", "giga") for per in ("l", "")},
    **dict.fromkeys(("10e3ul", "103ul", "e3ul", "kul"), "10^3/ul"),
    **{one: one for one in ("mmhg", "ms", "s", "cm", "mm", "months")},
    **dict.fromkeys(("sec", "secs", "seconds"), "s"),
    "msec": "ms",
    "mo": "months",
    **dict.fromkeys(("yrs", "years", "yr", "y"), "years"),
    **dict.fromkeys(("xuln", "uln"), "x uln"),
}
"""The units of keys, their signs left out."""
_COUNTS = ("plt", "platelet", "thromb", "wbc", "leu", "neut", "anc", "white")
_LONGEST_UNIT = 3
_NAMES = {
    **dict.fromkeys(
        (
            "largest", "largest lesion", "largest nodule", "largest diameter", "lesion max", "lesion size",
            "max diam", "maxdiam", "max diameter", "max size", "max tumor size", "max tumour size",
            "size", "tumor size", "tumour size",
        ),
        "largest lesion",
    ),
    "sbp": "systolic bp",
    "dbp": "diastolic bp",
    "le": "life expectancy",
}  # fmt: skip
"""Names that say too little without their unit."""


_OBJECT = re.compile(r"(?:[\"'](?P<key>[^\"'{}\n]{1,40})[\"']\s*:\s*)?\{[^{}]{0,300}\}")
_MEMBER = re.compile(r"[\"'](?P<key>[a-z_ ]{2,24})[\"']\s*:\s*[\"']?(?P<told>[^\"',{}\n]{1,40})[\"']?")
_OF_OBJECT = {
    "name": ("test", "name", "analyte", "component", "parameter", "display", "testname", "test_name", "lab", "item"),
    "value": ("value", "result", "val", "resultvalue", "result_value", "valuequantity"),
    "unit": ("unit", "units", "uom"),
    "high": ("uln", "high", "max", "upper", "ref_high", "refhigh", "upper_limit"),
    "range": ("range", "ref", "reference", "ref_range", "refrange", "reference_range", "referencerange", "normal"),
    "date": ("date", "collected", "collected_at", "sampled", "drawn", "time", "datetime", "collection_date"),
}
_OLD_NAME = re.compile(r" ?\(s?g[op]t\)$")
"""``AST (GOT)``: the second name of a test, which in small letters is a verb."""
_KEYS = {key: role for role, keys in _OF_OBJECT.items() for key in keys}


def _of_objects(text: Text) -> Text:
    """``{"test":"ALT","value":61,"uln":50}``, ``"ALT": {"value": 61}``: an object of one result as a row."""
    changes = []
    for match in _OBJECT.finditer(text.low):
        told = {_KEYS.get(one["key"].strip(), ""): one["told"].strip() for one in _MEMBER.finditer(match.group())}
        if match["key"]:
            told.setdefault("name", match["key"])
        if "name" in told and re.match(r"[<>]?\d", told.get("value", "")):
            limits = told.get("range") or (f"<{told['high']}" if "high" in told else "")
            day = f" on {told['date'][:10]}" if "date" in told else ""
            name = _OLD_NAME.sub("", told["name"])
            row = f"{name}: {told['value']} {told.get('unit', '')}{f' ({limits})' if limits else ''}{day};"
            changes.append(Change(*match.span(), row))
    return rewritten(text, changes) if changes else text


def with_plain_keys(text: Text) -> Text:
    """Put the keys of an export as names, with their unit behind the value, or in brackets in a heading."""
    text = without_markup(text)
    if "{" in text.low and ":" in text.low:
        text = _of_objects(text)
    if "':" in text.low:
        text = rewritten(text, [Change(*match.span(), '"') for match in _QUOTES.finditer(text.low)])
    if '":' in text.low:
        text = rewritten(text, [Change(*one.span(), f"date: {one['day']}") for one in _DATED.finditer(text.low)])
    if "=>" in text.low or "=<" in text.low:
        text = _bounded(text)
    changes = [one for match in _KEY.finditer(text.low) for one in _plain(text.low, match)] if "_" in text.low else []
    if not changes and ("=" in text.low or '":' in text.low):
        changes = [
            Change(match.start() + hump.start(), match.start() + hump.start(), " ")
            for match in _CAMEL.finditer(text.cased)
            for hump in _HUMP.finditer(match.group())
        ]
    if not changes and "</" in text.low:
        changes = [
            one
            for match in _TAGGED.finditer(text.low)
            for one in (
                Change(match.start(), match.start("name"), ""),
                Change(match.end("name"), match.start("value"), ": "),
                Change(match.end("value"), match.end(), ";"),
            )
        ]
    return rewritten(text, changes) if changes else text


_PAIR = re.compile(r"(?<![\w<>=])[a-z][\w .]{0,20}=(?=[^\s=])")
_BOUND = re.compile(r"(?<=[a-z\d])=(?=[<>]\d)")


def _bounded(text: Text) -> Text:
    """``plt=287|afp=>60500``: among pairs the sign belongs to the key, and what follows is above the bound."""
    if sum(1 for _ in _PAIR.finditer(text.low)) < 3:
        return text
    return rewritten(text, [Change(*match.span(), ": ") for match in _BOUND.finditer(text.low)])


def _plain(low: str, match: re.Match[str]) -> list[Change]:
    name, unit = parted_key(match.group())
    if not unit:
        return [Change(*match.span(), name)]
    value = _SAYS.match(low, match.end())
    if value is None:
        return [Change(*match.span(), f"{name} ({unit})")]
    return [Change(*match.span(), name), Change(value.end() - 1, value.end(), f"{low[value.end() - 1]} {unit}")]


def parted_key(key: str) -> tuple[str, str]:
    """Give the name that a key holds, and its unit; empty where it has none."""
    parts = key.split("_")
    for count in range(min(_LONGEST_UNIT, len(parts) - 1), 0, -1):
        joined = _SIGNS.sub("", "".join(parts[-count:])) if parts[-count:] != ["xuln"] else "xuln"
        if joined in _UNITS:
            name = " ".join(parts[:-count])
            return _NAMES.get(name, name), "/ul" if joined == "ul" and name.startswith(_COUNTS) else _UNITS[joined]
    return " ".join(parts), ""
