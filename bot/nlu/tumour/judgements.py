"""How HCC was diagnosed, and what letters write out in sentences of tissue and of the hepatic veins."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.scope.polarity import polarity
from bot.nlu.text.telling import Gated
from bot.nlu.tumour.tissue_reports import read_tissue_report

_INTO_VEIN = Gated(
    r"\b(?:exten[ds]\w*|inva\w+|infiltrat\w*|grow\w*|reach\w*|involv\w*|protrud\w*|"
    r"(?:thrombus|thrombosis)(?: (?:was|is|has been) (?:also )?(?:noted|seen|found|identified|present|visible|detected|"
    r"demonstrated))?)\s+(?:in)?(?:to|of|with(?=in))?\s*(?:the\s+)?(?:(?:(?:left|right|main)\s+)?"
    r"(?:portal vein|pv)\s+and\s+(?:the\s+)?)?(?:(?:left|right|middle|main|inferior|[lrm]|lt|rt)\.?\s+)?"
    r"(?:hepatic veins?|hvs?|[lrm]hv|ivc|(?:vena )?cava|right atrium)\b"
    r"|\b(?:hepatic veins?|hvs?|ivc|(?:inferior )?(?:vena )?cava)(?: ?[:=] ?| )(?:(?:is|are|was|were) "
    r")?(?:also |partly )?"
    r"(?:invaded|infiltrated|involved|invasion yes|occluded|encased|thrombosed by tumou?r|filled (?:with|"
    r"by) tumou?r|contains? (?:the )?tumou?r)\b"
    r"|(?<!no )\btumou?r (?:is |was |seen |visible |present |growth |growing )*(?:in|within|inside|into) (?:the )?"
    r"(?:(?:left|right|middle|inferior) )?(?:hepatic veins?|ivc|(?:vena )?cava)\b"
)


_PROVEN = Gated(
    r"\b(?:hcc|hepatocellular (?:carcinoma|ca)|diagnosis|tumou?r|lesion|it|which)\b[^.;\n]{0,30}"
    r"\b(?:proven|confirmed|diagnosed|established|verified|documented)(?P<between>[^.;\n,]{1,45})"
    r"\b(?:biops\w+|histolog\w+|cytolog\w+|patholog\w+|fna\w*|needle|specimen|explant|histopatholog\w+)\b"
    r"|\bhave (?:hcc|hepatocellular carcinoma) (?:on|by|at|in) (?:\w+[- ]){0,3}(?:biops\w+|histolog\w+|cytolog\w+)\b"
)
_HISTOLOGY = Gated(
    r"\b(?:histology|histopathology|pathology|path(?=:)|cytology|biopsy|biopsies|biopsied|bx|fna)\b(?P<between>[^.;\n]{0,70}?)"
    r"\b(?:hcc|hepatocellular carcinoma|hepatocellular ca)\b"
    r"(?! (?:(?:is|was|has been|therefore) )?(?:cannot|can not|could not|not|has not|ruled out|excluded|unlikely))"
)


_BY_TISSUE = Gated(
    r"\b(?:hcc|hepatocellular carcinoma)\b(?: ?[:=(\[/-]+ ?| (?:by|per|via|from|through|on) )(?:(?:us|ct|usg|guided|"
    r"core|needle|liver|tumou?r|percutaneous|positive|the) ){0,3}"
    r"(?:biopsy|biopsied|bx|histology|histopathology|cytology|fnac?|"
    r"fnb|pathology)\b(?P<behind>[^;.\n,)]{0,24})"
    r"|\b(?:hcc|hepatocellular carcinoma) (?:bx|biopsy|histology|cytology|fnac?)(?: ?\+| (?:pos\b|positive|proven))"
)
"""``HCC: biopsy``, ``HCC (bx)``, ``hcc bx+``: the diagnosis, and what it rests on."""
_NO_TISSUE = re.compile(
    r"\b(?:no|not|none|without|pending|planned|refused|declined|negative|neg|awaited|scheduled|to be|never|excluded|"
    r"inconclusive|available|avail|unavailable|needed|benign|was not)\b|\?|-\s*$"
)


def read_written_out(draft: Draft) -> None:
    """Sentences of letters: ``extends into the hepatic vein``, ``biopsy: moderately differentiated HCC``."""
    for match in _INTO_VEIN.finditer(draft.text.low):
        place = draft.place_at(match.start())
        said = polarity(draft, place)[0]
        told = said == "yes" or (said == "no" and match.group().startswith("thromb"))
        if told and "hepatic_vein_invasion" not in draft.facts:
            draft.record("hepatic_vein_invasion", said == "yes", place, draft.place_at(match.end() - 1))
    for match in [*_HISTOLOGY.finditer(draft.text.low), *_PROVEN.finditer(draft.text.low)]:
        place = draft.place_at(match.start())
        denied = re.search(
            r"\b(?:no|not|without|pending|planned|refused|negative|for|awaited|suspected|possible|before)\b|\?",
            match["between"] or "",
        )
        if not denied and "hcc_diagnosis" not in draft.facts and polarity(draft, place)[0] == "yes":
            draft.record("hcc_diagnosis", "pathological", place, place)
    for match in _BY_TISSUE.finditer(draft.text.low):
        ends = match.start("behind") if match["behind"] else match.end()
        first, last = draft.place_at(match.start()), draft.place_at(ends - 1)
        told = any(token.scope & {"uncertain", "plan", "neg"} for token in draft.tokens[first : last + 1])
        if "hcc_diagnosis" not in draft.facts and not told and not _NO_TISSUE.search(match["behind"] or ""):
            draft.record("hcc_diagnosis", "pathological", first, last)
    read_tissue_report(draft)


def read_diagnosis(draft: Draft, place: int, token: Token) -> None:
    """Read how HCC was diagnosed, where a phrase says it."""
    for sense in token.senses("option"):
        if sense.id == "hcc_diagnosis" and "neg" not in token.scope and not _of_other_lesion(draft, place):
            draft.record("hcc_diagnosis", sense.value, place, place)


_OTHER_LESION = frozenset(
    ["metastasis", "metastases", "met", "mets", "node", "nodes", "polyp", "lump", "thyroid", "lung", "breast"]
)


def _of_other_lesion(draft: Draft, place: int) -> bool:
    """``lymph node metastasis confirmed by biopsy``: what was proven is another lesion."""
    near = range(place - 1, max(-1, place - 8), -1)
    if any(draft.word(step).startswith("recurrence") for step in near):
        return False
    for step in near:
        token = draft.tokens[step]
        if token.segment != draft.tokens[place].segment:
            return False
        if any(note.id == "hepatocellular carcinoma" for note in token.senses("note")):
            return False
        if token.sense("cancer") or token.names("extrahepatic_metastasis") or token.text in _OTHER_LESION:
            return True
    return False
