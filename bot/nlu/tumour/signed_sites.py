"""Sites of metastases each with its sign: ``Mets: LN+ lung- bone- brain-``, ``EHS: lung neg, bone neg``."""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_SITE = (
    r"(?:lungs?|pulm(?:onary)?|thorax|chest|bones?|adrenals?|brain|cns|lymph nodes?|lns?|nodes?|nodal|"
    r"perit(?:oneum|oneal)?|spleen|skin)"
)
_SIGN = (
    r"(?: ?[:=] ?| ?- (?=[a-z])| )?(?:\([+-]\)|[+-](?:ve\b)?|neg(?:ative)?\b|pos(?:itive)?\b|no\b|none\b|nil\b|"
    r"yes\b|clear\b|free\b)"
)
_ROW = Gated(
    r"\b(?:(?:extra-?hepatic|distant) )?(?:mets?|metasta(?:s[ei]s|tic)(?: disease)?|ehs|ehd|ehm|spread)(?: sites?)?"
    rf" ?[:=(-]* ?(?P<row>{_SITE}{_SIGN}(?:[,;/ ]*(?:and )?{_SITE}{_SIGN}){{0,8}})(?=\s*(?:$|[,;.\n|)]))"
)
_EACH = Gated(rf"(?P<site>{_SITE})(?P<sign>{_SIGN})")
_THERE = ("+", "pos", "yes")


def signed_sites(low: str) -> Iterator[Change]:
    """Put a row of signed sites in words; of the brain apart, since it is asked for by itself."""
    for match in _ROW.finditer(low):
        told = [(one["site"], any(sign in one["sign"] for sign in _THERE)) for one in _EACH.finditer(match["row"])]
        there = [site for site, found in told if found]
        free = [site for site, found in told if not found]
        brain = [site for site in free if site in ("brain", "cns")]
        said = [f"metastasis to {' and '.join(there)}"] if there else []
        others = [site for site in free if site not in brain]
        said += [f"no {' or '.join(others)} metastases"] if others and not there else []
        said += ["brain metastases"] if {"brain", "cns"} & set(there) else []
        said += ["no brain metastases"] if brain else []
        yield Change(*match.span(), "; ".join(said))
