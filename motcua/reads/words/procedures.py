"""How the parts of a procedure are called on a page."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNVERIFIED = _("chưa xác minh – hỏi Bộ phận Một cửa")

RECEIVERS: dict[str, Promise | str] = {
    "commune": _("Bộ phận Một cửa UBND xã, phường, thị trấn"),
    "district": _("Bộ phận Một cửa UBND huyện, thị xã, thành phố"),
    "province": _("Trung tâm Phục vụ hành chính công cấp tỉnh"),
}
SUBJECTS: dict[str, Promise | str] = {
    "citizen": _("Công dân"),
    "enterprise": _("Doanh nghiệp"),
    "state_body": _("Cơ quan nhà nước"),
    "organisation": _("Tổ chức"),
}
CONFIDENCE: dict[str, Promise | str] = {
    "C": _("đã đối chiếu nguồn"),
    "H": _("chưa đối chiếu nguồn, độ tin cậy cao"),
    "M": _("chưa đối chiếu nguồn, độ tin cậy trung bình"),
    "L": _("chưa đối chiếu nguồn, độ tin cậy thấp"),
}
"""Domain notes: C confirmed in the source named; H, M, L only remembered."""
