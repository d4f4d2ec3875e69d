"""The gist of an answer: what a patient's words come to by what they name, deny and call well, however they put it.

``told/gist.yml`` holds for each fact words by the part they play. ``thing`` names it, so that it is said or denied;
``sign`` leaves it open where it is said, and denied denies it; ``part`` is what is well or not; ``harmless`` is what
it is mistaken for: with ``only`` before it there is nothing else. Clauses about somebody else, about what may come and
about what nobody is sure of do not count. It is read last, of what no pattern of the answers knew.
"""

from __future__ import annotations

import re
from functools import lru_cache

from bot.nlu.answers.answer_words import AYE, NAY
from bot.nlu.answers.gist_will import WILL, willing
from bot.nlu.lay.told_words import rules_of_entries, section
from bot.nlu.lexicon.calendar_words import MONTH_IN_FULL
from bot.nlu.text.clauses import clauses_of, is_theirs
from bot.nlu.text.rewriting import Rules

LONGEST = 160
"""Characters of an answer that is read in this way."""
_LOOSE = re.compile(
    r"\b(?:maybe|perhaps|might|may|could|probably|possibly|suspect|suspected|wonder|unsure|sort of|kind of|think so|"
    r"not (?:too |so |quite |very |really )?(?:sure|certain)|don't know|dunno|can't (?:say|tell|remember|recall)|"
    r"couldn't (?:say|tell)|no idea|who knows|guess|if|whether|they thought|feared|afraid of|worried|sometimes|"
    r"now and (?:then|again)|used to|or (?:something|other)|looks like|never (?:tested|checked|scanned|been tested)|"
    rf"since (?:\d+|last|then|{MONTH_IN_FULL})|"
    r"as far as|supposed|hopefully|should be|half)\b"
)
_OPEN = re.compile(
    r"\b(?:pending|awaited|unknown|unclear|outstanding|tbc|tbd|to be (?:checked|confirmed|clarified)|"
    r"not (?:yet )?(?:been )?(?:checked|tested|assessed|documented|recorded|known|looked at|done))\W*$"
)
"""``stroke pending``: what closes so is not known of what it names."""
_AHEAD = re.compile(
    r"\b(?:will|going to|gonna|thinking (?:of|about)|waiting|wait|list|planned|planning|plan|next|soon|someday|"
    r"some day|"
    r"tomorrow|offered|want|wants|wanted|would|hope|hoping|talk|talked|talking|due|later|booked|yet to)\b"
)
_DENIES = re.compile(
    r"(?:\b(?:no|not|never|none|nothing(?! but)|nobody|without|nor|neither|hardly|cannot|free (?:of|from)|clear of|"
    r"rid of|zero|isnt|dont|havent|didnt|ain't|haven)\b|n't\b)"
)
_DENIED_AFTER = re.compile(
    r"^[\s,]*(?:(?:i|we|that|which) )?(?:no|never|none|nope|negative|not (?:me|a|at|there)|nothing|haven't|didn't|"
    r"don't)\b"
)
_YES_AFTER = re.compile(r"^[\s,]*(?:yes|yeah|aye|surely|all right|alright)\W*$")
_GONE = re.compile(
    r"\b(?:gone|over|cleared|finished|stopped|ended|better|cured|healed|recovered|settled|sorted|any ?more|no longer|"
    r"ago|past|former|old|off|as a (?:child|boy|girl|kid))\b"
)
_WELL = re.compile(
    r"\b(?:fine|grand|good|ok|okay|all right|alright|right|normal|normally|perfect|perfectly|great|strong|sound|"
    r"healthy|"
    r"clear|clean|steady|stable|regular|regularly|(?<!as )well|working|works?|working away|job|order|bother|fit|"
    r"brilliant|"
    r"lovely|super|excellent|spot on|a1|tip top|properly|clockwork|better|top form|ticking|beats|pumps|flat|"
    r"dry|sharp|open|as (?:it|they) should|not bad|never better|happy|pleased|down|low|controlled|behav\w+|tamed?|"
    r"managed|sorted|settled|delighted|fully recovered|"
    r"like (?:iron|steel|bellows|a bull|an ox|a horse|a young \w+))\b"
)
_ILL = re.compile(
    r"\b(?:weak|bad|badly|poor|poorly|high|failing|worse|trouble|problem|problems|sick|wrong|swollen|sore|mad|"
    r"through the roof|up|blocked|full|slow|off|out of|struggl\w+|oxygen|half|percent|big|enlarged)\b"
)
_TROUBLE = re.compile(r"\b(?:trouble|problem|problems|bother|wrong|issue|issues|complaint|complaints|matter|nothing)\b")
_MEDICINES = re.compile(r"\b(?:tablets?|pills?|medicines?|medication|drugs)\b")
_ONLY = re.compile(
    r"\b(?:only|just|nothing (?:but|more than|other than)|bar|apart from|except|simply|that's|it's|it was|all i "
    r"(?:have|take|had|got)(?: is| was)?|merely|a bit of|a touch of)\b"
)
_FILL = (
    r"(?:at all|sir|madam|ma'am|miss|doctor|doc|nurse|love|dear|pet|darling|mate|thanks?|thank (?:you|god|goodness|"
    r"heavens)|(?:praise|thanks be to) (?:god|the lord)|ever|so far|myself|really|either|of (?:them|those|that|it|"
    r"these)|"
    r"i'm afraid|indeed|now|oh|well|ah|um|uh|god|please|touch wood|to my knowledge|in my life|one|it|that|no|"
    r"nothing|any|not|never|of course|certainly|definitely|actually|honestly|luckily|thankfully|here|yet|me|i|today)"
)
_BUT = re.compile(r"\b(?:except|apart from|other than|bar|but)\b")
_LOOSELY = ("psychosocial_barrier",)
"""Where a last ``no`` may still leave something to ask about: ``I do love a pint, but no``."""
_LAST_WORD = re.compile(
    r"[,.;!-] *(?:(?:so|and so|so then|then|for now|at the moment|right now|now|in the end|but)[, ]+)*"
    r"(?:(?P<yes>yes)|no|never|not me|i haven't|i don't|i didn't)\W*"
    r"(?:for me|then|so far|thank god|i (?:haven't|don't|didn't|never did|wasn't))?\W*$"
)
"""``they thought so, but the marrow was normal, so no``: the last word counts."""
_IT_IS_WELL = re.compile(
    r"^(?:it|it's|they|they're|that|that's|both|all)\b.*\b(?:job|fine|grand|well|good|ok|okay|works?|working|normal|"
    r"perfect|"
    r"strong|steady|clear|great|all right|alright|regular|under control|controlled)\b"
)
_BARE_NO = re.compile(
    rf"^(?:{_FILL} )*(?:{NAY}|never|none|nothing|neither|nil|negative|not me|not i|not mine|"
    r"(?:i |we )(?:have not|haven't|don't|do not|didn't|did not|am not|was not|wasn't|never (?:did|have|had|was)|"
    r"hadn't|have never|never|ain't|haven't had|don't have)|i'm not|i've not|i've never|(?:i've|i have|"
    r"i) (?:had )?none)"
    rf"(?: {_FILL})*$"
)
_BARE_YES = re.compile(
    rf"^(?:{_FILL} )*(?:{AYE}|sure|right|correct|i do|i did|i have|i had|i am|i was|indeed|afraid so|"
    rf"true|certainly|definitely|of course|absolutely|for sure|it is|they did|they do|unfortunately|sadly)"
    rf"(?: {_FILL})*$"
)
_SPARED = re.compile(r"\b(?:lucky|spared|escaped|luckily)\b")


