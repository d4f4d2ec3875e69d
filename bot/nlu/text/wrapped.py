"""Lines that an editor or a mail program broke at a width: read as the sentence that they are.

A break at a width is known by its shape: the first word of the next line would not have fitted into the longest line of
the paragraph. Lists and tables break where their facts end, whatever room is left.
"""

from __future__ import annotations

import re
from itertools import accumulate, pairwise

from bot.nlu.text.own_courses import opens_course
from bot.nlu.text.widths import set_at_width

_OPENER = (
    r"(?:He|She|They|Pt|Patient|The (?:patient|pt)|Was|Were|Had|Has|Received|Underwent|Then|Next|Later|Subsequently|"
    r"Thereafter|After that|Got|Started|Commenced|Began|Now|Currently|Since then|Followed|"
    r"Tried|Took|Managed|Went|Completed|Stopped|Off|Switched|Changed|"
    r"(?:[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)[ -]line|On)\b"
)
"""Typed with a capital letter, what opens a sentence of its own."""
_OPENS = re.compile(_OPENER)
_WRAPPED = re.compile(rf"(?<=\n)[^\n\t|]{{60,}}[^\s.;:!?](?P<end>\n)(?!{_OPENER})(?=[^\s\-*#>|:\t][^\n:|\t]{{12}})")
"""A line that an editor broke inside a sentence: long, not closed, and no list, table or heading behind it."""
_WITHIN = (
    r"was|were|is|are|been|be|has|had|have|the|a|an|of|and|or|in|on|at|to|from|with|by|for|"
    r"(?<=[,;.(] )no|(?:and|or|but|is|was|are|were|has|had|have|been|with|there|shows?|showed|reveals?|revealed|"
    r"found|"
    r"reports?|reported|of|on|also|otherwise|currently|under|states|gives|gave) no|after|since|until|"
    r"stage|class|received|underwent|he|she|his|her|their|between|during|which|who|because|uses|takes|"
    r"receives"
)
_BROKEN = re.compile(
    r"(?<=\n)(?![^\n]* / [^\n]* / )"
    rf"[^\n\t|]{{30,}}[ ,](?<![:?=\])-] )(?<!  )(?<!\. )(?:{_WITHIN})(?P<end>\n)(?=[^\s\-*#>|:\t])"
    r"|(?<=\n)[^\n\t|]{60,}[a-z](?P<stop>\n)(?=(?:was|were|is|are|has|had|and|of|with|on|in|by) [^\n:|\t]{12})"
    r"|(?<=\n)[^\n\t|]{30,}[.;,] (?:Since|In|On|From) (?:[A-Za-z]+ )?\d[\d./-]*(?P<dated>\n)"
    r"(?=[a-z]{3,}\b[^\n:|\t=]{2})"
)
"""A line that ends within a phrase, or whose next one begins within it: broken inside a sentence, whatever it holds.

``Test / result / normal up to`` heads the columns of a table.
"""
_NARROWEST = 28
"""Letters of the narrowest line that is broken at a width; shorter ones are lists."""
_LIST = re.compile(r"\s*(?:[-*#>•|:+]|\(?\d{1,2}[.)]\s|\(?[a-z][.)]\s|[\w .()/-]{1,24}(?::|\s=)(?!\d\d))")
"""What opens a point of a list, or a named line."""
_OWN = re.compile(
    r"(?:no|not|nil|never|denies|none|without|plts?|platelets?|alb|albumin|t?bili?|bilirubin|inr|ast|alt|afp|pivka|dcp|"
    r"creat\w*|cr|wbc|anc|neut\w*|h[ae]?emoglobin|hb|hgb|ecog|ps|bclc|cnlc|child|cp|ctp|tumou?rs?|lesions?|nodules?|"
    r"hiv|"
    r"stroke|mi|pe|tace|rfa|mwa|haic|sirt|tare|resection|hepatectomy|lenva\w*|sora\w*|rego\w*|cabo\w*|atezo\w*|"
    r"durva\w*|"
    r"nivo\w*|pembro\w*|sinti\w*|camre\w*|tisle\w*|ascites|encephalopathy|age|sex|male|female|qtc|bp|largest|"
    r"(?:first|second|third|fourth|1st|2nd|3rd|4th)[ -]line|l[1-4]|[1-4]l|"
    r"s\.|total|serum|history|last|best|latest|current\w*|s?he|pt|patient|"
    r"that(?:'s| is| was) (?:all|everything))(?![\w'])"
)
"""What opens a fact of its own."""
_OPEN_END = re.compile(
    rf"(?:[,(]|\b(?<![:?=\])-] )(?<!  )(?<!\.\. )(?:{_WITHIN}|an?|his|her|their|most|very|not|as|than|but|which|that|"
    rf"who|he|she|it|"
    rf"we))$",
    re.I,
)
_MONTH_END = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*$", re.I)
_UNIT = re.compile(r"(?:[mn]?g/|[uµμm]mol|u/l|iu/|mau|x ?10|k/u|10\^|[cm]m\b|\(<?\d)", re.I)
_TEST_END = re.compile(
    r"\b(?:plts?|platelets?|alb|albumin|t?bili?|tb|inr|ast|alt|afp|pivka|cr|creat|wbc|anc|hb|hgb|ecog|ps)$", re.I
)
_ANSWERED = re.compile(
    r"^[^.;:]{2,50} (?:[-–=]|\.{2,3}) ?(?:no|none|never|yes|nil|neg(?:ative)?|present|absent|[yn])\b|"
    r"^[a-z /-]{2,30} (?:none|nil|neg(?:ative)?|absent|denied|excluded)$",
    re.I,
)
"""``uncontrolled diabetes - no``, ``infection absent``: a point of a list."""
_ENDS_ANSWERED = re.compile(r"[a-z)](?: [-–=]|[:?]) ?(?:no|none|never|yes|nil|neg(?:ative)?|absent|[yn])\.?$", re.I)
_DENIALS = re.compile(r"(?:no|not|nil|denies|never) [^\n]*\n(?:no|not|nil|denies|never) ")
"""Two lines of a list of denials."""
_FIGURES = re.compile(r"(?:\n[^\n]{1,22}?(?:[ \t]+[<>]?\d[\d.,]*){2,}[ \t]*(?=\n|$)){2}")
"""Two lines of figures below each other: the rows of a table, whatever width its lines have."""
_QUOTE = re.compile(r"^[> ]*>", re.M)
_PROSE = re.compile(
    r"\b(?:the|an?|was|were|is|are|has|had|have|been|of|his|her|who|which|that|their|will|with|for|by|from)\b", re.I
)
"""Words of a sentence: ``tissue available + CNLC IIb + no MI`` is shorthand, whose line ends where its facts end."""
_LONG = 40
"""Letters of a line that no list has, where the next one goes on with a plain word."""


