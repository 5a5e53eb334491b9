"""The explanation of a due date in sentences, for pages, prints and the command line."""

from datetime import date, datetime
from typing import Final

from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain.dated_rows import Confidence
from motcua.domain.days import DayKind
from motcua.domain.deadline import Deadline, Step, StepKind

_WEEKDAYS: Final = (
    _("thứ Hai"), _("thứ Ba"), _("thứ Tư"), _("thứ Năm"), _("thứ Sáu"), _("thứ Bảy"),
    _("Chủ nhật"),
)  # fmt: skip
_UNSURE: Final = frozenset({Confidence.LOW, Confidence.COMPUTED})

# One pattern for each (kind, why) that names no days of the calendar.
_PATTERNS: Final = {
    (StepKind.RECEIVED, "first_day_not_counted"): _(
        "Tiếp nhận lúc {start}; ngày tiếp nhận không tính vào thời hạn"
    ),
    (StepKind.RECEIVED, "clock_starts"): _(
        "Tiếp nhận lúc {start}; thời hạn tính theo giờ làm việc"
    ),
    (StepKind.RECEIVED, "same_day"): _("Tiếp nhận lúc {start}; thủ tục giải quyết trong ngày"),
    (StepKind.OPENING, "outside_office_hours"): _("Ngoài giờ làm việc nên tính từ {end}"),
    (StepKind.NEXT_DAY, "received_from_cutoff"): _(
        "Tiếp nhận từ 15:00 trở đi nên trả kết quả vào ngày làm việc tiếp theo, {end}"
    ),
    (StepKind.NEXT_DAY, "received_on_rest_day"): _(
        "Tiếp nhận vào ngày nghỉ nên trả kết quả vào ngày làm việc tiếp theo, {end}"
    ),
    (StepKind.NEXT_DAY, "received_after_closing"): _(
        "Tiếp nhận khi đã hết giờ làm việc nên trả kết quả vào ngày làm việc tiếp theo, {end}"
    ),
    (StepKind.COUNTED, "working_days"): _("Đếm {number} ngày làm việc, từ {start} đến {end}"),
    (StepKind.COUNTED, "days"): _("Đếm {number} ngày, từ {start} đến {end}"),
    (StepKind.COUNTED, "months"): _("Đếm {number} tháng, đến {end}"),
    (StepKind.COUNTED, "months_to_last_day"): _(
        "Đếm {number} tháng; tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng, {end}"
    ),
    (StepKind.COUNTED, "working_hours"): _("Đếm {number} giờ làm việc, từ {start} đến {end}"),
    (StepKind.MOVED, "ends_on_rest_day"): _(
        "Ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, {end}"
    ),
    (StepKind.DUE, "closing"): _("Hẹn trả kết quả: {end}"),
    (StepKind.DUE, "to_the_minute"): _("Hạn giải quyết: {end}, tính đến từng phút"),
    (StepKind.NO_LIMIT, "no_limit"): _("Pháp luật không quy định thời hạn"),
}


def deadline_sentences(deadline: Deadline) -> tuple[str, ...]:
    """One sentence for each step of an explanation, in order."""
    return tuple(step_sentence(step) for step in deadline.steps)


def step_sentence(step: Step) -> str:
    """One step as a sentence, with its source in brackets and a warning where it is unsure."""
    if step.kind in (StepKind.SKIPPED, StepKind.MADE_UP):
        text = _days(step)
    else:
        text = str(_PATTERNS[step.kind, step.why]).format(
            start=when(step.start), end=when(step.end), number=step.number
        )
    source = f" ({step.source})" if step.source else ""
    unsure = now_("; tạm tính, chờ thông báo chính thức") if step.confidence in _UNSURE else ""
    return f"{text}{source}{unsure}."


def when(at: date) -> str:
    """A day, or an instant with its minute, as people read it.

    >>> when(date(2020, 4, 2))
    'thứ Năm 02/04/2020'
    """
    day = f"{_WEEKDAYS[at.weekday()]} {at:%d/%m/%Y}"
    return f"{at:%H:%M} {day}" if isinstance(at, datetime) else day


def _days(step: Step) -> str:
    weekly = step.why == DayKind.WEEKLY_REST
    reason = step.name or (now_("nghỉ hằng tuần") if weekly else now_("nghỉ theo quyết định"))
    counted = step.kind is StepKind.MADE_UP
    words = {"n": step.number, "start": when(step.start), "reason": reason}
    if step.number == 1:
        text = _ONE_DAY[counted]
    else:
        # Weekends of several weeks are one step: the span holds working days as well.
        unbroken = (step.end - step.start).days + 1 == step.number
        text, words["end"] = _MORE_DAYS[counted, unbroken], when(step.end)
    return str(text) % words


_ONE_DAY: Final = {
    True: _("Có tính %(start)s: %(reason)s"),
    False: _("Không tính %(start)s: %(reason)s"),
}
_MORE_DAYS: Final = {
    (True, True): _("Có tính %(n)s ngày từ %(start)s đến %(end)s: %(reason)s"),
    (True, False): _("Có tính %(n)s ngày trong khoảng từ %(start)s đến %(end)s: %(reason)s"),
    (False, True): _("Không tính %(n)s ngày từ %(start)s đến %(end)s: %(reason)s"),
    (False, False): _("Không tính %(n)s ngày trong khoảng từ %(start)s đến %(end)s: %(reason)s"),
}
"""By whether the days were made up for, and whether they follow each other without a gap."""
