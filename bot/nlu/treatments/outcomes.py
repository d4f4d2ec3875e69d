"""Responses and progression: which treatment they belong to, and which is the latest of the patient."""

from __future__ import annotations

from bisect import bisect_right

from bot.nlu.dating.later_lines import over_before, overtaken, passed, scan_of_its_own, shown_since
from bot.nlu.draft import Draft
from bot.nlu.lexicon.places import merged
from bot.nlu.treatments.entries import SINGLE, Entry
from bot.nlu.treatments.phases import CAUSES, turned_to
from bot.nlu.treatments.said_of import as_best, leads_on, listed, named_behind, of_both, to_drug, was_begun_for
from bot.nlu.treatments.then_next import THEN
from bot.nlu.tumour.evaluated import headed_by_scan, is_evaluated, now_after_local, shown_at
from bot.nlu.tumour.overtaken import came_back, grew_since
from bot.nlu.tumour.responses import (
    alone,
    best_in_brackets,
    either,
    is_lab,
    of_another_cancer,
    option_of,
    run_since,
    scanned_now,
    superseded,
    to_supportive,
)


def read_outcomes(draft: Draft, entries: list[Entry]) -> None:
    """Give responses and progression to the entry that they follow; the latest one to the fact ``response``."""
    joined: set[int] = set()
    places = draft.places
    for place in merged(places.option("response"), places.text("stable"), places.cue("progressed")):
        token = draft.tokens[place]
        option = option_of(token)
        if token.text == "stable" and entries and alone(draft, place):
            option = "SD"
        told = entries or "pd" in token.text.split(" ")
        told = told and token.cue("progressed") and (not token.cue("then") or token.text == "then pd")
        if option is None and told:
            option = "PD"
        if option is not None and draft.text.low.endswith(("instead of ", "rather than "), 0, token.start):
            continue
        if option is None or draft.barred(place) or token.scope & {"neg", "plan", "refuse"} or is_lab(draft, place):
            continue
        if option_of(token) and (place in joined or of_another_cancer(draft, place)):
            continue
        if to_supportive(draft, place) or _led_on(draft, entries, place, option):
            continue
        if both := either(draft, place):
            joined.add(place + 2)
            draft.record("response", both, place, place + 2)
            continue
        if "uncertain" in token.scope:
            draft.ask("response", "uncertain", place, place)
            continue
        _respond(draft, entries, place, option)


def _led_on(draft: Draft, entries: list[Entry], place: int, option: str) -> bool:
    """``TACE, then lenvatinib after PD``: the progression is that of the course before the one that it led to."""
    told = _without_repeats(entries, place)
    before = [one for one in told if one.first < place]
    onward = next((one for one in told if one.first > place), None)
    if (
        "uncertain" in draft.tokens[place].scope
        or not before
        or not was_begun_for(draft, place, before[-1], before[-2] if len(before) > 1 else None)
        or (onward and leads_on(draft, place, onward))
    ):
        return False
    draft.use([place - 1, place] if draft.word(place - 1) == "after" else [place])
    if len(before) > 1 and draft.tokens[before[-2].last].sentence == draft.tokens[before[-1].first].sentence:
        _mark(before[-2], option)
    return True


