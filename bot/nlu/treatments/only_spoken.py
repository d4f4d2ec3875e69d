"""Treatments that stand in what is told of something else: ``leaflet on TACE``, ``TACE webinar 12 Nov``.

What can be said about a treatment without its being given has no end, so that it is known by what it does not hold. A
word that governs the treatment by way of a preposition (``treated with``, ``cycles of``), and one right behind it, are
words of giving; of any other, the treatment is not recorded unless the words behind say that it ran.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.treatments.only_said import ran_behind

_JOINTS = frozenset(("with", "re", "about", "on", "for", "of", "to", "over", "against", "regarding", "concerning"))
_HEADS = word_set("only_spoken_heads")
"""``treated with``, ``cycles of``, ``rash on``: the words before such a preposition that tell that it was given."""
_TALK = word_set("only_spoken_talk")
"""``decision``, ``report``: words that tell of no giving, though the lexicon knows them or they stand in brackets."""
_BEHIND = word_set("only_spoken_behind")
"""Words that may stand right behind a treatment that was given."""
_HOW = word_set("only_spoken_how")
"""``tremelimumab single dose``, ``TACE superselective``: how it was given, with a noun behind it or none."""
_DRESS = word_set("only_spoken_dress")
"""What may stand between a preposition and the treatment: articles, adjectives."""
_PERSONS = frozenset(("me", "him", "her", "us", "them", "you", "patient", "pt", "family", "wife"))
_TOGETHER = ("+", "/", "&", "and", "plus", "-")
_HARM = ("itis", "ism", "ache", "aches", "ness", "pathy", "emia", "uria", "oea", "ea", "penia", "ulcers", "otoxicity")
"""``mucositis with lenvatinib``: what a treatment does."""
_ONWARD = word_set("only_spoken_onward")
"""``, which was then``: what may stand between what was planned and the word that it was done."""
_DONE = frozenset(
    (
        "done",
        "performed",
        "given",
        "started",
        "begun",
        "administered",
        "delivered",
        "carried out",
        "received",
        "takes",
        "taking",
        "took",
        "began",
    )
)
_DONE_IN_TWO = frozenset((("carried", "out"), ("went", "ahead"), ("took", "place"), ("had", "it")))
_IS = frozenset(
    ("is", "are", "isn't", "can", "shall", "must", "could", "could be", "can be", "may be", "might", "would")
)
_NOW = frozenset(
    ("current", "currently", "now", "line", "daily", "working", "helping", "only", "treatment", "first", "it", "they")
)
"""``lenvatinib is his current line``; of ``TACE is his last hope`` nothing was given."""
_PAPERS = word_set("only_spoken_papers")
"""``TACE auth number``, ``lenvatinib baseline labs``: nouns of papers, money and visits."""
_SHORT = 3
"""Letters of small words of other languages: ``TACE em 12 de setembro``."""
_PARTS = frozenset((",", ";", ".", "and", "but", "then", "\n", "->", "-", "("))
_COURSE = frozenset(
    ("since", "ongoing", "started", "stopped", "until", "till", "taking", "takes", "progressed", "tolerated")
)
_VERBAL = ("ed", "en", "ly", "ing")
"""Endings of participles and adverbs, of which `only_said` knows those that do not tell of giving."""
_KEYS = word_set("only_spoken_keys")
"""``leaflet (TACE)``, ``wish: TACE``: nouns of talk that stand before a treatment without a preposition."""
_SIGNS = frozenset(("-", ":", "(", "–"))
_OF_HEAD = frozenset(
    ("since", "from", "given", "done", "received", "performed", "completed", "held", "had", "off", "first")
)
"""``leaflet on TACE given``, ``wants TACE since June``: right behind the treatment they are said of the talk."""
_WHOSE = frozenset(("his", "her", "their", "my"))
"""``called about her TACE on 2 October``: it is taken for granted."""


def mark_only_spoken(tokens: Sequence[Token], cased: str) -> None:
    """Give a treatment that is only spoken of the scope in which it is not recorded."""
    place = 0
    while place < len(tokens):
        if not tokens[place].treats:
            place += 1
            continue
        last = _last(tokens, place)
        talk = _talked_of(tokens, place)
        paper = _paper(tokens, last, cased)
        spoken = talk or paper or _would_be(tokens, last) or (not _dated(tokens, last) and _governed(tokens, place))
        if spoken and not (
            _ran_apart(tokens, last) if paper else ran_behind(tokens, last + (talk and _of_head(tokens, last + 1)))
        ):
            for one in (*tokens[max(0, place - 1) : place], *tokens[place : last + 2]):
                if one.treats or one.names("consent"):
                    one.scope.add("plan")
        elif "plan" in tokens[place].scope and _done_after_all(tokens, last):
            for one in tokens[place : last + 1]:
                one.scope.discard("plan")
        place = last + 1


def _done_after_all(tokens: Sequence[Token], last: int) -> bool:
    """``MDT recommended TACE, done 12 Nov``: what was planned has a day on which it was done."""
    step, end = last + 1, len(tokens)
    while step < min(end, last + 6) and tokens[step].kind in ("word", "date") and tokens[step].text not in _ONWARD:
        step += 1
    if step >= end or tokens[step].text not in _ONWARD:
        return False
    while step < end and tokens[step].text in _ONWARD:
        step += 1
    verb = tokens[step].text if step < end else ""
    step += 1 if verb in _DONE else 2
    if not (verb in _DONE or (verb, tokens[step - 1].text if step - 1 < end else "") in _DONE_IN_TWO):
        return False
    while step < end and tokens[step].text in ("on", "in", "it", "since", "from"):
        step += 1
    day = tokens[step].day if step < end else None
    return day is not None and not day.ahead


def _last(tokens: Sequence[Token], place: int) -> int:
    """The last place of the treatments that are named together from a place on."""
    while place + 2 < len(tokens) and tokens[place + 1].text in _TOGETHER and tokens[place + 2].treats:
        place += 2
    while place + 1 < len(tokens) and tokens[place + 1].kind == "word" and tokens[place + 1].start == tokens[place].end:
        place += 1  # the end of ``lobectomía``
    return place


def _head(tokens: Sequence[Token], place: int) -> tuple[int, str]:
    """The word that governs a treatment, and the sign or preposition between them; -1 where there is none."""
    at = place - 1
    while at > 0 and tokens[at].text in _DRESS:
        at -= 1
    if at >= 1 and tokens[at].text in _WHOSE:
        at -= 1
    if at >= 1 and (tokens[at].text in _JOINTS or tokens[at].text in _SIGNS):
        far = at >= 2 and tokens[at - 1].text in _PERSONS and tokens[at - 2].text in _TALK
        return at - (2 if far else 1), tokens[at].text
    return at, ""


def _talked_of(tokens: Sequence[Token], place: int) -> bool:
    """``decision on TACE``, ``leaflet (TACE)``, ``opinion: TACE``: a word of talk governs the treatment."""
    at, joint = _head(tokens, place)
    return at >= 0 and tokens[at].text in (_TALK if joint in _JOINTS else _KEYS)


def _governed(tokens: Sequence[Token], place: int) -> bool:
    """Tell whether a preposition ties a treatment to a word that is none of giving: ``OK with TACE``."""
    at, joint = _head(tokens, place)
    if at < 0 or joint not in _JOINTS or joint == "on" or tokens[place - 1].text in _WHOSE:
        return False
    head = tokens[at]
    return _unknown(head) and head.text not in _HEADS and not head.text.endswith(_HARM)


def _dated(tokens: Sequence[Token], last: int) -> bool:
    """``eradicated with RFA on 12 Nov 2026``: with its day, an unknown word may well be one of giving."""
    behind = tokens[last + 1 : last + 3]
    return any(one.kind == "date" for one in (behind if behind and behind[0].text in ("on", "in", "(") else behind[:1]))


def _of_head(tokens: Sequence[Token], behind: int) -> bool:
    return behind < len(tokens) and tokens[behind].text in _OF_HEAD


def _would_be(tokens: Sequence[Token], last: int) -> bool:
    """``TACE is his last hope``, ``RFA can wait``: told of now or of what is to come."""
    behind = tokens[last + 1].text if last + 1 < len(tokens) else ""
    return behind in _IS and not any(
        one.text in _NOW or one.kind in ("num", "date") for one in tokens[last + 2 : last + 8]
    )


def _paper(tokens: Sequence[Token], last: int, cased: str) -> bool:
    """Tell whether the noun behind a treatment makes it part of another name: ``TACE webinar``."""
    first = last + 1
    while first < len(tokens) and tokens[first].text in _HOW:
        first += 1
    for step in range(first, min(last + 5, len(tokens))):
        token = tokens[step]
        if token.text == "pre" or (token.text == "-" and tokens[step - 1].text == "pre"):
            continue  # ``TACE pre-assessment``
        if token.segment != tokens[last].segment or token.kind not in ("word", "hit") or token.treats:
            return False
        if token.text in _PAPERS:
            return True
        if (
            step == first
            and _unknown(token)
            and len(token.text) > _SHORT
            and token.text not in _BEHIND
            and not token.text.endswith(_VERBAL)
        ):
            return not cased[token.start].isupper()  # ``TACE Leeds 12 Nov``
        if token.text in _BEHIND and token.text != "second":
            return False
    return False


def _ran_apart(tokens: Sequence[Token], last: int) -> bool:
    """``TACE consent signed, done 12 Nov``: tell whether the words behind the noun say that the treatment ran."""
    step = last + 1
    while step < len(tokens) and tokens[step].text not in _PARTS:
        if tokens[step].text in _COURSE:
            return True
        step += 1
    return step < len(tokens) and ran_behind(tokens, step)


def _unknown(token: Token) -> bool:
    return token.kind == "word" and len(token.text) > 1 and token.text.isalpha()
