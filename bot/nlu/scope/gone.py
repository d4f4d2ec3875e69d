"""Whether what was there is there no more: ``lung mets in 2025, none now``, ``PVTT resolved completely``."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.near import blocks

_NOW = (
    r"(?:now|currently|at present|presently|today|at the moment|any ?more|any longer|"
    r"on (?:the )?(?:last|latest|current|new|recent|present|today's|this))"
)
_NONE_NOW = re.compile(
    rf"\b(?:none|nil|nothing|not|off(?: (?:it|this))?|gone|over|stopped) (?:{_NOW}|since)\b|"
    r"\bnow (?:none|nil|gone|off)\b|"
    r"\b(?:off|gone|over|stopped|finished)(?: it| them| that)? (?:for )?(?:many |some |several |a few )?"
    r"(?:years|ages|long)\b|"
    r"\bcured\b|\blong (?:gone|over|finished)\b|"
    r"\bnot (?:seen|visible|present) any ?more\b|"
    r"\bno longer (?:seen|visible|present|detectable|detected|there|visuali[sz]ed|evident|found)\b"
)
_OVER = re.compile(
    r"\b(?:resolved|cleared|disappeared|vanished|gone|(?:regressed|recanali[sz]ed) (?:completely|fully|entirely)|"
    r"(?:completely|fully|entirely|totally) (?:regressed|responded)|"
    r"(?:complete|full) regression)\b"
)
_PARTLY = re.compile(r"\b(?:partial\w*|partly|incompletely|almost|nearly|not|residual|still|some) ?")


def none_now(draft: Draft, place: int) -> bool:
    """``lung mets in 2025, none now``: what was there is there no more."""
    return _NONE_NOW.search(_told_behind(draft, place)) is not None


def over_now(draft: Draft, place: int) -> bool:
    """``PVTT resolved completely``: none now, or gone as a whole."""
    text = _told_behind(draft, place)
    return _NONE_NOW.search(text) is not None or (_OVER.search(text) is not None and not _PARTLY.search(text))


_HEALED = re.compile(
    r"\b(?:healed|resolved|cleared|recovered|cured|settled|subsided)\b|"
    r"\b(?:completed|finished) (?:(?:an?|the|his|her|oral|iv|full|\d+|days?|d|weeks?|course|of) )*"
    r"(?:antibiotics?|abx|antivirals?|course|therapy)\b|"
    r"\b(?:is|was|now|all) over\b|\bover (?:now|by now)\b|^ ?over\b"
)


def healed(draft: Draft, place: int) -> bool:
    """``cellulitis in May, had antibiotics then, healed``: an infection that is over."""
    text = _told_behind(draft, place)
    return _HEALED.search(text) is not None and not _PARTLY.search(text)


_BACK = (
    r"(?:recur(?:red|s|rence)?|re-?occurred|c[ao]me back|back yet|return(?:ed|s)?|relapsed?|reappeared|"
    r"happen(?:ed)? again)"
)
_NEVER_BACK = re.compile(
    rf"\b(?:(?:not|never|n't|hasnt|didnt|without|no)(?: ever)?(?: since)? {_BACK}|never again|(?:not|none|never) since|"
    r"(?:no|without|not had|not any)(?: any)? (?:further|more|other|subsequent|repeat|recurrent|new)"
    r"(?: (?:episodes?|events?|bouts?|attacks?|ones?|symptoms?|problems?|recurrences?)|$)|"
    r"(?:free of (?:it|he|symptoms|episodes)|clear|well|stayed away|settled) since|has stayed away|"
    r"last (?:episode|bout|attack|event)|(?:ended|briefly|once|transiently) (?:in|on|by|at|after)|off lactulose)\b"
)
_BACK_AGAIN = re.compile(
    r"(?<!not )(?<!never )(?<!no )(?<!without )(?<!not since )\b(?:recurred|came back|come back|relapsed|has returned|"
    r"reappeared|ongoing|persists|persisting|still (?:there|present)|again (?:now|today|at present|in|on|since))\b|"
    r"\bnot (?:yet |fully |completely )?(?:resolved|gone|cleared|settled)\b"
)
_NO_MORE = re.compile(
    r"\b(?:no|not had|without|denies)(?: any)? (?:further|more|recurrent|repeat|new|other|subsequent|recurrences? of|"
    r"relapses? of|(?:further|more|new|other|repeat) (?:episodes?|bouts?|attacks?) of)(?: overt| hepatic)?$"
)


def never_back(draft: Draft, place: int) -> bool:
    """``HE in February, has not recurred``, ``treated in 2025, no further episodes``: what was there is over."""
    text = _told_behind(draft, place)
    return _NEVER_BACK.search(text) is not None and _BACK_AGAIN.search(text) is None


def back_again(draft: Draft, place: int) -> bool:
    """``HE resolved in May but has come back``, ``not resolved``: it is there again, or still."""
    return _BACK_AGAIN.search(_told_behind(draft, place)) is not None


def no_more(draft: Draft, place: int) -> bool:
    """``no further HE``, ``no recurrence of HE``: what is denied now was there once."""
    return _NO_MORE.search(" ".join(one.text for one in draft.tokens[max(0, place - 6) : place])) is not None


def _told_behind(draft: Draft, place: int) -> str:
    """The words of the sentence behind a word, up to the next that opens another matter."""
    words: list[str] = []
    for token in draft.tokens[place + 1 : place + 18]:
        if token.sentence != draft.tokens[place].sentence or blocks(token, draft.tokens[place]) or _of_virus(token):
            break
        words.append(token.text)
    return " ".join(words)


def _of_virus(token: Token) -> bool:
    """``on apixaban, hep C cured``: of another illness, which is noted alone."""
    note = token.sense("note")
    return note is not None and str(note.value or note.id).lower().startswith("hepatitis")
