"""motcua path: what must be finished so that a unit reaches its target."""

from datetime import date
from typing import Any

from django.core.management.base import CommandParser

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local, local_day
from motcua.domain.orders import WINDOWS
from motcua.domain.path import Way
from motcua.domain.refusal import Refused
from motcua.management.arguments import parse_day, start_of
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.dossiers import names_of
from motcua.reads.law import agency_tree
from motcua.reads.orders import orders_in_force
from motcua.reads.words.refusals import refusal_words
from motcua.statistics.backtest import Backtest, backtest
from motcua.statistics.path import Path, path
from motcua.statistics.rates import tenths

MINUTES_A_DAY = 480


class Command(Base):
    """Prints the path of an agency and all under it."""

    help = "In lộ trình đến tỷ lệ đúng hạn: hồ sơ phải xong, mỗi ngày bao nhiêu, có đạt được không."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """--agency, --target, --by, --window, --from, --backtest."""
        parser.add_argument("--agency", required=True, metavar="MÃ", help="mã định danh đơn vị")
        parser.add_argument("--target", type=int, metavar="%%", help="tỷ lệ đúng hạn phải đạt")
        parser.add_argument("--by", type=parse_day, metavar="NGÀY", help="ngày phải đạt")
        parser.add_argument("--window", choices=WINDOWS, default="", help="chỉ một cách tính")
        parser.add_argument(
            "--from",
            dest="first",
            type=parse_day,
            metavar="NGÀY",
            help="cách tính since-order bắt đầu từ ngày này; không ghi là ngày của công văn",
        )
        parser.add_argument(
            "--backtest",
            type=parse_day,
            metavar="NGÀY",
            help="dự báo như vào đầu ngày này rồi so với thực tế; in sai số",
        )

    def handle(
        self, *args: Any, agency: str, window: str, backtest: date | None, **options: Any
    ) -> None:
        """A line a window; with --json what the interface says."""
        try:
            if backtest is not None:
                self._backtest(agency, backtest)
            else:
                self._path(agency, window, options)
        except Refused as no:
            self.fail_input(refusal_words(no))

    def _path(self, agency: str, window: str, options: dict[str, Any]) -> None:
        moment = now()
        today = local_day(moment)
        key = agency_tree().find(agency).key
        order = next(iter(orders_in_force(key, today)), None)
        share, by = options["target"], options["by"]
        if order is None and (share is None or by is None):
            self.fail_input("Không có công văn nào đang áp dụng; hãy ghi --target và --by.")
        share = order.share if order and share is None else share
        by = max(order.by, today) if order and by is None else by
        first = options["first"] or (order.first if order else today)
        found = path(key, share, first, by, moment)
        ways = [way for way in found.ways if window in ("", way.window)]
        people = names_of(one.person or 0 for way in ways for one in way.must)
        shown = [_plain(way, people, agency_tree(), today) for way in ways]
        self.answer({"agency": key, "target": share, "by": by, "windows": shown})
        self._say(found, ways)

    def _say(self, found: Path, ways: list[Way]) -> None:
        for way in ways:
            shown = tenths(*way.best, good=True)
            best = "im lặng" if shown is None else f"{shown // 10},{shown % 10} %"
            self.say(
                f"{way.window}\tcơ số {way.base}\ttrễ {way.late}\tcao nhất {best}"
                f"\t{'đạt được' if way.reachable else 'không đạt được'}"
                f"\tphải xong {len(way.must)}\tmỗi ngày {way.per_working_day}"
                f"\tkhông còn kịp {len(way.lost)}"
            )
        pace = f"{float(found.pace):.1f}".replace(".", ",")
        self.say(f"30 ngày qua: {pace} hồ sơ mỗi ngày làm việc; còn {ways[0].working_days} ngày.")

    def _backtest(self, agency: str, day: date) -> None:
        moment = now()
        if day >= local_day(moment):
            self.fail_input("--backtest phải là một ngày đã qua.")
        found = backtest(agency_tree().find(agency).key, start_of(day), moment)
        self.answer({name: getattr(found, name) for name in Backtest.__slots__})
        self.say(
            f"{found.dossiers} hồ sơ đang mở ngày {day:%d/%m/%Y} và đã xong từ đó; "
            f"{found.unknown} không dự báo được hoặc có chờ người nộp."
        )
        if found.median_error is None or found.ninth is None:
            return
        self.say(
            f"Xong trong thời gian dự báo: {found.within}. Sai số trung vị "
            f"{_days(found.median_error)} ngày làm việc, 9/10 hồ sơ sai không quá "
            f"{_days(found.ninth)} ngày. Báo không còn kịp: {found.lost}, trong đó vẫn kịp: "
            f"{found.lost_but_kept}."
        )


def _days(minutes: int) -> str:
    return f"{minutes / MINUTES_A_DAY:.1f}".replace(".", ",")


def _plain(way: Way, people: dict[int, str], tree: AgencyTree, today: date) -> dict[str, Any]:
    num, den = way.best
    shown = tenths(num, den, good=True)
    must = [
        {
            "code": one.code,
            "holder": people.get(one.person or 0) or tree.short_name(one.agency, today),
            "due": local(one.due),
        }
        for one in way.must
    ]
    percent = None if shown is None else shown / 10
    return {
        "window": way.window,
        "base": way.base,
        "late": way.late,
        "best_reachable": {"num": num, "den": den, "percent": percent},
        "reachable": way.reachable,
        "must_finish": must,
        "per_working_day": way.per_working_day,
    }
