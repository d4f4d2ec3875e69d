"""What a word of denial reaches: its clause, and the list that it heads."""

from __future__ import annotations

from bot.nlu.lexicon.tokens import Token
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.scope.item_ends import THERE, before_dated, dated_behind, own_evidence, up_to_plus
from bot.nlu.scope.items import (
    affirmed,
    alike,
    bare_item,
    closed_by_or,
    decided,
    headed_list,
    mere,
    of_other_kind,
    stands_alone,
    told_of_past,
)

_CARRIERS = word_set("scopes_carriers")
_WELCOME = word_set("scopes_welcome")
"""Facts that one would rather have: ``no HIV, tissue available`` denies no tissue."""
_VALUED = word_set("scopes_valued")
"""Facts that are said with a value, which a negation before another fact does not reach."""


def trailing(start: int, part: list[Token]) -> bool:
    """A negative word that follows its term and ends the segment, or what is told before ``but``: ``HIV: no``."""
    if not part[start].cue("post_neg") or not any(one.clinical or one.sense("note") for one in part[:start]):
        return False
    for one in part[start + 1 :]:
        if one.cue("stop"):
            return True
        if one.kind in ("hit", "num", "date") and not one.cue("now", "past"):
            return False
        if one.kind == "word" and one.text not in ("so", "far", "known", "at", "all"):
            return False
    return True


