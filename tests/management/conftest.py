"""Places and processes for tests of the platform."""

import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from motcua.management.places import ROOT

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory that `nobody` can reach, too, unlike pytest's own when root runs the tests."""
    directory = Path(os.environ["MOTCUA_TEST_VAR"]) / uuid.uuid4().hex[:8]
    directory.mkdir()
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def environment(place: Path) -> dict[str, str]:
    """The environment of somebody who has set nothing but where things are written."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    for name in ("DATABASE_URL", "DATABASE_OWNER_URL", "DJANGO_SETTINGS_MODULE", "HOST", "PORT"):
        ours.pop(name, None)
    if "MOTCUA_PG_BIN" in os.environ:
        ours["MOTCUA_PG_BIN"] = os.environ["MOTCUA_PG_BIN"]
    return ours | {"MOTCUA_VAR": str(place / "var")}


@pytest.fixture
def motcua(environment: dict[str, str]) -> Run:
    """`motcua("migrate", DATABASE_URL="…")` runs the real command to its end."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command_line(*arguments),
            env=environment | variables,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def command_line(*arguments: str) -> Sequence[str]:
    """The command as a process of this Python."""
    return [sys.executable, "-m", "motcua.management", *arguments]
