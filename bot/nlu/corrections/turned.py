"""Corrections in further turns: ``instead of platelets 82 put 28``, ``I answered yes to HIV, it should be no``.

A value that is told anew becomes ``name: value`` (:func:`bot.nlu.corrections.restated.by_frames`); of a day or a drug
that is told anew the old one is left out, and what is to be left out itself becomes ``forget the name``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.mistaken import only
from bot.nlu.corrections.restated import NAME, NEW, OLD, THE, by_frames
from bot.nlu.corrections.retraction_words import ENTERED, SLIP
from bot.nlu.dating.day_forms import DAY
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_SEP = r"(?:\s*[,;:.–-]+\s*|\s+)"
_OPENS = r"(?:^|(?<=[.;,\n] )|(?<=\n))(?:(?:sorry|please|pls|oops|actually|correction|no)[,:]? )*"
_ITS = (
    r"(?:(?:but|and|that|this|it|sorry|actually)[, ]+)*"
    r"(?:it'?s|it is|it was|should (?:be|read|say|have been)|make (?:it|that)|(?:i )?meant|is|was|reads?)"
)
_PUT = r"(?:please )?(?:put|write|enter|read|use|note|record|type)(?: down| in)?"
_SAID = rf"(?:i |we )(?:had |have |'d |'ve )?(?:{ENTERED}|answered|said|wrote)"
_VALUES = [
    Gated(one)
    for one in (
        rf"{_OPENS}(?:scratch|strike|scrap|overwrite) {THE}{NAME}(?: of)? {OLD}{_SEP}(?:with|by|{_ITS}) {NEW}",
        rf"{_OPENS}(?:overwrite|replace) {THE}{NAME}(?:(?: of)? {OLD})? (?:with|by|through) {NEW}",
        rf"\b{NAME} (?:was |is )?(?:a )?{SLIP}[,;:–-]+ ?(?:(?:{_ITS}) )?{NEW}",
        rf"\b{NAME}: ?{OLD} (?:was|is) (?:a |an |my )?(?:{SLIP}|wrong)[,;:–-]+ ?(?:(?:{_ITS}) )?{NEW}",
        rf"\b{NAME}[ :=]+{OLD}(?:\.\.+|…|[ ,;–-]+) ?(?P<value>[abcd]\d{{0,2}}|(?:i{{1,3}}|[1-4])[ab]|iv|"
        r"vp ?[1-4]|[0-4]) rather(?=\s*(?:$|[.;,\n]))",
        rf"{_OPENS}instead of {THE}{NAME}(?: of| being)? {OLD},? (?:{_PUT}|{_ITS}) {NEW}",
        rf"{_OPENS}(?:for|under|at|in) {THE}{NAME},? {_PUT} {NEW}",
        rf"\b{NAME} (?:needs?|wants?|ought|has|have) (?:to be )?(?:chang(?:ing|ed)|amend(?:ing|ed)|updat(?:ing|ed)|"
        rf"correct(?:ing|ed)|edit(?:ing|ed)) (?:in)?to {NEW}",
        rf"\b{NAME} (?:got |has |have |had |with |was |were )?(?:the )?(?:swapped|switched|turned|transposed|mixed up) "
        rf"(?:digits?|figures?|numbers?){_SEP}(?:{_ITS} )?{NEW}",
        rf"{_OPENS}(?:it'?s |it is |make it )?(?P<value>{OLD}),? (?:and )?(?:not|instead of|rather than) {OLD},? "
        rf"(?:for|in|under) {THE}{NAME}(?=\s*(?:$|[,;.\n]))",
        rf"{_OPENS}(?:it'?s |it is )?not {OLD},? but (?P<value>{OLD}),? "
        rf"(?:for|in|under) {THE}{NAME}(?=\s*(?:$|[,;.\n]))",
        rf"\b{NAME} (?:must|has to|have to) be (?P<value>{OLD}),? \(?(?:i|we) (?:misread|mistyped|misheard|wrote|"
        r"typed|put)[^.,;()\n]{0,24}\)?(?=\s*(?:$|[.;,\n]))",
        rf"\b{NAME} (?:must|has to|have to|needs to) be (?P<value>yes|no)(?=\s*(?:$|[,;.\n]))",
        rf"(?:^|(?<=[.;,\n] )|(?<=\n)|\b(?:i|we) )(?:{ENTERED}|answered)(?: with)? (?:yes|no) "
        rf"(?:to|for|at|on|under|with) "
        rf"{THE}{NAME}{_SEP}{_ITS} (?:actually |really )?(?P<value>yes|no)(?=\s*(?:$|[,;.\n]))",
    )
]
_VALUE_GATES = Gates(("", one) for one in _VALUES)
_WHAT = r"(?:the |that |my |his |her )?(?P<what>[a-z][a-z -]{1,28}?)"
_NEVER_MIND = Gated(
    rf"{_OPENS}(?:never mind(?: about)? (?:the |that |my |his |her )(?P<minded>[a-z][a-z -]{{1,28}}?)|"
    rf"leave {_WHAT} out)(?=\s*(?:$|[,;.\n]))"
)
_UNKNOWN_AFTER_ALL = Gated(
    rf"{_OPENS}{_WHAT} (?:is|was|are|were)(?: actually| really)? ?(?:(?:n'?t|not) known|unknown)(?: yet)? after all\b"
)
_ASK = r"(?:(?:please|pls|kindly|and|also|sorry|oops|(?:can|could|would) you)[, ]+)*"
_CLAUSE_END = r"(?=\s*(?:please|pls|again)?\s*(?:$|[,;.!?\n]))"
_TAKEN_OUT = tuple(
    Gated(one)
    for one in (
        rf"(?:^|(?<=[.;,\n] )|(?<=\n)){_ASK}(?:kill|bin|del|rm|throw out|throw away|get rid of|ditch|dump|wipe|blank|"
        rf"skip what (?:i|we) (?:said|wrote|put)(?: on| about| for| of)|"
        rf"(?:no longer|do not|don'?t) (?:use|count|consider|keep)) (?:the |that |my )?"
        rf"(?P<what>[a-z][a-z -]{{1,28}}?)(?: (?:entry|value|answer))?{_CLAUSE_END}",
        rf"(?:^|(?<=[.;,\n] )|(?<=\n)){_ASK}throw (?:the |that |my )?(?P<what>[a-z][a-z -]{{1,28}}?) (?:away|out)"
        rf"{_CLAUSE_END}",
        rf"(?:^|(?<=[.;,\n] )|(?<=\n)){_ASK}(?:the |that |my )?(?P<what>[a-z][a-z -]{{1,28}}?)"
        r"(?: (?:entry|value|answer))? (?:can (?:go|be (?:removed|deleted|dropped|ignored))|"
        r"(?:is |was )?retracted|(?:is |was )void(?:ed)?|"
        r"back to (?:unknown|blank|open)|(?:does not|doesn'?t|did not|didn'?t) belong (?:there|here|in there))"
        rf"{_CLAUSE_END}",
    )
)
_OR_RATHER = Gated(
    rf"(?P<lead>[a-z] ?[:=]? )(?P<old>{OLD})(?P<turn> -- |,? (?:err+|uhm?|erm) )(?P<value>{OLD})(?P<sorry>,? sorry)?"
    r"(?=\s*(?:$|[,;.\n]))"
)
"""``platelets 82 -- 28, sorry``, ``ECOG 2 err 1``."""
_DAY_ANEW = Gated(
    rf"(?:\b{_SAID} )?{THE}(?P<name>[a-z][a-z -]{{1,28}}?)(?P<said>,? (?:that |which )?(?:{_SAID} )?"
    rf"(?:was not |wasn'?t |were not |weren'?t )?(?:as |on |in |from |of |to be )*{DAY})(?P<turn>,? (?:but )?"
    rf"(?:(?:it|that|they|this) )?(?:was|were|is|happened|took place)(?: actually| really| in fact)?(?: on| in)? )"
    rf"(?P<day>{DAY})(?=\s*(?:$|[,;.\n]))"
)
"""``the TACE I gave as 10 Oct was on 12 Oct``, ``the stroke wasn't in 2018, it was in 2019``."""
_CONTRASTED = re.compile(r"\b(?:i|we) |\b(?:not|n't)\b|wasn'?t|weren'?t")
_NOT_THE_NTH = Gated(
    rf"\b{DAY}(?P<old>,? (?:and )?(?:not|instead of|rather than) (?:on |in )?(?:the )?\d{{1,2}}(?:st|nd|rd|th))"
    r"(?=\s*(?:$|[,;.)\n]))"
)
_DATE_OF = Gated(
    r"\b(?:change|correct|amend|set|update|move) (?:the )?(?:date of (?:the )?(?P<of>[a-z][a-z -]{1,28}?)|"
    rf"(?P<name>[a-z][a-z -]{{1,28}}?)) (?:in)?to (?=(?:the )?{DAY})"
)
_DATE_BEHIND = Gated(
    rf"(?P<value>\d\S*)(?: [a-zµ/^*\d]{{1,8}})?(?P<said>,? (?:the )?(?:right |correct )?(?:date|day) "
    rf"(?:should (?:be|read)|is|was|must be)(?: the)?) (?={DAY})"
)
_DRUG = r"[a-z]{6,16}"
_DRUG_ANEW = (
    Gated(
        rf"{_OPENS}(?:{_SAID}|wrote|typed) (?P<old>{_DRUG})(?:[,;]| -)? ?(?:but )?(?:(?:i )?meant|it was|it'?s|"
        rf"it is|should be) (?P<new>{_DRUG})(?=\s*(?:$|[,;.\n]))"
    ),
    Gated(rf"{_OPENS}(?P<old>{_DRUG}) (?:should|must) (?:be|read|have been) (?P<new>{_DRUG})(?=\s*(?:$|[,;.\n]))"),
    Gated(rf"{_OPENS}for (?P<old>{_DRUG}) read (?P<new>{_DRUG})(?=\s*(?:$|[,;.\n]))"),
    Gated(
        rf"(?:^|(?<=[.;\n] ))(?:sorry|oops|correction|typo|my mistake)[,:]? (?:it (?:is|was) )?(?P<new>{_DRUG}) "
        rf"(?:rather than|instead of) (?P<old>{_DRUG})(?=\s*(?:$|[,;.\n]))"
    ),
)
_GATES = Gates(
    ("", one)
    for one in (
        _NEVER_MIND,
        _UNKNOWN_AFTER_ALL,
        _DAY_ANEW,
        _NOT_THE_NTH,
        _DATE_OF,
        _DATE_BEHIND,
        _OR_RATHER,
        *_TAKEN_OUT,
        *_DRUG_ANEW,
    )
)


