"""What must hold inside one procedure before it may be published; the text form aside."""

import re

from motcua.domain.agencies import Level
from motcua.domain.limits import (
    CalendarDays,
    Limit,
    Months,
    NoLimit,
    SameDay,
    WorkingDays,
    WorkingHours,
    limit_words,
)
from motcua.domain.procedure import Extension, Procedure, Step
from motcua.domain.roles import Role
from motcua.domain.toml_lines import Path
from motcua.domain.toml_table import TableError

CODE = re.compile(r"[1-3]\.\d{6}")
EXTENSION_CODE = re.compile(r"[a-z][a-z0-9-]{0,39}")
FIELD_CODE = re.compile(r"[A-Y]\d{2}-[A-Z0-9]{1,10}")
SELECTOR = re.compile(r"receiving|committee|commune|(district|province)(/[a-z]+(_[a-z]+)*)?")

_Counted = WorkingDays | CalendarDays | WorkingHours | Months


def check(procedure: Procedure) -> None:
    """TableError, with the path of the offending part, for the first rule that is broken."""
    _codes_have_their_form(procedure)
    _dates_are_in_order(procedure)
    _promise_is_not_longer_than_the_law(procedure)
    for index, extension in enumerate(procedure.extensions):
        _extension_has_its_code(procedure, index, extension)
        _extension_fits_the_limit(procedure, index, extension)
    _papers_make_sense(procedure)
    for index, step in enumerate(procedure.steps):
        _step_stands_in_its_place(procedure, index, step)
    for level in procedure.levels:
        _way_leads_back(procedure, level)


def _codes_have_their_form(procedure: Procedure) -> None:
    if not CODE.fullmatch(procedure.code):
        raise _wrong("code", "Mã thủ tục có dạng 1.001193: chữ số 1–3, dấu chấm, sáu chữ số.")
    if not FIELD_CODE.fullmatch(procedure.field_code):
        raise _wrong("field_code", "Mã lĩnh vực có dạng G15-HT: mã cơ quan, gạch nối, ký hiệu.")
    if not SELECTOR.fullmatch(procedure.decider):
        raise _wrong("decider", "Cơ quan quyết định không đúng cách viết, ví dụ district/justice.")
    if not procedure.levels:
        raise _wrong("levels", "Phải có ít nhất một cấp tiếp nhận.")


def _dates_are_in_order(procedure: Procedure) -> None:
    if (procedure.decision_number is None) != (procedure.decision_date is None):
        raise _wrong("decision_number", "Quyết định công bố phải có cả số và ngày.")
    if procedure.valid_to is not None and procedure.valid_to < procedure.valid_from:
        raise _wrong("valid_to", "Ngày hết hiệu lực không được trước ngày có hiệu lực.")
    for index, fee in enumerate(procedure.fees):
        if fee.valid_to is not None and fee.valid_to < fee.valid_from:
            raise _wrong("fee", "Mức thu hết hiệu lực trước khi có hiệu lực.", index, "valid_to")


def _promise_is_not_longer_than_the_law(procedure: Procedure) -> None:
    statutory, committed = procedure.statutory, procedure.committed
    if _amount(committed) > _amount(statutory) and type(committed) is type(statutory):
        raise _wrong("limit", "Thời hạn cam kết không được dài hơn luật định.", "committed")


def _extension_has_its_code(procedure: Procedure, index: int, one: Extension) -> None:
    if not EXTENSION_CODE.fullmatch(one.code):
        raise _wrong("extension", "Mã gia hạn gồm chữ thường, số, gạch nối.", index, "code")
    if one.code in [other.code for other in procedure.extensions[:index]]:
        raise _wrong("extension", f"Mã gia hạn “{one.code}” bị lặp lại.", index, "code")
    if one.whole and len(procedure.extensions) > 1:
        reason = "Thời hạn thay thế (whole) phải là lần gia hạn duy nhất của thủ tục."
        raise _wrong("extension", reason, index, "whole")


