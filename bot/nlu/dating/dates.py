"""Recognising dates in all the ways notes write them; what they mean is a :class:`~bot.nlu.dating.days.Day`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from bot.nlu.dating.date_words import (
    ago,
    before_last,
    between_ago,
    christmas,
    day_month,
    day_month_two,
    day_of_month,
    half_year,
    iso,
    month,
    month_of_year,
    month_year,
    named_day,
    post,
    quarter,
    season,
    short_year,
    slashed,
    span,
    vague,
    week_of,
    weekday,
    year,
    year_and_half,
)
from bot.nlu.dating.days import COUNT, Day, back, checked, counted, day_of, full_year, latest
from bot.nlu.dating.spoken_days import ORDINAL_DAYS, spoken_day, year_month
from bot.nlu.lexicon.calendar_words import ANY_MONTH, DAYS, MONTHS
from bot.nlu.text.any_of import any_of
from bot.nlu.text.telling import Gated, Gates

_MON = rf"(?P<mon>{ANY_MONTH})(?![a-z])\.?"
_NO_CODE = r"(?<!\b[a-z])(?<!\b[a-z]-)(?<!\b(?!ct|us|mr|on|am|at)[a-z]{2})"
"""Digits behind one or two letters are no date: ``ID: H20261107``."""
_YEAR = r"(?P<year>(?:19|20)\d{2}|'\d{2})(?!\d)"
_UNIT = r"(?P<unit>days?|d|weeks?|wks?|w|fortnights?|months?|mos?|mths?|years?|yrs?|y)"
_N = r"(?P<n>\d{1,3}(?:[.,]5)?|" + "|".join(f"{one}(?= )" for one in sorted(COUNT, key=len, reverse=True)) + r")"
_NTH = any_of(ORDINAL_DAYS)
_COUNTS = any_of(COUNT)
_WEEKDAY = any_of(DAYS)
_NUMBERED = "".join(
    rf"(?<!{word})"
    for word in (
        *(r"\bl", r"\bt", r"\bc"),
        *(r"\bs", r"\bseg", "seg ", r"seg\. ", "segment ", "segments ", "cycle ", "line "),
        *("pd", "pd-", "pdl", "pd-l"),
    )
)
"""Not behind what is numbered: ``RFA seg 7 Feb 2024`` was done in February."""
_BEHIND_MONTH = "|".join(rf"(?<=\b{one} )" for one in MONTHS if one.isalpha())
_NO_SPAN = rf"(?!(?=\d\d-[a-z]{{3,9}}\.? '?\d\d(?!\d))(?:{_BEHIND_MONTH}))"
"""Not ``23-Jan 24`` of ``Sept 23-Jan 24``: two months of years."""
_PRIOR = (
    r"prior(?! to\b(?! (?:today|now|screening|consent|enrol|randomi|sign|inclusion|"
    r"(?:this|the|today's) (?:visit|screening|review|clinic|appointment|consent|call))))"
)
"""``3 weeks prior``, ``prior to this visit``, but not ``3 days prior to surgery``: that is counted from another day."""
_DOTTED_MONTH = r"(20\d{2})\.(0[1-9]|1[0-2])()"
"""``2026.04``: a month where words or a span say that it is one."""
_BEFORE_DOTTED = "|".join(rf"(?<={word})" for word in ("since ", "from ", "until ", "till ", "in ", r"\("))
RULES: tuple[tuple[Gated, Callable[[re.Match[str], date], Day | None]], ...] = tuple(
    (Gated(pattern), rule)
    for pattern, rule in (
        (r"\b(?:half a year|six and a half months)\s+ago\b", half_year),
        (r"\b(?:a|one|1) (?:year and a half|and a half years?)\s+ago\b", year_and_half),
        (
            r"(?:\b(?:more than|over|at least|less than|under|up to|almost|nearly)\b|[<>≥≤]=?)\s*"
            r"(?:a|an|one|two|three|four|five|six|ten|\d{1,2})\s+(?:years?|yrs?|months?|weeks?)\s+ago\b",
            vague,
        ),
        (r"\b(?:the )?(?P<which>week|month|year) before last\b", before_last),
        (
            rf"(?<![\d.,/a-z]){_N}\s*(?:-|to|or)\s*(?P<most>\d{{1,2}}|{_COUNTS})\s*-?{_UNIT}\s*(?:ago|back)\b",
            between_ago,
        ),
        (
            rf"(?:\b(?:in|during) )?(?:\bthe )?\bw(?:ee)?k (?:of|commencing|beginning|starting) (?:the )?(?:{_MON} "
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!\d|/|\.\d)|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)? "
            rf"(?P<mon2>{ANY_MONTH})(?![a-z]))(?:,?\s+{_YEAR})?",
            week_of,
        ),
        (
            r"\b(?:(?:q[1-4]|(?:first|second|third|fourth|1st|2nd|3rd|4th|last) quarter)(?: of)?[ /]?|h[12][ /]?)"
            r"(?P<of>(?:19|20)\d{2})",
            quarter,
        ),
        (r"\b(?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th) of (?P<which>this|last) month\b", day_of_month),
        (r"(?<=on )(?P<day>\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:$|[.,;)\n]))", day_of_month),
        (
            r"(?<=on )the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?!\s*(?:of\b|line|cycle|session|course|dose|tace|haic|rfa|"
            rf"day|week|month|floor|{ANY_MONTH}))",
            day_of_month,
        ),
        (rf"\b(?:the )?(?P<nth>{_NTH}) of {_MON}(?:,?\s+(?:{_YEAR}|(?P<which>this|last) year))?(?![a-z])", spoken_day),
        (rf"(?<![\d.])(?P<year>(?:19|20)\d{{2}})[ \t]+{_MON}(?!\s*\d)(?![a-z])", year_month),
        (r"(?<=of )the (?P<day>\d{1,2})(?:st|nd|rd|th)\b(?=\s*(?:[:=,(]|$|\n|was\b|is\b|[<>]?\d))", day_of_month),
        (r"\bin the (?:early |late |mid )?(?:19|20)?\d0'?s\b", vague),
        (
            r"(?<![\d.])(?<!\d/\d/)(?<!\d/\d\d/)((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)"
            r"(?:[t ]\d{1,2}:\d{2}(?::\d{2})?)?",
            iso,
        ),
        (_NO_CODE + r"(?<![\d.])((?:19|20)\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?![\d.]|-\d{1,4}(?!\d))", iso),
        (r"(?<!\d)((?:19|20)\d{2})\s?年\s?(\d{1,2})\s?月(?:\s?(\d{1,2})\s?[日号])?", iso),
        (r"(?<![\d.,/])(\d{1,2})([-/.])(\d{1,2})\2((?:19|20)\d{2}|\d{2})(?![\d/]|\.\d)", slashed),
        (r"(?<![\d.-])((?:19|20)\d{2})[-/](\d{1,2})()(?!\d|[/.-]\d|-)", iso),
        (rf"(?:{_BEFORE_DOTTED}){_DOTTED_MONTH}(?!\d|\.\d)", iso),
        (rf"(?<![\d.]){_DOTTED_MONTH}(?=\s?[-~]\s?20\d{{2}}\.(?:0[1-9]|1[0-2])(?!\d|\.\d))", iso),
        (rf"(?:(?<=20\d\d\.\d\d-)|(?<=20\d\d\.\d\d~)|(?<=20\d\d\.\d\d - )){_DOTTED_MONTH}(?!\d|\.\d)", iso),
        (
            r"(?:(?<![\d.,/-])|(?<=\d{4}-)|(?<=\d{4} - ))(\d{1,2})[/.-]((?:19|20)\d{2})(?![\d/]|"
            r"\.\d|-\d{1,2}(?![\d/]))",
            month_year,
        ),
        (
            rf"(?:(?<![\d.,/])(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?:\s+of)?\s+)?(?<![a-z]){_MON}(?:,? of|"
            rf",| in)?\s+(?P<which>this|last) year\b|\b(?P<which2>this|last) year,? (?:in )?(?P<mon2>{ANY_MONTH})\b",
            month_of_year,
        ),
        (
            rf"(?<![\d.,/#])(?<!\d-)(?<!x)(?<!\bx )(?<!\dx )(?<! c){_NUMBERED}{_NO_SPAN}(?P<day>\d{{1,2}})"
            rf"(?:st|nd|rd|th)?(?:\s+of)?[-/ .]?\s*(?:the\s+)?{_MON}"
            rf"[-/ ,]{{0,2}}(?:{_YEAR}|"
            rf"(?P<year2>(?<=[-/])\d{{2}}|(?<= )(?:1[5-9]|2\d))(?!\d|[.,]\d|\s*(?:of\s+)?(?:{ANY_MONTH})|"
            rf"\s*(?:cm|mm|mg|%|x|/|k\b)))?",
            day_month_two,
        ),
        (
            rf"(?<![a-z]){_MON}[- ]?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?![\d/.]\d|\d|%|\s*(?:mg|"
            rf"g/|cm|mm|x\b))(?:,?\s*{_YEAR})?",
            day_month,
        ),
        (
            rf"(?:\b(?P<when>(?:since|in|of|last|this|early|mid|late|end|end of|beginning of|"
            rf"start of|until|till|by|from|around|before|and|to|on|during|ended|stopped|started|"
            rf"started in|through|about|for|ca|to|at|late in|early in|middle of|the end of)(?:\s+|"
            rf"-))+)?(?<![a-z]){_MON}(?:(?:\s+of|,)?[-/ ]{{0,2}}{_YEAR})?(?![a-z])",
            month,
        ),
        (r"\bchristmas(?:\s+(?:day|eve))?(?:\s+(?P<year>(?:19|20)\d{2}))?", christmas),
        (
            rf"\b(?:early|mid|late|end of|beginning of|start of|middle of|the end of|around|"
            rf"circa|ca|in|since|year|until|till|during|of|from|before|by|through|about)[- .]+{_YEAR}(?![-/.]?\d)",
            year,
        ),
        (
            rf"(?:(?<=last )|(?<=this )|(?<=in )|(?<=since ))(?:the )?(?:spring|summer|autumn|"
            rf"winter|fall)\b(?!\s+(?:of\s+)?(?:19|20)\d\d)|\b(?P<season>spring|summer|autumn|"
            rf"winter|fall)\s+(?:of\s+)?{_YEAR}",
            season,
        ),
        (
            r"\b(?:(?:pod|post[- ]?op(?:erative)? day)\s*#?(?P<d>\d{1,3}))(?:\s+(?:after|post|"
            r"from|following|of|s/p))?(?![\d.])",
            post,
        ),
        (r"\b(?:day|d)[- +]{0,2}(?P<d>\d{1,3})\s*(?:post|after|following|s/p|(?<!day 1 )of)\b", post),
        (
            rf"\b{_N}\s*-?{_UNIT}[ \t]*(?:post|s/p|status post|out from|since(?= (?:her|his|the|"
            rf"last|tace|haic))|after(?= (?:her|his|the|last|tace|haic|sirt|rfa|resection|ablation|mwa|"
            r"y-?90|tare|tae|sbrt|hepatectomy|liver|deb)))\b",
            post,
        ),
        (
            rf"(?:\b(?:about|around|approx|approximately|some|nearly|almost)\s+|~\s*)?(?<![\d.,/a-z]){_N}\s*-?{_UNIT}\s*(?:ago|"
            rf"back|earlier|{_PRIOR}|previously)\b",
            ago,
        ),
        (
            rf"\b(?:a few|few|several|some|many)\s+{_UNIT}\s*(?:ago|back|earlier)\b|\b(?:years|"
            rf"months|weeks|days|ages|long|a while) ago\b|\byears back\b",
            vague,
        ),
        (
            r"\b(?:the )?day before yesterday\b|\byesterday\b|\btoday\b|\bthis (?:morning|am)\b(?! i\b)|\blast night\b|"
            r"\bthis afternoon\b|\btonight\b|\bthis evening\b",
            named_day,
        ),
        (r"\b(?P<which>last|past|this|previous)\s+(?P<unit>week|month|year)\b", span),
        (rf"\b(?P<which>last|on|this|past|done)\s+(?P<day>{_WEEKDAY})\b", weekday),
        (
            rf"(?:(?<=labs )|(?<=bloods )|(?<=results )|(?<=values ))(?P<which>from|of)\s+(?P<day>{_WEEKDAY})\b(?!s)",
            weekday,
        ),
        (
            rf"\b(?P<day>{_WEEKDAY})(?P<which>'s)(?= (?:labs?|bloods?|results?|values?|samples?|cbc|fbc|lfts?)\b)",
            weekday,
        ),
        (rf"(?:(?<=\d )|(?<=\())(?P<day>{_WEEKDAY})(?P<which>)(?=\)|\s*(?:,|;|$|and\b|now\b|\d))", weekday),
        (r"(?<![\w.'])'(?P<short>\d{2})(?![\d'])(?!\s*(?:mg|cm|mm|k\b|%))", short_year),
    )
)


_GATES = Gates(("", pattern) for pattern, _ in RULES)


def _core(match: re.Match[str]) -> tuple[int, int]:
    """The span of the date itself, without the preposition that let the rule trust it."""
    groups = match.groupdict()
    start = match.start()
    if "when" in groups and groups.get("mon"):
        start = match.start("mon")
    elif groups.get("year") and not (groups.get("mon") or groups.get("mon2")) and not groups.get("season"):
        start = match.start("year")
    return start, match.end()


_LISTED_DAY = "|".join(rf"(?<={word}{day} )" for word in ("nib ", "mab ", "bev ", r"[(]") for day in (r"\d", r"\d\d"))
"""``bevacizumab 3 and 24 Aug``, ``(3 and 24 Aug)``: two days on which it was given."""
_DAYS_OF_MONTH = Gated(
    rf"(?<![\d.,/-])(?P<first>\d{{1,2}})\s?(?:-|to|(?<=between \d )and|(?<=between \d\d )and|"
    rf"(?:{_LISTED_DAY})(?:and|&))\s?"
    rf"(?P<second>\d{{1,2}})\s+{_MON}(?:\s+{_YEAR})?"
)


_ORDINALS_OF_MONTH = Gated(
    rf"(?<![\d.,/-])(?P<first>\d{{1,2}})(?:st|nd|rd|th)\s?(?:(?:,|and|&|-|to|or)\s?)+(?:the )?(?:on )?(?:the )?"
    rf"(?P<second>\d{{1,2}})(?:st|nd|rd|th)\s+(?:of )?{_MON}(?:\s+{_YEAR})?"
)
"""``the 3rd and 17th of March``: each a day of that month."""


_COUNTS_ELSE = re.compile(
    r"(?:(?<![a-z])(?:ecog|ps|inr|x|seg|segments?|s|scores?|class|grade|gr|n|bclc|cp|ctp|"
    r"child|pugh|vp|line|cycles?|sessions?|courses?|level|no|nr|asa|nyha|status|zubrod|who)\.?[ :=#]{0,2}|[a-z=#x×*])$"
)
"""``ecog 1 - 12 Nov``, ``CP A5 - 12 Nov``: a number of something else than the first of two days."""


def _two_days(low: str, today: date) -> Iterator[tuple[int, int, Day]]:
    """``10-21 Aug 2026``: two days of one month."""
    for match in (*_DAYS_OF_MONTH.finditer(low), *_ORDINALS_OF_MONTH.finditer(low)):
        month = MONTHS[match["mon"]]
        if match["year"]:
            year: int | None = full_year(match["year"], today)
        else:
            found = latest(month, int(match["second"]), today) if 1 <= int(match["second"]) <= 28 else None
            year = int(found.iso[:4]) if found and found.iso else None
        if (
            year is None
            or int(match["first"]) >= int(match["second"])
            or _COUNTS_ELSE.search(low, max(0, match.start() - 14), match.start())
        ):
            continue
        days = [checked(year, month, int(match[name]), today) for name in ("first", "second")]
        if days[0] is not None and days[1] is not None:
            guessed = not match["year"]
            yield *match.span("first"), day_of(days[0].iso or "", today, guessed=guessed)
            end = match.start() + len(match.group().rstrip(" ."))
            yield match.start("second"), end, day_of(days[1].iso or "", today, guessed=guessed)


def find_dates(low: str, today: date) -> Iterator[tuple[int, int, Day]]:
    """Find all dates with their folded spans; the rules' order is their rank where spans overlap."""
    yield from _two_days(low, today)
    for pattern, rule in (RULES[place] for place in _GATES.open(low)):
        for match in pattern.pattern.finditer(low):
            try:
                found = rule(match, today)
            except (ValueError, OverflowError):
                found = None
            if found is not None:
                start, end = _core(match)
                end -= len(match.group()) - len(match.group().rstrip(" ,-/."))
                yield start, end, found


DURATION = Gated(
    rf"\b(?:for|x|over|past|the last|last|during|since)\s*(?:the\s+(?:last|past)\s+)?(?:about |"
    rf"around |~ ?)?{_N}\s*-?{_UNIT}(?![a-z/]|[ -]olds?\b| of age)"
)
"""``for 3 months``: how long something has lasted."""


def duration_start(match: re.Match[str], today: date) -> Day | None:
    """Give the date on which something that has lasted so long began."""
    return back(counted(match["n"]), match["unit"], today)
