"""An answer with two values of two sources: ``SD on CT, PR on MRI``, ``2 per oncologist, 1 per me``; either may hold.

They are put as ``SD or PR``. What parts them by time (``2 on the ward, 1 at home now``) is read elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.option_names import options_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.wording.either_way import in_order
from criteria.catalogue import Catalogue, Fact

_LONGEST = 80
_WHO = (
    r"(?:(?:the |my |our |his |her |one |a |another |other |first |second |outside |local |central |study )*"
    r"(?:oncologists?|surgeons?|hepatologists?|radiologists?|pathologists?|doctors?|drs?|nurses?|fellows?|"
    r"registrars?|consultants?|"
    r"gps?|"
    r"wife|husband|family|patient|pt|mdt|board|tumou?r board|team|me|myself|us|ourselves|her|him|chart|notes?|letters?|"
    r"reports?|referral|summary|site|sponsor|pi|investigator|readers?|readers? (?:a|b|1|2|one|two)|one|another|"
    r"ct|cts|mri|mr|us|ultrasound|ceus|pet|pet-?ct|angio(?:graphy)?|doppler|"
    r"imaging|examination|exam|clinically|radiologically|i|we|he|she))"
)
_SAYS = (
    r"(?:says?|said|thinks?|thought|has|have|had|gives?|gave|puts? (?:it )?at|calls? it|called it|wrote|writes|"
    r"would say|states?|:)"
)
_BEHIND = (
    r"(?:[ ,(]{1,2}(?:as )?(?:per|by|on|in|from|according to|for|says|said|with|via)?[ ]?"
    rf"{_WHO}(?: (?:says?|said|thinks?|lab|report|read))?\)?)"
)
_PIECE = r"[a-z0-9<>][a-z0-9<>., /%^-]{0,18}?"
_AND = r"(?:\s*[,;/.–-]+\s*(?:but |and |while |whereas |though )?| (?:but|and|while|whereas|vs\.?|versus) )"
_TWO = re.compile(
    rf"\W*(?:(?:it is|it's|well|hm)[ ,]+)?(?P<one>{_PIECE}){_BEHIND}{_AND}(?P<two>{_PIECE}){_BEHIND}[\s.!?]*|"
    rf"\W*{_WHO} {_SAYS} ?(?P<first>{_PIECE}){_AND}{_WHO} (?:{_SAYS} ?)?(?P<other>{_PIECE})[\s.!?]*"
)
_FIGURE = re.compile(rf"{VALUE}(?:{UNIT}|\s?(?:months?|mo|points?|lesions?|nodules?))?")
_KINDS = ("choice", "quantity")


def with_two_judges(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Put the two values of an answer beside each other."""
    fact = catalogue.facts.get(asked[0]) if len(asked) == 1 else None
    if fact is None or fact.kind not in _KINDS or len(text.low) > _LONGEST:
        return text
    match = _TWO.fullmatch(text.low)
    if match is None:
        return text
    one, two = ((match[each] or match[told]).strip() for each, told in (("one", "first"), ("two", "other")))
    if not (_tells(one, fact) and _tells(two, fact)):
        return text
    if one == two:
        return rewritten(text, [Change(0, len(text.low), one)])
    either = f"{one}?" if fact.lab or _of_readers(fact, text.low) else f"{one} or {two}"
    return in_order(rewritten(text, [Change(0, len(text.low), either)]))


_MEANS = re.compile(
    r"\b(?:cts?|mri?|us|ultrasound|ceus|pet|angio|doppler|imaging|clinically|radiologically|m?recist)\b"
)


def _of_readers(fact: Fact, low: str) -> bool:
    """``SD per the surgeon, PD per the oncologist``: of two readers of one scan which is right is asked."""
    return fact.id == "response" and _MEANS.search(low) is None


def _tells(piece: str, fact: Fact) -> bool:
    """Tell whether a piece is a value of the fact."""
    return _FIGURE.fullmatch(piece) is not None if fact.kind == "quantity" else len(options_of(piece, fact)) == 1
