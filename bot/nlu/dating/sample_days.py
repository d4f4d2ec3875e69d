"""The day of the week that a sample or tracing is of: ``ECG from Wednesday: 438``, ``bloods Tuesday: plt 88``."""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import DAY_IN_FULL, DAYS, SOME_MONTH
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


def with_sample_days(text: Text) -> Text:
    """Say that a sample was taken on its day."""
    changes = [
        Change(*match.span("link"), " on ") if match["link"] else Change(*match.span("head"), "on ")
        for match in _OF_DAY.finditer(text.low)
    ]
    changes += [Change(*match.span("link"), " on ") for match in _CLOSING.finditer(text.low)]
    changes += [Change(*match.span("day"), "on the ") for match in _NUMBERED.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text
