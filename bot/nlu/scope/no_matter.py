"""What does not matter: ``pregnancy is not an issue``, ``dialysis does not apply``, ``GI bleeding is no concern``.

A name is no statement that it is there. Where its clause says that it is no concern, it is not there, or, of something
that the words before tell of, in doubt; where it does not apply, or could not be, nothing is said but of a pregnancy.
"""

from __future__ import annotations

import re
from typing import Literal

from bot.nlu.draft import Draft
from bot.nlu.lexicon.tokens import Token
from bot.nlu.text.telling import Gated
from bot.nlu.wording.said_further import may_be_absent

_HINT = Gated(
    r"issue|concern|problem|worr|relevan|applicab|consider|question|moot\b|apply|applies|came up|arise|matter|excluded|"
    r"ruled out|discounted|\brole\b|possib|expected|occur|happen|topic|on record|on file"
)
_TAIL = (
    r"(?: (?:here|now|at all|any ?more|whatsoever|at present|currently|either|for (?:him|her)|"
    r"in (?:this|her|his)(?: (?:case|patient|man|woman|lady))?))*"
    r"(?=\s*(?:$|[.,;:)(\n]|(?:as|since|because|given|due|so|and|but|at|for|in|after|with|-)(?: |$)))"
)
_BE = (
    r"[ :,-]*(?:(?:is|are|was|were|remains?|seems?|has been|have been|will be|would be|being|therefore|thus|hence|so|"
    r"also|clearly|certainly|obviously|definitely|at present|currently|here|simply|then|both|again|however|now|"
    r"in (?:her|his|this|the patient's) case|at (?:her|his) age|for (?:him|her|this (?:patient|man|woman|lady))) )*"
)
_NOT = (
    r"(?:(?:(?:has|have|had) (?:not|never) been|not|never|n't|hardly|isn't|aren't|wasn't|weren't) "
    r"(?:an? |of (?:any )?|any |much of an? |really an? )?|"
    r"no |of no )(?:active |major |real |great |further |particular )?"
)
_CAN = (
    r"(?:can|could|may)(?: (?:safely|confidently|clearly|reliably|therefore|thus|be))+ "
    r"(?:excluded|ruled out|discounted)"
)
_NO_CONCERN = re.compile(
    rf"{_BE}(?:{_NOT}(?:issues?|concerns?|problems?|worry|worries)|(?:an? )?non-?issues?|{_CAN}|"
    rf"never (?:came up|arose)|"
    rf"(?:poses?|presents?|gives?|causes?|raises?) no (?:issues?|concerns?|problems?|worry)){_TAIL}"
)
"""No concern: it is not there."""
_NO_MATTER = re.compile(
    rf"{_BE}(?:{_NOT}(?:relevant|relevance|applicable|consideration|question|topic|matter|in question|"
    r"to be (?:expected|considered)|something (?:that|which) (?:applies|matters|concerns)|on (?:record|file))|"
    r"irrelevant|moot|inapplicable|(?:does|do)(?: not|n't) (?:apply|arise|matter|come into (?:it|question|play))|"
    rf"need not be (?:considered|discussed|asked)|plays? no (?:role|part)){_TAIL}"
)
"""It does not apply: nothing is said of it."""
_COULD_NOT = re.compile(
    rf"{_BE}(?:impossible|out of the question|(?:not|no longer) (?:possible|a possibility|to be expected)|"
    r"(?:cannot|can ?not|can't|could not|will not|won't) (?:occur|happen|arise|be expected)|"
    rf"no longer (?:an? |of )?(?:issue|concern|question|problem|relevant|relevance|applicable)){_TAIL}"
)
"""It could not be: of a pregnancy, that it is not there."""
_BIRTHS = ("pregnant", "breastfeeding", "childbearing_potential")
_JOINTS = frozenset((",", "and", "or", "nor", "/", "&", "a", "an", "the", "any", "further", "future"))
_OWN = frozenset(("his", "her", "their", "the", "this", "known", "my"))
_REACH = 10
Said = Literal["yes", "no", "unsure", "none"]


def no_matter(draft: Draft, place: int) -> tuple[Said, int] | None:
    """Tell what a clause says of the name at a place that it is no concern of, and the last place that says it."""
    token, low = draft.tokens[place], draft.text.low
    if not _HINT.may_match(low) or "neg" in token.scope:
        return None
    births = any(token.names(one) for one in _BIRTHS)
    if not (births or may_be_absent(token) or token.names("gi_bleeding_risk")):
        return None
    end = _named_with(draft, place)
    match = _NO_CONCERN.match(low, end)
    if match is not None and not births:
        own = draft.word(place - 1) in _OWN or draft.tokens[place - 1].cue("positive", "post_pos", "past")
        return ("unsure" if place and own else "no"), draft.place_at(match.end() - 1)
    match = _COULD_NOT.match(low, end) or (_EXCLUDED.match(low, end) if births else None)
    if match is not None and births:
        return "no", draft.place_at(match.end() - 1)
    match = match or _NO_MATTER.match(low, end) or (_NO_CONCERN.match(low, end) if births else None)
    return None if match is None else ("none", draft.place_at(match.end() - 1))


_EXCLUDED = re.compile(rf"{_BE}{_CAN}{_TAIL}")


def _named_with(draft: Draft, place: int) -> int:
    """The end of a list of names: ``pregnancy and breast-feeding are not an issue``."""
    end = draft.tokens[place].end
    for one in draft.tokens[place + 1 : place + _REACH]:
        if not (one.text in _JOINTS or _a_name(one)):
            break
        end = one.end if _a_name(one) else end
    return end


def _a_name(token: Token) -> bool:
    return token.clinical and not token.cue("neg", "post_neg", "post_pos", "uncertain", "stop")
