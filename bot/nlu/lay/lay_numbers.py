"""Numbers as patients tell them together: what it was and is now, big ones and small ones, this by that."""

from __future__ import annotations

import re
from collections.abc import Iterator

from text_to_num import text2num

from bot.nlu.lexicon.number_words import COUNTS
from bot.nlu.text.rewriting import Change
from bot.nlu.text.telling import Gated

_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_MARKER = r"(?P<name>afp|alpha[- ]?f(?:o?)etoprotein|pivka(?:-ii| ii|-2| 2)?|tumou?r marker)"
_BEFORE = (
    r"(?:before|at (?:the start|first|diagnosis|the beginning|the outset)|to (?:begin|start) with|originally|"
    r"in the beginning|when (?:they|it|i|he|she))"
)
_NOW = (
    r"(?:now|today|currently|these days|at the moment|at present|nowadays|the last one|the latest|last week|"
    r"last month)"
)
_THEN_AND_NOW = Gated(
    rf"\b{_MARKER}(?: level| count| number| blood)? (?:(?P<began>started(?: out| off)?|began|used to be)|"
    r"went from|has gone from|came down from|dropped from|fell from|is down from|rose from|"
    r"went up from|was|had been|stood|has been)"
    rf"(?: (?:at|about|around|over|up at|of|as high as))* (?P<then>{_NUMBER})(?! ?(?:cm|mm|%|years|ng|iu|ku|mau|ug))"
    rf"(?P<between>(?:(?![.;]\s)[^\d]){{0,70}}?)(?P<now>{_NUMBER})(?! ?(?:cm|mm|%|years|weeks|months))"
    rf"(?P<after> {_NOW})?"
)
"""``the AFP was 4200 before they treated me, now it's down to 350``."""
_IS_NOW = re.compile(rf"\b(?:{_NOW}|down to|up to|to|it's|it is|came down)\b")
_COUNT = "|".join(word for word in COUNTS if word not in ("a", "a couple of", "half a dozen"))
_KIND = r"(?:spots?|lumps?|growths?|tumou?rs?|nodules?|lesions?|ones?)"
_BIG_AND_SMALL = Gated(
    rf"\b(?P<big>an?|{_COUNT}|\d) (?:big|bigger|large|larger|main|decent-sized)(?: {_KIND})?,? (?:and|with|plus|"
    rf"then) "
    rf"(?:about )?(?P<small>an?|{_COUNT}|\d|a couple of) (?:more )?(?:small|smaller|little|tiny|wee|baby|satellite)\b"
    rf"(?: {_KIND})?"
)
_BY = Gated(
    rf"\b(?P<all>(?:{_COUNT}|{_NUMBER})(?: point (?:{_COUNT}))?(?: by (?:{_COUNT}|{_NUMBER})"
    rf"(?: point (?:{_COUNT}))?){{1,2}})"
    r" ?(?P<unit>cm|mm|centimet(?:re|er)s?|millimet(?:re|er)s?)\b"
)
_SIDE = Gated(
    r"\b(?:spots|lumps|tumou?rs|lesions|nodules|growths)\b[^.;:]{0,24}?, (?P<said>(?:they're |they are )?"
    r"(?:all|both)(?: of them)? (?:on|in) the (?P<side>left|right)(?: side| half| part)?)"
    r"(?=\s*(?:$|[,.;]|and\b|but\b|the\b|with\b))"
)
_TWO_SIZES = Gated(
    r"(?<!\d, )(?<!\d and )(?<!\d & )"
    rf"(?<![\d.,])(?<!between )(?<!seg )(?<!segs )(?<!segment )(?<!segments )(?<!lesion )"
    rf"\b(?P<one>{_COUNT}|{_NUMBER}) and (?P<two>{_COUNT}|{_NUMBER}) "
    r"(?P<unit>cm|centimet(?:re|er)s?|mm|millimet(?:re|er)s?)\b"
)
_SIZE = Gated(
    rf"\b(?P<one>{_NUMBER}) ?(?:cm|mm)? ?(?:by|x|times) ?(?P<two>{_NUMBER})(?: ?(?:cm|mm)? ?(?:by|x|"
    rf"times) ?(?P<three>{_NUMBER}))?"
    r"(?: ?(?P<unit>cm|mm|centimet(?:re|er)s?|millimet(?:re|er)s?))?(?![\d.])"
)
_BETWEEN = Gated(
    rf"\b(?:some(?:where|thing) )?between (?P<low>{_NUMBER}|{_COUNT}) and (?P<high>{_NUMBER}|"
    rf"{_COUNT})\b(?! (?:years|months|weeks) ago)"
)
_WAS_AND_IS = Gated(
    rf"^\W*(?:it|they|that|mine) (?:was|were|used to be|started (?:at|as)) (?:about |around |"
    rf"nearly |up at |up to )?(?:{_NUMBER}|{_COUNT})"
    r"(?: ?(?:cm|mm|centimet(?:re|er)s?|of them))?(?: (?:before|in \w+|at first|originally|last (?:year|time|"
    r"month)))?,? "
    r"(?:but |and )?(?:now )?(?:it's|it is|they're|there's|is|are|down to|there are)(?: now| only| down to|"
    r" about| around)* "
    rf"(?P<now>{_NUMBER}|{_COUNT})\b"
)
"""``it was seven, it's four now``."""
_DOWN_FROM = Gated(
    rf"^\W*(?:it's |it is |it has |it )?(?:down|gone down|come down|came down|dropped|up|gone up) to "
    rf"(?P<now>{_NUMBER}|{_COUNT}) (?P<rest>(?:now )?from (?:{_NUMBER}|{_COUNT}))\W*$"
)
_POINT = Gated(r"\b(?P<whole>\d{1,3})(?P<said> point )(?P<part>\d)\b")
_LUMP_OF = Gated(
    rf"\b(?P<lump>(?:a|an|the|one|my) (?:single )?{_KIND}) of (?P<size>(?:about |around )?(?:{_NUMBER}|{_COUNT})"
    r"(?: point (?:\w+))? ?(?:cm|mm|centimet(?:re|er)s?|millimet(?:re|er)s?))\b"
)
_BIG_ONE = Gated(
    rf"\bthe (?:big|biggest|main|largest) one(?:'s| is| was)(?: about| around)? (?P<one>{_NUMBER})"
    rf"(?: by (?P<two>{_NUMBER}))?(?: ?(?P<unit>cm|mm|centimet(?:re|er)s?))?(?![\d.])"
)
_PERIOD = Gated(
    rf"\b(?P<low>{_COUNT}|\d{{1,2}})(?:,? (?:or )?maybe|,? (?:to|or)|,? perhaps) (?P<high>{_COUNT}|\d{{1,2}}) "
    r"(?P<unit>months|years)(?! (?:ago|back|now|old|since))"
)
_UNITS = {"c": "cm", "m": "mm"}
_DATE = r"(?:(?:19|20)\d\d|(?:last |this )?[a-z]+(?: (?:19|20)\d\d)?)"
_AND_ANOTHER = Gated(
    rf"\b(?:one|the first(?: one)?|once) (?:was )?(?:back )?in (?P<first>{_DATE})(?:,| and| then)+ "
    r"(?P<said>another|one|a second(?: one)?|again|the second(?: one)?|the other(?: one)?|the last(?: one)?|once) "
    r"(?:was )?(?:back )?(?=(?:in|last|this) )"
)
"""Of two events the later one counts."""
_PRESSURE = Gated(
    r"\b(?P<systolic>[89]\d|1\d\d|2[0-4]\d) (?:by|on|upon) (?P<diastolic>[3-9]\d|1[0-3]\d)\b"
    r"(?! ?(?:%|years|kg|cm|mm\b))"
)
_LAKH = Gated(
    rf"\b(?P<lakhs>{_NUMBER}|{_COUNT}|an?)(?: point (?P<tenths>{_COUNT}))? lakhs?\b"
    rf"(?:(?: and)? (?P<thousands>\d{{1,2}}|{_COUNT}|"
    rf"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[ -](?:{_COUNT}))?) thousand)?"
)
_ASIDE = Gated(
    r"\b(?P<name>platelets|platelet count|afp|albumin|bilirubin|inr|creatinine|ha?emoglobin|neutrophils|alt|ast)"
    r"(?:'s| is| are| was| were| has been| have been)? (?:(?:always|still|a bit|a little|very|usually|quite|"
    r"on the|too|"
    r"never|only) )*(?:low|high|up|down|good|great|bad|low side|high side|poor),? (?:and |but )?"
    r"(?P<when>(?:last|this) (?:week|month|time)|yesterday|today|on \w+day|now|the last (?:one|count|time))?,? ?"
    r"(?:they were|it was|they're|it's|they are|it is|was|were)(?: at| about| around| only)* (?=\d)"
)
"""``my platelets are always low, last week they were 58``."""
_IS = Gated(
    r"\b(?:platelets?|creatinine|ha?emoglobin|albumin|bilirubin|afp|inr|alt|ast|neutrophils)"
    r"(?P<is>'s(?: about| around| at| only| now)*) (?=\d)"
)
_PRONOUN = re.compile(r"^\W*(?:the|that|this) (?!number)[a-z]+ (?P<one>one)\W*$")
_TELLING = re.compile(
    r"\b(?:afp|alpha|pivka|marker|big|bigger|large|larger|main|by|left|right|and|then|one|maybe|perhaps|to|or|"
    r"on|upon|x|between|point|of|was|were|used|times|over|lakhs?|s|low|high|up|down|good|bad)\b"
)


