"""The one file that stands for every result in the demo."""

from pathlib import Path

import typst

from motcua.printed.text import FONTS


def specimen_result() -> bytes:
    """A one-page PDF that says that it is no real result."""
    made = typst.compile(
        str(Path(__file__).with_name("specimen.typ")),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        timestamp=0,
    )
    assert isinstance(made, bytes)
    return made
