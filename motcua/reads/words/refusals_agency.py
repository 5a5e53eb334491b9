"""Sentences of refusals about orders, paths, reviews and findings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AGENCY_LOG: dict[str, Promise | str] = {
    "bad_review_days": _(
        "Ngày mở kiểm điểm phải từ ngày 15 đến ngày 28 và không sau ngày phải báo cáo."
    ),
    "bad_share": _("Tỷ lệ phải từ 1 đến 100 %%, không phải %(share)s %%. Sửa lại tỷ lệ."),
    "calendar_too_short": _(
        "Lịch làm việc chưa có năm %(year)s. Chọn ngày sớm hơn hoặc bổ sung lịch."
    ),
    "no_working_day_left": _(
        "Từ nay đến ngày phải đạt không còn ngày làm việc nào. Chọn ngày muộn hơn."
    ),
    "not_procedure_control": _(
        "Chỉ cán bộ kiểm soát thủ tục hành chính của cơ quan ban hành mới được nhập, sửa công văn."
    ),
    "order_of_another": _("Khóa này đã dùng cho công văn của cơ quan khác. Chọn khóa khác."),
    "target_day_past": _("Ngày phải đạt đã qua. Chọn hôm nay hoặc một ngày sau hôm nay."),
    "unknown_order": _("Không có công văn này. Chọn một công văn trong danh sách."),
}
