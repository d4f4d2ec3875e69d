"""A history of one treatment under its heading: ``prior Rx: Nexavar only``, ``prior tx: none except ablation``."""

from __future__ import annotations

from bot.nlu.draft import Draft
from bot.nlu.text.telling import Gated

_PRIOR = (
    r"(?:^|[.;\n] ?)(?:(?:(?:prior|previous|past|earlier|all|hcc|cancer|tumou?r|liver) ){1,3}"
    r"(?:treatments?|therap(?:y|ies)|tx|rx)(?: (?:history|received|given|so far|to date|until now|for hcc))*|"
    r"treatments(?: (?:so far|to date))?|"
    r"(?:treatment|treated|therapy)(?: with)? (?:so far|to date|until now)(?: with)?) ?[:=-]? ?"
)
_HEADED_ONLY = Gated(_PRIOR + r"(?P<told>[^.;\n:]{3,60}?) only\b(?=\s*(?:$|[.;,\n()-]))")
"""``prior Rx: Nexavar only``: the list of what was given holds this alone."""
_NONE_BUT = Gated(
    _PRIOR
    + r"(?:none|nil|nothing)(?: given)?,? (?:except(?: for)?|apart from|other than|besides|but|bar|save) (?P<told>.)"
)
"""``prior tx: none except ablation 2021``."""


def told_headed(draft: Draft) -> bool:
    """Tell whether a heading of the history holds one treatment alone, and it was given."""
    match = _HEADED_ONLY.search(draft.text.low) or _NONE_BUT.search(draft.text.low)
    if match is None:
        return False
    last = draft.place_at(match.end() - 1) + 4
    told = draft.tokens[draft.place_at(match.start("told")) : last]
    return any(one.treats and not one.scope & {"plan", "refuse", "neg"} for one in told)
