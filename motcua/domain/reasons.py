"""Reason codes: each refusal, stop, send-back names one, and explains it in words besides.

The texts are the Vietnamese sentences shown and printed; codes never change.
"""

REFUSAL_OF_RECEPTION = {
    "not_competent": "Không thuộc thẩm quyền giải quyết",
    "not_eligible": "Không đủ điều kiện theo quy định",
    "papers_invalid": "Giấy tờ không hợp lệ",
    "already_handled": "Đã có hồ sơ cùng nội dung đang được giải quyết",
    "other": "Lý do khác theo quy định pháp luật",
}
"""NĐ 61/2018/NĐ-CP art. 17(1)(b): refusal states its reason. The list of codes is ours."""

REJECTION = {
    "conditions_not_met": "Không đáp ứng điều kiện để giải quyết",
    "verified_false": "Kết quả xác minh không đúng với hồ sơ",
    "planning_conflict": "Không phù hợp quy hoạch",
    "disputed": "Đang có tranh chấp, khiếu nại",
    "other": "Lý do khác theo quy định pháp luật",
}
"""Art. 19(8): the agency that does not grant it says why, inside the time limit."""

SEND_BACK = {
    "wrong_agency": "Chuyển nhầm đơn vị",
    "papers_incomplete": "Giấy tờ kèm theo chưa khớp với hệ thống",
    "draft_to_mend": "Dự thảo cần chỉnh sửa",
    "more_verification": "Cần thẩm tra, xác minh thêm",
    "other": "Lý do khác",
}

STOP = {
    "supplement_not_sent": "Quá thời hạn mà người nộp không bổ sung hồ sơ",
    "court_or_inspection": "Theo yêu cầu của tòa án, cơ quan điều tra, thanh tra",
    "subject_ceased": "Người đề nghị chết hoặc tổ chức chấm dứt hoạt động",
    "other_law": "Trường hợp khác theo quy định pháp luật",
}

LATENESS = {
    "staff_short": "Thiếu nhân lực hoặc năng lực cán bộ",
    "head_slow": "Lãnh đạo xem xét, ký chậm",
    "coordination_slow": "Cơ quan phối hợp trả lời chậm",
    "law_unclear": "Quy định pháp luật chưa rõ, chồng chéo",
    "complicated": "Hồ sơ phức tạp, phải xác minh nhiều nơi",
    "software": "Lỗi phần mềm, đường truyền, kết nối",
    "applicant_finance": "Người nộp chậm thực hiện nghĩa vụ tài chính",
    "disaster": "Thiên tai, dịch bệnh, sự cố",
}
"""Groups of causes of form II.07/VPCP/KSTT (TT 01/2020/TT-VPCP); the grouping is M:med."""

APOLOGY_MANNERS = {
    "hand": "Giao trực tiếp",
    "post": "Bưu chính",
    "email": "Thư điện tử",
    "sms": "Tin nhắn",
}
