"""Names of states, roles, commands and channels, as the law and the counter say them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.domain.roles import Role

STATES: dict[State, Promise | str] = {
    State.NEW: _("Chưa tiếp nhận"),
    State.SUBMITTED: _("Chờ tiếp nhận"),
    State.SUPPLEMENT_AT_RECEPTION: _("Yêu cầu bổ sung trước khi tiếp nhận"),
    State.RECEIVED: _("Đã tiếp nhận"),
    State.IN_PROCESS: _("Đang giải quyết"),
    State.AWAITING_SIGNATURE: _("Đang trình ký"),
    State.APPROVED: _("Đã phê duyệt, chờ phát hành"),
    State.SUPPLEMENT_IN_PROCESS: _("Chờ công dân bổ sung"),
    State.AWAITING_FINANCE: _("Chờ thực hiện nghĩa vụ tài chính"),
    State.FINISHED: _("Đã có kết quả"),
    State.REJECTED: _("Từ chối giải quyết"),
    State.RETURNED: _("Đã trả kết quả"),
    State.REFUSED: _("Từ chối tiếp nhận"),
    State.WITHDRAWN: _("Công dân rút hồ sơ"),
    State.STOPPED: _("Dừng giải quyết"),
}
ROLES: dict[Role, Promise | str] = {
    Role.RECEPTIONIST: _("Tiếp nhận và trả kết quả"),
    Role.ONE_STOP_HEAD: _("Trưởng Bộ phận Một cửa"),
    Role.OFFICER: _("Thụ lý hồ sơ"),
    Role.DIVISION_HEAD: _("Lãnh đạo phòng"),
    Role.LEADER: _("Lãnh đạo cơ quan"),
    Role.CLERK: _("Văn thư"),
    Role.PROCEDURE_CONTROL: _("Kiểm soát thủ tục hành chính"),
    Role.ADMINISTRATOR: _("Quản trị"),
    Role.CLOCK: _("Hệ thống"),
}
COMMANDS: dict[type[do.Command], Promise | str] = {
    do.Submit: pgettext_lazy("act", "Nộp trực tuyến"),
    do.Receive: pgettext_lazy("act", "Tiếp nhận"),
    do.RefuseReception: pgettext_lazy("act", "Từ chối tiếp nhận"),
    do.HandOver: pgettext_lazy("act", "Chuyển"),
    do.SubmitForSignature: pgettext_lazy("act", "Trình ký"),
    do.AcceptHandOver: pgettext_lazy("act", "Nhận"),
    do.RecallHandOver: pgettext_lazy("act", "Thu hồi"),
    do.Decline: pgettext_lazy("act", "Không nhận"),
    do.SendBack: pgettext_lazy("act", "Trả lại bước trước"),
    do.Reassign: pgettext_lazy("act", "Giao người khác"),
    do.Approve: pgettext_lazy("act", "Phê duyệt"),
    do.Finish: pgettext_lazy("act", "Phát hành kết quả"),
    do.ResolveAtOnce: pgettext_lazy("act", "Trả kết quả ngay"),
    do.Reject: pgettext_lazy("act", "Từ chối giải quyết"),
    do.Withdraw: pgettext_lazy("act", "Rút hồ sơ"),
    do.Stop: pgettext_lazy("act", "Dừng giải quyết"),
    do.ReturnResult: pgettext_lazy("act", "Trả kết quả"),
    do.CorrectDossier: pgettext_lazy("act", "Sửa thông tin hồ sơ"),
    do.CorrectResult: pgettext_lazy("act", "Đính chính kết quả"),
    do.AttachPaper: pgettext_lazy("act", "Đính kèm tệp"),
    do.ErasePrivate: pgettext_lazy("act", "Xóa dữ liệu cá nhân"),
    do.AskReceptionSupplement: pgettext_lazy("act", "Yêu cầu bổ sung"),
    do.RequestSupplement: pgettext_lazy("act", "Đề nghị yêu cầu bổ sung"),
    do.NotifySupplement: pgettext_lazy("act", "Gửi phiếu yêu cầu bổ sung"),
    do.RecordSupplement: pgettext_lazy("act", "Nhận bổ sung"),
    do.AskPayment: pgettext_lazy("act", "Yêu cầu nghĩa vụ tài chính"),
    do.ConfirmPayment: pgettext_lazy("act", "Xác nhận đã nộp tiền"),
    do.ExtendLimit: pgettext_lazy("act", "Gia hạn theo quy định"),
    do.AskOpinion: pgettext_lazy("act", "Lấy ý kiến"),
    do.GiveOpinion: pgettext_lazy("act", "Cho ý kiến"),
    do.ProposeApology: pgettext_lazy("act", "Đề nghị hẹn lại, xin lỗi"),
    do.ApproveApology: pgettext_lazy("act", "Ký phiếu xin lỗi"),
    do.SendApology: pgettext_lazy("act", "Ghi nhận đã gửi phiếu xin lỗi"),
    do.EnterFromBook: pgettext_lazy("act", "Nhập từ sổ giấy"),
    do.ImportHistory: pgettext_lazy("act", "Nhập từ hệ thống cũ"),
    do.DeclareDayOff: pgettext_lazy("act", "Dời thời hạn theo quyết định"),
    do.PassTime: pgettext_lazy("act", "Ghi nhận quá hạn"),
}
CHANNELS: dict[str, Promise | str] = {
    "direct": _("Trực tiếp"),
    "online": _("Trực tuyến"),
    "post": _("Bưu chính công ích"),
}
RETURN_MANNERS: dict[str, Promise | str] = {
    "counter": _("Tại Bộ phận Một cửa"),
    "post": _("Qua bưu chính"),
    "electronic": _("Bản điện tử"),
}


def state_words(state: State) -> str:
    """Where a dossier stands."""
    return str(STATES[state])


def role_words(role: Role) -> str:
    """What a person does."""
    return str(ROLES[role])


def command_words(kind: type[do.Command]) -> str:
    """The button of a command: a verb of the law."""
    return str(COMMANDS[kind])
