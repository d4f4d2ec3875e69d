"""What something was taken for, and what it was: ``what looked like a stroke; final diagnosis migraine``.

An illness that was thought of, talked about or written down by somebody, and that the same breath puts right, is
denied. What says nothing of it is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.corrections.mistaken import only
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, apart, rewritten
from bot.nlu.text.telling import Gated, Gates

_WHAT = (
    r" (?:an? |the |some |possible |acute |having |his |her )*(?P<what>[a-z][^.;,:()\n]{1,40}?\+?)"
    r"(?: (?:in|on|at|into|down|with) [^.;,:()\n]{1,30})?"
    r"(?=\s*[.,;:–-]|\s(?:but|and|though|turned|was|that|which|yet|proved|until)\b)"
)
_THOUGHT = Gated(
    r"(?:^|(?<=[\s(]))(?:(?:what |it |this |that |which )?(?:had |first |initially |at first )*"
    r"looked(?: very much| a lot| a bit)? like|"
    r"(?:was |were |been |is |initially |first |at first )*(?:thought|believed|felt|assumed|feared) to (?:be|have)"
    r"(?: had)?|"
    r"(?:they |we |it |was )*(?:took|taken|mistaken|mistook) (?:it |this |that )?(?:for|as)|"
    r"(?:it |was |were |initially |first |originally |wrongly )*"
    r"(?:labell?ed|coded|treated(?! with| by| for)|read|called|misdiagnosed)"
    r"(?: initially| first| wrongly)?(?: as)?|"
    r"(?:there (?:was|had been) )?(?:an? |some |initial |much |a lot of )*"
    r"(?:talk|question|suggestion|thought) (?:of|about))" + _WHAT
)
"""``there was talk of heart failure``: what a clear test denies."""
_WRITTEN = Gated(
    r"(?:^|(?<=[\s(]))(?:(?:someone|somebody|some ?one else|they|we|i|"
    r"the (?:gp|referrer|ward|registrar|intern|nurse|clerk)) "
    r"(?:has |have |had )?(?:wrote|written|entered|put(?: down)?|ticked|typed|noted|coded|recorded)|"
    r"(?:the |an? |his |her |an old |old )*(?:gp |discharge |referral |clinic )?(?:letters?|form|chart|notes?|"
    r"summary|referral|ecg computer|computer|machine|printout) "
    r"(?:says|said|has|had|lists|listed|mentions?|mentioned|states|reads))" + _WHAT
)
"""``somebody entered HIV in the form``: what is denied by being called wrong, or something else."""
_WERE = r"(?: (?:was|were|is|are|came back|showed|all|both|also|completely|entirely|totally|then|and)){0,4}"
_TEST = (
    r"(?:cta?|ctpa|mri|mra|scans?|scopes?|ogd|egd|colonoscopy|endoscopy|echo\w*|bnp|nt-?probnp|troponins?|ecg|ekg|holter|hrct|"
    r"d-?dimers?|cxr|x-?ray|doppler|angio\w*|lp|cultures?|bloods?|biops\w+|"
    r"ana|sma|ama|serolog\w+|work-?up|imaging|tests?|"
    r"everything|investigations|neurolog\w+)"
)
_CLEAR = (
    r"(?:(?:but|and|though|yet|the|his|her|all|later|repeat|then|subsequent|urgent) ){0,3}"
    rf"{_TEST}(?:(?: and|,|, and| &) {_TEST}){{0,3}}"
    rf"{_WERE} (?:normal|clear|clean|negative|neg|fine|unremarkable|ok|flat|nothing)\b"
)
_NOT_SO = (
    r"(?:(?:but|and|though) )?(?:[a-z,]+ ){0,7}?(?:say|says|said|confirms?|confirmed|insists?) (?:that )?"
    r"it never (?:happened|was|occurred)\b|"
    r"(?:(?:but|and|though|which|yet|that|this|it|he|she) ){0,3}(?:(?:is|was|has|had|did) ?(?:not|n't|never)|"
    r"isn't|wasn't|hasn't|never)(?: had)? "
    r"(?:so|true|right|correct|the case|needed|necessary|required|confirmed|one|it|happen)\b|"
    r"(?:(?:but|and) )?(?:that|this|it|which)(?:'s| is| was) "
    r"(?:wrong|incorrect|a mistake|an error|false|nonsense|untrue)\b"
)
_ELSE = (
    r"(?:(?:the )?final(?: diagnosis)?(?: was| is|:)?|(?:but |and )?in the end(?: it was)?|"
    r"(?:(?:but|and|it|this|that|which|later|then|only|actually|really|in fact) ){0,4}"
    r"(?:turned out(?: to be| as)?|proved(?: to be)?|ended up(?: as| being)?|was|were)) "
    r"(?:(?:actually|really|only|just|in fact|later|an?|the|his|her) ){0,3}"
    r"(?!(?:in|on|at|by|from|for|with|not|no|never|confirmed|true|right|correct|severe|mild|treated|small|large|managed|given|"
    r"admitted|stented|thrombolysed|resolved|positive|old|recent|last|proven|real|followed|found|seen|diagnosed|started|"
    r"19\d\d|20\d\d|\d)\b)(?P<else>[a-z][^.;,\n]{2,40})"
)
_AFTER_THOUGHT = re.compile(rf"[\s,;.:–-]*(?:{_NOT_SO}|{_ELSE}|{_CLEAR})")
_FURTHER = re.compile(rf"[\s,;.:–-]*(?:{_ELSE})")
_AFTER_WRITTEN = re.compile(rf"[\s,;.:–-]*(?:{_NOT_SO}|{_ELSE})")
_GATES = Gates([("", _THOUGHT), ("", _WRITTEN)])


def without_mistook(text: Text, named: Named) -> Text:
    """Deny what was only taken for an illness, or only written down."""
    if not _GATES.open(text.low):
        return text
    changes = [
        *_righted(text.low, named, _THOUGHT, _AFTER_THOUGHT),
        *_righted(text.low, named, _WRITTEN, _AFTER_WRITTEN),
    ]
    return rewritten(text, apart(changes)) if changes else text


def _righted(low: str, named: Named, told: Gated, behind: re.Pattern[str]) -> Iterator[Change]:
    for match in told.finditer(low):
        name = only(match["what"], named)
        righted = behind.match(low, match.end()) if name else None
        if righted is None or _again(righted["else"] or "", name, named):
            continue
        further = _FURTHER.match(low, righted.end()) if righted["else"] is None else None
        end = further.end() if further is not None and not _again(further["else"], name, named) else righted.end()
        yield Change(match.start(), end, f"no {name}")


def _again(what: str, name: str, named: Named) -> bool:
    """Tell whether what it was is that illness after all, or another fact that is then to be read."""
    return bool({fact for _, _, fact in named(what)} & {fact for _, _, fact in named(name)})
