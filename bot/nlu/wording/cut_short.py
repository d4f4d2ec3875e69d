"""Words cut short with a full stop, in full: ``Regoraf. since June``, ``bilirub. 1.2``, ``liver transpl. 2021``."""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.lexicon.vocabulary import entries, words
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from criteria import load_catalogue

_CUT = Gated(r"(?<![\w.@-])([a-z]{4,14})\.(?=[/,;:)+-]|\s*[(\d]| (?:since|from|in|on|until|till|start|ongoing|and)\b)")
_LABS = frozenset(("bilirubin", "albumin", "hemoglobin", "creatinine", "leukocytes", "neutrophils"))
_LEAST = 5
"""Letters that are left of a word at least."""
_NOT_CUT = frozenset(("album", "levol", "levole", "fluor", "fluoro", "tremo"))
"""Beginnings that are words themselves, or of other drugs."""
_DATED = re.compile(r"[/+]| (?:since|from|until|till) | ?\(?\d{1,2}[/.-]\d{2}")
"""What shows that a short form that is known ends no sentence."""


def uncut(text: Text) -> Text:
    """Put drugs and laboratory values that a full stop cuts short in full, where one word alone begins so."""
    if "." not in text.low:
        return text
    whole, short = _wholes()
    changes = []
    for match in _CUT.finditer(text.low):
        start = match[1]
        if start in short and _DATED.match(text.low, match.end()):
            changes.append(Change(*match.span(), start))
        elif start in whole:
            changes.append(Change(*match.span(), whole[start]))
    return rewritten(text, changes) if changes else text


@lru_cache(maxsize=1)
def _wholes() -> tuple[dict[str, str], frozenset[str]]:
    """The beginnings that belong to words of one meaning, each with its word; the short forms of drugs."""
    terms, known = _terms()
    found = dict[str, set[tuple[str, str, str]]]()
    for phrase, role, meaning in terms:
        for length in range(_LEAST, len(phrase) - 1):
            found.setdefault(phrase[:length], set()).add((role, meaning, phrase))
    barred = known | {str(word) for word in words()["real"]} | _NOT_CUT
    whole = {
        start: min((phrase for _, _, phrase in told), key=len)
        for start, told in found.items()
        if start not in barred and len({one[:2] for one in told}) == 1
    }
    drugs = [phrase for phrase, role, _ in terms if role == "agent"]
    return whole, frozenset(one for one in drugs if any(more != one and more.startswith(one) for more in drugs))


def _terms() -> tuple[list[tuple[str, str, str]], set[str]]:
    """Give the words of the vocabulary that are cut short, with what they mean; and all words there are."""
    catalogue = load_catalogue()
    told = list(entries(catalogue))
    known = {word for phrase, _ in told for word in str(phrase).split()}
    terms = [
        (str(phrase), sense.role, sense.id)
        for phrase, sense in told
        if str(phrase).isalpha()
        and (
            (sense.role == "agent" and catalogue.drug_classes(sense.id)) or (sense.role == "name" and sense.id in _LABS)
        )
    ]
    return terms, known
