"""What is said around a treatment: dates and their roles, course, outcome, response, number of sessions."""

from __future__ import annotations

from bot.nlu.dates import Day, first_day, last_day
from bot.nlu.draft import Draft
from bot.nlu.entries import LOCAL, Entry
from bot.nlu.polarity import year_of
from bot.nlu.walk import is_name

_STARTS = {
    "since",
    "from",
    "started",
    "start",
    "starting",
    "began",
    "begun",
    "initiated",
    "commenced",
    "first",
    "beginning",
    "begin",
}
_ENDS = {
    "until",
    "till",
    "to",
    "-",
    "stopped",
    "ended",
    "discontinued",
    "completed",
    "finished",
    "off",
    "last",
    "through",
    "ending",
    "final",
    "stop",
    "latest",
    "recent",
    "ceased",
    "held",
    "->",
}
_COUNTS = {
    "x",
    "times",
    "sessions",
    "session",
    "cycles",
    "cycle",
    "courses",
    "course",
    "rounds",
    "doses",
    "fractions",
    "fr",
    "gy",
    "procedures",
    "treatments",
    "infusions",
    "c",
    "treatment",
    "applications",
    "round",
}
_DOSE = {"mg", "mg/d", "mg/day", "g", "iu", "ug", "mcg", "mg/m2", "mg/kg"}
_LEADING = (
    "progressed",
    "stop",
    "intolerant",
    "ongoing",
    "stopped",
    "past",
    "after",
    "last",
    "first",
    "then",
    "completed",
    "positive",
    "now",
)


def describe(draft: Draft, entries: list[Entry]) -> None:
    """Give every entry what stands before and behind it."""
    claimed = {place for entry in entries for place in range(entry.first, entry.last + 1)}
    for number, entry in enumerate(entries):
        before = entries[number - 1] if number else None
        if before is not None and before.joined and not (entry.first > before.last + 4):
            _before(draft, before, None, claimed)
        _before(draft, entry, before, claimed)
        _behind(draft, entry, entries[number + 1] if number + 1 < len(entries) else None)
    for number in range(len(entries) - 2, -1, -1):
        if entries[number].joined:
            _share(entries[number], entries[number + 1])
    _outcomes(draft, entries)


def _share(entry: Entry, other: Entry) -> None:
    """Treatments given together began together."""
    if entry.start is None and entry.end is None:
        entry.start = other.start
    entry.ongoing = entry.ongoing or (other.ongoing and entry.start is not None and entry.kind == "haic")


def _before(draft: Draft, entry: Entry, previous: Entry | None, claimed: set[int]) -> None:
    """Read the words that lead up to a treatment: ``progressed on``, ``since July``, ``two``, ``last``."""
    floor = previous.last + 1 if previous is not None else 0
    role = ""
    for step in range(entry.first - 1, max(floor, entry.first - 8) - 1, -1):
        token = draft.tokens[step]
        if token.segment != draft.tokens[entry.first].segment and token.text not in (",", ":"):
            return
        if (
            step in claimed
            or token.used
            or token.text in (",", ";", ")")
            or (token.clinical
            and not token.cue("progressed"))
        ):
            return
        day = year_of(draft, step) or token.day
        if token.cue("progressed", "intolerant") and not token.scope & {"neg", "relative"}:
            entry.outcome = "progression" if token.cue("progressed") else "intolerance"
        elif token.kind in ("date", "num") and day is not None and token.kind != "dur":
            if previous is not None and not _leads(draft, step):
                return
            _assign(draft, entry, day, step, _lead_role(draft, step, role))
            continue
        elif token.kind == "num":
            entry.several = entry.several or (token.number is not None and token.number.value > 1)
        elif token.cue("ongoing") and not token.scope & {"neg"}:
            entry.ongoing = token.text not in ("since", "under", "present", "to date") or entry.ongoing
        elif token.cue("last"):
            role = "end"
        elif token.cue("stopped"):
            entry.stopped, role = True, "end"
        elif token.cue("first"):
            role = "start"
        elif token.cue("completed"):
            entry.outcome = entry.outcome or "completed"
        elif (token.kind == "hit" and not token.cue(*_LEADING)) or (token.kind == "word" and token.text not in _PASSING):
            return
        draft.use([step])