def _respond(draft: Draft, entries: list[Entry], place: int, option: str) -> None:
    """Give one response to its entry, and to the patient where it is the latest."""
    token = draft.tokens[place]
    entries = _without_repeats(entries, place)
    index = bisect_right(entries, place, key=lambda one: one.first) if entries else 0
    onward = entries[index] if index < len(entries) else None
    ahead = onward is not None and (
        (token.cue("progressed") and leads_on(draft, place, onward)) or to_drug(draft, place, onward)
    )
    at = index if ahead else index - 1
    at, entry = _said_of(draft, entries, at, place, ahead=ahead)
    both = 1 if ahead and (of_both(draft, place) or (token.cue("progressed") and listed(draft, entries, index))) else 0
    told = [one for one in entries if not _added(draft, one)] or entries
    rest = entries[at + 1 + both :] if entry is not None else []
    closing = (
        bool(rest)
        and entry is not None
        and all(over_before(one, entry) or draft.word(one.first - 1) in ("after", "following") for one in rest)
    )
    latest = closing or entry is None or at + both >= len(told) - (2 if entry.joined else 1) or onward is None
    if entry is not None and (
        not (scanned_now(draft, entry, place) or (not ahead and _shown(draft, entry, entries, place)))
        if option == "PD"
        else not is_evaluated(draft, entry, place)
    ):
        if not (entry.kind in SINGLE and token.sentence != draft.tokens[entry.last].sentence):
            _mark(entry, option)
        for other in [*_all_of(draft, entries[: at + 1], place), *entries[at + 1 : at + 1 + both]]:
            _mark(other, option)
    draft.use([place - 1, place] if draft.word(place - 1).startswith("best response") else [place])
    if entry is None and onward is not None and passed(draft, place, onward):
        return
    if (
        latest
        and not (option == "CR" and came_back(draft, place))
        and not (_best(draft, place) and not (entry is not None and headed_by_scan(draft, entry, place)))
        and (closing or not (onward is not None and (turned_to(draft, place) or _caused(draft, place, onward))))
        and (
            closing
            or not (entry is not None and _followed(draft, entries[index + max(both, int(ahead)) : index + 3], place))
        )
        and not best_in_brackets(draft, place)
        and not (option == "PD" and entry is not None and run_since(draft, entry, entries))
        and not (option == "PD" and entry is not None and not ahead and overtaken(draft, entry, entries, place))
        and (bool(entries) or not superseded(draft, place))
    ):
        if option != "PD" and grew_since(draft, place):
            draft.ask("response", "two_readings", place, place, (option, "PD"))
        else:
            draft.record("response", option, place, place)


def _said_of(draft: Draft, entries: list[Entry], at: int, place: int, *, ahead: bool) -> tuple[int, Entry | None]:
    """The entry that a response is said of and its number: that named right behind it, or the one before it."""
    entry = entries[at] if 0 <= at < len(entries) else None
    if entry is None or ahead:
        return at, entry
    if (named := named_behind(draft, place, entries[: at + 1])) is not None:
        return next(step for step, one in enumerate(entries) if one is named), named
    if 0 < entry.back < place and at > 0:
        return at, entries[at - 1]
    return at, _partner(draft, entries, at, place)


def _shown(draft: Draft, entry: Entry, entries: list[Entry], place: int) -> bool:
    """``TACE Jan-May 2026, CT afterwards PD``: how the tumour is, no word on why a course that is over ended."""
    scanned = entry.kind != "systemic" and scan_of_its_own(draft, entry, place) is not None
    scanned = scanned or (entry is entries[-1] and shown_at(draft, entry, place))  # none that it led to
    return scanned or now_after_local(draft, entry, place) or shown_since(draft, entry, entries, place)


def _without_repeats(entries: list[Entry], place: int) -> list[Entry]:
    """``…: PR. Lenvatinib continues.``: a course named again behind a response is none that came after it."""
    if not entries or entries[-1].first < place:
        return entries
    known = [one for one in entries if one.first < place and one.kind == "systemic"]
    undated = {one.kind for one in entries if one.first < place and not (one.start or one.end or one.sessions)}
    entries = [one for one in entries if one.first < place or one.kind == "systemic" or one.kind not in undated]
    return [
        one
        for one in entries
        if one.first < place
        or not (
            (one.ongoing or one.stopped)
            and one.start is None
            and any(set(one.agents) <= set(other.agents) for other in known)
        )
    ]


def _caused(draft: Draft, place: int, onward: Entry) -> bool:
    """``because of progression lenvatinib was begun``: the progression that led to the treatment behind it."""
    return draft.word(place - 1) in CAUSES and draft.tokens[onward.first].sentence == draft.tokens[place].sentence


_COUNTS = {"both": 2, "all": 9, "three": 3, "each": 9}