_OF_ELSE = re.compile(
    r"\b(?:ha?emangiomas?|cysts?|nodes?|lungs?|pulmonary|met(?:s|astas[ei]s)|gall-?stones|stones|spleen|kidneys?|renal|adrenals?|ducts?|"
    r"polyps?|thyroid|brain|cerebral|prostate|hernias?)\b"
)
"""``two haemangiomas, 1.2 and 0.9 cm``: sizes of something else."""


def lay_numbers(low: str, asked: tuple[str, ...]) -> Iterator[Change]:
    """Give for numbers that are told together what is to be read in their place; ``asked`` are the facts asked for."""
    if len(low) > 300 or not _TELLING.search(low):
        return
    yield from _markers(low)
    yield from _tumours(low, asked)
    yield from _values(low, asked)
    if asked and "treatments" not in asked:
        yield from (Change(*match.span(), "one ") for match in _AND_ANOTHER.finditer(low))
    if asked and "tumour_count" not in asked and (pronoun := _PRONOUN.match(low)):
        yield Change(*pronoun.span("one"), "thing")
    if len(asked) == 1 and asked[0] not in ("treatments", "age"):
        yield from (Change(match.start(), match.start("now"), "") for match in _WAS_AND_IS.finditer(low))
        yield from (Change(*match.span(), match["now"]) for match in _DOWN_FROM.finditer(low))
        for match in _BETWEEN.finditer(low):
            yield Change(*match.span(), f"{_figure(match['low'])}-{_figure(match['high'])}")
    for match in _PERIOD.finditer(low) if "life_expectancy" in asked else ():
        yield Change(*match.span(), f"{_value(match['low'])}-{_value(match['high'])} {match['unit']}")


