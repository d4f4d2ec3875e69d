"""What patients tell of a treatment around its name: what was done, when, why it ended.

``told/doings.yml`` holds in loose patterns what was done (``doings``, by kind of treatment) and how it went
(``outcomes``). They fill in what was left open where a message tells of one treatment, and never change what was read.
"""

from __future__ import annotations

import re
from typing import Any

from bot.nlu.dating.own_clause import dated_elsewhere
from bot.nlu.draft import Draft
from bot.nlu.lay.told_spans import PROCEDURES, fill, fill_course, leave_ongoing, settle_end, settle_single
from bot.nlu.lay.told_times import ask_when, at_once, begun, from_then, single, stopped
from bot.nlu.lay.told_words import LONGEST_TOLD, rules_of
from bot.nlu.scope.kin import KIN
from bot.nlu.text.normalise import normalise
from bot.nlu.text.telling import Gated

_CALLED_OFF = Gated(
    r"\b(?:called (?:it|that|the \w+) off|cancelled it|never happened|never went ahead|did ?n[o']t go ahead|"
    r"fell through)\b"
)
_NEVER_TAKEN = Gated(
    r"\b(?:(?:never|did ?n[o']t) (?:even )?(?:open(?:ed)?|start(?:ed)?|take|took|touch(?:ed)?|swallow(?:ed)?) "
    r"(?:it|them|a single one|one|any of them|any|the (?:box|packet|bottle|tablets|pills)))\b"
)
_NOT_DONE = re.compile(
    r"\b(?:not|never|no|n't|cannot|can't|couldn't|wouldn't|won't|didn't|don't|isn't|wasn't|will|going to|gonna|next|"
    r"for testing|to test|for (?:a|the) (?:biopsy|tests?|lab|analysis|microscope)|"
    r"planned|plan|plans|offered|refused|i'm to|i am to|was to|were to|supposed|want|wants|wanted|wait|waiting|"
    r"might|list|if|"
    r"explained|side effects of|risks of|leaflet|"
    r"hope|hoping|soon|tomorrow|talk|talking|booked|called it off|cancelled|instead|think|thinking|due|"
    rf"{KIN})\b"
)
_TWICE = Gated(r"\b(?:then|again|twice|two|three|four|five|six|first|second|another|also|times|sessions|goes)\b")
_NOT_POSSIBLE = Gated(
    r"\b(?:was|were|wasn't|weren't|could|couldn't) (?:not )?(?:possible|suitable|an option|operable|operate|cut)\b"
)
"""How it was judged then is not how it is judged now."""
_NOT_ONGOING = Gated(
    r"\b(?:not (?:still )?|(?:no|none|neither)(?: of (?:the|these|them))?(?: (?:treatments?|therapy|drugs?|agents))?"
    r"(?: (?:is|are))? (?:currently |still )?)(?:ongoing|running|continuing|going on)\b"
)
_DENIED = "none"
_TO_COME = Gated(
    r"\b(?:will|going to|gonna|next|plan\w*|offered|refused|to (?:get|have|be)|want\w*|wait\w*|might|may|booked|"
    r"list|soon|tomorrow|"
    rf"never|(?:{KIN})s?|if)\b"
)
_UNCLEAR = "unclear"
"""What is told of a way in and not of what was done there."""


def read_doings(draft: Draft) -> None:
    """Fill in what a short message leaves open of the one treatment that it tells of."""
    low = _NOT_ONGOING.sub("over", normalise(draft.text.raw).low)
    asked = "treatments" in draft.asked
    if len(low) > LONGEST_TOLD or draft.reply:
        return
    if _CALLED_OFF.search(low):
        draft.queries = [one for one in draft.queries if one.fact != "treatments"]
        return
    if [one["kind"] for one in draft.treatments] == ["systemic"] and _NEVER_TAKEN.search(low):
        draft.treatments.clear()
        draft.use(range(len(draft.tokens)))
        return
    told = {rule.wording for rule, _ in rules_of("doings").matches(low)}
    if asked and _DENIED in told and all(one == {"kind": "systemic"} for one in draft.treatments):
        draft.treatments.clear()
        draft.complete = True
        draft.queries = [one for one in draft.queries if one.fact != "treatments"]
        draft.use(range(len(draft.tokens)))
        return
    draft.treatments = [one for one in draft.treatments if not _told_before(one, draft.treatments, low)]
    if asked or not draft.asked or "liver" in low:
        _what(draft, told - {_DENIED, _UNCLEAR}, low)
    if (
        asked
        and _UNCLEAR in told
        and not _TO_COME.search(low)
        and not (draft.treatments or draft.queries or draft.complete)
    ):
        draft.ask("treatments", "uncertain", 0, len(draft.tokens) - 1)
    if len(draft.treatments) == 1:
        _only(draft, draft.treatments[0], low)
    ask_when(draft, low)
    if draft.asked == ("treatments",) and _NOT_POSSIBLE.search(low):
        draft.facts.pop("resectability", None)


