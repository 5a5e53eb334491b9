"""motcua late-holiday: a day off declared late, shown first, then confirmed."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.late_day_off import confirm, planned_moves
from motcua.domain.dated_rows import BadCalendar
from motcua.domain.day_off import LateDayOff, parse_late_day_off
from motcua.domain.local_time import local
from motcua.management.command import Command as Base
from motcua.reads.clock import now

SHOWN = 20


class Command(Base):
    """Without --confirm nothing is written."""

    help = "Ngày nghỉ công bố muộn: cho biết hồ sơ nào dời hạn; --confirm thì ghi nhận."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """The decision's file; --confirm."""
        parser.add_argument("file", type=Path, metavar="TỆP", help="tệp quyết định (.toml)")
        parser.add_argument("--confirm", action="store_true", help="ghi nhận và báo người nộp")

    def handle(self, *args: Any, file: Path, confirm: bool, **options: Any) -> None:
        """Says how many dossiers move, from when to when."""
        off = self._read(file)
        if confirm:
            self._confirm(off)
            return
        moves = []
        with self.progress("Đang xem hồ sơ") as shown:
            for move in planned_moves(off, now()):
                moves.append(move)
                shown.advance()
        for move in moves[:SHOWN]:
            old, new = local(move.old), local(move.new)
            self.say(f"{move.code}: {old:%d/%m/%Y} -> {new:%d/%m/%Y}")
        if len(moves) > SHOWN:
            self.say(f"… và {len(moves) - SHOWN} hồ sơ khác")
        self.say(f"{len(moves)} hồ sơ sẽ dời hạn theo quyết định {off.number}; chưa ghi gì.")
        rows = [{"code": m.code, "old": local(m.old), "new": local(m.new)} for m in moves]
        self.answer({"decision": off.number, "confirmed": False, "moves": rows})

    def _confirm(self, off: LateDayOff) -> None:
        with self.progress("Đang dời hạn") as shown:
            moved = confirm(off, now(), advance=shown.advance)
        self.say(f"{moved} hồ sơ đã dời hạn theo quyết định {off.number}.")
        self.answer({"decision": off.number, "confirmed": True, "moved": moved})

    def _read(self, file: Path) -> LateDayOff:
        try:
            return parse_late_day_off(file.read_text("utf-8"))
        except BadCalendar as error:
            self.fail_input(f"{file}: {error}")
        except (OSError, UnicodeDecodeError) as error:
            self.fail_input(f"{file}: không đọc được tệp ({error}).")