def turned(text: Text, named: Named) -> Text:
    """Put what a correction means in the place of how it is turned."""
    text = by_frames(text, named, _VALUES, _VALUE_GATES)
    if not _GATES.open(text.low):
        return text
    changes = [*_taken_back(text.low, named), *_days(text.low, named), *_drugs(text.low, named)]
    return rewritten(text, apart(changes)) if changes else text


def _taken_back(low: str, named: Named) -> Iterator[Change]:
    """``never mind the HIV``, ``leave the stroke out``, ``HIV is unknown after all``."""
    for match in _NEVER_MIND.finditer(low):
        if name := only(match["minded"] or match["what"], named):
            yield Change(*match.span(), f"forget the {name}")
    for pattern in _TAKEN_OUT:
        for match in pattern.finditer(low):
            if (name := only(match["what"], named)) and len(name) >= len(match["what"]) - 3:
                yield Change(*match.span(), f"forget the {name}")
    for match in _OR_RATHER.finditer(low):
        if match["sorry"] or "--" not in match["turn"]:
            yield Change(match.start("old"), match.end(), match["value"])
    for match in _UNKNOWN_AFTER_ALL.finditer(low):
        if name := only(match["what"], named):
            yield Change(*match.span(), f"forget the {name}")


def _days(low: str, named: Named) -> Iterator[Change]:
    """Leave out the day that does not hold."""
    for match in _DAY_ANEW.finditer(low):
        if _CONTRASTED.search(match.group()) and only(match["name"], named):
            yield Change(*match.span(), f"{match['name']} on {match['day']}")
    for match in _NOT_THE_NTH.finditer(low):
        yield Change(*match.span("old"), "")
    for match in _DATE_OF.finditer(low):
        if name := only(match["of"] or match["name"], named):
            yield Change(*match.span(), f"{name} on ")
    for match in _DATE_BEHIND.finditer(low):
        yield Change(*match.span("said"), " on")


def _drugs(low: str, named: Named) -> Iterator[Change]:
    """Leave out the drug that was told by mistake; where it was told before, it was the new one there."""
    for pattern in _DRUG_ANEW:
        for match in pattern.finditer(low):
            told = [[fact for _, _, fact in named(match[group])] for group in ("old", "new")]
            if all(len(one) == 1 and one[0].startswith("agent ") for one in told):
                before = [*re.finditer(rf"\b{match['old']}\b", low[: match.start()])]
                yield Change(*match.span(), "" if before else match["new"])
                yield from (Change(*one.span(), match["new"]) for one in before)
