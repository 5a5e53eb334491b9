"""What a file is, told from its first bytes and never from its name alone."""

import re
import unicodedata

from motcua.domain.refusal import Refused

SIZE_LIMIT = 50 * 1024 * 1024
"""Bytes. A larger file is refused: a scan of that size is a mistake of the scanner's settings."""
HEAD = 8192
"""Bytes of the start of a file that `sniff` wants."""
NAME_LIMIT = 120
"""Characters of a shown file name."""

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

TYPES = {"pdf": PDF, "png": PNG, "jpg": JPEG, "jpeg": JPEG, "docx": DOCX, "xlsx": XLSX}
"""The endings that are accepted, and the type that each must be."""
TYPE_WORDS = {PDF: "PDF", PNG: "PNG", JPEG: "JPEG", DOCX: "DOCX", XLSX: "XLSX"}
ACCEPTED = ", ".join(TYPE_WORDS.values())


def sniff(name: str, head: bytes, size: int, *, field: str = "file") -> str:
    """The media type of a file, from its name, its first `HEAD` bytes and its size in bytes.

    Raises Refused('bad_file') with field, name (safe to show), why and expected: empty, too_large
    (expected: '50 MB'), forbidden_type (expected: the accepted ones), other_type (the content is
    not what the name says; expected: the type of the name, found: the type of the content or '').

    >>> sniff("don.pdf", b"%PDF-1.7 ...", 20_000)
    'application/pdf'
    """
    shown = display_name(name)
    if size <= 0 or not head:
        raise _refusal(field, shown, "empty", ACCEPTED)
    if size > SIZE_LIMIT:
        raise _refusal(field, shown, "too_large", f"{SIZE_LIMIT // 1024**2} MB")
    by_name = TYPES.get(_ending(shown))
    if by_name is None:
        raise _refusal(field, shown, "forbidden_type", ACCEPTED)
    by_content = _content_type(head, by_name)
    if by_content != by_name:
        found = TYPE_WORDS.get(by_content, "")
        raise _refusal(field, shown, "other_type", TYPE_WORDS[by_name], found=found)
    return by_name


def _refusal(field: str, name: str, why: str, expected: str, **more: object) -> Refused:
    return Refused("bad_file", field=field, name=name, why=why, expected=expected, **more)


_MAGIC = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
_OOXML_START = re.compile(
    rb"PK\x03\x04.{26}(\[Content_Types\]\.xml|_rels/|docProps/|customXml/|word/|xl/)", re.DOTALL
)


def _content_type(head: bytes, by_name: str) -> str:
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if not _OOXML_START.match(head):
        return ""
    word, sheet = b"word/" in head, b"xl/" in head
    if word is sheet:  # the parts lie beyond the head: the package is Office's, the name decides
        return by_name if by_name in (DOCX, XLSX) else DOCX
    return DOCX if word else XLSX


def _ending(name: str) -> str:
    stem, dot, ending = name.rpartition(".")
    return ending.lower() if dot and stem else ""


_NOT_SHOWN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_RESERVED = str.maketrans(dict.fromkeys('<>:"|?*', "_"))


def display_name(name: str) -> str:
    """A file's name that is safe to show, to offer for download and to search: one line, no path.

    Never raises and never gives an empty name; a long one is cut in the middle, the ending kept.

    >>> display_name("C:\\\\Users\\\\an\\\\Tờ khai.pdf")
    'Tờ khai.pdf'
    """
    text = unicodedata.normalize("NFC", name[-1000:])
    text = "".join(sign for sign in text if unicodedata.category(sign) not in _NOT_SHOWN)
    text = " ".join(re.split(r"[/\\]", text)[-1].split()).translate(_RESERVED).strip(". ")
    if not text:
        return "tep"
    if len(text) > NAME_LIMIT:
        stem, dot, ending = text.rpartition(".")
        tail = dot + ending if stem and len(ending) <= 10 else ""
        text = text[: NAME_LIMIT - len(tail) - 1].rstrip(". ") + "…" + tail
    return text