@lru_cache(maxsize=128)
def _rules(fact: str) -> Rules | None:
    entries = section("gist").get(fact)
    return rules_of_entries(entries) if entries else None


def gist_of(fact: str, low: str, *, alone: bool) -> str | None:
    """Tell what an answer comes to: ``yes``, ``no``, ``ask``; None where it names nothing of the fact.

    ``alone`` where the question was for this fact only: then a bare yes or no counts.
    """
    if fact in WILL:
        return willing(low) if alone and len(low) <= LONGEST else None
    rules = _rules(fact)
    if rules is None or len(low) > LONGEST or low.rstrip().endswith("?"):
        return None
    clauses = clauses_of(low)
    own = [one for one in clauses if not is_theirs(one)]
    said = [vote for clause in own if (vote := _clause(rules, clause, alone))]
    if alone and fact not in _LOOSELY and (last := _LAST_WORD.search(low)):
        return "yes" if last["yes"] else "no"
    agreed = "sign" if fact.startswith("uncontrolled") else "yes"
    named = {agreed if one == "agreed" else one for one, bare in said if not bare}
    bare = {one for one, is_bare in said if is_bare}
    if (not named and _fine_after_all(rules, own)) or (alone and named <= {"sign"} and _held(fact, own)):
        return "no"
    if not named:
        closed = bare == {"no"} and fact not in _LOOSELY and bool(own) and bool(_BARE_NO.match(own[-1]))
        return bare.pop() if len(bare) == 1 and (closed or len(said) == len(own)) else None
    if named == {"sign"} and bare == {"yes"} and not fact.startswith("uncontrolled"):
        return "yes"
    if named <= {"ask", "sign", "no"} and "no" in named and "no" in bare:
        return "no"
    named = {"ask" if one == "sign" else one for one in named}
    return named.pop() if len(named) == 1 and bare <= named | {"yes"} else "ask"


