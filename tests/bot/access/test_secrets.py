"""Secrets come from the environment alone, are never printed, and are needed where others can reach the server."""

import subprocess

import pytest

from bot.access.tokens import id_of
from tests.bot.access.conftest import SECRET
from tests.bot.conftest import command, environment


def run(*arguments: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command(*arguments), env=environment(**settings), capture_output=True, text=True, timeout=60, check=False
    )


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "127.0.0.1.example"])
def test_without_a_secret_it_does_not_start_where_others_can_reach_it(host: str):
    done = run("run", HEPASCREEN_HOST=host)
    assert (done.returncode, done.stdout) == (2, "")
    assert "set HEPASCREEN_SECRET" in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.parametrize("secret", ["short", "a" * 64])
def test_a_weak_secret_is_refused_and_not_repeated(secret: str):
    done = run("run", HEPASCREEN_SECRET=secret)
    assert done.returncode == 2
    assert "too weak" in done.stderr
    assert secret not in done.stderr


def test_a_token_is_made_from_the_secret_in_the_environment_which_is_not_printed():
    done = run("token", "anna", "--site", "centre-a", HEPASCREEN_SECRET=SECRET)
    assert done.returncode == 0
    assert SECRET not in done.stdout + done.stderr
    assert id_of(done.stdout.strip()) in done.stderr


def test_without_a_secret_no_token_is_made():
    done = run("token", "anna", "--site", "centre-a")
    assert (done.returncode, done.stdout) == (2, "")
    assert "HEPASCREEN_SECRET" in done.stderr
