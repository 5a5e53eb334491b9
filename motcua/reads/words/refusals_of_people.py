"""Sentences of refusals about accounts, roles, passwords and agencies."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PEOPLE: dict[str, Promise | str] = {
    "agencies_exist": _("Danh mục cơ quan đã có; không nạp lại được."),
    "agency_stands": _("Mã này đã là của %(name)s. Xem lại mã."),
    "already_acts": _("Người này đã có vai trò đó tại đơn vị trong thời gian này. Sửa lại ngày."),
    "no_agencies": _("Cơ sở dữ liệu chưa có cơ quan nào. Chạy `motcua begin` trước."),
    "not_administrator_of_all": _("Chỉ quản trị của cấp tỉnh thêm được cơ quan. Nhờ người đó."),
    "only_post": _(
        "Đây là vai trò duy nhất của tài khoản. Giao vai trò đúng trước, rồi bỏ vai trò này."
    ),
    "own_account": _("Không tự sửa quyền của chính mình. Nhờ một quản trị khác."),
    "person_elsewhere": _(
        "Người này còn làm việc cho đơn vị khác. Nhờ quản trị của cấp trên thực hiện."
    ),
    "unknown_login": _("Không có tài khoản “%(login)s”. Xem lại tên đăng nhập."),
    "unknown_membership": _("Không tìm thấy phần việc này."),
    "unknown_person": _("Không tìm thấy người này trong đơn vị của ông, bà."),
    "username_taken": _("Tên đăng nhập %(username)s đã có người dùng. Chọn tên khác."),
    "wrong_password": _("Mật khẩu hiện tại không đúng. Nhập lại."),
    "weak_password": _("Mật khẩu này chưa nhận được. Cần: %(rules)s."),
}
