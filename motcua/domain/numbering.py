"""Codes of dossiers: how they are written, and how they are recognised when typed.

A code is ``<agency>-<YYMMDD>-<serial>``: the issuing unit's identifier, the day of reception, the
serial of that unit and day from 0001 (TT 01/2018/TT-VPCP, art. 19). It is issued under a lock and
never changes or comes again. What changes with time is the identifier's format, so the formats are
dated rows.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from motcua.domain.refusal import Refused

SECRET_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""Letters and digits of the look-up secret: none that is read as another (no 0 O 1 I L)."""
SECRET_LENGTH = 4
LARGEST_SERIAL = 999_999


@dataclass(frozen=True, slots=True)
class CodeFormat:
    """How codes are issued between two days (both included)."""

    key: str
    first: date
    last: date
    source: str


FORMATS = (
    CodeFormat(
        "old",
        date(2016, 1, 1),
        date(2020, 9, 14),
        "TT 01/2018/TT-VPCP art. 19 with QCVN 102:2016/BTTTT; first day is before all our data",
    ),
    CodeFormat(
        "new",
        date(2020, 9, 15),
        date.max,
        "QĐ 20/2020/QĐ-TTg art. 4; in codes since its day of effect: domain notes 5.1, M:high",
    ),
)


@dataclass(frozen=True, slots=True)
class DossierCode:
    """A code taken apart. `format` is old, new, or national (issued by the national portal)."""

    text: str
    format: str
    agency: str
    day: date
    serial: int


def code_format(day: date) -> CodeFormat:
    """The format in force on a day; ValueError before the first."""
    for row in FORMATS:
        if row.first <= day <= row.last:
            return row
    raise ValueError(f"no code format is known for {day}")


def dossier_code(code_old: str, code_new: str, day: date, serial: int) -> str:
    """The code of the `serial`-th dossier that an agency receives on `day`.

    The serial has four digits; a unit that passes 9,999 on one day gets five, then six, since the
    circular gives four but a number may neither repeat nor be refused to a citizen. Order within
    the day is by number then, no more by text.

    >>> dossier_code("000.12.38.H08", "H08.38.12", date(2020, 3, 19), 14)
    '000.12.38.H08-200319-0014'
    >>> dossier_code("000.12.38.H08", "H08.38.12", date(2020, 9, 15), 1)
    'H08.38.12-200915-0001'
    """
    if not 1 <= serial <= LARGEST_SERIAL:
        raise ValueError(f"no serial {serial}")
    agency = code_old if code_format(day).key == "old" else code_new
    return f"{agency}-{day:%y%m%d}-{serial:04}"


_NATIONAL_PORTAL = "G22.99.08"
_OLD = r"[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Y][0-9]{2}"
_NEW = r"[A-Y][0-9]{2}(?:\.[0-9A-Z]{1,15}){0,8}"
_CODE = re.compile(rf"(?P<agency>{_OLD}|{_NEW})-(?P<day>[0-9]{{6}})-(?P<serial>[0-9]{{4,6}})")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_UNSEEN = re.compile("[\\s\u200b\u2060\ufeff]+")
_LONGEST = 120


def parse_code(text: str, *, field: str = "code") -> DossierCode:
    """The code in what somebody typed or pasted: every format, any case, spaces and dashes.

    Codes of other units and portals have the same shapes and are accepted. Raises
    Refused('bad_code') with field, why (shape, no_such_day) and expected.

    >>> parse_code(" g22.99.08-200318-004417 ").format
    'national'
    """
    typed = _UNSEEN.sub("", text).translate(_DASHES).upper() if len(text) < _LONGEST else ""
    found = _CODE.fullmatch(typed)
    if not found or len(found["agency"]) > 35 or int(found["serial"]) == 0:
        raise _refusal(field, "shape")
    digits = found["day"]
    try:
        day = date(2000 + int(digits[:2]), int(digits[2:4]), int(digits[4:]))
    except ValueError:
        raise _refusal(field, "no_such_day") from None
    agency, serial = found["agency"], int(found["serial"])
    return DossierCode(typed, _format_of(agency), agency, day, serial)


def portal_format(code: str) -> str:
    """Under which format another portal's code is kept: national, or portal for any other one.

    Never a format of our own: whoever counts the codes issued here must not meet them.
    """
    return "national" if code.startswith(f"{_NATIONAL_PORTAL}-") else "portal"


ELSEWHERE = "elsewhere"
"""The format of a code that another system gave, in a shape of its own."""


def kept_code(code: str) -> str:
    """A code of any shape as it is kept and looked up: capitals, without spaces."""
    return _UNSEEN.sub("", code).upper()


def format_of(code: str) -> str:
    """How a code is written: old, new, national, or ELSEWHERE."""
    try:
        return parse_code(code).format
    except Refused:
        return ELSEWHERE


def looks_like_code(text: str) -> bool:
    """Whether what was typed can only be meant as a dossier's code."""
    try:
        parse_code(text)
    except Refused:
        return False
    return True


def _format_of(agency: str) -> str:
    if agency == _NATIONAL_PORTAL:
        return "national"
    return "old" if agency[0].isdigit() else "new"


def _refusal(field: str, why: str) -> Refused:
    return Refused("bad_code", field=field, why=why, expected="000.12.38.H08-200319-0014")


def look_up_secret(choose: Callable[[str], str]) -> str:
    """A new secret; `choose` picks one character of the alphabet by chance."""
    return "".join(choose(SECRET_ALPHABET) for _ in range(SECRET_LENGTH))


def read_secret(text: str) -> str:
    """A secret as it was printed: upper case, without spaces; '' if it cannot be one.

    >>> read_secret(" k7m 2 "), read_secret("K7M0")
    ('K7M2', '')
    """
    typed = _UNSEEN.sub("", text).upper() if len(text) < _LONGEST else ""
    fits = len(typed) == SECRET_LENGTH and all(sign in SECRET_ALPHABET for sign in typed)
    return typed if fits else ""
