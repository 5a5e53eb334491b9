"""What is wrong with a citizen card that was scanned, and what to do."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CARD: dict[str, Promise | str] = {
    "card_long": _("Mã quét dài hơn mã của thẻ căn cước. Quét lại mã QR trên thẻ, một lần."),
    "card_parts": _(
        "Mã quét có %(found)s phần, mã của thẻ căn cước có ít nhất 7."
        " Quét lại mã QR trên thẻ, hoặc gõ theo thẻ."
    ),
    "card_number": _(
        "Số trên mã quét không phải số căn cước 12 chữ số. Quét lại, hoặc gõ số in trên thẻ."
    ),
    "card_former": _("Số CMND cũ trên mã quét không đọc được. Quét lại, hoặc gõ theo thẻ."),
    "card_garbled": _(
        "Chữ trên mã quét bị lỗi dấu nên không điền. Tắt bộ gõ tiếng Việt và Caps Lock rồi quét"
        " lại, hoặc gõ theo thẻ. Nếu vẫn lỗi, đặt máy quét gửi chữ Unicode (UTF-8)."
    ),
    "card_name": _("Họ và tên trên mã quét để trống hoặc quá dài. Gõ theo thẻ."),
    "card_birth": _(
        "Ngày sinh trên mã quét không có trong lịch, hoặc chưa đến. Quét lại, hoặc gõ theo thẻ."
    ),
    "card_sex": _("Giới tính trên mã quét không đọc được. Quét lại, hoặc gõ theo thẻ."),
    "card_address": _("Địa chỉ trên mã quét quá dài. Gõ theo thẻ."),
    "card_issued": _(
        "Ngày cấp trên mã quét không đọc được. Quét lại mã QR trên thẻ, một lần, hoặc gõ theo thẻ."
    ),
}
