"""A value, and beside it the one that it stands for: ``plt 82, not plt 28``, ``Hb 96 (previously reported as 116)``.

The other value is left out, so that only what holds is left to be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_SHAPE = rf"(?:[abcd]\d{{1,2}}|(?:i{{1,3}}|[1-4])[ab]|vp ?[1-4]|[0abcd]|{VALUE})"
_END = r"\)?(?=\s*(?:$|[,;)\n/|]|\.(?!\d)|and\b|please\b|pls\b))"
_NAMED_AGAIN = Gated(
    rf"(?P<held>\b{_SHAPE}(?:{UNIT})?)[ ,;(-]+(?:and )?(?:not|instead of|rather than) (?:the |an? )?"
    rf"(?P<name>[a-z][a-z0-9-]*(?: [a-z][a-z-]+)?)(?: of| at| is| was)?[ :=]*(?<![a-z0-9])"
    rf"{_SHAPE}(?:{UNIT})?{_END}"
)
"""``ECOG 2, not ECOG 1``: the same name again, with the value that does not hold."""
_BEFORE = r"(?:previously|formerly|originally|initially|earlier|first|wrongly|erroneously|incorrectly|mistakenly)"
_ISSUED = r"(?:reported|released|issued|resulted|stated|printed|transmitted|charted|phoned(?: through)?|called(?: in)?)"
_REPORTED = Gated(
    rf"\d(?:{UNIT})?(?P<gone>[ ,;(-]+(?:(?:was|had been|were) )?{_BEFORE}(?: {_BEFORE})? {_ISSUED}(?: out)?"
    rf"(?: as| at| to be)?:? {VALUE}(?:{UNIT})?(?:,? (?:in error|by mistake|by error|wrongly|erroneously))?{_END})"
)
"""``platelets 104 (formerly released as 140)``: the report that was issued before."""
_NEAR = 40
_GATES = Gates(("", one) for one in (_NAMED_AGAIN, _REPORTED))


def without_superseded(text: Text, named: Named) -> Text:
    """Leave out the value that another one is said to stand for."""
    if not _GATES.open(text.low):
        return text
    changes = [*_named_again(text.low, named), *_reported(text.low)]
    return rewritten(text, apart(changes)) if changes else text


def _named_again(low: str, named: Named) -> Iterator[Change]:
    """Leave out ``not NAME VALUE`` behind a value of the same name."""
    for match in _NAMED_AGAIN.finditer(low):
        start = max(0, match.start() - _NEAR)
        clause = re.split(r"[,;\n]", low[start : match.start()])[-1]
        other = {fact for _, _, fact in named(match["name"])}
        if other & {fact for _, _, fact in named(clause)}:
            yield Change(match.end("held"), match.end(), "")


def _reported(low: str) -> Iterator[Change]:
    """Leave out what was reported before; the name stands before the value that holds."""
    for match in _REPORTED.finditer(low):
        yield Change(*match.span("gone"), "")
