"""motcua publish-figures: fix the figures of a period for good, and write them for anyone."""

from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandParser

from motcua.actions.publishing import publish_period, seal_for
from motcua.domain.refusal import Refused
from motcua.management.arguments import parse_day
from motcua.management.command import Command as Base
from motcua.management.publication import NotEmpty, write
from motcua.reads.clock import now
from motcua.reads.published import BadSealFile, Published, published
from motcua.reads.words.refusals import refusal_words
from motcua.statistics.publication import document
from motcua.statistics.question import Question


class Command(Base):
    """Publishes a period; one that is published already is written again as it was."""

    help = (
        "Công bố số liệu của một kỳ: chốt trong cơ sở dữ liệu (không lập lại) và ghi ra thư mục"
        " các tệp, muối, dấu niêm, kèm chương trình để ai cũng tự kiểm tra được."
    )
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """--from, --to, --as-of, OUT_DIR."""
        parser.add_argument("--from", dest="first", type=parse_day, required=True, metavar="NGÀY")
        parser.add_argument("--to", dest="last", type=parse_day, required=True, metavar="NGÀY")
        parser.add_argument(
            "--as-of",
            type=parse_day,
            metavar="NGÀY",
            help="chốt theo những gì đã biết đến hết ngày này (đã niêm); không ghi là ngày cuối kỳ",
        )
        parser.add_argument("out", type=Path, metavar="THƯ_MỤC", help="thư mục mới hoặc còn trống")

    def handle(
        self,
        *args: Any,
        first: date,
        last: date,
        as_of: date | None,
        out: Path,
        **options: Any,
    ) -> None:
        """What was written, and the seal it stands on."""
        try:
            period = self._published(first, last, as_of)
            with self.progress("Đang ghi"):
                names = write(period, out)
        except Refused as no:
            self.fail_input(refusal_words(no))
        except NotEmpty:
            self.fail_input(f"{out} không trống; chọn thư mục mới.")
        except BadSealFile as bad:
            self.fail_input(f"thư mục niêm không đủ ({bad}); khôi phục từ bản sao lưu.")
        except OSError as error:
            self.fail_input(f"không ghi được vào {out}: {error.strerror}.")
        self.say(f"{len(names)} tệp trong {out}; dấu niêm ngày {period.as_of:%d/%m/%Y}:")
        self.say(period.seal)
        self.answer(
            {
                "from": period.first,
                "to": period.last,
                "as_of": period.as_of,
                "seal": period.seal,
                "digest": period.digest,
                "files": len(names),
            }
        )

    def _published(self, first: date, last: date, as_of: date | None) -> Published:
        found = published(first, last)
        if found is not None and as_of not in (None, found.as_of):
            raise Refused("period_published_already", first=first, last=last)
        if found is None:
            Question("", first, last, as_of=as_of or last)  # refuses days that are not in order
            seal_for(first, last, as_of or last)  # before the work, not after it
            publish_period(document(first, last, as_of or last, now()), now=now())
            found = published(first, last)
        assert found is not None
        return found
