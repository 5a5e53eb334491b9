"""A sentence for every refusal: what, why, and the way out."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _

from motcua.domain.refusal import Refused
from motcua.reads.words.passwords import rules_words
from motcua.reads.words.refusals_agency import AGENCY_LOG
from motcua.reads.words.refusals_of_cards import CARD
from motcua.reads.words.refusals_of_people import PEOPLE
from motcua.reads.words.refusals_of_seals import SEALS

REFUSALS: dict[str, Promise | str] = SEALS | {
    "agency_not_standing": _(
        "Đơn vị này không tồn tại trong kỳ đã chọn. Chọn đơn vị khác hoặc kỳ khác."
    ),
    "another_code": _(
        "Hồ sơ này đã mang mã %(known)s trên cổng khác, không nhận thêm mã %(code)s."
        " Nộp thành hồ sơ mới."
    ),
    "code_twice": _("Mã %(code)s đã có ở dòng %(line)s. Mỗi hồ sơ một dòng."),
    "code_unknown_here": _("Không có hồ sơ mang mã %(code)s trong dossiers.csv."),
    "code_taken": _("Mã %(code)s đã thuộc về một hồ sơ khác. Kiểm tra lại mã trên cổng."),
    "sent_for_another_procedure": _(
        "Hồ sơ này được nộp trực tuyến cho thủ tục %(procedure)s. Tiếp nhận đúng thủ tục đó,"
        " hoặc từ chối và hướng dẫn nộp lại."
    ),
    "already_theirs": _("Người được chọn đang giữ hồ sơ này. Chọn người khác."),
    "as_of_before_the_end": _(
        "Ngày chốt số liệu sớm hơn ngày cuối của kỳ. Chọn ngày chốt từ ngày cuối kỳ trở đi."
    ),
    "bad_card": _("Không đọc được mã trên thẻ căn cước. Gõ theo thẻ."),
    "bad_choice": _("Lựa chọn không có trong danh sách. Chọn lại."),
    "bad_code": _("Mã hồ sơ không đúng dạng, ví dụ 000.12.38.H08-200319-0014. Kiểm tra lại mã."),
    "bad_count": _("Số lượng phải trong khoảng %(expected)s. Sửa lại số lượng."),
    "bad_date": _("Ngày không hợp lệ. Nhập theo dạng ngày/tháng/năm, ví dụ 12/08/1989."),
    "bad_email": _("Địa chỉ thư điện tử không đúng dạng, ví dụ ten@vidu.vn."),
    "bad_fields": _("Có chỗ cần sửa. Xem các dòng được đánh dấu."),
    "bad_file": _("Tệp không nhận được. Xem lý do bên dưới và chọn tệp khác."),
    "bad_identity": _("Số giấy tờ phải có 12 chữ số (CCCD), 9 chữ số (CMND) hoặc là số hộ chiếu."),
    "bad_moment": _("Thời điểm không hợp lệ. Xem lại ngày đã ghi."),
    "bad_month": _("Tháng không hợp lệ. Viết như 2020-03."),
    "bad_period": _("Kỳ hoặc ngày trong địa chỉ trang không hợp lệ. Mở lại từ bảng số liệu."),
    "bad_phone": _(
        "Số điện thoại phải có 10 chữ số, bắt đầu bằng 0;"
        " máy bàn có thể có 11 chữ số, bắt đầu bằng 02."
    ),
    "bad_sheet": _("%(told)s"),
    "bad_tax_code": _("Mã số thuế không đúng. Kiểm tra lại 10 hoặc 13 chữ số."),
    "bad_text": _("Nội dung nhập chưa hợp lệ. Sửa lại chỗ được đánh dấu."),
    "calendar_too_short": _("Lịch làm việc chưa có năm %(year)s. Báo người quản lý lịch."),
    "changed_meanwhile": _("Hồ sơ vừa thay đổi. Xem lại hồ sơ rồi thao tác tiếp nếu còn cần."),
    "date_in_future": _("Ngày không được sau hôm nay (%(latest)s). Sửa lại ngày."),
    "ends_before_it_begins": _("Ngày kết thúc sớm hơn ngày bắt đầu. Sửa lại một trong hai ngày."),
    "does_not_act_there": _("Người này không làm việc cho cơ quan %(agency)s."),
    "explanation_too_short": _("Lý do phải viết rõ, ít nhất %(least)s ký tự."),
    "export_not_ready": _("Tệp chưa lập xong. Chờ thêm rồi tải lại."),
    "export_too_long": _(
        "Danh sách có %(rows)s dòng, nhiều hơn %(most)s dòng mà một tệp chứa được."
        " Chọn kỳ ngắn hơn hoặc một đơn vị rồi tải từng phần."
    ),
    "exports_under_way": _(
        "Ông, bà đang có %(most)s tệp được lập. Chờ các tệp đó xong rồi yêu cầu tiếp."
    ),
    "export_damaged": _("Bản xuất đã hỏng: %(part)s không đúng như lúc xuất. Không nạp gì."),
    "file_missing": _("Chưa chọn tệp. Chọn tệp rồi thử lại."),
    "file_not_there": _("Không có tệp %(name)s trong thư mục files."),
    "identity_warning": _(
        "Số căn cước không khớp giới tính, năm sinh hoặc nơi đăng ký khai sinh. Kiểm tra lại,"
        " hoặc ghi lý do nếu giấy tờ đúng như vậy."
    ),
    "key_used_otherwise": _(
        "Idempotency-Key này đã dùng cho một yêu cầu khác. Dùng khóa mới cho yêu cầu mới."
    ),
    "no_export": _("%(place)s không phải thư mục do export-all xuất ra."),
    "no_next_step": _("Quy trình không còn bước nào sau bước này."),
    "no_result_yet": _("Chưa có kết quả để chuyển trả. Phát hành kết quả trước."),
    "no_such_agency": _("Không có cơ quan phù hợp với bước này của quy trình tại nơi tiếp nhận."),
    "no_such_step": _("Thủ tục không có bước này."),
    "no_such_value": _("Hồ sơ không có dữ liệu cần xóa. Kiểm tra lại số thứ tự."),
    "nobody_before": _("Đây là bước đầu tiên, không có ai để trả lại."),
    "not_empty": _("%(place)s không trống. Chọn một thư mục trống."),
    "not_immediate": _("Thủ tục này không thuộc loại trả kết quả ngay. Chuyển đến bước sau."),
    "not_now": _("Hồ sơ không ở trạng thái làm được việc này. Xem lại trạng thái hồ sơ."),
    "not_possible_then": _(
        "Bước %(act)s không xảy ra được khi hồ sơ ở trạng thái %(state)s. Xem lại thứ tự các bước."
    ),
    "not_head_of_unit": _("Việc này do lãnh đạo của chính đơn vị ký."),
    "not_ready_for_signature": _("Chưa đến bước trình ký. Bước tiếp theo là: %(step)s."),
    "not_received_here": _(
        "Đơn vị này không tiếp nhận thủ tục đã chọn. Hướng dẫn công dân đến đúng nơi."
    ),
    "not_your_task": _("Việc này không thuộc phần việc của ông, bà ở hồ sơ này."),
    "nothing_changed": _("Chưa sửa gì. Sửa ít nhất một mục rồi lưu."),
    "nothing_handed_over": _(
        "Không có hồ sơ nào để lập danh sách bàn giao này. Xem lại ngày và bên nhận."
    ),
    "nothing_given": _("Không có lần chuyển nào đang chờ nhận."),
    "other_version": _("Bản xuất thuộc phiên bản %(version)s. Cài đúng phiên bản rồi nạp."),
    "papers_missing": _(
        "Còn thiếu giấy tờ bắt buộc. Nhận thêm giấy tờ được đánh dấu,"
        " hoặc từ chối tiếp nhận có nêu lý do."
    ),
    "paper_without_reason": _("Đơn vị khai còn hồ sơ giấy thì phải ghi lý do."),
    "period_ends_before_it_begins": _(
        "Kỳ kết thúc sớm hơn ngày bắt đầu. Sửa lại một trong hai ngày."
    ),
    "person_not_there": _(
        "Người được chọn không có phần việc này tại đơn vị nhận. Chọn người khác."
    ),
    "procedure_not_in_force": _("Thủ tục không có hiệu lực vào ngày này. Chọn thủ tục khác."),
    "reason_missing": _("Chưa chọn lý do. Chọn một lý do và giải thích rõ."),
    "result_file_missing": _(
        "Chưa thể kết thúc hồ sơ: còn thiếu tệp kết quả. Tải tệp kết quả lên rồi thử lại."
    ),
    "submit_for_signature_instead": _("Bước tiếp theo là ký. Dùng nút Trình ký."),
    "told_twice": _(
        "Thư và tin nhắn đã đến nơi thì không gửi lại. Chỉ gửi lại cho hệ thống tự bỏ bản trùng."
    ),
    "unknown_agency": _("Không có cơ quan mang mã này."),
    "unknown_export": _("Không có tệp này, hoặc tệp do người khác yêu cầu."),
    "too_early_to_declare": _("Tháng này chỉ khai được từ ngày %(begins)s."),
    "unknown_dossier": _("Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ trên giấy hẹn."),
    "unknown_entry": _("Không tìm thấy lần tải lên này ở đơn vị của ông, bà."),
    "unknown_extension": _(
        "Thủ tục này không quy định lần gia hạn đã chọn. Chọn một mục trong danh sách."
    ),
    "unknown_file": _("Tệp chưa được tải lên cho hồ sơ này, hoặc đã quá một ngày. Tải lên lại."),
    "unknown_paper": _("Giấy tờ không thuộc thành phần hồ sơ của thủ tục."),
    "unknown_scope": _("Phạm vi phải trong các mục: %(expected)s."),
    "unknown_procedure": _("Không có thủ tục mang mã này."),
    "apology_approved_already": _("Phiếu xin lỗi này đã được ký."),
    "apology_not_approved": _("Phiếu xin lỗi chưa được lãnh đạo ký."),
    "apology_overtaken": _(
        "Hạn nay là %(due)s, không sớm hơn ngày hẹn lại %(new)s. Nếu vẫn chậm, đề nghị ngày khác."
    ),
    "bad_answer_day": _("Hạn cho ý kiến phải là ngày làm việc, không sớm hơn hôm nay."),
    "bad_new_date": _("Ngày hẹn lại phải là ngày làm việc, sau hôm nay và sau ngày hết hạn."),
    "bad_sending_time": _("Thời điểm gửi phải sau khi ký phiếu và không sau lúc này."),
    "bad_wait": _(
        "Khoảng tạm dừng không hợp lệ: kết thúc trước khi bắt đầu, chồng nhau"
        " hoặc trước khi tiếp nhận."
    ),
    "cannot_be_asked": _("Không lấy ý kiến cơ quan này được. Chọn cơ quan khác đang hoạt động."),
    "document_before_reception": _(
        "Văn bản không thể có trước ngày tiếp nhận hồ sơ (%(earliest)s). Xem lại ngày văn bản."
    ),
    "extension_gains_nothing": _(
        "Hạn hiện nay (%(due)s) không sớm hơn hạn sau khi gia hạn, nên không gia hạn."
    ),
    "extension_used": _("Lần gia hạn này đã dùng rồi; mỗi hồ sơ chỉ được dùng một lần."),
    "extension_when_overdue": _(
        "Hồ sơ đã quá hạn từ sau ngày %(due)s nên không gia hạn được nữa."
        " Gửi phiếu xin lỗi và hẹn lại ngày trả kết quả."
    ),
    "no_apology_proposed": _("Chưa có đề nghị xin lỗi nào đang chờ."),
    "no_opinion_asked": _("Cơ quan của ông, bà không được hỏi ý kiến ở hồ sơ này."),
    "no_supplement_asked": _("Chưa có đề nghị bổ sung nào để gửi cho công dân."),
    "nobody_waits": _("Hồ sơ không ở trạng thái chờ công dân."),
    "nothing_is_due": _("Thủ tục không có thời hạn nên không cần xin lỗi, hẹn lại."),
    "opinion_given_already": _("Ý kiến này đã được gửi."),
    "second_reappointment": _(
        "Hồ sơ đã được hẹn lại %(most)s lần. Hẹn lại thêm phải có lý do bằng văn bản của lãnh đạo."
    ),
    "supplement_needs_head": _(
        "Yêu cầu bổ sung sau %(within)s ngày làm việc hoặc quá %(most)s lần phải do lãnh đạo"
        " quyết định, có nêu lý do."
    ),
    "supplement_not_sent_yet": _("Đề nghị bổ sung trước chưa được gửi cho công dân."),
    "version_taken": _(
        "Phiên bản %(version)s của thủ tục %(procedure)s đã công bố với nội dung khác."
        " Tăng số phiên bản."
    ),
    **AGENCY_LOG,
    **PEOPLE,
}

OVERTAKEN = frozenset({"changed_meanwhile", "not_now", "nothing_given"})
"""Refusals that follow when somebody else was quicker."""

WHY: dict[str, Promise | str] = {
    "empty": _("Không được để trống."),
    "too_long": _("Dài quá %(expected)s ký tự."),
    "control_character": _("Có ký tự điều khiển không nhìn thấy. Xóa và gõ lại."),
    "direction_mark": _("Có dấu đổi chiều chữ. Xóa và gõ lại."),
    "not_text": _("Không phải là chữ."),
    "shape": _("Không đúng dạng. Ví dụ: %(expected)s."),
    "length": _("Phải có 9 hoặc 12 chữ số."),
    "province": _("Ba số đầu không phải mã tỉnh nào."),
    "future_year": _("Năm sinh trong số này chưa đến."),
    "future": _("Ngày chưa đến. Nhập ngày không sau %(expected)s."),
    "too_early": _("Ngày quá xa. Nhập ngày từ %(expected)s."),
    "no_such_day": _("Không có ngày này trong lịch."),
    "choice": _("Chọn một trong các mục có sẵn."),
    "check_digit": _("Số kiểm tra không khớp. Xem lại từng chữ số."),
    "too_large": _("Tệp lớn hơn %(expected)s."),
    "forbidden_type": _("Loại tệp không nhận. Dùng %(expected)s."),
    "other_type": _("Nội dung tệp không phải loại ghi ở tên (%(expected)s)."),
    "past": _("Ngày này không sau hôm nay. Chọn một ngày sau hôm nay."),
    "not_after_due": _("Ngày này không sau ngày hết hạn. Chọn một ngày sau ngày hết hạn."),
    "rest_day": _("Ngày này là ngày nghỉ. Chọn một ngày làm việc."),
    "ends_before_it_starts": _(
        "Khoảng tạm dừng kết thúc trước khi bắt đầu. Sửa lại hai thời điểm."
    ),
    "before_reception": _(
        "Khoảng tạm dừng bắt đầu trước khi tiếp nhận. Sửa lại thời điểm bắt đầu."
    ),
    "out_of_order": _("Ngày này sớm hơn bước trước đó (%(expected)s). Xem lại hai ngày."),
    "after_the_end": _(
        "Khoảng tạm dừng kéo dài quá lúc hồ sơ kết thúc. Sửa lại thời điểm kết thúc."
    ),
    "overlaps": _("Khoảng tạm dừng này chồng lên khoảng khác. Sửa lại thời điểm."),
    **CARD,
}


def refusal_words(no: Refused, people: Mapping[int, str] | None = None) -> str:
    """The whole sentence of a refusal; whoever was quicker is named if known."""
    why = no.facts.get("why")
    if no.reason.startswith("bad_") and isinstance(why, str) and why in WHY:
        text = field_sentence(why, no.facts)
    else:
        text = str(REFUSALS[no.reason]) % _printable(no.facts)
    name = (people or {}).get(int(str(no.facts.get("last_person", 0))))
    if no.reason in OVERTAKEN and name:
        first = now_("%(name)s vừa thao tác trên hồ sơ này trước.") % {"name": name}
        return f"{first} {text}"
    return text


def field_sentence(why: str, facts: Mapping[str, object]) -> str:
    """What is wrong with one field and what is expected."""
    return str(WHY[why]) % _printable(facts)


def _printable(facts: Mapping[str, object]) -> dict[str, object]:
    return {name: _in_words(name, value) for name, value in facts.items()}


def _in_words(name: str, value: object) -> object:
    if name == "rules" and isinstance(value, tuple):
        return "; ".join(rules_words(value))
    return value.strftime("%d/%m/%Y") if hasattr(value, "strftime") else value