def unwrapped(raw: str) -> str:
    """Give the message with a space for every line break inside a sentence of prose."""
    raw = _unquoted(raw) if "\n" in raw else raw
    if "\n" not in raw or _FIGURES.search(raw) is not None:
        return raw
    chars = list(raw)
    for match in _WRAPPED.finditer("\n" + raw):
        words, behind = match.group().split(), raw[match.start("end") :].split("\n", 1)[0]
        denied = _DENIALS.match(raw, match.start("end")) is not None
        own = opens_course(match.group(), behind) or _by_year(match.group(), behind)
        if denied or own or "   " in match.group().strip() or not _PROSE.search(match.group()):
            continue  # gaps set columns apart
        if sum(word.isalpha() and word.islower() for word in words) * 3 > len(words):
            chars[match.start("end") - 1] = " "
    for match in _BROKEN.finditer("\n" + raw):
        if match["stop"] and opens_course(match.group(), raw[match.start("stop") :].split("\n", 1)[0]):
            continue
        chars[max(match.start("end"), match.start("stop"), match.start("dated")) - 1] = " "
    start = 0
    for block in re.split(r"(\n[ \t\r]*\n)", raw):
        for place in _soft(block.split("\n")):
            chars[start + place] = " "
        start += len(block)
    lines = raw.split("\n")
    ends = list(accumulate(len(line) + 1 for line in lines))
    for number in set_at_width(lines):
        chars[ends[number] - 1] = " "
    return "".join(chars)


def _unquoted(raw: str) -> str:
    """Blank the marks of a quoted mail: ``> 2 lesions`` below ``> AFP 412`` is no comparison."""
    if raw.count("\n>") * 2 < raw.count("\n") or not raw.lstrip().startswith(">"):
        return raw
    if not all(line.startswith(">") for line in raw.split("\n") if line.strip()):
        return raw
    return _QUOTE.sub(lambda match: " " * len(match[0]), raw)


