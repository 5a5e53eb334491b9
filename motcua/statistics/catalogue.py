"""Every figure, once: its name, what it counts, on which base, and its cell in the law's tables.

Pages, exports, the public feed, the API and the official reports all read it. A figure is a
whole number; rates stand in `rates.py`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from motcua.domain import tally as t
from motcua.statistics.counts import Sums


@dataclass(frozen=True, slots=True)
class Figure:
    """A count. `words` is the column's heading, `meaning` what is counted, in words for anyone;
    `cell` the column of II.06a/VPCP/KSTT, '' where the law has none."""

    name: str
    words: str
    meaning: str
    cell: str
    of: Callable[[Sums], int]


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
    Figure("received", "Tiếp nhận", "Hồ sơ tiếp nhận trong kỳ", "4+5", _flow(t.RECEIVED)),
    Figure(
        "received_online",
        "Trực tuyến",
        "Trong đó nộp trực tuyến",
        "4",
        _flow(t.RECEIVED_ONLINE),
    ),
    Figure(
        "carried_over",
        "Kỳ trước chuyển qua",
        "Hồ sơ chưa giải quyết xong khi kỳ bắt đầu",
        "6",
        lambda sums: sums.before[t.OPEN],
    ),
    Figure(
        "transferred_in",
        "Nhận chuyển giao",
        "Hồ sơ do đơn vị khác chuyển thẩm quyền đến",
        "",
        _flow(t.TRANSFERRED_IN),
    ),
    Figure(
        "to_resolve",
        "Phải giải quyết",
        "Kỳ trước chuyển qua, tiếp nhận và nhận chuyển giao trong kỳ",
        "3",
        _to_resolve,
    ),
    Figure("solved", "Đã giải quyết", "Hồ sơ có kết quả trong kỳ", "7", _solved),
    Figure(
        "solved_early",
        "Trước hạn",
        "Có kết quả trước ngày hẹn theo quy định",
        "8",
        _flow(t.SOLVED_EARLY),
    ),
    Figure(
        "solved_on_time",
        "Đúng hạn",
        "Có kết quả trong ngày hẹn theo quy định",
        "9",
        _flow(t.SOLVED_ON_TIME),
    ),
    Figure(
        "solved_late",
        "Quá hạn",
        "Có kết quả sau ngày hẹn theo quy định",
        "10",
        _flow(t.SOLVED_LATE),
    ),
    Figure(
        "returned",
        "Trả lại",
        "Trả lại vì người nộp không bổ sung trong thời hạn",
        "8/9",
        _flow(t.RETURNED),
    ),
    Figure("withdrawn", "Người nộp rút", "Người nộp rút hồ sơ", "8/9", _flow(t.WITHDRAWN)),
    Figure("stopped", "Dừng", "Dừng giải quyết theo quy định", "8/9", _flow(t.STOPPED)),
    Figure(
        "transferred_out",
        "Chuyển đi",
        "Chuyển thẩm quyền sang đơn vị khác",
        "",
        _flow(t.TRANSFERRED_OUT),
    ),
    Figure(
        "in_process",
        "Đang giải quyết",
        "Chưa có kết quả khi kỳ kết thúc",
        "11",
        _stock(t.OPEN),
    ),
    Figure(
        "in_term",
        "Trong hạn",
        "Đang giải quyết và chưa quá ngày hẹn",
        "12",
        lambda sums: sums.until[t.OPEN] - sums.until[t.OVERDUE],
    ),
    Figure(
        "overdue",
        "Quá hạn chưa xong",
        "Đang giải quyết và đã quá ngày hẹn",
        "13",
        _stock(t.OVERDUE),
    ),
    Figure(
        "waiting",
        "Chờ người nộp",
        "Đang chờ người nộp bổ sung hoặc nộp tiền",
        "",
        _stock(t.WAITING),
    ),
    Figure("late", "Trễ hạn", "Có kết quả sau hạn, và quá hạn chưa xong", "", _late),
    Figure(
        "supplements",
        "Lượt bổ sung",
        "Phiếu yêu cầu bổ sung đã gửi trong kỳ",
        "",
        _flow(t.SUPPLEMENT),
    ),
    Figure(
        "handed_out",
        "Đã trả kết quả",
        "Kết quả đã giao cho người nộp trong kỳ",
        "",
        _flow(t.HANDED_OUT),
    ),
    Figure(
        "apologies_timely",
        "Xin lỗi kịp thời",
        "Phiếu xin lỗi gửi trước hạn",
        "",
        _flow(t.APOLOGY_TIMELY),
    ),
    Figure(
        "apologies_late",
        "Xin lỗi muộn",
        "Phiếu xin lỗi gửi khi đã muộn",
        "",
        _flow(t.APOLOGY_LATE),
    ),
)
BY_NAME: Final = {figure.name: figure for figure in FIGURES}


_SECTIONS: Final = ((3, "Tiếp nhận"), (7, "Đã giải quyết"), (11, "Đang giải quyết"))
_COLUMNS: Final = (
    *("tổng số", "trực tuyến", "trực tiếp, bưu chính", "từ kỳ trước"),
    *("tổng số", "trước hạn", "đúng hạn", "quá hạn"),
    *("tổng số", "trong hạn", "quá hạn"),
)


def _cell(number: int, words: str) -> Figure:
    section = next(name for first, name in reversed(_SECTIONS) if first <= number)
    name = f"Cột ({number}) {section}, {words}"
    return Figure(f"cell_{number}", name, "Biểu II.06a/VPCP/KSTT", str(number), lambda sums: 0)


CELLS: Final = {f"cell_{n}": _cell(n, words) for n, words in enumerate(_COLUMNS, start=3)}
"""The columns of II.06a as lists may stand behind them; statistics.official counts them."""


def figures_of(sums: Sums) -> dict[str, int]:
    """Every figure of one group, by name."""
    return {figure.name: figure.of(sums) for figure in FIGURES}
