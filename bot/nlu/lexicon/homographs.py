"""Short words that are clinical terms in some surroundings alone: ``HE``, ``WHO``, ``PE``."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.nlu.lexicon.lexicon import Hit
from bot.nlu.text.normalise import Text


def means(text: Text, hit: Hit) -> bool:
    """Tell whether a phrase of the lexicon means there what the lexicon says."""
    test = _TESTS.get(hit.phrase)
    return test is None or test(text, hit)


_GRADED = re.compile(
    r"\s*(?:class|grade|status|score)?\s*[:=-]?\s*[0-4](?![\d.]|\s*(?:st|nd|rd|th|weeks?|months?|years?|days?|x)\b)"
)


def _who(text: Text, hit: Hit) -> bool:
    """``WHO 1`` is a performance status; ``who`` is no name of one."""
    said = _GRADED.match(text.low, hit.end)
    closed = said is not None and text.low[said.end() : said.end() + 2].strip()[:1] in (
        "",
        ",",
        ";",
        ".",
        ")",
        "\n",
        "/",
    )
    return said is not None and (text.cased[hit.start : hit.end].isupper() or closed)


_EXAMINED = re.compile(
    r"\s*:\s*(?:no\s+|mild\s+|the\s+)?(?:jaundice|icter\w*|abd\w*|soft|alert|well|unremarkable|normal|nad|heart|"
    r"chest|lungs?|"
    r"vitals?|bp|general|in no|oedema|edema|palm\w*|spider|spleen|liver|palpable|conscious\w*|oriented|clear|"
    r"murmur\w*|"
    r"distress|stable|afebrile|cachectic|thin|obese|flap|asterixis|tender\w*|ascites|pallor|pale|anicteric|"
    r"sclera\w*)\b"
)


def _embolism(text: Text, hit: Hit) -> bool:
    """``PE: abdomen soft`` is a physical examination."""
    return _EXAMINED.match(text.low, hit.end) is None


_NEVER = re.compile(
    r"\s*never(?: ever)?"
    r"(?=\s*(?:$|[,;.()/|+=\n&-])|\s+(?:and|or|ecog|ps|seen|present|documented|reported|known|before|ascites|no|plt|plts|alb|bili|tb|inr|hb|"
    r"hgb|afp|cp|ctp|child|bclc|cnlc|hiv|asc|pvt|pvtt|varices|alt|ast|cr|creat|wbc|anc|single|on|at all)\b)"
)
"""``HE never``, with nothing behind that a person may have done: ``He never bled``."""


def _encephalopathy(text: Text, hit: Hit) -> bool:
    """``he`` is encephalopathy in capitals, or where its surroundings say so."""
    cased = text.cased[hit.start : hit.end]
    after = text.low[hit.end : hit.end + 24]
    before = text.low[max(0, hit.start - 12) : hit.start]
    said = re.match(
        r"\s*(?:grade|gr ?[1-4]?\b|g[1-4]|(?:in )?(?:19|20)\d\d,? (?:res|now)|"
        r"[:=-]\s*(?:neg|no|none|never|\d)|[:=]\s*(?:nil|abs|past|current|yes|mild|g)|\(-\)|\+|never|none|"
        r"neg|ii?v?\b|-\s*(?:,|$|\n|;)|resolved|(?:controlled )?(?:on|with|w/) (?:lact|rifax)|[1-4]\b)",
        after,
    )
    negated = re.search(
        r"\b(?:no|hx|h/o|history|without|prior|past|previous|current|overt|of|ascites/|denies|n?or|/|\+|"
        r"&|ascites and|never had|w/o|(?:^|\n|[,;|] ?)(?:never|mild)|gr(?:ade)? ?(?:[1-4]|i{1,3}))\s*$|[/&+]\s*$",
        before,
    )
    follows = re.match(
        r"\s+(?:has|is|was|had|took|takes|does|did|will|would|can|could|says|said|told|"
        r"got|needs|still|also|never|denies|started|stopped|received|underwent|progressed|"
        r"lives|wants|refused|smokes|drinks|may|might|should|agreed|came|went|gets|feels|"
        r"thinks)\b",
        after,
    )
    if said and said.group().strip().startswith("never"):
        said = _NEVER.match(text.low, hit.end)
        follows = None if said else follows
    if cased == "HE" and text.cased.upper() != text.cased:
        return follows is None or negated is not None
    closed = re.search(r"\bn?or\s*$", before) is None or re.match(r"\s*(?:$|[,;.)/|\n+&-])", after) is not None
    return follows is None and (said is not None or (negated is not None and closed))


def _child_score(text: Text, hit: Hit) -> bool:
    """``PD-L1 CPS 4`` is no Child-Pugh score."""
    return (
        re.search(
            r"(?:pd-?\s?l1|positive score|positivity)[^.;\n]{0,14}$", text.low[max(0, hit.start - 30) : hit.start]
        )
        is None
    )


_URINE = re.compile(r"\b(?:urine|urinary|u/a|dipstick|dip)(?: (?:dip(?:stick)?|stick|test))?[ :=,]{1,2}$")


def _response(text: Text, hit: Hit) -> bool:
    """``PR 160 ms`` is an interval of the ECG, ``urine PR +`` protein."""
    return not _URINE.search(text.low, max(0, hit.start - 20), hit.start) and (
        re.match(
            r"\s*[:=]?\s*(?:\d{2,3}\s*(?:ms|/\s?min|bpm)\b|[12]\d\d(?!\d|[./-]\d))", text.low[hit.end : hit.end + 12]
        )
        is None
    )


def _stable(text: Text, hit: Hit) -> bool:
    """``SD 2.1`` is a deviation of a measurement."""
    return re.match(r"\s*[:=]?\s*\d+\.\d", text.low[hit.end : hit.end + 8]) is None


def _progression(text: Text, hit: Hit) -> bool:
    """``POD 3`` is a day after an operation, ``POD in June`` a progression of disease."""
    return re.match(r"\s*#?\s*\d", text.low[hit.end : hit.end + 5]) is None


_PERSON = re.compile(
    r"\b(?:wrong|another|other|different|diff|incorrect|prev|previous|last|next|our|this|that|new|same|both|each)\s$"
)


_TELLS = re.compile(
    r"\s+(?:(?:has|had) (?!been|fallen|risen|dropped|improved|come|gone|increased|prolonged|normali|"
    r"shortened|lengthened)|"
    r"with (?!inr)|who\b|whose\b|received\b|took\b|takes\b|underwent\b|started\b|"
    r"(?!(?:normal|raised|elevated|prolonged|high|low|abnormal|stable|unchanged|long|short|up|down|deranged)\b)"
    r"[a-z]{3,} since\b|(?:will|wants|would|lives|likes|asks|says|feels|eats|walks|drives|works|comes|refuses|"
    r"agrees)\b|is (?:(?:in )?stage|an?|on|known|bclc|cnlc|ecog|child|ps|male|female)\b)"
)
"""What a patient has or does, and a clotting time does not."""


_NUMBERED = re.compile(
    r"\b(?:for|about|re:?|with|from|our|regarding|concerning|called|this is|query on|update on|news on|question on) $"
)
"""``for pt 17``: the number of a patient."""


_CALLED = re.compile(r"\.?\s+(?:[A-Z][\w'’-]+[ ]?){1,3}[ ]?[,(]")
"""``Pt Mary Brown, 66``: who it is."""


_COUNTED_PERSON = re.compile(r"\s*#?\d{1,4}\s*[,:;]?\s*(?:\d{2}(?:\s*|-year-old ))?(?:m|f|male|female|man|woman)\b")
"""``pt 12, 61 M``, ``pt 17 f``: a patient by number, or of an age."""


def _prothrombin(text: Text, hit: Hit) -> bool:
    """``wrong pt, ignore last msg``, ``pt has a 6 cm HCC`` speak of the patient."""
    if _TELLS.match(text.low, hit.end) or _NUMBERED.search(text.low, max(0, hit.start - 12), hit.start):
        return False
    if text.cased[hit.start : hit.end] != "PT" and _CALLED.match(text.cased, hit.end):
        return False
    if text.cased[hit.start : hit.end] != "PT" and _COUNTED_PERSON.match(text.low, hit.end):
        return False
    if not _PERSON.search(text.low, max(0, hit.start - 14), hit.start):
        return True
    return re.match(r"\s*(?:is|was|of|at|[:=,-])?\s*\d", text.low[hit.end : hit.end + 10]) is not None


_COUNTED = re.compile(
    r"\s+(?:an?|his|her|the|one|two|three|four|five|six|several|some|no)\b|"
    r"\s+\d{1,2} (?:\w+ )?(?:cycles?|courses?|sessions?|doses?|infusions?|rounds?|fractions?|treatments?|weeks?|"
    r"months?|units?|bags?|tace|taces|haic|lines?|times)\b"
)


_WHO_GOT = re.compile(r"(?:\b(?:i|we|you|he|she|they|it|have|has|had|just|only|already)|'ve|'s) $")
"""``the last one we've got is 1430``: the verb, whatever stands behind."""


