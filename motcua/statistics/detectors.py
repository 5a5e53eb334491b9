"""Signs that something was made to look better than it was: named rules, thresholds, dossiers.

domain.md of the field lists the abuses (A3 to A8, A13). A sign is a reason to look, never a proof:
each says what else it may mean. Thresholds are dated rules (data/law/integrity.toml).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from uuid import UUID

from django.db import connection

from motcua.domain.local_time import midnight
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import Rulebook
from motcua.models.law import reference
from motcua.statistics import detector_queries as q

CLOSING: Final = time(17, 0)
"""Where a calendar has no hours for the day."""


@dataclass(frozen=True, slots=True)
class Detector:
    """One rule. `control`: its number among the abuses of the field; `caution`: what else it may
    mean; `threshold`: its figures in words, with %(…)s for each."""

    key: str
    control: str
    name: str
    explanation: str
    caution: str
    threshold: str
    query: str


DETECTORS: Final = (
    Detector(
        "late_entry",
        "A3",
        "Nhập muộn sau tiếp nhận",
        "Ngày tiếp nhận ghi trong hồ sơ sớm hơn lúc nhập vào hệ thống quá lâu.",
        "Mất điện, mất mạng hoặc nhập lại từ sổ giấy có quyết định cho phép.",
        "quá %(late_entry)s phút",
        q.LATE_ENTRY,
    ),
    Detector(
        "back_dating",
        "A4",
        "Kết quả ghi lùi ngày",
        "Kết quả ghi là có trước khi hết hạn nhưng nhập sau khi đã quá hạn.",
        "Kết quả ký giấy đúng hạn, văn thư nhập sau; đối chiếu sổ văn bản đi.",
        "nhập sau quá %(back_dating)s phút",
        q.BACK_DATING,
    ),
    Detector(
        "quick_leg",
        "A5",
        "Bước xử lý đóng trong vài giây",
        "Cán bộ thụ lý hoặc lãnh đạo nhận rồi chuyển đi ngay, khó có thời gian xem hồ sơ.",
        "Hồ sơ đã xem trên giấy trước khi bấm nhận; ký hàng loạt việc đơn giản.",
        "dưới %(quick_leg)s giây",
        q.QUICK_LEG,
    ),
    Detector(
        "one_account",
        "A5",
        "Một tài khoản ở nhiều vai trò tách biệt",
        "Cùng một tài khoản tiếp nhận, thụ lý hoặc ký duyệt trên cùng một hồ sơ.",
        "Xã ít người, một công chức kiêm nhiệm có phân công bằng văn bản.",
        "từ %(roles)s vai trò",
        q.ONE_ACCOUNT,
    ),
    Detector(
        "burst",
        "A5",
        "Thao tác dồn vào cuối giờ",
        "Một tài khoản chuyển, ký hoặc kết thúc nhiều hồ sơ trong những phút cuối giờ làm việc.",
        "Ký theo lô cuối ngày là thói quen của nhiều lãnh đạo.",
        "từ %(burst_acts)s thao tác trong %(burst_minutes)s phút cuối",
        q.BURST,
    ),
    Detector(
        "late_supplement",
        "A6",
        "Yêu cầu bổ sung sát hạn",
        "Thông báo bổ sung gửi khi gần đến ngày hẹn trả, thời hạn được tính lại từ đầu.",
        "Thiếu sót chỉ lộ ra khi thẩm định thực địa hoặc khi cơ quan khác trả lời.",
        "còn %(supplement)s ngày hoặc ít hơn",
        q.LATE_SUPPLEMENT,
    ),
    Detector(
        "refused_again",
        "A7",
        "Từ chối rồi nhận lại",
        "Từ chối, rồi chính người đó nộp lại cùng thủ tục và được nhận ngay sau đó.",
        "Người nộp mang đủ giấy tờ ngay hôm sau.",
        "trong %(again)s giờ",
        q.REFUSED_AGAIN,
    ),
    Detector(
        "without_file",
        "A8",
        "Kết thúc không có tệp kết quả",
        "Hồ sơ ghi là có kết quả nhưng không có tệp nào kèm theo.",
        "Hồ sơ nhập lại từ sổ giấy hoặc hệ thống khác không có bản điện tử.",
        "không có tệp",
        q.WITHOUT_FILE,
    ),
    Detector(
        "one_phone",
        "A13",
        "Một số điện thoại cho nhiều người nộp",
        "Nhiều người nộp khác nhau tại một đơn vị dùng chung một số điện thoại.",
        "Đơn vị dịch vụ nộp thay, hoặc người thân trong nhà.",
        "từ %(owners)s người nộp",
        q.ONE_PHONE,
    ),
)
BY_KEY: Final = {detector.key: detector for detector in DETECTORS}


def thresholds(rules: Rulebook, day: date) -> dict[str, int]:
    """The figures of all detectors on a day."""
    return {
        "late_entry": rules.value("integrity_late_entry_minutes", day),
        "back_dating": rules.value("integrity_back_dating_minutes", day),
        "quick_leg": rules.value("integrity_quick_leg_seconds", day),
        "roles": rules.value("integrity_separated_roles", day),
        "burst_acts": rules.value("integrity_burst_acts", day),
        "burst_minutes": rules.value("integrity_burst_minutes", day),
        "supplement": rules.value("integrity_supplement_days", day),
        "again": rules.value("integrity_resubmission_hours", day),
        "owners": rules.value("integrity_owners_of_a_phone", day),
    }


@dataclass(frozen=True, slots=True)
class Finding:
    """What a detector found at one agency: cases (acts) and dossiers."""

    detector: str
    agency: str
    cases: int
    dossiers: int


@dataclass(frozen=True, slots=True)
class Case:
    """One act that a detector found: the dossier, whose act, when."""

    key: UUID
    agency: str
    person: int
    at: datetime


def findings(agency: str, first: date, last: date) -> list[Finding]:
    """What all detectors find at an agency and all under it in a period (by day of recording).

    One statement for each detector.
    """
    found = []
    values = _values(agency, first, last)
    with connection.cursor() as cursor:
        for detector in DETECTORS:
            text = (
                f"SELECT agency, count(*), count(DISTINCT dossier_key) FROM ({detector.query})"
                " AS found (dossier_key, agency, person, at) GROUP BY agency ORDER BY agency"
            )
            cursor.execute(text, values)
            found += [Finding(detector.key, *row) for row in cursor.fetchall()]
    return found


def cases(
    detector: str, agency: str, first: date, last: date, *, limit: int = 200
) -> Sequence[Case]:
    """The acts behind a finding, newest first. Refused for a detector nobody knows."""
    if detector not in BY_KEY:
        raise Refused("bad_choice", value=detector)
    text = (
        f"SELECT dossier_key, agency, person, at FROM ({BY_KEY[detector].query})"
        " AS found (dossier_key, agency, person, at) ORDER BY at DESC, dossier_key LIMIT %(limit)s"
    )
    with connection.cursor() as cursor:
        cursor.execute(text, {**_values(agency, first, last), "limit": limit})
        return [Case(*row) for row in cursor.fetchall()]


def _values(agency: str, first: date, last: date) -> dict[str, Any]:
    known = reference()
    key = known.agencies.find(agency).key
    if last < first:
        raise Refused("period_ends_before_it_begins", first=first, last=last)
    figures = thresholds(known.rules, last)
    end = _closing(key, last)
    begin = (datetime.combine(last, end) - timedelta(minutes=figures["burst_minutes"])).time()
    return {
        **figures,
        "units": list(known.agencies.subtree(key)),
        "a": midnight(first),
        "b": midnight(last + timedelta(days=1)),
        "burst_from": begin,
        "burst_to": end,
    }


def _closing(agency: str, day: date) -> time:
    calendar = reference().calendar_of(agency)
    try:
        hours = calendar.office_hours(calendar.next_working_day(day))
    except ValueError:
        return CLOSING
    return time(*divmod(hours[-1][1], 60)) if hours else CLOSING
