"""Replies without a value by their words: ``the central lab has yet to send it``, ``can I leave that one for now``.

How people say that they wait, do not know or would rather go on has no end. Such a reply is known by what it does not
hold: every word of it is one of asking, waiting, papers and people, none of the patient, and one of them says which
reply it is. What names a value, a date of the past, a finding or a yes is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.answers.replies import whole_reply
from bot.nlu.lexicon.vocabulary import word_set
from criteria.catalogue import Catalogue, Fact

_PLAIN = word_set("empty_replies_plain")
"""Words that say nothing of the patient."""
_WAITS = word_set("empty_replies_waits")
_KNOWS = word_set("empty_replies_knows")
_SAID = _PLAIN | _WAITS | _KNOWS
_SHORT = {"let's": "let us", "'s": " is", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "'m": " am"}
_NOT = re.compile(
    r"\b(is|are|was|were|has|have|had|do|does|did|could|would|should|ca|wo)n['o]?t\b|\b(can)not\b|\bcant\b"
)
_UNITS = word_set("empty_replies_units")
_HOUR = re.compile(
    r"\b(?:ready|due|available|(?:ring|call|phone|try|ask|chase|check)(?: (?:them|back|again|in|up|the lab|lab)){0,2}) "
    r"(?:at|after|by|from|around|about|past|before)$"
)
"""``ring back after 4``: the number behind it is an hour."""
_PERSON = "(?:nobody|no one|noone|none of us)"

_YET = re.compile(
    r"\b(?:yet to (?!be clear)(?:be )?[a-z]+|(?:not|no) (?!(?:[a-z]+ ){0,2}(?:tell|told|ask|"
    r"asked)\b)(?:[a-z]+ ){0,7}yet|(?:not|no) (?:[a-z]+ ){0,4}"
    r"(?:back|through|read|arrived|come|here|ready|returned|released|issued|uploaded|resulted|reported|typed|"
    r"commented|"
    r"finali[sz]ed|finished|confirmed|heard|received)(?: (?:from|by|to|at|on) [a-z ]+)?$"
    r"|(?:results?|reports?|it|they|labs?|bloods?|values?|that|one) (?:[a-z]+ ){0,2}not (?:[a-z]+ ){0,2}(?:in|"
    r"out|here)$"
    r"|still (?:[a-z]+ing|with|at|in|has|have|is|to|under|on)\b|still (?:has|have) (?:it|them|that|this|the))"
)
_WAITING = re.compile(
    r"\b(?:await(?:ing|ed)?|wait(?:ing|s)?|pending|outstanding|tb[cda]|expect(?:ing|ed)?|chas(?:e|ing|ed)|"
    r"on (?:its|the|their) way|to follow|(?:in|under) (?:progress|process|processing|review|discussion|"
    r"evaluation|investigation)|"
    r"underway|being [a-z]+(?:ed|ne|en|wn)|due|order(?:ed)?|request(?:ed)?|booked|scheduled|arranged|"
    r"being (?:run|checked))\b"
)
_UNKNOWN = re.compile(
    r"\b(?:un(?:known|clear|certain|sure|documented|recorded|available|determined)|skip|pass|"
    r"(?:can|could) not (?:really )?answer|have to guess|only guess(?:ing)?|"
    r"(?:can i|can we|i can|we can|i could|we could|"
    r"could we|could i|may i|lets|let us|let me|please|we will|i will|i would|would rather|i|we|^)"
    r" (?:rather |like to |prefer to |want to )?(?:leave|move on|come back|go back|get back|return|"
    r"(?:do|answer|take|finish) (?:it|that|this|them)(?: one| question)? "
    r"(?:later|afterwards|another time|next time|last|at the end|in a (?:bit|minute)))|"
    r"^(?:leave|move on|park|postpone|come back) |"
    r"ask (?:me )?(?:(?:about )?(?:it|that|this)(?: one)? )?(?:again )?(?:later|afterwards|"
    r"another time|some other time|next)|"
    r"^(?:the )?next (?:one|question|item)(?: please)?$|^(?:maybe |perhaps )?(?:later|another time)(?: please|"
    r" on| thanks)?$|"
    r"not (?!that (?:i|we|he|she) |as far as )(?:[a-z]+ ){0,5}?"
    r"(?:know|say|tell|find|recall|remember|guess|judge|sure|certain|comment)"
    r"(?! what| who| where| (?:that )?(?:i|he|she|we|they) (?:have|has|had|did|do|does)\b)|no way (?:of|"
    r"to) (?:know|tell|say|check|find)[a-z]*|(?:rather|prefer) not (?:to )?(?:answer|say|tell|comment)|moving on|"
    r"(?:no|not (?:have|got|had)(?: (?:got|had|seen|any|the|her|his|those|access|to|of))*) (?:records?|notes?|"
    r"letters?|images|films|files?|chart|access|papers)\b|"
    r"you (?:would |will |should |could |can |had |have to |need to |want to |better )+ask|"
    rf"(?:{_PERSON}) (?:[a-z]+ ){{0,2}}(?:knows?|documented|recorded|measured|tested|checked|asked|wrote|told|"
    rf"said|mentioned|assessed|write|say|tell|determined)|"
    r"(?:impossible|hard|difficult|tough|unable|not possible) (?:for [a-z]+ )?to (?:say|tell|know|judge|find|"
    r"answer|assess|determine)|"
    r"(?:no|not (?:have |got |had )*(?:any|a|the|that|this|much|such)?) ?(?:idea|clue|notion|info|information|"
    r"data|details?|documentation)|"
    r"not (?:been |ever |really |formally ){0,2}(?:documented|recorded|stated|measured|tested|assessed|asked|"
    r"determined|available|specified|mentioned|written)|"
    r"(?:letters?|notes?|charts?|files?|reports?|records?|summary|paperwork|papers|documents?|referral|system) "
    r"(?:[a-z]+ ){0,2}?(?:says?|said|mentions?|mentioned|contains?|tells?|gives?|states?|specify|"
    r"specif\w+) (?:nothing|not)|"
    r"no (?:[a-z]+ ){1,3}(?:any|some)?(?:where )?(?:in|on|among|at) "
    r"(?:(?:the|his|her|my|our|this|that|any) )+(?:[a-z]+ )?"
    r"(?:folders?|notes?|files?|charts?|letters?|records?|papers?|binders?|dossiers?|envelopes?|inbox|printouts?|"
    r"system|referral|summary|pages?|sheets?|documents?|pile|drawer)\b|"
    r"nothing (?:is |was |has been )?(?:about (?:it|that|this)|written|documented|mentioned)(?! )|"
    r"not (?:have |got |had |see |seen |find |found ){1,2}(?:an? |any |the |her |his )?(?:[a-z0-9]+ ){1,3}?"
    r"(?:anywhere\b|(?:in|on|among) (?:the |his |her |any |our |this )?(?:folders?|notes?|files?|charts?|records?|"
    r"system|papers?|letters?|binder|referral)\b)|"
    r"(?:have|need) to ask|"
    r"not have (?:access|it|that|this)(?: (?:to|here|in|with|at|on|one|either)\b|$))"
)
_AHEAD = re.compile(
    r"\b(?:tomorrow|tonight|this afternoon|this evening|soon|shortly|next (?:week|month|visit|[a-z]+day)|"
    r"any (?:day|time|minute)|"
    r"(?:will|should|shall|going to|let me|let us) (?:[a-z]+ )?(?:be |get |have |let |me |us ){0,3}(?:done|"
    r"drawn|taken|repeated|performed|checked|measured|"
    r"tested|available|ready|here|back|in|out|known|decided|discussed|seen|see|reviewed|come|arrive|follow|know|"
    r"hear|tell|"
    r"check|ask|call|phone|ring|find|look|send|report|decide|discuss|update|inform|chase)|"
    r"(?:only|just) (?:been )?(?:taken|drawn|collected|sent|done|performed)|"
    r"(?:taken|drawn|collected|sent|done|performed) (?:only |just |off )*(?:today|this|yesterday|on [a-z]+day)|"
    r"(?:sent|ordered|requested) (?:off )?yesterday|"
    r"(?:samples?|specimens?|tubes?|bloods?|it|that|this|they|swab) (?:is|are) (?:still |now )?(?:in|at|with) the "
    r"(?:central |local |reference |virology |hospital )?(?:lab|labs|laboratory)\b|"
    r"(?:is|are|be|having|has|have|by|until) (?!(?:[a-z]+ ){0,6}(?:was|were|had|did|since|"
    r"last)\b)(?:[a-z]+ ){0,4}?(?:on |by |for |until )?"
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\d+))\b"
)


_LATER = re.compile(
    r"(?:ok |please |well |maybe )*(?:let us|lets|can we|can i|could we|could i|may i|ask me|ask)\b.* later\b"
)
_PLANNED = word_set("empty_replies_planned")
"""Facts of which what is booked, expected or kept says something."""


def empty_reply(low: str, asked: Sequence[str], catalogue: Catalogue) -> str | None:
    """Give the words ``pending`` or ``don't know`` where a whole answer says no more than that."""
    facts = [catalogue.facts[one] for one in asked if one in catalogue.facts]
    said = _words(low, facts)
    if said is None or (whole_reply(low.strip(), asked=True) and not _LATER.match(said)):
        return None
    unknown = _UNKNOWN.search(said)
    waits = [one.start() for one in (_YET.search(said), _WAITING.search(said)) if one is not None]
    if unknown is not None and unknown.start() <= min(waits, default=len(said)):
        return "don't know"
    if _PLANNED.isdisjoint(asked) and (waits or _AHEAD.search(said)):
        return "pending"
    return None


