"""Sentences of refusals about orders, paths, reviews and findings."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AGENCY_LOG: dict[str, Promise | str] = {
    "bad_review_days": _(
        "Ngày mở kiểm điểm phải từ ngày 15 đến ngày 28 và không sau ngày phải báo cáo."
    ),
    "bad_hands": _(
        "Số người thêm là số nguyên từ 1 đến %(most)s, không phải %(added)s. Sửa lại số người."
    ),
    "hands_without_desk": _(
        "Chưa chọn bước được thêm người. Chọn một bước, hoặc bỏ trống số người."
    ),
    "nobody_did_it_lately": _(
        "30 ngày qua không ai xong lượt nào ở bước này nên không dự báo được. Chọn bước khác."
    ),
    "nothing_else_asked": _(
        "Chưa có gì khác với hiện nay. Chọn thứ tự khác, hoặc thêm người ở một bước."
    ),
    "unknown_desk": _(
        "Không có hồ sơ nào đang nằm ở bước này của đơn vị. Chọn một bước trong danh sách."
    ),
    "bad_share": _("Tỷ lệ phải từ 1 đến 100 %%, không phải %(share)s %%. Sửa lại tỷ lệ."),
    "calendar_gap": _(
        "Lịch trong tệp bắt đầu %(first)s, bỏ sót ngày. Sửa tệp để bắt đầu %(expected)s."
    ),
    "calendar_of_another": _(
        "Lịch trong tệp là của %(scope)s. Lịch nối thêm phải là của %(expected)s, cấp cao nhất."
    ),
    "calendar_overlaps": _(
        "Tệp nói về %(day)s, ngày lịch đang dùng đã có (đến hết %(last)s). Bỏ phần ấy khỏi tệp;"
        " nghỉ công bố muộn thì dùng motcua late-holiday."
    ),
    "calendar_too_short": _(
        "Lịch làm việc chưa có năm %(year)s. Chọn ngày sớm hơn hoặc bổ sung lịch."
    ),
    "not_procedure_control": _(
        "Chỉ cán bộ kiểm soát thủ tục hành chính của cơ quan ban hành mới được nhập, sửa công văn."
    ),
    "order_of_another": _("Khóa này đã dùng cho công văn của cơ quan khác. Chọn khóa khác."),
    "target_day_past": _("Ngày phải đạt đã qua. Chọn hôm nay hoặc một ngày sau hôm nay."),
    "too_many_late": _(
        "Kỳ này có hơn %(most)s hồ sơ trễ, không lập được bản kiểm điểm trên một trang."
    ),
    "unknown_order": _("Không có công văn này. Chọn một công văn trong danh sách."),
    "answer_missing": _("Chưa viết giải trình. Viết nội dung rồi gửi."),
    "cause_missing": _("Chưa chọn nguyên nhân. Chọn một nguyên nhân trong danh sách."),
    "discipline_needs_document": _(
        "Chuyển xem xét kỷ luật phải có số và ngày văn bản. Ghi cả hai rồi lưu."
    ),
    "measure_day_missing": _("Biện pháp phải có ngày xong, từ hôm nay trở đi. Ghi ngày xong."),
    "measure_missing": _("Đã nêu trách nhiệm thì phải có biện pháp. Ghi biện pháp rồi lưu."),
    "not_about_you": _(
        "Chỉ người hoặc người đứng đầu đơn vị có tên trong bản kiểm điểm mới gửi giải trình này."
    ),
    "not_the_units_head": _("Chỉ người đứng đầu đơn vị này mới giải trình dấu hiệu của đơn vị."),
    "not_in_this_review": _("Đơn vị này không thuộc phạm vi kiểm điểm. Bỏ dòng này."),
    "not_the_head": _("Chỉ người đứng đầu cơ quan mới ghi và ký bản kiểm điểm này."),
    "owner_missing": _("Biện pháp phải có người thực hiện. Chọn một người."),
    "responsibility_missing": _("Chưa chọn mức trách nhiệm. Chọn một mức trong danh sách."),
    "review_incomplete": _(
        "Chưa ký được: còn %(missing)s dòng chưa có kết luận. Ghi đủ các dòng được đánh dấu rồi ký."
    ),
    "review_not_open": _("Kỳ kiểm điểm này chưa mở. Chọn một kỳ trong danh sách."),
    "review_signed": _("Bản kiểm điểm này đã ký, không sửa được nữa. Ghi vào kỳ sau."),
    "verdict_missing": _("Chưa đánh giá biện pháp kỳ trước. Chọn một mức đánh giá."),
}
