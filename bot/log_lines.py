"""How a line of the application log looks: as text for people, or as JSON for what collects logs.

Neither holds what an error says, which may be what was typed, unless messages may be printed.
"""

import json
import logging
import traceback
from datetime import datetime, timezone
from typing import Any


class TextLines(logging.Formatter):
    """A line a record; at level debug the traceback too, but not what the error says."""

    def __init__(self, tracebacks: bool, messages: bool) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._tracebacks = tracebacks
        self._messages = messages

    def formatException(self, exc_info: Any) -> str:  # noqa: N802  the name is logging's
        """Give where an error came from, and its kind."""
        kind, _, trace = exc_info
        if self._messages:
            return super().formatException(exc_info)
        return f"{''.join(traceback.format_tb(trace))}{kind.__name__ if kind else ''}"

    def format(self, record: logging.LogRecord) -> str:
        """Give the line of a record."""
        # Another handler may have written out the whole error already.
        record.exc_text = None
        if not record.exc_info or self._tracebacks:
            return super().format(record)
        cause = record.exc_info[0]
        without = logging.makeLogRecord({**record.__dict__, "exc_info": None})
        line = super().format(without).splitlines()[0]
        return f"{line} ({cause.__name__})" if cause else line


class JsonLines(TextLines):
    """A JSON object a line: `time` (UTC), `level`, `logger`, `message`, the kind of `error`, at debug `traceback`."""

    def format(self, record: logging.LogRecord) -> str:
        """Give the object of a record."""
        at = datetime.fromtimestamp(record.created, timezone.utc).isoformat(timespec="milliseconds")
        line = {"time": at, "level": record.levelname.lower(), "logger": record.name, "message": record.getMessage()}
        if record.exc_info and record.exc_info[0]:
            line["message"] = line["message"].splitlines()[0]
            line["error"] = record.exc_info[0].__name__
            if self._tracebacks:
                line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line)


FORMATS: dict[str, type[TextLines]] = {"text": TextLines, "json": JsonLines}
"""The formats by the names of the setting."""