_NO_TREATMENT = re.compile(
    rf"\b(?:none|nothing|nil|{NAY}|never|not|untreated|naive)(?: (?:any|prior|previous|earlier|treatments?|"
    r"therap(?:y|ies)|had|given|treated|done|yet|so far|at all|before|received|started|been))*\b"
)
_NEW = word_set("empty_replies_new")


def untreated_since_new(low: str) -> bool:
    """``none, brand new diagnosis``: to the question about treatments, why there were none."""
    match = _NO_TREATMENT.search(low)
    rest = re.findall(r"[a-z]+|\d+", low[: match.start()] + " " + low[match.end() :]) if match else []
    if not 0 < len(rest) <= 14 or not all(word in _NEW or (word.isdigit() and len(word) < 3) for word in rest):
        return False
    return any(word.startswith(("new", "fresh", "diagnos", "first", "found", "naive", "recent")) for word in rest)


def _words(low: str, facts: Sequence[Fact]) -> str | None:
    """The words of a reply, short forms in full; None where one may say something of the patient."""
    low = _NOT.sub(lambda one: f"{one[1] or 'can'} not", low.replace("can't", "can not").replace("cannot", "can not"))
    for short, full in _SHORT.items():
        low = low.replace(short, full)
    words = re.findall(r"[a-z]+|\d+|[^\sa-z\d.,;:!?'()-]", low)
    if not 1 < len(words) <= 20:
        return None
    named = {word for fact in facts for name in (fact.id, fact.name) for word in re.findall("[a-z]+", name.lower())}
    measured = bool(facts) and all(fact.kind in ("quantity", "choice") for fact in facts)
    for place, word in enumerate(words):
        near = {words[place - 1] if place else "", words[place + 1] if place + 1 < len(words) else ""}
        if word.isdigit():
            known = len(word) < 3 and (not near.isdisjoint(_UNITS) or _HOUR.search(" ".join(words[:place])) is not None)
        elif word in _AYES:
            known = measured or (word == "no" and not near.isdisjoint(_NOTHING))
        else:
            known = word in _SAID or word in named or (place > 0 and words[place - 1] in _NAMED)
        if not known:
            return None
    return " ".join(words)


_AYES = frozenset((*AYE.split("|"), *NAY.split("|")))
"""No answer to how much."""
_NAMED = ("from", "dr", "prof")
"""A name may stand behind: ``awaiting that one from Vienna``."""
_NOTHING = word_set("empty_replies_nothing")
