"""Every table of the boards as a sheet to fetch: the same figures as on the page, from the same
answers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.utils.translation import gettext as _

from motcua.domain.access import Membership
from motcua.domain.refusal import Refused
from motcua.printed.sheets import Cell, Sheet
from motcua.reads.behind import lines
from motcua.reads.law import agency_tree
from motcua.statistics.ageing import ages
from motcua.statistics.catalogue import BY_NAME, FIGURES
from motcua.statistics.drill import WHOLE, Behind, Narrow, Place, behind, count_behind
from motcua.statistics.fields import fields
from motcua.statistics.figures import Row, answer
from motcua.statistics.intake import intake
from motcua.statistics.question import Question
from motcua.statistics.rates import RATES, tenths
from motcua.statistics.stretches import Stretch, spent
from motcua.statistics.unit_weeks import unit_weeks
from motcua.statistics.weeks import weeks
from motcua.web.board.silent import silent_lines
from motcua.web.board.weeks_page import in_order

PORTION = 1000
"""Dossiers read at a time while a long list is written."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be fetched: a table by name, of which question, for whom."""

    table: str
    question: Question
    notes: tuple[str, ...]
    figure: str = ""
    narrow: Narrow = WHOLE
    procedure: str = ""
    held: tuple[Membership, ...] = ()


def sheet_of(wanted: Wanted, now: datetime) -> Sheet:
    """The sheet. Refused for a table that nobody knows."""
    made = TABLES.get(wanted.table)
    if made is None:
        raise Refused("bad_choice", value=wanted.table)
    return made(wanted, now)


def _rank(wanted: Wanted, now: datetime) -> Sheet:
    found = answer(replace(wanted.question, by="agency"), now)
    return _figures(_("Số liệu theo đơn vị"), wanted, [*found.rows, found.total], ())


def _fields(wanted: Wanted, now: datetime) -> Sheet:
    found, total = fields(wanted.question, now)
    rows = [(one.whole.name, row) for one in found for row in one.procedures]
    sheet = _figures(
        _("Số liệu theo thủ tục"),
        wanted,
        [*(row for _field, row in rows), total],
        [*(field for field, _row in rows), ""],
    )
    return replace(sheet, columns=((_("Lĩnh vực"), 28), *sheet.columns))


def _figures(title: str, wanted: Wanted, rows: Sequence[Row], before: Sequence[str]) -> Sheet:
    columns = [(_("Mã"), 14), (_("Tên"), 44)]
    columns += [(figure.words, 12) for figure in FIGURES]
    columns += [(f"{rate.words} (%)", 16) for rate in RATES]
    made: list[list[Cell]] = []
    for number, row in enumerate(rows):
        head: list[Cell] = [before[number]] if before else []
        made.append([*head, row.key, row.name, *row.figures.values(), *_rates(row)])
    return Sheet(title, wanted.notes, tuple(columns), made, len(made))


def _rates(row: Row) -> Iterator[Cell]:
    for rate in RATES:
        shown = tenths(*row.rates[rate.name], good=rate.good)
        yield None if shown is None else shown / 10


def _weeks(wanted: Wanted, now: datetime) -> Sheet:
    found = weeks(replace(wanted.question, cohort=True), now)
    columns = (
        (_("Từ ngày"), 12), (_("Đến hết ngày"), 12), (_("Tiếp nhận"), 12), (_("Trễ hạn"), 12),
        (_("Đúng hạn (%)"), 14),
    )  # fmt: skip
    rows = [
        [one.first, one.last, one.received, one.late, _good(one.received - one.late, one.received)]
        for one in found
    ]
    return Sheet(_("Số liệu theo tuần tiếp nhận"), wanted.notes, columns, rows, len(rows))


def _unit_weeks(wanted: Wanted, now: datetime, *, each: bool = False) -> Sheet:
    grid, tree = unit_weeks(wanted.question, now, each=each), agency_tree()
    columns = (
        (_("Mã"), 14), (_("Đơn vị"), 44), (_("Từ ngày"), 12), (_("Đến hết ngày"), 12),
        (_("Phải giải quyết"), 14), (_("Trễ hạn"), 12), (_("Đúng hạn hoặc còn trong hạn (%)"), 18),
    )  # fmt: skip
    told, silent = in_order(grid)
    rows: list[list[Cell]] = [
        [one.row.key, tree.name(one.row.key, wanted.question.last), week.first, week.last,
         counted.base, counted.late, _good(counted.kept, counted.base)]
        for one in (*told, *silent)
        for week, counted in zip(grid.weeks, one.weeks, strict=True)
    ]  # fmt: skip
    return Sheet(_("Số liệu theo đơn vị và tuần"), wanted.notes, columns, rows, len(rows))


