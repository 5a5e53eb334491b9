"""Where things lie on this machine: the checkout, and the one directory that is written to."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def var() -> Path:
    """Where all is written at run time (database, keys, mail, files): `MOTCUA_VAR`, or `var/`."""
    given = os.environ.get("MOTCUA_VAR", "")
    return Path(given).absolute() if given else ROOT / "var"


def make_var() -> Path:
    """`var()`, made if it is missing."""
    directory = var()
    directory.mkdir(parents=True, exist_ok=True)
    return directory
