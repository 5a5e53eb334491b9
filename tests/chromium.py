"""Where Chromium is on this machine."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def find_chromium() -> str:
    """The path of the browser (`MOTCUA_CHROMIUM`, or the first found), or ''."""
    given = os.environ.get("MOTCUA_CHROMIUM", "")
    return given or next((path for path in map(shutil.which, NAMES) if path), "")
