"""The application log of a real run: at no level does it hold what was typed, unless a setting says so."""

import json
import subprocess
from pathlib import Path

import pytest

from tests.bot.conftest import command, environment

pytestmark = [pytest.mark.server, pytest.mark.model]

TYPED = "new patient P-01\nplatelets 82 and a zebrafish\ncall her at 555-234-8871\n"


@pytest.mark.parametrize(("messages", "form"), [("no", "text"), ("yes", "json")])
def test_at_level_debug_messages_are_printed_only_where_a_setting_says_so(
    model: Path, tmp_path: Path, messages: str, form: str
):
    own = {"HEPASCREEN_LOG_URL": f"sqlite:///{tmp_path / 'log.db'}", "HEPASCREEN_LOG_FORMAT": form}
    settings = environment(HEPASCREEN_LOG_LEVEL="debug", HEPASCREEN_LOG_MESSAGES=messages, **own)
    done = subprocess.run(command("chat"), input=TYPED, env=settings, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "82" in done.stdout
    assert ("zebrafish" in done.stderr) is (messages == "yes")
    assert ("[phone]" in done.stderr) is (messages == "yes")
    assert "8871" not in done.stderr + done.stdout
    if form == "json":
        lines = [json.loads(line) for line in done.stderr.splitlines()]
        assert any("zebrafish" in line["message"] for line in lines)
        assert {"time", "level", "logger", "message"} <= set.intersection(*map(set, lines))
