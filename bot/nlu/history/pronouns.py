"""The sex that the pronouns of a letter say."""

from __future__ import annotations

import re

from bot.nlu.draft import Draft
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.wrapped import unwrapped

_PRONOUNS = {
    "he": "male",
    "his": "male",
    "him": "male",
    "she": "female",
    "her": "female",
    "herself": "female",
    "himself": "male",
}
_SHORT = {f"{one}'{end}": sex for one, sex in (("he", "male"), ("she", "female")) for end in ("s", "d", "ll")}
_PRONOUNS |= _SHORT
_LETTER = 150
"""Characters from which on a message reads as a letter, not as shorthand."""


_PROSE = re.compile(
    r"(?:^|(?<=[.!?] ))(?:[A-Z][a-z]*,?(?: [^.!?\n;]*)? )?\b(?:[Ss]he|[Hh]e|[Hh]er|[Hh]is) [a-z][^.!?\n]*\.(?= |$)"
)
"""A whole sentence as a letter has it."""
_WHOLE = re.compile(r"[A-Z][a-z]*(?: [^ .!?]+){4,}[.!?](?= |$)")
_TOLD_OF = re.compile(r"(?:^|(?<=[.!?] ))(?:She|He) [a-z]+ [^.!?\n]{4,}\.(?= |$)")
"""``She is HIV negative. She never had a stroke.``: two of them among three sentences are no shorthand."""
_ALL_OF = re.compile(
    r"(?:[^.!?\n;:]{0,60} and )?(?:[Ss]he|[Hh]e)(?:'s)? [a-z]+ [^.!?\n;:]{8,}\.(?: (?:She|He) [a-z]+ [^.!?\n;:]{4,}\.)+"
)
"""``she got MMR vaccine on 5 November this year. She has no autoimmune illness.``: nothing but such sentences."""
_ENDS = re.compile(r"[\w)][.!?](?= |$)")
_SENTENCES = 90
"""Characters from which on whole sentences are a letter."""


def _in_sentences(raw: str) -> bool:
    """Tell whether a message is written in whole sentences, as a letter is."""
    if len(raw) < _SENTENCES and _ALL_OF.fullmatch(raw):
        return True
    if not raw[:1].isupper() or not raw.endswith("."):
        return False
    if len(raw) < _SENTENCES:
        return len(_ENDS.findall(raw)) > 2 and len(_TOLD_OF.findall(raw)) > 1
    return len(_ENDS.findall(raw)) > 1 and _WHOLE.search(raw) is not None and _PROSE.search(raw) is not None


def read_pronoun(draft: Draft) -> None:
    """A letter that speaks of ``he`` or ``she`` throughout says the sex; a line of shorthand does not."""
    length = len(draft.text.raw)
    opens = draft.text.raw.lstrip().startswith(("He ", "She ", "Dear ")) and length >= _LETTER // 2
    if (
        "sex" in draft.facts
        or draft.asked
        or (length < _LETTER and not opens and not _in_sentences(unwrapped(draft.text.raw).strip()))
    ):
        return
    places = [
        one
        for one in draft.places.text(*_PRONOUNS)
        if not (token := draft.tokens[one]).clinical
        and ("relative" not in token.scope or (draft.at(one + 1) or token).cue("relative") or _by_kin(draft, one))
        and "question" not in token.scope
        and not _no_pronoun(draft.text.cased, token.start, token.end)
        and not _of_staff(draft, one)
        and not _of_kin(draft, one)
    ]
    if length < _LETTER and places and _of_kin_alone(draft, places):
        return
    if not places and not _OTHERS.search(draft.text.low) and not draft.places.cue("relative"):
        _raw_pronoun(draft)
    elif len({_PRONOUNS[draft.word(one)] for one in places}) == 1:
        place = next((one for one in places if not draft.barred(one)), places[0])
        draft.tokens[place].scope.discard("relative")
        draft.tokens[place].scope.discard("hypothesis")  # ``if she progresses``: the sex is not supposed
        draft.record("sex", _PRONOUNS[draft.word(place)], place, place)
        draft.tokens[place].used = False


def _of_kin_alone(draft: Draft, places: list[int]) -> bool:
    """``His father had HCC. Our patient: plt 96``: of the patient no whole sentence tells."""
    if not all((draft.at(one + 1) or draft.tokens[one]).cue("relative") for one in places):
        return False
    return len(_WHOLE.findall(draft.text.raw)) <= len({draft.tokens[one].sentence for one in places})


