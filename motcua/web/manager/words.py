"""Words of the calendar pages."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

DAY_KINDS: dict[str, Promise | str] = {
    "weekly_rest": _("Nghỉ hằng tuần"),
    "holiday": _("Nghỉ lễ, tết"),
    "compensatory": _("Nghỉ bù"),
    "swap_off": _("Nghỉ hoán đổi"),
    "extra_workday": _("Làm bù"),
    "suspension": _("Tạm ngừng làm việc"),
}
CONFIDENCE: dict[str, Promise | str] = {
    "confirmed": _("đã đối chiếu văn bản"),
    "high": _("tin cậy cao"),
    "medium": _("tin cậy trung bình"),
    "low": _("tin cậy thấp"),
    "computed": _("tạm tính, chờ thông báo chính thức"),
}
