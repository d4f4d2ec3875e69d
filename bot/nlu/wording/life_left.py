"""How long a patient is expected to live, in an item all of whose words speak of it.

``we would expect survival of 6 months at least``, ``espérance de vie > 3 mois``, ``not expected to live 3 months``: the
bound follows from the words, in whatever order and language they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.person_items import items_around

_LIFE = (
    r"expectancy of life|life[ -]?(?:expectancy|expectncy|span|exp(?:ect|\.)?)|lifeexpectancy|lebenserwartung|"
    r"espérance de vie|esperanza de vida|"
    r"expectativa de vida|(?:aspettativa|speranza) di vita|levensverwachting|"
    r"预计生存期|预期寿命|预期生存期?|prognos[ei]s?|outlook"
)
_NAME = Gated(rf"(?<![\w-])(?:{_LIFE}|le|survival(?: time)?|survive|live|os)(?![a-z-])")
_NAMED = re.compile(rf"(?:{_LIFE})(?![a-z-])|^\W*le\b|\ble\W*$")
_SUPPOSED = re.compile(
    r"\b(?:expect\w*|anticipat\w+|estimat\w+|est|predict\w+|project\w+|likely|should|will|would|to live|"
    r"judged|reckon\w*)\b"
)
_FIGURES = {
    "half a": 0.5, "half": 0.5,
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "twelve": 12, "eighteen": 18,
}  # fmt: skip
_MONTHS = r"(?:months?|mo(?:s|n(?:ths?|s)?|\.)?|mths?|m(?=\W*$)|monaten?|mois|mes(?:es)?|mesi|mese|maanden|maand|个月)"
_YEARS = r"(?:years?|yrs?|y(?=\W*$)|jahre?n?|ans?|años?|anno|anni|jaar|ano|anos|年)"
_SPAN = re.compile(
    rf"(?<![\w.,/-])(?P<n>\d{{1,2}}|{'|'.join(_FIGURES)})(?: ?\(\d{{1,2}}\))?(?P<plus> ?\+)?(?:'s)?[ -]?"
    rf"(?:(?P<mo>{_MONTHS}|(?<=\d)/12)|(?P<w>weeks?|wks?|(?<=\d)/52)|(?P<y>{_YEARS}))(?![a-z\d])(?:'s)?"
)
_IN_MONTHS = re.compile(r"(?: \(months\)|,? in months)[ :=]*(?P<sign>[<>]=?)? ?(?P<n>\d{1,2})\W*$")
_BOUNDS = (
    (
        ">=",
        r"at the (?:very )?least|at ?least|minimum(?: of)?|min\.?(?= |$)|(?:no|not) less than|not (?:under|"
        r"below|shorter than)|"
        r"(?:or|and) (?:more|longer|above|over)|mindestens|wenigstens|d'au moins|au moins|(?:de )?al menos|"
        r"(?:de )?por lo menos|"
        r"como mínimo|di almeno|almeno|minstens|>=|≥",
    ),
    (
        "<=",
        r"at (?:the )?most|max(?:imum|imal|\.)?(?: of)?|up to|(?:no|not) (?:more|longer) than|höchstens|"
        r"at (?:the )?best|au plus|como máximo|"
        r"al massimo|hooguit|tops|<=|≤",
    ),
    (
        ">",
        r"more than|over|above|beyond|longer than|greater than|exceed(?:s|ing)?|in excess of|better than|"
        r"mehr als|länger als|über|"
        r"ueber|plus de|supérieure à|(?:de )?m[áa]s de|superior[ei]? [aà]|oltre|più di|meer dan|langer dan|mais de|>",
    ),
    (
        "<",
        r"less than|under|below|fewer than|shorter than|not even|weniger als|unter|moins de|inférieure à|"
        r"menos de|inferior[ei]? [aà]|"
        r"meno di|minder dan|<",
    ),
)
_BOUND = tuple((sign, re.compile(rf"(?<![a-zà-ÿ])(?:{words})(?![a-zà-ÿ])")) for sign, words in _BOUNDS)
_TURNED = {"": "<", ">": "<=", ">=": "<", "<": ">=", "<=": ">"}
_PLAIN = word_set("life_left_plain")
_WORDS = re.compile(r"[^\W\d_]+|[^\w\s]|\d+")


def with_life_left(text: Text) -> Text:
    """Put items on how long a patient is expected to live in the words in which they are read."""
    changes = list(_changes(text.low)) if _NAME.may_match(text.low) else []
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str) -> Iterator[Change]:
    done = 0
    for match in _NAME.finditer(low):
        if match.start() < done:
            continue
        for start, end in items_around(low, match.start(), match.end()):
            told = _told(low[start:end])
            if told is not None:
                done = end
                yield Change(start, end, told)
                break


def _told(item: str) -> str | None:
    """What an item says of the time left, in short; nothing where it may speak of something else."""
    item = item.replace("won't", "will not").replace("n't", " not")
    named = _NAMED.search(item)
    if named is None and _SUPPOSED.search(item) is None:
        return None
    rest = _NAME.pattern.sub(" ", item)
    if (given := _IN_MONTHS.search(rest)) is not None:
        return f"life expectancy {given['sign'] or ''} {given['n']} months"
    spans = list(_SPAN.finditer(rest))
    if len(spans) != 1:
        return None
    span = spans[0]
    rest = f"{rest[: span.start()]} {rest[span.end() :]}"
    sign = ">=" if span["plus"] else ""
    for each, words in _BOUND:
        if not sign and words.search(rest):
            sign, rest = each, words.sub(" ", rest)
    said = _WORDS.findall(rest)
    denied = said.count("not") + said.count("nicht")
    if any(one not in _PLAIN for one in said) or denied > 1 or (denied and named is not None):
        return None
    sign = _TURNED[sign] if denied else sign
    value = _FIGURES.get(span["n"]) or int(span["n"])
    unit = "weeks" if span["w"] else "months" if span["mo"] or value == 0.5 else "year" if value == 1 else "years"
    return f"life expectancy {sign}{' ' * bool(sign)}{6 if value == 0.5 else value} {unit}"
