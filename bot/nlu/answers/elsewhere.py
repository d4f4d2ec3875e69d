"""Answers that speak of something else: what is told of the knees is no answer to a question about the heart.

Patients chat: ``I stopped smoking in 2015``, ``I had my gallbladder out in 1998``, ``my pressure is grand``.
Asked for a stroke, none of these is one, though each has the date or the ``fine`` of an answer. ``told/elsewhere.yml``
holds what such talk is about, and on which facts each matter bears; of others it is read as if nothing had been asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.answers.gist import LONGEST, names_of
from bot.nlu.answers.symptoms import of_complaints
from bot.nlu.corrections.slips import UNIT
from bot.nlu.draft import Draft
from bot.nlu.lay.told_words import rules_of, section
from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, MONTH_CUT, MONTH_IN_FULL
from bot.nlu.lexicon.lexicon import Lexicon
from bot.nlu.text.normalise import Text, normalise
from bot.nlu.text.rewriting import Change, rewritten

_ANSWERS = re.compile(
    rf"^\W*(?:(?:oh|ah|well|um|uh|god)[, ]+)*(?:{AYE}|{NAY}|not|none|never|neither|nothing|nor|"
    r"both|all|just|sure|ok|okay|fine|once|twice|unfortunately|afraid so|only when|only if|when i|"
    r"(?:i|he|she|we) (?:never )?(?:did|do|have|had|am|was|don't|didn't|haven't|hadn't)(?=\W*(?:[,.;!]|$))|"
    rf"\d|\d{{1,5}}(?:[.,]\d+)?(?:{UNIT}|\s?(?=[,;]\s)|(?= (?:pre|post)[ -])))(?!\w)"
    r"|\W(?:no|yes|never|not)\W*$"
)
_TURNED_BACK = re.compile(
    r"^\W*(?:no|sorry|wait|oh|hang on|hold on)[,.;-]* (?:no[, ]+)?(?:sorry[, ]+)?(?:i mean|i meant|i was talking about|"
    r"i'm talking about|what i meant was)\b"
    r"(?!,? (?:i |he |she )?(?:don't|do not|dunno|no|yes|never|not|it|that|have|had|one))"
)
_ASIDE = re.compile(r"\b(?:by the way|while i (?:remember|think of it)|before i forget|incidentally)\b")
_POINTS_BACK = re.compile(
    r"\b(?:had|have|got|after|since|because of|following|before|during|called|from) "
    r"(?:it|them|(?:that|those|this)(?! \w)|"
    r"(?:one|two)(?=\W*(?:$|in|on|last|when|after|back|about|around|years?|before)\b|\W*$))\b|"
    r"\b(?:it|that|this) (?:was|happened|came|did|started) (?:on|in|about|back|around|then|when|after|before|just|"
    r"the|\d)|"
    r"\ba (?:mini|small|big|bad|slight|mild|light|second|minor|massive|wee|little|huge|real) one\b|"
    r"\bthat's (?:when|how|why|what)\b|\bapart from|except|otherwise|nothing else|anything else\b"
)
_ASKS = re.compile(
    r"\W*(?:he|she|they|(?:the )?(?:patient|pt|wife|husband|daughter|son))(?:'s| is| has| was)? "
    r"(?:just |also )?(?:asks?|asked|asking|wonders|wondering|wants? to know|wanted to know|would like to know) "
    r"(?:me |us |you )?what (?:\w+[ -]?){1,4} (?:means?|is|are|stands? for|does|involves?)\W*"
)


def of_the_question(low: str, asked: tuple[str, ...], lexicon: Lexicon) -> tuple[str, ...]:
    """Give what was asked for; nothing where the message speaks of something else."""
    if not asked or len(low) > LONGEST or _named(low, asked, lexicon):
        return asked
    if _TURNED_BACK.match(low) or of_complaints(low, asked):
        return ()
    if _ANSWERS.search(low):
        return asked
    if _ASIDE.search(low):
        return ()
    if _POINTS_BACK.search(low):
        return asked
    matters = {rule.wording for rule, _ in rules_of("elsewhere").matches(low)}
    bearing: set[str] = set().union(*(_bears_on(one) for one in matters)) if matters else set(asked)
    return asked if bearing.intersection(asked) else ()


def without_asking(text: Text) -> Text:
    """``he asks what HAIC means``: what somebody asks about is not told."""
    return rewritten(text, [Change(0, len(text.low), "a question")]) if _ASKS.fullmatch(text.low) else text


def _named(low: str, asked: tuple[str, ...], lexicon: Lexicon) -> bool:
    """Tell whether the message names what was asked for."""
    if any(names_of(one, low) for one in asked):
        return True
    return any(sense.id in asked for hit in lexicon.find(low) for sense in hit.senses)


@lru_cache(maxsize=64)
def _bears_on(matter: str) -> frozenset[str]:
    lines: Iterable[str] = section("bears_on").get(matter, ())
    return frozenset(fact for line in lines for fact in line.split())


_TOLD = re.compile(r"^\W*(?:i|i've|i'd|i'm|we|we've|they|they've|my|our|he|he's|she|she's)\b")
_PLAIN = re.compile(
    r"\d\S*|i|i'd|i've|i'm|he|he'd|he's|she|she'd|she's|they|they've|we|we've|it|it's|that|that's|this|one|two|ones|"
    r"once|had|have|has|got|get|was|were|is|been|be|did|do|happened|came|come|since|ago|in|on|at|the|a|an|of|for|to|by|"
    r"with|from|about|around|back|before|after|last|first|only|just|again|then|when|and|or|but|so|my|his|her|me|him|"
    r"years?|months?|weeks?|days?|times?|early|late|end|start|beginning|middle|mid|some|roughly|mini|god|help|"
    r"maybe|think|believe|small|mild|bad|big|minor|massive|slight|little|wee|touch|doctors?|said|told|"
    r"way|long|over|nearly|almost|now|gone|another|second|third|both|spring|summer|autumn|winter|fall|easter|"
    rf"christmas|{MONTH_IN_FULL}|{MONTH_CUT}|sept|yesterday|today|{DAY_IN_FULL}|"
    r"three|four|five|six|seven|eight|nine|ten|twenty|eleven|twelve|fifteen|thirty|couple|few|half|"
    r"latest|most|recent|recently|until|till|whole|exactly|already|up|there|too|old|next|during|same|"
    r"took|put|done|episode|attack|event|turn|believe|remember"
)
_IN_MANY_WORDS = ("gi_bleeding", "variceal_bleeding", "immunosuppressant", "live_vaccine")
"""Events that patients tell in many ways without their name."""


def leave_elsewhere(draft: Draft) -> None:
    """``I've had this phone since 2012``: a date beside words that do not name what was asked for is asked about."""
    fact = draft.asked[0] if len(draft.asked) == 1 and len(draft.text.raw) <= LONGEST else ""
    if not isinstance(draft.facts.get(fact), dict) or fact in _IN_MANY_WORDS:
        return
    low = normalise(draft.text.raw).low
    if draft.catalogue.facts[fact].kind != "event" or not _TOLD.match(low):
        return
    if _ANSWERS.search(low) or _POINTS_BACK.search(low) or names_of(fact, low):
        return
    if any(token.names(fact) for token in draft.tokens) or all(map(_PLAIN.fullmatch, re.findall(r"[\w']+", low))):
        return
    del draft.facts[fact]
    draft.ask(fact, "uncertain", 0, len(draft.tokens) - 1)
