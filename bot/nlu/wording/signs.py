"""Signs of a form for yes and no, put in words: ``(-) MI (+) PE``, ``-MI +PE``, ``asc/enc 0/0``, ``HIV: 0``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated
from bot.nlu.wording.listed import Find, listed
from criteria.catalogue import Catalogue

_EMPTY = re.compile(
    r"(?P<behind>(?<=[a-z)]) ?[:=]? ?)?[\u00f8\u2205\u2300\u2298] ?(?:(?=[a-z]{2})|"
    r"(?P<end>(?=\s*(?:$|[,;.\n)|]|[/-] ))))"
)
_EMPTY_SIGNS = ("\u00f8", "\u2205", "\u2300", "\u2298")
_BRACKETED = re.compile(r"(?P<lead>^|[\n,;:.]\s*|\s)\((?P<sign>[-+])\) ?(?=[a-z])")
_NO_COUNT = Gated(r"(?:^|[\n,;.(]\s*|\b(?:with|has|had|and|shows?|showed|are|is) )(?P<sign>0|zero) (?=[a-z])")
_GLUED = Gated(r"(?P<lead>^|[\n,;:]\s*|(?<=\s))(?P<sign>[-+])(?=[a-z])")
_BEHIND = Gated(r"\b(?P<name>[a-z][a-z-]{1,15})(?P<sign>[+-])(?=[\s,;.]|$)")
_SPACED = Gated(
    r"(?:^|(?<=[\n,;:.(|])) ?(?P<row>(?:[a-z][a-z]{0,15}(?: [a-z]{2,15})?(?: ?[+-](?![\w+-])) *){2,8})(?=$|[,;.)\n|])"
)
_SIGNED = re.compile(r"(?P<name>[a-z][a-z]*(?: [a-z]{2,15})?)(?P<sign> ?[+-])")
_OTHER = re.compile(r"(?!(?:neg|pos|no|none|nil|yes|not|was|is|and|or|in|on|at)$)[a-z]{2,5}")
"""A short name of something else that was asked or tested beside them: ``HIV - TB -``."""
_CUT = ("asc", "enc", "enceph", "he")
_ROW = Gated(
    r"(?<![\w/])(?P<names>[a-z][a-z ]{0,30}(?:/[a-z][a-z ]{0,30}){1,7}?)\s*[:=]?\s*(?<![a-z])"
    r"(?P<answers>(?:no?|yes|y|neg|pos|[01]|-|\+)(?:\([^()/\n]{1,12}\))?"
    r"(?:/(?:no?|yes|y|neg|pos|[01]|-|\+)(?:\([^()/\n]{1,12}\))?){1,7})(?![\w/+-])"
)
_ANSWERS = Gated(r" ?[:=] ?(?P<answers>(?:no?|yes|y)(?:, ?(?:no?|yes|y)\b){1,7})(?=\s*(?:$|[.;\n)]))")
_NOUGHT = Gated(r"(?:(?<=[a-z])0|(?<=[a-z)]) ?[:=] ?0|(?<=[a-z)]) 0)(?=\s*(?:$|[,;\n)|]|/ |\.(?:\s|$)|[a-z]))")
_CLOSERS = ("", ",", ";", ".", ")")
"""What closes an answer; before anything else it is closed, so that it is not said of what follows: ``asc 0 HE 0``."""
_CREATININE = re.compile(
    r"(?<![\w.])(?<!response )(?<!response: )Cr(?![\w-])(?!/(?!(?i:na|k|bun|urea|e?gfr|alb|hb|plt|tb)\b))"
    r"(?! (?:by|per|on (?:mri|ct|imaging|scan|pet)|confirmed|after|"
    r"x ?2|achieved|maintained|\())(?=\s*\S)"
)
"""``Cr`` as it is written of creatinine; a complete response is written ``CR``."""
_REACH = 30
_MOST = 60
"""Signs of a message that are looked at; a text of more is none."""


def in_words(text: Text, find: Find, catalogue: Catalogue) -> Text:
    """Put the signs for yes and no in words, where they stand at what a history lists."""
    low = text.low
    changes: list[Change] = []
    if "Cr" in text.cased:
        changes += [Change(*match.span(), "creatinine") for match in _CREATININE.finditer(text.cased)]
    if any(sign in low for sign in _EMPTY_SIGNS):
        changes += _empty(low)

    def named(start: int, end: int) -> tuple[int, int] | None:
        """Give the place of the listed word that begins at a place."""
        first = next(iter(find(low[start:end])), None)
        return (start, start + first.end) if first and first.start == 0 and listed(catalogue, first) else None

    if "(-)" in low or "(+)" in low:
        changes += _leading(list(_BRACKETED.finditer(low))[:_MOST], low, named)
        if low.startswith("(-)") and named(len(low) - len(low[3:].lstrip()), _REACH):
            changes.append(Change(0, 3, "no"))
    if "zero " in low or "0 " in low:
        found = islice(_NO_COUNT.finditer(low), _MOST)
        changes += [Change(*one.span("sign"), "no") for one in found if named(one.end(), one.end() + _REACH)]
    if "-" in low or "+" in low:
        changes += _leading(list(_GLUED.finditer(low))[:_MOST], low, named)
        changes += _parted(low, named) if " -" in low or " +" in low or "enc" in low else ()
        changes += _following(low, named)
    changes += _rows(low, named)
    if "0" in low:
        changes += _noughts(low, find, catalogue)
    return rewritten(text, apart(changes)) if changes else text


def _empty(low: str) -> Iterator[Change]:
    """``Ø MI`` denies what follows; ``MI Ø, PE Ø`` what stands before, where the line's first sign ends its item."""
    line, behind = -2, False
    for match in islice(_EMPTY.finditer(low), _MOST):
        if (start := low.rfind("\n", 0, match.start())) != line or match["end"] is not None:
            line, behind = start, match["behind"] is not None and _closes(low, match)
        if behind and match["behind"] is not None:
            yield Change(*match.span(), ": no" if match["end"] is not None else ": no; ")
        elif match["end"] is None:
            yield Change(match.end() - len(match[0].lstrip(" :=")), match.end(), "no ")


