"""What a course was paused for: ``lenvatinib paused for radiotherapy in May and resumed``.

That it was taken up again is said of the course, told before, and not of what it was paused for.
"""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.treatments.entries import Entry

_HELD = frozenset(
    (
        "missed",
        "paused",
        "held",
        "withheld",
        "interrupted",
        "suspended",
        "stopped",
        "halted",
        "pause",
        "on hold",
        "break",
        "off",
    )
)
_FOR = frozenset(("for", "during", "around", "because of", "to allow", "before", "over", "due to"))
_AGAIN = frozenset(
    (
        "resumed", "restarted", "reintroduced", "re-started", "recommenced", "continued", "resumption", "back on",
        "resumes", "continues", "again", "reinstated",
    )
)  # fmt: skip
_REACH = 10


def paused_for(draft: Draft, entry: Entry) -> bool:
    """Tell whether something was paused for this treatment: the course told before it, or another drug."""
    if entry.kind == "systemic":
        return False
    sentence = draft.tokens[entry.first].sentence
    near = draft.tokens[max(0, entry.first - _REACH) : entry.first]
    words = [one.text for one in near if one.sentence == sentence]
    led = any(one in _FOR or one.endswith((" for", " before the", " before", " prior to the")) for one in words[-3:])
    return led and any(not _HELD.isdisjoint(one.split(" ")) or one in _HELD for one in words)


def resume(draft: Draft, entry: Entry, before: Entry | None, end: int) -> int:
    """Let the course told before go on where it was taken up again; give where the words on this treatment end."""
    last = draft.tokens[entry.last]
    for step in range(entry.last + 1, end):
        token = draft.tokens[step]
        if token.sentence > last.sentence + 1:
            break
        back = token.text == "back" and draft.word(step + 1) == "on"
        if (back or token.text in _AGAIN) and not token.scope & {"neg", "plan", "refuse", "hypothesis"}:
            if before is not None and before.kind == "systemic" and entry.first - before.last <= _REACH:
                before.goes_on, before.ongoing, before.stopped, before.end = True, True, False, None
                before.outcome = None if before.outcome in ("intolerance", "completed") else before.outcome
                draft.use([step])
                entry.back = -1 if back else step  # ``back on since 19 Oct``: no beginning
            return step
    return end
