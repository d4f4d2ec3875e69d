"""`deploy/`: read by Compose itself, and held to what docs/operate.md promises of it (some 5 s)."""

import os
import re
import shutil
import subprocess

import pytest
import yaml

from bot.channel_settings import CHANNEL_SETTINGS
from bot.pages import FOLDER as PAGE_FOLDER
from bot.settings import SETTINGS, read_settings
from tests.conftest import ROOT, absent

DEPLOY = ROOT / "deploy"
SECRET = "0123456789-abcdefghij-ABCDEFGHIJ"
FILLED = {"POSTGRES_PASSWORD": "only-for-this-test", "HEPASCREEN_SECRET": SECRET, "TZ": "Europe/London"}


@pytest.fixture(scope="module")
def compose():
    """Run Compose, as a plugin of Docker's or as a command of its own, with these variables alone."""
    found = next((one for one in (["docker", "compose"], ["docker-compose"]) if works(one)), None)
    if found is None:
        absent("Docker Compose (Debian's package docker-compose)")

    def run(*arguments, **variables):
        kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
        command = [*found, "--file", str(DEPLOY / "compose.yml"), *arguments]
        return subprocess.run(command, env={**kept, **variables}, capture_output=True, text=True, check=False)

    return run


def works(command):
    if shutil.which(command[0]) is None:
        return False
    return subprocess.run([*command, "version"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def services(compose):
    """The services as Compose reads them."""
    done = compose("config", **FILLED)
    assert done.returncode == 0, done.stderr
    return yaml.safe_load(done.stdout)["services"]


def test_compose_accepts_the_file(compose):
    done = compose("config", "--quiet", **FILLED)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("name", FILLED)
def test_without_a_secret_nothing_starts_and_the_file_to_fill_in_is_named(compose, name):
    done = compose("config", "--quiet", **{other: value for other, value in FILLED.items() if other != name})
    assert done.returncode != 0
    assert "deploy/example.env" in done.stderr


def test_the_example_names_every_variable_and_holds_no_secret():
    example = (DEPLOY / "example.env").read_text()
    named = dict(re.findall(r"^#?([A-Z_]+)=(.*)$", example, re.M))
    assert set(re.findall(r"\$\{([A-Z_]+)", (DEPLOY / "compose.yml").read_text())) == set(named)
    assert (named["POSTGRES_PASSWORD"], named["HEPASCREEN_SECRET"]) == ("", "")


def test_what_the_assistant_is_given_are_its_settings(services):
    given = services["assistant"]["environment"]
    ours = {name: value for name, value in given.items() if name.startswith("HEPASCREEN_")}
    assert set(ours) <= {setting.name for setting in SETTINGS}
    assert {setting.name for setting in CHANNEL_SETTINGS} <= set(ours)
    settings = read_settings({**image_environment(), **ours})
    assert (settings.host, settings.port, settings.secret) == ("0.0.0.0", 5005, SECRET)
    assert settings.log_url.startswith("postgresql://")


def image_environment():
    """The settings that the image comes with."""
    return dict(re.findall(r"(HEPASCREEN_\w+)=(\S+)", (DEPLOY / "Dockerfile").read_text()))


def test_every_service_is_shut_in_and_comes_back(services):
    for service in services.values():
        assert service["read_only"] is True
        assert service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        assert service["restart"] == "unless-stopped"
        assert "privileged" not in service
        assert "network_mode" not in service


def test_only_the_assistant_is_reached_and_only_from_this_machine(services):
    assert "ports" not in services["database"]
    assert list(services["database"]["networks"]) == ["back"]
    ((published),) = services["assistant"]["ports"]
    assert "127.0.0.1" in str(published)


def test_images_are_pinned_to_a_release():
    text = (DEPLOY / "Dockerfile").read_text()
    images = re.findall(r"^FROM (\S+)", text, re.M)
    images += re.findall(r"^\s+image: (\S+)", (DEPLOY / "compose.yml").read_text(), re.M)
    assert len(images) == 4
    assert [one for one in images if not re.fullmatch(r"[a-z]+:\d+(\.\d+)*(-[a-z-]+)?", one)] == []


def test_the_image_bears_the_version_of_the_program(services):
    version = re.search(r'^version = "(.+)"$', (ROOT / "pyproject.toml").read_text(), re.M)
    assert services["assistant"]["image"] == f"hepascreen:{version[1]}"


def test_the_image_holds_what_the_assistant_reads_and_runs_as_nobody():
    text = (DEPLOY / "Dockerfile").read_text()
    build, final = text.split("\nFROM ")[1:]
    copied = {name.rstrip("/") for line in re.findall(r"^COPY (.+) \S+$", build, re.M) for name in line.split()}
    assert all((ROOT / name).exists() for name in copied)
    kept = set(re.findall(r"^!(\S+)$", (DEPLOY / "Dockerfile.dockerignore").read_text(), re.M))
    assert copied == kept
    assert {"actions", "bot", "criteria", "data", "config.yml", "domain.yml"} <= copied
    assert PAGE_FOLDER.relative_to(ROOT).parts[0] in copied
    assert re.search(r"^USER 10001:10001$", final, re.M)
    assert "/ready" in final.split("HEALTHCHECK")[1]
