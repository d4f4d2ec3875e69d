"""How an answer is built, whatever it speaks of: what was feared and not found, somebody else's, never done.

``they tested me for lupus and it was negative``, ``my brother did, not myself``, ``they turned me down for it``,
``Weak heart? No, strong as a horse``: such an answer is a yes or a no by its frame. It is read of the one fact that
was asked for, and stands before what single words in it seem to say.
"""

from __future__ import annotations

import re

from bot.nlu.answers.answer_words import BOTH
from bot.nlu.answers.frames_harmless import explained, harmless, over, reversed_by_now
from bot.nlu.answers.frames_of_use import use_of
from bot.nlu.answers.gist import LONGEST, names_of
from bot.nlu.lexicon.frame_words import DENIED, FEARED, NO
from bot.nlu.text.clauses import clauses_of, is_theirs

__all__ = ["CHOICES", "frame_of", "not_found", "of_others", "reversed_by_now"]

_ECHO = re.compile(
    r"^[^?.!;]{0,60}\?+ *(?:(?:oh|ah|god|well|lord|sure|me)[,? ]+)*"
    rf"(?:(?P<no>{NO})|yes|yeah|aye|i did|i do|i have)\b(?P<rest>.*)$"
)
_ASKS_BACK = re.compile(rf"^{NO}[.,!;]+ (?:should|why|what|is that|is it|would|does)\b[^.]*\?\W*$")
"""``no. Should I have?``"""
_SO_MANY = re.compile(
    r"^\W*(?:yes|aye|yeah|oh yes|i did|i have)[,.]? (?:one|two|three|four|five|\d|several|a few|a couple|loads|plenty)"
    r"(?: of (?:them|those))?(?:[,.;]|$)"
)
_TURNS = re.compile(
    r"\b(?:but|except|apart|only|once|though|although|until|till|used to|bar|unless|not now|yet|sure|know|think|"
    r"might|maybe|any ?more|(?:for|in) (?:years|ages|months|a while)|since)\b"
)
_THOUGHT = re.compile(r"\b(?:thought|scare|suspected|feared|worried|wondered|afraid|thinking|tested|looking) ?\b")
_NOT_FOUND = re.compile(
    r"\b(?:negative|clear|normal|nothing|false alarm|all right|alright|fine|clean|spotless|perfect|okay|ok|good|"
    r"wasn't|was not|weren't|isn't|"
    r"ruled (?:it )?out|"
    r"let me go|sent (?:me|him|her) home|benign|didn't find|found no\w*|couldn't find|no sign|not (?:that|it|there))\b"
)
_OTHERWISE = re.compile(
    r"^(?:(?:the |my )?(?:hospital|doctors?|consultant|specialist|nurse|they|he|she)(?: at the \w+)? "
    r"(?:said|told (?:me|us)|found|reckoned)(?: that)? )?"
    r"(?:(?:i|he|she|we|it) (?:was|were|had) (?:only|just|all) \w+|(?:only|just) (?:a |the |my )?\w+\W*$)|"
    r"^(?:it |that )?(?:turned out|proved)(?: to be)? (?:only |just |it was )?(?!(?:one|right|true|bad|serious|"
    r"that)\b)\w+|"
    r"^(?:then |later |in the end |after(?:wards)? )?(?:it|that|this|they said it|they said that it|said it) "
    r"(?:was|were|is|turned out|proved)(?: to be)? (?:all |only |just |really |actually )*"
    r"(?!(?:one|a (?:small|mild|bad|big|minor|massive|real)|right|true|both|there|that|indeed|so|him|her|me|not|in|on|"
    r"too|very|as|them|positive|confirmed|bad|serious|all|what|years?|back|last|\d)\b)\w+"
)
_NOT_ME = re.compile(
    r"^(?:(?:and|but|though|so far|thank god|luckily) )*(?:i (?:take|have|had|get) (?:nothing|none)\b|"
    r"not (?:me|myself|mine|us|yours truly)\b|"
    r"i(?:'m| am) (?:not|ok|okay|fine|grand|clear|all right|alright|spared|free|in the clear|well|healthy)\b|"
    r"i(?:'ve| have) (?:never|escaped|been spared|not|none|no|missed|got none)\b|i (?:escaped|haven't|"
    r"don't(?! (?:remember|know|recall|think))|didn't|"
    r"never|"
    r"am not|was spared|have none|have not|hadn't)\b|(?:escaped|spared|haven't caught)\b|(?:me|myself|i),? (?:no|"
    r"never|not)\b|"
    r"nothing in me\b|no (?:symptoms?|signs?|complaints?)\b|"
    r"mine(?:'s| is| are) (?:fine|ok|okay|grand|good|normal|clear|perfect)\b)"
)
_THEIRS_ALONE = re.compile(
    r"\b(?:'s|is|was) the one (?:with|who|that|on|taking)\b|\bwho (?:had|has|got) (?:it|that|one|the)\b|"
    r"\b(?:in|with) (?:my|our) \w+(?: \w+)? only\b|\bonly (?:in |with )?(?:my|our) \w+\W*$"
)
_BEING_TESTED = re.compile(
    r"\b(?:(?:they're|they are|we're|doctors? (?:is|are)|is|are|being) (?:testing|checking|investigating|looking into|"
    r"tested|"
    r"checked|investigated|scanned)\b(?! (?:all|every|regularly))|still (?:testing|investigating)|to see (?:if|"
    r"whether) )"
)
_OTHER_WORD = re.compile(r"\b(?:but|though|although|except|only|once|too|also|as well|maybe|might|think|sure)\b")