def _closes(low: str, match: re.Match[str]) -> bool:
    """Tell whether a sign stands behind its word: it ends its item, or the last sign of its line does."""
    return match["end"] is not None or low[match.end() :].partition("\n")[0].rstrip(" .,;")[-1:] in _EMPTY_SIGNS


Named = Callable[[int, int], "tuple[int, int] | None"]


def _leading(signs: list[re.Match[str]], low: str, named: Named) -> Iterator[Change]:
    """``-MI -CVA +PE``: signs that stand before their words, of which the first opens a line or an item."""
    if not any(one["lead"].strip(" ") or one.start("lead") == one.start() == 0 for one in signs):
        return
    lines: dict[int, list[re.Match[str]]] = {}
    for one in signs:
        if named(one.end(), one.end() + _REACH):
            lines.setdefault(low.count("\n", 0, one.start("sign")), []).append(one)
    for row in lines.values():
        if len(row) > 1:
            for one in row:
                start = one.end("lead")
                yield Change(start, one.end(), "; no " if one["sign"] == "-" else "; ")


def _following(low: str, named: Named) -> Iterator[Change]:
    """``HBV+ HCV- HIV-``, ``heart attack- steroids- PE-``: signs that touch the words before them, in a row."""
    row: list[tuple[re.Match[str], bool]] = []
    end = -1
    for one in [*islice(_BEHIND.finditer(low), _MOST), None]:
        if one is not None:
            first = next(
                (start for start in (_two_words(low, one), one.start()) if named(start, one.end("name"))), None
            )
            if not row or not low[end : one.start() if first is None else first].strip(" ,;/"):
                row.append((one, first is not None))
                end = one.end()
                continue
        if sum(known for _, known in row) > 1:
            for each in (match for match, known in row if known):
                yield Change(*each.span("sign"), ": positive," if each["sign"] == "+" else ": negative,")
        row = [(one, first is not None)] if one is not None else []
        end = one.end() if one is not None else -1