def _tumours(low: str, asked: tuple[str, ...]) -> Iterator[Change]:
    """How many, how large and on which side."""
    for match in _BIG_AND_SMALL.finditer(low):
        if "tumour_count" in asked or re.search(_KIND, match.group()):
            yield Change(*match.span(), f"{_value(match['big']) + _value(match['small'])} lesions")
    for match in _BY.finditer(low):
        sides = [_figure(one) for one in match["all"].split(" by ")]
        told = f"largest tumour {max(sides, key=_size)}" if "largest_tumour" in asked else " x ".join(sides)
        yield Change(*match.span(), f"{told} {_UNITS[match['unit'][0]]}")
    if "largest_tumour" in asked and not re.search(r"\b(?:one|other|another|second)\b", low):
        for match in _SIZE.finditer(low):
            sides = [one for one in match.group("one", "two", "three") if one]
            unit = _UNITS[match["unit"][0]] if match["unit"] else "cm"
            yield Change(*match.span(), f"largest tumour {max(sides, key=_size)} {unit}")
    for match in _LUMP_OF.finditer(low):
        yield Change(*match.span(), f"{match['size']} {match['lump']}")
    for match in _BIG_ONE.finditer(low):
        size = max((one for one in match.group("one", "two") if one), key=_size)
        yield Change(*match.span(), f"largest tumour {size} {_UNITS[match['unit'][0]] if match['unit'] else 'cm'}")
    for match in _SIDE.finditer(low):
        yield Change(*match.span("said"), f"all in the {match['side']} lobe")
    for match in _two_sizes(low, asked):
        largest = max((_figure(match["one"]), _figure(match["two"])), key=_size)
        yield Change(*match.span(), f"largest tumour {largest} {_UNITS[match['unit'][0]]}")


