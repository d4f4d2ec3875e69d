"""How an answer is built, whatever it speaks of: what was feared and not found, somebody else's, never done.

``they tested me for lupus and it was negative``, ``my brother did, not myself``, ``they turned me down for it``,
``Weak heart? No, strong as a horse``: such an answer is a yes or a no by its frame. It is read of the one fact that
was asked for, and stands before what single words in it seem to say.
"""

from __future__ import annotations

import re

from bot.nlu.gist import clauses_of, is_theirs, names_of

LONGEST = 160
"""Characters of an answer that is read in this way."""
_NO = r"(?:no|nope|nah|never|none|not me|not at all|not i|god no|i don't|i haven't|i didn't|i'm not)"
_ECHO = re.compile(
    r"^[^?.!;]{0,60}\?+ *(?:(?:oh|ah|god|well|lord|sure|me)[,? ]+)*"
    rf"(?:(?P<no>{_NO})|yes|yeah|aye|i did|i do|i have)\b(?P<rest>.*)$"
)
_TURNS = re.compile(
    r"\b(?:but|except|apart|only|once|though|although|until|till|used to|bar|unless|not now|yet|sure|know|think|"
    r"might|maybe|any ?more|(?:for|in) (?:years|ages|months|a while)|since)\b"
)
_FEARED = re.compile(
    r"\b(?:(?:did|had|done|got|sent (?:me )?for|went for) (?:a|an|the|some|my) (?:\w+ )?(?:camera|scope|scans?|tests?|"
    r"mri|ct|"
    r"echo|x-ray|biopsy|bloods?|tracing|ecg)|looking for|thinking|might have had|"
    r"thought|suspected|feared|worried|wondered|afraid|tested|test for|checked|screened|looked|scan(?:ned)?|scare|"
    r"sent|rushed|took me|taken|brought|admitted|queried|investigated|said (?:it|i|he|she|that) (?:might|could|may))\b"
)
_THOUGHT = re.compile(r"\b(?:thought|suspected|feared|worried|wondered|afraid|thinking|tested|looking) ?\b")
_NOT_FOUND = re.compile(
    r"\b(?:negative|clear|normal|nothing|false alarm|all right|alright|fine|clean|spotless|perfect|okay|ok|good|"
    r"wasn't|was not|weren't|isn't|"
    r"ruled (?:it )?out|"
    r"let me go|sent (?:me|him|her) home|benign|didn't find|found no\w*|couldn't find|no sign|not (?:that|it|there))\b"
)
_OTHERWISE = re.compile(
    r"^(?:i|he|she|we) (?:was|were|had) (?:only|just) \w+|"
    r"^(?:then |later |in the end |after(?:wards)? )?(?:it|that|this|they said it|they said that it|said it) "
    r"(?:was|were|is|turned out|proved)(?: to be)? (?:all |only |just |really |actually )*"
    r"(?!(?:one|a (?:small|mild|bad|big|minor|massive|real)|right|true|both|there|that|indeed|so|him|her|me|not|in|on|"
    r"too|very|as|them|positive|confirmed|bad|serious|all|what|years?|back|last|\d)\b)\w+"
)
_NOT_ME = re.compile(
    r"^(?:(?:and|but|though|so far|thank god|luckily) )*(?:i (?:take|have|had|get) (?:nothing|none)\b|"
    r"not (?:me|myself|mine|us|yours truly)\b|"
    r"i(?:'m| am) (?:not|ok|okay|fine|grand|clear|all right|alright|spared|free|in the clear|well|healthy)\b|"
    r"i(?:'ve| have) (?:never|escaped|been spared|not|none|no|missed|got none)\b|i (?:escaped|haven't|don't|didn't|"
    r"never|"
    r"am not|was spared|have none|have not|hadn't)\b|(?:escaped|spared|haven't caught)\b|(?:me|myself|i),? (?:no|"
    r"never|not)\b|"
    r"mine(?:'s| is| are) (?:fine|ok|okay|grand|good|normal|clear|perfect)\b)"
)
_THEIRS_ALONE = re.compile(r"\b(?:'s|is|was) the one (?:with|who|that)\b|\bwho (?:had|has|got) (?:it|that|one|the)\b")
_BEING_TESTED = re.compile(
    r"\b(?:(?:they're|they are|we're|doctors? (?:is|are)|is|are|being) (?:testing|checking|investigating|looking into|"
    r"tested|"
    r"checked|investigated|scanned)\b(?! (?:all|every|regularly))|still (?:testing|investigating)|to see (?:if|"
    r"whether) )"
)
_OTHER_WORD = re.compile(r"\b(?:but|though|although|except|only|once|too|also|as well|maybe|might|think|sure)\b")
_PROCEDURES = ("bypass_surgery", "transplant", "dialysis")
_UNDONE = re.compile(
    r"\b(?:refused|turned (?:it|that|me|him|her|us) down|turned down|said no\b|declined|waiting list|on the list|"
    r"waiting (?:for|on)|waiting$|being (?:assessed|worked up|considered|listed)|(?:were|was|are|is|am|i'm|they're) "
    r"(?:going|meant|supposed|due|to have|to get|thinking|talking)|(?:might|may|will|would|could) (?:need|have|get|"
    r"want)|"
    r"told (?:me )?i(?:'d)? need\w*|cancelled|decided against|decided on|changed (?:their|my|his|her) minds?|"
    r"in the way|fell through|come to that|"
    r"assessed|need it but|needed? (?:it|one) but|waiting \w+ (?:years|months)|(?:wasn't|not|too) (?:strong|well|fit|"
    r"old|weak|"
    r"sick|ill)\b|ruled (?:it|me|him|her) out|"
    r"not (?:well|fit|strong) enough|wouldn't (?:give|put|do|take|have)|never (?:happened|came to|went ahead|got))\b"
)
_DONE = re.compile(
    r"\b(?:got (?:it|one|mine|the)|then (?:did|had|got|they did)|did (?:it|one) in|finally|second|another|again|since|"
    r"after the|new (?:one|kidney|heart|liver|lung)|(?:had|did) (?:one|it|mine|the|a|my)|\d{4})\b"
)
_HAS_ONE = re.compile(
    r"\b(?:got|had|received|given|gave me|put in) (?:one|it|mine|the call|a (?:new )?(?:kidney|liver|heart|lung)|"
    r"a bypass)"
    r" (?:in|on|back|last|when|after|at)\b"
)
_OFFERED = re.compile(
    r"\b(?:offered|wanted (?:me|him|her) (?:to|on)|wanted to (?:put|start)|suggested|recommended|prescribed)\b"
    r".*\b(?:said no|refused|declined|turned (?:it|them|that) down|never (?:took|started|filled|got|had)|"
    r"didn't (?:take|want|"
    r"start|have|get)|wouldn't|didn't bother)\b"
)
_HARD = re.compile(
    r"\b(?:despite|in spite of|regardless of|no matter (?:what|how)|whatever (?:they|i|the)|for all the|"
    r"even (?:with|on) (?:the|all|three|four|two|my|his|her|these|those)|"
    r"nothing (?:(?:they|i|the doctors?) \w+ (?:me )?)?(?:brings?|gets?|keeps?|works|helps|touches|holds|will|does|"
    r"shifts|controls|settles|can))\b"
)
_EASED = re.compile(
    r"\b(?:fine|grand|normal|steady|good|ok|okay|well controlled|perfect|stable|low|yesterday|once|last time|used to)\b"
)


