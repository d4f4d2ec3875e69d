"""Stages and scores behind a longer name, or before it: ``BCLC (2022) Stadium B``, ``IIa on the Chinese scale``.

What a staging is called, in whatever language, and the year of its version say nothing of the stage: the name and the
step are put side by side. Roman figures and number words of a performance status are put in figures (``PS II``,
``ECOG zero or one``, ``PS 1 bis 2``).
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, apart, rewritten
from bot.nlu.text.telling import Gated

_CHILD = r"(?:child(?:'?s)?(?:[- ](?:turcotte[- ])?pugh)?|turcotte[- ]pugh|ctp|cpt|cp)"
_KNOWN = r"stage|class|grade|score|staging|status|is|was|now|at"
_FURTHER = (
    r"(?:stadium|stad\.|stade|estadio|stadio|estádio|klasse|classe|clase|categor[yi]e?|group|level|national|staged|tumou?r|"
    r"classification|stg\.?|system|scale|guidelines?|"
    r"version|remains?|remained|unchanged|stays?|sum|scored?|\(?20(?:1\d|2[0-6])\)?:?)(?![a-z])|分期|分级|评分|级|期"
)
_FILLED = (
    rf"(?:[ :=(-]{{0,2}}(?:{_KNOWN})(?![a-z]))*[ :=(-]{{0,2}}(?:{_FURTHER})"
    rf"(?:[ :=(-]{{0,2}}(?:(?:{_KNOWN})(?![a-z])|{_FURTHER}))*[ :=(-]{{0,3}}"
)
_BARE = r" ?[,/] ?"
"""``BCLC, B``: where the step closes its item."""
_SHUT = r"(?=\s*(?:$|[,;.|\n)/]| - ))"
_STEP = r"(?:iv|i{1,3}[ -]?[ab]|[123][ab])(?![\w-])"
_LETTER = r"(?:0|[abcd])(?![a-z0-9_'-])"
_SCALES = (
    (r"(?:bclc|barcelona(?: clinic)?(?: liver cancer)?)", _LETTER, "bclc "),
    (r"(?:cnlc|(?:chinese|china)(?=[ -]st))", r"(?:iv|i{1,3}[ -]?[ab]?|[123][ab])(?![\w-])", "cnlc "),
    (r"(?:ecog|ps)(?![ :=(-]*(?:tumou?r|group|\(?20))", r"[0-4](?![a-z0-9_'-]|\.\d)", "ecog "),
    (
        rf"{_CHILD}(?![ :=(-]*(?:tumou?r|\(?20))",
        r"(?:[abc](?:[5-9]|1[0-5])?|[5-9]|1[0-5])(?![a-z0-9_'-]|\.\d)",
        "child-pugh ",
    ),
)
"""What a scale is called, its steps, and its short name."""
_FORWARD = (
    *((Gated(rf"(?<![a-z0-9]){name}{_FILLED}(?={step})"), wording) for name, step, wording in _SCALES),
    (Gated(rf"\bbclc{_BARE}(?=[0abcd]{_SHUT})"), "bclc "),
    (Gated(r"\becog(?: ps| score| performance status)? is (?=0(?![.,]?\w))"), "ecog "),
    (Gated(r"\bbclc(?: stage)? is (?=0(?![.,]?\w))"), "bclc "),
    (
        Gated(rf"\b(?:chinese|china)(?: (?:stage|staging|system|classification|guidelines?))+[ :=,-]+(?={_STEP})"),
        "cnlc ",
    ),
)
_OPEN = (
    r"(?:^|(?<=[\n;,|.(]) ?|(?<=\d )|(?<=neg )|(?<=none )|(?<=nil )|(?<=stage )|(?<=stages )|(?<=stage is )|"
    r"(?<= - )|(?<= / ))"
)
_UNDER = r" (?:on|by|per|in|under|according to|as per|of|for) (?:the )?"
_TELLS = r"(?:(?<=wrote )|(?<=said )|(?<=says )|(?<=gave )|(?<=put )|(?<=called it )|(?<=calls it )|(?<=made it ))"
_GROUP = "stadium|stade|estadio|stadio|klasse|classe|clase"
_AFTER = "nach|selon|según|secondo|de|di|volgens|der"
_BEHIND = (
    (
        Gated(
            rf"{_OPEN}(?P<step>{_STEP})(?:{_UNDER}(?:chinese|china|cnlc)| \(?cnlc\)?)(?: (?:{_KNOWN}|"
            rf"{_FURTHER})\b)*(?! ?[:=-]? ?{_STEP})",
            core=r"[abv] (?:\(?cnlc|on |by |per |in |under |according to |as per |of )",
        ),
        "cnlc ",
    ),
    (Gated(rf"{_OPEN}(?P<step>[0abcd]) ?\(bclc\)"), "bclc "),
    (
        Gated(
            rf"(?:{_OPEN}|{_TELLS})(?P<step>[0abcd](?:(?: ?[/-] ?| or )[abcd])?){_UNDER}(?:bclc|barcelona)\b"
            r"(?! ?[:=-]? ?[0abcd]\b)"
        ),
        "bclc ",
    ),
    (
        Gated(rf"{_OPEN}(?:class )?(?P<step>[abc]){_UNDER}child(?:[- ]pugh)?\b(?! ?[:=-]? ?(?:[abc]\d?|\d)\b)"),
        "child-pugh ",
    ),
    (Gated(rf"\bstaged (?:as )?(?P<step>[0abcd]){_UNDER}bclc{_SHUT}"), "bclc "),
    (Gated(r"\bbclc ?[\[\"'“](?P<step>[0abcd])[\]\"'”]"), "bclc "),
    (Gated(r"\b(?:chinese|china liver cancer) (?P<step>i{1,3}[ab]|[123][ab])(?![\w-])"), "cnlc "),
    (Gated(rf"\b(?:{_GROUP}) (?P<step>[0abcd]) (?:(?:{_AFTER}) )?(?:bclc|barcelona){_SHUT}"), "bclc "),
    (Gated(rf"\b(?:{_GROUP}) (?P<step>{_STEP}) (?:(?:{_AFTER}) )?(?:cnlc){_SHUT}"), "cnlc "),
    (Gated(rf"\b(?:{_GROUP}) (?P<step>[abc]) (?:(?:{_AFTER}) )?child[- ]pugh{_SHUT}"), "child-pugh "),
)
_POINTS = r"(?:points?|pts?|punkte?n?|puntos|punti|punten|分)"
_NUMBER = r"(?<![\w.,/+-])(?P<n>[5-9]|1[0-5])"
_POINTS_FIRST = (
    Gated(rf"{_NUMBER} {_POINTS}[,;:]? ?\(?{_CHILD}(?: class)? (?P<class>[abc])(?![\w'-])"),
    Gated(
        rf"{_NUMBER} {_POINTS} (?:on|in|by) (?:the )?child[- ]pugh(?: scale| score| system)?(?! ?[abc]\b)(?P<class>)"
    ),
    Gated(
        rf"\bscor(?:es?|ed|ing) {_NUMBER}(?: {_POINTS})? (?:on|in|by) (?:the )?child[- ]pugh\b(?: scale|"
        rf" score)?(?P<class>)"
    ),
    Gated(rf"{_NUMBER} (?:child[- ]pugh|ctp) {_POINTS}(?P<class>)"),
)
_POINTS_BEHIND = Gated(
    rf"(?<![a-z0-9]){_CHILD}[ :-]*(?:class |stage |grade |klasse |stadium )?(?P<class>[abc])(?:,| at| with|"
    rf" bei| mit| \(|级 ?\(?|\(| ){{1,4}}(?P<n>[5-9]|1[0-5]) ?{_POINTS}(?![a-z])"
)


def with_stage_names(text: Text) -> Text:
    """Put a stage or score right behind the short name of its scale, in figures."""
    changes = [one for find in (_stages, _points, _performance) for one in find(text.low)]
    return rewritten(text, apart(changes)) if changes else text


def _stages(low: str) -> Iterator[Change]:
    for form, wording in _FORWARD:
        yield from (Change(*match.span(), wording) for match in form.finditer(low))
    for form, wording in _BEHIND:
        yield from (Change(*match.span(), f"{wording}{match['step']}") for match in form.finditer(low))


def _points(low: str) -> Iterator[Change]:
    for form in _POINTS_FIRST:
        yield from (Change(*match.span(), f"child-pugh {match['class']}{match['n']}") for match in form.finditer(low))
    for match in _POINTS_BEHIND.finditer(low):
        yield Change(*match.span(), f"child-pugh {match['class']}, {match['n']} points")


_FIGURES = {
    "zero": "0", "cero": "0", "nought": "0", "nul": "0", "null": "0", "nil": "0", "o": "0", "one": "1", "two": "2",
    "three": "3",
    "four": "4", "i": "1", "ii": "2", "iii": "3", "iv": "4",
}  # fmt: skip
_PS = (
    r"\b(?:(?:ecog|who|oms|zubrod)(?:[ /-]?(?:ps|performance status|perf\.?(?: status)?))?|ps|p\.s\.|"
    r"perf(?:ormance)?\.? (?:status|st\.?|score)|performance(?= is ))(?: ?\((?:who|ecog|oms|ps)\))?"
    r"[ :=-]{0,3}(?:(?:(?:is|was|of|at|now|status|score|grade|stage|worse, now)\b|评分|分级)[ :=-]{0,3}){0,4}"
)
_ONE = r"(?:[0-4]|zero|cero|nought|nul|nil|one|two|three|four|iv|i{1,3})"
_PAIR = Gated(rf"{_PS}(?P<one>{_ONE}) ?(?P<join>to|or|bis|oder|ou|o|a|à|tot|-|–|/) ?(?P<two>{_ONE})(?!\w|[.,/-]\w)")
_SINGLE = Gated(
    rf"{_PS}(?P<one>(?:nul|zero|cero|iv|i{{2,3}})(?![\w'-]| ?(?:to|or|-|/) ?(?:one|two|[i\d]))|"
    rf"(?:nil|null|[io]){_SHUT})"
)
_MOST = Gated(rf"{_PS}max(?:imum|imal)?\.? (?P<one>[0-3])(?!\w|[.,]\d)")
_FIRST = Gated(
    rf"(?:^|(?<=[\n;,|]) ?|(?<=\. )|\bscor(?:es?|ed|ing) )(?P<one>{_ONE})"
    rf"(?: on(?: the)?| by| points? on(?: the)?)? ecog(?: ps| scale| score)*{_SHUT}(?!\s*\.\.)",
    core=rf" ecog(?: ps| scale| score)*{_SHUT}",
)


_PAIR_FIRST = Gated(
    r"(?:^|(?<=[\n;,|]) ?|(?<=\. ))(?P<one>[0-4])(?: ?[-–/] ?| or | to )(?P<two>[0-4])"
    rf"(?: on(?: the)?| by)? ecog(?: ps| scale| score)*{_SHUT}"
)
"""``CNLC IIa-IIb, 0-1 ECOG``."""
_LONG = Gated(
    r"\b(?:p\.s\.|perf(?:ormance)?\.? (?:status|st\.)|(?:ps|ecog) ?\((?:who|ecog|oms)\)|ecog perf\.?|"
    r"ecog ?(?:评分|分级)|"
    r"ecog worse, now|(?:(?<=\n)|(?<=[;,|.] )|(?<=^))who(?=[ :=]*[0-4]\s*(?:$|"
    r"[;,|.\n/])))[ :=-]*(?P<one>[0-4])(?![a-z0-9]|[.,]\d)"
)


def _performance(low: str) -> Iterator[Change]:
    for match in _PAIR.finditer(low):
        one, two = _figure(match["one"]), _figure(match["two"])
        figures = match["one"].isdigit() and match["two"].isdigit()
        if match["join"] not in (("-", "–", "/", "to", "or") if figures else ("to",)):
            yield Change(*match.span(), f"ecog {one}-{two}")
    for match in _PAIR_FIRST.finditer(low):
        yield Change(*match.span(), f"ecog {match['one']}-{match['two']}")
    for match in _MOST.finditer(low):
        yield Change(*match.span(), f"ecog <={match['one']}")
    for form in (_SINGLE, _LONG, _FIRST):
        yield from (Change(*match.span(), f"ecog {_figure(match['one'])}") for match in form.finditer(low))


def _figure(said: str) -> str:
    return _FIGURES.get(said, said)
