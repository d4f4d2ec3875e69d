"""Settings are read once, documented, and refused with a clear line where they are wrong."""

import datetime as dt
import re
from pathlib import Path

import pytest

from actions.desk import DEFAULT_LOG
from bot.settings import SETTINGS, SettingsError, misspelt_settings, read_settings


def test_without_any_variable_everything_has_a_default():
    settings = read_settings({})
    assert (settings.host, settings.port) == ("127.0.0.1", 5005)
    assert settings.fixed_today is None
    assert settings.log_url == DEFAULT_LOG
    assert settings.is_local


def test_an_empty_variable_counts_as_absent():
    assert read_settings({"HEPASCREEN_PORT": " ", "HEPASCREEN_TODAY": ""}) == read_settings({})


def test_a_fixed_date_replaces_the_clock():
    assert read_settings({"HEPASCREEN_TODAY": "2026-11-20"}).today() == dt.date(2026, 11, 20)


def test_without_a_fixed_date_the_clock_counts():
    before = dt.datetime.now().astimezone().date()
    assert before <= read_settings({}).today() <= dt.datetime.now().astimezone().date()


@pytest.mark.parametrize(
    ("name", "value", "remedy"),
    [
        ("HEPASCREEN_TODAY", "20.11.2026", "2026-11-20"),
        ("HEPASCREEN_TODAY", "2026-02-30", "2026-11-20"),
        ("HEPASCREEN_PORT", "http", "0 to 65535"),
        ("HEPASCREEN_PORT", "65536", "0 to 65535"),
        ("HEPASCREEN_PORT", "-1", "0 to 65535"),
        ("HEPASCREEN_HOST", "http://localhost", "127.0.0.1"),
        ("HEPASCREEN_HOST", "localhost:5005", "127.0.0.1"),
        ("HEPASCREEN_LOG_URL", "hepascreen.db", "sqlite:///"),
        ("HEPASCREEN_LOG_URL", "oracel://u@h/d", "postgresql"),
        ("HEPASCREEN_ACTIONS_URL", "localhost:5055", "http://"),
        ("HEPASCREEN_LOG_LEVEL", "loud", "debug, info, warning, error"),
        ("HEPASCREEN_LOG_MESSAGES", "some", "yes nor no"),
        ("HEPASCREEN_LOG_FORMAT", "xml", "text or json"),
        ("HEPASCREEN_CONVERSATION_HOURS", "0", "above 0"),
        ("HEPASCREEN_CONVERSATION_HOURS", "half", "above 0"),
        ("HEPASCREEN_SECRET", "short", "at least 32"),
        ("HEPASCREEN_REVOKED_TOKENS", "anna", "hepascreen token"),
        ("HEPASCREEN_ORIGINS", "*", "https://page.example"),
        ("HEPASCREEN_MESSAGES_PER_MINUTE", "0", "1 to 100000"),
    ],
)
def test_a_wrong_value_is_refused_with_name_and_remedy(name, value, remedy):
    with pytest.raises(SettingsError) as error:
        read_settings({name: value})
    assert str(error.value).startswith(name)
    assert remedy in str(error.value)
    assert "\n" not in str(error.value)


def test_every_wrong_value_gets_a_line():
    with pytest.raises(SettingsError) as error:
        read_settings({"HEPASCREEN_PORT": "x", "HEPASCREEN_TODAY": "y"})
    assert len(str(error.value).splitlines()) == 2


def test_a_wrong_database_url_is_not_repeated_since_it_may_hold_a_password():
    with pytest.raises(SettingsError) as error:
        read_settings({"HEPASCREEN_LOG_URL": "nosuch://user:geheim@host/log"})
    assert "geheim" not in str(error.value)


def test_a_misspelt_setting_is_named_with_the_one_that_was_meant():
    lines = misspelt_settings({"HEPASCREEN_PROT": "5006", "HEPASCREEN_PORT": "5005", "HEPASCREEN_SHARED": "/x"})
    assert lines == ["HEPASCREEN_PROT is not a setting and is ignored; did you mean HEPASCREEN_PORT?"]


def test_a_secret_is_in_no_text_of_the_settings():
    secret = "0123456789-abcdefghij-ABCDEFGHIJ"
    settings = read_settings({"HEPASCREEN_SECRET": secret})
    assert settings.secret == secret
    assert secret not in f"{settings!r} {settings}"


@pytest.mark.parametrize(
    ("host", "local"),
    [("127.0.0.1", True), ("::1", True), ("127.0.0.1.example", False), ("0.0.0.0", False), ("10.0.0.7", False)],
)
def test_only_loopback_addresses_are_local(host, local):
    assert read_settings({"HEPASCREEN_HOST": host}).is_local is local


def test_every_setting_is_documented_with_its_default(root: Path):
    rows = re.findall(r"^\| `(HEPASCREEN_\w+)` \| (.+) \| (.+) \|$", (root / "docs/operate.md").read_text(), re.M)
    documented = {name: default.replace("`", "") for name, _, default in rows}
    assert documented == {setting.name: setting.default_reads for setting in SETTINGS}


def test_no_setting_is_read_elsewhere_without_being_documented(root: Path):
    known = {setting.name for setting in SETTINGS}
    for folder in ("bot", "actions", "criteria"):
        for path in (root / folder).rglob("*.py"):
            used = set(re.findall(r"HEPASCREEN_[A-Z_]+\b", path.read_text()))
            assert used - {"HEPASCREEN_"} <= known, path
