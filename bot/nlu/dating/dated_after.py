"""``in May 2026 after TACE he started lenvatinib``, ``... he had a stroke``: the day is of what came after."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set

_PASSING = word_set("courses_passing")
_IMAGING = word_set("sessions_imaging")
_OF_DOSE = frozenset(("mg", "od", "bd", "bid", "qd", "daily", "q", "w", "d", "/", "(", "on", "in", "from", "since"))
_AFTER = frozenset(("after", "following", "post", "once", "when"))
_WHY = frozenset(("for", "because of", "because", "upon", "due to", "at", "as", "on", "since"))
_LEADS = _AFTER | _WHY
_OPENS = frozenset(("in", "on", "", ",", ";", ".", "\n", "and", "then", "-"))
_BEGAN = frozenset(
    ("started", "started on", "began", "begun", "commenced", "commenced on", "switched", "switched to", "changed",
     "changed to", "put", "put on", "placed", "placed on", "got", "received", "underwent", "given", "had", "initiated")
)  # fmt: skip
_REACH = 24


def dated_next(draft: Draft, step: int) -> int | None:
    """Give the place of what the day at ``step`` is of, where a treatment that came before stands between them."""
    behind = step + 1 + (draft.word(step + 1) in (",", ":"))
    led = draft.word(behind) if draft.word(behind) in _WHY else draft.word(behind).split(" ")[0]
    if led not in _LEADS or draft.word(step - 1) not in _OPENS:
        return None
    named = began = -1
    failed = led in _AFTER
    for place in range(behind + (led == draft.word(behind)), min(behind + _REACH, len(draft.tokens))):
        token = draft.tokens[place]
        if token.sentence != draft.tokens[step].sentence or token.kind == "date" or token.text in (";", "\n"):
            return None
        failed = failed or token.cue("progressed")
        if token.treats and failed and named >= 0 and (began >= 0 or _begins(draft, place)):
            return None if dated_from(draft, place) else place
        if token.treats:
            named, began = place, -1
        elif token.text in _BEGAN:
            began = place
            if named < 0:
                return None
        elif named >= 0 and (token.senses("name") or token.text in _IMAGING):
            return place  # ``in May 2026 after TACE he had a stroke``
        elif token.text not in _PASSING | {"on", "with"}:
            began = -1
    return None


def _begins(draft: Draft, place: int) -> bool:
    """``after TACE lenvatinib was started``: the verb behind the name."""
    behind = place + 1 + (draft.word(place + 1) in ("was", "were"))
    return draft.word(behind) in _BEGAN


def dated_from(draft: Draft, step: int) -> bool:
    """Tell whether a date stands from a place on, behind other drugs and doses."""
    while step < len(draft.tokens) and (
        draft.tokens[step].kind == "num" or draft.tokens[step].treats or draft.word(step) in _OF_DOSE
    ):
        step += 1
    return step < len(draft.tokens) and draft.tokens[step].kind == "date"


def day_past_treatment(draft: Draft, place: int) -> int | None:
    """Give the place of the day of what stands at ``place``, where it came after a treatment that is told between."""
    for step in range(place - 1, max(-1, place - _REACH), -1):
        token = draft.tokens[step]
        if token.sentence != draft.tokens[place].sentence:
            return None
        if token.kind == "date":
            return step if not token.used and dated_next(draft, step) == place else None
    return None
