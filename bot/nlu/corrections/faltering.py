"""What is said between a slip and its correction, put in one word: ``BCLC B, er, C``, ``plt 84 scratch that 92``.

People say it in many words, and where these stand between two values of one form there is no other reading. So they
are found by what stands to both sides, and become the one word that every reader of slips knows
(`bot.nlu.corrections.slips`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.nlu.corrections.retraction_words import REGRET
from bot.nlu.corrections.slips import UNIT, VALUE, bare_correction
from bot.nlu.lexicon.calendar_words import SOME_MONTH
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_IT = r"(?:that|it|this|this one|that one|the last(?: one)?|the (?:previous|first|former)(?: one)?|my last)"
_SELF = r"(?:that|it|this|myself|me)"
_FALTERS = (
    r"er+|er+m+|eh|uh+|uhm+|um+|hm+|ugh+|argh+|aargh|gah|bah|ah|oh|ähm?|euh|d'?oh|darn(?: it)?|damn(?: it)?",
    r"dammit|drat|blast|crap|shoot|heck|eek|yikes|blimey|jeez|sigh|oopsie|whoopsie|whoopsy|well|nah|naw|nope",
)
_TAKES_BACK = (
    rf"(?:scratch|strike|scrap|ignore|forget|disregard|cancel|delete) {_IT}|drop that|undo that|undo|delete|cancel",
    rf"i (?:take|took) back|i (?:take|took) {_IT} back|taking {_IT} back|disregard|nvm|never ?mind",
    rf"let me (?:correct|rephrase|fix|redo|amend|start|try|say|see|check|look|think|re-?read)(?: {_SELF})?(?: again)?",
    rf"correcting {_SELF}|(?:on|having) second thoughts?|come to think of it|now that i look(?: again)?",
    r"looking again|(?:on|just) (?:checking|checked)|or no|oder(?: nein)?|nein|perd[oó]n|pardon(?: me)?",
    r"excuse me|forgive me|(?:i )?beg your pardon|(?:so |very )?sorry(?: sorry)?|soz|sry|srry",
    r"(?:my|many) (?:sincere )?apologies|apologies|my (?:error|fault|slip|bad)",
    r"(?:i )?(?:misspoke|mis-spoke|mistyped|mis-typed|misread|misheard|slipped)(?=\s?[,;.:!–-])|"
    r"i (?:was|am) wrong|i'?m wrong",
    r"that(?:'s| is| was) (?:wrong|not right|incorrect|a (?:typo|slip|mistake))",
    r"(?:fat|wrong|clumsy|cold) (?:fingers?|key|thumbs?|one|number|line)|(?:finger|thumb|tongue) slip",
    r"slip of the (?:finger|thumb|pen|tongue|keyboard)|autocorrect",
    rf"{REGRET}|(?:or )?rather|make (?:that|it)|should (?:be|read|say)",
    r"no,? no|no-no|no(?=,)|no(?=:)|no(?= it'?s\b)",
)
_LEADS_ON = (
    r"(?:i )?(?:meant|mean|wanted|intended) to (?:say|type|write|put|enter)",
    r"(?:i )?should(?: have|'ve) (?:been|said|read|typed|put|written)",
    r"(?:please )?(?:change|amend|correct|alter) (?:that|it|this) to",
    r"let'?s (?:say|make (?:it|that))|call it|more (?:exactly|precisely|accurately)|to be (?:precise|exact|correct)",
    r"or better|better(?=:)|corr|recte|(?:that|it|this) (?:should|must) (?:be|read|say|have been)|meant",
)
_SAID = "|".join((*_LEADS_ON, *_FALTERS, *_TAKES_BACK))
_OPENS = rf"(?<![\w'-])(?:{_SAID})(?![\w'-])"
_GOES_ON = (
    rf"(?:[\s,;:.!–-]+(?:{_SAID}|no|oh|wait|it'?s|it (?:is|was)|that'?s|that (?:is|was)|is|was|i mean|should be|the|in|"
    r"on|(?:the |our )?(?:pi|investigator|doctor|nurse|lab|oncologist|hepatologist|consultant|surgeon|board|mdt)"
    r"(?: it)? (?:says|said|has|makes it|makes|corrects|corrected)(?: it)?(?: to)?|(?:from|by) (?:the )?lab)"
    r"(?![\w'-]))"
)
BETWEEN = rf"{_OPENS}{_GOES_ON}{{0,3}}"
"""For a longer pattern: of ``no no no ...`` without an end it would try all ways to part it."""
_BETWEEN = re.compile(f"{_OPENS}{_GOES_ON}*")
_GATES = Gates(("", Gated(rf"\b(?:{one})\b")) for one in (*_LEADS_ON, *_FALTERS, *_TAKES_BACK))
"""``er``, ``scratch that, I meant to say``."""
_DENIED = Gated(r"(?<=\w)(?P<no>(?:\s?(?:[,;/(–-]|\.{2,}) ?|\s)no) (?=[abcd0-9iv]\w{0,3}(?![\w/]))")
"""``BCLC B - no C``: without a mark behind it, a ``no`` may deny an illness, but not a stage."""
_DOTS = Gated(r"(?!(?<=\d)\.\.\d)\s?\.\.+\s?(?=[a-z]?\d|[abcdiv])")
"""``plt 84... 92``: of two in a row the last counts, be it a slip or a series."""
_DAY = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)? (?:of )?{SOME_MONTH}(?:,? \d{{4}})?|{SOME_MONTH} \d{{1,2}}(?:,? \d{{4}})?|"
    rf"{SOME_MONTH}(?: \d{{4}})?|\d{{1,2}}[./-]\d{{1,2}}(?:[./-]\d{{2,4}})?|\d{{4}}-\d\d(?:-\d\d)?)"
)
_NOT_BUT = Gated(
    rf"\bnot (?:in |on )?(?!\d+[.,]\d+ ){_DAY}[.,]? but (?:rather )?(?:in |on )?(?P<new>{_DAY})(?![\w.,/-]*\d)"
)
"""``TACE not in June but in July``."""
SAYS = (
    r"(?:yes|no|pos(?:itive)?|neg(?:ative)?|present|absent|none|never|mild|moderate|severe|slight|small|trace|minimal|"
    r"massive|controlled|uncontrolled|refractory|past|current|resolved|male|female|active|treated|resectable|"
    r"unresectable|convertible|cr|pr|sd|pd|stable|progressive|partial|complete|clinical|pathological)"
)
_STAGES = (r"[abcd]\d{0,2}", r"(?:i{1,3}|[1-4])[ab]", r"vp ?[1-4]")
_FORMS = (_DAY, r"\d{2,3} ?/ ?\d{2,3}", *_STAGES, SAYS, VALUE)
_COUNTED = r"(?P<counted>\s(?:lesions?|nodules?|tumou?rs?|foci|masses|hccs?|months?|points?|years?|yrs?)\b)"
_TAIL = rf"(?:(?P<unit>{UNIT})|{_COUNTED})?"
_OLD = [re.compile(rf"(?<![\w.,/^*-])(?:{one}){_TAIL if one is VALUE else ''}\Z") for one in _FORMS]
_NEW_END = (
    r"(?=\s*(?:$|[,;)\n/|(]|\.(?!\d)|[-–—]\s|(?:is|was) (?:right|correct|true)\b|"
    r"(?:and|please|pls|on|in|per|by|now|today|but|as|from)\b))"
)
_NEW = [
    re.compile(rf"(?:it'?s |it is |to |at )?(?P<new>{one}){_TAIL if one is VALUE else ''}(?![\w.,]*\d){_NEW_END}")
    for one in _FORMS
]
_ONLY_NO = re.compile(r"(?:no\W*)+")
"""``yes, no, yes`` are three answers."""
_STAGED = (2, 3)
_MEASURED = (1, 2, 3, 4, 6)
_LISTED = _MEASURED[:-1]
_NUMBER = 6
_TOLD_BEFORE = (". ", "; ", "\n", "typed ", "wrote ", "put ", "said ", "entered ")
"""``INR 1.2. 69 should be 96``, ``I typed 24, meant 42``: of what was told before, which is read elsewhere."""
_CALLED = re.compile(r"\b(?:(?:was|is) a\Z|(?:scratch|strike|ignore|forget|delete|remove|disregard|replace|change)\b)")
"""``BCLC: B was a typo, C``, ``scratch ECOG 2, make it 1``."""
_NAMED = re.compile(r"(?:the )?(?P<name>[a-z][a-z-]{1,20}(?: [a-z][a-z-]{1,14})?)(?:\s?[:=]|\s)\s?(?=\S)")
_MARKS = " ,;:.!?–—-([/"
_REACH = 40
"""Letters before the words in which the older value and its name stand."""
SORRY = ", sorry, "
"""What stands for all that is said between a slip and its correction."""


def with_falterings(text: Text, asked: Sequence[str] = ()) -> Text:
    """Put ``sorry`` where a value is taken back for another of its form.

    Where nothing was ``asked``, two bare numbers (``82 should be 28``) correct what was told before.
    """
    changes = [*_repairs(text), *_denials(text.low), *_dotted(text.low)]
    changes += [Change(one.start(), one.start("new"), "") for one in _NOT_BUT.finditer(text.low)]
    if not changes or (not asked and bare_correction(text.low) is not None):
        return text
    return rewritten(text, apart(changes))


def _repairs(text: Text) -> Iterator[Change]:
    low = text.low
    for match in _BETWEEN.finditer(low) if _GATES.open(low) else ():
        if text.cased[match.start() : match.end()] == "ER":  # a receptor
            continue
        start, end = _bare(low, *match.span())
        only_no, mark = _ONLY_NO.fullmatch(match.group()), low[start : start + 2].strip()[:1]
        if only_no and mark == "/" and "/" in low[match.end() : end]:
            continue  # ``plt/ascites/INR 84/no/1.2``
        listed = only_no and mark not in ".?;-–"
        forms = _MEASURED if listed and mark == "/" else _LISTED if listed else range(len(_FORMS))
        if _replaces(low, start, end, forms):
            yield Change(start, end, SORRY)


def _bare(low: str, start: int, end: int) -> tuple[int, int]:
    """The words with the marks around them; a line that ends stays."""
    while start and low[start - 1] in _MARKS:
        start -= 1
    while end < len(low) and low[end] in _MARKS:
        end += 1
    return start, end


def _replaces(low: str, start: int, end: int, forms: Iterable[int]) -> bool:
    """Tell whether a value stands to both sides, of one form; the second may be named again."""
    before = low[max(0, start - _REACH) : start]
    found = ((form, old) for form in forms if (old := _OLD[form].search(before)))
    form, old = next(found, (None, None))
    if form is None or old is None or before[: old.start()].endswith(_TOLD_BEFORE) or _CALLED.search(before):
        return False
    named = _NAMED.match(low, end)
    if named and re.search(rf"\b{named['name']}\b(?![^\n]*[,;] ?[a-z])", before[: old.start()]):
        end = named.end()  # of the same name, and no other between: ``plt 82, alb 36. Delete plt 82``
    new = _NEW[form].match(low, end)
    if new is None or old.group().strip() == new["new"]:  # ``plt 82. Delete plt 82``
        return False
    return form != _NUMBER or _of_one_kind(old, new)


def _of_one_kind(old: re.Match[str], new: re.Match[str]) -> bool:
    """``ECOG 1, that's wrong. 2 lesions``, ``2 lesions, sorry, 4 cm``: the second is of something else."""
    return not new["counted"] or bool(old["counted"]) if not new["unit"] else not old["counted"]


def _denials(low: str) -> Iterator[Change]:
    for match in _DENIED.finditer(low):
        forms = _MEASURED if "/" in match["no"] else _STAGED
        if _replaces(low, match.start(), match.end(), forms):
            yield Change(*match.span("no"), SORRY.rstrip())


def _dotted(low: str) -> Iterator[Change]:
    for match in _DOTS.finditer(low):
        if _replaces(low, *match.span(), _MEASURED):
            yield Change(*match.span(), SORRY)
