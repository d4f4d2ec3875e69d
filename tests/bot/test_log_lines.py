"""Lines of the application log, as text and as JSON: one a record, and never what an error says."""

import json
import logging
import sys

import pytest

from bot.log_lines import FORMATS


def record(message="The action %s failed", *arguments, error=None):
    """A record as logging makes it, with an error that holds what was typed."""
    caught = None
    if error is not None:
        try:
            raise error
        except type(error):
            caught = sys.exc_info()
    return logging.LogRecord("bot.executor", logging.ERROR, __file__, 1, message, arguments, caught)


def as_json(given, tracebacks=False, messages=False):
    line = FORMATS["json"](tracebacks, messages).format(given)
    assert "\n" not in line
    return json.loads(line)


def test_a_json_line_has_time_level_logger_and_message():
    given = record("The action %s failed", "action_record")
    given.created = 1_795_251_600.25
    assert as_json(given) == {
        "time": "2026-11-21T09:00:00.250+00:00",
        "level": "error",
        "logger": "bot.executor",
        "message": "The action action_record failed",
    }


@pytest.mark.parametrize("tracebacks", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_an_error_is_named_and_what_it_says_is_left_out(name, tracebacks):
    line = FORMATS[name](tracebacks, False).format(record("It failed", error=ValueError("typed: zebrafish")))
    assert "ValueError" in line
    assert "zebrafish" not in line
    assert ("test_log_lines.py" in line) is tracebacks
    assert "\n" not in line or (name, tracebacks) == ("text", True)


def test_where_messages_may_be_printed_a_traceback_says_what_the_error_says():
    given = record("It failed", error=ValueError("typed: zebrafish"))
    assert "zebrafish" in as_json(given, tracebacks=True, messages=True)["traceback"]
    assert as_json(given)["error"] == "ValueError"


def test_what_another_handler_wrote_out_is_not_taken_over():
    given = record("It failed\nzebrafish", error=ValueError("typed: zebrafish"))
    given.exc_text = "ValueError: typed: zebrafish"
    for name in FORMATS:
        assert "zebrafish" not in FORMATS[name](False, False).format(given)
