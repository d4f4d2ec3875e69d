"""``admitted 12 Nov with fever after TACE``, ``TACE complicated by fever 12 Nov``: the day of a complaint or visit."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.borne import names_harm

_HARMS = word_set("courses_side_effects") | frozenset(
    ("pain", "abscess", "vomiting", "nausea", "syndrome", "sepsis", "cholangitis", "bleed", "leak", "ascites", "fever")
)
_ABOUT = frozenset(("for", "re", "about", "because of", "with", "due to", "regarding"))
_AFTER = frozenset(("after", "following", "post", "from"))
_BY = frozenset(("with", "by", "complicated", "complicated by", "followed", "followed by", "causing"))
_ON = frozenset(("on", "in", "at", "of", "(", "from"))
_FULL = len("2026-11-12")


def of_complaint(draft: Draft, first: int, last: int, step: int) -> bool:
    """Tell whether the day at ``step`` is that of what befell or was looked after, before the treatment that did it."""
    between = draft.tokens[step + 1 : first]
    if draft.word(step + 1) in _ABOUT and (behind := draft.at(last + 1)) is not None and names_harm(behind):
        return True  # ``clinic 12 Nov for lenvatinib toxicity``
    after = next((at for at, one in enumerate(between) if one.text in _AFTER), None)
    if after is None:
        return any(names_harm(one) for one in between)  # ``labs 12 Nov for side effects of TACE``
    return any(_is_complaint(one) for one in between[:after])


def of_complaint_behind(draft: Draft, named: int, step: int) -> bool:
    """``TACE complicated by fever 12 Nov``: a day, and not a mere month, right behind what the treatment caused."""
    day = draft.tokens[step].day
    if day is None or len(day.iso or "") < _FULL:
        return False
    at = step - 1
    while draft.word(at) in _ON:
        at -= 1
    if at <= named or not _is_complaint(draft.tokens[at]):
        return False
    return any(draft.word(one) in _BY for one in range(named + 1, at))


def _is_complaint(token: Token) -> bool:
    if token.cue("progressed") or token.treats:
        return False
    harm = token.cue("intolerant") or token.sense("condition") is not None or token.names("active_infection")
    return harm or token.text.split(" ")[-1] in _HARMS
