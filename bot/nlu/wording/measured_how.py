"""How a value was measured, in brackets between its name and the value: ``INR (fingerprick) 1.1``."""

from __future__ import annotations

from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated

_HOW = (
    r"(?:finger[ -]?prick|auto|enz|kin|colorimetric|capillary|"
    r"venous|arterial|serum|plasma|citrate|edta|manual|count|counted|automated|"
    r"repeat(?:ed)?|"
    r"lab|local|central|hospital|poct?|point of care|bedside|device|machine|coaguchek|i-?stat|enzymatic|"
    r"jaff[eé]|kinetic|"
    r"bc[gp]|clia|e?clia|elisa|immunoassay|chemiluminescence|roche|abbott|siemens|cobas|architect|lumipulse|measured|fasting|blood|verified|"
    r"confirmed|checked|double[ -]checked|idms|ifcc|quantitative|quant|standardi[sz]ed|method|assay|test|smear|"
    r"by|on|in|tube|value|level|"
    r"non-?fasting|calculated|our|their|own|\+|,)"
)
_HOW_MEASURED = Gated(
    rf"(?<=[a-z])(?P<bracket> ?[(\[]{_HOW}(?:[ ,-]{{1,2}}{_HOW}){{0,3}}[)\]]|"
    r",[ ]?(?:(?:serum|plasma|blood|whole|edta|citrate|citrated|venous|capillary|s|p|b)\b[ /]?){1,3}"
    r"(?=[ ]?:|[ ]{1,3}[<>]?\d|[ ]*\n))"
    r"(?=(?: {0,3}[:=–-]| is| was)?\s{0,3}[<>]?=? ?\d| ?\.{2,}| ?[(\[]\S{1,12}[)\]])"
)
"""``INR (fingerprick) 1.1``, ``ALT, serum: 61``: how a value was measured, and in what."""


def with_measured_how(text: Text, named: Named) -> Text:
    """Take out of a closed list of words how a value was measured."""
    changes = [
        Change(*match.span("bracket"), "")
        for match in _HOW_MEASURED.finditer(text.low)
        if names_before(text.low, match.start(), named)
    ]
    return rewritten(text, changes) if changes else text
