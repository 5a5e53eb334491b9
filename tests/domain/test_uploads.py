"""A file is what its bytes say."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.refusal import Refused
from motcua.domain.uploads import DOCX, HEAD, JPEG, PDF, PNG, SIZE_LIMIT, XLSX, display_name, sniff

PDF_HEAD = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"
PNG_HEAD = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"
JPEG_HEAD = b"\xff\xd8\xff\xe0\x00\x10JFIF"


def package(*names: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The first bytes of a zip with these entries."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name in names:
            archive.writestr(name, b"<xml/>" * 20)
    return buffer.getvalue()[:HEAD]


WORD = package("[Content_Types].xml", "_rels/.rels", "word/document.xml")
SHEET = package("_rels/.rels", "docProps/app.xml", "xl/workbook.xml", "[Content_Types].xml")
FAR = package("[Content_Types].xml", "_rels/.rels")  # the parts lie beyond the head


@pytest.mark.parametrize(
    ("name", "head", "kind"),
    [
        ("don.pdf", PDF_HEAD, PDF),
        ("DON.PDF", PDF_HEAD, PDF),
        ("anh.png", PNG_HEAD, PNG),
        ("anh.jpg", JPEG_HEAD, JPEG),
        ("anh.jpeg", JPEG_HEAD, JPEG),
        ("to khai.docx", WORD, DOCX),
        ("bang.xlsx", SHEET, XLSX),
        ("to khai.docx", FAR, DOCX),
        ("bang.xlsx", FAR, XLSX),
        ("don.exe.pdf", PDF_HEAD, PDF),
    ],
)
def test_a_file_that_is_what_its_name_says_is_taken(name: str, head: bytes, kind: str) -> None:
    assert sniff(name, head, 20_000) == kind
    assert sniff(name, head, SIZE_LIMIT) == kind


@pytest.mark.parametrize(
    ("name", "head", "size", "why", "expected"),
    [
        ("don.pdf", b"", 0, "empty", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("don.pdf", PDF_HEAD, 0, "empty", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("don.pdf", PDF_HEAD, SIZE_LIMIT + 1, "too_large", "50 MB"),
        ("don.exe", b"MZ\x90", 500, "forbidden_type", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("don.pdf.exe", PDF_HEAD, 500, "forbidden_type", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("don", PDF_HEAD, 500, "forbidden_type", "PDF, PNG, JPEG, DOCX, XLSX"),
        (".pdf", PDF_HEAD, 500, "forbidden_type", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("trang.html", b"<!doctype html>", 500, "forbidden_type", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("anh.svg", b"<svg>", 500, "forbidden_type", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("macro.docm", WORD, 500, "forbidden_type", "PDF, PNG, JPEG, DOCX, XLSX"),
        ("don.pdf", b"MZ\x90", 500, "other_type", "PDF"),
        ("don.pdf", JPEG_HEAD, 500, "other_type", "PDF"),
        ("don.pdf", b"\n" + PDF_HEAD, 500, "other_type", "PDF"),
        ("anh.png", JPEG_HEAD, 500, "other_type", "PNG"),
        ("to khai.docx", SHEET, 500, "other_type", "DOCX"),
        ("bang.xlsx", WORD, 500, "other_type", "XLSX"),
        ("to khai.docx", package("virus.exe"), 500, "other_type", "DOCX"),
        ("to khai.docx", b"PK\x03\x04", 500, "other_type", "DOCX"),
    ],
)
def test_any_other_file_is_refused_with_what_was_expected(
    name: str, head: bytes, size: int, why: str, expected: str
) -> None:
    with pytest.raises(Refused) as refusal:
        sniff(name, head, size, field="result")
    assert refusal.value.reason == "bad_file"
    facts = refusal.value.facts
    assert (facts["field"], facts["why"], facts["expected"]) == ("result", why, expected)


def test_a_file_of_another_type_is_called_what_it_is() -> None:
    with pytest.raises(Refused) as refusal:
        sniff("anh.pdf", PNG_HEAD, 500)
    assert refusal.value.facts["found"] == "PNG"


@given(st.text(), st.binary(max_size=200), st.integers(-1, SIZE_LIMIT + 1))
def test_any_file_is_taken_or_refused(name: str, head: bytes, size: int) -> None:
    try:
        told = sniff(name, head, size)
    except Refused as refusal:
        told = refusal.reason
    assert told in (PDF, PNG, JPEG, DOCX, XLSX, "bad_file")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Tờ khai.pdf", "Tờ khai.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\an\\Tờ khai.pdf", "Tờ khai.pdf"),
        ("an\u202efdp.exe", "anfdp.exe"),
        ("a\x00b\r\nc.pdf", "abc.pdf"),
        ('a"b<c>.pdf', "a_b_c_.pdf"),
        ("", "tep"),
        ("...", "tep"),
        ("/", "tep"),
        ("  a   b .pdf ", "a b .pdf"),
    ],
)
def test_a_shown_name_has_nothing_in_it_that_does_harm(name: str, shown: str) -> None:
    assert display_name(name) == shown


def test_a_long_name_keeps_its_ending() -> None:
    shown = display_name("đ" * 500 + ".pdf")
    assert len(shown) == 120
    assert shown.endswith("đ….pdf")


@given(st.text())
def test_a_shown_name_is_one_short_line(name: str) -> None:
    shown = display_name(name)
    assert 0 < len(shown) <= 120
    assert shown == display_name(shown)
    assert not set(shown) & set('/\\\r\n\x00"<>')
