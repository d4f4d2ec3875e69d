"""What identifies a person is taken out of a message before anything keeps it.

Names, telephone numbers, e-mail, numbers of record and identity and addresses become their kind in brackets
(`[phone]`), by which the coordinator is told to use a code; of a date of birth the age stays, and where the day
is not known well enough for one age, the year.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from bot.birth_dates import find_birth_dates
from bot.nlu.personal.personal import find_personal, redacted


@dataclass(frozen=True)
class Redacted:
    """A message without personal data, and how many pieces of which kind were taken out."""

    text: str
    kinds: Counter[str]


def redact(text: str, today: date, asked: Collection[str] = ()) -> Redacted:
    """Take personal data out of a message; what was taken out before stays as it is.

    `today` is the day as of which an age is counted, `asked` the facts that the last question asked for.
    """
    spans = find_personal(text)
    kinds = Counter(one.what for one in spans if text[one.start : one.end] != f"[{one.what}]")
    text = redacted(text, spans)
    births = find_birth_dates(text, today, asked)
    place, pieces = 0, list[str]()
    for start, end, words in births:
        pieces += [text[place:start], words]
        place = end
        if words != text[start:end]:
            kinds["birth date"] += 1
    return Redacted("".join([*pieces, text[place:]]), kinds)
