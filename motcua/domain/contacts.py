"""Telephone, e-mail and tax code: numbers that are checked by their shape."""

import re

from motcua.domain.refusal import Refused

_LONGEST = 60
_PHONE_SIGNS = re.compile(r"[\s.\-()]+")
_PHONE = re.compile(r"0[1-9][0-9]{8}|02[0-9]{9}")
"""Ten digits, or eleven for a landline (02 and the code of the province)."""
_EMAIL = re.compile(
    r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
    r"@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}",
    re.IGNORECASE,
)
_TAX_SIGNS = re.compile(r"[\s.\-]+")
_TAX_CODE = re.compile(r"[0-9]{10}([0-9]{3})?")
_TAX_WEIGHTS = (31, 29, 23, 19, 17, 13, 7, 5, 3)


def read_phone(text: str, *, field: str = "phone") -> str:
    """A Vietnamese telephone number as digits only, +84 written as 0.

    Raises Refused('bad_phone') with field, why ('shape') and expected ('0905123456').

    >>> read_phone("+84 905 000 218")
    '0905000218'
    """
    number = _PHONE_SIGNS.sub("", text) if len(text) < _LONGEST else ""
    if re.fullmatch(r"(\+|00)?84[1-9][0-9]{8,9}", number):
        number = "0" + number[number.index("84") + 2 :]
    if not _PHONE.fullmatch(number):
        raise Refused("bad_phone", field=field, why="shape", expected="0905123456")
    return number


def read_email(text: str, *, field: str = "email") -> str:
    """An e-mail address of ordinary shape, the host in lower case, at most 254 characters.

    Raises Refused('bad_email') with field, why ('shape') and expected ('ten@vidu.vn').
    """
    address = text.strip()
    if len(address) > 254 or not _EMAIL.fullmatch(address):
        raise Refused("bad_email", field=field, why="shape", expected="ten@vidu.vn")
    mailbox, _, host = address.rpartition("@")
    return f"{mailbox}@{host.lower()}"


def read_tax_code(text: str, *, field: str = "tax_code") -> str:
    """A tax code (MST), which is also an enterprise's code: ten digits, or with a branch's -NNN.

    The tenth digit is 10 − (Σ wᵢdᵢ mod 11) over the first nine (domain notes 9.3).
    Raises Refused('bad_tax_code') with field, why (shape, check_digit) and expected.

    >>> read_tax_code("0312 68 78 78 - 001")
    '0312687878-001'
    """
    number = _TAX_SIGNS.sub("", text) if len(text) < _LONGEST else ""
    if not _TAX_CODE.fullmatch(number) or number[2:9] == "0000000" or number[10:] == "000":
        shapes = "0123456789, 0123456789-001"
        raise Refused("bad_tax_code", field=field, why="shape", expected=shapes)
    total = sum(weight * int(digit) for weight, digit in zip(_TAX_WEIGHTS, number, strict=False))
    if str(10 - total % 11) != number[9]:
        raise Refused("bad_tax_code", field=field, why="check_digit", expected="")
    return number if len(number) == 10 else f"{number[:10]}-{number[10:]}"
