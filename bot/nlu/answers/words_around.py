"""Words of time, papers and measuring that stand around the values of an answer, and what its options look like."""

from __future__ import annotations

import re

import msgspec

_TIME = r"(?! [a-z]*(?:week|month|year|day|bit|while|scan|ct|mri))"
"""``a`` is no stage in ``a week ago``."""
OPTIONS = {
    "ecog": r"(?:ecog |ps |grade )?[0-4]",
    "child_pugh_class": rf"(?:child(?:[- ]pugh)? |cp |class )?(?:[bc]|a{_TIME})(?: ?\d{{1,2}})?",
    "child_pugh_score": r"(?:child(?:[- ]pugh)? |cp |score )?[abc]? ?\d{1,2}(?: points?)?",
    "bclc": rf"(?:bclc |stage )?(?:[0bcd]|a{_TIME})",
    "cnlc": r"(?:cnlc |stage )?(?:i{1,3}[ab]|iv|[123][ab])",
    "response": r"(?:cr|pr|sd|pd|stable(?: disease)?|(?:partial|complete) (?:response|remission)|"
    r"progress(?:ion|ive disease))",
    "portal_vein_thrombus": r"vp ?[0-4]",
    "ascites": r"(?:mild|slight|small|trace|moderate|severe|tense|massive|gross|refractory|"
    r"uncontrolled|controlled|none)(?: ascites)?",
    "pregnancy_test": r"(?:negative|positive|neg|pos)",
    "resectability": r"(?:unresectable|resectable|not resectable|convertible)",
}
"""What the options of a choice look like in an answer."""
NOW_FIRST = re.compile(
    r"\W*(?P<now>\d[\d.,]*) (?:now|today|currently)[,;]? (?:and |but )?(?:it was |was )?"
    r"(?:before (?:any |the |the first )?(?:treatment|therapy|tace|haic)|at diagnosis|at baseline|baseline|initially|"
    r"pre-?treatment)[ :]*(?:it was |was )?(?P<old>\d[\d.,]*)\W*"
)
"""``96 now, before treatment 1240``."""
DAY_SIGN = "§"
"""Stands for a day."""
_NEUTRAL = (
    r"(?:because of|due to) (?:the |his |her |a )?[a-z]{3,12}|again|"
    r"it|its|it's|the|a|an|is|has|have|be|been|being|value|values|one|ones|result|results|reading|readings|"
    r"level|count|lab|labs|blood|bloods|test|tests|report|reported|reports|letter|system|chart|file|note|"
    r"notes|home|saw|sees|counted|maybe|perhaps|possibly|edta|citrate|automated|by hand|manual|bazett|fridericia|"
    r"stent|pre-?stent|pre-?op|post-?op|drainage|antibiotics|transfusion|per|by|gp|gps|ct|mri|scan|scans|"
    r"us|ultrasound|pet|imaging|in|on|at|of|with|for|our|my|his|her|their|he|she|they|we|i|measured|measure|"
    r"measures|reads?|came|come|comes|back|says?|said|shows?|showed|gave|gives|according|discharge|hospital|"
    r"visit|clinic|outside|local|central|referral|screening|admission|and|but|while|whereas|which|that|this|"
    r"these|only|just|about|around|approx|ca|roughly|cm|mm|still|up|down|gone|improved|better|worse|worsened|"
    r"rising|falling|slightly|even|both|down|stage|grade|class|score|patient|pt|ok|so|as|yes|yeah|well|vs|"
    r"versus|compared|went|goes|moved|changed|grew|fell|rose|dropped|increased|decreased|risen|fallen|shrunk|"
    r"shrank|improved|where|when|had|after|tace|haic|treatment|therapy|surgery|mdt|tumou?r board|follow[- "
    r"]?up|the day|ed|er|ward|icu|external|day|then|there|ours|cycle|steroids|diuretics"
)
_OLD_BEFORE = (
    r"was|were|used to be|had been|previous(?:ly)?|prev|prior|before(?: that| this| it)?|former(?:ly)?|earlier|"
    r"initial(?:ly)?|original(?:ly)?|first|old|older|(?:the )?last (?:time|visit|value|result|reading|check)"
    r"|from|not any ?more|no longer|not(?= [^,;]{1,14} (?:any ?more|any longer|now))|last"
)
_OLD_BEHIND = (
    r"before(?: that| this| then)?|previously|prev|prior(?: to that)?|earlier|initially|originally|at first|"
    r"first|at that time|back then|then|(?:the )?last (?:time|visit)|(?:on|in|from|per|was|is) the (?:old|"
    r"first|previous|prior|earlier|last but one) (?:one|report|ct|mri|scan|visit|value|lab|letter|test|result)"
    r"|any ?more|any longer|no longer|at (?:the )?(?:screening|referral|admission|presentation|diagnosis|"
    r"dx|baseline|gp|gp's|first visit)|out of date|outdated|(?:was|is) (?:old|outdated|out of date|the (?:old|"
    r"first|previous|prior) one)"
)
_NEW_BEFORE = (
    r"(?:i'd|i would) (?:say|call it|rate it)|"
    r"(?:now|today(?:'s)?|current(?:ly)?|new(?:er|est)?|latest|(?:the )?most recent(?:ly)?|repeat(?:ed)?|"
    r"re-?check(?:ed)?|re-?test(?:ed)?|redraw|this (?:time|visit|morning|week)|last check|the last(?= (?:one|"
    r"value|result|reading)))(?: (?:one|value|result|reading|level|lab|report|scan))?(?: (?:is|was|has been|"
    r"came back|showed))?|at present|presently|re-?staged|later|afterwards|->|=>|→|to|then|grown|second|(?:so "
    r")?sorry|i mean|i meant|oops|correction|scratch that|make (?:it|that)|(?:or )?rather|(?:no )?wait|actually|"
    r"no(?! (?:longer|more))"
)
"""Of now, or the one that was meant."""
_NEW_BEHIND = (
    r"now|just now|right now|today|currently|at present|presently|at the moment|this (?:time|visit|morning|"
    r"week|month)|latest(?: one)?|(?:on|in|from|per|was|is) the (?:new|newest|latest|most recent|repeat|last|"
    r"second|current|follow[- ]?up) (?:one|report|ct|mri|scan|visit|value|lab|letter|test|result|imaging)"
    r"|on (?:the )?(?:repeat|recheck|retest|redraw|restaging|follow[- ]?up)|at (?:the )?(?:last|latest|follow[- "
    r"]?up) (?:check|visit)|as of today|nowadays|afterwards|later"
)
_STOP = r"[\s,;:.()\[\]/–—-]"


class Around(msgspec.Struct, frozen=True):
    """What may stand on one side of a value, and what of it says that it is of before or of now."""

    word: re.Pattern[str]
    when: re.Pattern[str]

    def holds(self, low: str, start: int, end: int) -> bool:
        """Tell whether a stretch is of such words alone."""
        while start < end:
            match = self.word.match(low, start, end)  # word by word: none is tried twice
            if match is None:
                return False
            start = match.end()
        return True


BEFORE, BEHIND = (
    Around(
        re.compile(rf"(?:{_STOP})+|(?:used to be|{new}|{old}|{_NEUTRAL})(?![\w'])|{DAY_SIGN} *(?:'s)?"),
        re.compile(rf"(?<![\w'])(?:(?P<past>used to be)|(?P<new>{new})|(?P<old>{old}))(?![\w'])"),
    )
    for old, new in ((_OLD_BEFORE, _NEW_BEFORE), (_OLD_BEHIND, _NEW_BEHIND))
)
"""What may stand before a value, and behind it."""