def _two_sizes(low: str, asked: tuple[str, ...]) -> Iterator[re.Match[str]]:
    """Two sizes told together, where they are those of tumours; ``two haemangiomas, 1.2 and 0.9 cm`` are not."""
    if "largest_tumour" in asked:
        yield from _TWO_SIZES.finditer(low)
    elif re.search(_KIND, low):
        for match in _TWO_SIZES.finditer(low):
            part = re.split(r"[.;|\n]\s", low[max(0, match.start() - 60) : match.start()])[-1]
            own = part.rpartition(",")[2]
            if not _OF_ELSE.search(own if re.search(_KIND, own) else part):
                yield match


def _values(low: str, asked: tuple[str, ...]) -> Iterator[Change]:
    """Pressures, lakhs, and a value that stands apart from its name."""
    for match in _PRESSURE.finditer(low) if "systolic_bp" in asked or "pressure" in low else ():
        yield Change(*match.span(), f"{match['systolic']}/{match['diastolic']}")
    yield from (Change(*match.span("said"), ".") for match in _POINT.finditer(low))
    for match in _ASIDE.finditer(low):
        yield Change(*match.span(), f"{match['name']} {match['when'] or ''} ")
    yield from (Change(*match.span("is"), " is") for match in _IS.finditer(low))
    for match in _LAKH.finditer(low):
        if match["lakhs"][0].isdigit() and not match["tenths"] and not match["thousands"]:
            continue  # the unit of the value, and of its limits
        yield Change(*match.span(), str(_lakhs(match)))


def _markers(low: str) -> Iterator[Change]:
    for match in _THEN_AND_NOW.finditer(low):
        between = match["between"]
        now = bool(_IS_NOW.search(between)) or bool(match["after"])
        if now and (match["began"] or re.search(rf"\b{_BEFORE}\b", between)):
            name = match["name"] if match["name"] != "tumour marker" else "afp"
            yield Change(*match.span(), f"{name} before treatment {match['then']}, {name} {match['now']} now")


def _lakhs(match: re.Match[str]) -> int:
    """``one lakh ten thousand``, ``1.4 lakh``: a lakh is a hundred thousand."""
    lakhs = float(_figure(match["lakhs"].replace(",", "")) if match["lakhs"] != "an" else 1)
    lakhs += _value(match["tenths"]) / 10 if match["tenths"] else 0
    thousands = match["thousands"]
    more = int(thousands) if thousands and thousands.isdigit() else int(text2num(thousands, "en")) if thousands else 0
    return round(lakhs * 100_000) + more * 1000


def _value(said: str) -> int:
    return int(said) if said.isdigit() else COUNTS.get(said, 1)


def _size(figure: str) -> float:
    return float(figure.replace(",", ""))


def _figure(said: str) -> str:
    """``two point five`` as ``2.5``."""
    return ".".join(str(COUNTS.get(one, one)) for one in said.split(" point "))
