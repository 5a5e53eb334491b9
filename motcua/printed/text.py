"""Text that people typed, made fit to print: nothing lost, nothing hidden, nothing overflowing.

The fonts cover Latin, Greek and Cyrillic letters. A character that they lack would be printed
as an empty box without any warning, and a mark that turns the direction of writing would print
something else than what is stored. Both are written out by number instead: ``[U+674E]``.
"""

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

_MEANINGLESS = re.compile("[\N{ZERO WIDTH SPACE}-\N{ZERO WIDTH JOINER}\N{SOFT HYPHEN}\ufeff\u2060]")
_BLANKS = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
_LINES = re.compile(r"[\r\n\x85\u2028\u2029]+")
_INSIDE_NUMBER = re.compile(r"(?<=[\dA-Z]) (?=\d)")
_LONG_WORD = re.compile(r"[^\s\u00a0]{25,}")
_OWN_FIRST = re.compile(r"1[.)/]\s*[^\s\d]")
_OWN_NUMBER = re.compile(r"(\d{1,2}[.)/])\s*(?=[^\s\d])(.+)")
_BULLET = re.compile(r"[-–—+*•]\s*(?=\D)")
_BREAK_AFTER = re.compile(r"([@/._]+|[^@/._]{12})(?=.)")


@cache
def covered() -> frozenset[int]:
    """Code points that every shipped font draws, from `fonts/fonts.toml`."""
    told = tomllib.loads((FONTS / "fonts.toml").read_text(encoding="utf-8"))["covers"]
    points: set[int] = set()
    for span in str(told).split():
        first, _, last = span.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def line(text: str) -> str:
    """One line of text: `exact`, and fit for a narrow column.

    A word of more than 24 characters may break after ``@ / . _``, else every 12 characters.
    The place is marked with a zero width space, which templates turn into an empty gap: in the
    PDF itself it would be copied along with the word.
    """
    return _LONG_WORD.sub(_breakable, exact(text))


def exact(text: str) -> str:
    """One line of text: composed (NFC), blanks single, uncovered characters by number.

    For codes, which people copy out of the PDF.
    """
    whole = _BLANKS.sub(" ", unicodedata.normalize("NFC", text)).strip()
    return _drawn(whole)


def paragraphs(text: str) -> list[str]:
    """The non-empty lines of a text, each as `line` gives it."""
    return [kept for part in _LINES.split(text) if (kept := line(part))]


def items(text: str) -> list[tuple[str, str]]:
    """The lines of a list, each with its number.

    Who numbered the lines keeps those numbers, and lines between them have none; who gave each
    line a dash gets numbers instead.

    >>> items("Tờ khai\\nBản sao CCCD")
    [('1.', 'Tờ khai'), ('2.', 'Bản sao CCCD')]
    >>> items("1) Tờ khai:\\n- ghi rõ họ tên\\n2) Bản vẽ")
    [('1)', 'Tờ khai:'), ('', '- ghi rõ họ tên'), ('2)', 'Bản vẽ')]
    """
    found = paragraphs(text)
    if found and _OWN_FIRST.match(found[0]):
        parted = ((_OWN_NUMBER.fullmatch(it), it) for it in found)
        return [(own[1], own[2]) if own else ("", it) for own, it in parted]
    if all(_BULLET.match(it) for it in found):
        found = [_BULLET.sub("", it, count=1) for it in found]
    return [(f"{number}.", it) for number, it in enumerate(found, start=1)]


def joined(text: str) -> str:
    """The same text with no line break between groups of digits: telephone and paper numbers."""
    return _INSIDE_NUMBER.sub("\N{NO-BREAK SPACE}", text)


def _drawn(text: str) -> str:
    known = covered()
    kept = _MEANINGLESS.sub("", text)
    return "".join(c if ord(c) in known else f"[U+{ord(c):04X}]" for c in kept)


def _breakable(word: re.Match[str]) -> str:
    return _BREAK_AFTER.sub("\\1\N{ZERO WIDTH SPACE}", word.group())
