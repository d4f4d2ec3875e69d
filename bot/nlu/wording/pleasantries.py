"""What opens and closes a message without saying anything: ``Hi team,``, ``ok,``, ``I looked it up:``, ``Next?``.

In front of an answer an ``ok`` or a ``right`` is no yes, and what comes behind it is read as if it stood alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from bot.nlu.answers.answer_words import OF_PAPER, PAPERS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_PAPER = rf"{OF_PAPER}(?:{PAPERS})"
_GREETS = (
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|morning|afternoon|evening|dear)"
    r"(?: (?:there|all|team|everyone|both|colleagues?|again|dear colleagues?))?(?: and thanks)?"
)
_SAYS = (
    r"fyi|for your (?:information|records?|trial|screening)|please note(?: that)?|just (?:to let you know|for info)|"
    r"quick (?:one|note|update)|(?:thanks|thank you|sorry|apologies|many thanks) for (?:the |your |getting )?"
    r"(?:delay|wait(?:ing)?|late reply|late answer|patience|message|mail|e-?mail|reminder|call|asking|back to us|"
    r"reply)|here (?:it is|you go|you are|we go)|"
    r"(?:just |oh and |and |also )*(?:one|another) (?:more |other |last |final )?thing(?: though| first)?|"
    r"(?:and )?here(?:'s| is| are) (?:what i (?:have|found|got)|the (?:details|rest|data))"
)
_LOOKED = (
    rf"(?:i(?:'ve| have)? |we(?:'ve| have)? )?(?:just |now |quickly )*"
    rf"(?:(?:double[- ]?)?checked|looked|found|got|asked)"
    rf"(?: (?:it|that|this|them|him|her|again|up|twice|now|here|the (?:patient|ward|nurse|registrar|consultant|team)|"
    rf"(?:in |from )?{_PAPER}))*(?: and)?|"
    rf"(?:i|we)(?:'ve| have)(?: got)? (?:it|that|this|{_PAPER})(?: (?:right )?here| open| in front of me)?|"
    rf"let me (?:just )?(?:check|look|see|have a look|think)(?: that| it| again| it up)?|"
    rf"(?:just )?(?:one|a) (?:moment|sec(?:ond)?|minute)|"
    rf"hold on|good question|(?:from|as per|per|according to|in|going by) {_PAPER}|"
    r"as far as (?:i|we) (?:can )?(?:see|tell|know)"
)
_TELLS = (
    r"(?:the )?[a-z][a-z-]*(?: [a-z-]+){0,2}?(?: is| was| are|:)? ?"
    r"(?:[<>]?\d|[abcd]\d?\b|(?:none|no|neg|pos|negative|positive|yes|cr|pr|sd|pd)\b)"
)
_OLD = (
    r"(?:\d[\d.,/]*(?: ?(?:[a-zµ]{1,4}/[a-z]{1,2}|cm|mm|ms|k))?|[abcd]\d{0,2})"
    r"(?: (?:was|is) (?:(?:a|an|my|just|simply) )*(?:wrong|incorrect|typo|mistake|slip|error|old one))?"
)
_SLIPPED = (
    r"(?:my (?:bad|mistake|error)|wait|hang on|hold on|oops)"
    rf"(?=[ ,.:!–-]+{_TELLS})|(?:not|(?:forget|ignore|disregard|scrap|scratch|drop|never mind|apologies for|"
    rf"sorry (?:for|about))(?: the| that| my)?|the|that) {_OLD}(?= ?[,.;!:–-]+ (?:but )?{_TELLS})"
)
"""What leads to a value that is told by its name: ``wait - platelets is 28``, ``not 82! platelets 28``."""
_SOUNDS = r"(?:ok(?:ay)?|well|so|right|alright|all right|sure|h+m+|u+h+m*|u+m+|er+m*|ah+|oh)"
_LEAD = re.compile(
    rf"\s*(?:(?:{_GREETS}|{_SAYS})\s*(?:[,:!.\n]|\s-+\s)[\s,.:!-]*|(?:ok(?:ay)?|alright|well),? so[, ]\s*)+(?=\S)"
)
_ASKED_LEAD = re.compile(
    rf"\s*(?:(?:{_GREETS}|{_SAYS}|{_LOOKED}|{_SLIPPED}|{_SOUNDS})\s*(?:[,;:!.…\n]|\s-+\s)[\s,.;:!…]*(?:-+\s+)?"
    r"|(?:h+m+|u+h+m*|u+m+|er+m*)\s+)+(?=\S)"
)
_THANKS = (
    r"[\s,;.!?–-]+(?:(?:many )?thanks?(?: you)?(?: again| for waiting| for your help)?|thx|cheers|fyi|bye|"
    r"(?:(?:is|does) (?:that|this|it) )?(?:ok(?:ay)?|all right|alright|enough|fine|help|"
    r"good)(?=\s*\?)|hope that helps|kind regards|best wishes|"
    r"regards)"
)
_ONWARD = (
    r"[.;!?\n)]\s*(?:(?:do you need |is there |what )?(?:anything|something|what) else"
    r"(?: do you need| is missing| please)?(?=\s*\?)|what else do you (?:need|want)|what(?:'s| is) next|"
    r"next(?: one| question)?(?: please)?|go on|(?:i(?:'ve| have)? )?(?:just )?(?:double[- ]?checked|checked)"
    r"(?: (?:it|twice|again|that))*)"
)
_WHAT_NOW = (
    r"[\s,;.!–-]+(?:and |so |ok |then )*(?:what|anything|something)? ?(?:else|next|now|more)"
    r"(?: do you need| to do| then)?\s*\?|,\s*(?:go on|next(?: one| question)?(?: please)?|carry on|continue|move on)"
)
_ALL = r"[.;!?\n)]\s*(?:i think |i believe )?that(?:'s| is| was) (?:all|it|everything)(?: i have| for now)?"
_WHO = (
    rf"[\s,;.-]+(?:\(?(?:(?:as )?per|from|according to|as stated in|as noted in) {_PAPER}\)?|"
    r"(?:says|according to) the (?:registrar|consultant|ward|nurse|team|surgeons?))"
)
_TAIL = re.compile(rf"(?:(?:{_THANKS}|{_ONWARD}|{_WHAT_NOW}|{_ALL}|{_WHO})[\s.!?)]*)+$")
_OF_COURSES = re.compile(rf"(?:(?:{_THANKS}|{_ONWARD}|{_WHO})[\s.!?)]*)+$")
"""``That's all`` says of treatments that there were no more."""
_SIDES = re.compile(r"(?:left|both|main|branch|lobe|portal|hepatic|anterior|posterior|and|or|trunk|liver|side|vein)\b")
_SAYS_MORE = re.compile(r"[^\W_]")