_LISTED = (
    "live_vaccine", "chemotherapy_allergy", "anticoagulation", "immunosuppressant", "interstitial_lung_disease",
)  # fmt: skip
"""Where what is named is the answer: the vaccine that was given, what somebody is allergic to, what they take."""
CHOICES = ("ascites", "encephalopathy", "other_malignancy")
"""Choices that are read by their frame too: a no names one of their options."""
_ONLY = re.compile(
    r"\b(?:only|just|nothing (?:but|else|more)|that's (?:it|all|the lot)|that is (?:it|all)|and that's it|is all|"
    r"merely|simply|no more)\b"
)
_TURN = re.compile(r"\b(?:but|though|although|except|too|also|as well|maybe|might|think|sure)\b")
_ASIDE = re.compile(
    rf"^(?:{_NO}|(?:and )?(?:that's|that is) (?:it|all|the lot|about it)|nothing (?:else|more|worse)|is all|"
    rf"other ?wise fine|"
    r"thanks?|thank god|(?:from|with|since|when|after|in|on|for|twice|once|every|i|i've|i'm) .*|yes|yeah)\W*$"
)
_DENIED = re.compile(r"\b(?:no|not|never|none|without|nor)\b|n't\b")
_FROM = re.compile(
    r"\b(?:that's|that was|it's|it was|it is|they're|they were|down to|because of|due to|from|said|only|just|"
    r"turned out)\b"
)
_WHILE = ("active_infection", "chronic_diarrhoea", "uncontrolled_diabetes", "uncontrolled_hypertension")
"""What counts only while it lasts."""
_HAD = re.compile(
    r"\b(?:had|i'd|he'd|she'd|was|were|got|used to|went|last (?:year|month|week|winter|summer)|ago|told)\b"
)
_CLEARED = re.compile(
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
_STILL = re.compile(r"\b(?:still|now on|now i'm on|back on|instead|switched|changed to|every|daily|a day|since)\b")
_LASTING = ("heart_failure", "organ_dysfunction", "interstitial_lung_disease")
"""What does not go away, though it may get better."""
_TOLD_SO = re.compile(r"\b(?:told|said so|diagnosed|had it|weakened|inflamed|damaged|scarred)\b")
_WELL_NOW = re.compile(
    r"\b(?:good|fine|normal|grand|ok|okay|better|improved|recovered|strong|clear|back to|much better|perfect)\b"
)


def frame_of(fact: str, low: str) -> str | None:
    """Tell what an answer comes to by its frame: ``yes``, ``no``, ``ask``, or None where it has none of them."""
    if len(low) > LONGEST or low.rstrip().endswith("?"):
        return None
    echo = _ECHO.match(low)
    if echo:
        return ("no" if echo["no"] else "yes") if not _TURNS.search(echo["rest"]) else None
    if _BEING_TESTED.search(low) and not _DENIED.search(low):
        return "ask"
    clauses = clauses_of(low)
    if any(read(fact, clauses) for read in (not_found, _of_others, _harmless, _explained, _over)) or _never_done(
        fact, low
    ):
        return "no"
    if fact in _PROCEDURES and _HAS_ONE.search(low) and not _DENIED.search(low) and not any(map(is_theirs, clauses)):
        return "yes"
    if fact.startswith("uncontrolled") and _HARD.search(low) and not _EASED.search(low):
        return "yes"
    return None


def not_found(fact: str, clauses: list[str]) -> bool:
    """``they thought it was a stroke but the scan was clear``: what was feared is named, and what follows denies it."""
    fears = _THOUGHT if fact in CHOICES else _FEARED
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


def _of_others(fact: str, clauses: list[str]) -> bool:
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


def _harmless(fact: str, clauses: list[str]) -> bool:
    """``emphysema, that's it``, ``bleeding gums only``: nothing is named but what is harmless."""
    named = [names_of(fact, one) for one in clauses]
    if not any(named) or any(parts - {"harmless"} for parts in named):
        return False
    only = fact in _LISTED or any(_ONLY.search(one) for one in clauses)
    rest = [one for one, parts in zip(clauses, named, strict=True) if not parts]
    aside = all(_ASIDE.match(one) for one in rest)
    turned = any(_TURN.search(one) or _DENIED.search(one) for one in clauses if one not in rest)
    return only and aside and not turned


def _explained(fact: str, clauses: list[str]) -> bool:
    """``swollen like a football but that's my dinners``: signs, then the harmless thing that they come from."""
    named = [names_of(fact, one) for one in clauses]
    last = max((place for place, parts in enumerate(named) if parts), default=0)
    signs = [parts for parts in named[:last] if parts]
    if not signs or any(parts - {"sign", "part", "harmless"} for parts in signs) or named[last] != {"harmless"}:
        return False
    return bool(_FROM.search(clauses[last])) and not _DENIED.search(clauses[last]) and not _TURN.search(clauses[last])


def _over(fact: str, clauses: list[str]) -> bool:
    """``I'd a water infection but it's cleared``: what counts only while it lasts."""
    if fact not in _WHILE or len(clauses) < 2:
        return False
    return bool(_HAD.search(" , ".join(clauses[:-1]))) and bool(_CLEARED.search(clauses[-1]))


def reversed_by_now(fact: str, low: str) -> bool:
    """``I was told so years ago, but the last scan was good``: what is well now leaves open what was."""
    if fact == _IN_USE and len(low) <= LONGEST:
        return bool(_PAST_USE.search(low)) and not _STILL.search(low)
    clauses = clauses_of(low)
    if fact not in _LASTING or len(low) > LONGEST or len(clauses) < 2 or _FEARED.search(clauses[0]):
        return False
    told = _TOLD_SO.search(clauses[0]) or (_HAD.search(clauses[0]) and names_of(fact, clauses[0]) & {"thing"})
    if not told or _DENIED.search(clauses[0]):
        return False
    return bool(_WELL_NOW.search(clauses[-1])) and not _DENIED.search(clauses[-1])


def _never_done(fact: str, low: str) -> bool:
    """``they turned me down for it``, ``was offered it and said no``: an operation or a drug that never came."""
    if _OFFERED.search(low):
        return True
    return fact in _PROCEDURES and bool(_UNDONE.search(low)) and not _DONE.search(low)
