"""What somebody does on a normal day, for the grade of ECOG: by what they do, what they cannot, who helps.

Read of an answer that no pattern knew. Full activity without a limit is grade 0, with one (tired, slower, a rest)
grade 1; a bed or chair for most of the day is grade 3, for all of it 4. Everything else is left to be asked again.
"""

from __future__ import annotations

import re

from bot.nlu.answers.gist import LONGEST

_ALL_DAY = re.compile(
    r"\b(?:bed|chair|armchair|couch|sofa|recliner|settee)\b[^,;.]*\b(?:all day|morning (?:till|til|until|to) night|"
    r"day and night|round the clock|24/7|the whole day|all the time)"
    r"|\b(?:never|can't|cannot|doesn't|don't|unable to|not able to) (?:get up|get out|leave|stir)\b[^,;.]*\b(?:bed|"
    r"chair)\b"
)
_MOST_OF_DAY = re.compile(
    r"\b(?:most of|more than half|the best part of|nearly all|the better part of) (?:the|my|his|her) (?:day|time)\b"
)
_LIES = re.compile(r"\b(?:bed|chair|armchair|couch|sofa|recliner|settee|lies?|lying|sits?|sitting|rests?|resting)\b")
_FULL = re.compile(
    r"\b(?:full[- ]time|(?:\w+ )?miles? (?:a|every|each) (?:day|morning|evening)|golf|cycl\w+|swim\w*|hik\w+|jog\w*|"
    r"gym|football|tennis|bowls|dancing|marathon|runs?\b(?! out)|"
    r"(?:on|round|around) the (?:farm|site|building site|land)|farming|milking|tractor|"
    r"dig\w*|chop\w* (?:wood|logs)|(?:my|his|her) own (?:housework|cooking|shopping|cleaning|house|garden|washing)|"
    r"(?:drive|shop|cook|clean)s?, (?:\w+, )*(?:and )?(?:\w+, )?(?:everything|the lot|you name it|all of it)|"
    r"(?:all|everything) (?:around|round|in|about) the house|do(?:es)? everything|everything (?:myself|himself|"
    r"herself)|"
    r"walks? (?:\w+ ){0,3}(?:\d+|two|three|four|five|six|ten) (?:miles|kilometres|km|kilometers))"
)
_WORKS = re.compile(
    r"\b(?:still )?(?:works?|working|goes to work|go to work|to the office|the job|in the shop|teach\w*)\b"
)
_LIMIT = re.compile(
    r"\b(?:tired|tires?|slow\w*|rest|nap|breath\w*|puffed|winded|lie down|sit down|weak\w*|light|lighter|part[- ]time|"
    r"half days|fatigue\w*|exhausted|worn out|wrecked|shattered|knackered|jaded|whacked|drained|done in|takes? (?:me |"
    r"him |her )?longer|not as (?:fast|quick|fit|strong))\b"
)
_NEGATED = re.compile(
    r"\b(?:no|not|never|can't|cannot|couldn't|don't|doesn't|stopped|gave up|given up|used to|had to|unable|without|"
    r"help\w*|"
    r"only|hardly|before|until|except|apart|bar|sometimes|some days|if|stick|frame|wheelchair|carer|nurse|sick leave|"
    r"off work|retired from|miss)\b|n't\b"
)


def grade_of(low: str) -> str | None:
    """Give the grade of ECOG that an answer comes to, or None where it names too little."""
    if len(low) > LONGEST or low.rstrip().endswith("?"):
        return None
    if _ALL_DAY.search(low):
        return "4"
    if _MOST_OF_DAY.search(low) and _LIES.search(low):
        return "3"
    if _NEGATED.search(low) or not (_FULL.search(low) or (_WORKS.search(low) and _LIMIT.search(low))):
        return None
    return "1" if _LIMIT.search(low) else "0"
