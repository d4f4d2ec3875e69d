"""Verbs that deny that something was given or begun, in patterns: treatments, drugs and procedures share them."""

from __future__ import annotations

_LINK = "(?:has|have|had|was|were|is|did)"
_STRESS = "(?: (?:in the end|actually|ultimately|so far|certainly|definitely|in fact|still|also))*"
_AS_YET = "(?: (?:yet|as yet|so far|ever|actually|in fact|to date|in the end|also|formally))*"
_MODAL = "(?<!must )(?<!should )(?<!can )(?<!could )(?<!may )(?<!will )(?<!would )(?<!shall )(?<!do )(?<!does )"
NEVER_WAS = (
    rf"(?:{_LINK}{_STRESS} (?:not|never|at no time|yet not)|(?:has|have|had|was|is|did)n't"
    rf"|never(?: (?:has|had|was))?|at no (?:time|point)(?: (?:had|has|was))?|{_MODAL}not){_AS_YET}"
)
"""``has not yet``, ``was never``, ``at no time``; what must not or should not be done is an order, not a denial."""
GIVEN_TO = (
    "(?:(?:been )?(?:put on|started on|commenced on|switched to|(?:pre-?)?treated with|exposed to|given|prescribed|"
    "administered)|been (?:through|on)|received?|ha(?:d|ve)|got|get|(?:go|gone|went) (?:on|for)|start(?:ed)?|beg[iu]n|"
    "began|commenced?|underg(?:one?|o)|tried|try|taken?|took|need(?:ed)?|required?|ma[dk]e it to|c[ao]me to"
    "|proceed(?:ed)? to|end(?:ed)? up having)"
)
"""``received``, ``been put on``, ``ended up having``: what a treatment or a drug is the object of."""
YET_ONCE = (
    r"[^.;,\n]{0,50}?\b(?:until|till|before|since|for|any ?more|again|longer|only|alone|apart|except|but|other than"
    "|today|yesterday|th(?:is|ese) (?:week|month|morning|days)|last (?:week|month)|regularly|long|properly|at full"
    r"|well|within|in the (?:last|past)|yet finished|every|as (?:often|planned|scheduled))\b"
)
"""``not before May``, ``not any more``, ``not only``: it was given all the same."""
