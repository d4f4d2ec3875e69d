"""Values of a day counted from a treatment that has its own: ``bloods a week before the TACE of 12 Oct: plt 88``.

The day of the treatment is left to it, and the values get theirs; other events are counted in `beside_treatments`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.nlu.dating.dates import find_dates
from bot.nlu.dating.days import COUNT, counted, first_day
from bot.nlu.lexicon.calendar_words import WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_DONE = (
    r"(?:(?:deb-?|c-?|d-?)?tace|haic|tae|sirt|tare|y-?90|rfa|mwa|ablation|resection|hepatectomy|surgery|operation|"
    r"(?:chemo|radio)?-?emboli[sz]ation|sbrt)(?: (?:session|procedure|course))?"
)
_SAMPLES = r"(?:bloods?|bloodwork|blood tests?|labs?|lab values|labwork|samples?|values|results|fbc|cbc|lfts?|coags?)"
_TESTS = (
    r"(?:plts?|platelets?|hb|hgb|ha?emoglobin|wbc|wcc|anc|neut\w*|bili\w*|tbil|tb|alb\w*|alt|ast|inr|pt|creat\w*|afp|"
    r"pivka(?:-?ii)?|dcp)(?: (?:was|of|is|at))? ?[:=]? ?[<>]?\d[\d.,]*k?(?: ?(?:10\^9/l|x10\^9/l|g/dl|g/l|mg/dl|umol/l|"
    r"u/l|iu/l|ng/ml|mau/ml|s|sec))?"
)
_COUNTED = (
    rf"(?:(?:the )?(?P<one>day|morning)|day (?P<nth>\d{{1,2}})|(?P<n>\d{{1,2}}|{any_of(COUNT)})[ -]?"
    r"(?P<unit>days?|d|weeks?|wks?))"
)
_AROUND = Gated(
    rf"\b(?:(?P<head>{_SAMPLES})(?: (?:taken|drawn|done|from|on|of))*|(?P<value>{_TESTS}),?(?: on| taken| drawn)*) \(?"
    rf"{_COUNTED} (?P<way>before|prior to|of|after|following|post)[ -](?:(?:the|his|her|last|first|latest|this|that) )*"
    rf"(?P<what>{_DONE})(?: #?\d)?,? ?(?P<open>\()?(?:(?:of|on|from|dated|done|was) )*(?P<day>{WRITTEN_DAY})(?(open)\))"
    r"(?P<end>\)?)(?![\w/.-]\d)"
)


def with_days_around(text: Text, today: date) -> Text:
    """Put the day of the values beside them, and that of the treatment beside it."""
    changes = [change for match in _AROUND.finditer(text.low) if (change := _apart(match, today)) is not None]
    return rewritten(text, apart(changes)) if changes else text


def _apart(match: re.Match[str], today: date) -> Change | None:
    told = next((day for start, _, day in find_dates(match["day"], today) if not start), None)
    iso = told.iso if told is not None and told.clear else None
    days = _distance(match)
    if iso is None or len(iso) != 10 or days is None:
        return None
    day = first_day(iso) + timedelta(days=days)
    if day > today:
        return None
    done = f"{match['what']} on {iso}"
    if match["head"]:
        return Change(*match.span(), f"{done}. {match['head']} {day.isoformat()}")
    return Change(match.end("value"), match.end(), f" on {day.isoformat()}; {done}")


def _distance(match: re.Match[str]) -> int | None:
    """The days from the treatment to the values; ``on the day of`` is none, and ``three days of`` no distance."""
    if match["way"] == "of":
        return 0 if match["one"] else None
    back = match["way"] in ("before", "prior to")
    if match["nth"]:
        return None if back else int(match["nth"])
    days = 1 if match["one"] else int(counted(match["n"])) * (7 if match["unit"].startswith("w") else 1)
    return -days if back else days
