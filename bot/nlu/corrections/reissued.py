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
_RATHER = r"[ ,;(–-]+(?:and )?(?:not|no longer|no more|instead of|rather than) "
_OTHER = Gated(
    rf"(?P<held>\b{VALUE}(?P<unit>{UNIT})?)(?P<gone>{_RATHER}{VALUE}(?P<its>{UNIT})?{_END})|"
    rf"\b[abc]\d{{1,2}}(?P<between>[^.;\n\d]{{0,40}}?)(?P<old>{_RATHER}[abc]\d{{1,2}}{_END})",
    core=r"(?:not|no longer|no more|instead of|rather than) [<>abc\d]",
)
"""``the tumour is 5.4 cm rather than 4.5 cm``, ``Child-Pugh B7 after we recalculated, no longer A6``."""
_AGAIN = (
    r"(?:re-?checked|re-?run|re-?done|re-?tested|re-?measured|re-?drawn|repeat(?:ed)?|"
    r"(?:checked|measured|run|done) again|"
    r"verified)(?: (?:on )?(?:the )?(?:next|same|following) day| today| yesterday| twice| by hand| manually)?"
    r"(?: (?:and )?(?:is|was|it'?s|gave|shows?|showed))?"
)
_CHECKED = Gated(
    rf"(?<![\w.,/-])(?P<gone>{VALUE}(?P<unit>{UNIT})?(?: ?[!?]+[ .,;–-]*{_AGAIN}\s?[:=,]|"
    rf"(?:[.,;] | [–-] ){_AGAIN}\s?[:=])\s?)"
    rf"(?P<new>{VALUE}(?P<its>{UNIT})?)(?![\d/-]|[.,]\d)"
    r"(?P<excuse>[ ,;.(–-]+(?:(?:it|that|this|the (?:first|old) (?:one|value)) (?:was|is) )?(?:an? )?"
    r"(?:lab(?:oratory)? |typing |clerical |transcription |data entry )?(?:error|typo|mistake|slip)\b)?"
)
"""``ALT 1120!! rechecked: 112``: what was measured again is what holds."""
_WITHDRAWN = re.compile(r"withdr|void|recall|cancel|invalid|wrong|reject")
"""``The lab withdrew the INR of 3.7. Redrawn: 1.3`` takes the first back by itself."""
_NEAR = 40
_GATES = Gates(("", one) for one in (_NAMED_AGAIN, _REPORTED, _OTHER, _CHECKED))


def without_superseded(text: Text, named: Named) -> Text:
    """Leave out the value that another one is said to stand for."""
    if not _GATES.open(text.low):
        return text
    low = text.low
    changes = [*_named_again(low, named), *_reported(low), *_others(low, named), *_checked(low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _named_again(low: str, named: Named) -> Iterator[Change]:
    """Leave out ``not NAME VALUE`` behind a value of the same name."""
    for match in _NAMED_AGAIN.finditer(low):
        start = max(0, match.start() - _NEAR)
        clause = re.split(r"[,;\n]", low[start : match.start()])[-1]
        other = {fact for _, _, fact in named(match["name"])}
        if other & {fact for _, _, fact in named(clause)}:
            yield Change(match.end("held"), match.end(), "")


def _others(low: str, named: Named) -> Iterator[Change]:
    """Leave out a value of the same unit, or a stage, that holds no longer; a unit told once is that of both."""
    for match in _OTHER.finditer(low):
        if match["old"]:
            yield Change(*match.span("old"), "")
        elif _told_of(low, match, named):
            yield Change(*match.span("gone"), "" if match["unit"] else match["its"])


def _told_of(low: str, match: re.Match[str], named: Named) -> bool:
    """A length is told of the tumour, which is no name of a fact; any other unit needs a name in front."""
    unit = (match["unit"] or match["its"] or "").strip()
    before = low[max(0, match.start() - _NEAR) : match.start()]
    return unit in ("cm", "mm") or (unit != "" and bool(named(re.split(r"[;\n]", before)[-1])))


def _reported(low: str) -> Iterator[Change]:
    """Leave out what was reported before; the name stands before the value that holds."""
    for match in _REPORTED.finditer(low):
        yield Change(*match.span("gone"), "")


def _checked(low: str, named: Named) -> Iterator[Change]:
    """Leave out a value that was measured again; a unit told once is that of both."""
    for match in _CHECKED.finditer(low):
        clause = re.split(r"[;,\n]", low[max(0, match.start() - _NEAR) : match.start()])[-1]
        if named(clause) and not _WITHDRAWN.search(clause):
            yield Change(*match.span("gone"), "")
            yield Change(match.start("new"), match.end(), match["new"] + ("" if match["its"] else match["unit"] or ""))
