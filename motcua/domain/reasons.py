"""Reason codes: each refusal, stop, send-back names one, and explains it in words besides.

The texts are the Vietnamese sentences shown and printed (on pages by reads/words/reasons.py);
codes never change.
"""

from motcua.domain.translatable import translatable as _

REFUSAL_OF_RECEPTION = {
    "not_competent": _("Không thuộc thẩm quyền giải quyết"),
    "not_eligible": _("Không đủ điều kiện theo quy định"),
    "papers_invalid": _("Giấy tờ không hợp lệ"),
    "already_handled": _("Đã có hồ sơ cùng nội dung đang được giải quyết"),
    "other": _("Lý do khác theo quy định pháp luật"),
}
"""NĐ 61/2018/NĐ-CP art. 17(1)(b): refusal states its reason. The list of codes is ours."""

REJECTION = {
    "conditions_not_met": _("Không đáp ứng điều kiện để giải quyết"),
    "verified_false": _("Kết quả xác minh không đúng với hồ sơ"),
    "planning_conflict": _("Không phù hợp quy hoạch"),
    "disputed": _("Đang có tranh chấp, khiếu nại"),
    "other": _("Lý do khác theo quy định pháp luật"),
}
"""Art. 19(8): the agency that does not grant it says why, inside the time limit."""

SEND_BACK = {
    "wrong_agency": _("Chuyển nhầm đơn vị"),
    "papers_incomplete": _("Giấy tờ kèm theo chưa khớp với hệ thống"),
    "draft_to_mend": _("Dự thảo cần chỉnh sửa"),
    "more_verification": _("Cần thẩm tra, xác minh thêm"),
    "other": _("Lý do khác"),
}

STOP = {
    "supplement_not_sent": _("Quá thời hạn mà người nộp không bổ sung hồ sơ"),
    "court_or_inspection": _("Theo yêu cầu của tòa án, cơ quan điều tra, thanh tra"),
    "subject_ceased": _("Người đề nghị chết hoặc tổ chức chấm dứt hoạt động"),
    "other_law": _("Trường hợp khác theo quy định pháp luật"),
}

LATENESS = {
    "staff_short": _("Thiếu nhân lực hoặc năng lực cán bộ"),
    "head_slow": _("Lãnh đạo xem xét, ký chậm"),
    "coordination_slow": _("Cơ quan phối hợp trả lời chậm"),
    "law_unclear": _("Quy định pháp luật chưa rõ, chồng chéo"),
    "complicated": _("Hồ sơ phức tạp, phải xác minh nhiều nơi"),
    "software": _("Lỗi phần mềm, đường truyền, kết nối"),
    "applicant_finance": _("Người nộp chậm thực hiện nghĩa vụ tài chính"),
    "disaster": _("Thiên tai, dịch bệnh, sự cố"),
}
"""Groups of causes of form II.07/VPCP/KSTT (TT 01/2020/TT-VPCP); the grouping is M:med."""

APOLOGY_MANNERS = {
    "hand": _("Giao trực tiếp"),
    "post": _("Bưu chính"),
    "email": _("Thư điện tử"),
    "sms": _("Tin nhắn"),
}
