"""The level of completion in words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.reads.public import Completion, Particulars, StageKind
from motcua.reads.words import state_words

STAGES: dict[StageKind, Promise | str] = {
    "receive": pgettext_lazy("step", "Tiếp nhận"),
    "pass_on": pgettext_lazy("step", "Chuyển đến cơ quan giải quyết"),
    "work": pgettext_lazy("step", "Thẩm định"),
    "review": pgettext_lazy("step", "Xem xét"),
    "sign": pgettext_lazy("step", "Ký duyệt"),
    "issue": pgettext_lazy("step", "Phát hành kết quả"),
    "return": pgettext_lazy("step", "Trả kết quả"),
}
ENDED: dict[str, Promise | str] = {
    "refused": _("Không được tiếp nhận"),
    "withdrawn": _("Người nộp đã rút hồ sơ"),
    "stopped": _("Đã dừng giải quyết"),
}
ANSWERS: dict[str, Promise | str] = {
    "waiting": _("Hồ sơ nộp trực tuyến <b>đang chờ tiếp nhận</b>."),
    "refused": _("Hồ sơ đã kết thúc: <b>không được tiếp nhận</b>."),
    "result": _("Hồ sơ <b>đã có kết quả</b>, đang chờ trả cho người nộp."),
    "returned": _("Hồ sơ <b>đã trả kết quả</b>."),
    "withdrawn": _("Hồ sơ đã kết thúc: <b>người nộp đã rút hồ sơ</b>."),
    "stopped": _("Hồ sơ đã kết thúc: <b>cơ quan đã dừng giải quyết</b>."),
}


@dataclass(frozen=True, slots=True)
class StageRow:
    """A stage as the page draws it."""

    name: str
    place: str


def stage_rows(completion: Completion) -> list[StageRow]:
    """The stages in order, each with its name."""
    return [
        StageRow(str(STAGES.get(stage.kind) or ENDED[completion.state]), stage.place)
        for stage in completion.stages
    ]


def answer(completion: Completion) -> SafeString:
    """The sentence that answers the page's question."""
    if completion.state in ANSWERS:
        return mark_safe(str(ANSWERS[completion.state]))
    sentence = now_("Hồ sơ đang được giải quyết: <b>đã xong {done} trong {all} bước</b>.")
    return format_html(sentence, done=completion.done, all=len(completion.stages))


def state_line(told: Particulars) -> str:
    """Where the dossier stands, in the law's words; and that it is late, where it is."""
    words = state_words(told.state)
    return now_("%(state)s, đã quá hẹn") % {"state": words} if told.overdue else words
