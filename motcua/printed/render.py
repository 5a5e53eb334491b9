"""A form becomes a PDF: the same form, the same bytes.

One compiler per template is kept in each process; a lock lets it draw one form at a time, so
any thread may call `render`. Typst works with threads of its own, which do not survive a fork:
a process that has printed must not fork and print on in the child (it is told so, not hung).
"""

import json
import os
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Final

import typst

from motcua.printed.catalogue import (
    APOLOGY_BOOK,
    HAND_OVER_LIST,
    OFFICIAL,
    REGISTER,
    REVIEW_REPORT,
    FormKind,
    form_row,
)
from motcua.printed.content import content
from motcua.printed.content_handing import hand_over_list
from motcua.printed.content_official import official_table
from motcua.printed.content_parts import Content
from motcua.printed.content_register import register_book
from motcua.printed.content_review import review_report
from motcua.printed.content_waiting import apology_book
from motcua.printed.documents import (
    ApologyBook,
    ApologyForm,
    ControlSlip,
    Document,
    Form,
    HandOverList,
    OfficialTable,
    ReceiptForm,
    RefusalForm,
    RegisterBook,
    ReviewReport,
    StopNotice,
    SupplementForm,
)
from motcua.printed.text import FONTS
from motcua.printed.words import local

TEMPLATES = Path(__file__).parent / "templates"
KINDS: dict[type[Form], FormKind] = {
    ReceiptForm: FormKind.RECEIPT,
    SupplementForm: FormKind.SUPPLEMENT,
    RefusalForm: FormKind.REFUSAL,
    ApologyForm: FormKind.APOLOGY,
    ControlSlip: FormKind.CONTROL_SLIP,
    StopNotice: FormKind.STOP_NOTICE,
}
STANDARD: Final = "a-2a"
"""PDF/A-2a: kept for the archive, with tags for screen readers. No validator has proved it."""


class CannotRender(RuntimeError):
    """The template or its content made Typst warn or fail: a defect, never the citizen's."""


@dataclass(frozen=True, slots=True)
class _Press:
    """A compiler holds the inputs of the form it is drawing: one at a time."""

    compiler: typst.Compiler
    lock: Lock = field(default_factory=Lock)


@cache
def _press(template: str) -> _Press:
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
    compiler = typst.Compiler(
        str(TEMPLATES / template), root=str(TEMPLATES), font_paths=fonts, sys_inputs={}
    )
    return _Press(compiler)


_orphaned = False


def _after_fork() -> None:
    global _orphaned
    _orphaned = _orphaned or _press.cache_info().currsize > 0


os.register_at_fork(after_in_child=_after_fork)


def render(document: Document) -> bytes:
    """The document as a PDF of its own paper size, with its fonts, dated by its own instant.

    FormNotAvailable (a LookupError with a sentence for people) when the set in force on the
    form's date does not have this form drawn; CannotRender for a defect in a template.
    """
    issued = local(document.head.issued)
    template, told = _told(document, issued.date())
    return _compile(template, json.dumps(told, ensure_ascii=False), int(issued.timestamp()))


def _told(document: Document, on: date) -> tuple[str, Content]:
    """The template for that day and what it prints."""
    if isinstance(document, ApologyBook):
        return APOLOGY_BOOK.template, apology_book(document, APOLOGY_BOOK)
    if isinstance(document, RegisterBook):
        return REGISTER.template, register_book(document, REGISTER)
    if isinstance(document, HandOverList):
        return HAND_OVER_LIST.template, hand_over_list(document, HAND_OVER_LIST)
    if isinstance(document, ReviewReport):
        return REVIEW_REPORT.template, review_report(document, REVIEW_REPORT)
    if isinstance(document, OfficialTable):
        official = OFFICIAL[document.code.partition("/")[0]]
        return official.template, official_table(document, official)
    chosen, row = form_row(KINDS[type(document)], on)
    return row.drawing, content(document, chosen, row)


def _compile(template: str, data: str, timestamp: int) -> bytes:
    if _orphaned:
        raise CannotRender("this process was forked from one that had already printed")
    press = _press(template)
    try:
        with press.lock:
            pdf, warnings = press.compiler.compile_with_warnings(
                sys_inputs={"data": data},
                format="pdf",
                pdf_standards=STANDARD,
                timestamp=timestamp,
            )
    except typst.TypstError as error:
        raise CannotRender(f"{template}: {error}") from error
    if warnings:
        raise CannotRender(f"{template}: {'; '.join(w.diagnostic for w in warnings)}")
    if not isinstance(pdf, bytes):
        raise CannotRender(f"{template}: no PDF came out")
    return pdf
