"""The day of an event behind who tells of it: ``MI, according to his GP, in March 2025``; and of several the last.

What may stand between is a closed list; the day of a letter or of whoever reports is not that of the event.
"""

from __future__ import annotations

from bot.nlu.dating.days import Day, last_day
from bot.nlu.dating.event_dates import day_at
from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set

_LEADS = word_set("event_days_leads")
"""Words that lead on to the day of the event itself."""
_PAPERS = word_set("event_days_papers")
"""What has a day of its own."""
_TELLERS = word_set("event_days_tellers") | _LEADS | _PAPERS
_MARKS = frozenset((",", "(", ")", "-", ":", "?", "\n", ".", ";"))
_POINTS = frozenset(("that", "this", "it"))
_WAS = frozenset(("was", "happened", "occurred", "must", "would", "will"))
_BEFORE_DAYS = frozenset(("in", "on", "back", "of", "the", "about", "around", "was", "from", "dated"))
_REACH = 16
_AGAIN = word_set("event_days_again")
"""What leads from one occurrence to the next."""
_ANOTHER = word_set("event_days_another")
_APART = frozenset((".", "(", "\n"))
"""Marks behind which only a further one goes on: ``stroke 2019. Another one in 2025``."""


def day_behind_aside(draft: Draft, last: int) -> tuple[Day, int] | None:
    """Give the day behind an aside that follows the word at a place, and where it stands."""
    sentence, led = draft.tokens[last].sentence, True
    for step in range(last + 1, min(last + _REACH, len(draft.tokens))):
        token = draft.tokens[step]
        if token.sentence != sentence and draft.word(step - 1) not in (":", "\n") and not _goes_on(draft, step):
            return None
        sentence = token.sentence
        day = day_at(draft, step)
        if day is not None and not token.used and not _of_paper(draft, step):
            return (day, step) if (led or _parted(draft, step)) and not owned(draft, step) else None
        if day is None and token.text not in _MARKS and not _may_stand(draft, token):
            return None
        led = led and (token.text in _MARKS or _LEADS.issuperset(token.text.split(" ")) or _is_place(draft, token))
    return None


def _goes_on(draft: Draft, step: int) -> bool:
    """``Had an MI. That was in March 2025.``"""
    return draft.word(step) in _POINTS and draft.word(step + 1) in _WAS


def _may_stand(draft: Draft, token: Token) -> bool:
    if token.cue("neg", "plan"):
        return False
    return _TELLERS.issuperset(token.text.split(" ")) or token.cue("relative") or _is_place(draft, token)


def _is_place(draft: Draft, token: Token) -> bool:
    """Names of places and people are written with a capital."""
    cased = draft.text.cased[token.start : token.start + 2]
    return token.kind == "word" and cased[:1].isupper() and cased[1:2].islower()


def _of_paper(draft: Draft, step: int) -> bool:
    """``see letter of 4 April 2025``: the day of the letter."""
    while draft.word(step - 1) in ("of", "from", "dated", "on"):
        step -= 1
    return draft.word(step - 1).split(" ")[-1] in _PAPERS


def _parted(draft: Draft, step: int) -> bool:
    """Tell whether a mark closes the aside before the day."""
    while draft.word(step - 1) in _BEFORE_DAYS:
        step -= 1
    return draft.word(step - 1) in _MARKS


def owned(draft: Draft, step: int) -> bool:
    """Tell whether what stands right behind the day is what it dates."""
    after = draft.at(step + 1)
    return after is not None and after.segment == draft.tokens[step].segment and after.clinical


def latest_beside(draft: Draft, day: Day, at: int) -> tuple[Day, int]:
    """``MI 2010 and again 2018``, ``in 2012, the second in 2019``: of several dates in a row the latest one."""
    step = at + 1
    while draft.word(step) and (_AGAIN.issuperset(draft.word(step).split(" ")) or draft.word(step) in _APART):
        step += 1
    said = {draft.word(one) for one in range(at + 1, step)}
    after = draft.at(step)
    if said & _APART and said.isdisjoint(_ANOTHER):
        return day, at
    if after is None or step == at + 1 or draft.tokens[at].segment + 1 < after.segment:
        return day, at
    other = day_at(draft, step)
    if other is None or other.iso is None or day.iso is None or is_named(draft, step + 1):
        return day, at
    draft.use([at, step])
    return latest_beside(draft, other, step) if last_day(other.iso) >= last_day(day.iso) else (day, at)


def is_named(draft: Draft, place: int) -> bool:
    """Tell whether a clinical word stands at a place, so that a date before it is its own."""
    token = draft.at(place)
    return token is not None and token.clinical
