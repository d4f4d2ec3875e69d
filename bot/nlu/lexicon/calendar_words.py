"""The names of the months and of the days of the week, and the patterns for them: one list for all that read dates."""

from __future__ import annotations

from bot.nlu.text.any_of import any_of

MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "january jan januar jän jänner janvier enero gennaio janeiro januari",
            "february feb februar febr février febrero febbraio fevereiro februari",
            "march mar märz mär mrz maerz mars marzo março maart",
            "april apr avril abril aprile",
            "may mai maggio maio",
            "june jun juni juin junio giugno junho",
            "july jul juli juil juillet julio luglio julho",
            "august aug août agosto augustus",
            "september sept sep septembre septiembre settembre setembro",
            "october oct oktober okt octobre octubre ottobre outubro",
            "november nov novembre noviembre novembro",
            "december dec dezember dez déc décembre diciembre dicembre dezembro",
        ],
        1,
    )
    for name in names.split()
}
"""The number of each name of a month."""
DAYS = {
    name: number
    for number, names in enumerate(
        [
            "monday mon",
            "tuesday tues tue",
            "wednesday weds wed",
            "thursday thurs thur thu",
            "friday fri",
            "saturday sat",
            "sunday sun",
        ]
    )
    for name in names.split()
}
"""The number of each name of a day of the week, Monday's is 0."""
MONTH_NAMES = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

ANY_MONTH = any_of(MONTHS)
"""Any name of a month, in the languages that dates are read in."""
MONTH = "(?:" + any_of(one for one in MONTHS if len(one) > 3 or one == "may") + ")"
"""A name of a month that is not cut short, as patients write it."""
MONTH_IN_FULL = "|".join(MONTH_NAMES)
MONTH_CUT = "|".join(one[:3] for one in MONTH_NAMES)
"""``jan``, ``feb``: the letters that a month begins with, where English alone is looked for."""
SOME_MONTH = rf"(?:{MONTH_CUT})(?<!mar(?=[kgr]))(?<!dec(?=[olr]))(?<!sep(?=[as]))(?<!nov(?=el))[a-z]*"
"""A month in English, in full or short, and cheaply looked for; ``markers``, ``decreased`` and ``sepsis`` are none."""
WRITTEN_DAY = (
    r"(?:\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./](?:\d{2}){1,2}|"
    rf"\d{{1,2}}(?:{MONTH_CUT})(?:\d{{2}}){{1,2}}(?!\d)|"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)?(?: of)?[ -]{SOME_MONTH}\.?(?:[ ,-]{{1,2}}\d{{4}}|-\d\d(?![\d:]))?|"
    rf"{SOME_MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
)
"""A day written out, in figures or with its month: found in its place among words; `bot.nlu.dating.dates` reads it."""
DAY_IN_FULL = "|".join(DAY_NAMES)
UNTIL = frozenset(("until", "till", "to", "through", "up to"))
"""Before the second of two dates: up to that one."""
TO = UNTIL | {"-", "->"}
"""What may stand between two dates."""
