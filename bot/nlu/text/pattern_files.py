"""Files of patterns: rows of text in which «name» stands for a part of patterns that the same files name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ruamel.yaml import YAML

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.lexicon.calendar_words import MONTH_CUT, SOME_MONTH
from bot.nlu.scope.kin import KIN
from bot.nlu.scope.not_given import GIVEN_TO, NEVER_WAS, YET_ONCE

_FOLDER = Path(__file__).parents[1] / "forms"
_PART = re.compile("«([a-z_]+)»")
_EVERYWHERE = {
    "aye": f"(?:{AYE})",
    "nay": f"(?:{NAY})",
    "mon": f"(?:{MONTH_CUT})",
    "month": SOME_MONTH,
    "kin": f"(?:{KIN})",
    "never_was": NEVER_WAS,
    "given_to": GIVEN_TO,
    "yet_once": YET_ONCE,
}
"""Parts that every file may name."""


def rows_of(names: Sequence[str], key: str, pattern: int = 1) -> Iterator[tuple[str, str, str]]:
    """Give the rows under ``key`` of the files, in their order: three texts, that at ``pattern`` with its parts put in.

    Raises:
        KeyError: a row names a part that there is not.
        ValueError: two files name a part alike, so that one would take the other's place.
    """
    files = [YAML(typ="safe").load((_FOLDER / name).read_text(encoding="utf-8")) for name in names]
    parts: dict[str, str] = dict(_EVERYWHERE)
    for name, one in zip(names, files, strict=True):
        own = one.get("parts", {})
        if twice := parts.keys() & own.keys():
            raise ValueError(
                f"{name}: the part «{min(twice)}» is named in another file or everywhere. Rename this one."
            )
        parts |= own
    for one in files:
        for row in one[key]:
            first, second, third = (
                _put_together(text, parts) if at == pattern else text for at, text in enumerate(row)
            )
            yield first, second, third


def fields_of(names: Sequence[str]) -> Iterator[tuple[str, str, str, list[tuple[str, str]]]]:
    """Give the fields of files: their names, what a message must and must not hold, their values with the wordings."""
    for name in names:
        one = YAML(typ="safe").load((_FOLDER / name).read_text(encoding="utf-8"))
        for field in one["fields"]:
            says = [(_put_together(value, one["parts"]), wording) for value, wording in field["says"]]
            yield _put_together(field["keys"], one["parts"]), field.get("needs", ""), field.get("unless", ""), says


def _put_together(pattern: str, parts: Mapping[str, str]) -> str:
    return _PART.sub(lambda match: _put_together(parts[match[1]], parts), pattern)
