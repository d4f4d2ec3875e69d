"""Personal data typed into the real assistant is found nowhere afterwards: log, conversation, replies, logging."""

import io
import json
import logging
import os
import re
import sqlite3
from pathlib import Path

import pytest
import yaml

from bot.log_lines import TextLines

FORMS = [
    form
    for forms in yaml.safe_load(Path(__file__).with_name("personal_forms.yml").read_text()).values()
    for form in forms
]
_OURS = re.compile(r"[0-9a-f]{64}|(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])|(?<!\d)1\d{9}\.\d+")
"""Links of the chain, ids of events, times: among so many digits six of somebody's stand by chance now and then."""


@pytest.fixture(scope="session")
def everything_kept(assistant):
    """Type every form, at every level of every logger, and give all that the process and its files then hold."""
    import asyncio

    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(TextLines(tracebacks=True, messages=True))
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        replies = asyncio.run(_type_all(assistant))
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
    database = Path(os.environ["HEPASCREEN_LOG_URL"].removeprefix("sqlite:///"))
    files = {path.name: path.read_bytes().decode(errors="replace") for path in database.parent.iterdir()}
    kept = {"replies": replies, "logging": written.getvalue(), "tracker": _trackers(assistant)}
    return {name: _OURS.sub("", held) for name, held in {**kept, **_tables(database), **files}.items()}


async def _type_all(assistant):
    from tests.conversations.conftest import Conversation

    conversation = Conversation(assistant, "personal")
    # One conversation a form, and one that has them all: what is asked in between changes how a message is read.
    for place, form in enumerate(FORMS):
        for sender in (f"alone-{place}", "all"):
            answer = await conversation.type(form["text"], sender=sender, message_id=f"m-{place}")
            form.setdefault("answers", {})[sender.partition("-")[0]] = answer
    return json.dumps(
        [[one.text, one.payload] for form in FORMS for one in form["answers"].values()], ensure_ascii=False
    )


def _trackers(assistant):
    """Give every event and slot of every conversation, and the replies that are kept for repeated messages."""
    events = [event.as_dict() for tracker in assistant.conversations._live.values() for event in tracker.events]
    saved = [event.as_dict() for events in assistant.conversations._saved.values() for event in events]
    slots = [tracker.current_slot_values() for tracker in assistant.conversations._live.values()]
    replies = [reply.decode() for _, kept in assistant.replies._replies.values() for reply in kept]
    return json.dumps([events, saved, slots, replies], default=str, ensure_ascii=False)


def _tables(database):
    with sqlite3.connect(database) as log:
        names = [name for (name,) in log.execute("select name from sqlite_master where type = 'table'")]
        rows = {name: log.execute(f'select * from "{name}"').fetchall() for name in names}
    return {f"table {name}": json.dumps(found, default=str, ensure_ascii=False) for name, found in rows.items()}


def test_there_are_forms_enough_and_all_were_typed(everything_kept):
    assert len(FORMS) >= 100
    assert everything_kept["table observations"].count("platelets") > 10
    assert "log.db" in everything_kept
    assert "platelets" in everything_kept["tracker"]
    assert len(everything_kept["logging"]) > 10_000


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form["text"])
def test_it_is_in_no_table_no_file_no_tracker_no_reply_and_no_log_line(everything_kept, form):
    gone = [one for one in form["gone"] if one != "1965"]  # other forms keep that year
    assert [place for place, held in everything_kept.items() for one in gone if one in held] == []


@pytest.mark.parametrize("form", [form for form in FORMS if "age" not in form], ids=lambda form: form["text"])
def test_the_coordinator_is_told_to_use_a_code(everything_kept, form):
    assert "code" in form["answers"]["alone"].text


@pytest.mark.parametrize("form", [form for form in FORMS if "kept" in form], ids=lambda form: form["text"])
def test_the_facts_beside_it_are_recorded(everything_kept, form):
    recorded = form["answers"]["alone"].payload["recorded"]
    for fact, value in form["kept"].items():
        given = recorded[fact]
        assert (given["value"] if isinstance(given, dict) else given) == value


@pytest.mark.parametrize("form", [form for form in FORMS if "age" in form], ids=lambda form: form["text"])
def test_of_a_date_of_birth_the_age_is_recorded(everything_kept, form):
    assert form["answers"]["alone"].payload["recorded"]["age"] == form["age"]


def test_the_day_before_the_birthday_counts_on_the_day_of_the_message(assistant):
    """The age follows from the day of the message, as everything else does."""
    import asyncio
    import datetime as dt

    from tests.conversations.conftest import Conversation

    conversation = Conversation(assistant, "birthday")
    day = dt.date(2027, 4, 22)
    answer = asyncio.run(conversation.type("DOB 23.04.1965", day=day))
    assert answer.payload["recorded"]["age"] == 61
    answer = asyncio.run(conversation.type("DOB 23.04.1965", day=day + dt.timedelta(days=1)))
    assert answer.payload["recorded"]["age"] == 62
