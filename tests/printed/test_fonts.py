"""The shipped fonts are the ones they are said to be, and have every letter we let through."""

import tomllib
from hashlib import sha256
from unicodedata import bidirectional, category, normalize

import pytest
from fontTools.ttLib import TTFont

from motcua.printed.text import FONTS, covered

TOLD = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))
FILES = {str(it["name"]): str(it["sha256"]) for it in TOLD["file"]}
VOWELS = "aăâeêioôơuưy"
TONES = ("", "\u0300", "\u0301", "\u0309", "\u0303", "\u0323")


def vietnamese_letters() -> set[str]:
    """All 186 letters of Vietnamese writing, small and capital, and those of foreign words."""
    small = {normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES}
    small |= set("bcdđfghjklmnpqrstvwxz")
    return small | {letter.upper() for letter in small}


def test_there_are_exactly_the_four_files_that_are_listed() -> None:
    assert {path.name for path in FONTS.glob("*.ttf")} == set(FILES)
    assert len(FILES) == 4


@pytest.mark.parametrize("name", FILES)
def test_a_font_file_is_the_one_that_was_shipped(name: str) -> None:
    assert sha256((FONTS / name).read_bytes()).hexdigest() == FILES[name]


@pytest.mark.parametrize("name", FILES)
def test_a_font_has_every_vietnamese_letter_and_all_that_prints_let_through(name: str) -> None:
    with TTFont(FONTS / name) as font:
        drawn = set(font.getBestCmap())
        assert font["name"].getDebugName(1) == TOLD["family"]
        assert str(font["name"].getDebugName(5)) == f"Version {TOLD['version']}"
    assert covered() <= drawn
    assert {ord(letter) for letter in vietnamese_letters()} <= covered()
    assert {ord(mark) for mark in "₫№–—…“”‘’•"} <= covered()


def test_nothing_that_turns_or_hides_text_is_let_through() -> None:
    for point in covered():
        assert category(chr(point)) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
        assert bidirectional(chr(point)) not in {"R", "AL"}


def test_the_licence_travels_with_the_fonts() -> None:
    told = (FONTS / str(TOLD["licence_file"])).read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in told
    assert "Red Hat, Inc. with Reserved Font Name Liberation" in told