def _soft(lines: list[str]) -> list[int]:
    """Give the places of a paragraph's breaks that its width made."""
    width = max(map(len, lines))
    if len(lines) < 2 or width < _NARROWEST:
        return []
    found: list[int] = []
    run: list[tuple[int, str, str]] = []
    place = 0
    for line, behind in pairwise(lines):
        place += len(line)
        if _tight(line, behind, width):
            run.append((place, line, behind))
        else:
            found += _joined(run)
            run = []
        place += 1
    if len(run) == len(lines) - 1 and _cut(lines):
        return [one for one, _, _ in run]
    return found + _joined(run)


def _cut(lines: list[str]) -> bool:
    """Tell whether full lines of shorthand were broken within a fact: ``INR`` and ``1.2`` on two lines."""
    if len(lines) < 4 or sum(len(line.split()) for line in lines) < 4 * len(lines):
        return False
    if any(line.count(" / ") > 1 for line in lines):
        return False
    cut = [
        line[-1:] not in ".;:" and behind[:1] and not any(map(str.isupper, behind[:2]))  # ``aPTT`` opens a row
        for line, behind in pairwise(lines)
    ]
    return 0 < sum(map(bool, cut)) < len(cut)


def _tight(line: str, behind: str, width: int) -> bool:
    """Tell whether a line was full, and its next one is no point of a list or row of a table."""
    if min(line.count(";"), behind.count(";")) > 1 or _of_cells(line, behind):
        return False
    if "\t" in line + behind or "   " in line.strip() + "x" + behind.strip() or "|" in line + behind or "...." in line:
        return False
    first = behind.split(" ", 1)[0]
    full = len(line.rstrip()) + 1 + len(first) > width
    listed = _LIST.match(behind) or _OPENS.match(behind) or _ANSWERED.match(behind) or _alike(line, behind)
    listed = listed or opens_course(line, behind) or _by_year(line, behind) or _ENDS_ANSWERED.search(line) is not None
    return bool(first) and full and line[-1:] != ":" and not listed


_YEAR_OPENS = re.compile(r"[\W_]{0,3}(?:in )?(?:19|20)\d\d\b(?![-/.]\d)", re.I)


def _by_year(line: str, behind: str) -> bool:
    """``2021 resection in May`` over ``2023 TACE``: lines that each tell of a year."""
    return _YEAR_OPENS.match(line) is not None and _YEAR_OPENS.match(behind) is not None


def _of_cells(line: str, behind: str) -> bool:
    """``age, sex, bclc`` over ``55, M, C``: a row of names and a row of as many values."""
    if line.count(",") != behind.count(",") or line.count(",") < 2 or any(map(str.isdigit, line)):
        return False
    return all(len(cell.split()) < 4 for cell in (line + "," + behind).split(","))


def _alike(line: str, behind: str) -> bool:
    """``from 5 Nov (GP) -> INR 1.4`` over ``from 17 Nov (ours) -> INR 1.3``: rows that open with one word and a day."""
    first, second = line.split(" ", 1), behind.split(" ", 1)
    return first[0] == second[0] and all(any(map(str.isdigit, one[: _LONG // 2])) for one in (line, behind))


def _joined(run: list[tuple[int, str, str]]) -> list[int]:
    """Give the breaks of full lines, where one of them is certainly within a sentence."""
    shortest = _NARROWEST - 8 if len(run) > 1 else _LONG
    if any(_within(line.rstrip(), behind, shortest) for _, line, behind in run):
        return [place for place, _, _ in run]
    return []


def _within(line: str, behind: str, shortest: int) -> bool:
    """Tell whether a sentence, or a fact, goes on in the next line."""
    if len(line) < _NARROWEST - 8 or len(line.split()) < 3 or line.count(" / ") > 1:
        return False
    if line.count(",") > line.count(", ") + 1 or len(re.findall(r"\d", line)) * 3 > len(line):
        return False
    if _OPEN_END.search(line) or line.count("(") > line.count(")"):
        return True
    if line[-1].isdigit() and _UNIT.match(behind):
        return True
    if behind[0].isdigit():
        return _MONTH_END.search(line) is not None or _TEST_END.search(line) is not None
    plain = line[-1].isalnum() and behind[0].islower() and not _OWN.match(behind)
    return plain and len(line) >= shortest and _PROSE.search(line) is not None
