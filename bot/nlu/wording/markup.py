"""The marks of a page that came along with what was pasted: rows and cells of its tables, line breaks, blanks."""

from __future__ import annotations

import re

from bot.nlu.text.normalise import Text
from bot.nlu.text.rewriting import Change, rewritten
from bot.nlu.text.telling import Gated

_TAG = Gated(
    r"(?P<cell></t[dh]>\s*<t[dh][^<>\n]{0,80}>)|(?P<row>(?:</t[dh]>\s*)?</tr>\s*|<br ?/?>\s*|</(?:p|div|li)>\s*)|"
    r"(?P<other></?(?:table|t[rdh]|thead|tbody|tfoot|ul|ol|li|p|div|span|b|i|u|em|strong|font|body|html)"
    r"(?: [^<>\n]{0,80})?>\s*)|"
    r"(?P<sign>&(?:nbsp|lt|gt|amp|le|ge|micro);)"
)
_SIGNS = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&", "&le;": "≤", "&ge;": "≥", "&micro;": "u"}
_IN_CELLS = ("</t", "<br", "&nbsp;", "<td", "</p>", "&lt;", "&gt;")
_QUERY = Gated(r"(?:^|(?<=[&?\s]))(?:[a-z]{2,10}_)?date=(?P<day>\d{4}-\d\d-\d\d)&(?=[a-z])")
_AND = re.compile(r"(?<=[\w%])&(?=[a-z][\w %().-]{0,30}=)")


def without_markup(text: Text) -> Text:
    """Put rows of tags in lines and their cells between bars; a message without tags stays as it is."""
    low = text.low
    if "&" in low and "=" in low:
        text = _of_query(text)
        low = text.low
    if not any(one in low for one in _IN_CELLS) or not _TAG.may_match(low):
        return text
    changes = []
    for match in _TAG.finditer(low):
        said = " | " if match["cell"] else "\n" if match["row"] else _SIGNS[match["sign"]] if match["sign"] else ""
        changes.append(Change(*match.span(), said))
    return rewritten(text, changes)


def _of_query(text: Text) -> Text:
    """``date=2026-11-18&plt=84&inr=1.3``: pairs that a sign joins."""
    if len(_AND.findall(text.low)) < 2:
        return text
    text = rewritten(text, [Change(*one.span(), f"labs {one['day']}: ") for one in _QUERY.finditer(text.low)])
    return rewritten(text, [Change(*one.span(), "; ") for one in _AND.finditer(text.low)])
