"""What stands in data/channels/<name>.toml: codes, and how another system is talked to."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from motcua.domain.delivery import Pace


def configured(name: str) -> dict[str, Any]:
    """The file of this channel; read once for each place it may lie in."""
    return _read(Path(settings.CHANNELS_DIR) / f"{name}.toml")


def pace_of(name: str) -> Pace:
    """How this channel's system is talked to. TypeError names a key that is not known."""
    return Pace(**configured(name)["pace"])


@cache
def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text("utf-8"))
