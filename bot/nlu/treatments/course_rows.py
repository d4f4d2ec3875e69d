"""Rows of a table of treatments, a course each, told as a sentence would tell them.

``Drug;Start;Stop;Reason`` over ``sorafenib;03/2024;07/2024;rash`` is ``sorafenib 03/2024 - 07/2024, stopped for rash``,
and so is ``03/2024 - 07/2024: sorafenib, rash``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.nlu.dating.days_first import with_days_first
from bot.nlu.lexicon.calendar_words import ANY_MONTH
from bot.nlu.lexicon.vocabulary import word_set
from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, Named, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.pairs_of_cells import with_pairs_of_cells

_MARKS = ("|", "\t", ";", ",")
_HEADS = {
    "name": r"(?:hcc |tumou?r |prior |previous )*(?:therap(?:y|ies)|treatments?|regimens?|drugs?(?: name)?|agents?|"
    r"modality|procedures?|medication|substance|therapie|behandlung|traitement|tratamiento|terapia|trattamento)",
    "start": r"(?:date )?(?:(?:of )?start(?:ed|ing)?|from|begin(?:ning)?|began|begun|first(?: dose| date| cycle)?|c1d1|"
    r"initiat(?:ed|ion)|beginn|von|d[ée]but|inicio|inizio|date)(?: date| on)?",
    "end": r"(?:date )?(?:(?:of )?(?:end(?:ed)?|stop(?:ped)?)|to|until|till|last(?: dose| date| cycle)?|discontinued|"
    r"finish(?:ed)?|ende|bis|fin|fine)(?: date| on)?",
    "why": r"(?:reason|cause|why)(?: .{2,30})?|outcome|status|result|d/?c reason|off reason|grund|motivo|raison",
    "best": r"best(?: (?:overall )?response)?|bor|br",
    "response": r"(?:overall )?response",
}
"""What heads a column; any other column is told as it is."""
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{4}}(?:-\d\d)?(?![\d-])|\d{{1,2}}[./](?:\d{{1,2}}[./])?\d{{4}}|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]\d\d|\d\d/\d\d|'\d\d|"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?[ -])?(?:{ANY_MONTH})\.?[ -](?:\d{{1,2}},? )?(?:'?\d\d|\d{{4}})(?!\d))"
)
_DAY = re.compile(_DATE)
_ON = (
    r"(?:still |is |currently )?(?:on[- ]?going|present|now|today|current(?:ly)?|continu\w+|on it|laufend|"
    r"running|en cours|en curso|in corso)"
)
_GOES_ON = re.compile(_ON)
_DAYS_BEFORE = Gated(
    rf"(?:^|(?<=[;.\n*•-] )|(?<=\n))(?P<start>{_DATE}) ?(?:-|to|until|till|bis|->) ?(?P<end>{_DATE}|{_ON}) ?: ?"
    r"(?P<name>[^\n;:,.(]{2,60}?)(?P<rest>(?: ?[,(]| stopped| d/c| off)[^\n;.]{0,60})?(?=[.;\n]|$)"
)
_NONE = re.compile(r"[-–—./]*|n/?a|nil|none|unknown|not known|\?")
_PROGRESS = re.compile(
    r"pd|(?:(?:disease|tumou?r|radiolog\w+|clinical) )?progress(?:ion|ed|ive disease)?|progrès|progress"
)
_HARMS = word_set("courses_side_effects") | {
    "toxicity",
    "tox",
    "effects",
    "events",
    "event",
    "ae",
    "hfs",
    "hfsr",
    "intolerance",
    "irae",
}
_MOST = 60
"""Lines that are looked at."""
_Roles = tuple[str, ...]


def with_course_rows(text: Text, named: Named) -> Text:
    """Tell each row of a table of treatments in one go; a message without such rows stays as it is."""
    text = with_days_first(with_pairs_of_cells(text))  # the comma within a day parts no cells
    changes = [one for match in _DAYS_BEFORE.finditer(text.low) for one in _days_behind(match, named)]
    text = rewritten(text, changes) if changes else text
    lined = "\n" in text.low
    marks = [one for one in _MARKS if text.low.count(one) >= 2 and (lined or one != ",")]
    changes = []
    for mark in marks:
        roles: _Roles = ()
        for line in list(re.finditer(r"[^\n]+", text.low))[:_MOST]:
            cells = line.group().strip().rstrip("|").lstrip("|").split(mark)
            if len(cells) < 3 or len(line.group()) > 200:
                roles = ()
            elif heads := _heads([one.strip() for one in cells]):
                roles = heads
                changes.append(Change(*line.span(), "treatment:"))
            elif told := _told([one.strip() for one in cells], roles, named, mark):
                changes.append(Change(*line.span(), told))
        if changes:
            return rewritten(text, changes)
    return text


def _days_behind(match: re.Match[str], named: Named) -> Iterator[Change]:
    """``2024-03 - 2024-07: sorafenib, rash``: the days behind the name, and why it ended."""
    kinds = _kinds(match["name"], named)
    if kinds:
        drugs = _are_drugs(kinds)
        rest = match["rest"] or ""
        why = re.fullmatch(r" ?(?:, ?(.+)|\((.+)\))", rest)
        told = _why((why[1] or why[2]).strip(), drugs=drugs) if why else rest
        yield Change(*match.span(), f"{match['name']} {_span(match['start'], match['end'], '', drugs=drugs)}{told}")


def _kinds(name: str, named: Named) -> set[str]:
    """The treatments that a piece names."""
    return {one[2] for one in named(name) if one[2].startswith(("kind ", "agent ", "regimen "))}


def _are_drugs(kinds: set[str]) -> bool:
    return not any(one.startswith("kind ") for one in kinds)


def _heads(cells: list[str]) -> _Roles:
    """The roles of a line of headings; none where it is no such line."""
    roles = tuple(next((one for one, words in _HEADS.items() if re.fullmatch(words, cell)), "") for cell in cells)
    return roles if {"name", "start"} <= set(roles) and len(set(roles) - {""}) == sum(map(bool, roles)) else ()


def _told(cells: list[str], roles: _Roles, named: Named, mark: str) -> str:
    """One row in words; nothing where it is no row of a course."""
    if not roles:
        roles = ("name", "start", "end", "why", "best")[: len(cells)] if mark != "," and len(cells) < 5 else ()
        if not (roles and _DAY.fullmatch(cells[1]) and (_DAY.fullmatch(cells[2]) or _GOES_ON.fullmatch(cells[2]))):
            return ""
    if len(cells) > len(roles):
        return ""
    row = dict(zip(roles, cells, strict=False))
    kinds = _kinds(row["name"], named)
    if not kinds or not _DAY.fullmatch(row["start"]):
        return ""
    drugs = _are_drugs(kinds)
    further = [cell for role, cell in zip(roles, cells, strict=False) if not role and not _NONE.fullmatch(cell)]
    said = [row["name"], *further, _span(row.get("start", ""), row.get("end", ""), row.get("why", ""), drugs=drugs)]
    return (
        " ".join(said)
        + _why(row.get("why", ""), drugs=drugs)
        + _best(row.get("best", ""))
        + _told_so(row.get("response", ""))
        + "."
    )


def _span(start: str, end: str, why: str, *, drugs: bool) -> str:
    if _GOES_ON.fullmatch(end) or (_NONE.fullmatch(end) and _GOES_ON.fullmatch(why)):
        return f"since {start}, ongoing" if drugs else f"{start}, ongoing"
    if _NONE.fullmatch(end) or (end == start and not drugs):
        return f"from {start}" if drugs else start
    return f"{start} - {end}"


def _why(why: str, *, drugs: bool) -> str:
    if _NONE.fullmatch(why) or _GOES_ON.fullmatch(why):
        return ""
    harmed = bool(_HARMS & {why.split(" ")[-1], why.split(" ")[0]})
    return f", stopped for {why}" if drugs and (harmed or _PROGRESS.fullmatch(why)) else f", {why}"


def _told_so(response: str) -> str:
    return "" if _NONE.fullmatch(response) else f", {response}"


def _best(best: str) -> str:
    return "" if _NONE.fullmatch(best) else f", best response {best}"
