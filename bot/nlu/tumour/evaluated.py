"""Whether a response is how the tumour is now: ``CT in October: stable disease`` is no best response."""

from __future__ import annotations

from bot.nlu.dating.later_lines import opened_with_scan, scan_of_its_own
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.treatments.entries import LOCAL, Entry
from bot.nlu.tumour.responses import (
    EVALUATION,
    LATELY,
    LATEST,
    lately_scanned,
    scanned_after,
    scans_in,
    shown_on,
    there_is,
)

_LABELS = {"resp", "response", "evaluation", "outcome", "status"}


def _option(token: Token) -> bool:
    return any(one.id == "response" for one in token.senses("option"))


def shown_at(draft: Draft, entry: Entry, place: int) -> bool:
    """``TACE x3 last 10 Oct, PD on MRI``: a scan of its own after a dated procedure."""
    behind = {draft.word(one) for one in range(place + 1, place + 5)}
    dated = entry.kind in LOCAL and bool(entry.end or entry.sessions)
    opened = draft.word(place - 1) in (",", ";", "-", ")", "->", "→") and (
        draft.word(place + 1) in ("on", "at") or draft.word(place) in ("pd on", "pd at")
    )
    return dated and opened and bool(behind & EVALUATION)


_NOW = ("now", "currently", "presently", "today", "at present", "momentarily")


def now_after_local(draft: Draft, entry: Entry, place: int) -> bool:
    """``TACE x3 (last 12 Oct), now SD``: how the tumour is now, after procedures that are over."""
    return entry.kind in LOCAL and draft.word(place - 1) in _NOW


def _of_last_scan(behind: list[str]) -> bool:
    """``SD last CT``: what the last scan showed, without a word between."""
    return behind[0] in LATELY and not EVALUATION.isdisjoint(behind[1:2])


def _bare_behind_ongoing(draft: Draft, entry: Entry, place: int) -> bool:
    """``lenvatinib since March, still on. PR``: a sentence of its own behind a course that goes on, or is dated."""
    dated = entry.kind in LOCAL and bool(entry.end or entry.sessions)
    if not (dated or entry.ongoing or entry.outcome == "ongoing") or draft.word(place - 1) not in (".", "\n"):
        return False
    return (
        draft.word(place + 1) in ("", ".", "\n")
        and draft.tokens[entry.last].sentence + 1 == draft.tokens[place].sentence
    )


def _scan_in_brackets(draft: Draft, entry: Entry, place: int, behind: list[str]) -> bool:
    """``lenvatinib since May, SD (CT 10 Nov)``: what a scan showed of a course that goes on."""
    if not (entry.ongoing or entry.outcome == "ongoing") or behind[0] != "(" or not EVALUATION & set(behind[1:4]):
        return False
    dated = any(one.kind == "date" for one in draft.tokens[place + 2 : place + 6])
    return dated and not any(draft.word(one).startswith("best") for one in range(place - 4, place))


def _now_on_it(draft: Draft, entry: Entry, place: int) -> bool:
    """``lenvatinib since April, still on, now PR``: how the tumour is under a course that goes on."""
    return (entry.ongoing or entry.outcome == "ongoing") and draft.word(place - 1) in _NOW


def _scanned(behind: list[str]) -> bool:
    """``PR on CT``, ``PR by mRECIST``: behind a response, how it was found."""
    measured = behind[0] in ("by", "per") and behind[1] in ("mrecist", "recist")
    near = behind[0] in ("in", "by") and not EVALUATION.isdisjoint(behind[1:3])
    return measured or near or (behind[0] in ("on", "at") and bool(set(behind) & EVALUATION))


_SHOWED = frozenset((":", "=", "showed", "shows", "showing", "revealed", "reveals", "demonstrated", "was", "is"))


def headed_by_scan(draft: Draft, entry: Entry, place: int) -> bool:
    """``MRI 14/9/26 (6 weeks post TACE 3/8/26): CR``, ``CT after TACE showed PR``: what the scan before it showed."""
    shown = place - 1 - (draft.word(place - 1) in ("a", "an", "in"))
    if draft.word(shown) not in _SHOWED or place - entry.last > 8:
        return False
    sentence = draft.tokens[place].sentence
    before = [one for one in draft.tokens[max(0, entry.first - 9) : entry.first] if one.sentence == sentence]
    return any(one.text in EVALUATION for one in before) and not any(one.treats for one in before)


def is_evaluated(draft: Draft, entry: Entry, place: int) -> bool:
    """``CT in October: stable disease``: how the tumour is now, not the best response to a treatment told before."""
    token = draft.tokens[place]
    behind = [draft.word(one) for one in range(place + 1, place + 7)]
    labelled = draft.word(place - 1) == ":" and draft.word(place - 2) in _LABELS
    own = (
        now_after_local(draft, entry, place)
        or shown_at(draft, entry, place)
        or scanned_after(draft, entry.first, place)
    )
    own = own or scan_of_its_own(draft, entry, place) is not None or _of_last_scan(behind)
    own = (
        own
        or headed_by_scan(draft, entry, place)
        or _now_on_it(draft, entry, place)
        or _bare_behind_ongoing(draft, entry, place)
        or _scan_in_brackets(draft, entry, place, behind)
    )
    if own or there_is(draft, place, behind) or (labelled and token.sentence != draft.tokens[entry.last].sentence):
        return True
    scanned = _scanned(behind)
    by = behind[:1] == ["by"] and scans_in(draft, token.sentence, place)
    scanned = scanned or (by and "best" not in (draft.word(one).split(" ")[0] for one in range(place - 6, place)))
    apart = token.sentence != draft.tokens[entry.last].sentence
    confirmed = bool({"confirmed", "consecutive", "both"} & set(behind)) and shown_on(draft, place)
    if apart and (confirmed or LATEST & {draft.word(place - 1), behind[0]} or opened_with_scan(draft, place)):
        return True
    own = draft.word(place - 1) in (",", ";") and (entry.ongoing or entry.outcome == "ongoing")  # ``ongoing, PR on CT``
    own = own or any(one.kind == "date" for one in draft.tokens[place + 1 : place + 7])
    if (scanned and own) or lately_scanned(draft, entry.last, place):
        return True
    month = behind[:2] == ["at", "the"] and draft.word(place - 1) == "," and "scan" in behind
    if scanned and (
        apart or month or set(behind) & {"last", "latest", "most recent", "the last", "the latest", "the most recent"}
    ):
        return True
    if token.segment == draft.tokens[entry.last].segment:
        return False
    before = [one for one in draft.tokens[max(entry.last, place - 12) : place] if one.sentence == token.sentence]
    told = max((at for at, one in enumerate(before) if _option(one)), default=-1)
    bested = any(one.text.startswith("best") for one in before[: told + 1])
    before = before[told + 1 :]
    if any(one.text.startswith("best") for one in before):
        return False
    if bested and any(one.cue("last", "now") or one.text in ("latest", "today", "current") for one in before):
        return True
    words = [word for one in before for word in one.text.split(" ")]
    latest = any(one.cue("last", "now") for one in before) or "latest" in words or "today" in words
    reached = "response" in words and bool({"latest", "current"} & set(words))
    named = bool(EVALUATION.intersection(words))
    return reached or (named and (latest or apart or (entry.kind in LOCAL and bool(entry.end or entry.sessions))))
