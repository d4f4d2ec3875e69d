"""Which treatment a response or a progression is said of: the one behind it, both behind it, the best one it had."""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.entries import Entry
from bot.nlu.tumour.responses import option_of

_ENDS = ("", ",", ".", ";", "\n", ")", "(")
"""What stands behind the second of two lines of which nothing else is said."""


def of_both(draft: Draft, place: int) -> bool:
    """``PD on both atezo/bev and lenvatinib``, ``progressed on sorafenib and on lenvatinib``: two lines behind."""
    said = [draft.word(one) for one in range(place + 1, place + 9)]
    again = any(
        said[one] in ("and", "then", "and then") and said[one + 1] in ("on", "through", "under")
        for one in range(len(said) - 1)
    )
    return "both" in said[:3] or again


def listed(draft: Draft, entries: list[Entry], index: int) -> bool:
    """``failed nivo/ipi and lenvatinib``: two lines with nothing but ``and`` between them, and nothing said behind."""
    if index + 1 >= len(entries):
        return False
    one, other = entries[index], entries[index + 1]
    between = {draft.word(step) for step in range(one.last + 1, other.first)}
    return between in ({"and"}, {"&"}, {"and", "then"}) and draft.word(other.last + 1) in _ENDS


def to_drug(draft: Draft, place: int, entry: Entry) -> bool:
    """``PR to lenvatinib``, ``PR on lenvatinib as best response``: said of what stands right behind."""
    near = entry.first - place <= 3 and draft.tokens[entry.first].segment == draft.tokens[place].segment
    joint = draft.word(place + 1)
    best = as_best(draft, place) or draft.word(place - 1) in ("initially", "initial", "first")
    tied = joint == "to" or (joint in ("on", "with", "under") and best)
    return near and tied and option_of(draft.tokens[place]) is not None


def named_behind(draft: Draft, place: int, entries: Sequence[Entry]) -> Entry | None:
    """``best PR with HAIC``: the one of the courses told before that is named again right behind the response."""
    if option_of(draft.tokens[place]) is None or draft.word(place + 1) not in ("with", "to", "on", "from", "under"):
        return None
    again = draft.at(place + 2)
    ids = {one.id for one in (*again.senses("kind"), *again.senses("agent"))} if again is not None else set()
    meant = [one for one in entries if ids & {one.kind, *one.agents}]
    return meant[0] if len(meant) == 1 else None


def leads_on(draft: Draft, place: int, entry: Entry) -> bool:
    """``progressed on lenvatinib``, ``failed sorafenib``: said of what stands a few words behind."""
    aside = draft.word(place + 1) == "(" and draft.word(entry.first - 1) in ("on", "under")
    if entry.first - place > (9 if aside else 4) or draft.tokens[entry.first].segment != draft.tokens[place].segment:
        return False
    if points_back(draft, place):
        return False
    between = {draft.word(one) for one in range(place + 1, entry.first)}
    phrase = draft.tokens[place].text
    if (")" in between and not aside) or between & _THEN:
        return False
    if not between - {"the", "her", "his", "prior", "first", "line"} and phrase in ("failed", "failure of"):
        return True
    return bool(between & {"on", "to", "of", "after", "under", "with", "through", "despite"}) or phrase.endswith(
        (" on", " of", " to", " after", " under", " through", "despite", "refractory to")
    )


_THEN = frozenset(("->", ">", "=>", "then", "and then", "subsequently", "thereafter", "followed by"))
_BACK = frozenset(("it", "that", "this", "them", "these", "those"))
_NOUNS = word_set("courses_refers") | {"line", "one", "agent", "agents", "course"}
_NAMED_BY = (":", ",", "(", "of", "-", "with", "i", "namely", "which")
_JOINTS = ("on", "of", "to", "under", "through", "after")


def points_back(draft: Draft, place: int) -> bool:
    """``after PD on that X from July``: said of what was told before, not of what stands behind."""
    step = place + 1
    if draft.word(step) in _JOINTS:
        step += 1
    elif not draft.word(place).endswith(tuple(f" {one}" for one in _JOINTS)):
        return False
    named = draft.word(step + 1) in _NOUNS and draft.word(step + 2) in _NAMED_BY
    return draft.word(step) in _BACK and not named


_BEGUN = frozenset(
    ("from", "since", "in", "on", "started", "start", "begun", "given", "was", "commenced", "initiated", "added", "and",
     "of", "as", "2l", "1l", "3l", "second line", "first line", "third line", "line", "second", "third", "only", "used",
     "(", ",", "daily", "od", "bd", "x", "x2", "x3", "x1", "2", "3")
)  # fmt: skip
"""Words between a course and ``after PD`` that tell no more than that it began."""


_CAUSES = frozenset(
    (
        "because of",
        "because",
        "due to",
        "owing to",
        "for",
        "d/t",
        "on account of",
        "at",
        "upon",
        "since",
        "bc",
        "given",
        "as",
        "on",
        "in view of",
    )
)
"""``TACE, then lenvatinib because of PD``: why a course was begun that another one came before."""


def was_begun_for(draft: Draft, place: int, entry: Entry, before: Entry | None) -> bool:
    """``TACE, then lenvatinib after PD``, ``... because of PD``: the progression that a course was begun for.

    Where words tell of an end, or of what came next, it is the one that ended the course.
    """
    after = place - (draft.tokens[place].text.partition(" ")[0] != "after")
    told = draft.word(after).partition(" ")[0] == "after" or (
        draft.word(after) in _CAUSES and before is not None and _one_sentence(draft, before, entry)
    )
    if not told or after <= entry.last or entry.stopped or entry.end:
        return False
    lead = draft.tokens[max(0, entry.first - 3) : entry.first]
    if any(one.cue("stopped") or one.text == "until" for one in lead):
        return False
    step = place + 1 + (draft.word(place + 1) in _JOINTS)
    joined = step > place + 1 or draft.word(place).endswith(" on")
    step += draft.word(step) in _BACK
    named = draft.at(step)
    closed = draft.word(step) in ("", ",", ".", ";", "\n", ")") or (joined and named is not None and named.treats)
    between = draft.tokens[entry.last + 1 : after]
    return closed and all(one.kind in ("date", "num") or one.text in _BEGUN for one in between)


def _one_sentence(draft: Draft, before: Entry, entry: Entry) -> bool:
    return draft.tokens[before.last].sentence == draft.tokens[entry.first].sentence and not before.joined


def as_best(draft: Draft, place: int) -> bool:
    """``PR on lenvatinib as best response``: what stands behind says that it was the best one."""
    for step in range(place + 1, min(place + 9, len(draft.tokens) + 1)):
        if draft.word(step) in ("best response", "best"):
            behind = draft.at(step + 1)
            said = {"as", "was"} & {draft.word(step - 1), draft.word(step - 2)}
            return bool(said) and (behind is None or option_of(behind) is None)
        if draft.at(step) is None or draft.tokens[step].segment != draft.tokens[place].segment:
            return False
    return False