def _two_words(low: str, last: re.Match[str]) -> int:
    """Where the word before a signed one begins."""
    return low.rfind(" ", 0, max(0, last.start() - 1)) + 1


def _parted(low: str, named: Named) -> Iterator[Change]:
    """``Asc - Enc -``, ``MI + CVA - PE -``: a line or item of names with a sign behind each, two or more."""
    for match in islice(_SPACED.finditer(low), _MOST):
        each = list(_SIGNED.finditer(low, match.start("row"), match.end("row")))
        if len({len(one["sign"]) for one in each}) > 1:
            continue  # ``measurable disease - EHS-``: the first is a dash
        known = [one["name"] in _CUT or named(*one.span("name")) is not None for one in each]
        if (
            len(each) > 1
            and any(known)
            and all(well or _OTHER.fullmatch(one["name"]) for well, one in zip(known, each, strict=True))
        ):
            for one in each:
                yield Change(*one.span("sign"), ": positive," if "+" in one["sign"] else ": negative,")


def _rows(low: str, named: Named) -> Iterator[Change]:
    """``PVTT/HVTT/EHS: n/n/y``, ``HIV, stroke: no, yes``: as many answers as names."""
    for match in islice(_ROW.finditer(low) if "/" in low else (), _MOST):
        names, answers = match["names"].split("/"), match["answers"].split("/")
        if "1" in answers and not _of_two(names, answers, match.start("names"), named):
            continue
        if len(names) == len(answers) and len({one in "+-" for one in answers}) == 1:  # ``HV inv +/no EHS``
            yield Change(*match.span(), _told(names, answers))
    for match in islice(_ANSWERS.finditer(low), _MOST):
        answers = match["answers"].split(",")
        start = max(0, match.start() - _REACH * len(answers))
        names = re.split(r"[;\n]|\.\s", low[start : match.start()])[-1].split(",")[-len(answers) :]
        if len(names) == len(answers) and all(re.fullmatch(r"\s*[a-z][a-z -]*", one) for one in names):
            yield Change(match.start() - len(",".join(names)), match.end(), " " + _told(names, answers))


_POINTS = ("asc", "enc", "he", "hep", "pv", "vp", "hv")


def _of_two(names: list[str], answers: list[str], start: int, named: Named) -> bool:
    """``MI/CVA/PE 0/0/1``: noughts and ones are no and yes of illnesses, and not the points of a score."""
    places = [start + sum(len(one) + 1 for one in names[:at]) for at in range(len(names))]
    known = all(named(at, at + len(one)) for at, one in zip(places, names, strict=True))
    return known and set(answers) == {"0", "1"} and not any(one.startswith(_POINTS) for one in names)


def _told(names: list[str], answers: list[str]) -> str:
    """Put each answer behind its name."""
    parted = (one.strip().partition("(") for one in answers)
    said = (("yes" if one in ("y", "yes", "pos", "+", "1") else "no") + f" {mark}{more}" for one, mark, more in parted)
    return ", ".join(f"{name.strip()}: {one.rstrip()}" for name, one in zip(names, said, strict=True))


def _noughts(low: str, find: Find, catalogue: Catalogue) -> Iterator[Change]:
    """``HIV: 0``, ``EHS0``: a nought behind what is or is not."""
    for match in islice(_NOUGHT.finditer(low), _MOST):
        start = max(0, match.start() - _REACH)
        last = next(iter(reversed(find(low[start : match.start()]))), None)
        if last and start + last.end == match.start() and listed(catalogue, last) and last.phrase != "vp":
            yield Change(*match.span(), ": no" if low[match.end() :].lstrip()[:1] in _CLOSERS else ": no;")