def overturns(fact: str, low: str) -> bool:
    """Tell whether an answer ends in a no, or denies behind its name what it speaks of: ``a stroke I never had``."""
    if fact in _LOOSELY or fact in WILL or len(low) > LONGEST:
        return False
    last = _LAST_WORD.search(low)
    if last is not None:
        return not last["yes"]
    if _BUT.search(low):
        return False
    rules = _rules(fact)
    things = [match for rule, match in rules.matches(low) if rule.wording == "thing"] if rules else []
    return bool(things) and all(_DENIED_AFTER.match(low[one.end() :]) for one in things)


def names_of(fact: str, clause: str) -> set[str]:
    """Give the parts that a clause names of a fact: thing, sign, part, harmless."""
    rules = _rules(fact)
    return set(_found(rules, clause)) if rules else set()


def _found(rules: Rules, clause: str) -> dict[str, re.Match[str]]:
    """Give what a clause names, by its part; what stands within something harmless does not count."""
    every = [(rule.wording, match) for rule, match in rules.matches(clause) if match.group()]
    spared = [match.span() for part, match in every if part == "harmless"]
    return {
        part: match
        for part, match in every
        if part == "harmless" or not any(start <= match.start() and match.end() <= end for start, end in spared)
    }


def _fine_after_all(rules: Rules, clauses: list[str]) -> bool:
    """``one kidney but it does the job``: a part is spoken of, then called well."""
    parted = [any(rule.wording == "part" for rule, _ in rules.matches(one)) for one in clauses]
    return any(
        first and not second and _IT_IS_WELL.match(clause) and not _DENIES.search(clause) and not _LOOSE.search(clause)
        for first, second, clause in zip(parted, parted[1:], clauses[1:], strict=False)
    )


_HELD = re.compile(
    r"^(?:now )?(?:(?:very |quite |now |all |well |nicely )*(?:good|fine|ok|okay|normal|stable|steady|controlled|"
    r"grand|perfect|"
    r"in control|under control|behav\w+)|levels?|numbers|readings|it|it's|that|that's|they|they're|mine|mine's|all|"
    r"everything|(?:the |my |those |these )?(?:tablets?|"
    r"pills?|meds?|"
    r"medicines?|medication|pump|injections?|insulin|drops))\b"
)


def _held(fact: str, clauses: list[str]) -> bool:
    """``it's behaving itself now``, ``the tablets hold it nicely``: what is asked about is under control."""
    if not fact.startswith("uncontrolled"):
        return False
    held = [one for one in clauses if _HELD.match(one) and (_WELL.search(one) or _KEPT.search(one))]
    return bool(held) and not any(_DENIES.search(one) or _ILL.search(one) or _LOOSE.search(one) for one in clauses)


_KEPT = re.compile(r"\b(?:holds?|keeps?|controls?|manages?|does|do|sorts?) (?:it|them|that|things|the trick|the job)\b")


def _clause(rules: Rules, clause: str, alone: bool) -> tuple[str, bool] | None:
    """Give the vote of one clause, and whether it is bare: a yes or no that names nothing."""
    if alone and _BARE_NO.match(clause):
        return "no", True
    if alone and _BARE_YES.match(clause):
        return "yes", True
    if alone and _SPARED.search(clause) and not _LOOSE.search(clause):
        return "no", True
    found = _found(rules, clause)
    if not found:
        return None
    if _LOOSE.search(clause) or _OPEN.search(clause) or _AHEAD.search(clause):
        return ("ask", False) if set(found) - {"harmless"} else None
    return (vote, False) if (vote := _named(found, clause)) else None


_BAR = re.compile(
    r"\b(?:except(?:ing)?(?: for)?|apart from|aside from|other than|besides|excluding|save for|barring)\b"
)


def _said(match: re.Match[str], clause: str, vote: str) -> str:
    """Give the vote of a clause that names a thing or a sign: denied, said to be over, or as it is."""
    before = clause[: match.start()]
    if bars := [*_BAR.finditer(before)]:
        before = before[bars[-1].end() :]  # "none except diarrhoea": what is denied stands before
    if _DENIES.search(before) or _DENIED_AFTER.match(clause[match.end() :]):
        return "no"
    if _YES_AFTER.match(clause[match.end() :]):
        return "yes" if vote == "yes" else "agreed"
    return "ask" if _GONE.search(clause) else vote


def _named(found: dict[str, re.Match[str]], clause: str) -> str | None:
    """Give the vote of a clause by what it names."""
    if "thing" in found:
        return _said(found["thing"], clause, "yes")
    harmless = found.get("harmless")
    if harmless is not None and _ONLY.search(clause) and not _DENIES.search(clause):
        return "no"
    if "sign" in found:
        return _said(found["sign"], clause, "sign")
    match = found.get("part")
    if match is None or _MEDICINES.search(clause):
        return None
    rest = clause[: match.start()] + " | " + clause[match.end() :]
    if _DENIED_AFTER.match(clause[match.end() :]):
        return "no"
    denied = _DENIES.search(rest)
    if denied and _TROUBLE.search(rest):
        return "no"
    return "no" if not denied and _WELL.search(rest) and not _ILL.search(rest) else None
