"""The official tables as documents to be printed: heads, lines, footnotes."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext, gettext_noop

from motcua.domain.local_time import local_day
from motcua.domain.reasons import LATENESS
from motcua.printed import documents as doc
from motcua.printed.catalogue import OFFICIAL, OfficialRow
from motcua.printed.fill_heads import place
from motcua.reads.clock import demo_name
from motcua.reads.law import agency_tree
from motcua.statistics.official import COLUMNS, UNTOLD, Line, ReasonLine
from motcua.statistics.question import Question

_ = gettext_noop
Head = doc.HeadCell


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell of a table: the figure, and the list behind it ('' where it is nothing)."""

    count: int
    url: str


HEADS_06A = (
    (
        Head("TT", down=2),
        Head(_("Lĩnh vực giải quyết"), down=2),
        Head(_("Số hồ sơ tiếp nhận"), across=4),
        Head(_("Số hồ sơ đã giải quyết"), across=4),
        Head(_("Số hồ sơ đang giải quyết"), across=3),
    ),
    (
        *(Head(words) for words in (_("Tổng số"), _("Trực tuyến"), _("Trực tiếp, bưu chính"))),
        Head(_("Từ kỳ trước")),
        *(Head(words) for words in (_("Tổng số"), _("Trước hạn"), _("Đúng hạn"), _("Quá hạn"))),
        *(Head(words) for words in (_("Tổng số"), _("Trong hạn"), _("Quá hạn"))),
    ),
)
WIDTHS_06A = (2, 10, *([4] * len(COLUMNS)))
SUBJECTIVE = ("staff_short", "head_slow", "coordination_slow")
OBJECTIVE = tuple(code for code in LATENESS if code not in SUBJECTIVE)
REASONS = (*SUBJECTIVE, *OBJECTIVE, UNTOLD)
HEADS_07A = (
    (
        Head("TT", down=2),
        Head(_("Lĩnh vực giải quyết"), down=2),
        Head(_("Số hồ sơ quá hạn"), down=2),
        Head(_("Nguyên nhân chủ quan"), across=len(SUBJECTIVE)),
        Head(_("Nguyên nhân khách quan"), across=len(OBJECTIVE)),
        Head(_("Chưa ghi nguyên nhân"), down=2),
        Head(_("Giải pháp"), down=2),
        Head(_("Ghi chú"), down=2),
    ),
    tuple(Head(LATENESS[code]) for code in (*SUBJECTIVE, *OBJECTIVE)),
)
WIDTHS_07A = (2, 8, 4, *([4] * len(REASONS)), 5, 4)
IDENTITIES = "(3) = (4) + (5) + (6) = (7) + (11); (7) = (8) + (9) + (10); (11) = (12) + (13)."


def printed_06a(
    question: Question, lines: tuple[Line, ...], total: Line, now: datetime
) -> doc.OfficialTable:
    """Biểu II.06a. `question` gives agency and days."""
    rows: tuple[tuple[str | int, ...], ...] = tuple(
        (number, line.name, *line.cells.values()) for number, line in enumerate(lines, start=1)
    )
    return doc.OfficialTable(
        **common("II.06a", question, now),
        heads=HEADS_06A,
        widths=WIDTHS_06A,
        rows=rows,
        total=("", total.name, *total.cells.values()),
        notes=(*footnotes(total.folded), IDENTITIES),
    )


def footnotes(folded: Counter[str]) -> tuple[str, ...]:
    """What (8) and (9) hold besides results; nothing where they hold results only."""
    ended = folded["returned"] + folded["withdrawn"] + folded["stopped"]
    if not ended:
        return ()
    early = folded["early"]
    counts = {how: folded[how] for how in ("returned", "withdrawn", "stopped")}
    return (
        gettext(
            "Cột (8) và (9) gồm %(ended)s hồ sơ kết thúc không có kết quả: trả lại %(returned)s,"
            " người nộp rút %(withdrawn)s, dừng %(stopped)s; %(early)s hồ sơ trước ngày hẹn"
            " ở cột (8), %(rest)s hồ sơ còn lại ở cột (9)."
        )
        % {**counts, "ended": ended, "early": early, "rest": ended - early},
    )


def printed_07a(
    question: Question, lines: tuple[ReasonLine, ...], total: ReasonLine, now: datetime
) -> doc.OfficialTable:
    """Biểu II.07a; solutions and remarks are left for whoever signs it."""

    def cells(line: ReasonLine) -> tuple[str | int, ...]:
        return (line.name, line.late, *(line.reasons[code] for code in REASONS), "", "")

    return doc.OfficialTable(
        **common("II.07a", question, now),
        heads=HEADS_07A,
        widths=WIDTHS_07A,
        rows=tuple((number, *cells(line)) for number, line in enumerate(lines, start=1)),
        total=("", *cells(total)),
        notes=("Nguyên nhân lấy theo phiếu xin lỗi đề xuất sau cùng của từng hồ sơ.",),
    )


def common(name: str, question: Question, now: datetime) -> dict[str, Any]:
    """What every table says of itself: form, agency, days."""
    row = OFFICIAL[name]
    tree = agency_tree()
    agency = tree.get(tree.find(question.agency).key)
    own = tree.name(agency.key, question.last)
    chain = (agency.key, *tree.ancestors(agency.key))
    committee = next((key for key in chain if tree.get(key).is_committee), agency.key)
    above = tree.name(committee, question.last)
    return {
        "head": doc.Head(
            issuer=own,
            above=None if committee == agency.key else above,
            place=place(above),
            issued=now,
        ),
        "code": row.code,
        "title": row.title,
        "form_note": form_note(row, question.last),
        "measured": "Số hồ sơ TTHC",
        "agency": own,
        "first": question.first,
        "last": question.last,
        "as_of": question.as_of or local_day(now),
        "demo": bool(demo_name()),
    }


def form_note(row: OfficialRow, last: date) -> str:
    """What stands under the title of a period that is older than the form."""
    if last >= row.force_from:
        return ""
    return gettext("lập theo mẫu %(form)s") % {"form": row.source.removesuffix("/TT-VPCP")}
