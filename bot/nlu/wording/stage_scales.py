"""The scales of which a stage may be told twice: their names, their values, and who tells between the two."""

from __future__ import annotations

import re

from bot.nlu.text.telling import Gated
from bot.nlu.wording.stage_words import COUNTS
from bot.nlu.wording.times_told import BECAUSE, NOW

_SCALES = {
    "bclc": r"[0abcd]",
    "cnlc": r"(?:i{1,3}[ab]|iv|[1-3][ab])",
    "ecog": r"[0-4]",
    "child": r"[abc](?: ?(?:1[0-5]|[5-9]))?",
    "vein": r"vp ?[1-4]",
    "karnofsky": r"(?:100|[1-9]0)(?: ?%)?",
    "ascites": (
        r"(?:none|nil|absent|not (?:seen|detectable|visible|present)|trace|minimal|mild|slight|small|moderate|large|"
        r"massive|tense|gross|severe|refractory|uncontrolled|controlled)"
    ),
    "count": r"\d{1,2}",
    "response": r"(?:cr|pr|sd|pd)",
}
_NAMES = {
    "bclc": r"bclc",
    "cnlc": r"cnlc",
    "ecog": r"(?:ecog(?: ps)?|performance status|ps|zubrod)",
    "child": r"(?:child(?:[- ](?:turcotte[- ])?pugh)?|ctp|cp)",
    "vein": r"(?:pvtt?|tumou?r thrombus|portal vein (?:tumou?r )?thromb(?:us|osis))",
    "karnofsky": r"(?:kps|karnofsky(?: (?:index|ps|performance status))?)",
    "ascites": r"ascites",
    "count": COUNTS,
    "response": r"(?:m?recist(?: 1\.1)?|(?:best |overall )?response|(?:(?:local|central|investigator|"
    r"independent|site|bicr|first|second|radiologist [a-d1-4]|reader [a-d1-4])(?:'s)?(?: (?:read(?:er|ing)?|review|"
    r"assessment|says|said|calls it|has))?))",
}
DEGREES = ("ascites", "karnofsky")
"""Where days tell which of two counts."""
SAID = {"response": "mrecist"}
"""What a scale is put as where its name tells who read."""
_OF = r"(?: (?:stage|class|score|grade))?"
_SOURCE = (
    r"(?:,|:)? ?\(?(?:(?:per|by|according to) (?:the |our |their )?[a-z]{2,14}(?: [a-z\d](?= ))?|(?:the )?(?:local|"
    r"central|investigator|site|hepatolog\w+|oncolog\w+|surgeon|surgery|radiolog\w+|nurse|doctor|fellow|registrar|"
    r"consultant|gp|mdt|board|reader \d)(?:'s)?(?: (?:read(?:er|ing)?|review|assessment|says|said|has|gives))?)\)?"
)
"""Who tells, between the scale and its value: ``ECOG per patient 0, per nurse 1``."""
FIRST = {
    scale: Gated(
        rf"(?<![\w-])(?P<name>{_NAMES[scale]}){_OF}(?P<source>{_SOURCE})?"
        rf"(?:[ :=-]{{1,3}}|,? (?:(?:was|is|of|at|called|as|(?:fell|dropped|down) to) ){{1,2}})"
        rf"(?P<one>{value})(?!\w|/(?! ?last )|[.,]\d|-\w| ?\+)"
    )
    for scale, value in _SCALES.items()
}
"""A scale with its first value, and who tells."""
FIRST["bare vein"] = Gated(
    r"\b(?:read(?:er|s|ing)?|radiologist \w|report|ct|mri|review|says?|said)(?P<source>)[ :]{1,2}"
    r"(?P<name>)(?P<one>vp ?[1-4])(?!\w)"
)
"""``Radiologist 1 reads Vp3``: the value names its scale."""
_END = (
    rf"(?![\w/]|[.,]\d|-\w)(?=\s*(?:$|[.,;:()\n?–-]|(?:{NOW}|{BECAUSE}|at|per|by|on|this|according|"
    r"when|in|until|again|while|during|despite|under|"
    r"with|and|but|for us|from|was|had|previously|i|we|if|not|so|yesterday|currently|here|outside|post|pre|"
    r"to us|cannot|can't|possible|suspected|likely|"
    r"disagree|depending|elsewhere|before|last|they|a (?:day|week|month|year)|\d+ (?:days|weeks|months) ago)(?![a-z])))"
)
SECOND = {
    scale: re.compile(rf"(?<![\w.,/+-]){value}(?:{_END}|(?<=[bcd])(?= [a-z]{{3}}))") for scale, value in _SCALES.items()
}
"""A second value of the scale, and that its clause may end there."""
SECOND["bare vein"] = SECOND["vein"]
PERSON = re.compile(
    r"\b(?:dr\.?|reader|surgeon|radiologist|rater|observer|site|hospital|cent(?:re|er)|lab|screening|"
    r"(?<!this )(?<!last )visit|no\.?|#) ?$"
)
"""A letter or figure behind it is no value: ``by reader 1``."""
AGAIN = {scale: re.compile(rf"(?<![\w-]){name}{_OF}[ :=-]{{1,3}}$") for scale, name in _NAMES.items()}
"""The scale named again right before the second value."""
AGAIN["bare vein"] = AGAIN["vein"]
