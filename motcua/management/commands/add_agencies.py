"""motcua add-agencies: agencies that come after the first day, with their people."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.management.beginning.adding import Coming, add, read_coming, refuse_in_the_way
from motcua.management.beginning.files import BadProvince
from motcua.management.beginning.people_file import FILE as PEOPLE
from motcua.management.command import Command as Base
from motcua.reads.clock import now
from motcua.reads.words import refusal_words


class Command(Base):
    """Everything or nothing; what stands already is never changed, and no dossier moves."""

    help = (
        "Thêm cơ quan mới, và tài khoản của họ, vào tỉnh đang chạy; cơ quan đã có không đổi.\n"
        "Tệp viết như agencies.toml, people.csv của motcua begin."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The file or directory; --dry-run."""
        parser.add_argument(
            "place", type=Path, metavar="NƠI", help="tệp cơ quan, hoặc thư mục có agencies.toml"
        )
        parser.add_argument("--dry-run", action="store_true", help="đọc và thử hết, không ghi gì")

    def handle(self, *args: Any, place: Path, dry_run: bool, **options: Any) -> None:
        """Exit status 2 for whatever cannot be added; then nothing is written."""
        moment = now()
        today = local_day(moment)
        try:
            coming = read_coming(place, today)
            refuse_in_the_way(coming, today)
            self._tell(coming)
            if dry_run:
                self.say("Thử xong, chưa ghi gì.")
                return
            if not (coming.agencies.agencies or coming.people):
                self.say("Không có gì mới, không ghi gì.")
                return
            with self.progress("Đang tạo tài khoản", len(coming.people)) as shown:
                file = add(coming, now=moment, today=today, advance=shown.advance)
        except BadProvince as bad:
            self.fail_input(str(bad))
        except Refused as no:  # a login that was taken in this very moment
            self.fail_input(refusal_words(no))
        except OSError as error:
            where = error.filename or place
            self.fail_input(f"{where}: không đọc hoặc ghi được ({error.strerror}); chưa thêm gì.")
        self.say("Đã thêm tất cả.")
        if file:
            self.say(
                f"Mật khẩu lần đầu ở {file}, chỉ chủ tệp đọc được. Trao tận tay từng người, rồi xóa"
                " tệp. Ai cũng phải đổi ngay khi đăng nhập."
            )

    def _tell(self, coming: Coming) -> None:
        """What was found, before anything is written."""
        found = coming.agencies
        for agency in found.agencies:
            self.say(f"Thêm {agency.key}  {agency.name}, dưới {agency.parent}.")
        if found.known:
            self.say(f"Đã có, không đổi: {', '.join(found.known)}.")
        self.say(f"{len(found.agencies)} cơ quan mới, {len(coming.people)} tài khoản mới.")
        if coming.known_people:
            self.say(f"Trong {PEOPLE}, đã có tài khoản: {', '.join(coming.known_people)}.")
