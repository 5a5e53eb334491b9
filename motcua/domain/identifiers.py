"""The two formats in which an agency's identifier is written.

Old format (QCVN 102:2016/BTTTT): four groups from the lowest level to the highest, zeros where a
level is not used, ``000.12.38.H08``. New format (QĐ 20/2020/QĐ-TTg, art. 4): from the highest to
the lowest, unused levels left out, ``H08.38.12``. Both name the same groups.
"""

import re

_NEW = re.compile(r"[A-Y]\d{2}(\.\d{1,3}){0,3}")
_OLD = re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}")
_WIDTHS = (3, 2, 2)
"""Digits of the old groups V1V2V3, Z1Z2, Y1Y2 (levels 4, 3 and 2)."""


def old_identifier(new: str) -> str:
    """The old form of a new-format identifier; ValueError if it has none.

    >>> old_identifier("H08.38.12"), old_identifier("H08")
    ('000.12.38.H08', '000.00.00.H08')
    """
    if not _NEW.fullmatch(new):
        raise ValueError(f"not a new-format identifier: {new!r}")
    top, *groups = new.split(".")
    padded = ["0"] * (3 - len(groups)) + groups[::-1]
    digits = [f"{int(group):0{width}}" for group, width in zip(padded, _WIDTHS, strict=True)]
    if any(len(text) > width for text, width in zip(digits, _WIDTHS, strict=True)):
        raise ValueError(f"a group of {new!r} is too long for the old format")
    return ".".join([*digits, top])


def new_identifier(old: str) -> str:
    """The new form of an old-format identifier; ValueError if it is malformed.

    >>> new_identifier("000.12.38.H08"), new_identifier("000.00.00.H08")
    ('H08.38.12', 'H08')
    """
    if not _OLD.fullmatch(old):
        raise ValueError(f"not an old-format identifier: {old!r}")
    low, third, second, top = old.split(".")
    groups = [second, third, f"{int(low):03}"]
    while groups and int(groups[-1]) == 0:
        groups.pop()
    return ".".join([top, *groups])
