"""Items of a list: what a negation at its head reaches."""

from __future__ import annotations

import re

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import TREATING, word_set

_VERBS = word_set("scopes_verbs")
_FILLERS = word_set("scopes_fillers")
_COMPLAINTS = word_set("scopes_complaints")
"""Complaints and illnesses that no fact asks for: ``no MI, chest pain, stroke`` denies all three."""
_WELCOME = word_set("scopes_welcome")
"""Facts that one would rather have: ``no HIV, tissue available`` denies no tissue."""
_PASSED = _FILLERS | _COMPLAINTS
_STATES = frozenset(("anticoagulated", "immunosuppressed", "transplanted", "dialysed", "dialyzed", "menopausal"))
"""How the patient is, which no list of illnesses goes on with: ``no stroke, anticoagulated``."""
_AFFIRMS = frozenset(("known", "previous", "dependent", "dialysis dependent", "dependent on dialysis"))
"""Words with which an item says that something is there."""
IN_VEINS = frozenset(("portal_vein_thrombus", "hepatic_vein_invasion"))
OF_LIVER = IN_VEINS | {"extrahepatic_metastasis", "cns_metastasis", "ascites", "encephalopathy"}
"""What a list of the tumour's or the liver's findings may deny together."""
_LIST_ROLES = {"name", "option", "means", "condition", "cancer", "note"}


def bare_item(part: list[Token]) -> bool:
    """A list item: known clinical words and fillers, nothing that says anything of its own."""
    if any(one.text in ("or", "nor") for one in part) and all(mere(one) for one in part):
        return True
    clinical = [one for one in part if one.clinical or one.sense("note")]
    if not clinical:
        return all(one.kind == "punct" or one.text in _PASSED for one in part) and bool(part)
    for one in part:
        if one.kind in ("num", "date", "dur", "normal") or decided(one) or one.text in _STATES:
            return False
        if one.kind == "word" and one.text not in _PASSED:
            return False
        if one.kind == "punct" and one.text in "+-=:?":
            return False
        if (
            one.kind == "hit"
            and not one.clinical
            and not one.sense("note")
            and one.text not in _PASSED
            and not one.cue("past")
        ):
            return False
    return True


_STAGES = re.compile(r"[a-d]|[0-4]|i{1,3}[ab]?|iv")
_VALUED = word_set("scopes_valued")


def valued(part: list[Token], place: int) -> bool:
    """``cp A6``, ``bclc C``, ``plt 82``: tell whether a name stands at a place with its value right behind it."""
    named = place + 1 < len(part) and any(one.id in _VALUED for one in part[place].senses("name"))
    if not named and (place + 1 >= len(part) or part[place].text not in ("bp", "rr")):
        return False
    after = part[place + 1]
    return after.kind == "num" or bool(_STAGES.fullmatch(after.text))


def closes_before(start: int, part: list[Token]) -> bool:
    """``enceph never cp A6``: the word of denial stands behind its term, since what follows has a value."""
    known = start > 0 and (part[start - 1].clinical or bool(part[start - 1].sense("note")))
    return known and part[start].cue("post_neg") and valued(part, start + 1)


def mere(token: Token) -> bool:
    """A word of an item that closes a list (``DVT or PE``), known or not: no value, no verb."""
    plain = token.kind == "word" and token.text.isalpha() and token.text not in _VERBS
    return plain or token.clinical or bool(token.sense("note")) or token.text in ("or", "nor", ",", ".", ";", "any")


def decided(token: Token) -> bool:
    """A word that decides by itself: an option (``refractory ascites``), a stage, a word of control."""
    if any(sense.id in ("bclc", "cnlc", "ecog", "child_pugh_class") for sense in token.senses("name")):
        return True
    if token.text in ("vv1", "vv2", "vv3"):
        return True
    options = [sense for sense in token.senses("option") if sense.id != "other_malignancy"]
    return bool(options) or (token.cue("controlled", "uncontrolled") and not token.clinical)


def affirmed(part: list[Token]) -> bool:
    """``known HIV``, ``on dialysis``: tell whether an item says itself that something is there."""
    return any(one.text in _AFFIRMS or one.text.startswith(_OPENS) or one.text.endswith(_ENDS) for one in part)


