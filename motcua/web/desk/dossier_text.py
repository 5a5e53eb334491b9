"""Typed text on its way back to a page."""

import unicodedata

KEPT = frozenset("\n\t")


def visible(text: str) -> str:
    """The text without signs that no page can show (NUL and its like), for a field to hold again.

    >>> visible("Tr" + chr(0) + "úc")
    'Trúc'
    """
    return "".join(sign for sign in text if sign in KEPT or unicodedata.category(sign) != "Cc")
