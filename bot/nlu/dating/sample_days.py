"""The day of the week that a sample or tracing is of: ``ECG from Wednesday: 438``, ``bloods Tuesday: plt 88``."""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, DAYS, SOME_MONTH, WRITTEN_DAY
from bot.nlu.text.any_of import any_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_CUT = [one for one in DAYS if len(one) < 6]
_OF_DAY = Gated(
    r"(?:\b(?:ecg|ekg|tracing|samples?|bloods?|bloodwork|blood tests?|draw|drawn|taken|results?|values?|echo)"
    rf"(?P<link>(?: from| of| dated)? )|(?:^|(?<=\n))(?P<head>from |of ))(?:last )?(?=(?:{DAY_IN_FULL})\b(?:'s)? ?"
    r"(?:morning |evening |afternoon )?(?:[:,=(]|[a-z]{2,12} ?[:=]? ?\d|\d|-))"
)
_CLOSING = Gated(
    r"\b(?:drawn|taken|collected|sampled|bloods?|labs|all|both|results|values|samples?|done|measured)"
    rf"(?P<link>(?: from| of| dated|,)? )(?:last |this )?(?=(?:{DAY_IN_FULL}|{any_of(_CUT)})\.?\s*(?:$|[.;)\n]))"
)
"""``all drawn Wed``: the day that closes what was told."""
_NUMBERED = Gated(
    rf"(?<![\w.-])(?P<day>(?:(?:on|the|of|from) )?(?:last )?(?:{any_of(DAYS)})\b\.?,? (?:the )?)"
    rf"(?=\d{{1,2}}(?:st|nd|rd|th)\b(?! ?(?:of\b|{SOME_MONTH})))"
)
"""``Wed 18th``: the last such day of a month."""
_PLURAL = Gated(
    rf"\b(?P<day>(?:today|yesterday|{DAY_IN_FULL})(?=s ))s(?= (?:morning )?(?:bloods?|labs?|results?|values|bloodwork|"
    r"fbc|cbc|lfts?|coags?|hb|ha?emoglobin|plts?|platelets?|inr|bili\w*|alb\w*|creat\w*|afp|alt|ast|wbc|wcc)\b)"
)
"""``todays platelets 71``."""
_AS_OF = Gated(
    rf"(?P<open>[(,]? ?)\bas (?:of|at) (?=(?:{WRITTEN_DAY}|\d{{1,2}}/\d{{1,2}}|"
    rf"(?:last )?(?:{DAY_IN_FULL}|{any_of(_CUT)}))"
    r"\b\.?(?P<end>\s*(?:$|[.;)\n]))?)"
)
"""``bilirubin 33 and albumin 30 as of Wednesday``."""
_DOTTED = Gated(
    r"(?:^|(?<=\n)|(?<=[;(] )|(?<=\()|(?<=labs )|(?<=results )|(?<=values )|(?<=bloods )|(?<=have ))"
    r"(?:from |of |vom |am )?"
    r"(?:3[01]|[12]\d|0?[1-9])\.(?:0[1-9]|1[0-2])(?P<end>)(?= [a-z][a-z-]{1,12}[ :=]{1,2}[<>]?\d)"
)
"""``from 18.11 INR 1.5``: a day and its month, where a test follows."""
_VALUES = re.compile(r"[a-z)][ :=]{1,2}\d")


def with_sample_days(text: Text) -> Text:
    """Say that a sample was taken on its day."""
    changes = [
        Change(*match.span("link"), " on ") if match["link"] else Change(*match.span("head"), "on ")
        for match in _OF_DAY.finditer(text.low)
    ]
    changes += [Change(*match.span("link"), " on ") for match in _CLOSING.finditer(text.low)]
    changes += [Change(match.end("day"), match.end(), "'s") for match in _PLURAL.finditer(text.low)]
    changes += [Change(*match.span("end"), ".") for match in _DOTTED.finditer(text.low)]
    changes += [Change(*match.span(), _as_of(match)) for match in _AS_OF.finditer(text.low)]
    changes += [Change(*match.span("day"), "on the ") for match in _NUMBERED.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text


def _as_of(match: re.Match[str]) -> str:
    """The day of all values before it, where it closes their sentence."""
    opened = match["open"].strip(" ,")
    low = match.string
    told = low[max(low.rfind("\n", 0, match.start()), low.rfind(". ", 0, match.start()), 0) : match.start()]
    several = match["end"] is not None and len(_VALUES.findall(told)) > 1
    return f" {opened}all drawn on " if several else f"{match['open']}on "
