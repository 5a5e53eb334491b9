"""II.06b of a district and II.06c of the province: on screen and as documents to be printed."""

from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop as noop

from motcua.domain.tally import DOSSIER
from motcua.printed import documents as doc
from motcua.reads.words.numbers import so_many
from motcua.statistics.official import Line
from motcua.statistics.official_units import Group, UnitTable, gathered_by, table_by_unit
from motcua.statistics.question import Question
from motcua.web.board.asked import behind_url
from motcua.web.board.official_tables import (
    HEADS_06A,
    IDENTITIES,
    WIDTHS_06A,
    Shown,
    common,
    footnotes,
)

ROMAN: Final = ("I", "II", "III")
UNIT: Final = doc.HeadCell(noop("Đơn vị"), down=2)
UNDERSTOOD: Final = noop(
    "Các cột là của biểu II.06a; tên biểu và cách chia dòng theo đơn vị là cách hiểu của hệ thống,"
    " chưa đối chiếu với mẫu ban hành."
)


def by_unit_context(question: Question, now: datetime) -> dict[str, Any] | None:
    """The section of the page; None for an agency that no such table gathers."""
    table = gathered_by(question.agency)
    if not table:
        return None
    found = table_by_unit(question, now)
    return {
        "table": table,
        "head": _printed(table, question, found, now),
        "rows": [row for one in _numbered(found) for row in _rows(*one, question)],
        "total": _cells(found.total, _asked(question)),
        "notes": _notes(found),
    }


def printed_by_unit(table: str, question: Question, now: datetime) -> doc.OfficialTable | None:
    """The document; None where that table does not gather this agency."""
    if gathered_by(question.agency) != table:
        return None
    return _printed(table, question, table_by_unit(question, now), now)


def _printed(table: str, question: Question, found: UnitTable, now: datetime) -> doc.OfficialTable:
    rows: list[tuple[str | int, ...]] = []
    sums = set[int]()
    for roman, group in _numbered(found):
        sums.add(len(rows))
        rows.append((roman, group.total.name, *group.total.cells.values()))
        for number, one in enumerate(group.lines, start=1):
            rows.append((str(number), one.line.name, *one.line.cells.values()))
    return doc.OfficialTable(
        **common(f"II.{table}", question, now),
        heads=(
            (HEADS_06A[0][0], doc.HeadCell(noop("Đơn vị"), down=2), *HEADS_06A[0][2:]),
            HEADS_06A[1],
        ),
        widths=(2, 15, *WIDTHS_06A[2:]),
        rows=tuple(rows),
        sums=frozenset(sums),
        total=("", found.total.name, *found.total.cells.values()),
        notes=(*_notes(found), IDENTITIES),
    )


def _numbered(found: UnitTable) -> list[tuple[str, Group]]:
    return list(zip(ROMAN, found.groups, strict=False))


def _notes(found: UnitTable) -> tuple[str, ...]:
    silent: tuple[str, ...] = ()
    if found.silent:
        silent = (
            so_many("Không có dòng cho %(n)s đơn vị không phát sinh hồ sơ trong kỳ.", found.silent),
        )
    return (*footnotes(found.total.folded), *silent, _(UNDERSTOOD))


def _rows(number: str, group: Group, question: Question) -> list[dict[str, Any]]:
    """The sum of a level, then its units."""
    total, asked = group.total, _asked(question, group.level)
    rows = [{"number": number, "name": total.name, "sums": True, "cells": _cells(total, asked)}]
    for at, one in enumerate(group.lines, start=1):
        cells = _cells(one.line, one.question, own="1" if one.own else "")
        rows.append({"number": at, "name": one.line.name, "sums": False, "cells": cells})
    return rows


def _asked(question: Question, *levels: str) -> Question:
    return replace(question, levels=levels, by="", basis=DOSSIER, cohort=False)


def _cells(line: Line, asked: Question, own: str = "") -> list[Shown]:
    return [
        Shown(n, behind_url(f"cell_{column}", asked, own=own) if n else "")
        for column, n in line.cells.items()
    ]
