"""Who somebody is at a provider, and the provider's secrets, are in no file of the server, whatever goes wrong.

The server of these tests logs at level debug. Costs a second on the server that all tests of channels share.
"""

from pathlib import Path

import pytest

from tests.channels.standins import slack as of_slack
from tests.channels.standins import telegram as of_telegram

pytestmark = [pytest.mark.server, pytest.mark.model]

SECRETS = (of_slack.TOKEN, of_slack.SECRET, of_telegram.TOKEN, of_telegram.SECRET)
PEOPLE = ("U0ANNA", "U0STRANGE", str(of_telegram.ANNA), str(of_telegram.STRANGER))
WORDS = ("quattuordecim", "zweiundachtzig")
"""What is typed here alone, and is no fact."""


async def test_no_file_holds_who_wrote_or_a_secret_or_at_debug_what_was_typed(served, slack, telegram):
    slack.failures = [(200, {}, {"ok": False, "error": "channel_not_found"})]
    await slack.say("U0ANNA", f"new patient LEAK-1, plt 82, {WORDS[0]}")
    await slack.say("U0STRANGE", WORDS[0], channel="D0STRANGE")
    telegram.failures = [(403, {"ok": False, "error_code": 403, "description": "Forbidden: bot was blocked by 7"})]
    await telegram.say(of_telegram.ANNA, f"new patient LEAK-2, plt 82, {WORDS[1]}")
    await telegram.say(of_telegram.STRANGER, WORDS[1])
    folder = Path(served.log.removeprefix("sqlite:///")).parent
    files = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    assert "channel_not_found" in files["stderr"].decode()
    found = [(name, word) for name, held in files.items() for word in SECRETS + PEOPLE if word.encode() in held]
    assert found == []
    assert [word for word in WORDS if word.encode() in files["stderr"]] == []
