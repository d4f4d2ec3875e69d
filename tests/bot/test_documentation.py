"""What can be set, called or watched is documented, and what is documented is there (settings: test_settings.py)."""

import re
from pathlib import Path

import typer

from bot.cli import app
from bot.metrics import Metrics


def commands() -> dict[str, set[str]]:
    """Every command with its arguments as its usage line has them, and its options."""
    found = {}

    def walk(command, words):
        for name, one in getattr(command, "commands", {}).items():
            walk(one, [*words, name])
        if not hasattr(command, "commands"):
            arguments = [one.metavar for one in command.params if one.param_type_name == "argument"]
            options = {name for one in command.params if one.param_type_name == "option" for name in one.opts}
            found[" ".join([*words, *arguments])] = options

    walk(typer.main.get_command(app), ["hepascreen"])
    return found


def test_every_command_is_documented_with_its_options(root: Path):
    rows = re.findall(r"^\| `(hepascreen [^`]+)` \| .+ \| (.*)\|$", (root / "docs/commands.md").read_text(), re.M)
    assert {name: set(re.findall(r"`(--[a-z-]+)", options)) for name, options in rows} == commands()


def test_every_metric_is_documented_with_its_labels(root: Path):
    rows = re.findall(r"^\| `(hepascreen_\w+)` \|([^|]*)\|", (root / "docs/operate.md").read_text(), re.M)
    documented = {name: set(re.findall(r"`(\w+)`", labels)) for name, labels in rows}
    metrics = Metrics()
    ours = {
        f"{one._name}{'_total' if one._type == 'counter' else ''}": set(one._labelnames)
        for one in vars(metrics).values()
        if hasattr(one, "_labelnames")
    }
    assert documented == ours


def test_no_command_or_option_is_documented_that_is_not_there(root: Path):
    """Wherever the documentation shows one as it is typed."""
    known = {re.sub(r" [\[A-Z].*", "", name): options for name, options in commands().items()}
    shown = re.compile(rf"({'|'.join(known)})\b((?: (?!hepascreen)[^\s`|#]+)*)")
    for path in (root / "README.md", *(root / "docs").glob("*.md")):
        text = path.read_text()
        assert set(re.findall(r"`(hepascreen (?:log )?[a-z]+)", text)) <= {*known, "hepascreen log"}, path.name
        for name, rest in shown.findall(text):
            assert set(re.findall(r"--[a-z-]+", rest)) - {"--help"} <= known[name], f"{path.name}: {name}{rest}"
