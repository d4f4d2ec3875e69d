"""`hepascreen log export`: the rows of the log as CSV, JSON lines or a spreadsheet."""

import csv
import io
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from actions.log import Pages
from actions.log.register import EXPORTED, exported
from bot.commands.log_open import LogError, find, reading, write_file
from bot.settings import Settings

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes a cell for a formula by."""

LONGEST_CELL = 32_767
"""Characters that a cell of a spreadsheet can hold."""


def export(settings: Settings, code: str | None, files: dict[str, Path | None]) -> int:
    """Write the files that are named; return the exit status."""
    if not any(files.values()):
        raise LogError("name a file to write: --csv FILE, --jsonl FILE or --xlsx FILE (--jsonl - prints it)")
    with reading(settings) as (_, pages):
        numbers = [find(pages, code).id] if code else pages.numbers()
        for kind, path in files.items():
            if path is not None:
                _write(path, WRITERS[kind](pages, numbers))
    return 0


def _write(path: Path, content: bytes) -> None:
    if str(path) == "-":
        sys.stdout.buffer.write(content)
    else:
        write_file(path, content)


def _json_lines(pages: Pages, numbers: list[int]) -> bytes:
    rows = ({"table": table, **row} for table in EXPORTED for row in exported(pages, table, numbers))
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _csv(pages: Pages, numbers: list[int]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_names("observations"))
    for row in exported(pages, "observations", numbers):
        writer.writerow([harmless(cell) for cell in _cells(row)])
    # The mark tells spreadsheets that this is UTF-8.
    return text.getvalue().encode("utf-8-sig")


def harmless(cell: Any) -> Any:
    """Put an apostrophe before a text that a spreadsheet would run as a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _xlsx(pages: Pages, numbers: list[int]) -> bytes:
    import xlsxwriter

    file = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(file, options) as workbook:
        bold = workbook.add_format({"bold": True})
        for table in EXPORTED:
            sheet = workbook.add_worksheet(table)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, _names(table), bold)
            for place, row in enumerate(exported(pages, table, numbers), start=1):
                sheet.write_row(place, 0, [_fitting(cell) for cell in _cells(row)])
            sheet.autofilter(0, 0, 0, len(_names(table)) - 1)
    return file.getvalue()


def _fitting(cell: Any) -> Any:
    return cell[:LONGEST_CELL] if isinstance(cell, str) else cell


def _names(table: str) -> list[str]:
    return [column.name for column in EXPORTED[table].__table__.columns]


def _cells(row: dict[str, Any]) -> Iterator[Any]:
    """Give the cells of a row: text, numbers and nothing; a value with parts, a list or a truth as JSON."""
    for cell in row.values():
        yield json.dumps(cell, ensure_ascii=False) if isinstance(cell, (dict, list, bool)) else cell


WRITERS: dict[str, Callable[[Pages, list[int]], bytes]] = {"csv": _csv, "jsonl": _json_lines, "xlsx": _xlsx}
"""What makes the bytes of each kind of file."""
