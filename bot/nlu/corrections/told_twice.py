"""A value told twice, once as it was told and once as it is: ``you recorded ECOG as 2, that's wrong, it's 1``.

Between the two stand words of telling, of regret and of what is right, and nothing else; which of them stand there says
which value holds. Frames of :mod:`bot.nlu.corrections.restated`, whatever the value is.
"""

from __future__ import annotations

from bot.nlu.corrections.restated import NAME, NEW, OLD, THE, VALUES
from bot.nlu.corrections.retraction_words import BAD, BY_MISTAKE, ENTERED, REGRET, SLIP
from bot.nlu.text.telling import Gated

_WHO = (
    r"(?:(?:i|we|you|they|somebody|someone|(?:the|my|our|a) (?:nurse|fellow|registrar|resident|colleague|student|"
    r"system|chart|bot|form|secretary|lab|gp|ward|clerk))(?:'d|'ve| had| have| has| must have)? )"
)
_HELD = rf"(?:{ENTERED}|had|have|has|thought|heard|misheard|misread|assumed|believed|guessed|remembered|took)"
_DOWN = r"(?: (?:down|in|here|earlier|before|above|first|initially|originally|yesterday))?"
_OF = r"(?: (?:as|was|is|of|at|to be|were|being))*[ :=]+"
_PART = r"[\s,;.:!–-]+"
_TALK = (
    rf"(?:(?:{REGRET}|{BAD}|but|and|so|oh|well|though|that|this|which|it|he|she|they|there|what|"
    r"(?:that|it|this|he|she)'s|is|was|are|were|isn't|wasn't|should|must|ought|to|be|have|been|please|pls|make|change|"
    r"put|use|correct|right|real|true|actual|new|proper|final|current|the|a|an|my|our|his|her|value|one|number|figure|"
    r"result|reading|answer|entry|say|says|said|read|reads|show|shows|showed|has|had|gives|states|printed|according|on|"
    r"in|per|by|from|file|chart|sheet|lab|report|letter|notes|form|slip|printout|screen|system|paper|now|"
    r"really|rather|only|fact|truth|reality|checking|looking|again|after|all|turns|out|comes|i|we|see|meant|mean|"
    r"checked|looked|confirmed|up)[\s,;.:!–-]+)*"
)
_A_VALUE = rf"(?P<value>{VALUES})(?![\w^/-]|[.,]\d)"
_PAPER = r"(?:charts?|files?|notes?|letters?|reports?|lab|mdt|board|system|print-?outs?|sheets?|records?|minutes)"
_NEVER_MIND = (
    r"(?:(?:i|we) (?:had )?(?:misheard|misread|mistyped)(?: (?:it|that))?(?: (?:as|for))?|misread as|misheard as|"
    r"mistyped as|forget|ignore|disregard|scratch|scrap|drop|never mind|apologies for|sorry (?:for|about))"
)
_SLIPPED = (
    rf"(?:{BAD}|an? mix-?up|mixed up|an? old one|the old one|{BY_MISTAKE}|(?:from |of )?(?:another|the other|"
    r"a different|yesterday's|the next|the wrong) (?:patient|pt|one)(?:'s)?|someone else's|nonsense|rubbish|outdated)"
)
_ENDS = r"(?=\s*(?:$|[,;)\n!]|\.(?!\d)|\band\b))"
TWICE = [
    Gated(one)
    for one in (
        rf"(?:\b(?:where )?{_WHO}{_HELD}|(?:^|(?<=[.;,\n] ))(?:{ENTERED}|thought|heard|misheard|misread)){_DOWN} "
        rf"(?:down )?{THE}{NAME}{_DOWN}{_OF}{OLD}{_PART}{_TALK}{NEW}",
        rf"\b{NAME} (?:(?:is|was|has been|had been|got|were) )?(?:wrongly |mistakenly )?(?:{ENTERED}|misread|misheard)"
        rf"{_DOWN} (?:as |at )?{OLD}{_PART}{_TALK}{NEW}",
        rf"\b{NAME} (?:was|is|were) never {OLD}{_PART}{_TALK}{NEW}",
        rf"\b{NAME} (?:was|is) (?:the )?(?:last (?:year|month|week|time|visit)'?s?|yesterday's|the old one|old|"
        rf"from (?:last|before)[a-z ]{{0,12}})(?: one| value)?{_PART}(?:(?:now|the|new|current|latest|today's|"
        rf"one|value|it|it's|is|this|time)\s+)+{NEW}",
        rf"\b{NAME}[ :=]+{OLD}{_PART}(?:scratch that|strike that|no wait|correction|{REGRET}){_PART}"
        rf"(?:the )?(?P=name)[ :=]+(?:is )?{NEW}",
        rf"\b{NAME}{_OF}{OLD},? (?:should|must|ought to) (?:read|be|say|have been) {NEW}",
        rf"\b(?:change|correct|amend|update|switch|fix|edit) {THE}{NAME} (?:from )?{OLD} ?(?:to|into|->|-+>|=>) ?{NEW}",
        rf"\b{NAME} ?[,–-]+ ?(?:i )?meant(?: to (?:say|write|type|put|enter))?:? {NEW}",
        rf"\b{NAME}{_OF}{_A_VALUE}{_PART}\(?{_NEVER_MIND} (?:the |that |my |our )?{OLD}\)?{_ENDS}",
        rf"\b{NAME}{_OF}{_A_VALUE}{_PART}(?:and |but )?(?:the |that |my )?{OLD} (?:was|is) {_SLIPPED}{_ENDS}",
        rf"(?:^|(?<=[.;\n] )|(?<=^no, ))(?:(?:not(?= \d| [a-d]\d?\b| vp)|{_NEVER_MIND}(?: the| that| my)?) {OLD}|"
        rf"(?:the |that |my )?{OLD} (?:was|is) {_SLIPPED})\s*[,.;!:–-]+\s*(?:but |and )?{THE}{NAME}{_OF}{NEW}",
        rf"\b{NAME}:? (?:for|instead of) {OLD}[, ]+(?:please )?read {NEW}",
        rf"\b{NAME}{_OF}{OLD}(?:,| (?:is|was)) {_SLIPPED}{_PART}{_TALK}{NEW}",
        rf"\b{NAME}{_OF}{OLD} ?-+> ?{NEW}(?=[ ,(]+(?:my |an? |the )?(?:{SLIP}|bad|sorry|correct))",
        rf"\b{NAME}(?: (?:above|value|entry|field|result|one|line))* (?:should say|"
        r"(?:needs|has|ought) to (?:be|read|say)|needs (?:changing|correcting|amending|updating) to|"
        rf"(?:has been |was |is |got |now )*(?:revised|amended) (?:to|as)) {NEW}",
        rf"\b(?:fix|set|make|go with|use|take) {THE}{NAME} (?:to |as |at |= ?)?{NEW}",
        rf"(?:^|(?<=[.;,\n] ))(?:please |pls |so |and |then |just )*(?:use|take|put|enter|record|write|note|"
        rf"go with|read|it's|it is|it should be|should be|i meant|i mean|make (?:it|that)) (?:an? )?{_A_VALUE} "
        rf"(?:for|as|under|in) {THE}{NAME}(?:,? (?:and )?(?:not|instead of|rather than) {OLD})?(?=\s*(?:$|[.;,\n]))",
        rf"\b{NAME} (?:per|by|from|according to) (?:the |his |her )?{_PAPER}(?: is| was)?[ :=]+{NEW}",
    )
]
"""The value that holds is told last, or first, with words that say so."""
