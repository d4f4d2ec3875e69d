"""Answers that name what is harmless, or what is over by now."""

from __future__ import annotations

import re

from bot.nlu.answers.gist import LONGEST, names_of
from bot.nlu.lay.told_events import PASSING
from bot.nlu.lexicon.calendar_words import MONTH_IN_FULL
from bot.nlu.lexicon.frame_words import DENIED, FEARED, NO, STILL
from bot.nlu.text.clauses import clauses_of

_LISTED = (
    "live_vaccine", "chemotherapy_allergy", "anticoagulation", "immunosuppressant", "interstitial_lung_disease",
)  # fmt: skip
"""Where what is named is the answer: the vaccine that was given, what somebody is allergic to, what they take."""
_ONLY = re.compile(
    r"\b(?:only|just|nothing (?:but|else|more)|that's (?:it|all|the lot)|that is (?:it|all)|and that's it|is all|"
    r"merely|simply|no more|otherwise (?:nothing|no|none|fine))\b"
)
_TURN = re.compile(r"\b(?:but|though|although|except|too|also|as well|maybe|might|think|sure)\b")
_ASIDE = re.compile(
    rf"^(?:{NO}|(?:a|the|some) \w+ ones?|(?:and )?(?:that's|that is) (?:it|all|the lot|about it)|nothing (?:else|"
    rf"more|worse)|is all|"
    rf"other ?wise (?:fine|nothing|no|none)(?: .*)?|(?:treated|cured|cleared|gone)(?: .*)?|"
    r"thanks?|thank god|(?:from|with|since|when|after|in|on|for|twice|once|every|i|i've|i'm) .*|yes|yeah)\W*$"
)
_FROM = re.compile(
    r"\b(?:that's|that was|it's|it was|it is|they're|they were|down to|because of|due to|from|said|only|just|"
    r"turned out)\b"
)
_HAD = re.compile(
    r"\b(?:had|i'd|he'd|she'd|was|were|got|used to|went|last (?:year|month|week|winter|summer)|ago|told|back in|"
    r"in (?:19|20)\d\d)\b"
)
_CLEARED = re.compile(
    r"^(?:i |i've |he |she )?(?:finished|done with|came off) (?:the |my |all the )?(?:tablets|antibiotics|course|drip|"
    r"treatment)\b.*$|"
    r"^(?:the |two |some |strong |iv )*(?:antibiotics?|tablets|drip|they|treatment|drugs) (?:cured|cleared|sorted|"
    r"fixed|killed|"
    r"got rid of) (?:it|that)\b.*$|"
    r"^(?:(?:it|that|they|all|everything|i|he|she|now|the \w+)(?:'s|'m|'re| is| has| have| am| are|'ve)? )?"
    r"(?:all |completely |fully |now |well |long |quite |been |gone |back to )*"
    r"(?:cleared|clear|gone|better|fine|grand|good|okay|ok|perfect|under control|back down|down|over (?:it|that)|over|"
    r"all clear|healed|cured|recovered|normal|right as rain|settled|"
    r"sorted|finished)(?: (?:up|now|since|again|completely|by itself|with \w+))*\W*$"
)
_IN_USE = "immunosuppressant"
"""Taken now, where no date is told."""
_PAST_USE = re.compile(
    r"\b(?:was on|were on|used to|long ago|years? ago|ages ago|came off|off (?:it|them) (?:now|since)|stopped|finished|"
    r"in the past|back then|no longer|any ?more|years back)\b"
)
_WHEN = re.compile(
    rf"\b(?:(?:19|20)\d\d|{MONTH_IN_FULL}|"
    r"easter|christmas|last (?:week|month|year)|yesterday|weeks? ago|months? ago|days? ago)\b"
)
_LASTING = ("heart_failure", "organ_dysfunction", "interstitial_lung_disease")
"""What does not go away, though it may get better."""
_TOLD_SO = re.compile(r"\b(?:told|said so|diagnosed|had it|weakened|inflamed|damaged|scarred)\b")
_WENT = re.compile(
    r"^(?:it|that|they)(?: has|'s| have)?(?: all)? (?:cleared|went away|healed|settled|got better|gone|passed)\b"
)
_WELL_NOW = re.compile(
    r"\b(?:good|fine|normal|grand|ok|okay|better|improved|recovered|strong|clear|back to|much better|perfect)\b"
)


def harmless(fact: str, clauses: list[str]) -> bool:
    """``emphysema, that's it``, ``bleeding gums only``: nothing is named but what is harmless."""
    named = [names_of(fact, one) for one in clauses]
    if not any(named) or any(parts - {"harmless"} for parts in named):
        return False
    headed = bool(re.match(rf"^(?:oh |ah |well )?{NO}$", clauses[0]))
    only = headed or fact in _LISTED or any(_ONLY.search(one) for one in clauses)
    rest = [one for one, parts in zip(clauses, named, strict=True) if not parts]
    aside = all(_ASIDE.match(one) for one in rest)
    turned = any(_TURN.search(one) or DENIED.search(one) for one in clauses if one not in rest)
    return only and aside and not turned


def explained(fact: str, clauses: list[str]) -> bool:
    """``swollen like a football but that's my dinners``: signs, then the harmless thing that they come from."""
    named = [names_of(fact, one) for one in clauses]
    last = max((place for place, parts in enumerate(named) if parts), default=0)
    signs = [parts for parts in named[:last] if parts]
    if not signs or any(parts - {"sign", "part", "harmless"} for parts in signs) or named[last] != {"harmless"}:
        return False
    return bool(_FROM.search(clauses[last])) and not DENIED.search(clauses[last]) and not _TURN.search(clauses[last])


def over(fact: str, clauses: list[str]) -> bool:
    """``I'd a water infection but it's cleared``: what counts only while it lasts."""
    if fact not in PASSING or len(clauses) < 2:
        return False
    return bool(_HAD.search(" , ".join(clauses[:-1]))) and bool(_CLEARED.search(clauses[-1]))


def reversed_by_now(fact: str, low: str) -> bool:
    """``I was told so years ago, but the last scan was good``: what is well now leaves open what was."""
    if fact == _IN_USE and len(low) <= LONGEST:
        return bool(_PAST_USE.search(low)) and not (STILL.search(low) or _WHEN.search(low))
    clauses = clauses_of(low)
    if fact not in _LASTING or len(low) > LONGEST or len(clauses) < 2 or FEARED.search(clauses[0]):
        return False
    if _WENT.match(clauses[-1]) and names_of(fact, clauses[0]) & {"thing"} and not DENIED.search(low):
        return True
    told = _TOLD_SO.search(clauses[0]) or (_HAD.search(clauses[0]) and names_of(fact, clauses[0]) & {"thing"})
    if not told or DENIED.search(clauses[0]):
        return False
    return bool(_WELL_NOW.search(clauses[-1])) and not DENIED.search(clauses[-1])
