"""Replies as they are said aloud: without what only an eye can use, units and dates as words."""

import re

from actions.wording import lines
from actions.wording import phone as in_call

GREETING = (
    "This is Hepascreen. Say new patient and a code, then what is known, such as: platelets eighty two. "
    "Or say phone, to have the questions for the patient read out. Say repeat at any time."
)
HOW_TO_KEY = (
    "On the keypad, one is yes, two is no, and star is for: doesn't know. A number ends with the hash key, "
    "and star is its point."
)
_IN_WORDS = {
    lines.GREETING: GREETING,
    in_call.STARTED: "I read out the questions now; say what the patient answers. " + HOW_TO_KEY,
    in_call.HELP: "You are in a call with the patient. Say the answer in the patient's words, or: why, in other words, "
    "don't know, undo, to fetch, or hang up. " + HOW_TO_KEY,
}
"""Lines about typing, as they are said to somebody who speaks."""

_MONTHS = {
    "Jan": "January",
    "Feb": "February",
    "Mar": "March",
    "Apr": "April",
    "Jun": "June",
    "Jul": "July",
    "Aug": "August",
    "Sep": "September",
    "Oct": "October",
    "Nov": "November",
    "Dec": "December",
}
_UNITS = {
    " ×10⁹/L": "",
    "µmol/L": "micromoles per litre",
    "mmol/L": "millimoles per litre",
    "mAU/mL": "milli-units per millilitre",
    "ng/mL": "nanograms per millilitre",
    "mg/dL": "milligrams per decilitre",
    "g/dL": "grams per decilitre",
    "g/L": "grams per litre",
    "U/L": "units per litre",
    "mmHg": "millimetres of mercury",
    "kg/m2": "",
}
_SIGNS = {
    "≥": "at least ",
    "≤": "at most ",
    ">": "above ",
    "<": "below ",
    "→": ": ",
    "×": " times ",
    " · ": ", ",
    "…": ",",
    "%": " percent",
}
_ASIDE = re.compile(r" \((?:decides|asks): [^()]*(?:\([^()]*\)[^()]*)*\)| ?\(y/n\)|[;,]? ?\(?unit assumed\)?")
_MONTH = re.compile(rf"\b({'|'.join(_MONTHS)})\b(?= ?\d|\.? |$)")
_UNIT = re.compile("|".join(re.escape(unit) for unit in _UNITS))
_SIGN = re.compile(" ?" + "| ?".join(re.escape(sign) for sign in _SIGNS) + " ?")
_CODE = re.compile(r"\b([A-Z]{1,4})-(\d{1,6})\b")
_LIST = re.compile(r"^(?:[-*]|(\d+)\.) +")
_UNSAYABLE = re.compile('[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd-\uffff]|[“”„"]')
LONGEST = 700
"""Characters said in one go, some forty-five seconds; the rest is said when it is asked for."""


def spoken(text: str) -> str:
    """Give one line of a reply as it is said; empty where nothing of it is for the ear."""
    text = _IN_WORDS.get(text, text)
    text = _LIST.sub(lambda match: f"{match[1]}: " if match[1] else "", text.strip())
    text = _UNIT.sub(lambda match: _UNITS[match[0]], _ASIDE.sub("", text))
    text = _MONTH.sub(lambda match: _MONTHS[match[0]], text)
    text = _SIGN.sub(lambda match: f" {_SIGNS.get(match[0]) or _SIGNS[match[0].strip()]} ", text)
    text = _CODE.sub(lambda match: f"{' '.join(match[1])} {' '.join(match[2])}", text)
    text = _UNSAYABLE.sub(" ", re.sub(r" ?[\[(]", ", ", text).replace(")", ",").replace("]", ","))
    return _tidied(text)


def _tidied(text: str) -> str:
    """Leave out doubled spaces and what is left of signs that stood around what is not said."""
    text = re.sub(r"\s+([,.;:?!])", r"\1", re.sub(r"\s+", " ", text)).strip(" ,")
    return re.sub(r"[,;:]+([,.;:?!])", r"\1", text)


def portions(sentences: list[str]) -> list[str]:
    """Part what is to be said into portions that an ear can follow, at the ends of lines where that is possible."""
    pieces = [piece for line in sentences for piece in _pieces(line)]
    found: list[str] = []
    for piece in pieces:
        if found and len(found[-1]) + len(piece) < LONGEST:
            found[-1] += " " + piece
        else:
            found.append(piece)
    return found


def _pieces(line: str) -> list[str]:
    """Give a line as one piece, with a full stop; a long one by its sentences and clauses."""
    line = line if line[-1:] in ".?!:" else f"{line}."
    if len(line) <= LONGEST:
        return [line]
    parts = re.split(r"(?<=[.;?!]) ", line)
    return [part[start : start + LONGEST] for part in parts for start in range(0, len(part), LONGEST)]