CHOICES = ("ascites", "encephalopathy", "other_malignancy")
"""Choices that are read by their frame too: a no names one of their options."""


def frame_of(fact: str, low: str) -> str | None:
    """Tell what an answer comes to by its frame: ``yes``, ``no``, ``ask``, or None where it has none of them."""
    if len(low) > LONGEST:
        return None
    if low.rstrip().endswith("?"):
        return "no" if _ASKS_BACK.match(low) else None
    if _left_open(fact, low):
        return "ask"
    echo = _ECHO.match(low)
    if echo:
        return ("no" if echo["no"] else "yes") if not _TURNS.search(echo["rest"]) else None
    return _told(fact, low, clauses_of(low))


def _left_open(fact: str, low: str) -> bool:
    """``yes and no``, ``they're testing me for it``: it cannot be told yet."""
    if BOTH.match(low) or "doubt" in names_of(fact, low):
        return True
    return bool(_BEING_TESTED.search(low)) and not DENIED.search(low)


def _told(fact: str, low: str, clauses: list[str]) -> str | None:
    """Read the clauses of an answer, then what was done or taken."""
    if _SO_MANY.match(low) and not DENIED.search(low):
        return "yes"
    if any(read(fact, clauses) for read in (not_found, of_others, harmless, explained, over, _not_that)):
        return "no"
    use = use_of(fact, low)
    return None if use == "yes" and any(map(is_theirs, clauses)) else use


def not_found(fact: str, clauses: list[str]) -> bool:
    """``they thought it was a stroke but the scan was clear``: what was feared is named, and what follows denies it."""
    fears = _THOUGHT if fact in CHOICES else FEARED
    feared = next((place for place, one in enumerate(clauses) if fears.search(one)), None)
    if feared is None or len(clauses) < 2 or feared == len(clauses) - 1:
        return False
    after = clauses[feared + 1 :]
    if any(not _NOT_FOUND.search(one) and names_of(fact, one) & {"thing", "sign", "part"} for one in after):
        return False
    before = clauses[:feared]
    if any(names_of(fact, one) & {"thing"} for one in before):
        return False
    return any(_NOT_FOUND.search(one) or _OTHERWISE.match(one) for one in after)


_ANY_SIGN = (*CHOICES, "bleeding_tendency")
"""Of which a sign alone may tell: an illness of which nobody knows."""
_NEVER_THAT = re.compile(
    r"^(?:no|never|not)(?: (?:had|have|a|an|any|the|once|actual|real|full|proper))* (?P<rest>\w.*)$"
)


def _not_that(fact: str, clauses: list[str]) -> bool:
    """``a flutter in 2019 but no attack``: what was asked about is denied last, and only signs of it stand before."""
    match = _NEVER_THAT.match(clauses[-1]) if len(clauses) > 1 and fact not in _ANY_SIGN else None
    if match is None or not names_of(fact, match["rest"]) & {"thing", "sign"} or fact.startswith("uncontrolled"):
        return False
    return not any("thing" in names_of(fact, one) or is_theirs(one) for one in clauses[:-1])


def of_others(fact: str, clauses: list[str]) -> bool:
    """``my brother did, not myself``: somebody else is spoken of, and the patient's own clause denies."""
    theirs = [one for one in clauses if is_theirs(one)]
    own = [one for one in clauses if not is_theirs(one)]
    if not theirs:
        return False
    if not own:
        return any(_THEIRS_ALONE.search(one) for one in theirs)
    denying = [one for one in own if _NOT_ME.match(one)]
    others = [one for one in own if one not in denying]
    return bool(denying) and not any(names_of(fact, one) - {"harmless"} or _OTHER_WORD.search(one) for one in others)