_SO_MANY = re.compile(
    r"\s*(?:(?:only|just|all) )?(?P<number>\d{1,2})(?![\d.,]\d|\d)(?! ?(?:u|iu|[uµ]kat)\b)"
    r"(?P<of> ?(?:of|out of|/) ?\d)?"
)
_MEANT_TO_GET = re.compile(
    r"\b(?:planned|prescribed|intended|scheduled|booked|ordered|cycles?|fractions?|sessions?|courses?|doses?|infusions?|"
    r"tace|haic|sirt|sbrt|rt)\b[^.;\n]{0,12}$"
)


def _got_so_many(low: str, hit: Hit) -> bool:
    """``planned 6 cycles, got 4``, ``got 3 of 5``: how many were given, where nothing else tells of a liver test."""
    match = _SO_MANY.match(low, hit.end)
    if match is None or "gpt" in low or low[hit.start - 1 : hit.start] in ("/", "s"):
        return False
    meant = _MEANT_TO_GET.search(low, max(0, hit.start - 40), hit.start) is not None
    return bool(match["of"]) or meant or int(match["number"]) < _LEAST_UNITS


_LEAST_UNITS = 6
"""Units of the enzyme below which nobody lies."""


def _transaminase(text: Text, hit: Hit) -> bool:
    """``GOT 45``; who ``got two units``, ``Got 4 cycles`` is told of in lower case, or with what was counted."""
    if text.cased[hit.start + 1 : hit.end] == "ot" and _COUNTED.match(text.low, hit.end):
        return False
    if text.cased[hit.start : hit.end] != "got":
        return True
    if _WHO_GOT.search(text.low, max(0, hit.start - 12), hit.start) or _got_so_many(text.low, hit):
        return False
    return (
        re.match(r"\s*(?:$|[:=/(|<>,;\t-]|\d|uln|normal|within|raised|elevated|high|is\b)", text.low[hit.end :])
        is not None
    )


_TESTS: dict[str, Callable[[Text, Hit], bool]] = {
    "he": _encephalopathy,
    "got": _transaminase,
    "who": _who,
    "pe": _embolism,
    "cps": _child_score,
    "pr": _response,
    "pod": _progression,
    "pt": _prothrombin,
    "sd": _stable,
}
