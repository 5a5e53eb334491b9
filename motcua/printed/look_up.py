"""The square that a telephone reads to open the public look-up page of one dossier."""

from io import BytesIO
from urllib.parse import quote, urlsplit

import segno

from motcua.printed.text import line

MASK = 0
"""Every second module turned over: the finest pattern, so no large plain areas remain."""


def target(address: str, code: str) -> str:
    """The public page of this code. The secret is never part of it: who has it must type it."""
    return f"{address}?code={quote(code, safe='')}"


def page_words(address: str) -> str:
    """The page as people read and type it: without the scheme."""
    parts = urlsplit(address)
    return line(f"{parts.netloc}{parts.path}".rstrip("/"))


def drawn_square(content: str) -> str:
    """A QR code as SVG text, black on nothing, without a margin. Error correction M (15 %).

    The mask is given: readers take any of the eight, and weighing all of them in Python costs
    more than drawing the rest of the form.
    """
    drawing = BytesIO()
    code = segno.make(content, error="m", micro=False, mask=MASK)
    code.save(drawing, kind="svg", border=0, xmldecl=False, svgclass=None, lineclass=None)
    return drawing.getvalue().decode("ascii")
