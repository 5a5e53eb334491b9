"""Names of states, roles, commands and channels, as the law and the counter say them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
    do.Submit: _("Nộp trực tuyến"),
    do.Receive: _("Tiếp nhận"),
    do.RefuseReception: _("Từ chối tiếp nhận"),
    do.HandOver: _("Chuyển"),
    do.SubmitForSignature: _("Trình ký"),
    do.AcceptHandOver: _("Nhận"),
    do.RecallHandOver: _("Thu hồi"),
    do.Decline: _("Không nhận"),
    do.SendBack: _("Trả lại bước trước"),
    do.Reassign: _("Giao người khác"),
    do.Approve: _("Phê duyệt"),
    do.Finish: _("Phát hành kết quả"),
    do.ResolveAtOnce: _("Trả kết quả ngay"),
    do.Reject: _("Từ chối giải quyết"),
    do.Withdraw: _("Rút hồ sơ"),
    do.Stop: _("Dừng giải quyết"),
    do.ReturnResult: _("Trả kết quả"),
    do.CorrectDossier: _("Sửa thông tin hồ sơ"),
    do.CorrectResult: _("Đính chính kết quả"),
    do.AttachPaper: _("Đính kèm tệp"),
    do.ErasePrivate: _("Xóa dữ liệu cá nhân"),
    do.AskReceptionSupplement: _("Yêu cầu bổ sung"),
    do.RequestSupplement: _("Đề nghị yêu cầu bổ sung"),
    do.NotifySupplement: _("Gửi phiếu yêu cầu bổ sung"),
    do.RecordSupplement: _("Nhận bổ sung"),
    do.AskPayment: _("Yêu cầu nghĩa vụ tài chính"),
    do.ConfirmPayment: _("Xác nhận đã nộp tiền"),
    do.ExtendLimit: _("Gia hạn theo quy định"),
    do.AskOpinion: _("Lấy ý kiến"),
    do.GiveOpinion: _("Cho ý kiến"),
    do.ProposeApology: _("Đề nghị hẹn lại, xin lỗi"),
    do.ApproveApology: _("Ký phiếu xin lỗi"),
    do.SendApology: _("Ghi nhận đã gửi phiếu xin lỗi"),
    do.EnterFromBook: _("Nhập từ sổ giấy"),
    do.ImportHistory: _("Nhập từ hệ thống cũ"),
    do.DeclareDayOff: _("Dời thời hạn theo quyết định"),
    do.PassTime: _("Ghi nhận quá hạn"),
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
