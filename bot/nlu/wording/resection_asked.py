"""A judgement of resection as a form asks for it: ``Operable now? no, but possible after downstaging``.

The name is a judgement by itself, and the answer behind it says the opposite or leaves a chance. Both are put as one
judgement, so that none of them is read alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.staging_fields import JOINS, OPENS

_ASKED = Gated(
    rf"{OPENS}(?P<field>(?:is (?:it|this|the tumou?r|s?he) |tumou?r )?(?:resectab(?:le|ility)|operab(?:le|ility)|"
    r"(?:resection|surgery|operation)(?: is)? (?:possible|feasible)|"
    r"(?:can|could) (?:it )?be (?:resected|operated(?: on)?))"
    r"(?P<first> (?:at (?:diagnosis|presentation|baseline|first|the (?:start|outset))|initially|up-?front|then|"
    r"before (?:any )?treatment))?(?P<now> (?:now|currently|at present|today|at the moment|yet))?"
    rf"{JOINS}(?P<said>(?P<no>no|not|nope)\b(?P<rest>(?:(?!(?:resect|oper)ability)[^.;\n]){{0,90}})|yes(?=[ "
    rf"\t]*(?:$|[.;,\n(]))))(?=$|[.;,\n (])"
)
_TWO_SAY = Gated(
    rf"{OPENS}(?:(?:is (?:it|this|the tumou?r|s?he) |tumou?r )?(?:resectab(?:le|ility)|operab(?:le|ility)))"
    r"\s*[:?,–-]+\s*(?!(?:initially|now|at|then|before|first|currently|was|today|after|previously)\b)"
    r"(?:[a-z][a-z .]{1,24}?(?: \d| [a-d])?)(?: (?:says?|said|thinks?|votes?|answers?|is for|:))? ?"
    r"(?P<one>yes|no)[,;./]? ?(?:and |but |while )?(?:[a-z][a-z .]{1,24}?(?: \d| [a-d])?)"
    r"(?: (?:says?|said|thinks?|votes?|answers?))? ?"
    r"(?!(?P=one))(?:yes|no)(?=\s*(?:$|[.;,\n]))"
)
"""``resectability: surgeon 1 says yes, surgeon 2 says no``: of two judges with no more than a yes and a no."""
_HOPE = re.compile(
    r"\b(?:may|maybe|might|could|perhaps|possib\w+|potential\w*|likely|conver\w+|hope\w*|chance|later|feasible)\b|"
    r"\b(?:after|once|when|if|with)\b[^,]{0,20}\b(?:downstag\w+|shr[aiu]nk\w*|shrinks|haic|tace|smaller|respon\w+)"
)
_NO_HOPE = re.compile(
    r"\b(?:never|not? (?:even|chance|hope|prospect|possib\w+|expected|likely)|will not|won't|unlikely|nor|hopeless|"
    r"failed|despite|in spite|without|neither|can ?not|not (?:after|with|once))\b"
)
_BY_TWO = re.compile(r"\b(?:per|by|to|for|says?|said) (?:another|(?:the )?(?:other|second|one) )")
"""``not resectable per one surgeon, convertible per another``: of two judges, for whom others look."""
_NOW = re.compile(r" ?(?:yet|now|currently|at present|at the moment|today|at this (?:time|point))?\b,? ?")
_CLAUSE = re.compile(r"(?P<mark>^|[,(|:]| [/–-] )[ ]?(?P<said>(?:(?! [/–-] )[^,(|:])*)")
_TURNS = re.compile(
    r"\s*(?:(?:but|or|though|although|however|yet|nor|may|maybe|might|could|perhaps|possib\w+|potential\w*|conver\w+|"
    r"later|after|once|if|when|will|won't|hope\w*|chance|and (?:no|not|never|will|may))\b|"
    r"not (?:now|yet|even|at present|at the moment|expected|after|likely|possible)\b|never(?=\s*$))"
)
_NO_ANSWER = re.compile(
    r" (?:answer|decision|opinion|verdict|judge?ment|comment|statement|word|consensus|reply|mdt|board|conclusion)\b"
)
_REASON = re.compile(r"\s*(?:$|[,(:-]|because|due|as\b|by\b|per\b)")


def with_resection_answered(text: Text) -> Text:
    """Put a question about resection and its answer as one judgement."""
    changes = list(_changes(text.low))
    return rewritten(text, changes) if changes else text


def _changes(low: str) -> Iterator[Change]:
    if (odds := _TWO_SAY.search(low)) is not None:
        yield Change(*odds.span(), "possibly resectable")
        return
    for match in _ASKED.finditer(low):
        first = "initially " if match["first"] else "now " if match["now"] == " now" else ""
        start, end = match.span("field")
        if match["no"] is None:
            yield Change(start, end, f"{first}resectable")
            continue
        rest = _own_part(match["rest"])
        end = match.end("no") + len(rest)
        if _NO_ANSWER.match(match["rest"]):
            yield Change(start, match.end("no"), "resectability unknown, no")
        elif _NO_HOPE.search(rest):
            yield Change(start, end, f"{first}unresectable")
        elif _BY_TWO.search(rest):
            continue
        elif _HOPE.search(rest):
            yield Change(start, end, f"{first}not resectable, may become resectable after conversion;")
        elif match["no"] != "not" and _REASON.match(rest) and not _later(rest):
            yield Change(start, match.end("no"), f"{first}unresectable")


def _own_part(rest: str) -> str:
    """What goes on about the answer: the words right behind it, and the clauses that turn it; not the next item."""
    end = 0
    for number, piece in enumerate(_CLAUSE.finditer(rest)):
        if (number and not _TURNS.match(piece["said"])) or (
            not number and piece["mark"].strip() and not _TURNS.match(piece["said"])
        ):
            break
        end = piece.end()
    return rest[:end]


def _later(rest: str) -> bool:
    """``no, not yet``: a chance is neither told nor denied, which is read as both."""
    lead = re.match(r"[, ]*(?:not )?", rest)
    said = _NOW.match(rest, lead.end() if lead else 0)
    return said is not None and said.group().strip(" ,") != ""
