"""Treatments that a clause only names: ``radiologists thought of Y90``, ``lenvatinib can raise the pressure``.

What such clauses tell has no end, so that they are known by what they do not hold: an undated treatment of which
nothing is told counts where a word says that it was given, or where every word of its clause may speak of a treatment.
"""

from __future__ import annotations

from bot.nlu.dating.clause_places import KNOWN, is_unknown
from bot.nlu.draft import Draft
from bot.nlu.lexicon.compounds import HEADS
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.entries import Entry

_KNOWN = (KNOWN | word_set("only_named_known")) - word_set("only_named_unsaid")
_GIVES = word_set("only_named_gives")
_LEADING = frozenset(("after", "before", "on", "under", "pre", "only", "first", "by", "far"))
"""``after TACE`` tells that it was given, ``TACE after approval`` does not."""
_CUES = (
    "stopped",
    "completed",
    "progressed",
    "intolerant",
    "last",
    "first",
    "ongoing",
    "then",
    "after",
    "now",
    "past",
    "only",
)


def only_named(draft: Draft, entry: Entry) -> bool:
    """Tell whether nothing says of a treatment that it was given, while words are there that tell of something else."""
    if entry.kind == "other" or "treatments" in draft.asked:
        return False
    behind = draft.at(entry.last + 1)
    if behind is not None and behind.text in HEADS and behind.segment == draft.tokens[entry.last].segment:
        return True  # ``the Lenvima box (30 x 4 mg)``
    if entry.outcome or entry.response or entry.ongoing or entry.stopped:
        return False
    if entry.start or entry.end or entry.sessions or entry.lasted or entry.several or entry.counted or entry.cycle:
        return False
    before, rest = _clause(draft, entry)
    if any(_gives(one) for one in before) or any(_gives(one) and one.text not in _LEADING for one in rest):
        return False
    return any(is_unknown(one, _KNOWN) for one in (*before, *rest))


def _clause(draft: Draft, entry: Entry) -> tuple[list[Token], list[Token]]:
    """The tokens of the segment that names a treatment, up to it and behind it."""
    segment = draft.tokens[entry.first].segment
    first, last = entry.first, entry.last
    while first and draft.tokens[first - 1].segment == segment:
        first -= 1
    while last + 1 < len(draft.tokens) and draft.tokens[last + 1].segment == draft.tokens[entry.last].segment:
        last += 1
    return draft.tokens[first : entry.last + 1], draft.tokens[entry.last + 1 : last + 1]


def _gives(token: Token) -> bool:
    return token.text in _GIVES or token.cue(*_CUES) or token.kind in ("date", "dur")
