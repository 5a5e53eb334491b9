"""Figures as the language of the page writes them: 24.390 and 83,6 in Vietnamese."""

from django.utils.translation import get_language, ngettext

_VIETNAMESE = str.maketrans(",.", ".,")


def written(figure: str) -> str:
    """A figure as Python formats it with `,`, in the signs of the page's language.

    >>> written("24,390.5")
    '24.390,5'
    """
    return figure if get_language() == "en" else figure.translate(_VIETNAMESE)


def so_many(text: str, n: int, figure: str = "", **more: object) -> str:
    """`text` with %(n)s in it, in the form that the language has for so many.

    Vietnamese has one form for all. `figure` is how `n` is written where that is no whole number.

    >>> so_many("%(n)s ngày", 1200)
    '1.200 ngày'
    """
    return ngettext(text, text, n) % {"n": figure or written(f"{n:,}"), **more}