def told_of_past(part: list[Token]) -> bool:
    """``no MI, h/o stroke``, ``no PE, prior CVA``: tell whether an item opens with a word that it was there once."""
    return part[0].text in _WAS_THERE


_WAS_THERE = frozenset(
    (
        "h/o",
        "hx",
        "hx of",
        "history of",
        "past history of",
        "past",
        "prior",
        "prior episode of",
        "previous",
        "previously",
    )
) | {"previously", "pmh", "pmhx", "s/p", "sp", "status post", "had", "old", "remote", "former", "formerly"}
_OPENS = ("poorly ", "on ", "resistant ", "refractory ")
_ENDS = (" positive", " pos", " infected", " reactive")
"""``no transplant, HIV positive``."""


def stands_alone(part: list[Token], kinds: set[str]) -> bool:
    """Tell whether an item behind a denial is told on its own, unless an ``or`` closes the list.

    ``no CABG, known HIV``; ``no transplants, HV tumour thrombus``; ``no immunodeficiency, Crohn's``. ``kinds`` are the
    roles and facts denied before.
    """
    if affirmed(part):
        return True
    named = {sense.id for one in part if one.clinical for sense in one.senses("name")}
    if named and named <= IN_VEINS and kinds.isdisjoint(OF_LIVER):
        return True
    return "autoimmune_disease" in named - kinds and not any("autoimmun" in one.text for one in part)


_KINDS = (
    OF_LIVER | {"gi_bleeding", "variceal_bleeding", "gi_bleeding_risk", "bleeding_tendency", "anticoagulation"},
    {"hiv", "immunodeficiency", "autoimmune_disease", "transplant", "immunosuppressant", "live_vaccine"},
    {"myocardial_infarction", "severe_angina", "bypass_surgery", "heart_failure", "stroke", "pulmonary_embolism"}
    | {"arrhythmia_grade", "uncontrolled_arrhythmia", "uncontrolled_hypertension", "uncontrolled_diabetes"}
    | {"bleeding_tendency", "anticoagulation"},
    {"hiv", "active_infection", "immunodeficiency"},
    {"pregnant", "breastfeeding"},
)
"""Facts that one asks about together, of which a list without an ``or`` is read as denied."""


def of_other_kind(part: list[Token], kinds: set[str]) -> bool:
    """``no infections, ILD``: tell whether the only item behind a denied one is of another kind than it."""
    clinical = [one for one in part if one.clinical]
    if len(clinical) != 1 or any(one.text in _JOINED for one in part):
        return False
    named = {sense.id for sense in clinical[0].senses("name")}
    named |= {str(sense.value["asks"]) for sense in clinical[0].senses("condition") if sense.value.get("asks")}
    return bool(named) and not any(named & one and not kinds.isdisjoint(one) for one in _KINDS)


_JOINED = frozenset(("and", "&", "nor", "or", "/", "also", "any", "+"))


def headed_list(part: list[Token]) -> bool:
    """``no: MI, stroke``, ``no history of stroke, ILD``: what follows is announced as a list."""
    return any(one.text in _HEADS or one.text.endswith(" of") for one in part)


_HEADS = frozenset((":", "history", "hx", "any", "known", "h/o"))


def alike(part: list[Token], kinds: set[str]) -> bool:
    """Items of one list are of a kind: facts with facts, treatments with treatments."""
    if any(one.value["facts"] and not one.value["negated"] for token in part for one in token.senses("means")):
        return False
    roles = {sense.role for one in part if one.hit for sense in one.hit.senses}
    treated = not roles.isdisjoint(TREATING) and not roles & _LIST_ROLES
    if treated:
        return not kinds.isdisjoint(TREATING)
    if any(one.senses("means") and not one.senses("means")[0].value["negated"] for one in part):
        return False  # ``postmenopausal``: to deny it says nothing
    return not any(sense.id in _WELCOME for one in part if one.hit for sense in one.hit.senses)


def closed_by_or(token: Token, parts: list[list[Token]], place: int) -> bool:
    """``no fever, chills, heart attack or stroke``: the list goes on to its last item, through words unknown here."""
    rest = [part for part in parts[place + 1 : place + 12] if part[0].sentence == token.sentence]
    return any(one.text in ("or", "nor") for part in rest for one in part)
