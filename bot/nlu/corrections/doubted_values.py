"""What somebody was not sure of: ``ECOG 1 but the nurse was not sure``, ``HIV negative, unconfirmed``.

The doubt is put as a question mark behind the value or verdict, so that it is asked about and not recorded.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.lexicon.names_before import names_before
from bot.nlu.lexicon.number_words import COUNT
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated

_STAGE = r"(?:[abcd]\d{0,2}|(?:i{1,3}|iv)[ab]?|[0-4][ab]?|vp ?[0-4]|sd|pr|cr|pd)"
_VERDICT = (
    r"(?:neg(?:ative)?|pos(?:itive)?|none|absent|present|controlled|uncontrolled|mild|moderate|current|never|no|yes)"
)
_WHO = r"(?:i|we|he|she|they|(?:(?:the|our|my|his|her|a) )?(?:[a-z]+ )?[a-z]+)"
_IT = r"(?: (?:about|of) (?:it|that|this|the (?:reading|value|number|figure|grade|stage|score|result)))?"
_UNSURE = (
    rf"(?:(?:but|though|although|however|yet|and),? )?(?:{_WHO} )?(?:am |are |was |were |is )?(?:'m |'re )?"
    r"(?:not |(?:is|was|are|were|ai)n'?t |un)(?:at all |quite |so |too |entirely |really |very |100 ?% )?"
    rf"(?:sure|certain){_IT}(?: which(?: (?:one|of (?:the )?(?:two|them|these)))?(?: it was)?)?"
    rf"|(?:but |and )?(?:{_WHO} )?(?:can'?t|cannot|can not|doesn'?t|does not|don'?t) (?:remember|recall|say|tell|know) "
    r"which(?: (?:one|of (?:the )?(?:two|them|these)))?(?: it was)?"
)
_MAYBE = (
    r"(?:probably|possibly|perhaps|maybe|presumably|unconfirmed|"
    r"unverified|unvalidated|(?:not|to be) (?:yet )?(?:verified|validated)|prelim(?:inary)?|provisional|qns|"
    r"insufficient(?: sample)?|under-?filled(?: tube)?|short sample|"
    r"(?:still )?to be confirmed|tbc|(?:still )?not yet confirmed|not confirmed (?:yet|so far|as yet)|"
    r"(?:or so )?i (?:think|believe|guess|suppose|reckon|presume|assume)|(?:just |only )?(?:a |my )?guess(?:ing|work)?|"
    r"(?:but )?(?:(?:it|this|that|one) )?(?:can ?not|can't|could not|couldn't|not) "
    r"(?:yet |be |been |fully |completely |entirely |safely ){0,3}"
    r"(?:excluded|ruled out)|"
    r"(?:but )?(?:(?:i|we) )?(?:(?:still )?(?:need|needs|have|has|want) to (?:be )?|to (?:be )?|will )"
    r"(?:verif(?:y|ied)|confirm|double[ -]?check(?:ed)?)(?: (?:it|that|this|with [a-z ]{2,16}))?|"
    r"needs (?:verification|verifying|confirmation|confirming|(?:double-?)?checking)|unverified|"
    r"unless (?:you|we|one) counts? [^.;,\n]{2,40}|"
    r"from memory|off the top of my head|don'?t quote me(?: on (?:it|that|this))?|"
    r"if (?:i|memory) (?:remember|recall|serves?)(?: me)?(?: right(?:ly)?| well| correctly)?)"
)
_DOUBT = Gated(
    rf"(?<=[\w%)])(?P<doubt>[ ]?[,(;–-][ ]?(?:{_UNSURE}|{_MAYBE})[?]?\)?|[ ](?:{_UNSURE}|{_MAYBE})[?]?)"
    r"(?:(?<=[?])|(?<=[?][)])|(?=\s*(?:$|[.;,\n)])))"
)
_NEG = r"neg(?:ative)?|non-?reactive|-ve|none"
_POS = r"pos(?:itive)?|reactive|\+ve"
_OPEN = (
    r"susp(?:icious|ected)?|borderline|equivocal|indeterminate|doubtful|unclear|questionable|inconclusive|weakly \w+"
)
_REPEATED = Gated(
    rf"\b(?:(?P<neg>{_NEG})|(?P<pos>{_POS}))(?P<again>(?:[ ]?[,;(–-]{{1,2}}[ ]?|[ ])(?:but |and |though )?(?:the |a )?"
    r"(?:repeat|retest|re-?check|confirmatory|second)(?: (?:test|one|result|sample|assay|blot))?"
    rf"(?: (?:is|was|came back|shows?|showed))?[ :=]{{1,2}}(?:(?P<then>{_NEG})|(?P<now>{_POS})|(?P<open>{_OPEN}))\)?)"
    r"(?=\s*(?:$|[.;,\n)]))"
)
"""``HIV neg but repeat suspicious``: a test whose repeat says something else."""
_SAID_BEFORE = re.compile(r"\bhad (?:said|told|reported|put|written|recorded|entered)\b[^.;\n]{0,30}$")
"""``I had said HIV negative, but the confirmatory test came back positive``: the later holds."""
_MARKED = re.compile(r"(?<=[\w+-]) ?\(\?{1,3}\)")
"""``HIV: no (?)``."""
_WHERE = (
    r"(?: (?:(?:in|on|per) (?:the|his|her|my|our) [a-z]+|(?:was |is )?(?:written|down|noted|recorded|there|given)"
    r"(?: down)?))?"
)
_LINK = r"(?:[ :=~]|\b(?:is|was|of|at|stage|as|are|about|around|approx\.?|approximately|roughly|circa|some)\b)*"
_TOLD = re.compile(rf"(?P<link>{_LINK})(?P<value>\b{_STAGE}|{VALUE}(?:{UNIT})?|\b{_VERDICT}){_WHERE}$")
_COUNTED = re.compile(rf"\b(?:{COUNT}) (?:nodules?|lesions?|tumou?rs?|foci)$|\b{VALUE} ?(?:years old|yo|y/o|yrs old)$")
_DATED = re.compile(rf"(?:,? (?:in|on|from|around|about))* (?:{SOME_MONTH} )?(?:\d{{4}}|{SOME_MONTH})$")
_SEEN = re.compile(
    r" (?:(?:seen|found|detected|identified|visible|noted)(?: (?:on|by|in) (?:the )?[a-z]{2,10})?|"
    r"(?:as )?per (?:the )?(?:pt|patient|gp|notes?|chart|wife|husband|family|letter))$"
)
"""``no PVTT seen but cannot be excluded``: the name stands before it."""
_OR = re.compile(r" or (?:an? |the )?(?=[a-z' -]{2,30}$)")
_COMPLETE = re.compile(r"\b(?:(?:cr|complete (?:response|remission))|or (?:[\w.]+ )?[\w.]+)$")
_CONFIRMS = re.compile(r"\b(?:cr|complete (?:response|remission))\b")
_BACK = 70
"""Characters before the doubt in which the name may stand."""
_TREATS = ("kind ", "agent ")
_TELLING = (
    "sure", "certain", "which", "confirmed", "tbc", "ably", "ibly", "perhaps", "maybe", "i think", "i believe", "guess",
    "i suppose", "i reckon", "excluded", "ruled out", "i presume", "i assume", "memory", "my head", "quote me",
    "i remember", "i recall", "verif", "unless", "check", "to confirm", "needs confirm", "will confirm",
    "validated", "prelim", "provisional", "qns", "insufficient", "filled", "short sample",
)  # fmt: skip


def with_doubts_beside(text: Text, named: Named) -> Text:
    """Put a question mark behind what somebody was not sure of."""
    low = text.low
    changes = [one for match in _DOUBT.finditer(low) for one in _doubted(low, match, named)] if _may(low) else []
    if "(?" in low:
        changes += [Change(*one.span(), "?") for one in _MARKED.finditer(low)]
    changes += [
        Change(*one.span("again"), "?")
        for one in _REPEATED.finditer(low)
        if not (one["then"] if one["neg"] else one["now"])
        and not _SAID_BEFORE.search(low, max(0, one.start() - _BACK), one.start())
    ]
    return rewritten(text, apart(changes)) if changes else text


def _may(low: str) -> bool:
    return any(one in low for one in _TELLING)


def _doubted(low: str, match: re.Match[str], named: Named) -> Iterator[Change]:
    first = max(0, match.start() - _BACK)
    first = max(first, *(low.rfind(mark, first, match.start()) + 1 for mark in (";", "\n", ". ")))
    head = low[first : match.start()]
    seen = _SEEN.search(head)
    head = head[: seen.start()] if seen is not None else head
    if _COMPLETE.search(head) or ("confirmed" in match["doubt"] and _CONFIRMS.search(head)):
        return  # whether it was confirmed is a fact of its own; ``SD or PD, unsure`` says between what
    told = _TOLD.search(head)
    if told is not None and names_before(low, first + told.start(), named):
        yield Change(first + told.end("value"), match.end(), "?")
    elif _COUNTED.search(head) or _named_at(head, len(head), named):
        yield from _or_before(low, first, head, named)
        yield Change(first + len(head), match.end(), "?")
    elif (dated := _DATED.search(head)) is not None and _named_at(head, dated.start(), named):
        yield from _or_before(low, first, head[: dated.start()], named)
        yield Change(first + dated.start(), match.end(), "?")


def _or_before(low: str, first: int, head: str, named: Named) -> Iterator[Change]:
    """``either MI or angina in 2022, unsure``: what stands before the ``or`` is in doubt as well."""
    joint = _OR.search(head)
    if joint is not None and _named_at(head, joint.start(), named):
        yield Change(first + joint.start(), first + joint.start(), "?")


def _named_at(head: str, end: int, named: Named) -> bool:
    """Tell whether a fact is named that ends at a place; whether a treatment was given is asked of its day."""
    return any(last == end and not fact.startswith(_TREATS) for _, last, fact in named(head[:end]))