def _good(num: int, den: int) -> float | None:
    shown = tenths(num, den, good=True)
    return None if shown is None else shown / 10


def _ages(wanted: Wanted, now: datetime) -> Sheet:
    columns = ((_("Quá hạn từ (ngày)"), 18), (_("đến (ngày)"), 14), (_("Hồ sơ"), 12))
    rows = [[one.since, one.until, one.count] for one in ages(wanted.question, now)]
    title = _("Hồ sơ đang giải quyết, theo thời gian đã quá hạn")
    return Sheet(title, wanted.notes, columns, rows, len(rows))


def _silent(wanted: Wanted, now: datetime) -> Sheet:
    day = wanted.question.as_of or wanted.question.last
    found = silent_lines(intake(wanted.question.agency, day), day, "all", wanted.question)
    columns = (
        (_("Đơn vị"), 34), (_("Trực thuộc"), 28), (_("Tiếp nhận"), 12), (_("Thường thấy"), 12),
        (_("Ngày từ hồ sơ gần nhất"), 14), (_("Lượt đăng nhập"), 12), (_("Tình trạng"), 14),
        (_("Lý do"), 60),
    )  # fmt: skip
    rows = [
        [one.name, one.parent, one.received, one.expected, one.days_since_last, one.sign_ins,
         one.tag, one.reason]
        for one in found
    ]  # fmt: skip
    return Sheet(_("Tiếp nhận của từng đơn vị"), wanted.notes, columns, rows, len(rows))


def _time(wanted: Wanted, now: datetime) -> Sheet:
    found, tree = spent(wanted.question, wanted.procedure), agency_tree()
    columns = (
        (_("Đơn vị hoặc bước"), 44), (_("Chặng"), 10), (_("Tổng số ngày"), 14),
        (_("Giữa (ngày)"), 12), (_("Thường, 90 % nhanh hơn (ngày)"), 16), (_("Chặng quá hạn"), 12),
    )  # fmt: skip
    units = [(tree.short_name(one.key, wanted.question.last), one) for one in found.units]
    steps = [(one.key, one) for one in found.steps]
    rows = [_stretch(name, one) for name, one in [*units, *steps]]
    return Sheet(_("Thời gian theo đơn vị và bước"), wanted.notes, columns, rows, len(rows))


def _stretch(name: str, one: Stretch) -> list[Cell]:
    lengths = [round(one.days, 1), round(one.middle, 2), round(one.usual, 2)]
    return [name, one.legs, *lengths, one.late if one.limited else None]


def _behind(wanted: Wanted, now: datetime) -> Sheet:
    figure = BY_NAME.get(wanted.figure)
    if figure is None:
        raise Refused("bad_choice", value=wanted.figure)
    count = count_behind(wanted.figure, wanted.question, now, narrow=wanted.narrow)
    columns = (
        (_("Mã hồ sơ"), 28), (_("Thủ tục"), 60), (_("Đơn vị giải quyết"), 34), (_("Đang ở"), 40),
        (_("Tiếp nhận"), 12), (_("Hẹn trả"), 12), (_("Xong"), 12), (_("Tình trạng"), 24),
        (_("Trễ hạn"), 10), (_("So với hẹn lần đầu"), 16), (_("Ngày hẹn lại"), 14),
    )  # fmt: skip
    notes = (*wanted.notes, f"{figure.words}: {figure.meaning}.")
    return Sheet(figure.words, notes, columns, _behind_rows(wanted, now), count)


def _first(late: bool | None) -> str:
    return "" if late is None else _("trễ") if late else _("kịp")


def _again(met: bool | None) -> str:
    return "" if met is None else _("giữ hẹn") if met else _("không giữ hẹn")


def _behind_rows(wanted: Wanted, now: datetime) -> Iterator[list[Cell]]:
    place: Place | None = None
    while True:
        found: list[Behind] = behind(
            wanted.figure, wanted.question, now, after=place, limit=PORTION, narrow=wanted.narrow
        )
        known = lines([one.key for one in found], wanted.held, now)
        for one in found:
            line = known[one.key]
            yield [
                line.code, line.procedure, line.unit, line.holder, line.received, line.due,
                line.finished, line.state, _("trễ hạn") if line.late else "",
                _first(line.late_vs_first_promise), _again(line.met_reappointment),
            ]  # fmt: skip
        if len(found) < PORTION:
            return
        place = found[-1].place


TABLES: dict[str, Callable[[Wanted, datetime], Sheet]] = {
    "rank": _rank,
    "fields": _fields,
    "weeks": _weeks,
    "unit_weeks": _unit_weeks,
    "each_unit_weeks": partial(_unit_weeks, each=True),
    "ages": _ages,
    "silent": _silent,
    "time": _time,
    "behind": _behind,
}
