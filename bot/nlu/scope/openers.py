"""Words that open a scope in some surroundings alone: ``ruled out PE``, ``needs platelets above 75``."""

from __future__ import annotations

from bot.nlu.lexicon.calendar_words import DAY_NAMES
from bot.nlu.lexicon.tokens import Token


def nothing_else(start: int, part: list[Token]) -> bool:
    """``nothing else immunosuppressive``: all but what was named is denied."""
    if part[start].text != "nothing else" or start + 1 == len(part):
        return False
    behind = part[start + 1]
    return bool(behind.senses("name") or behind.senses("condition"))


RULING_OUT = ("ruled out", "excluded")


def rules_out(start: int, part: list[Token]) -> bool:
    """``CT ruled out pulmonary embolism``: what stands behind is denied, where nothing before can be."""
    if part[start].text not in RULING_OUT or any(one.clinical for one in part[:start]):
        return False
    return any(one.clinical for one in part[start + 1 : start + 4])


def left_out_for(start: int, part: list[Token]) -> bool:
    """``he is excluded by his stroke``: why somebody is not let in is there, and not denied.

    ``excluded for HIV`` may be said of a trial or of somebody else, which is marked to be asked.
    """
    if part[start].text not in RULING_OUT or start + 2 >= len(part) or part[start + 1].text not in _REASONS:
        return False
    if any(one.clinical for one in part[:start]):
        return False
    own, reason = part[start + 2].text in _OWN, part[start + 2]
    if part[start + 1].text == "from" and not reason.clinical:
        return _left_out_of_study(start + 2, part)
    if reason.clinical:
        reason.scope.add("uncertain")
    return own or reason.clinical


def _left_out_of_study(start: int, part: list[Token]) -> bool:
    """``excluded from study 003 for CHF``: whether the patient has it is asked."""
    behind = part[start : start + 6]
    at = next((at for at, one in enumerate(behind) if one.text in _REASONS or one.text == "because of"), None)
    reason = next((one for one in part[start + at + 1 :] if one.clinical), None) if at is not None else None
    if reason is not None:
        reason.scope.add("uncertain")
    return reason is not None


_REASONS = frozenset(("by", "with", "for", "from", "due to", "given", "over"))
_OWN = frozenset(("his", "her", "this"))


def proposed(start: int, part: list[Token]) -> bool:
    """``For systemic therapy``, ``Outcome: for TACE``: a sentence that opens so says what is to come."""
    opens = start == 0 or part[start - 1].text in (":", "-")
    if opens:
        return any(one.treats or one.names("transplant") for one in part[start + 1 : start + 4])
    return any(one.treats for one in part[start + 1 : start + 3]) and _after_finding(start, part)


def _after_finding(start: int, part: list[Token]) -> bool:
    """``Child A6 for HAIC``, ``plt 82 for TACE``: a finding, and what is to come; with a day it may have been."""
    last, before = part[start - 1], part[:start]
    ended = last.kind == "num" or last.text in _STEPS or bool(last.senses("option"))
    found = (last.unit in ("cm", "mm") or any(one.clinical for one in before)) and not any(one.treats for one in before)
    return ended and found and not any(one.kind == "date" for one in part)


_STEPS = frozenset(("a", "b", "c", "d", "0", "ia", "ib", "iia", "iib", "iiia", "iiib", "iv"))


_WEEKDAYS = frozenset((*DAY_NAMES, "tomorrow"))


_SOON = ("starts", "begins", "is")


def starts_soon(start: int, part: list[Token]) -> bool:
    """``lenvatinib starts on Monday``: told of what is to come."""
    if part[start].text not in _SOON or start + 1 == len(part):
        return False
    behind = part[start + 1]
    return (
        behind.kind == "date"
        and bool(_WEEKDAYS & set(behind.text.split()))
        and not behind.text.startswith(("last", "past", "done"))
    )


_MODALS = frozenset(("would", "could", "should", "might", "may"))
_NO_PLAN = frozenset(
    ("not", "have", "has", "you", "he", "she", "it", "they", "we", "i", "see", "be on", "cause", "explain")
)
_MAY_BECOME = frozenset(f"{one} become resectable" for one in _MODALS)


def modal(start: int, part: list[Token]) -> bool:
    """``would be first-line lenvatinib``, ``may come to surgery after HAIC``: what is not there yet.

    But ``could not tolerate`` and ``should be on sorafenib still`` tell of what was.
    """
    told = part[start].text
    if told in ("would", "should") and _undone(part[start + 1 : start + 4]):
        return True
    if not (told in _MODALS or told in _MAY_BECOME):
        return False
    behind = part[start + 1 : start + 9]
    if not behind or behind[0].text in _NO_PLAN or behind[0].kind == "punct":
        return False
    if behind[0].text == "be" and len(behind) > 1 and behind[1].text == "on":
        return False
    more = any(one.text in ("another", "more", "further", "again") for one in behind[:4])
    return more or any(one.treats for one in behind) or (start > 0 and part[start - 1].treats)


