"""Whom a clause is about: what is said of the patient's relatives, and of those who only tell."""

from __future__ import annotations

import re

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.back_to_patient import turns_back
from bot.nlu.scope.items import bare_item

_REPORTS = re.compile(
    r"(?:says|said|reports|reported|states|stated|tells|told|confirms|confirmed|mentions|"
    r"mentioned|denies|thinks|remembers|recalls|gave|signed|translates|answers|writes|wrote|mails|mailed|e-?mails|"
    r"e-?mailed|texts|texted|messages|messaged|informs|informed|insists|insisted|explains|explained|rang|rings|called|calls|phoned|phones|telephoned)\b"
)


_VALUED = word_set("scopes_valued") - {"afp", "pivka2", "bclc", "cnlc", "tumour_count", "largest_tumour"}
"""What is told of the patient with a value: not the tumour's, which the relative may have too."""


def of_relative(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Write into the words about somebody else whom they are about: ``mother had a stroke``."""
    after = part[start + 1].text if start + 1 < len(part) else ""
    if _REPORTS.match(after) or (after in (":", "-") and _ASKED & _before(start, part)):
        return
    if (
        _gave(start, part)
        or after in _REACHED_BY
        or (after in ("'", "s", "'s") and part[start + 2 : start + 3] and part[start + 2].text in _REACHED_BY)
    ):
        return
    if (inner := _named_behind(start, part) or _bracketed(start, part)) is not None:
        for one in inner:
            one.scope.add("relative")
        return
    beside = _in_company(start, part, after)
    if beside:
        _attributes(start, part)
    else:
        _here(start, part)
    if after == ":":
        _listed(token, parts[place + 1 :])
    ill = any(note.id == "hepatocellular carcinoma" for one in part for note in one.senses("note"))
    told_by = {one.text for one in part[: max(0, start - 1)]}
    mine = (bool(_PATIENTS_OWN & told_by) or start == 1) and part[start - 1].text in ("my", "our")
    subject = _is_subject(start, part, parts[place + 1 : place + 2])
    donor = _is_donor(part)
    for later in parts[place + 1 :]:
        on = _goes_on(later, subject) or (not beside and _told_of(later, ill))
        on = on or (mine and later[0].text.split()[0] in ("he", "she", "they"))
        on = on or (donor and not any(one.text in _PATIENTS for one in later))
        if later[0].sentence != token.sentence or not on:
            return
        for one in later:
            one.scope.add("relative")


_REACHED_BY = frozenset(("number", "mobile", "phone", "email", "e-mail", "cell", "telephone", "address", "tel", "mail"))
"""``her daughter's mobile is …, call her about the AFP``: how somebody is reached."""
_PATIENTS_OWN = frozenset(("i", "i'm", "i've", "we", "me"))
"""Who tells of somebody of theirs: ``I can't leave my husband, he has dementia``."""


def _here(start: int, part: list[Token]) -> None:
    """Mark the segment; ``no HIV and his wife is well``: only what stands behind the joint, where a fact is before."""
    joint = max((at for at in range(start) if part[at].text in ("and", "but", "while", "alongside")), default=0)
    told = any(one.clinical for one in part[:joint]) or part[joint].text == "alongside"
    for one in part[joint if told else 0 : turns_back(start, part)]:
        one.scope.add("relative")


def _attributes(start: int, part: list[Token]) -> None:
    """``lives with her HIV positive partner``: what stands between whose and who describes that one."""
    whose = max((at for at in range(max(0, start - 6), start) if part[at].text in _POSSESSIVE), default=start)
    for one in part[whose:start]:
        one.scope.add("relative")


_POSSESSIVE = frozenset(("his", "her", "their", "my", "a", "an", "the"))


def _bracketed(start: int, part: list[Token]) -> list[Token] | None:
    """``MI in 2015 (his father had one too)``: what stands in brackets is of the relative, and no more."""
    opened = max((at for at in range(start) if part[at].text == "("), default=None)
    if opened is None or not any(one.clinical for one in part[:opened]):
        return None
    close = next((at for at in range(opened, len(part)) if part[at].text == ")"), len(part))
    return part[opened:close] if start < close else None


_KIN = frozenset(
    ("father", "mother", "brother", "sister", "dad", "mum", "mom", "uncle", "aunt", "grandfather", "grandmother")
)
_WHOSE = frozenset(
    ("(", ")", "his", "her", "pt's", "patient's", "the", "and", "/", "maternal", "paternal", "only", "in", "-", ",",
     "at", "age", "aged", "late", "died")
)  # fmt: skip


def _named_behind(start: int, part: list[Token]) -> list[Token] | None:
    """``MI (father)``, ``lupus (her sister only)``: whose illness it is, in brackets behind it."""
    opened = max((at for at in range(start) if part[at].text == "("), default=None)
    if opened is None or part[start].text not in _KIN or not any(one.clinical for one in part[:opened]):
        return None
    close = next((at for at in range(start, len(part)) if part[at].text == ")"), len(part) - 1)
    if not all(one.text in _WHOSE or one.cue("relative") or one.kind == "num" for one in part[opened : close + 1]):
        return None
    first = max((at + 1 for at in range(opened) if part[at].text in ("and", "but", "+", "/", ")")), default=0)
    return part[first : close + 1]


def _listed(token: Token, parts: list[list[Token]]) -> None:
    """``brother: stroke at 50, MI at 52``."""
    listed = [later for later in parts if later[0].sentence == token.sentence]
    mine = next((at for at, later in enumerate(listed) if later[0].text in _PATIENTS), len(listed))
    for one in (one for later in listed[:mine] if not later[0].cue("neg") for one in later):
        one.scope |= {"relative"} if one.treats or _of_history(one) else set()
    for later in (one for one in listed[:mine] if one[0].text in ("aged", "age", "died", "at")):
        later[0].scope.add("relative")
        later[-1].scope.add("relative")


_PATIENTS = frozenset(("patient", "pt", "pat", "patient's", "index"))
"""``…, pt: no MI``: from here on the patient is meant."""


def _is_donor(part: list[Token]) -> bool:
    """``the donor is his brother, 38, HIV neg``: all that follows describes the one who would give."""
    named = [one.text for one in part if one.cue("relative")]
    return len(named) > 1 and any(one.startswith("donor") for one in named)


def _is_subject(start: int, part: list[Token], behind: list[list[Token]]) -> bool:
    """Tell whether the sentence opens with the relative: ``his sister has lupus``, ``his sister, who had lupus``."""
    after = part[start + 1].text if start + 1 < len(part) else ""
    who = after == "who" or (after == "," and bool(behind) and behind[0][0].text == "who")
    return (after in _DOES or who) and all(one.text in _OF_WHOM for one in part[:start])


_OF_WHOM = frozenset(("his", "her", "their", "the", "a", "one", "patient's", "pt's", "older", "younger", "elder"))
_ASKED = word_set("relatives_asked")
"""``spoke to the husband: TACE in May``: who tells, not of whom."""
_BESIDE = word_set("relatives_beside")


def _before(start: int, part: list[Token]) -> set[str]:
    return {one.text for one in part[max(0, start - 4) : start]}


def _in_company(start: int, part: list[Token], after: str) -> bool:
    """``lives with her husband and is on warfarin``: told of the patient, whoever is beside."""
    before = _before(start, part)
    opened = next((at for at in range(start) if part[at].text in ("with", "w")), 0)
    beside = bool({"with", "by", "w"} & before and (_BESIDE & before or _only_person(part[:opened])))
    return beside and after in ("", "and", ",", ".", ";", "\n")


def _only_person(part: list[Token]) -> bool:
    """``gent of 71 with his daughter``: before the company stands who came, and no more."""
    return bool(part) and all(one.kind == "num" or one.text in _OF_AGE or _sexed(one) for one in part)


def _sexed(token: Token) -> bool:
    return any(one.id == "sex" for role in ("name", "option") for one in token.senses(role))


_OF_AGE = frozenset(("of", "a", "an", "the", "our", "aged", "old", "year", "years", "y", "yo", "/", "-", "here"))


def _gave(start: int, part: list[Token]) -> bool:
    """``kidney graft from his brother``: who gave it; the graft is the patient's own."""
    led = any(one.text in ("from", "by") for one in part[max(0, start - 3) : start])
    grafted = any(one.text.split(" ")[-1] in _GRAFTS for one in part[:start])
    return led and grafted and not any(one.cue("relative") for one in part[:start])


_GRAFTS = frozenset(("graft", "transplant", "transplantation", "transplanted", "kidney", "allograft", "lobe"))


def _told_of(part: list[Token], ill: bool) -> bool:
    """Tell whether a segment behind a relative is of that one too: an item of a list, and no word of the patient.

    ``brother had HCC, INR 1.1``: what is told with a value is the patient's.
    """
    valued = any(one.id in _VALUED for token in part for one in token.senses("name"))
    return ((ill and not valued) or bare_item(part)) and not any(one.text in _PATIENT for one in part)


_DOES = word_set("scopes_does")
"""Verbs that go on about the person who opened the sentence."""


def _goes_on(part: list[Token], subject: bool = False) -> bool:
    """``her husband, who is on dialysis``, ``his brother, a nurse with HIV``: a clause of the person just named.

    But ``her daughter, who reports that the patient had a stroke`` speaks of the patient. Where the person is the
    ``subject`` of the sentence, a verb goes on too: ``his sister has lupus, is on prednisolone``.
    """
    verb = part[1].text if part[0].text == "and" and len(part) > 1 else part[0].text
    counted = part[0].text in _ONE and any(one.text in _ONE_HAS or _of_history(one) for one in part[1:3])
    opens = part[0].text in _WHO or counted or (subject and verb in _DOES)
    opens = opens and not (part[0].text in ("himself", "herself") and len(part) > 1 and part[1].cue("neg"))
    opens = opens and not any(_REPORTS.match(one.text) for one in part[1:3])
    return opens and not any(one.text in ("patient", "pt", "pat") for one in part)


_WHO = frozenset(["who", "whose", "himself", "herself", "a", "an", "also", "both"])
"""What opens a clause that goes on about the person just named: ``her husband, who is on dialysis``."""


_ONE = frozenset(["one", "other", "the", "another", "two", "three", "both", "1", "2", "neither", "each"])
_ONE_HAS = frozenset(["with", "has", "had", "on", "died", "of", "is", "was", "who", "other", "one", "having", "have"])
"""``two sisters, one with lupus, the other on dialysis``: of those just counted."""
_PATIENT = ("patient", "pt", "he", "she", "himself", "herself", "pat", "his", "our")
_OF_HISTORY = word_set("events_of_history")


def _of_history(token: Token) -> bool:
    """What a relative may have had: ``brother: stroke at 50, MI at 52``."""
    return bool(token.sense("cancer")) or any(one.id in _OF_HISTORY for one in token.senses("name"))
