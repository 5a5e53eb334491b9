"""motcua reconcile: compare every dossier with what the national portal says of it."""

from typing import Any

from motcua.channels.registry import PORTAL
from motcua.domain.delivery import TryLater
from motcua.domain.reconciling import DIFFERENT
from motcua.management.command import Command as Base
from motcua.management.reconciling import as_answer, reconcile
from motcua.reads.clock import now
from motcua.reads.words.portal import CAUSES


class Command(Base):
    """Writes nothing but what it found; repairs are asked for on a page, or by `resend`."""

    help = "Đối soát từng hồ sơ với Cổng Dịch vụ công quốc gia và liệt kê chỗ khác nhau."
    answers_json = True

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 1 when something differs, 2 when the portal cannot be asked."""
        why = PORTAL.unready()
        if why:
            self.fail_input(f"{why}.")
        with self.progress("Đang đối soát") as shown:
            try:
                outcome = reconcile(now(), advance=shown.advance)
            except TryLater as trouble:
                self.fail_input(f"Cổng không trả lời được ({trouble}); kết quả lần trước vẫn giữ.")
        assert outcome is not None  # it was not asked whether it is due
        different = [one for one in outcome.found if one.cause in DIFFERENT]
        for one in different:
            words = f": {one.words}" if one.words else ""
            self.say(f"{one.code}\t{CAUSES[one.cause]}{words}")
        self.say(
            f"Đã đối soát {outcome.checked} hồ sơ: {outcome.equal} khớp, {len(different)} khác."
        )
        self.answer(as_answer(outcome))
        if different:
            self.found()
