"""What is fed in: texts of every kind, things like JSON and YAML, and records that are almost right."""

import json
import random
from typing import Any

from hypothesis import strategies as st

from criteria import load_catalogue
from tests.nlu.cases import load

CATALOGUE = load_catalogue()
ASKABLE = st.lists(st.sampled_from([*CATALOGUE.facts, "treatments"]), max_size=4, unique=True).map(tuple)
PIECES = [case.text for case in load("dev")]

STRANGE = [
    *("\0", "\x1b[2J", "\x7f", "\x85", "\u2028", "\ufeff", "\ufffd", "\ufffe", "\U000e0001", "\ud800", "\udfff"),
    *("\u200b", "\u200d", "\u2060", "\u00ad", "\u202e", "\u2066", "\u2069", "\u0301", "\u0338", "\u1160"),
    *("İ", "ı", "ß", "ﬁ", "µ", "²", "⁹", "½", "Ⅲ", "１", "٣", "٫", "−", "–", "×", "漢", "万", "。", "😀", "🏳️‍🌈"),
    *("'", '"', "`", "\\", "<b>", "</script>", "&amp;", "{{", "${", "%s", "{0}", "; drop table", "--", "=1+1", "\r\n"),
]
LETTERS = "abcdefghijklmnopqrstuvwxyz 0123456789.,;:/-+<>=()[]%?!\n\t'\"x"

texts = st.one_of(
    st.text(st.characters(), max_size=300),
    st.text(st.characters(categories=["Cc", "Cf", "Cs", "Co", "Zs", "Mn", "Nd", "No"]), max_size=120),
    st.lists(st.one_of(st.sampled_from(STRANGE), st.text(max_size=8)), max_size=60).map("".join),
)
"""Texts of any characters: half ones, such as steer a terminal or the direction of writing, or that nobody sees."""


def _message(seed: int) -> str:
    """Make a message of pieces of real ones and of noise."""
    chance = random.Random(seed)
    parts = []
    for _ in range(chance.randint(1, 12)):
        whole = chance.choice(PIECES)
        cut = chance.randrange(len(whole) + 1)
        noise = "".join(chance.choice(LETTERS) for _ in range(chance.randint(0, 6)))
        parts += [whole[cut : cut + chance.randint(1, 40)], noise]
        if chance.random() < 0.2:
            parts.append(chance.choice(STRANGE))
    text = "".join(parts)
    return (text * chance.randint(2, 60))[:20_000] if chance.random() < 0.01 else text


messages = st.integers(0, 2**63).map(_message)
"""Messages of pieces of real ones, which reach further into the reader than mere noise; one in a hundred is long."""

_NUMBERS = st.one_of(st.integers(), st.floats(), st.sampled_from([0, -0.0, 1e308, 10**400, float("nan"), float("inf")]))
_WORDS = st.one_of(
    st.sampled_from(["yes", "no", "true", "2026-11", "2026-02-30", ">5", "<=1e400", "5-2", "none", "B", "IV", "mg/dL"]),
    st.sampled_from(
        ["xULN", "tace", "lenvatinib", "ongoing", "CR", "9999-12-31", "0001-01-01", "٣", "１２", "1_0", " "]
    ),
    st.text(max_size=12),
)
_SCALARS = st.one_of(st.none(), st.booleans(), _NUMBERS, _WORDS, st.dates(), st.datetimes(), st.binary(max_size=4))
anything = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(_WORDS, st.integers(), st.none()), inner, max_size=4),
    ),
    max_leaves=12,
)
"""Whatever a reader of YAML or JSON can give, and some more."""

_UNITS = sorted({str(unit) for fact in CATALOGUE.facts.values() for unit in (fact.unit, *fact.usual_units)})
_OPTIONS = sorted({option for fact in CATALOGUE.facts.values() for option in fact.options})
_told = st.dictionaries(
    st.sampled_from(["value", "unit", "date", "uln", "valeu"]),
    st.one_of(_SCALARS, st.sampled_from(_UNITS), st.sampled_from(_OPTIONS), st.lists(_WORDS, max_size=3)),
    max_size=4,
)
_fact = st.one_of(_told, _SCALARS, st.sampled_from(_OPTIONS), st.lists(st.one_of(_told, _WORDS), max_size=3), anything)
_KEYS = st.one_of(st.sampled_from(list(CATALOGUE.facts)), _WORDS, st.integers())
_PARTS = ["kind", "start", "end", "agents", "outcome", "response", "strat"]
_entry = st.dictionaries(st.sampled_from(_PARTS), st.one_of(_SCALARS, st.lists(_WORDS, max_size=3)), max_size=6)
_facts = st.one_of(st.dictionaries(_KEYS, _fact, max_size=8), anything)
records = st.one_of(
    anything,
    st.fixed_dictionaries(
        {},
        optional={
            "screening_date": _SCALARS,
            "facts": _facts,
            "treatments": st.one_of(st.lists(st.one_of(_entry, anything), max_size=4), anything),
            "treatments_complete": _SCALARS,
            "fatcs": anything,
        },
    ),
)
"""Patient records that are almost right, and whatever else."""

_yaml_pieces = st.sampled_from(
    [
        *("facts", "age", "61", ": ", ":\n  ", "\n", "- ", "  ", "{", "}", "[", "]", ", ", "'", '"', "#", "|\n", ">\n"),
        *("&a ", "*a", "<<: ", "!!python/object:os.system ", "!!binary ", "!!set ", "!t ", "? ", "---\n", "...\n"),
        *(
            "%YAML 1.1\n",
            "\t",
            "\ufeff",
            "\0",
            "\x85",
            "\u2028",
            "~",
            "=",
            "0o17",
            "0x1f",
            ".nan",
            "1_000",
            "2026-11-20",
        ),
        *("treatments", "screening_date", "true", "@", "`", "\\x", "\\ud800"),
    ]
)
yaml_texts = st.lists(st.one_of(_yaml_pieces, st.text(max_size=4)), max_size=40).map("".join)
files = st.one_of(
    yaml_texts.map(lambda text: text.encode("utf-8", "surrogatepass")),
    records.map(lambda data: json.dumps(data, default=str, skipkeys=True).encode()),
    st.binary(max_size=200),
)
"""Files that may be a record in YAML or JSON."""

stored = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(2**70), 2**70), st.floats(), texts),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=8), inner, max_size=3)),
    max_leaves=8,
)
"""Values that a row of the log might have to hold."""


def as_data(value: Any) -> Any:
    """Give an input as it can be printed in a line."""
    shown = repr(value)
    return shown if len(shown) <= 2_000 else f"{shown[:2_000]}… ({len(shown)} characters)"