_KIN = {"wife": "him", "husband": "her"}
"""Kin, and the pronoun that is never said of them."""


_LOST = ("lost", "buried", "nursed", "mourns", "cares for", "lives with")


def _by_kin(draft: Draft, place: int) -> bool:
    """``Wife will drive him home``, ``She lost a brother to HCC``: not said of the kin, so of the patient."""
    first = place
    while first > 0 and draft.tokens[first - 1].sentence == draft.tokens[place].sentence:
        first -= 1
    lost = first == place and any(draft.word(one) in _LOST for one in (place + 1, place + 2))
    return lost or draft.word(place) == _KIN.get(draft.word(first))


_KIN_OF = {
    **dict.fromkeys(("wife", "mother", "sister", "daughter", "mum", "mom", "girlfriend"), ("his", "female")),
    **dict.fromkeys(("husband", "father", "brother", "son", "dad", "boyfriend"), ("her", "male")),
}
"""Kin whose sex is not that of the patient, by the word before."""


def _of_kin(draft: Draft, place: int) -> bool:
    """``His wife asks about it; we told her``: the second is said of the wife."""
    sex, sentence = _PRONOUNS[draft.word(place)], draft.tokens[place].sentence
    for step in range(place - 1, 0, -1):
        if draft.tokens[step].sentence < sentence - 1:
            return False
        owner, kin = _KIN_OF.get(draft.word(step), ("", ""))
        if kin == sex and draft.word(step - 1) == owner:
            return True
    return False


_STAFF = word_set("pronouns_staff")
_PATIENT = frozenset(("patient", "pt", "patients"))
_OWN = ("own", "self")


def _of_staff(draft: Draft, place: int) -> bool:
    """``The PI has concerns of her own and considers the patient unsuitable``: a pronoun of who works here."""
    sentence = [one for one, token in enumerate(draft.tokens) if token.sentence == draft.tokens[place].sentence]
    before = {draft.word(one) for one in sentence if one < place}
    if not before & _STAFF or before & {*_PATIENT, *_PRONOUNS}:
        return False
    named = any(draft.word(one) in _PATIENT for one in sentence)
    return draft.word(place + 1) in _OWN or draft.word(place).endswith(_OWN) or named


_OTHERS = re.compile(r"\b(?:candidate|participant|subject)s?\b")
_TOLD = re.compile(r"(?<!no )(?<!w/o )(?<!without )\b(?:[Ss]?he|He|[Hh]is|[Hh]er)\b(?! own\b|:)")
"""A pronoun, and no encephalopathy: ``no he``, ``he: never``."""
_DOES = re.compile(
    r"'|,? (?:also|still|now|then|just|only|always|has|had|is|was|never|does|did|will|would|can|could|should|may|might|"
    r"must|took|takes|got|gets|went|goes|came|comes|felt|feels|said|says|told|began|underwent|denies|lives|wants|"
    r"drinks|smokes|knows|thinks|kept|keeps|gave|saw|lost|ate|eats|bled|needs|became|reports|remains|appears|walks|works|"
    r"(?!ascites|resolved|controlled|treated|suspected|excluded|documented|recurred|reversed)[a-z]{3,}(?:ed|es))\b"
)
"""What a person has or does; behind ``he`` anything else is told of an encephalopathy."""
_ASKS = re.compile(
    r"\b(?:did|does|was|is|has|had|will|would|which|that|what|when|while|because|although|where|whether) $"
)


def _no_pronoun(cased: str, start: int, end: int) -> bool:
    """Tell whether ``he`` is no pronoun there: ``prior he``, ``he on rifaximin``."""
    if cased[start:end] not in ("he", "HE") or _DOES.match(cased[end : end + 24].lower()) is not None:
        return False
    return _ASKS.search(cased[max(0, start - 12) : start].lower()) is None


def _raw_pronoun(draft: Draft) -> None:
    """``He is on no blood thinners``: a pronoun that was taken out with the words beside it."""
    raw = draft.text.raw
    told = {_PRONOUNS[one.group().lower()] for one in _TOLD.finditer(raw) if not _no_pronoun(raw, *one.span())}
    if len(told) == 1:
        draft.facts["sex"] = told.pop()