def _only(draft: Draft, entry: dict[str, Any], low: str) -> None:
    """Fill in when the only treatment of a message was and how it went."""
    if not any(dated_elsewhere(draft, place) for place, one in enumerate(draft.tokens) if one.kind == "date"):
        for part in (_when, begun, stopped, at_once, from_then):
            part(draft, entry)
        if entry["kind"] == "systemic":
            fill_course(draft, entry)
    _how(draft, entry, low)
    single(entry, low)
    settle_single(entry)
    settle_end(draft, entry)
    leave_ongoing(draft, entry)


def _told_before(entry: dict[str, Any], entries: list[dict[str, Any]], low: str) -> bool:
    """``X with Y since June, still on the X``: a drug of an entry that stands, told again without a date."""
    agents = set(entry.get("agents", ()))
    alone = bool(agents) and "start" not in entry and "end" not in entry
    wider = [one for one in entries if agents < set(one.get("agents", ())) and one is not entry]
    anew = entry.get("outcome") == "ongoing" and all("end" in one for one in wider) and _THEN_ALONE.search(low)
    return alone and bool(wider) and not anew


_THEN_ALONE = Gated(r"\bthen (?:on |with )?[a-z]+ (?:alone|mono(?:therapy)?|maintenance|only)\b")
"""``X with Y until May, then X alone, ongoing``."""


def _what(draft: Draft, told: set[str], low: str) -> None:
    """``they cooked it with a needle``: the one thing done, where none was read or a drug without its name."""
    unnamed = [one for one in draft.treatments if one["kind"] == "systemic" and not one.get("agents")]
    if len(told) != 1 or len(draft.treatments) != len(unnamed) or len(unnamed) > 1 or _NOT_DONE.search(low):
        return
    kind = next(iter(told))
    if not draft.tokens:
        return  # all of it was set aside
    if draft.facts.get("other_malignancy", "none") != "none" and "liver" not in low and "treatments" not in draft.asked:
        return  # ``a basal cell carcinoma cut out of the nose``
    if any(token.scope & {"plan", "refuse"} and token.senses("kind") for token in draft.tokens):
        return  # by its clinical name, and not given
    if not unnamed and any(one.id == kind for token in draft.tokens for one in token.senses("kind")):
        return  # by its clinical name, and not read as given
    if any(one.fact == "treatments" for one in draft.queries) and kind == "systemic":
        return
    if unnamed:
        since = unnamed[0].pop("start", None)
        if since is not None:  # of a drug; what was done once began and ended then
            unnamed[0].pop("end", None)
        unnamed[0]["kind"] = kind
        unnamed[0].pop("outcome", None)
    else:
        draft.treatments.append({"kind": kind})
    draft.queries = [one for one in draft.queries if one.fact != "treatments"]
    draft.use(place for place, token in enumerate(draft.tokens) if token.kind not in ("date", "dur", "num"))


def _when(draft: Draft, entry: dict[str, Any]) -> None:
    """``in 2022 they injected alcohol``: the only date of a message is that of the one procedure that it tells of."""
    several = _TWICE.search(draft.text.low) and re.search(r"\blast (?:one|time|go|session)\b", draft.text.low)
    if several and "start" in entry and entry.get("start") == entry.get("end"):
        del entry["start"]
    if entry["kind"] not in PROCEDURES or "start" in entry or "end" in entry or draft.facts:
        return
    fill(draft, entry)


def _how(draft: Draft, entry: dict[str, Any], low: str) -> None:
    """``Stivarga blistered my hands so they took me off it``: why a drug ended, or that it goes on."""
    if entry["kind"] != "systemic" or entry.get("outcome") not in (None, "completed"):
        return
    told = {rule.wording for rule, _ in rules_of("outcomes").matches(low)}
    if len(told) != 1 or (told == {"ongoing"} and "end" in entry):
        return
    entry["outcome"] = told.pop()
    if entry["outcome"] == "progression" and "response" not in draft.facts:
        draft.record("response", "PD", 0, 0)
