"""Days told for several events at once: ``yes and yes, both March 2025``, ``both, 2019 and 2021``, ``2019, no, 2021``.

Such an answer is put as a yes or no to each, in the order of the question and with its day.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.dating.day_forms import DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from criteria.catalogue import Catalogue

_LONGEST = 100
"""Letters of an answer that is read so."""
_IN = r"(?:(?:in|on|from|back in|around|since|was|were|it was|one|the|first|second|first one|second one|then)[ ]+)*"
_DIGIT = re.compile(r"\d|\b(?:january|february|march|april|may|june|july|august|september|october|november|december)\b")
_ALL = (
    rf"(?:(?:{AYE})(?:[ ,]+(?:and[ ]+)?(?:{AYE}))+|(?:(?:{AYE})[ ,]*)?(?:(?:he |she )?(?:has )?had |to |for )?"
    r"(?:both|all)(?: (?:of (?:them|these|those)|three|two|four|yes))*)"
)
_SAID = re.compile(
    rf"\W*{_ALL}[\s,;:(–-]+(?:both |all )?(?:on the same day,? )?{_IN}(?P<one>{DAY})"
    rf"(?:(?:,|;| and| &)+ {_IN}(?P<other>{DAY})(?: respectively)?)?\W*"
)
"""A yes to all, and one day or two."""
_PART = re.compile(rf"(?:(?:{AYE})\b[ ,:(-]*)?{_IN}(?P<day>{DAY})\W*|(?P<no>{NAY}|none|never|nil|neg|negative)\W*")
_PARTED = re.compile(r"\s*[,;/]\s*(?:and )?| and ")


def with_days_in_turn(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Say each of several events that were asked for with its day."""
    facts = [catalogue.facts[one] for one in asked if one in catalogue.facts]
    if len(facts) < 2 or len(text.low) > _LONGEST or any(one.kind != "event" for one in facts):
        return text
    if not _DIGIT.search(text.low):
        return text
    said = _SAID.fullmatch(text.low)
    if said is not None and (said["other"] is None or len(facts) == 2):
        days = [said["one"], said["other"]] if said["other"] else [said["one"]] * len(facts)
        return rewritten(text, [Change(0, len(text.low), ", ".join(f"yes in {one}" for one in days))])
    parts = [_PART.fullmatch(one) for one in _PARTED.split(text.low.strip(" .!"))]
    if len(parts) != len(facts) or not all(parts):
        return text
    each = (f"yes in {one['day']}" if one["day"] else "no" for one in parts if one is not None)
    return rewritten(text, [Change(0, len(text.low), ", ".join(each))])
