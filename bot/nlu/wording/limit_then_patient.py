"""A limit, and behind it what the patient has, told as ``pt``: ``Hb max 10.9, pt 10.6``; no prothrombin time.

Where the number behind ``pt`` is of the size of the limit, it is the patient's own value of the same test.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.heading_words import MEASURED

_LIMIT = Gated(
    r"(?P<limit>(?:[ ,:(]{1,2}(?:max(?:imum)?|min(?:imum)?|limit|uln|lln|cut-?off|threshold|needs?|required|allowed|"
    r"must be|protocol|criterion|trial|study)\.?(?: is| of| at least| at most|:)*)?[ :=]{0,2}[<>≤≥]?=? ?"
    rf"(?P<set>{VALUE})(?:{UNIT})?[)]?[ ]?[,;/(–-]+ ?)(?P<pt>pt'?s?(?: (?:has|is|at|had|value))*[ :=]{{1,2}})"
    rf"(?P<value>[<>]?{VALUE})(?:{UNIT})?(?=\s*(?:$|[,;)\n]|\.(?!\d)))"
)
_CALLED = re.compile(r"[Pp]t|pT")
"""The patient, and no prothrombin time in capitals."""
_WITHIN = 3.0
_COAGULATION = frozenset(("prothrombin_time",))


def with_patient_behind_limit(text: Text, named: Named) -> Text:
    """Leave the patient's own value behind the name, and the limit out."""
    if not _CALLED.search(text.cased):
        return text
    changes = apart(_own(text, named))
    return rewritten(text, changes) if changes else text


def _own(text: Text, named: Named) -> Iterator[Change]:
    low = text.low
    for match in _LIMIT.finditer(low):
        said = low[match.start() : match.start("set")]
        if not any(map(str.isalpha, said)) and not set("<>≤≥") & set(said):
            continue
        facts = {fact for _, fact in names_before(low, match.start(), named)}
        if not facts & MEASURED or facts & _COAGULATION or text.cased.startswith("PT", match.start("pt")):
            continue
        limit, value = (float(match[one].lstrip("<>").replace(",", ".")) for one in ("set", "value"))
        if limit / _WITHIN <= value <= limit * _WITHIN:
            yield Change(match.start(), match.start("value"), " ", unused=True)
