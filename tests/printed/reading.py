"""A PDF as a reader finds it: its text page by page, and what its structure tells."""

from io import BytesIO

from pypdf import PageObject, PdfReader


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page on one line, blanks single."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def squeezed(told: str) -> str:
    """Without any blanks: where a line ended inside a word makes no difference."""
    return "".join(told.split())


def size_in_mm(page: PageObject) -> tuple[int, int]:
    box = page.mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


def alternatives(pdf: bytes) -> list[str]:
    """What a screen reader says for each drawing, in any order."""
    found = reader(pdf)
    objects = (found.get_object(number) for number in range(1, len(found.xref[0]) + 1))
    return [str(it["/Alt"]) for it in objects if isinstance(it, dict) and "/Alt" in it]
