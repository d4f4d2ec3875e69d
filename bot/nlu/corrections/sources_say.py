"""A slip that is owned up to, and what the papers have: ``BCLC C was my error. Tumour board minutes have B.``

Frames of :mod:`bot.nlu.corrections.restated`: which paper has it does not matter, nor in which words the slip is owned.
"""

from __future__ import annotations

from bot.nlu.corrections.restated import NAME, NEW, OLD, THE, by_frames
from bot.nlu.corrections.retraction_words import BAD, ENTERED, SLIP
from bot.nlu.corrections.told_twice import TWICE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Named
from bot.nlu.text.telling import Gated, Gates

_SENT = (
    rf"(?:,? (?:that |which |as |from what |than what )?(?:i|we)(?:'ve| have| had)? (?:{ENTERED}|had|mailed|e-?mailed|"
    r"faxed|submitted|filed)(?: (?:to )?(?:you|them|in|down|over|up|earlier|before|just now|above|yesterday|today|"
    r"this (?:morning|afternoon|week)|last (?:time|week|night)|on \w+day))*)?"
)
_OWN = (
    rf"(?:(?:an? |my |our |the )?(?:own |silly |stupid |simple |plain |pure )?(?:typing |copy(?:ing)? )?{SLIP}|"
    rf"{BAD}|mine)"
)
_OF_MINE = r"(?: (?:of mine|on my (?:side|part|end)|by me|my side|mine|there|here|from me|in the form|from the chart))?"
_PAPERS = (
    r"(?:minutes?|notes?|letters?|reports?|sheets?|charts?|files?|records?|system|print-?outs?|forms?|lab|"
    r"laboratory|board|"
    r"mdt|clinic|registrar|consultant|pathologist|radiologist|surgeon|nurse|doctor|summary|page|protocol|screen|"
    r"database|e?pr|emr|ehr|email|fax|addendum|source|document|paper|line|result|pdf)"
)
_HAS = (
    r"(?:has|have|had|says?|said|shows?|showed|reads?|gives?|gave|states?|stated|puts?|lists?|is|are|makes?)"
    r"(?: (?:it|that|this|him|her|clearly|in fact|actually|really|as|at|to be|the)){0,3}:?"
)
_FRAMES = [
    Gated(one)
    for one in (
        rf"\b{NAME}(?: of| is|:)? {OLD} (?:was|is) (?:just |only |entirely |all )?{_OWN}{_OF_MINE}[\s,;.:–-]+"
        r"(?:but |and )?"
        rf"(?:the |our |his |her |my )?(?:[a-z'-]+ ){{0,4}}?{_PAPERS} {_HAS} {NEW}",
        rf"\b(?:corrections?|amendments?|corrigend\w+|errat\w+|update|change) (?:to|for|of|on|in|regarding|about|re) "
        rf"{THE}{NAME}{_SENT}[\s,;:–-]+(?:(?:it|this|that|should|be|is|was|read|now|the|right|correct|value|one)\s+)*{NEW}",
        rf"\b{NAME} (?:correction|amendment|update){_SENT}[\s,;:–-]+(?:(?:it|should|be|is|read|now)\s+)*{NEW}",
    )
] + TWICE
_GATES = Gates(("", one) for one in _FRAMES)


def as_papers_have(text: Text, named: Named) -> Text:
    """Put ``name: value`` in the place of a slip and of what the papers have instead."""
    return by_frames(text, named, _FRAMES, _GATES)
