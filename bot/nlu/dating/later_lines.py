"""Of several treatments the later one counts by its date, wherever it stands in the text."""

from __future__ import annotations

from datetime import timedelta

from bot.nlu.dating.days import first_day, last_day
from bot.nlu.dating.latest import told_on
from bot.nlu.draft import Draft
from bot.nlu.treatments.entries import Entry

_OPENS_CLAUSE = (
    ",",
    ";",
    ".",
    "\n",
    "(",
    "-",
    "|",
    "and",
    "then",
    "with",
    "the",
    "a",
    "last",
    "latest",
    "repeat",
    "up",
    "fu",
    "f/u",
    "restaging",
    "his",
    "her",
    "this",
    "that",
    "an",
    "next",
    "first",
    "new",
    "control",
    "follow-up",
    "surveillance",
    "subsequent",
    ":",
)
"""Before a scan that opens a clause of its own; ``repeat CT``."""
_SCANS = frozenset(["ct", "mri", "scan", "imaging", "cect", "mrct", "pet", "restaging"])


def ended(entry: Entry) -> str | None:
    """Give the last date that is told of a treatment, or None."""
    return entry.end or (max(entry.sessions) if entry.sessions else None) or entry.start


def over_before(one: Entry, other: Entry) -> bool:
    """Tell whether a treatment was over before another began (``sorafenib until May 2025; TACE June 2026``)."""
    last, first = ended(one), ended(other)
    if last is None or first is None or one.ongoing:
        return False
    if other.start and one.start and other.ongoing and len(last) < len(first) and first.startswith(last):
        return first_day(one.start) < first_day(first)  # until early May, the other since 22 May
    return last_day(last) < first_day(first)


def overtaken(draft: Draft, entry: Entry, entries: list[Entry], place: int) -> bool:
    """``TACE, last in June 2026; sorafenib 2/25-8/25, stopped for PD``: what was told before came after it."""
    return bool(_since(entry, entries)) and not shown_since(draft, entry, entries, place)


def shown_since(draft: Draft, entry: Entry, entries: list[Entry], place: int) -> bool:
    """``TACE June 2026; sorafenib 2/25-8/25; CT October 2026: PD``, ``now PD``: no progression under that course."""
    if _scanned_long_after(draft, entry, place):
        return True
    later = _since(entry, entries)
    if not later:
        return False
    near = range(max(entry.last + 1, place - 4), min(place + 3, len(draft.tokens)))
    if any(draft.tokens[one].cue("now") and not _leads_on(draft, one) for one in near):
        return True
    sentence, segment = draft.tokens[place].sentence, draft.tokens[place].segment
    behind = draft.tokens[place + 1 : place + 5]
    scanned = any(one.text in _SCANS or one.senses("option") for one in behind)
    own = [one for one in behind if scanned or one.segment == segment]
    tokens = [*draft.tokens[entry.last + 1 : place + 1], *own]
    told = [one.day.iso for one in tokens if one.kind == "date" and one.day is not None and one.sentence == sentence]
    newest = max(first_day(ended(one) or "") for one in later)
    return any(iso is not None and iso != entry.end and last_day(iso) >= newest for iso in told)


_UNTIL_THE_SCAN = timedelta(days=28)
"""A scan so long after the last dose tells why it was stopped no more than any later one."""


def _scanned_long_after(draft: Draft, entry: Entry, place: int) -> bool:
    """``nivolumab, last dose 19 August; the scan in October shows PD``: found after it had been given up."""
    if entry.end is None or scan_of_its_own(draft, entry, place) is None:
        return False
    between = draft.tokens[entry.last + 1 : place + 4]
    days = [one.day.iso for one in between if one.kind == "date" and one.day is not None and one.day.iso]
    return any(first_day(iso) - last_day(entry.end) > _UNTIL_THE_SCAN for iso in days)


def _leads_on(draft: Draft, place: int) -> bool:
    """``PD, now lenvatinib``: what is taken now, not how the tumour is."""
    return any(one.treats for one in draft.tokens[place + 1 : place + 3])


def _since(entry: Entry, entries: list[Entry]) -> list[Entry]:
    """Give the treatments told before a course that is over, which began after it."""
    if entry.end is None and not entry.stopped and not entry.sessions:
        return []
    return [one for one in entries if one.first < entry.first and over_before(entry, one)]


def passed(draft: Draft, place: int, onward: Entry) -> bool:
    """Tell whether a treatment came after what is told before it; the day of that is none of the treatment then."""
    if not _led_to(draft, place, onward):
        return False
    token = draft.tokens[place]
    near = range(max(0, place - 6), min(place + 6, onward.first))
    draft.use([one for one in near if draft.tokens[one].kind == "date" and draft.tokens[one].segment == token.segment])
    return True


_NEXT = frozenset(
    ("then", "and then", "followed by", "subsequently", "thereafter", "afterwards", "next", "so", "hence")
)
_CAME = frozenset(("followed", "next", "then", "thereafter", "afterwards", "subsequently"))


def _led_to(draft: Draft, place: int, onward: Entry) -> bool:
    """``In January disease progressed, and SIRT followed``: a treatment that came after what is told before it."""
    words = [draft.word(one) for one in range(place + 1, onward.first)]
    if len(words) < _NEAR and (not _NEXT.isdisjoint(words) or "followed by" in " ".join(words)):
        return True
    behind = [draft.word(one) for one in range(onward.last + 1, onward.last + 4)]
    if len(words) < _NEAR and behind[1:2] != ["by"] and not _CAME.isdisjoint(behind[:2]):
        return True
    day = told_on(draft.tokens, place, place, draft.places.piece(place), draft.today)
    begun = onward.start or ended(onward)
    return day is not None and begun is not None and last_day(day) < first_day(begun)


_NEAR = 12
"""Words between what was found and the treatment that it led to."""


def scan_of_its_own(draft: Draft, entry: Entry, place: int) -> int | None:
    """``TACE 24 May, CT 2 Nov: SD``: give the scan that opens a clause between a treatment and a response."""
    for step in range(place - 1, max(entry.last, place - 12), -1):
        token = draft.tokens[step]
        if token.senses("option") or token.cue("stop") or token.text in ("best", "best response"):
            return None
        if token.text in _SCANS:
            first = step - 1 if draft.word(step - 1) in _SCANS else step  # ``restaging CT``
            return first if draft.word(first - 1) in _OPENS_CLAUSE else None
    return None


def opened_with_scan(draft: Draft, place: int) -> bool:
    """``The scan shows that the mass shrank, which counts as a partial response``: the sentence tells of a scan."""
    sentence, first = draft.tokens[place].sentence, place
    while first > 0 and first > place - 40 and draft.tokens[first - 1].sentence == sentence:
        first -= 1
    words = [draft.word(one) for one in range(first, min(first + 4, place))]
    best = any(draft.word(one).startswith("best") for one in range(first, place))
    return bool(_SCANS.intersection(words)) and not best
