"""Trains the model when what it is made from changed: `python -m bot.train`."""

import contextlib
import hashlib
import io
import logging
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from bot import quiet
from bot.settings import ROOT, SettingsError, read_settings

logger = logging.getLogger(__name__)

INPUTS = ("config.yml", "domain.yml", "data", "criteria/facts", "bot/nlu", "requirements/runtime.lock")
SUFFIXES = {".yml", ".yaml", ".py", ".lock", ".txt"}


class TrainingError(Exception):
    """The model could not be trained; `str()` is one line that says why."""


def main() -> int:
    """Train if needed; return the exit status."""
    try:
        settings = read_settings()
        quiet.configure_logging(settings.log_level)
        train_if_changed(settings.model)
    except (SettingsError, TrainingError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def train_if_changed(model: Path, root: Path = ROOT) -> bool:
    """Train the model unless it was made from what is there now; return whether it was trained."""
    digest = digest_of_inputs(root)
    if is_current(model, digest):
        return False
    _say(f"Training the model: {_reason(model)}. This takes about half a minute.")
    started = time.monotonic()
    trained = _trained(root, model.parent)
    _stamp(model).unlink(missing_ok=True)
    trained.replace(model)
    _stamp(model).write_text(digest + "\n")
    _say(f"Trained in {time.monotonic() - started:.0f} s: {_shown(model, root)}")
    return True


def digest_of_inputs(root: Path = ROOT) -> str:
    """Return a hash of every file that the model is made from."""
    digest = hashlib.sha256()
    for path in _inputs(root):
        digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_current(model: Path, digest: str) -> bool:
    """Whether the model is there and was made from inputs with this hash."""
    stamp = _stamp(model)
    return model.is_file() and stamp.is_file() and stamp.read_text().strip() == digest


def _inputs(root: Path) -> Iterator[Path]:
    for name in INPUTS:
        path = root / name
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in files if file.suffix in SUFFIXES and file.is_file())


def _stamp(model: Path) -> Path:
    return model.with_name(model.name + ".inputs")


def _reason(model: Path) -> str:
    return "what it is made from changed" if model.is_file() else "there is none yet"


def _trained(root: Path, folder: Path) -> Path:
    """Train in a folder beside the model, so that it can be moved into place in one step."""
    folder.mkdir(parents=True, exist_ok=True)
    for leftover in folder.glob("training-*"):
        shutil.rmtree(leftover, ignore_errors=True)
    work = Path(tempfile.mkdtemp(prefix="training-", dir=folder))
    try:
        trained = _train(root, work)
        finished = folder / f"{work.name}.tar.gz"
        trained.replace(finished)
        return finished
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _train(root: Path, work: Path) -> Path:
    quiet.before_rasa("warning")
    from rasa.model_training import train

    said = io.StringIO()
    try:
        with contextlib.redirect_stdout(said):
            result = train(
                domain=str(root / "domain.yml"),
                config=str(root / "config.yml"),
                training_files=str(root / "data"),
                output=str(work),
                fixed_model_name="model",
                force_training=True,
            )
    except (Exception, SystemExit) as error:
        logger.debug("Training failed", exc_info=True)
        reason = _one_line(str(error) or said.getvalue())
        raise TrainingError(f"The model could not be trained: {reason}") from error
    if not result.model:
        raise TrainingError(f"The model could not be trained: {_one_line(said.getvalue())}")
    return Path(result.model)


def _one_line(text: str) -> str:
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    return " ".join(plain.split())[:500]


def _shown(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