def _all_of(draft: Draft, entries: list[Entry], place: int) -> list[Entry]:
    """``progressed on all three``, ``PD on both``: the entries before the last that it is said of too."""
    token = draft.tokens[place]
    before = [one.text for one in draft.tokens[max(0, place - 7) : place] if one.segment == token.segment]
    said = [*token.text.split(" "), *before, *(draft.word(one) for one in range(place + 1, place + 4))]
    count = next((_COUNTS[word] for word in said if word in ("both", "all", "each")), 0)
    if count < 2:
        return []
    count = 3 if count == 9 and "three" in said else count
    sentence = token.sentence
    return [one for one in entries[-count:-1] if draft.tokens[one.last].sentence >= sentence - 1]


def _partner(draft: Draft, entries: list[Entry], at: int, place: int) -> Entry | None:
    """The entry that a response behind it is said of: of a joint treatment the drugs; none of long before."""
    entry, sentence = entries[at], draft.tokens[place].sentence
    ended = any(draft.tokens[one].cue("stopped") for one in range(max(0, place - 3), place))
    reach = 4 if ended or draft.word(place).startswith("stopped for") else 2  # each semicolon closes one
    if draft.tokens[entry.last].sentence + reach < sentence:
        return None
    joint = at > 0 and entry.kind != "systemic" and entries[at - 1].joined and entries[at - 1].kind == "systemic"
    return entries[at - 1] if joint else entry


def _best(draft: Draft, place: int) -> bool:
    """Tell whether an earlier response is meant: the best one, the first one, ``after PD on``."""
    if draft.tokens[place].text.startswith("after") or as_best(draft, place):
        return True
    for one in range(place - 1, max(-1, place - 9), -1):
        if draft.tokens[one].segment != draft.tokens[place].segment and one < place - 3:
            return False
        if any(sense.id == "response" for sense in draft.tokens[one].senses("option")):
            return False
        if draft.word(one) == "," and draft.word(one - 1) == "best response" and draft.word(one - 2) in ("as", "the"):
            return False
        near = one >= place - 3 and draft.word(one) in ("initial", "initially", "prior", "first", "after")
        near = near and (draft.word(one), draft.word(one + 1)) != ("after", "which")
        near = near and not (draft.word(one) == "after" and _stops_before(draft, one))
        near = near and not any(given.senses("agent") for given in draft.tokens[one:place])
        near = near and not (
            draft.word(one) == "after" and draft.word(place - 1) in (":", "=")
        )  # ``CT after TACE: PR``
        if near or (draft.word(one) in ("best", "best response", "bor") and not best_in_brackets(draft, one - 2)):
            return True
    return False


def _stops_before(draft: Draft, step: int) -> bool:
    """``given up in April after radiological progression``: why it was, and no earlier one."""
    step -= 1
    while draft.at(step) is not None and (draft.tokens[step].kind == "date" or draft.word(step) in ("in", "on", "-")):
        step -= 1
    return step >= 0 and draft.tokens[step].cue("stopped")


def _followed(draft: Draft, entries: list[Entry], place: int) -> bool:
    """Tell whether another treatment began after the one that this response belongs to."""
    return any(
        one.first > place
        for one in entries
        if not _added(draft, one)
        and (
            one.first - place > 4
            or draft.tokens[one.first].segment != draft.tokens[place].segment
            or (not one.led and any(draft.word(step) in THEN for step in range(place + 1, one.first)))
        )
    )


def _added(draft: Draft, entry: Entry) -> bool:
    """``plus one TACE in 2024``, ``all the systemic he got``: told in addition, not what came next."""
    if entry.kind == "systemic" and not entry.agents and draft.word(entry.first - 1) in ("the", "all", "of"):
        return True
    before = [draft.word(one) for one in range(max(0, entry.first - 3), entry.first)]
    return bool({"plus", "besides", "addition"} & set(before)) and before[:1] != ["+"]


_RANK = {"CR": 3, "PR": 2, "SD": 1}
"""The better the response, the higher: that of an entry is the best one."""


def _mark(entry: Entry, option: str) -> None:
    if option == "PD":
        if (entry.kind == "systemic" and entry.outcome != "intolerance") or (
            entry.kind != "systemic" and entry.outcome is None
        ):
            entry.outcome = "progression"
    elif _RANK[option] >= _RANK.get(entry.response or "", 0):
        entry.response = option