_PASSING = {
    "a",
    "the",
    "of",
    "was",
    "is",
    "she",
    "he",
    "has",
    "had",
    "on",
    "in",
    "for",
    "and",
    "to",
    "been",
    "pt",
    "treatment",
    "with",
    "line",
    "x",
    "sessions",
    "session",
    "cycles",
    "cycle",
    "rounds",
    "his",
    "her",
    "st",
    "nd",
    "got",
    "did",
    "dose",
    "s",
    "p",
    "that",
    "who",
    "by",
    "one",
    "two",
    "three",
    "it",
    "year",
}


def _leads(draft: Draft, step: int) -> bool:
    """A date right before a treatment leads it where a word or a colon says so (``since July lenvatinib``)."""
    return (
        draft.word(step - 1) in ("since", "in", "from", "on", ",")
        or draft.word(step + 1) == ":"
        or (draft.tokens[step].day is not None and draft.tokens[step].day.post)
    )


def _lead_role(draft: Draft, step: int, role: str) -> str:
    return "start" if draft.word(step - 1) in ("since", "from") else role


def _behind(draft: Draft, entry: Entry, following: Entry | None) -> None:
    """Read what follows a treatment, up to the next one."""
    ceiling = following.first if following is not None else len(draft.tokens)
    role, step = "", entry.last + 1
    while step < ceiling:
        token = draft.tokens[step]
        if _foreign(draft, entry, step):
            step = _next_segment(draft, step, entry, ceiling)
            role = ""
            continue
        if following is not None and _turns(draft, step, following):
            return
        role = _take(draft, entry, step, role)
        step += 1


def _turns(draft: Draft, step: int, following: Entry) -> bool:
    """Tell whether a word already speaks of the next treatment: ``then``, ``progressed on``, ``after``."""
    token = draft.tokens[step]
    if token.cue("then") and token.text not in ("next", "later"):
        return True
    only_leads = all(
        one.kind == "date" or one.cue(*_LEADING) or one.text in _PASSING or (one.kind == "num" and one.unit is None)
        for one in draft.tokens[step : following.first]
    )
    if not only_leads or token.segment != draft.tokens[following.first].segment:
        return False
    return (
        token.cue("progressed", "intolerant", "ongoing", "after", "past", "last")
        and following.first - step <= 4
        and not token.cue("first")
        and token.text not in ("since", "post", "had")
    )


def _foreign(draft: Draft, entry: Entry, step: int) -> bool:
    """Tell whether a token belongs to other matters: a lab, a fact of the history, another sentence's subject."""
    token = draft.tokens[step]
    if token.text == "\n":
        return True
    if token.used and token.kind != "date":
        return not (token.cue("ongoing", "stopped", "progressed"))
    if is_name(draft, step) or token.sense("condition") or token.sense("cancer") or token.sense("means"):
        return True
    names = [one for one in token.senses("name") if one.id != "response"]
    options = [one for one in token.senses("option") if one.id != "response"]
    if names or options:
        return True
    if token.cue("relative", "hypothesis", "plan", "refuse", "only", "naive"):
        return True
    return bool(token.hit and any(one.role in ("kind", "agent", "regimen") for one in token.hit.senses))


def _next_segment(draft: Draft, step: int, entry: Entry, ceiling: int) -> int:
    """Skip the rest of a foreign segment; another line ends what is said of the treatment."""
    segment = draft.tokens[step].segment
    if draft.tokens[step].text == "\n":
        return ceiling
    while step < ceiling and draft.tokens[step].segment == segment:
        step += 1
    return step


