"""Side effects that were borne: ``tolerated well apart from a hand-foot reaction`` tells no end of a course."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token

_BUT_FOR = re.compile(
    r"\b(?:apart from|aside from|except(?:ing| for)?|other than|besides|but for|bar|barring|save(?: for)?|"
    r"with the exception of|only (?:side effect|toxicity|problem|complaint|adverse event)s? "
    r"(?:was|is|being|has been|had been)|"
    r"despite|in spite of)"
    r"(?: [\w/-]+,?){0,5} $"
)
_ALONE = re.compile(
    r"[^.;\n]{0,30}\b(?:was|is|were|being|had been|has been|as) (?:the|his|her|its) "
    r"(?:only|sole|one|main|chief|worst)\b"
)
_HEADED = re.compile(r"\b(?:only|sole|main|chief|commonest|worst|one)(?: reported| relevant| noted| notable)? $")
"""``his only side effect was diarrhoea``: the noun itself tells no end either."""
_STOPPED_FOR_IT = re.compile(
    r"[^\n]{0,80}\b(?:stopped|discontinued|withdrawn|ceased|halted|ended|given up|came off|taken off)\b[^.;\n]{0,20}?"
    r"\b(?:because of|due to|owing to|on account of|for) (?:it|this|that|them|these)\b"
)
_LED = re.compile(
    r"[^.;\n]{0,40}\b(?:for which|because of (?:this|that|it|which)|which (?:led|made|forced|meant)|leading|so "
    r"(?:it|we|he|she|the)|therefore|thus|hence|necessitating|requiring (?:discontinuation|withdrawal|cessation))\b"
)
_NOUNS = ("side effect", "toxicit", "adverse event", "adverse effect", "problem", "complaint")
_LISTED = re.compile(r"\b(?:side effects?|toxicit(?:y|ies)|adverse events?|a[re]s|iraes?) ?[:=][^.;:\n]{0,40}$")
_ENDED = re.compile(
    r"[^\n]{0,60}\b(?:stopped|discontinued|withdrawn|ceased|halted|ended|given up|came off|taken off)\b"
)
_GOES_ON = re.compile(
    r"[^.;\n]{0,60}\b(?:continu(?:es|ed|ing)|ongoing|dose (?:was |is |has been )?(?:reduced|halved|lowered|cut)|"
    r"dose[- ]reduction|reduced dose|still (?:on|taking)|remains on|goes on|carr(?:ies|ying) on)\b"
)
_MILD = re.compile(
    r"\b(?:mild|minor|minimal|slight|manageable|tolerable|moderate|some|few|expected|usual|"
    r"(?:grade|gr|g) ?(?:1|2|i|ii|1-2|1/2)|low[- ]grade) $"
)
_MILD_BEHIND = re.compile(
    r"[ ,:(-]{1,3}(?:(?:are|is|were|was|all|only|well|so far|quite) ){0,3}(?:mild|minor|minimal|manageable|managed|"
    r"tolerable|tolerated|under control|controlled|acceptable|bearable|improving|improved|"
    r"(?:none|nil|nothing|ok|okay|fine|absent|no)\b(?! longer)|(?:grade|gr|g) ?(?:1|2|i|ii)(?![\w-]))"
)
_WELL = re.compile(
    r"(?: is| was| has been|:| -)?(?: \w+)? (?:good|fine|excellent|ok|okay|acceptable|great|no problems?)\b"
)
_LEAD = 70
"""Characters before a side effect that are looked at."""


def names_harm(token: Token) -> bool:
    """Tell whether a word names side effects, and not that they were too much."""
    return token.text.startswith(_NOUNS)


def merely_borne(draft: Draft, place: int, ongoing: bool = False) -> bool:
    """Tell whether a side effect is what a good tolerance leaves out, and nothing was ended for it.

    Of a course that is said to be ongoing, to go on or to have had a smaller dose, side effects are borne as well.
    """
    low, token = draft.text.low, draft.tokens[place]
    if _LED.match(low, token.end) or _STOPPED_FOR_IT.match(low, token.end):
        return False
    if token.text.startswith(_NOUNS) and _HEADED.search(low, max(0, token.start - _LEAD), token.start):
        return True
    if token.text == "tolerability" and _WELL.match(low, token.end):
        return True
    if names_harm(token) and not _ENDED.match(low, token.end):
        if ongoing or _GOES_ON.match(low, token.end) or _MILD_BEHIND.match(low, token.end):
            return True
        if _MILD.search(low, max(0, token.start - _LEAD), token.start):
            return True
    listed = _LISTED.search(low, max(0, token.start - _LEAD), token.start)
    if listed is not None and not _ENDED.match(low, token.end):
        return True
    before = _BUT_FOR.search(low, max(0, token.start - _LEAD), token.start)
    return before is not None or _ALONE.match(low, token.end) is not None