def _extension_fits_the_limit(procedure: Procedure, index: int, one: Extension) -> None:
    """Days and hours do not mix; what is added is counted as the limit is."""
    limit = procedure.committed
    words = f"“{limit_words(one.limit)}”", f"“{limit_words(limit)}”"

    def wrong(reason: str) -> TableError:
        return _wrong("extension", reason % words, index, "limit")

    if not isinstance(one.limit, _Counted) or isinstance(limit, NoLimit):
        raise wrong("Không gia hạn được %s cho thời hạn %s.")
    if one.whole:
        if isinstance(one.limit, WorkingHours) != isinstance(limit, WorkingHours):
            raise wrong("Ngày và giờ không lẫn nhau: %s không thay được %s.")
        if type(one.limit) is type(limit) and one.limit.amount <= _amount(limit):
            raise wrong("Thời hạn thay thế %s phải dài hơn thời hạn cam kết %s.")
        return
    counted = WorkingDays if isinstance(limit, SameDay) else type(limit)
    if type(one.limit) is not counted:
        raise wrong("Gia hạn %s khác loại với thời hạn cam kết %s nên không cộng được.")
    if _amount(limit) + sum(_amount(each.limit) for each in procedure.extensions) > counted.most:
        raise wrong("Cộng cả gia hạn %s vào thời hạn %s thì quá mười năm.")


def _papers_make_sense(procedure: Procedure) -> None:
    seen: set[str] = set()
    for index, paper in enumerate(procedure.papers):
        if paper.code in seen:
            raise _wrong("paper", f"Mã giấy tờ “{paper.code}” bị lặp lại.", index, "code")
        seen.add(paper.code)
        if paper.required and paper.originals + paper.copies == 0:
            raise _wrong("paper", "Giấy tờ bắt buộc phải có số bản lớn hơn 0.", index, "required")


def _step_stands_in_its_place(procedure: Procedure, index: int, step: Step) -> None:
    if step.number != index + 1:
        raise _wrong("step", f"Bước này phải mang số {index + 1}.", index, "number")
    if step.code in [other.code for other in procedure.steps[:index]]:
        raise _wrong("step", f"Mã bước “{step.code}” bị lặp lại.", index, "code")
    if not SELECTOR.fullmatch(step.at):
        raise _wrong("step", "“at” không đúng cách viết, ví dụ district/one_stop.", index, "at")
    if not set(step.received_at) <= set(procedure.levels):
        raise _wrong("step", "Cấp tiếp nhận này không có trong “levels”.", index, "received_at")


def _way_leads_back(procedure: Procedure, level: Level) -> None:
    steps = procedure.steps_for(level)
    if not steps or not _is_counter(steps[0]):
        raise _wrong("step", f"Bước đầu ở cấp {level} phải là tiếp nhận tại nơi nhận.", 0)
    last = steps[-1]
    if not last.returns or not _is_counter(last) or len(steps) < 2:
        raise _wrong("step", "Bước cuối phải trả kết quả tại nơi nhận.", last.number - 1)
    for step in steps[:-1]:
        if step.returns:
            raise _wrong("step", "Chỉ bước cuối được trả kết quả.", step.number - 1, "returns")
    signing = sum(step.signs for step in steps)
    if signing > 1 or (signing == 0 and not procedure.immediate):
        raise _wrong("step", f"Ở cấp {level} phải có đúng một bước ký, hiện có {signing}.")
    _steps_fit_into_the_promise(procedure, steps)


def _steps_fit_into_the_promise(procedure: Procedure, steps: tuple[Step, ...]) -> None:
    same_unit = [s for s in steps if type(s.limit) is type(procedure.committed)]
    total = sum(_amount(step.limit) for step in same_unit)
    if total > _amount(procedure.committed):
        raise _wrong(
            "step",
            f"Tổng thời hạn các bước là {total}, vượt thời hạn cam kết {procedure.committed}.",
            same_unit[-1].number - 1,
            "limit",
        )


def _is_counter(step: Step) -> bool:
    return step.role is Role.RECEPTIONIST and step.at == "receiving"


def _amount(limit: Limit | None) -> int:
    return limit.amount if isinstance(limit, _Counted) else 0


def _wrong(key: str, reason: str, *more: str | int) -> TableError:
    path: Path = (key, *more)
    return TableError(path, reason)
