"""A later value of a test that is spoken of as ``it``: ``AFP at diagnosis was 9,200; on 12 November it was 22``."""

from __future__ import annotations

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.dating.day_forms import DAY
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.series import QUANTITIES

_WAS = (
    r"(?:(?:has|had) (?:fallen|risen|dropped|come down|come up|gone up|gone down|climbed|been)|was(?: down| up| back)?|"
    r"is(?: down| up| back)?|read|reads|stood|stands|measured|fell|rose|dropped|climbed|came)"
)
_LATER = Gated(
    rf"(?P<all>[,;.] (?:and |but |then )?(?:by |on |in )(?P<day>{DAY}|(?:{SOME_MONTH})(?: (?:19|20)\d\d)?),? it {_WAS}"
    rf"(?: to| at| down to| up to)? (?P<value>{VALUE}(?:{UNIT})?))(?=[,;.\s]|$)(?!\.?\d)"
)
_NAMES = {"afp": "afp", "afp_baseline": "afp", "pivka2": "pivka-ii", "pivka2_baseline": "pivka-ii"}
_TESTS = QUANTITIES | _NAMES.keys()
_BACK = 160
"""How far before it the test may be named."""


def with_name_of_it(text: Text, named: Named) -> Text:
    """Name the test that such a value is of, where the words before name one alone."""
    changes: list[Change] = []
    for match in _LATER.finditer(text.low):
        first = max(0, match.start() - _BACK)
        told = text.low[first : match.start()]
        names = {_NAMES.get(what, told[start:end]) for start, end, what in named(told) if what in _TESTS}
        if len(names) == 1 and "\n\n" not in told:
            changes.append(Change(*match.span("all"), f"; {names.pop()} {match['value']} on {match['day']}"))
    return rewritten(text, apart(changes)) if changes else text
