"""The date that stands beside a word: of the event that the word names."""

from __future__ import annotations

from bot.nlu.dating.dated_after import day_past_treatment
from bot.nlu.dating.days import Day, day_of, partial
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_DATED = word_set("polarity_dated")
_UNDER = frozenset(["on", "under", "during", "receiving", "taking"])
"""``stroke on lenvatinib, June 2026``: the drug stands between an event and its date."""


def date_beside(draft: Draft, place: int, last: int) -> tuple[Day, int] | None:
    """Give the date that belongs to a word: behind it in its segment, or alone in the next, else before it."""
    for step in range(place + 1, last):
        day = draft.tokens[step].day
        if day is not None and draft.tokens[step].kind == "date":
            return day, step
    under = False
    for step in range(last + 1, min(last + 10, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence or (under and token.used and token.kind == "date"):
            break
        if (under and _is_drug(token)) or _dose(draft, step):
            continue
        under = under or token.text in _UNDER
        if _parts(draft, step):
            if _was_found(draft, last, step):
                draft.use([step])
                continue
            break
        plain = token.kind in ("date", "punct") or token.cue("past", "last", "now", "stopped") or token.text in _DATED
        if token.segment != draft.tokens[place].segment and not plain and year_of(draft, step) is None:
            break
        day = day_at(draft, step)
        if day is not None and not _next_owns(draft, step):
            own = _date_before(draft, place) if _dates_else(draft, place, step) else None
            return own or (_spanned(draft, day, step), step)
    return _date_before(draft, place)


def _is_drug(token: Token) -> bool:
    return token.hit is not None and any(one.role in ("agent", "regimen") for one in token.hit.senses)


def _dose(draft: Draft, step: int) -> bool:
    token = draft.tokens[step]
    return token.kind == "num" and (draft.word(step - 1) == "x" or (token.unit or "").startswith("mg"))


_DIAGNOSED = frozenset(("diagnosed", "dx", "dx'd", "diagnosis"))
"""``PE diagnosed 15/06/2026``: the word is about the tumour where no illness stands before it."""


def _parts(draft: Draft, step: int) -> bool:
    """Tell whether a token between a word and its date begins another matter."""
    token = draft.tokens[step]
    if token.text in _DIAGNOSED:
        return False
    if (token.clinical and not token.sense("decoy")) or token.cue("neg", "stop"):
        return True
    return token.kind == "num" and year_of(draft, step) is None


_FOUND = frozenset(["diagnosed", "confirmed", "proven"])
_WAS = frozenset(["was", "is", "were", "first", "newly", "had", "has been", "been", "("])


def _was_found(draft: Draft, last: int, step: int) -> bool:
    """``PE diagnosed 12 Oct``, ``MI was confirmed in 2016``: said of the event itself."""
    behind = step + 2 if draft.word(step + 1) in ("in", "on", "at", "(", ":") else step + 1
    said = draft.word(step) in _FOUND and all(draft.word(one) in _WAS for one in range(last + 1, step))
    return said and day_at(draft, behind) is not None


def _spanned(draft: Draft, day: Day, step: int) -> Day:
    """``between March and May 2026``, ``Jan/Feb 2026``: the year or month that holds both."""
    if (other := _other_year(draft, day, step)) is not None:
        return Day(None, (str(day.iso), other))
    after = draft.at(step + 2)
    joined = ("/", "or", "-", "to", "and") if draft.word(step - 1) == "between" else ("/", "or", "-", "to")
    if draft.word(step + 1) not in joined or after is None or after.day is None:
        return day
    draft.use([step + 1, step + 2])
    if day.iso is None or after.day.iso is None:
        return Day(None, (*day.candidates, *after.day.candidates))
    first, second = day.iso.split("-"), after.day.iso.split("-")
    shared = [one for one, other in zip(first, second, strict=False) if one == other]
    if not shared or first[0] != second[0]:
        return Day(None, (day.iso, after.day.iso))
    return Day("-".join(shared[:1] if first[1:2] != second[1:2] else shared), (day.iso, after.day.iso))


_OR_ELSE = frozenset((",", "or", "maybe", "perhaps", "possibly", "was", "it", "is", "in", "rather"))


def _other_year(draft: Draft, day: Day, step: int) -> str | None:
    """``in 2018 or 2019``, ``2019, or was it 2020``, ``2015 or 16``: the second of two years, of which one is meant."""
    place = step + 1
    said: list[str] = []
    while place < step + 7 and draft.word(place) and _OR_ELSE.issuperset(draft.word(place).split(" ")):
        said += draft.word(place).split(" ")
        place += 1
    if day.iso is None or "or" not in said:
        return None
    other, token = day_at(draft, place), draft.at(place)
    if other is not None and len(said) == 1 and not len(day.iso) == len(other.iso or "") == 4:
        return None  # ``in March or April 2020``
    if other is None and len(day.iso) == 4 and draft.word(place).isdigit() and len(draft.word(place)) == 2:
        short = token is not None and token.unit is None and draft.word(place - 1) == "or"
        year = day.iso[:2] + draft.word(place)
        return year if short and day.iso < year <= str(draft.today.year) else None
    return other.iso if other is not None and other.iso != day.iso else None


_FRAME = word_set("said_further_frame") | _DATED


def _dates_else(draft: Draft, place: int, step: int) -> bool:
    """``In 2019 MI, in 2021 hernia repair``: a date of the next segment, with a word behind it that no one knows."""
    after, token = draft.at(step + 1), draft.tokens[step]
    if token.segment == draft.tokens[place].segment or after is None or after.segment != token.segment:
        return False
    return after.kind == "word" and len(after.text) > 3 and after.text not in _FRAME


def _next_owns(draft: Draft, step: int) -> bool:
    """A date in a later segment with a clinical word right behind it belongs to that word."""
    before = draft.at(step - 1)
    after = draft.at(step + 1)
    if before is None or before.text != "," or after is None:
        return False
    return after.clinical or after.text == ":" or bool(after.sense("note"))


def _date_before(draft: Draft, place: int) -> tuple[Day, int] | None:
    if _known_before(draft, place):
        return None
    for step in range(place - 1, max(-1, place - 7), -1):
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment or token.clinical:
            return None
        day = day_at(draft, step)
        if day is not None and not token.used:
            return day, step
    return None


_KNOWN_BEFORE = frozenset(("old", "known", "previous", "prior", "remote", "chronic"))


def _known_before(draft: Draft, place: int) -> bool:
    """``MRI 4 June 2026: old infarct``: the date is that of the scan, which saw what was there before."""
    return not _KNOWN_BEFORE.isdisjoint((draft.word(place - 1), draft.word(place - 2)))


_LINKS = word_set("event_dates_links")


def date_of_onset(draft: Draft, place: int) -> tuple[Day, int] | None:
    """``chest pain on 3 May, diagnosed as infarction``: the only date before, where words lead on from it."""
    sentence, linked, found = draft.tokens[place].sentence, False, None
    if _known_before(draft, place):
        return None
    for step in range(place - 1, max(-1, place - 26), -1):
        token = draft.tokens[step]
        if token.sentence != sentence or (token.used and token.kind == "date"):
            break
        if found is None and (token.text in _LINKS or token.phrase in _LINKS):
            linked = True
            continue
        if token.clinical or token.cue("neg", "relative", "plan") or token.text in ("later", "then", "since", "until"):
            break
        if token.kind == "date" and token.day is not None:
            if found is not None or "denied" in token.scope:
                return None
            found = (token.day, step)
    if found is None or not linked:
        at = day_past_treatment(draft, place)
        day = draft.tokens[at].day if at is not None else None
        return (day, at) if day is not None and at is not None else None
    return found


def day_at(draft: Draft, place: int) -> Day | None:
    """Give the day that stands at a place: a date, or a bare number that is a year."""
    token = draft.at(place)
    return token.day if token is not None and token.kind == "date" else year_of(draft, place)


def year_of(draft: Draft, place: int) -> Day | None:
    """Read a bare number as a year (``MI 2015``, ``(2019)``), or give None."""
    token = draft.at(place)
    if token is None or token.kind != "num" or token.used or token.unit or token.number is None:
        return None
    year = token.number.plain
    if year is None or not 1950 <= year <= draft.today.year:
        return None
    bounded = draft.word(place - 1) == "before" or (draft.word(place - 1), draft.word(place - 2)) == ("to", "prior")
    return Day(None, (str(year),)) if bounded else day_of(partial(year), draft.today)