def _take(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """Take one token behind a treatment; give the role that a following date has."""
    token = draft.tokens[step]
    if draft.barred(step) or token.scope & {"plan", "refuse"}:
        return role
    if token.kind in ("date", "num", "dur"):
        return _take_value(draft, entry, step, role)
    if token.text in (",", ";", "."):
        return ""
    if token.text in _STARTS:
        draft.use([step])
        entry.ongoing = entry.ongoing or token.text == "since"
        return "start"
    denied = "neg" in token.scope
    if token.cue("intolerant"):
        entry.outcome = entry.outcome if denied else "intolerance"
        entry.stopped = entry.stopped or not denied
        draft.use([step])
    elif token.cue("stopped") or token.text in _ENDS:
        entry.stopped = entry.stopped or (
            token.cue("stopped") and token.text not in ("until", "till", "to", "through", "up to")
        )
        if token.cue("completed"):
            entry.outcome = entry.outcome or "completed"
        role = "end"
        draft.use([step])
    elif token.cue("completed"):
        entry.outcome = entry.outcome or "completed"
        role = "end"
        draft.use([step])
    elif token.cue("last"):
        role = "end"
    elif token.cue("ongoing") and not denied and not token.cue("progressed"):
        entry.ongoing = True
        draft.use([step])
    elif token.text == "single" or token.text == "once":
        entry.several = False
    elif token.text in ("twice", "several", "multiple", "repeated"):
        entry.several = True
        draft.use([step])
    return role


def _take_value(draft: Draft, entry: Entry, step: int, role: str) -> str:
    token = draft.tokens[step]
    if token.kind == "dur":
        if token.day is not None and token.day.iso and entry.ongoing and entry.start is None and token.day.clear:
            entry.start = token.day.iso
        draft.use([step])
        return role
    if token.kind == "num" and token.number is not None:
        years = _year_range(draft, step)
        if years is not None and not entry.start:
            entry.start, entry.end = years
            draft.use([step])
            return ""
        if year_of(draft, step) is None:
            return _take_count(draft, entry, step, role)
    day = year_of(draft, step) or token.day
    if day is None or (token.used and token.kind == "date") or _about_outcome(draft, step, entry):
        draft.use([step])
        return role
    _assign(draft, entry, day, step, role)
    return (
        "end" if draft.word(step + 1) in ("-", "to", "until", "till", "through", "->") else role if role == "" else ""
    )


def _year_range(draft: Draft, step: int) -> tuple[str, str] | None:
    number = draft.tokens[step].number
    if number is None or number.high is None or draft.tokens[step].unit:
        return None
    low, high = number.value, number.high
    if 1980 <= low <= high <= draft.today.year and low == int(low) and high == int(high):
        return str(int(low)), str(int(high))
    return None


def _take_count(draft: Draft, entry: Entry, step: int, role: str) -> str:
    """``x2``, ``3 cycles``, ``8 mg``: sessions and doses."""
    token = draft.tokens[step]
    if token.number is None:
        return role
    count = {draft.word(step - 1), draft.word(step + 1)} & _COUNTS
    dose = token.unit in _DOSE or (token.unit or "").startswith("mg")
    if count or dose or draft.word(step - 1) == "#":
        draft.use([step])
    if count and not dose and token.number.value > 1:
        entry.several = True
    return role


def _about_outcome(draft: Draft, step: int, entry: Entry) -> bool:
    """``PD in October``, ``CR at 3 months``: the date of an evaluation, not of the treatment."""
    for place in range(step - 1, max(entry.last, step - 4), -1):
        token = draft.tokens[place]
        if any(one.id == "response" for one in token.senses("option")) or token.cue("progressed"):
            return True
        if token.kind != "word" and token.text not in ("in", "on", "at", "since", "("):
            return False
    return False


def _assign(draft: Draft, entry: Entry, day: Day, step: int, role: str) -> None:
    """Give a date to an entry in the role that the words before it say."""
    if not day.clear or _soon(draft, day):
        kind = "ambiguous_date" if day.iso is None or not day.ahead else "future_date"
        draft.ask("treatments", kind, min(entry.first, step), max(entry.last, step), day.candidates)  # type: ignore[arg-type]
        return
    draft.use([step])
    iso = day.iso or ""
    if day.post:
        role = "end" if entry.several or role == "end" else "once"
    if not role:
        role = _default_role(entry, iso)
    if role == "end":
        entry.end = iso
    elif role == "start":
        entry.start = iso
    else:
        entry.start = entry.start or iso
        entry.end = iso


def _soon(draft: Draft, day: Day) -> bool:
    """``TACE 10 Dec`` typed in November: a guessed year would make it almost a year old; it may be a plan."""
    if not day.guessed or day.iso is None:
        return False
    parts = day.iso.split("-")
    if len(parts) < 3:
        return False
    ahead = first_day(f"{int(parts[0]) + 1}-{parts[1]}-{parts[2]}" if parts[1:] != ["02", "29"] else day.iso)
    return 0 < (ahead - draft.today).days <= 45


def _default_role(entry: Entry, iso: str) -> str:
    """A bare date is the session of a local treatment and the start of a systemic one."""
    if entry.kind not in LOCAL:
        return "start" if entry.start is None else "end"
    if entry.end is not None and entry.start is not None and iso != entry.end:
        if first_day(iso) >= last_day(entry.end):
            return "end"
        return "start" if last_day(iso) <= first_day(entry.start) else "once"
    if entry.start is not None and entry.end is None:
        return "end"
    return "end" if entry.several and len(iso) == 10 else "once"


def _outcomes(draft: Draft, entries: list[Entry]) -> None:
    """Give responses and progression to the entry that they follow; the latest one to the fact ``response``."""
    for place, token in enumerate(draft.tokens):
        option = next((one.value for one in token.senses("option") if one.id == "response"), None)
        if option is None and token.cue("progressed") and not token.cue("then"):
            option = "PD"
        if option is None or draft.barred(place) or token.scope & {"neg", "plan", "refuse"} or _is_lab(draft, place):
            continue
        if "uncertain" in token.scope:
            draft.ask("response", "uncertain", place, place)
            continue
        _respond(draft, entries, place, option)


def _is_lab(draft: Draft, place: int) -> bool:
    """``Cr 0.9`` was read as creatinine; ``pr``, ``sd`` and the like inside other words' company are none."""
    token = draft.tokens[place]
    return (
        token.used
        and bool(token.senses("name"))
        and "response" not in {one.id for one in token.senses("name")}
        and any(
            one.fact == "creatinine" and one.start <= draft.text.raw_span(token.start, token.end)[0] < one.end
            for one in draft.mentions
        )
    )


def _respond(draft: Draft, entries: list[Entry], place: int, option: str) -> None:
    token = draft.tokens[place]
    ahead = next(
        (
            one
            for one in entries
            if 0 < one.first - place <= 4
            and token.cue("progressed")
            and draft.tokens[one.first].segment == token.segment
            and _leads_on(draft, place, one)
        ),
        None,
    )
    entry = ahead or next((one for one in reversed(entries) if one.last < place), None)
    if entry is not None and ahead is None and draft.tokens[entry.last].sentence + 2 < token.sentence:
        entry = None
    if ahead is None:
        entry = _systemic_partner(entries, entry, option)
    best = _best(draft, place)
    last = (
        entry is None
        or entry is entries[-1]
        or (entry.joined and entries[-1] is not entry and entries.index(entry) == len(entries) - 2)
        or not any(one.first > place for one in entries)
    )
    if entry is not None:
        _mark(entry, option)
    draft.use([place])
    if last and not best and not _followed(draft, entries, place):
        draft.record("response", option, place, place)


def _leads_on(draft: Draft, place: int, entry: Entry) -> bool:
    between = {draft.word(one) for one in range(place + 1, entry.first)}
    phrase = draft.tokens[place].text
    return bool(between & {"on", "to", "of", "after", "under", "with", "through", "despite"}) or phrase.endswith(
        (" on", " of", " to", " after", " under", " through", "despite", "refractory to")
    )


def _systemic_partner(entries: list[Entry], entry: Entry | None, option: str) -> Entry | None:
    """Progression after a local treatment given together with drugs is said of both; the drugs count."""
    if entry is None or entry.kind == "systemic":
        return entry
    index = entries.index(entry)
    if index and entries[index - 1].joined and entries[index - 1].kind == "systemic":
        return entries[index - 1]
    return entry


def _best(draft: Draft, place: int) -> bool:
    return any(
        draft.word(one) in ("best", "initial", "initially", "prior", "first", "best response", "after")
        for one in range(max(0, place - 3), place)
    )


def _followed(draft: Draft, entries: list[Entry], place: int) -> bool:
    """Tell whether another treatment began after the one that this response belongs to."""
    return any(
        one.first > place
        for one in entries
        if one.first - place > 4 or draft.tokens[one.first].segment != draft.tokens[place].segment
    )


def _mark(entry: Entry, option: str) -> None:
    if option == "PD":
        if (
            (entry.kind == "systemic"
            and entry.outcome != "intolerance")
            or (entry.kind != "systemic"
            and entry.outcome is None)
        ):
            entry.outcome = "progression"
    else:
        entry.response = option
