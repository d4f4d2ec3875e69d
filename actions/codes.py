"""The code of a patient in a message that opens, names or resumes a screening; never a name or a number of record."""

import re
from dataclasses import dataclass

from actions.heard import Heard, Span

LONGEST_CODE = 16
DIGITS_AT_MOST = 5
"""Longer rows of digits are telephone numbers, dates of birth or numbers of record."""

CODE = r"(?=[A-Za-z_./-]*\d)[A-Za-z0-9]+(?:[-_./][A-Za-z0-9]+)*"
LEAD = (
    r"(?:patients?|pt|screening|case|subject|candidate|code|id|number|one|to|with|resume|close|load|open|up|at|now|on)"
)
FILLER = (
    r"(?:\s*[:,#=-]\s*|\s+(?:the|a|of|is|for|with|study|screening|patient|pt|case|subject|code|id|no\.?|number)\b)*"
)
AFTER_LEAD = re.compile(rf"\b{LEAD}\b{FILLER}\s*(?P<code>{CODE})(?![\w@])", re.IGNORECASE)
AGE_AND_SEX = re.compile(r"\d{1,3}(?:yo|y|m|f)?(?:/?[mf])?", re.IGNORECASE)
NAME = re.compile(rf"\b(?:patient|pt|screening|case|subject|candidate)\b{FILLER}\s*(?P<name>[A-Z][a-z]+)\b(?!\s*\d)")
RECORD_NUMBER = re.compile(
    rf"\b(?:mrn|record|hospital|chart)\b\D{{0,12}}\d|\d{{{DIGITS_AT_MOST + 1},}}|@", re.IGNORECASE
)


@dataclass(frozen=True)
class Code:
    """A patient's code where the message gives one; `refused` where it gave what is not kept instead."""

    code: str | None = None
    span: Span | None = None
    refused: bool = False


def read_code(text: str, heard: Heard) -> Code:
    """Read the code after words such as `new patient`; a part of the message that is a fact is no code."""
    if heard.personal or RECORD_NUMBER.search(text):
        return Code(refused=True)
    for match in AFTER_LEAD.finditer(text):
        code, span = match["code"], match.span("code")
        if _is_code(code) and not _is_fact(code, span, heard):
            return Code(code, span)
    names = (match.span("name") for match in NAME.finditer(text))
    return Code(refused=any(not _is_read(span, heard) for span in names))  # "new patient Child A5" names nobody


def read_bare_code(text: str) -> str | None:
    """Read a message that is nothing but a code."""
    bare = text.strip().rstrip(".")
    return bare if re.fullmatch(CODE, bare) and _is_code(bare) else None


def _is_code(text: str) -> bool:
    return len(text) <= LONGEST_CODE and not re.search(rf"\d{{{DIGITS_AT_MOST + 1},}}", text)


def _is_fact(text: str, span: Span, heard: Heard) -> bool:
    """Tell whether the extractor took the whole word for facts; then only a hyphenated word is still a code."""
    if re.search(r"[A-Za-z][-_]\d", text):
        return False
    if AGE_AND_SEX.fullmatch(text) and re.search(r"[A-Za-z]", text):
        return True
    return _is_read(span, heard)


def _is_read(span: Span, heard: Heard) -> bool:
    return any(one.start <= span[0] and span[1] <= one.end for one in heard.mentions)
