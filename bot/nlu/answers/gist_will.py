"""What an answer about the patient's will comes to: agreed, refused, or put off."""

from __future__ import annotations

import re

WILL = ("consent", "compliance", "contraception")
"""Facts that are what the patient wants."""
_AGREES = re.compile(
    r"\b(?:agree\w*|accept|willing|happy (?:to|with|for)|glad to|ready|count me in|i'm in|go ahead|fine (?:by|with) me|"
    r"no problem|no bother|no objection|of course|gladly|surely|suits me|don't mind|wouldn't mind|up for it|whatever|"
    r"anything|i'll (?:do|sign|come|be there|take|use|manage|make|keep)|i (?:can|could|would|will)|we (?:can|could|"
    r"would|will)|"
    r"why not|never miss\w*|always (?:come|there|on time|keep|kept|turn up|use|careful)|every (?:visit|appointment)|"
    r"not a problem|that's (?:fine|ok|okay|grand|no problem)|sounds (?:good|fine|great))\b"
)
_REFUSES = re.compile(
    r"\b(?:refuse|decline|against|object|rather not|sooner not|don't want|do not want|not interested|not willing|"
    r"not (?:able|going) to|no way|out of the question|count me out|leave me out|"
    r"not (?:that |too |very |so |really )?keen|(?:i|we) (?:won't|will not|"
    r"wouldn't|can't|cannot|"
    r"couldn't|never would|don't(?= (?:want|wish|agree|believe|hold|intend|fancy|like|trust|see)\b|\W*$))|not for me|"
    r"no thanks|no thank you|too (?:far|much|often|hard)|impossible|"
    r"not possible|"
    r"guinea pig|against my|not having)\b"
)
_REFUSED = re.compile(rf"{_REFUSES.pattern}(?: \w+){{0,2}}")
_DELAYS = re.compile(
    r"\b(?:depends|maybe|perhaps|think|sleep on|ask|talk|see|later|not sure|if|unless|might|try|some|would have to|"
    r"difficult|not easy|read|first|time)\b"
)


def willing(low: str) -> str | None:
    """Tell what an answer about the patient's will comes to; what is put off is not settled."""
    if _DELAYS.search(low):
        return None
    refuses = _REFUSES.search(low)
    agrees = _AGREES.search(_REFUSED.sub(" ", low))
    if bool(agrees) == bool(refuses):
        return None
    return "yes" if agrees else "no"
