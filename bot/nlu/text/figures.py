"""Numbers that are written as powers, changes and chains, put in plain figures before a message is read."""

from __future__ import annotations

import re

from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.lexicon.number_words import PERIODS
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_N = r"\d+(?:[.,]\d+)*"
_MON = rf"{SOME_MONTH}\.?"
_POWER = Gated(r"(?<![\w.,])(?P<mantissa>\d(?:\.\d{1,4})?)e\+?0?(?P<power>\d)(?![\w.])")
"""``3.2e4``, ``1.21E+03``: as machines write powers of ten."""
_CHANGED = (
    r"(?:fell|fallen|dropped|drop|decreased|declined|reduced|down|rose|risen|increased|up|climbed|went up|went down|"
    r"gone up|gone down|improved|worsened|changed)"
)
_BY = Gated(rf"\b(?P<verb>{_CHANGED}) by (?:about |around |some |nearly )?{_N}(?: ?%| percent)?(?P<behind> to (?=\d))?")
"""``fell by 300``, ``decreased by 300 to 450``: how much it changed is no value."""
_FOLD = Gated(
    rf"(?<![\w.,])(?:{_N}|two|three|four|five|six|ten|several)[- ]?fold\b(?!\s*(?:the )?(?:uln|upper|normal|limit))"
)
"""``rose 10-fold``; ``2-fold ULN`` is a value."""
_THAN = r"(?:the|his|her|its|their|that|than|of)"
_OLDER = r"(?:last|previous|prior|old|earlier|former|initial|first)"
_VALUE = r"(?:value|result|reading|level|figure|count)"
_TIMES = Gated(
    rf"(?<![\w.,])(?:about |around |some |nearly |almost )?(?:{_N}|two|three|four|five|six|ten|several) ?(?:x|times)"
    rf"(?= (?:what (?:it|they) (?:was|were|had)|{_THAN} (?:the )?(?:{_OLDER} {_VALUE}|usual)|"
    r"(?<=times )(?:(?:the|his|her) )?baseline|higher|lower|greater|as (?:high|much|low))\b)"
)
"""``ALT 3 times what it was``, ``10 times higher than in May``: how much it changed; ``3 times normal`` is a value."""
_BRACKET = r"(?: ?\([^()\n]{1,12}\))?"
_CHAIN = Gated(rf"(?<![<>=\d.,] )(?<![\w.,/<>=-]){_N}{_BRACKET}(?: ?> ?{_N}{_BRACKET}){{2,}}(?![\w/])")
"""``1210 (Aug) > 800 (Sept) > 450 (Nov)``: one after the other, no comparisons."""
_TREND = Gated(
    rf"\b(?:trend|trending|trends|series|serial)\b:?[^\d\n;.]{{0,20}}"
    rf"(?!\d{{1,4}}[-/.]\d{{1,2}}(?:[-/.]\d{{2,4}}:? ?|\.?:? )\d)(?P<chain>{_N}(?: ?[-–,>/] ?{_N})+)(?![\w/])"
)
_TURNS = Gated(rf"(?<![\w./])(?P<chain>{_N}(?:/{_N})+) ?\((?P<months>{_MON}(?:/{_MON})+)\)")
"""``104/91/82 (Sept/Oct/Nov)``: a value for each month."""

_YEARS_AND_MONTHS = Gated(
    r"(?<![\w.,])(?P<years>\d{1,2}|an?|one|two|three|four|five) ?(?:years?|yrs?|y)(?:,? and | ?, | & | )"
    r"(?P<months>\d{1,2}|an?|one|two|three|four|five|six) ?(?:months?|mos?|mths?|m) (?:ago|back|before)\b"
)
_SIDES = Gated(
    rf"(?<![\w.,])(?!\d{{1,2}}[x×*] |1 [x×*] ?{_N} ?[cm]m\b)"
    rf"(?P<sides>{_N}(?: ?(?:cm|mm))?(?: ?[x×*] ?{_N}(?: ?(?:cm|mm))?){{1,2}}) ?"
    r"(?P<unit>cm|mm)\b"
)
"""``2.8 x 2.1 x 3.3 cm``: the longest side is the diameter."""
_LETTER_O = Gated(r"(?<![\w.,/-])(?:\d*[1-9]o\d+|\d{2,}o|[4-9]o)(?![\w'°.-])")
"""``plt 1O5``, ``age 6O``: the letter for the digit; a single ``2o`` is secondary."""

_SIGNED = re.compile(r"(?<![\w+-])(?P<sign>[-+]) ?ve\b(?![-'])|(?<=[a-z)])(?P<glued>[-+])ve\b(?![-'])")
"""``HIV -ve``, ``HBsAg+ve``: negative and positive."""
_SIGNS = ("-ve", "+ve", "- ve", "+ ve")


def in_figures(text: Text) -> Text:
    """Write powers of ten out, take changes out, and put arrows into chains of values."""
    low = text.low
    changes = [
        Change(*match.span(), f"{float(match['mantissa']) * 10 ** int(match['power']):.10g}")
        for match in (_POWER.finditer(low) if "e" in low else ())
    ]
    changes += [Change(*match.span(), match.group().replace("o", "0")) for match in _LETTER_O.finditer(low)]
    changes += [Change(match.end("verb"), match.end(), match["behind"] or " by some") for match in _BY.finditer(low)]
    changes += [Change(*match.span(), "manifold") for rule in (_FOLD, _TIMES) for match in rule.finditer(low)]
    changes += [Change(*match.span(), re.sub(r" ?> ?", " -> ", match.group())) for match in _CHAIN.finditer(low)]
    changes += [Change(*match.span(), f"{_months(match)} months ago") for match in _YEARS_AND_MONTHS.finditer(low)]
    if any(sign in low for sign in _SIGNS):
        changes += [Change(*match.span(), _in_word(match)) for match in _SIGNED.finditer(low)]
    for match in _SIDES.finditer(low):
        sides = [one.replace(",", ".") for one in re.findall(_N, match["sides"])]
        if all(one.count(".") < 2 for one in sides):
            changes.append(Change(*match.span(), f"{max(sides, key=float)} {match['unit']}"))
    for match in _TREND.finditer(low):
        changes.append(Change(*match.span("chain"), re.sub(r" ?[-–,>/] ?(?=\d)", " -> ", match["chain"])))
    for match in _TURNS.finditer(low):
        values, months = match["chain"].split("/"), match["months"].split("/")
        if len(values) == len(months):
            changes.append(Change(*match.span(), " -> ".join(map("{} ({})".format, values, months))))
    return rewritten(text, apart(changes)) if changes else text


def _months(match: re.Match[str]) -> int:
    """``1 year and 3 months ago``: the months in all."""
    years, months = (PERIODS.get(match[one]) or int(match[one]) for one in ("years", "months"))
    return 12 * years + months


def _in_word(match: re.Match[str]) -> str:
    """The word for the sign of a finding."""
    lead = " " if match["glued"] else ""
    return lead + ("positive" if "+" in match.group() else "negative")
