"""Words of exchange with other systems: destinations, circuits, causes, missing fields."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from motcua.domain.reconciling import Cause

DESTINATIONS: dict[str, Promise | str] = {
    "email": _("Thư điện tử"),
    "digest": _("Thư tổng hợp buổi sáng"),
    "sms": _("Tin nhắn"),
    "national_portal": _("Cổng Dịch vụ công quốc gia"),
}
STANDINGS: dict[str, tuple[str, Promise | str]] = {
    "closed": ("ok", _("Đang gửi bình thường")),
    "open": ("late", _("Tạm ngừng vì nơi nhận không trả lời")),
    "half_open": ("wait", _("Sẽ thử lại bằng một tin")),
}
"""Kind of tag and words of each standing of a circuit."""
STATES: dict[str, tuple[str, Promise | str]] = {
    "sent": ("ok", _("Đã nhận")),
    "waiting": ("wait", _("Chờ gửi")),
    "dead": ("late", _("Không gửi được")),
}
CAUSES: dict[Cause, Promise | str] = {
    Cause.NEVER_SENT: _("Chưa từng đến nơi"),
    Cause.OTHER_SYSTEM: _("Từ hệ thống cũ, chưa có trên Cổng"),
    Cause.REFUSED: _("Bị Cổng từ chối"),
    Cause.STALE: _("Cổng đang giữ bản cũ"),
    Cause.DIFFERS: _("Cổng nói khác"),
    Cause.COUNTED: _("Khớp, nhưng Cổng tính hạn cách khác"),
}
REPAIRS: dict[Cause, Promise | str] = {
    Cause.NEVER_SENT: _("Gửi từ đầu"),
    Cause.OTHER_SYSTEM: _("Gửi từ đầu"),
    Cause.REFUSED: _("Gửi lại tin bị từ chối"),
    Cause.STALE: _("Gửi ngay tin đang chờ"),
    Cause.DIFFERS: _("Gửi lại bản mới nhất"),
}
WHY_MISSING: dict[str, Promise | str] = {
    "no_code": _("Cổng chưa có mã cho giá trị này"),
    "not_known": _("chưa ai khai"),
    "not_recorded": _("hệ thống không lưu"),
    "not_set": _("quản trị chưa đặt địa chỉ tải tệp"),
}
HOW_TO_FILL: dict[str, Promise | str] = {
    "DinhDanhCHS": _("Ghi số CCCD hoặc CMND của chủ hồ sơ bằng nút Sửa thông tin hồ sơ."),
    "MaLinhVuc": _("Kiểm soát thủ tục hành chính công bố lại thủ tục với mã lĩnh vực đúng."),
    "MaHoSo": _("Hồ sơ chưa có mã nên Cổng chưa nhận được."),
}
"""What to do about a field without which the portal takes nothing."""
EXPLAINED: dict[tuple[bool | None, bool | None], Promise | str] = {
    (True, False): _("Ở đây đúng hạn, Cổng tính trễ"),
    (False, True): _("Ở đây trễ hạn, Cổng tính đúng"),
    (True, None): _("Ở đây đúng hạn, Cổng chưa có hồ sơ"),
    (False, None): _("Ở đây trễ hạn, Cổng chưa có hồ sơ"),
}
NATIONAL_STATUSES: dict[str, Promise | str] = {
    "1": _("Mới đăng ký"),
    "2": _("Được tiếp nhận"),
    "3": _("Không được tiếp nhận"),
    "4": _("Đang xử lý"),
    "5": _("Yêu cầu bổ sung giấy tờ"),
    "6": _("Yêu cầu thực hiện nghĩa vụ tài chính"),
    "7": _("Công dân yêu cầu rút hồ sơ"),
    "8": _("Dừng xử lý"),
    "9": _("Đã xử lý xong"),
    "10": _("Đã trả kết quả"),
}
"""The portal's own words for its statuses."""
ERRORS: dict[str, Promise | str] = {
    "the person left no e-mail address": _("Người nhận không có địa chỉ thư."),
    "the person left no telephone number": _("Người nhận không có số điện thoại."),
    "the person's data was erased before it was sent": _("Dữ liệu cá nhân đã xóa trước khi gửi."),
}
"""Reasons that channels give, as keys; what another system says is shown word by word."""


def error_words(error: str) -> str:
    """Why a message did not arrive, in Vietnamese or in the other system's own words."""
    if error in ERRORS:
        return str(ERRORS[error])
    if error.startswith("missing: "):
        fields = error.removeprefix("missing: ").split(", ")
        advice = " ".join(str(HOW_TO_FILL[one]) for one in fields if one in HOW_TO_FILL)
        words = gettext("Thiếu trường bắt buộc: %(fields)s.") % {"fields": ", ".join(fields)}
        return f"{words} {advice}".strip()
    if error.startswith("the address was refused: "):
        return gettext("Địa chỉ bị từ chối: %(why)s") % {"why": error.partition(": ")[2]}
    return error


def said_words(said: Mapping[str, str] | None) -> str:
    """What was compared, as people read it."""
    if said is None:
        return gettext("không có hồ sơ này")
    status = str(NATIONAL_STATUSES.get(said["status"], said["status"]))
    parts = [status]
    if said["due"]:
        parts.append(gettext("hẹn %(at)s") % {"at": _moment(said["due"])})
    if said["finish"]:
        parts.append(gettext("xong %(at)s") % {"at": _moment(said["finish"])})
    return ", ".join(parts)


def _moment(text: str) -> str:
    if len(text) != 14 or not text.isdecimal():
        return text
    return f"{text[8:10]}:{text[10:12]} {text[6:8]}/{text[4:6]}/{text[:4]}"
