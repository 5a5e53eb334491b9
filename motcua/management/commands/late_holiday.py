"""motcua late-holiday: a day off declared late, shown first, then confirmed."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.late_day_off import planned_moves
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.dated_rows import BadCalendar
from motcua.domain.day_off import LateDayOff, parse_late_day_off
from motcua.domain.facts import CLOCK
from motcua.domain.local_time import local
from motcua.domain.refusal import Refused
from motcua.management.command import Command as Base
from motcua.management.many_days_off import confirm_everywhere
from motcua.reads.clock import now
from motcua.reads.late_day_off import check_calendar, controls_procedures, known_text
from motcua.reads.words import refusal_words

SHOWN = 20


class Command(Base):
    """Without --confirm nothing is written."""

    help = "Ngày nghỉ công bố muộn: cho biết hồ sơ nào dời hạn; --confirm thì ghi nhận."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The decision's file; --confirm."""
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp quyết định (.toml)")
        parser.add_argument("--confirm", action="store_true", help="ghi nhận và báo người nộp")
        parser.add_argument(
            "--by", default="", metavar="TÊN", help="người xác nhận, là người kiểm soát thủ tục"
        )

        parser.add_argument(
            "--processes", type=int, default=1, metavar="N", help="số tiến trình cùng dời hạn"
        )

    def handle(self, *args: Any, file: Path, confirm: bool, by: str, **options: Any) -> None:
        """Says how many dossiers move, from when to when."""
        off = self._read(file)
        self._check(off)
        if confirm:
            self._confirm(off, self._person(by, off), options["processes"])
            return
        moves = []
        with self.progress("Đang xem hồ sơ") as shown:
            for move in planned_moves(off, now()):
                moves.append(move)
                shown.advance()
        for move in moves[:SHOWN]:
            old, new = local(move.old), local(move.new)
            form = "%H:%M %d/%m/%Y, hạn tiếp nhận" if move.reception else "%d/%m/%Y"
            self.say(f"{move.code}: {old.strftime(form)} -> {new.strftime(form)}")
        if len(moves) > SHOWN:
            self.say(f"… và {len(moves) - SHOWN} hồ sơ khác")
        self.say(f"{len(moves)} hồ sơ sẽ dời hạn theo quyết định {off.number}; chưa ghi gì.")
        rows = [{"code": m.code, "old": local(m.old), "new": local(m.new)} for m in moves]
        self.answer({"decision": off.number, "confirmed": False, "moves": rows})

    def _check(self, off: LateDayOff) -> None:
        """Exit status 2 for rows that contradict the calendar, or the same number's own text."""
        source = f"Quyết định {off.number}"
        before = known_text(source)
        if before is not None and before != off.text:
            self.fail_input(f"{source} đã được nhập với nội dung khác.")
        if before is None:
            try:
                check_calendar(off)
            except (BadCalendar, CalendarTooShort) as error:
                self.fail_input(f"{source}: {error}")
            except Refused as no:
                self.fail_input(f"{source}: {refusal_words(no)}")

    def _person(self, username: str, off: LateDayOff) -> int:
        """Who confirms it; the clock if nobody is named."""
        if not username:
            return CLOCK.person
        person = controls_procedures(username, [row.scope for row in off.rows], now())
        if person is None:
            self.fail_input(f"{username} không phải người kiểm soát thủ tục của các cơ quan này.")
        return person

    def _confirm(self, off: LateDayOff, person: int, processes: int) -> None:
        with self.progress("Đang dời hạn") as shown:
            moved = confirm_everywhere(
                off, now(), processes=processes, advance=shown.advance, actor=person
            )
        self.say(f"{moved} hồ sơ đã dời hạn theo quyết định {off.number}.")
        self.answer({"decision": off.number, "confirmed": True, "moved": moved})

    def _read(self, file: Path) -> LateDayOff:
        try:
            return parse_late_day_off(file.read_text("utf-8"))
        except BadCalendar as error:
            self.fail_input(f"{file}: {error}")
        except (OSError, UnicodeDecodeError) as error:
            self.fail_input(f"{file}: không đọc được tệp ({error}).")
