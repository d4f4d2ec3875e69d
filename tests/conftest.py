"""What every test may use: the material beside the repository, and how hard Hypothesis tries."""

import os
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, settings

from bot import quiet

# Later, among all that the tests import, what Rasa needs of it would take seconds longer in every process.
quiet.import_first()

ROOT = Path(__file__).resolve().parent.parent
"""The repository's top folder."""

# No timed assertion, so no deadline: a busy machine is no defect. CI draws the same examples every time; what a
# wider search finds is written down as a case of its own.
settings.register_profile("develop", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=5_000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "develop"))


def shared_path(*parts: str) -> Path:
    """Return a path in the read-only material, or skip the test (or the module) where it is absent.

    The material stands beside the repository, in ``../shared``; the environment variable HEPASCREEN_SHARED names
    another folder. ``shared_path("records", "NCT00000000.json")`` is a file in it.
    """
    folder = Path(os.environ.get("HEPASCREEN_SHARED") or ROOT.parent / "shared")
    path = folder.joinpath(*parts)
    if not path.exists():
        pytest.skip(
            f"{Path('..', folder.name, *parts)} is not there; HEPASCREEN_SHARED names its folder",
            allow_module_level=True,
        )
    return path


def absent(component: str) -> NoReturn:
    """Skip for want of a real component such as a browser; where `CI` is set, that is a failure."""
    if os.environ.get("CI"):
        pytest.fail(f"{component} is not installed, and must be where CI is set")
    pytest.skip(f"{component} is not installed")


@pytest.fixture(scope="session")
def root() -> Path:
    """The repository's top folder."""
    return ROOT
