"""Words that only stress or regret what is said: ``the trunk itself is free``, ``unfortunately not available``."""

from __future__ import annotations

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_ITSELF = Gated(
    r"(?<=[a-z]{2})(?<!\bby)(?<!\bof)(?<!\bin) (?:itself|themselves)(?=,? (?:is|are|was|were|has|have|had|"
    r"remains?|remained|shows?|showed|seems?|appears?|looks?|measures?|measured|free|patent|open|clear|normal|not|"
    r"too|also|stays?|keeps?)\b)"
)
_ENDED = r"(?:stopped|discontinued|ceased|withdrawn|withdrew|ended|given up|gave up|halted|quit|abandoned|off)"
_FOREVER = r"(?:for (?:good|ever)(?! reasons?)|forever|once and for all)"
_FOR_GOOD = Gated(
    rf"\b(?:{_ENDED}|stopped taking|came off|taken off|dropped)(?: (?:his |her |the |all )?[a-z-]{{2,16}})?"
    rf"(?P<stressed>,? {_FOREVER})\b"
)
_ALTOGETHER = Gated(
    rf"\b(?:{_ENDED}|stopped taking|came off|dropped) (?:his |her |the )?[a-z-]{{5,16}}"
    r"(?P<stressed> (?:permanently|definitively|altogether|completely|entirely|indefinitely|totally))\b"
)
_BY_US = Gated(
    rf"\b(?:{_ENDED}|started|begun|initiated|resumed|resected|ablated|treated|operated|performed|given|done|excluded|"
    r"confirmed|diagnosed|checked|measured|repeated)(?P<stressed> by (?:us|me|ourselves|myself)(?: here)?)(?! scan)\b"
)
_REGRETS = Gated(
    r"(?<=[a-z0-9)])(?P<stressed>(?P<comma>,)? (?:unfortunately|regrettably|sadly|alas|regretfully|"
    r"(?:i'?m|i am) afraid(?! (?:so|not|of))|i fear|sorry to say|i'?m sorry to say|"
    r"fortunately|thankfully|luckily|happily(?! married))(?(comma),|))"
    r"(?= (?!enough)[a-z0-9])"
)
"""Between two words: at the head or the end of an answer they may say more."""


def without_emphases(text: Text) -> Text:
    """Leave such words out; a text without any stays as it is."""
    changes = [Change(*match.span(), "") for match in _ITSELF.finditer(text.low)]
    for stress in (_FOR_GOOD, _ALTOGETHER, _BY_US, _REGRETS):
        changes += [Change(*match.span("stressed"), "") for match in stress.finditer(text.low)]
    return rewritten(text, apart(changes)) if changes else text
