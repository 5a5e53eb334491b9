"""Every figure, once: its name, what it counts, on which base, and its cell in the law's tables.

Pages, exports, the public feed, the API and the official reports all read it. A figure is a
whole number; rates stand in `rates.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from motcua.domain import tally as t
from motcua.statistics.counts import Sums


@dataclass(frozen=True, slots=True)
class Figure:
    """A count. `heading` and `counted` are Vietnamese as written; `cell` is the column of
    II.06a/VPCP/KSTT, '' where the law has none."""

    name: str
    heading: str
    counted: str
    cell: str
    of: Callable[[Sums], int]

    @property
    def words(self) -> str:
        """The column's heading, in the language of the page."""
        return gettext(self.heading)

    @property
    def meaning(self) -> str:
        """What is counted, in words for anyone."""
        return gettext(self.counted)


def _flow(kind: str) -> Callable[[Sums], int]:
    return lambda sums: sums.flow(kind)


def _stock(kind: str) -> Callable[[Sums], int]:
    return lambda sums: sums.until[kind]


def _solved(sums: Sums) -> int:
    return sum(sums.flow(kind) for kind in t.SOLVED)


def _late(sums: Sums) -> int:
    return sums.flow(t.SOLVED_LATE) + sums.until[t.OVERDUE]


def _to_resolve(sums: Sums) -> int:
    carried = sums.before[t.OPEN]
    return carried + sums.flow(t.RECEIVED) + sums.flow(t.TRANSFERRED_IN)


FIGURES: Final = (
    Figure("received", _("Tiếp nhận"), _("Hồ sơ tiếp nhận trong kỳ"), "4+5", _flow(t.RECEIVED)),
    Figure(
        "received_online",
        _("Trực tuyến"),
        _("Trong đó nộp trực tuyến"),
        "4",
        _flow(t.RECEIVED_ONLINE),
    ),
    Figure(
        "carried_over",
        _("Kỳ trước chuyển qua"),
        _("Hồ sơ chưa giải quyết xong khi kỳ bắt đầu"),
        "6",
        lambda sums: sums.before[t.OPEN],
    ),
    Figure(
        "transferred_in",
        _("Nhận chuyển giao"),
        _("Hồ sơ do đơn vị khác chuyển thẩm quyền đến"),
        "",
        _flow(t.TRANSFERRED_IN),
    ),
    Figure(
        "to_resolve",
        _("Phải giải quyết"),
        _("Kỳ trước chuyển qua, tiếp nhận và nhận chuyển giao trong kỳ"),
        "3",
        _to_resolve,
    ),
    Figure("solved", _("Đã giải quyết"), _("Hồ sơ có kết quả trong kỳ"), "7", _solved),
    Figure(
        "solved_early",
        _("Trước hạn"),
        _("Có kết quả trước ngày hẹn theo quy định"),
        "8",
        _flow(t.SOLVED_EARLY),
    ),
    Figure(
        "solved_on_time",
        _("Đúng hạn"),
        _("Có kết quả trong ngày hẹn theo quy định"),
        "9",
        _flow(t.SOLVED_ON_TIME),
    ),
    Figure(
        "solved_late",
        _("Quá hạn"),
        _("Có kết quả sau ngày hẹn theo quy định"),
        "10",
        _flow(t.SOLVED_LATE),
    ),
    Figure(
        "returned",
        _("Trả lại"),
        _("Trả lại vì người nộp không bổ sung trong thời hạn"),
        "8/9",
        _flow(t.RETURNED),
    ),
    Figure("withdrawn", _("Người nộp rút"), _("Người nộp rút hồ sơ"), "8/9", _flow(t.WITHDRAWN)),
    Figure("stopped", _("Dừng"), _("Dừng giải quyết theo quy định"), "8/9", _flow(t.STOPPED)),
    Figure(
        "transferred_out",
        _("Chuyển đi"),
        _("Chuyển thẩm quyền sang đơn vị khác"),
        "",
        _flow(t.TRANSFERRED_OUT),
    ),
    Figure(
        "in_process",
        _("Đang giải quyết"),
        _("Chưa có kết quả khi kỳ kết thúc"),
        "11",
        _stock(t.OPEN),
    ),
    Figure(
        "in_term",
        _("Trong hạn"),
        _("Đang giải quyết và chưa quá ngày hẹn"),
        "12",
        lambda sums: sums.until[t.OPEN] - sums.until[t.OVERDUE],
    ),
    Figure(
        "overdue",
        _("Quá hạn chưa xong"),
        _("Đang giải quyết và đã quá ngày hẹn"),
        "13",
        _stock(t.OVERDUE),
    ),
    Figure(
        "waiting",
        _("Chờ người nộp"),
        _("Đang chờ người nộp bổ sung hoặc nộp tiền"),
        "",
        _stock(t.WAITING),
    ),
    Figure("late", _("Trễ hạn"), _("Có kết quả sau hạn, và quá hạn chưa xong"), "", _late),
    Figure(
        "supplements",
        _("Lượt bổ sung"),
        _("Phiếu yêu cầu bổ sung đã gửi trong kỳ"),
        "",
        _flow(t.SUPPLEMENT),
    ),
    Figure(
        "handed_out",
        _("Đã trả kết quả"),
        _("Kết quả đã giao cho người nộp trong kỳ"),
        "",
        _flow(t.HANDED_OUT),
    ),
    Figure(
        "apologies_timely",
        _("Xin lỗi kịp thời"),
        _("Phiếu xin lỗi gửi trước hạn"),
        "",
        _flow(t.APOLOGY_TIMELY),
    ),
    Figure(
        "apologies_late",
        _("Xin lỗi muộn"),
        _("Phiếu xin lỗi gửi khi đã muộn"),
        "",
        _flow(t.APOLOGY_LATE),
    ),
)
BY_NAME: Final = {figure.name: figure for figure in FIGURES}


_CELL_WORDS: Final = (
    _("Cột (3) Tiếp nhận, tổng số"),
    _("Cột (4) Tiếp nhận, trực tuyến"),
    _("Cột (5) Tiếp nhận, trực tiếp, bưu chính"),
    _("Cột (6) Tiếp nhận, từ kỳ trước"),
    _("Cột (7) Đã giải quyết, tổng số"),
    _("Cột (8) Đã giải quyết, trước hạn"),
    _("Cột (9) Đã giải quyết, đúng hạn"),
    _("Cột (10) Đã giải quyết, quá hạn"),
    _("Cột (11) Đang giải quyết, tổng số"),
    _("Cột (12) Đang giải quyết, trong hạn"),
    _("Cột (13) Đang giải quyết, quá hạn"),
)
_TABLE: Final = _("Biểu II.06a/VPCP/KSTT")
CELLS: Final = {
    f"cell_{n}": Figure(f"cell_{n}", words, _TABLE, str(n), lambda sums: 0)
    for n, words in enumerate(_CELL_WORDS, start=3)
}
"""The columns of II.06a as lists may stand behind them; statistics.official counts them."""


def figures_of(sums: Sums) -> dict[str, int]:
    """Every figure of one group, by name."""
    return {figure.name: figure.of(sums) for figure in FIGURES}
