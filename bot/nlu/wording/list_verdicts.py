"""Verdicts on lists: those that stand behind all of its names, and the headings and words that deny or doubt them."""

from __future__ import annotations

import re

from bot.nlu.text.telling import Gated

_EACH = (
    r"(?:all|each|both)(?: of (?:these|them|those|which))?(?: (?:are|were|is|was))? (?:negative|neg|-ve|nil|denied|"
    r"absent|excluded|ruled out|no|none|never|not present|clear)|"
    r"(?:(?:s?he|pt|patient|they) )?(?:(?:has|have|had|has had) )?none of (?:the above|these|them|those|the lot)|"
    r"neither(?: of (?:these|them|those|which|the two))?|"
    r"(?:no|neg(?:ative)?|none|nil) ?x ?\d|no to (?:all|both|each|everything|any)(?: of (?:them|these|those))?|"
    r"(?:(?:s?he|pt|patient) )?(?:has |have )?(?:never|not) had (?:any|one)(?: of (?:these|them|those))?|"
    r"never any(?: of (?:these|them|those))?|nothing (?:of (?:that|the|this) (?:kind|sort)|like that)|"
    r"no evidence of any(?: of (?:these|them|those))?|"
    r"(?:(?:s?he|pt|patient) )?denies (?:all|any|each|them|the lot)(?: of (?:these|them|those))?"
)
_SOME = (
    r"(?:nope, ?|no, ?)?none(?: (?:known|reported|documented|to date|so far|recorded|found|noted|present|seen))?|nil|"
    r"not in (?:the|his|her) (?:history|notes)|no evidence"
)
_OPEN = (
    r"(?:(?:i am|i'm|we are|he is|she is) )?(?:not sure|unsure|not certain|uncertain|unclear|unknown|not known|"
    r"don'?t know|can(?:no|')t (?:say|tell|remember|recall)|do(?:es)?(?: no|n')t (?:know|remember|recall)) "
    r"which(?: (?:one|of (?:the two|these|them|both)|it was))?|one of (?:the two|these|them|the three)"
)
_ONE = r"no|neg(?:ative)?|absent|denied|never|excluded|ruled out|not present|not known|-ve"
_SAVED = (
    r",? (?P<save>(?:except(?:ing)?|apart from|aside from|besides|other than|"
    r"save|barring|bar|but|excluding|with the exception of)(?: for)? (?:only )?(?:the |an? )?)"
)
_END = r"[)\]]?(?= ?(?:$|[.;\n]|,(?! ?(?:no|yes|[yn]|none|neg|pos)\b)))"
TAIL = Gated(rf"(?<![\w-])(?:(?P<each>{_EACH})|(?P<some>{_SOME})|(?P<open>{_OPEN})|(?P<one>{_ONE}))(?:{_END}|{_SAVED})")
"""A verdict behind a list: on each of its names, on some, in doubt, or on one; and what it leaves out."""
SIGNS = Gated(r"(?P<some>\((?:all )?(?:-|-ve|neg)\))(?= ?(?:$|[.;,\n]))")
"""``HIV / ILD (-)``."""
ASKED = Gated(
    r"(?P<open>(?<=[a-z])\?)(?= ?(?:$|[.;,\n]))"
    r"(?! ?[.;,\n-]? ?(?:no|none|never|nope|neither|yes|neg|nil|denie[sd]|s?he|not|both|all|[yn])\b)"
)
"""A question mark that no answer follows."""
ONLY = Gated(r"(?<= )?[-–:,;] ?(?:only|just) (?:had )?(?:the |an? )?(?=[a-z])")
"""``MI, PE, stroke - only the stroke``."""
LEAD = re.compile(r"(?:[\s:;=?,(\[–>-]|\.{2,})*$")
"""What stands between a list and its verdict."""
LISTED = re.compile(
    r"(?:^|(?<=[.;,\n])|(?<=[.;,] )|(?<=[-*•] )) ?(?P<head>"
    r"(?:(?:[a-z]+ ){0,2}(?:absent|not present|neg(?:ative)?s?|nil|denies|denied|excluded|ruled out|none present|"
    r"none of(?: (?:these|those|the following))?|the following are (?:all )?(?:absent|negative)|no) ?:|\(-\)) ?)"
)
"""A heading of what is denied."""
PLAIN = Gated(
    r"\b(?P<head>(?P<doubt>possible|suspected|probable|questionable|query)|denies|no(?: known| documented)?|"
    r"negative(?: hx| history)? for|nil|free (?:of|from)|without|(?:has )?never had|not known to have|"
    r"does not (?:suffer from|have)|the following are (?:absent|negative):?) "
)
"""A word of denial or doubt before a list."""
OTHER = re.compile(r"[a-z][a-z'-]*(?: [a-z][a-z'-]*){0,2}")
"""A name of another illness."""
NO_OTHER = frozenset(
    (
        "is", "was", "were", "has", "had", "have", "in", "on", "at", "since", "for", "with", "from", "after", "before",
        "by", "he", "she", "pt", "patient", "his", "her", "known", "takes", "took", "yes", "no", "not", "none", "never",
        "positive", "pos", "currently", "ongoing", "stable", "treated", "status", "under", "to", "but", "only", "all",
        "both", "these", "them", "except", "per", "via", "who", "which", "that", "this", "smoker", "male", "female",
        "man", "woman", "lady", "gentleman", "lives", "works", "retired", "y", "n", "if", "then", "possible", "neg",
        "ve", "clear", "normal", "patent", "mri", "ct", "mets", "cirrhosis", "hcc", "etoh", "alcohol", "nash", "masld",
        "nafld", "untreated", "naive",
    )
)  # fmt: skip
"""Words that no name of an illness in such a list holds."""
