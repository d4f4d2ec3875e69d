"""Fields of forms about the tumour: ``Dx method ..... radiological``, ``Portal vein: none``, ``BCLC? B or C``.

A form has a name, a mark and a value, and the three come in many shapes. A field counts where its name opens an item,
its value ends one and both are known to go together; it is put in the words in which such a fact is read anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from bot.nlu.text.normalise import Text
from bot.nlu.text.pattern_files import fields_of
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_FILES = ("fields/staging.yml",)
_HEADS = "|".join(
    f"(?<={one}:)"
    for one in ("findings", "impression", "conclusion", "summary", "staging", "outcome", "assessment", "report")
)
OPENS = rf"(?:^|(?<=[\n;,.|(])|(?<= / )|(?<= - )|{_HEADS})[ \t]*(?:[*>+]+ ?|- )?(?:q ?\d{{1,2}}[.:)]? )?"
"""What may stand before the name: the mark of a list, the number of a question."""
JOINS = r"(?: ?(?:[:=]|->) ?| ?\.{3,}[ .]*| [-–] |\?(?: ?(?:[:-]|->))? +|;(?=\S)| (?=\([-+]\)))"
"""What sets a value apart from its name."""
_JOINED = re.compile(r"[:=?;]|->|\.{3}| [-–] | \([-+]\)")
"""What every such mark holds."""
_ENDS = r"(?=[ \t]*(?:$|[\n;,|()]|\.(?!\d)| [/–-] ))"


class _Field(NamedTuple):
    """Names that go together, and what their values are put in."""

    pattern: Gated
    wordings: tuple[str, ...]
    needs: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def may_be_read(self, low: str) -> bool:
        """Tell whether a message holds what the names need beside them, and nothing that speaks against them."""
        return (self.needs is None or self.needs.search(low) is not None) and (
            self.unless is None or self.unless.search(low) is None
        )


@lru_cache(maxsize=1)
def _fields() -> tuple[_Field, ...]:
    """Load the fields; every value is a group of its own, so that the one that matched tells the wording."""
    found = []
    for keys, needs, unless, says in fields_of(_FILES):
        values = "|".join(f"(?P<v{at}>{value})" for at, (value, _) in enumerate(says))
        pattern = Gated(rf"{OPENS}(?P<field>(?:{keys}){JOINS}(?:{values})){_ENDS}")
        wordings = tuple(wording for _, wording in says)
        needed, against = (re.compile(one) if one else None for one in (needs, unless))
        found.append(_Field(pattern, wordings, needed, against))
    return tuple(found)


def with_staging_fields(text: Text) -> Text:
    """Put fields of forms about the tumour in the words in which they are read."""
    if _JOINED.search(text.low) is None:
        return text
    changes = [one for field in _fields() for one in _changes(text.low, field)]
    return rewritten(text, apart(changes)) if changes else text


def _changes(low: str, field: _Field) -> Iterator[Change]:
    for match in field.pattern.finditer(low):
        if not field.may_be_read(low):
            return
        wording = next(one for at, one in enumerate(field.wordings) if match[f"v{at}"] is not None)
        yield Change(*match.span("field"), match.expand(wording))