def negate(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """Write the denial of a word into what it reaches: the run behind it, then the items of a list that it heads."""
    behind = part[start + 1] if start + 1 < len(part) else None
    if (
        token.text in ("no", "never", "not")
        and not (behind is not None and behind.text == ":" and headed(start, part))
        and behind is not None
        and behind.kind == "punct"
        and behind.text in ("-", ",", ":", ";", ".", "=>", "->", "=", "/", "|", "+", ")")
    ):
        return
    if token.text == "non":
        _negate_run(token, part[start + 1 : start + 2], set())
        return
    if token.text.split(" ")[-1] in _VERBS and not _has_object(start, part):
        return  # ``main trunk spared, HIV +``: said of what stands before it
    kinds: set[str] = set()
    if not _negate_run(token, before_dated(part[start + 1 :], parts, place), kinds):
        return
    if token.text == "not" and not kinds and any(one.kind == "word" for one in part[:start]):
        return  # ``lymph nodes not enlarged, cerebral metastases``: said of what stands before it
    if not (token.text == "not" and any(one.text in _STATES for one in part[start + 1 :])):
        _negate_list(token, kinds, parts, place)


_STATES = frozenset(("diabetic", "hypertensive", "anticoagulated", "immunosuppressed", "cirrhotic", "icteric"))
"""How somebody is not, with which no list of illnesses opens: ``not diabetic, encephalopathy in the past``."""


def negate_beyond(token: Token, start: int, part: list[Token], parts: list[list[Token]], place: int) -> None:
    """``no uncontrolled hypertension, MI or stroke``: what is listed behind the first is denied too."""
    first = next((at for at in range(start + 1, len(part)) if part[at].clinical), len(part))
    behind = part[first + 1 :]
    if behind and behind[0].text not in ("/", "or", "and", "nor", ","):
        return
    kinds = {"name", "condition"}
    if _negate_run(token, behind, kinds):
        _negate_list(token, kinds, parts, place)


_VERBS = frozenset(("spared", "avoided", "escaped"))
_LITTLE = frozenset((":", "a", "an", "any", "so", "far", "so far", "further", "another", "all", "having"))


def _has_object(start: int, part: list[Token]) -> bool:
    """``avoided a stroke``, ``spared so far: MI``: a verb of denial with what it denies right behind."""
    behind = next((one for one in part[start + 1 :] if one.text not in _LITTLE), None)
    return behind is not None and behind.clinical


_DENIED_WHOLE = ("not ", "no ", "never ", "non")


def denies_with(start: int, part: list[Token]) -> bool:
    """``not pregnant or breastfeeding``: a phrase that denies by itself, and an ``or`` right behind it."""
    token = part[start]
    if not token.text.startswith(_DENIED_WHOLE) or start + 2 >= len(part) or not token.senses("means"):
        return False
    behind, other = part[start + 1 : start + 3]
    glued = behind.text == "/" and token.end == behind.start and behind.end == other.start
    led = other.text == "on" and len(part) > start + 3  # ``or on dialysis``
    return (behind.text in ("or", "nor") or glued) and (led or bool(other.senses("name")))


def negate_with(token: Token, start: int, part: list[Token]) -> None:
    """Deny what stands behind the ``or`` of a phrase that denies by itself."""
    _negate_run(token, part[start + (3 if part[start + 2].text == "on" else 1) :], {"name"})


def _negate_list(token: Token, kinds: set[str], parts: list[list[Token]], place: int) -> None:
    """Deny the items of the list that a word of denial heads."""
    closes = token.text.startswith("den") or closed_by_or(token, parts, place)
    open_list = not token.text.startswith("den") and not closes and not headed_list(parts[place])
    for at, later in enumerate(parts[place + 1 :], place + 1):
        known = any(one.clinical and not one.senses("decoy") for one in later)
        unknown = closes and len(later) <= 6 and not known and all(map(mere, later))
        item = _up_to_since(later)
        if later[0].text == "|" or parts[place][-1].text == "|":
            return
        if (
            told_of_past(item)
            and (known or any(one.sense("note") for one in item))
            and not closed_by_or(token, parts, at - 1)
        ):
            _leave_past(token, parts, place, at, kinds)
            return
        alone = not closes and stands_alone(item, kinds)
        goes_on = at + 1 < len(parts) and _goes_on(parts[at + 1], token, kinds)
        if alone and not (goes_on and _listed(item, token, kinds) and not affirmed(item)):
            return
        if later[0].sentence != token.sentence or not (unknown or _listed(item, token, kinds)):
            if not known and len(later) <= _SHORT and all(map(mere, later)):
                _doubt_list(token, parts[at + 1 :], kinds)  # ``no MI, smoker, stroke``
            return
        if dated_behind(parts, at):
            _doubt_list(token, parts[at : at + 1], kinds)  # ``no MI, stroke, March 2024``
            return
        if alone or (open_list and at == place + 1 and not goes_on and of_other_kind(later, kinds)):
            _doubt_list(token, parts[at:], kinds)
            return
        _negate_run(token, item, kinds)
        if len(item) < len(later):
            return


def _leave_past(token: Token, parts: list[list[Token]], place: int, at: int, kinds: set[str]) -> None:
    """Leave ``h/o stroke`` of ``no h/o MI, h/o stroke`` as told; ask where the patient denies, or all items open so."""
    opening = parts[at][0].text
    heads = token.text.endswith(opening) or any(one.text == opening for one in parts[place])
    repeated = heads and at + 1 < len(parts) and parts[at + 1][0].text == opening
    if token.text.startswith("den") or repeated:
        _doubt_list(token, parts[at:], kinds)


_SHORT = 4
"""Words of an item that nobody knows, behind which it is open whether a denied list goes on."""


def _listed(part: list[Token], token: Token, kinds: set[str]) -> bool:
    """Tell whether a part may be an item of the list that a word of denial heads."""
    return part[0].sentence == token.sentence and bare_item(part) and alike(part, kinds)


def _goes_on(part: list[Token], token: Token, kinds: set[str]) -> bool:
    """Tell whether a list goes on, or what follows is set against all of it: ``, however unstable angina``."""
    return part[0].sentence == token.sentence and (part[0].cue("stop") or _listed(part, token, kinds))


def _doubt_list(token: Token, parts: list[list[Token]], kinds: set[str]) -> None:
    """``no HIV, ILD``: whether what stands behind the denied item is denied too, or told, is asked."""
    for part in parts:
        if not _listed(part, token, kinds):
            return
        for one in part:
            one.scope.add("uncertain")


_STILL = frozenset(("despite", "in spite of"))
"""``no infection, ascites despite diuretics``: there in spite of them, which no denial says."""
_LEAVING_OUT = frozenset(("except", "except for", "apart from", "aside from", "other than", "but for", "besides"))


def _up_to_since(part: list[Token]) -> list[Token]:
    """``no MI, stroke or PE since the CABG in 2016``: the item ends with since when, what is left out, or ``but``."""
    ends = (
        place
        for place, one in enumerate(part)
        if place
        and (
            one.text in ("since", "within")
            or one.text in _LEAVING_OUT
            or (one.cue("stop") and one.text not in _STILL)
            or (one.text == "in" and place + 1 < len(part) and part[place + 1].kind == "dur")
        )
    )
    return part[: next(ends, len(part))]


def _negate_run(token: Token, run: list[Token], kinds: set[str]) -> bool:
    """Negate a run of tokens; False where something in it ended the negation."""
    for place, one in enumerate(run):
        named = any(before.clinical or before.text == "steroids" for before in run[:place])
        if named and (one.text == "since" or _staged(run, place) or (one.clinical and _own_matter(run, place))):
            return False
        if one.text in _CARRIERS and not any(before.clinical for before in run[:place]):
            continue
        if place and any(sense.value["facts"] and not sense.value["negated"] for sense in one.senses("means")):
            return False
        if one.kind == "num" and _counts_tumours(run, place):
            return False
        ends = one.text == "->" or one.cue("stop", "positive", "then")  # ``no job -> psychosocial problem``
        if ends or (one.cue("neg") and one.text not in ("or", "nor") and one.cue("post_neg")):
            return False
        if one.text in ("and", "with", "plus", "+") and own_evidence(up_to_plus(run[place + 1 :])):
            return False
        if one.text in ("-", "/") and named and run[place + 1 :] and run[place + 1].text in THERE:
            return False
        one.scope.add("neg")
        one.negator = token.start
        if one.hit:
            kinds.update(sense.role for sense in one.hit.senses)
            kinds.update(sense.id for sense in one.hit.senses)
    return True


HEADING = ("no", "nil", "none", "neg", "negative", "-ve", "negatives", "pertinent negatives")


def heads(start: int, part: list[Token]) -> bool:
    """``none asc, none HE ever``, ``neg HIV``: a none that opens its item denies what follows."""
    opens = not any(one.clinical or one.sense("note") for one in part[:start])
    named = start + 2 if opens and start + 1 < len(part) and part[start + 1].text == ":" else start + 1
    known = named < len(part) and part[named].clinical
    return known and (start == 0 or not (part[start - 1].clinical or part[start - 1].sense("note")))


def headed(start: int, part: list[Token]) -> bool:
    """``no: MI, stroke``, ``rest no: MI``: a no before a colon that nothing but the rest stands before."""
    return all(one.text in _REST for one in part[:start]) and heads(start, part)


_REST = frozenset(("rest", "the", "others", "other", "everything", "else", "all", "remaining", "-", "*", "answers"))
_NOUNS = word_set("tumour_nouns")


def _counts_tumours(run: list[Token], place: int) -> bool:
    """``no mets 2 lesions``: a number of tumours is a matter of its own."""
    return any(one.clinical for one in run[:place]) and place + 1 < len(run) and run[place + 1].text in _NOUNS


def _staged(run: list[Token], place: int) -> bool:
    """``no mets stage B``: a stage without the name of its system."""
    return run[place].text == "stage" and place + 1 < len(run) and run[place + 1].text in "abcd"


_SINCE_WHEN = ("within", "since", "in")


def _own_matter(run: list[Token], place: int) -> bool:
    """``no HIV BCLC C``, ``no HIV TIA in March``: what has a value or a date of its own is not denied."""
    token = run[place]
    named = any(
        sense.id in _WELCOME or sense.id in _VALUED for sense in (*token.senses("name"), *token.senses("option"))
    )
    behind = run[place + 1 : place + 3] if not (run[place + 1 :] and run[place + 1].text in _SINCE_WHEN) else []
    return (
        named
        or decided(token)
        or any(one.kind in ("num", "date") for one in behind)
        or any(decided(one) for one in behind[:1])
    )
