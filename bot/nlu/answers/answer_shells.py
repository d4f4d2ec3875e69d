"""What people put around an answer: ``hm, chart says B``, ``2 as per MDT``, ``I'd say no``.

The shell says nothing of the patient. It is left out where what stays is an answer by itself, so that nothing else in a
message is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.nlu.answers.answer_words import AYE, OF_PAPER, PAPERS
from bot.nlu.corrections.slips import UNIT, VALUE
from bot.nlu.lexicon.option_names import options_of
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from criteria.catalogue import Catalogue, Fact

_LONGEST = 70
"""Letters of an answer that is read so."""
_PAPER = (
    rf"(?:{OF_PAPER}(?:{PAPERS}|mdt|(?:tumou?r )?board|team|conference|screen|sheet|registrar|consultant|"
    r"surgeons?|hepatologist|oncologist|gp|doctor|dr|pathologist|radiologist|ward|wife|husband|daughter|son|patient|pt|"
    r"nurse|investigator|pi|"
    r"lab|laboratory|mdm|family|partner|discharge)(?: note| list)?)"
)
_FOR_ONE = r"(?:for|in|with) (?:him|her|them|(?:this|our|the) (?:patient|pt|one|case|man|lady|woman|gentleman))"
_LAST_TIME = (
    r"(?:last time|at (?:the|his|her|our) (?:last|latest|most recent) (?:visit|check(?:-?up)?|clinic|appointment|"
    r"review))"
)
_PUTS = (
    r"(?:please |pls |you can |you may |just |then |kindly |(?:i|we)(?:'?d|'?ll| would| will) |i'?m |"
    r"let'?s )*"
    r"(?:put(?: (?:it|him|her))?(?: down)?(?: as)?|make it|"
    r"go (?:with|for)|going with|let'?s say|let us say|enter|mark (?:it )?as|call it|take|tick(?:ed)?|choose|pick|"
    r"select)"
)
_FOUND = (
    r"(?:(?:i|we|they) (?:measured|found|counted)|found(?: it)?|"
    r"(?:it )?(?:came|comes|come) (?:back|out)(?: as| at| with)?|"
    r"reported(?: as| at)?|measured(?: as| at)?|(?:the )?results?(?: is| was| are)?(?: in| back)?|"
    r"(?:see |as )?attached|"
    r"(?:the )?lab(?:oratory)? (?:just |has )?(?:called|rang|phoned|says|reported))"
)
_GREETS = (
    r"(?:hi|hello|hey|good (?:morning|afternoon|evening)|thanks|thank you|thx|cheers|great|perfect|"
    r"unfortunately|sadly|thankfully|fortunately|luckily|i'?m afraid|regrettably|alas|(?:i )?(?:just |have )?checked)"
)
_HAS = r"(?:there is|there's|there are|(?:s?he|pt|the patient|patient) has|has)(?= (?:none|no|never)\b)"
_LEAD = re.compile(
    r"^[\s\"'(]*(?:(?:ok(?:ay)?|well|hm+|um+|er+m?|uh+|so|ah|oh|right|sorry|sure|let me (?:see|look|"
    r"check)|one (?:sec|moment)|"
    r"(?:(?:the |my )?answer(?: is)?|would be|will be|(?:his|hers|ours|theirs) (?:is|was)|->|:)|stage|"
    rf"{_FOR_ONE}|{_LAST_TIME}|{_PUTS}|{_FOUND}|{_GREETS}|{_HAS}|(?:unchanged|still|stays|remains) (?:at|as)|"
    rf"(?:according to|(?:as )?per) {_PAPER}|"
    r"i have|i'?ve got|i see|we have|we'?ve got|(?:i |we )?got|i'?d say|i would say|"
    r"i'?d go (?:for|with)|"
    r"definitely|certainly|absolutely|surely|option|(?:last |was |is |we |they |he is |she is )*"
    r"(?:assessed|classified|rated|graded|scored|staged|judged|classed|called)(?: (?:as|at|it))*|"
    r"that(?:'s| is| would be| will be)|it(?:'s| is| was| says| reads| would be)|this is|should be|must be|"
    rf"(?:it says |that's )?(?:in|on) {_PAPER}(?: (?:it is|it's|it says|as))?|{_PAPER}(?:'s)? (?:says?|"
    rf"said|reads?|has|have|wrote|called it|"
    r"puts? (?:it|him|her|this) (?:at|as|in)|gave|documents?|states?|told me)(?: that's| it's| it is| it as)?|"
    r"(?:the )?(?:last|latest|most recent) (?:one )?(?:was|is)|currently|at present|still|stated as|"
    r"i mean(?:t)?|make (?:that|it)|correction|it should (?:be|read)|should (?:be|read)|actually|oops|let'?s put|"
    r"i misread|my (?:mistake|bad)|wait|no,? (?=i meant|make that|it'?s|sorry|wait|actually)|"
    r"given as|documented as|"
    r"recorded as|reads|read as|noted as|down as|put down|a clear|a definite|a firm|clearly|=|"
    r"(?:the |his |her )?(?:ecog|ps|performance status|[bc][cn]lc|child(?:[- ]pugh)?|class|stage|score|response)"
    r"(?: class| stage| score)?(?=\?)|a(?=\s*:)|"
    r"an?(?= (?:clear|definite|firm|yes|no\b|none|neg|pos|partial|complete|stable|mild|small|\d)))"
    r"(?:[\s,;.:!?…-]+|$))+"
)
_TAIL = re.compile(
    r"(?:[\s,;.:–-]+(?:here|pls|please|thanks?(?: you)?|thx|sir|madam|ok(?:ay)?|why|right|documented|"
    r"as before|as ever|as always|unchanged|recorded|noted|stated|definitely|for certain|"
    r"i (?:think|believe|guess|would say|suppose)|"
    r"confirmed|(?:i )?(?:just |double )?(?:-?checked|looked)(?: again)?|now|today|currently|at present|"
    r"as of (?:now|today)|"
    rf"as far as i can (?:see|tell)|(?:as )?(?:per|by|from|in|on|according to|says|said|see|confirmed by|"
    rf"stated by) {_PAPER}|"
    rf"\((?:(?:as )?per|see|from|by|in|confirmed by|according to|source:?) {_PAPER}\)|as stated|"
    rf"as documented|for sure|indeed|"
    rf"it is|it says|{_FOR_ONE}|{_LAST_TIME}|still|reported|as of yesterday|(?:by|from) my reading|checked twice|"
    r"unless i(?:'ve| have)? misread(?: it)?|\(?(?:see |as )?attached\)?|"
    r"(?:does|is) (?:that|this) (?:help|ok|okay|enough|all you need|what you need)|what(?:'s| is)? next|"
    r"next(?: one| question)?|anything else|hope (?:that|this) helps)(?=[\s,;.:?!)–-]|$))+[\s?.!]*$"
)
_EARLIER = re.compile(r"^initial_|_baseline$")
"""Facts of the time before treatment, which nothing that holds now answers."""
_NOW = re.compile(r"\b(?:now|today|currently|at present|still|last|latest|most recent)\b")
_LOOKED = re.compile(r"\b(?:checked|documented|recorded|noted|stated|confirmed|looked|reported)\b(?! by)")
"""``never documented`` is no never."""
_BOTH_SAID = re.compile(rf"(?:{AYE})\b[ ,;.–-]+(?:but )?(?:no|none|not|never)\b")
"""``yes, none at present``: what stands behind it says of when the no is."""
_YES_NO = re.compile(r"(?:yes|no|none|never|negative|positive|neg|pos)")
_FIGURE = re.compile(rf"{VALUE}(?:{UNIT}|\s?(?:months?|mo|points?))?")
_COUNTS = frozenset(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))
_ABROAD = {
    **dict.fromkeys(("nao", "não", "nie", "nej", "nee", "niet", "njet"), "no"),
    **dict.fromkeys(("sim", "tak", "evet"), "yes"),
}
"""Yes and no in the words of other languages."""


def without_shell(text: Text, asked: Sequence[str], catalogue: Catalogue) -> Text:
    """Leave of an answer what answers."""
    text = _without_whose_word(text) if asked else text
    low = text.low
    facts = [catalogue.facts[one] for one in asked if one in catalogue.facts]
    if not facts or len(low) > _LONGEST:
        return text
    bare = low.strip(" .!\n")
    if bare in _ABROAD:
        return rewritten(text, [Change(0, len(low), _ABROAD[bare])])
    head = _LEAD.match(low)
    start = head.end() if head else 0
    tail = _TAIL.search(low, start)
    end = tail.start() if tail else len(low)
    core = low[start:end].strip(" ,;.:!?\n")
    if facts[0].kind in ("choice", "flag", "event") and (turned := _counted_now(core, facts[0])):
        return rewritten(text, [Change(0, len(low), turned)])
    if (not start and end == len(low)) or not core or not _answers(core, facts[0]):
        return text
    if (
        _kept(low[end:], facts[0])
        or (_EARLIER.search(facts[0].id) and _NOW.search(low))
        or (core == "never" and _LOOKED.search(low[end:]))
        or _BOTH_SAID.match(core)
    ):
        return text
    return rewritten(text, [Change(0, len(low), core)])


_WHOSE_WORD = re.compile(
    r"^\W*(?:yes|no|yep|yeah|nope|yup|none|never)(?P<who>,? (?:acc\.?|accord\.?|according|as per|per|"
    rf"confirmed by|says|said)(?: to)? (?:the |her |his |our |my )?{_PAPER}(?: on (?:call|duty)| in charge)?)"
    r"(?=\s*(?:[,;.:–-]|$))"
)
"""``Yes acc. to Dr on call, …``: on whose word."""


def _without_whose_word(text: Text) -> Text:
    match = _WHOSE_WORD.match(text.low)
    return rewritten(text, [Change(*match.span("who"), "")]) if match else text


_OF_TWO = re.compile(
    r"(?P<new>[^,;]{1,25}?),? \(?(?:and )?(?:not|instead of|rather than) (?P<old>[^,;]{1,25}?)\)?|"
    r"(?:not|no longer) (?P<before>[^,;]{1,25}?)(?:,| but|, but) (?:it'?s |it is )?(?P<now>[^,;]{1,25})"
)


def _counted_now(core: str, fact: Fact) -> str:
    """``C, not B``, ``not none but mild``: the option that holds, of two of the same question."""
    match = _OF_TWO.fullmatch(core)
    if match is None:
        return ""
    old, new = match["old"] or match["before"], match["new"] or match["now"]
    told = [options_of(one, fact) if fact.kind == "choice" else _VERDICTS.get(one, "") for one in (old, new)]
    return new if all(told) and told[0] != told[1] else ""


_VERDICTS = {
    **dict.fromkeys(("yes", "positive", "pos", "present"), "yes"),
    **dict.fromkeys(("no", "negative", "neg", "none", "absent"), "no"),
}
"""What is said of a yes and a no."""


def _answers(core: str, fact: Fact) -> bool:
    """Tell whether a text answers a question by itself."""
    if core in ("not", "is not", "was not", "are not"):
        return False
    if fact.kind == "choice":
        if "resectability" in fact.id and _YES_NO.fullmatch(core):
            return False
        return len(core) < 30 and bool(options_of(core, fact) or _YES_NO.fullmatch(core))
    if fact.kind == "quantity":
        return (fact.integer and core in _COUNTS) or _FIGURE.fullmatch(core) is not None
    return _YES_NO.fullmatch(core) is not None


def _kept(tail: str, fact: Fact) -> bool:
    """Tell whether what stands behind an answer dates it."""
    return (fact.lab or fact.dated or fact.kind == "event") and re.search(r"\b(?:now|today)\b", tail) is not None
