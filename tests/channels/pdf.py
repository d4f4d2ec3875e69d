"""The words of a PDF as fpdf2 writes them: text as codes of embedded fonts, with a map from codes to characters."""

import re
import zlib

_STREAM = re.compile(rb"stream\n(.*?)\nendstream", re.DOTALL)
_FONT = re.compile(rb"/(F\d+) (\d+) 0 R")
_PAIR = re.compile(r"<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]{4,})>")
_SHOWN = re.compile(rb"/(F\d+) [\d.]+ Tf|\(((?:\\.|[^\\)])*)\) ?Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_LETTERS = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def words_of(pdf):
    """Everything that is written on the pages, in its order, spaces evened out."""
    maps = maps_of(pdf)
    words, font = [], None
    for stream in map(inflated, _STREAM.findall(pdf)):
        for name, text in _SHOWN.findall(stream) if b" Tf" in stream else ():
            font = name or font
            raw = _ESCAPED.sub(lambda sign: _LETTERS.get(sign[1], sign[1]), text)
            codes = [raw[place : place + 2] for place in range(0, len(raw), 2)]
            words.append("".join(maps.get(font, {}).get(code, "") for code in codes))
    return " ".join(" ".join(words).split())


def maps_of(pdf):
    """For each font of the pages, which character each of its codes stands for."""
    objects = dict(re.findall(rb"(\d+) 0 obj\n(.*?)\nendobj", pdf, re.DOTALL))
    found = {}
    for name, number in _FONT.findall(pdf):
        link = re.search(rb"/ToUnicode (\d+) 0 R", objects.get(number, b""))
        stream = link and _STREAM.search(objects[link[1]])
        if stream:
            pairs = _PAIR.findall(inflated(stream[1]).decode("latin-1"))
            found[name] = {bytes.fromhex(code): bytes.fromhex(sign).decode("utf-16-be") for code, sign in pairs}
    return found


def inflated(stream):
    """A stream as it was before it was packed."""
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream
