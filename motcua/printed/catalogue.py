"""Which form set is in force on a day, and each form's number, title and template in it.

Form sets are dated: a document keeps the set of the day it was issued, whatever came later.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _


class FormKind(StrEnum):
    """The forms by meaning; their numbers differ from set to set."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    STOP_NOTICE = "stop_notice"
    CONTROL_SLIP = "control_slip"
    REGISTER = "register"


@dataclass(frozen=True, slots=True)
class FormRow:
    """One form of one set. `template` is a file of `templates/`, None while it is not drawn.

    `assumed`: nobody here has seen the circular's own drawing; the paper says so at its foot. A
    row without a number is a letter of the agency, in the format of its set's source, on A4.
    """

    number: str
    title: str
    template: str | None = None
    assumed: str = ""

    @property
    def drawing(self) -> str:
        """The template of a drawn form. ValueError if it is not drawn."""
        if self.template is None:
            raise ValueError(f"form {self.number} is not drawn: {self.title}")
        return self.template

    def foot(self, source: str) -> str:
        """The small line at the foot: which form this is, and what of it is assumed."""
        named = f"Mẫu số {self.number}, {source}" if self.number else f"Thể thức theo {source}"
        return f"{named}; {self.assumed}" if self.assumed else named


@dataclass(frozen=True, slots=True)
class FormSet:
    """A circular's forms, in force from `force_from` until the next set's first day."""

    key: str
    force_from: date
    source: str
    forms: Mapping[FormKind, FormRow]


@dataclass(frozen=True, slots=True)
class BookRow:
    """A book or list that no circular draws: the same on every day. `basis` is what it rests on."""

    title: str
    basis: str
    template: str


@dataclass(frozen=True, slots=True)
class OfficialRow:
    """A table of the official reports. A period that ends before `force_from` is printed on the
    same form and says so under the title."""

    code: str
    title: str
    force_from: date
    source: str
    template: str


class FormNotAvailable(LookupError):
    """No such form can be printed for that day; the text is a Vietnamese sentence for people."""


_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
_REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
_APOLOGY = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
_CONTROL = "Phiếu kiểm soát quá trình giải quyết hồ sơ"
_REGISTER = "Sổ theo dõi hồ sơ"
_AS_2018 = "bố cục giả định như mẫu năm 2018"
_OWN_LAYOUT = "bố cục giả định"

FORM_SETS: tuple[FormSet, ...] = (
    FormSet(
        key="2018",
        force_from=date(2019, 1, 6),
        source="TT 01/2018/TT-VPCP",
        forms={
            FormKind.RECEIPT: FormRow("01", _RECEIPT, "receipt_2018.typ"),
            FormKind.SUPPLEMENT: FormRow("02", _SUPPLEMENT, "supplement_2018.typ"),
            FormKind.REFUSAL: FormRow("03", _REFUSAL, "refusal_2018.typ"),
            FormKind.APOLOGY: FormRow("04", _APOLOGY, "apology_2018.typ"),
            FormKind.CONTROL_SLIP: FormRow("05", _CONTROL, "control_slip_2018.typ"),
            FormKind.REGISTER: FormRow("06", _REGISTER),
        },
    ),
    FormSet(
        key="2025",
        force_from=date(2025, 9, 15),
        source="TT 03/2025/TT-VPCP",
        forms={
            FormKind.RECEIPT: FormRow("01", _RECEIPT, "receipt_2018.typ", _AS_2018),
            FormKind.SUPPLEMENT: FormRow("02", _SUPPLEMENT, "supplement_2018.typ", _AS_2018),
            FormKind.REFUSAL: FormRow("03", _REFUSAL, "refusal_2018.typ", _AS_2018),
            FormKind.APOLOGY: FormRow(
                "04",
                "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết",
                "apology_2018.typ",
                _AS_2018,
            ),
            FormKind.STOP_NOTICE: FormRow(
                "05", "Thông báo dừng giải quyết hồ sơ", "stop_notice.typ", _OWN_LAYOUT
            ),
            FormKind.CONTROL_SLIP: FormRow("06", _CONTROL, "control_slip_2018.typ", _AS_2018),
            FormKind.REGISTER: FormRow("07", _REGISTER),
        },
    ),
)
"""Sources: numbers and titles of 2018 from art. 9 of TT 01/2018; of 2025 from TT 03/2025."""

LETTERS = FormSet(
    key="letters",
    force_from=date(2020, 3, 5),
    source="NĐ 30/2020/NĐ-CP",
    forms={FormKind.STOP_NOTICE: FormRow("", "Thông báo", "stop_notice.typ")},
)
"""What the set in force has no form for and an agency may write as a letter of its own."""

APOLOGY_BOOK = BookRow(
    title="Sổ theo dõi xin lỗi và hẹn lại ngày trả kết quả",
    basis="Theo dõi việc thực hiện Điều 19 khoản 9 NĐ 61/2018/NĐ-CP",
    template="apology_book.typ",
)
"""Sổ xin lỗi. Title and columns are ours."""

REGISTER = BookRow(
    title="Sổ theo dõi hồ sơ",
    basis="Mẫu số 06, TT 01/2018/TT-VPCP",
    template="register.typ",
)
"""Sổ theo dõi hồ sơ; TT 03/2025 numbers it 07 and leaves its columns."""

HAND_OVER_LIST = BookRow(
    title="Danh sách bàn giao hồ sơ",
    basis="Danh sách nội bộ do hệ thống lập, không theo mẫu của thông tư",
    template="hand_over_list.typ",
)
"""Danh sách bàn giao: a habit of offices. Title, columns and signatures are ours."""

REVIEW_REPORT = BookRow(
    title="Báo cáo",
    basis="Thể thức theo NĐ 30/2020/NĐ-CP; các bảng do hệ thống lập",
    template="review_report.typ",
)
"""Báo cáo kết quả kiểm điểm hằng tháng, to the authority that ordered it."""


_REPORTS = (date(2020, 10, 21), "TT 01/2020/TT-VPCP", "official_table.typ")
OFFICIAL: Mapping[str, OfficialRow] = {
    "II.06a": OfficialRow(
        "II.06a/VPCP/KSTT",
        _(
            "Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị trực tiếp"
            " giải quyết thủ tục hành chính"
        ),
        *_REPORTS,
    ),
    "II.06b": OfficialRow(
        "II.06b/VPCP/KSTT",
        _("Tổng hợp tình hình, kết quả giải quyết thủ tục hành chính của cấp huyện, cấp xã"),
        *_REPORTS,
    ),
    "II.06c": OfficialRow(
        "II.06c/VPCP/KSTT",
        _("Tổng hợp tình hình, kết quả giải quyết thủ tục hành chính của tỉnh"),
        *_REPORTS,
    ),
    "II.07a": OfficialRow(
        "II.07a/VPCP/KSTT",
        _(
            "Nguyên nhân quá hạn trong giải quyết thủ tục hành chính tại cơ quan, đơn vị trực tiếp"
            " giải quyết thủ tục hành chính"
        ),
        *_REPORTS,
    ),
    "II.07b": OfficialRow(
        "II.07b/VPCP/KSTT",
        _("Tổng hợp số lượng thủ tục hành chính"),
        *_REPORTS,
    ),
}
"""TT 01/2020/TT-VPCP of 21-10-2020; that it was in force from its day of issue is assumed. The
columns of II.06a are known; those of II.07a are drawn from its list of causes, II.06b and II.06c
from what they gather, under titles of our own; the columns and title of II.07b were seen."""


def form_set(on: date) -> FormSet:
    """The set in force on a local day. FormNotAvailable before the first one."""
    for known in reversed(FORM_SETS):
        if on >= known.force_from:
            return known
    first = FORM_SETS[0]
    text = gettext(
        "Chưa có bộ biểu mẫu cho ngày %(on)s; bộ mẫu đầu tiên theo %(source)s có hiệu lực"
        " từ ngày %(from)s."
    )
    raise FormNotAvailable(
        text
        % {"on": f"{on:%d/%m/%Y}", "source": first.source, "from": f"{first.force_from:%d/%m/%Y}"}
    )


def form_row(kind: FormKind, on: date) -> tuple[FormSet, FormRow]:
    """The set in force and the drawn form in it, or the letter that takes its place.

    FormNotAvailable if it is missing or undrawn.
    """
    chosen = form_set(on)
    row = chosen.forms.get(kind)
    letter = LETTERS.forms.get(kind)
    if row is None and letter is not None and on >= LETTERS.force_from:
        return LETTERS, letter
    words = {"source": chosen.source, "from": f"{chosen.force_from:%d/%m/%Y}"}
    if row is None:
        raise FormNotAvailable(
            gettext("Bộ biểu mẫu theo %(source)s không có loại giấy tờ này.") % words
        )
    if row.template is None:
        text = gettext(
            "Chưa in được “%(title)s” (mẫu số %(number)s) theo %(source)s, áp dụng từ ngày"
            " %(from)s: hệ thống chưa có bản vẽ mẫu này."
        )
        words |= {"title": row.title, "number": row.number}
        raise FormNotAvailable(text % words)
    return chosen, row
