"""Papers that say who somebody is, and the other numbers that lead to a person.

The 12-digit number (số định danh cá nhân, CCCD) is ``AAA B CC DDDDDD``: place of the first birth
registration, century and sex, year of birth, six random digits; it has no check digit. Source:
NĐ 137/2015 and TT 07/2016/TT-BCA with appendix I (domain notes 9.3). AAA stays what it was when
provinces merge, so the list of 63 needs no dates.
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.domain.refusal import Refused

# fmt: off
PROVINCES = frozenset(
    f"{code:03}"
    for code in (
        1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34, 35, 36,
        37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68, 70, 72,
        74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
    )
)
# fmt: on
"""Codes of the provinces where a birth was registered, TT 07/2016/TT-BCA appendix I."""

BINH_DINH = "052"
DEMO_SERIAL = "000"
"""Demo numbers have a serial that starts with these three zeros."""


class IdentityKind(StrEnum):
    """CCCD (12 digits), CMND (9 digits, the older card) or a passport."""

    CCCD = "cccd"
    CMND = "cmnd"
    PASSPORT = "passport"


class Sex(StrEnum):
    """As civil-status papers have it."""

    MALE = "male"
    FEMALE = "female"


@dataclass(frozen=True, slots=True)
class IdentityPaper:
    """One paper and its number, as `read_identity` normalised it."""

    kind: IdentityKind
    number: str


@dataclass(frozen=True, slots=True)
class IdentityWarning:
    """Something that does not fit and may be overridden with a reason.

    `why`: sex, birth_year or birthplace. `by_number` is what the number says, `stated` what was
    typed.
    """

    why: str
    by_number: str
    stated: str


_LONGEST = 100
_SEPARATORS = re.compile(r"[\s.\-]+")
_PASSPORT = re.compile(r"(?=[A-Z0-9]*[A-Z])(?=[A-Z0-9]*[0-9])[A-Z0-9]{6,9}")
"""ICAO 9303: letters and digits, at most nine."""


def read_identity(
    text: str, *, field: str = "identity", today: date | None = None
) -> IdentityPaper:
    """The paper whose number was typed; spaces, dots and hyphens do not matter.

    Twelve digits are checked for place and, when `today` is given, for a birth year still to come;
    nine digits are a CMND; letters with digits a passport. A place code of 100 or more is a foreign
    country where the birth was registered: accepted here, named by `warnings`, since the list of
    countries is not at hand.

    Raises Refused('bad_identity') with field, why (length, province, future_year, shape, empty),
    expected, and `found` (number of digits) where the length is wrong.

    >>> read_identity("052 189 004 217").kind.value
    'cccd'
    """
    number = _SEPARATORS.sub("", text).upper() if len(text) < _LONGEST else "?"
    if re.fullmatch("[0-9]+", number):
        return _read_digits(number, field, today)
    if not number:
        raise _refusal(field, "empty")
    if not _PASSPORT.fullmatch(number):
        raise _refusal(field, "shape")
    return IdentityPaper(IdentityKind.PASSPORT, number)


def _read_digits(number: str, field: str, today: date | None) -> IdentityPaper:
    if len(number) == 9:
        return IdentityPaper(IdentityKind.CMND, number)
    if len(number) != 12:
        raise _refusal(field, "length", "9, 12", found=len(number))
    if number[0] == "0" and number[:3] not in PROVINCES:
        raise _refusal(field, "province", found=number[:3])
    paper = IdentityPaper(IdentityKind.CCCD, number)
    year = birth_year(paper)
    if today and year and year > today.year:
        raise _refusal(field, "future_year", str(today.year), found=year)
    return paper


def _refusal(field: str, why: str, expected: str = "052189004217", **found: object) -> Refused:
    return Refused("bad_identity", field=field, why=why, expected=expected, **found)


def birth_year(paper: IdentityPaper) -> int | None:
    """The year of birth written in a 12-digit number; None for other papers.

    >>> birth_year(IdentityPaper(IdentityKind.CCCD, "052189004217"))
    1989
    """
    if paper.kind is not IdentityKind.CCCD:
        return None
    return 1900 + 100 * (int(paper.number[3]) // 2) + int(paper.number[4:6])


def sex_of(paper: IdentityPaper) -> Sex | None:
    """The sex written in a 12-digit number (even male, odd female); None for other papers."""
    if paper.kind is not IdentityKind.CCCD:
        return None
    return Sex.FEMALE if int(paper.number[3]) % 2 else Sex.MALE


def warnings(
    paper: IdentityPaper | None, sex: Sex | None, birth: date | None
) -> list[IdentityWarning]:
    """What of the number does not fit the sex and date of birth stated beside it.

    A wrong entry at first registration is possible, so these are not errors: whoever receives the
    dossier may override them with a reason.
    """
    if paper is None or paper.kind is not IdentityKind.CCCD:
        return []
    found = []
    by_number, year = sex_of(paper), birth_year(paper)
    if sex and by_number and sex is not by_number:
        found.append(IdentityWarning("sex", by_number.value, sex.value))
    if birth and birth.year != year:
        found.append(IdentityWarning("birth_year", str(year), str(birth.year)))
    if paper.number[:3] not in PROVINCES:
        found.append(IdentityWarning("birthplace", paper.number[:3], ""))
    return found


def demo_identity(province: str, sex: Sex, year: int, serial: int) -> IdentityPaper:
    """A number that every check accepts and that says it is a demo's: its serial starts 000.

    `serial` 0 to 999; `year` 1900 to 2099. Real serials are random, so one in a thousand real
    numbers looks like this too: `is_demo` tells what a demo database made, never who is real.

    >>> demo_identity("052", Sex.FEMALE, 1989, 17).number
    '052189000017'
    """
    if province not in PROVINCES or not 1900 <= year <= 2099 or not 0 <= serial <= 999:
        raise ValueError(f"no demo number for {province} {year} {serial}")
    century = 2 * (year // 100 - 19) + (sex is Sex.FEMALE)
    number = f"{province}{century}{year % 100:02}{DEMO_SERIAL}{serial:03}"
    return IdentityPaper(IdentityKind.CCCD, number)


def is_demo(paper: IdentityPaper) -> bool:
    """Whether a 12-digit number has the serial of a demo."""
    return paper.kind is IdentityKind.CCCD and paper.number[6:9] == DEMO_SERIAL


SEX_WORDS = {"nam": Sex.MALE, "nữ": Sex.FEMALE}
"""As cards and people write it."""
