"""The explanation of a due date in Vietnamese sentences, for pages, prints and the command line."""

from datetime import date, datetime
from typing import Final

from motcua.domain.dated_rows import Confidence
from motcua.domain.days import DayKind
from motcua.domain.deadline import Deadline, Step, StepKind

_WEEKDAYS: Final = (
    "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật",
)  # fmt: skip
_NEXT_DAY: Final = "nên trả kết quả vào ngày làm việc tiếp theo, {end}"
_UNSURE: Final = frozenset({Confidence.LOW, Confidence.COMPUTED})

# One pattern for each (kind, why) that names no days of the calendar.
_PATTERNS: Final = {
    (StepKind.RECEIVED, "first_day_not_counted"): (
        "Tiếp nhận lúc {start}; ngày tiếp nhận không tính vào thời hạn"
    ),
    (StepKind.RECEIVED, "clock_starts"): "Tiếp nhận lúc {start}; thời hạn tính theo giờ làm việc",
    (StepKind.RECEIVED, "same_day"): "Tiếp nhận lúc {start}; thủ tục giải quyết trong ngày",
    (StepKind.OPENING, "outside_office_hours"): "Ngoài giờ làm việc nên tính từ {end}",
    (StepKind.NEXT_DAY, "received_from_cutoff"): f"Tiếp nhận từ 15:00 trở đi {_NEXT_DAY}",
    (StepKind.NEXT_DAY, "received_on_rest_day"): f"Tiếp nhận vào ngày nghỉ {_NEXT_DAY}",
    (StepKind.NEXT_DAY, "received_after_closing"): f"Tiếp nhận khi đã hết giờ làm việc {_NEXT_DAY}",
    (StepKind.COUNTED, "working_days"): "Đếm {number} ngày làm việc, từ {start} đến {end}",
    (StepKind.COUNTED, "days"): "Đếm {number} ngày, từ {start} đến {end}",
    (StepKind.COUNTED, "months"): "Đếm {number} tháng, đến {end}",
    (StepKind.COUNTED, "months_to_last_day"): (
        "Đếm {number} tháng; tháng cuối không có ngày tương ứng nên lấy ngày cuối tháng, {end}"
    ),
    (StepKind.COUNTED, "working_hours"): "Đếm {number} giờ làm việc, từ {start} đến {end}",
    (StepKind.MOVED, "ends_on_rest_day"): (
        "Ngày cuối là ngày nghỉ nên chuyển sang ngày làm việc tiếp theo, {end}"
    ),
    (StepKind.DUE, "closing"): "Hẹn trả kết quả: {end}",
    (StepKind.DUE, "to_the_minute"): "Hạn giải quyết: {end}, tính đến từng phút",
    (StepKind.NO_LIMIT, "no_limit"): "Pháp luật không quy định thời hạn",
}


def deadline_sentences(deadline: Deadline) -> tuple[str, ...]:
    """One sentence for each step of an explanation, in order."""
    return tuple(step_sentence(step) for step in deadline.steps)


def step_sentence(step: Step) -> str:
    """One step as a sentence, with its source in brackets and a warning where it is unsure."""
    if step.kind in (StepKind.SKIPPED, StepKind.MADE_UP):
        text = _days(step)
    else:
        pattern = _PATTERNS[step.kind, step.why]
        text = pattern.format(start=when(step.start), end=when(step.end), number=step.number)
    source = f" ({step.source})" if step.source else ""
    unsure = "; tạm tính, chờ thông báo chính thức" if step.confidence in _UNSURE else ""
    return f"{text}{source}{unsure}."


def when(at: date) -> str:
    """A day, or an instant with its minute, as people read it.

    >>> when(date(2020, 4, 2))
    'thứ Năm 02/04/2020'
    """
    day = f"{_WEEKDAYS[at.weekday()]} {at:%d/%m/%Y}"
    return f"{at:%H:%M} {day}" if isinstance(at, datetime) else day


def _days(step: Step) -> str:
    verb = "Có tính" if step.kind is StepKind.MADE_UP else "Không tính"
    weekly = step.why == DayKind.WEEKLY_REST
    reason = step.name or ("nghỉ hằng tuần" if weekly else "nghỉ theo quyết định")
    if step.number == 1:
        return f"{verb} {when(step.start)}: {reason}"
    # Weekends of several weeks are one step: the span holds working days as well.
    unbroken = (step.end - step.start).days + 1 == step.number
    span = "từ" if unbroken else "trong khoảng từ"
    return f"{verb} {step.number} ngày {span} {when(step.start)} đến {when(step.end)}: {reason}"