_AND_MORE = re.compile(
    r"^\W*(?:\d{1,4}(?:\.\d+)?|[abcd]\d?|i{1,3}[abc]?)(?P<stop>\.)(?= (?:and|also|plus|btw|by the way)\b)"
)
"""``2. and the platelets came back 71``: the answer, and what else is told; no number of a list."""
_AND_MORE_OF_LAB = re.compile(
    r"^\W*(?:\d{1,3}\.\d{1,2}(?P<stop>\.)(?= [a-z])|\d{1,4}(?:[.,]\d{1,2})?(?P<dash> -)(?= [a-z]{2}))"
)
"""``6.1. platelets 82``, ``71 - TACE on 10 October``: a value, no day of January and no span."""
_UNSURE = re.compile(r"^\W*(?:not sure|unsure|no idea|do not know|don't know|dunno|unknown)(?P<dash> -+)(?= [a-z])")
_DECIMAL = frozenset(
    ("leukocytes", "neutrophils", "inr", "bilirubin", "creatinine", "albumin", "hemoglobin", "prothrombin_time",
     "largest_tumour", "afp", "pivka2", "platelets", "alt", "ast")
)  # fmt: skip
_REQUEST = Gated(
    r"(?P<lead>\b(?:can|could|would|will) (?:you|u|ya) (?:please |pls |kindly |also |just )*"
    r"(?:add|put(?: in| down)?|enter|record|note(?: down)?|log|register|write(?: down)?) )"
    r"(?:that )?(?P<what>(?=[^?\n]{0,80}\d)[^?\n]{3,80}?)(?P<mark> ?\?)"
)
"""``can u add bilirubin 8?`` asks for nothing but to be written down."""


def _as_told(text: Text) -> Text:
    changes = [
        one
        for match in _REQUEST.finditer(text.low)
        for one in (Change(*match.span("lead"), ""), Change(*match.span("mark"), "."))
    ]
    return rewritten(text, changes) if changes else text


def without_pleasantries(text: Text, asked: tuple[str, ...]) -> Text:
    """Leave out what opens a message, and around an answer all that only leads to it or takes leave."""
    if asked and (stop := _AND_MORE.match(text.low)):
        text = rewritten(text, [Change(*stop.span("stop"), ",")])
    if asked and asked[0] in _DECIMAL and (more := _AND_MORE_OF_LAB.match(text.low)):
        text = rewritten(text, [Change(*more.span(more.lastgroup or 0), ",")])
    if asked and (unsure := _UNSURE.match(text.low)):
        text = rewritten(text, [Change(*unsure.span("dash"), ",")])
    text = _as_told(text)
    low = text.low
    head = (_ASKED_LEAD if asked else _LEAD).match(low)
    start = head.end() if head else 0
    if start and _SIDES.match(low, start) and re.search(r"\bright\W*$", low[:start]):
        start = 0
    tail = (_OF_COURSES if "treatments" in asked else _TAIL).search(low, start) if asked else None
    end = tail.start() + (1 if tail[0][:1] == ")" else 0) if tail else len(low)
    if not _SAYS_MORE.search(low[start:end]):
        return text
    changed = rewritten(text, [Change(*span, "") for span in ((0, start), (end, len(low))) if span[0] < span[1]])
    return changed if changed is text or not asked else replace(changed, raw=_blanked(text, start, end))


def _blanked(text: Text, start: int, end: int) -> str:
    """Give the message as typed, with blanks for what was left out: what reads it again must not find that either."""
    first, last = text.origin[start], text.origin[end]
    return " " * first + text.raw[first:last] + " " * (len(text.raw) - last)
