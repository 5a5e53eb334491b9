"""Text that people type: made clean, made searchable, put in Vietnamese order.

Everything kept is NFC, so that one name has one encoding. What is refused is refused by field,
with what was expected, so that a page can say it beside the field.
"""

import re
import unicodedata
from datetime import date

from motcua.domain.refusal import Refused

NAME_LIMIT = 200
"""Characters of a name; longer than any name met, short enough for a printed line."""

_BIDI = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u034f\u200b-\u200d\u2060-\u2064\ufeff]")
_LINE_END = re.compile("\r\n|[\r\n\u2028\u2029]")
_ROOM = 4
"""A letter takes up to three code points before NFC; the rest is white space to be folded."""


def clean(
    value: object, *, field: str, limit: int, required: bool = True, multiline: bool = False
) -> str:
    """What somebody typed in `field`: NFC, trimmed, inner white space folded to single spaces.

    With `multiline` line ends are kept (as ``\\n``, at most one empty line between two others).
    `limit` counts characters of the cleaned text. Characters that cannot be seen and mean nothing
    (zero-width space, soft hyphen) come with copied text and are dropped.

    Raises Refused('bad_text') with `field`, `why` and `expected`: not_text, control_character,
    direction_mark, too_long (expected: the limit) or empty.

    >>> clean("  Nguyễn   Văn An ", field="name", limit=200)
    'Nguyễn Văn An'
    """
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise _refusal(field, "not_text")
    if len(value) > _ROOM * limit + 1000:  # before normalising, which is slow on odd input
        raise _refusal(field, "too_long", str(limit), len(value))
    if _CONTROL.search(value):
        raise _refusal(field, "control_character")
    if _BIDI.search(value):
        raise _refusal(field, "direction_mark")
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", value))
    text = _fold_lines(text) if multiline else " ".join(text.split())
    if len(text) > limit:
        raise _refusal(field, "too_long", str(limit), len(text))
    if required and not text:
        raise _refusal(field, "empty")
    return text


def _fold_lines(text: str) -> str:
    lines = [" ".join(line.split()) for line in _LINE_END.split(text)]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def _refusal(field: str, why: str, expected: str = "", found: int | None = None) -> Refused:
    told = {} if found is None else {"found": found}
    return Refused("bad_text", field=field, why=why, expected=expected, **told)


_DAY_FIRST = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})")
_RUN_TOGETHER = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")


def read_date(text: str, *, field: str) -> date:
    """A day as people type it (19/3/2020, 19-03-2020, 19032020) or as machines do (2020-03-19).

    Raises Refused('bad_date') with field, why (shape, no_such_day) and expected.

    >>> read_date("19/3/2020", field="birth")
    datetime.date(2020, 3, 19)
    """
    typed = text.strip()
    if found := _DAY_FIRST.fullmatch(typed) or _RUN_TOGETHER.fullmatch(typed):
        day, month, year = found.groups()
    elif found := _YEAR_FIRST.fullmatch(typed):
        year, month, day = found.groups()
    else:
        raise Refused("bad_date", field=field, why="shape", expected="31/12/1990")
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Refused("bad_date", field=field, why="no_such_day", expected="31/12/1990") from None


class _Bare(dict[int, int | None]):
    """For each code point what is left of it without diacritics: itself, or nothing."""

    def __missing__(self, code: int) -> int | None:
        left = self[code] = None if unicodedata.combining(chr(code)) else code
        return left


_BARE = _Bare({ord("đ"): ord("d"), ord("ð"): ord("d")})
"""ð is what badly converted texts have for đ."""


def search_key(text: str) -> str:
    """The text as it is searched: lower case, no diacritics, đ as d, single spaces.

    For Vietnamese letters the same as PostgreSQL's ``unaccent(lower(text))``.

    >>> search_key("ĐẶNG  Thị Ánh")
    'dang thi anh'
    """
    parts = unicodedata.normalize("NFD", text.lower())
    return " ".join(parts.translate(_BARE).split())


_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
"""Huyền, hỏi, ngã, sắc, nặng; none is 0."""
_VARIANTS = {
    ("a", "\u0306"): 1,
    ("a", "\u0302"): 2,
    ("e", "\u0302"): 1,
    ("o", "\u0302"): 1,
    ("o", "\u031b"): 2,
    ("u", "\u031b"): 1,
}
"""ă â, ê, ô ơ, ư: letters of their own, after the plain one."""


def plain_letters(text: str) -> str:
    """Vietnamese without diacritics, for what cannot show them.

    >>> plain_letters("Đã tiếp nhận hồ sơ")
    'Da tiep nhan ho so'
    """
    apart = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def sort_key(text: str) -> str:
    """A text whose plain order is the Vietnamese alphabetical order of `text`.

    As in a dictionary, syllable by syllable: first the letters (a ă â b c d đ e ê … o ô ơ … u ư),
    then the tone (none, huyền, hỏi, ngã, sắc, nặng), then the next syllable. Numbers come before
    letters and by their value; punctuation only separates. The key holds nothing but a-z and 0-9,
    so every database orders it alike, whatever its collation.

    >>> sorted(["Đỗ", "Ân", "Dũng", "Ánh", "An", "Ăn"], key=sort_key)
    ['An', 'Ánh', 'Ăn', 'Ân', 'Dũng', 'Đỗ']
    """
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(_token_key(token) for token in _TOKENS.findall(parts))


_TOKENS = re.compile(r"[0-9]+|[^\W_0-9](?:[^\W_0-9]|[\u0300-\u036f])*")


def _token_key(token: str) -> str:
    if "0" <= token[0] <= "9":
        digits = token.lstrip("0") or "0"
        return f"{min(len(digits), 99):02}{digits}"
    key: list[str] = []
    tone = 0
    for sign in token:
        if sign in _TONES:
            tone = _TONES[sign]
        elif key and (variant := _VARIANTS.get((key[-1][0], sign))):
            key[-1] = f"{key[-1][0]}{variant}"
        elif not unicodedata.combining(sign):
            key.append(_letter_key(sign))
    return "".join(key) + str(tone)


def _letter_key(letter: str) -> str:
    if "a" <= letter <= "z":
        return f"{letter}0"
    if letter in "đð":
        return "d1"
    return f"z9{ord(letter):06x}"  # letters of other scripts, after ours
