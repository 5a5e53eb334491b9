"""Sentences for refusals about daily seals, published periods and official tables."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SEALS: dict[str, Promise | str] = {
    "day_not_over": _("Ngày %(day)s chưa kết thúc nên chưa niêm được. Niêm từ ngày hôm sau."),
    "day_sealed_already": _("Số liệu ngày %(day)s đã được niêm; một ngày chỉ niêm một lần."),
    "day_before_the_first_seal": _(
        "Ngày %(day)s trước ngày niêm đầu tiên. Chuỗi niêm chỉ nối thêm về sau."
    ),
    "seal_out_of_order": _("Chưa niêm các ngày trước đó. Niêm ngày %(next)s trước."),
    "transactions_still_open": _(
        "Còn giao dịch bắt đầu trong ngày chưa kết thúc nên chưa niêm được."
        " Chờ vài phút rồi thử lại."
    ),
    "seal_file_wrong": _(
        "Thư mục niêm không đúng như đã niêm (%(file)s). Khôi phục tệp từ bản sao lưu rồi thử lại;"
        " chạy motcua verify để biết sai ở đâu."
    ),
    "seals_cannot_be_written": _(
        "Không ghi được vào thư mục niêm: %(why)s. Kiểm tra quyền ghi và dung lượng đĩa."
    ),
    "as_of_not_over": _(
        "Ngày chốt %(as_of)s chưa kết thúc. Chọn ngày chốt là hôm qua hoặc trước đó."
    ),
    "as_of_not_sealed": _(
        "Số liệu ngày %(as_of)s chưa được niêm nên chưa công bố được. Niêm bằng motcua seal trước,"
        " hoặc chọn ngày chốt đã niêm."
    ),
    "period_published_already": _(
        "Kỳ từ %(first)s đến %(last)s đã công bố. Số liệu đã công bố được giữ nguyên,"
        " không lập lại."
    ),
    "not_yours_to_publish": _(
        "Chỉ người kiểm soát thủ tục hành chính của tỉnh mới công bố số liệu. Nhờ người đó làm."
    ),
}
