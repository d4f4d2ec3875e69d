"""A correction that names the old value alone: ``platelets 69, INR 1.2. 69 should be 96`` is ``platelets 96, INR 1.2``.

Which value is meant is clear where the old one stands before it once; else the text is left as it is.
"""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_N = r"[<>]?\d+(?:[.,]\d+)?(?![.,]?\d|/\d|[%]|-\d)"
_OLD = rf"(?P<old>{_N})"
_NEW = rf"(?P<new>{_N})"
_OPENS = (
    r"(?:^|(?<=[.;,\n!?]) ?|(?<= - ))(?:(?:sorry|correction|oops|apologies|wait|no|actually|typo|erratum|my mistake|"
    r"that|the)[,:;!-]* )*"
)
_ITS = (
    r"(?:(?:it|that|this|they|the (?:right|correct|true|real) (?:one|value))"
    r"(?:'s|'re| is| are| was| should be| should read)? )?"
)
_SLIP = r"(?:a )?(?:typo|mistake|slip|misprint|error|wrong|incorrect|mistyped|misread)"
_FOR = r"(?:,? (?:for|in) (?:the |his |her )?[a-z][a-z -]{1,24})?"
_ENDS = r"(?=\s*(?:$|[.;\n!]|,(?!\d)))"
_WORDINGS = (
    rf"(?:it'?s |it is |is )?not {_OLD},? (?:but |it'?s |it is )?{_NEW}",
    rf"(?:it'?s |it is |is |i meant |i mean |(?:it )?should (?:be|read|have been) |make (?:it|that) )?{_NEW},? "
    rf"(?:and )?not {_OLD}",
    rf"(?:read |it'?s |put )?{_NEW} (?:instead of|rather than) {_OLD}",
    rf"{_OLD} (?:should|must|ought to) (?:be|read|have been|have read) {_NEW}",
    rf"{_OLD} (?:was|is) {_SLIP}[,;.:]? "
    r"(?:and |it |it's |it is |the (?:right|correct) (?:one|value) is |should (?:be|read) |should have been )?"
    rf"{_NEW}(?: is (?:right|correct))?",
    rf"for {_OLD} read {_NEW}",
    rf"make (?:the |that )?{_OLD} (?:a |an |into |to )?{_NEW}",
    rf"read {_NEW} for {_OLD}",
    rf"(?:please )?(?:replace|change|correct) (?:the )?{_OLD} (?:by|with|to|into) {_NEW}",
    rf"i (?:typed|wrote|said|put|entered|gave)(?: down)? {_OLD},? (?:but |and |i )*(?:meant?|mean|intended|"
    rf"(?:it )?should (?:have been|be|read)|it'?s|it is|it was) (?:to (?:write|type|say|put) )?{_NEW}",
    rf"(?:ignore|forget|disregard|scrap|scratch|delete|strike) (?:my |the |that )?{_OLD}[,;.:]? {_ITS}{_NEW}"
    r"(?: is (?:right|correct))?",
)
_OF_OLD = tuple(Gated(rf"{_OPENS}{wording}{_FOR}{_ENDS}") for wording in _WORDINGS)
_NAME = r"(?P<name>[a-z][a-z-]*(?: [a-z-]+){0,2}?)"
_THEY = r"(?:(?:they|it|that)(?:'re|'s| are| is) |is |are |should be )"
_OF_NAME = (
    Gated(
        r"\b(?:ignore|forget|disregard|scrap|scratch|delete|strike) "
        r"(?:what i (?:said|wrote|gave|put)(?: about| for| on)? )?"
        rf"(?:the |my |that |those )?{_NAME}(?:[,:;.] {_THEY}?|,? {_THEY}){_NEW}"
        rf"(?: is (?:right|correct))?{_ENDS}"
    ),
    Gated(rf"\b(?:make (?:that|it)|sorry),? {_NEW} (?:for )?(?:the |his |her )?{_NAME}{_ENDS}"),
    Gated(rf"\b{_NAME}(?:,? (?:sorry|rather|oops|erm?),?) {_NEW}{_ENDS}"),
    Gated(rf"\b{_NAME} (?P<old>{_N}),? (?:er+m?|um+|uh)[,.…]+ ?{_NEW}{_ENDS}"),
    Gated(rf"\b{_NAME} (?P<old>{_N}),? (?:is |was )?(?:wrong|incorrect),? {_NEW} (?:is )?(?:right|correct){_ENDS}"),
)
_GATES = Gates(("", one) for one in (*_OF_OLD, *_OF_NAME))


def corrected_before(text: Text, named: Named) -> Text:
    """Put the new value where the old one stood, and a correction that names its value as one."""
    low = text.low
    changes: list[Change] = []
    for place in _GATES.open(low):
        if place < len(_OF_OLD):
            for match in _OF_OLD[place].finditer(low):
                changes += _moved(low, match)
        else:
            for match in _OF_NAME[place - len(_OF_OLD)].finditer(low):
                if any(start == 0 and end == len(match["name"]) for start, end, _ in named(match["name"])):
                    changes.append(Change(*match.span(), f"correction: {match['name']} {match['new']}"))
    return rewritten(text, apart(changes)) if changes else text


def _moved(low: str, match: re.Match[str]) -> list[Change]:
    """Give the changes that put a new value in the place of the old one, where that is clear."""
    old = re.escape(match["old"])
    found = list(re.finditer(rf"(?<![\w./,-]){old}(?![.,/-]?\d)", low[: match.start()]))
    if len(found) != 1 or found[0].end() >= match.start():
        return []
    return [Change(*found[0].span(), match["new"]), Change(*match.span(), "")]