def before_but(start: int, part: list[Token]) -> list[Token]:
    """Give what such a word speaks of: ``would have given sorafenib but varices were seen``."""
    ends = next((at for at in range(start, len(part)) if part[at].text == "but"), len(part))
    return part[max(0, start - 1) : ends]


def _undone(behind: list[Token]) -> bool:
    """``would have given``: what was not done."""
    words = [one.text for one in behind]
    return words[:1] == ["have"] and len(words) > 1 and words[1] not in ("to", "been")


_BEGINS = frozenset(("starts", "begins", "starting", "beginning", "commences", "commencing", "gets", "getting", "has"))
_ANY_DAY = _WEEKDAYS | {"mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun", "weekend"}


def begins_soon(start: int, part: list[Token]) -> bool:
    """``starts lenvatinib on Friday``: a weekday in the present tense lies ahead."""
    if part[start].text not in _BEGINS or any(one.cue("past") for one in part[:start]):
        return False
    given = next((at for at in range(start + 1, min(start + 4, len(part))) if part[at].treats), None)
    if given is None:
        return False
    behind = part[given + 1 : given + 8]
    words = {
        word for one in behind if one.kind in ("date", "word", "hit") for word in one.text.replace(",", " ").split()
    }
    return bool(_ANY_DAY & words) and not {"last", "past"} & words and not any(map(str.isdigit, words))


def judges(start: int, part: list[Token]) -> bool:
    """``both surgeons consider it resectable``: a judgement, no plan."""
    behind = part[start + 1 : start + 6]
    said = part[start].text.startswith("consider")
    return said and any(one.id == "resectability" for token in behind for one in token.senses("option"))


_WANTS = ("needs", "need", "wants", "allows", "accepts", "demands")


def wanted(start: int, part: list[Token]) -> bool:
    """``needs platelets above 75``: a limit that is asked for, no value."""
    if part[start].text not in _WANTS:
        return False
    behind = part[start + 1 : start + 4]
    named = any(one.sense("name") for one in behind)
    return named and any(one.number is not None and one.number.sign for one in part[start:])


_DEMANDED = ("required", "needed", "necessary", "demanded")


def demanded(start: int, part: list[Token]) -> bool:
    """``platelets of at least 75 required``: a limit that is asked for, no value."""
    if part[start].text not in _DEMANDED:
        return False
    return any(one.number is not None and one.number.sign for one in part[:start])


OPENING = _MODALS | _MAY_BECOME | _BEGINS | {"for", *_SOON, *_WANTS, *_DEMANDED}
"""What `modal`, `proposed`, `starts_soon`, `begins_soon`, `wanted` or `demanded` may be told of."""


_DONE = frozenset(
    ["has", "had", "underwent", "received", "started", "began", "got", "was", "is", "chose", "took", "has had"]
)


def done(behind: list[Token]) -> bool:
    """``refused surgery and has had ablation``: after a refusal, what was done instead."""
    return bool(behind) and (behind[0].text in _DONE or behind[0].cue("positive", "first", "ongoing"))


def again(part: list[Token], place: int) -> bool:
    """``refused TACE and later also HAIC``: the refusal goes on."""
    behind = part[place + 1].text if place + 1 < len(part) else ""
    return part[place].text == "later" and behind in ("also", "too")


def goes_on_planned(cue: str, rest: list[Token], place: int) -> bool:
    """What comes after a planned treatment is planned too, unless it has a date.

    ``candidate for TACE then LT``, ``PVE planned then hemihepatectomy``
    """
    if cue != "plan" or not rest[place].cue("then") or (place and not any(one.treats for one in rest[:place])):
        return False
    behind = rest[place + 1 :]
    told = any(one.kind in ("date", "dur", "num") or one.cue("progressed", "stopped", "ongoing") for one in behind)
    return not told and any(one.treats for one in behind[:3])


def comes_next(part: list[Token]) -> bool:
    """``plan: TACE, then lenvatinib``: what follows a planned treatment is planned too, unless it has a date."""
    opens = part[0].cue("then") or (part[0].text == "and" and len(part) > 1 and part[1].cue("then"))
    told = any(one.kind in ("date", "dur") or one.cue("progressed", "stopped", "ongoing") for one in part)
    return opens and not told and any(one.treats for one in part)
