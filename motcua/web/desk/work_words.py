"""The words around the lists of my work: tabs, and what an empty list says."""

from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.utils.translation import pgettext_lazy

from motcua.reads.desk_lines import Move
from motcua.reads.desks import COUNTED, Filters, Tab
from motcua.reads.words.numbers import so_many
from motcua.web.desk.work_address import Asked, address, begin

Words = str | Promise


class TabWords(NamedTuple):
    """A tab's label, the caption of its table, and what it says when nothing is there."""

    label: Words
    caption: Words
    heading: Words
    text: Words


TABS: dict[Tab, TabWords] = {
    Tab.TODAY: TabWords(
        later("Hôm nay"),
        later("Hồ sơ cần xử lý hôm nay, việc gấp nhất ở trên"),
        later("Hôm nay không có hồ sơ nào phải xử lý"),
        later(
            "Ở đây sẽ hiện hồ sơ quá hạn, hồ sơ đến hạn hôm nay hoặc ngày làm việc sau,"
            " hồ sơ chờ nhận, và hồ sơ mới tiếp nhận cần chuyển trong ngày."
        ),
    ),
    Tab.TO_RECEIVE: TabWords(
        later("Chờ tiếp nhận"),
        later("Hồ sơ nộp trực tuyến chờ tiếp nhận, hồ sơ sắp quá giờ tiếp nhận ở trên"),
        later("Không có hồ sơ trực tuyến nào chờ tiếp nhận"),
        later("Hồ sơ công dân nộp trực tuyến hiện ở đây cho đến khi được tiếp nhận hoặc từ chối."),
    ),
    Tab.TO_ACCEPT: TabWords(
        later("Chờ nhận"),
        later("Hồ sơ đã được chuyển đến và đang chờ nhận, việc gấp nhất ở trên"),
        later("Không có hồ sơ nào chờ nhận"),
        later("Khi có người chuyển hồ sơ đến phần việc của ông, bà, hồ sơ sẽ hiện ở đây."),
    ),
    Tab.IN_HAND: TabWords(
        later("Đang giữ"),
        later("Hồ sơ đang giữ, việc gấp nhất ở trên"),
        later("Ông, bà không giữ hồ sơ nào"),
        later("Hồ sơ hiện ở đây sau khi ông, bà tiếp nhận, hoặc nhận từ người chuyển đến."),
    ),
    Tab.DUE_SOON: TabWords(
        later("Sắp đến hạn"),
        later("Hồ sơ đến hạn trong ba ngày làm việc, việc gấp nhất ở trên"),
        later("Không có hồ sơ nào sắp đến hạn"),
        later("Hồ sơ hiện ở đây khi còn từ ba ngày làm việc trở xuống là đến hạn."),
    ),
    Tab.WAITING: TabWords(
        later("Chờ bổ sung"),
        later("Hồ sơ đang chờ công dân bổ sung hoặc nộp tiền"),
        later("Không có hồ sơ nào chờ công dân"),
        later("Hồ sơ hiện ở đây từ khi gửi phiếu yêu cầu bổ sung đến khi công dân bổ sung xong."),
    ),
    Tab.LATE: TabWords(
        later("Quá hạn"),
        later("Hồ sơ đã quá hạn, lâu nhất ở trên"),
        later("Không có hồ sơ quá hạn"),
        later("Hồ sơ hiện ở đây khi hết ngày hẹn trả mà chưa có kết quả."),
    ),
}


def tab_words(tab: Tab) -> TabWords:
    """The words of a tab."""
    return TABS[tab]


def empty_words(asked: Asked, counts: dict[Tab, int], *, sees: bool) -> dict[str, Any]:
    """What stands in the place of the list (components/empty.html), with a way on."""
    if not sees:
        return {
            "heading": _("Ông, bà chưa được giao phần việc nào về hồ sơ"),
            "text": _("Người quản trị giao phần việc ở trang Quản lý; sau đó hồ sơ hiện ở đây."),
        }
    if asked.narrowed:
        return {
            "heading": _("Không có hồ sơ nào khớp với bộ lọc"),
            "text": _("Đổi thủ tục hoặc ngày tiếp nhận, hoặc bỏ lọc để xem tất cả."),
            "action_url": address(Asked(tab=asked.tab, filters=Filters(), rows=asked.rows)),
            "action_words": _("Bỏ lọc"),
        }
    if asked.after or asked.before:
        return {
            "heading": _("Hết danh sách"),
            "text": _("Các hồ sơ của trang này đã được xử lý hoặc chuyển đi."),
            "action_url": address(begin(asked)),
            "action_words": _("Về đầu danh sách"),
        }
    words = TABS[asked.tab]
    return {"heading": words.heading, "text": words.text} | _way_on(asked, counts)


def _way_on(asked: Asked, counts: dict[Tab, int]) -> dict[str, Any]:
    held = counts[Tab.IN_HAND]
    if asked.tab is Tab.IN_HAND or not held:
        return {"action_url": reverse("search"), "action_words": _("Tra cứu hồ sơ")}
    number = f"{COUNTED - 1}+" if held >= COUNTED else str(held)
    return {
        "action_url": address(begin(asked, Tab.IN_HAND)),
        "action_words": so_many("Xem %(n)s hồ sơ đang giữ", held, number),
    }


class MoveWords(NamedTuple):
    """A bulk action: its button, 'Lần nhận', what rows have become, nothing chosen."""

    button: Promise | str
    time: Promise | str
    done: Promise | str
    not_done: Promise | str
    nothing: Promise | str


MOVES: dict[Move, MoveWords] = {
    Move.ACCEPT: MoveWords(
        pgettext_lazy("act", "Nhận"),
        later("Lần nhận"),
        later("đã nhận"),
        later("chưa nhận"),
        later("Chưa chọn hồ sơ nào đang chờ nhận. Chọn ít nhất một dòng rồi bấm Nhận."),
    ),
    Move.HAND_OVER: MoveWords(
        pgettext_lazy("act", "Chuyển"),
        later("Lần chuyển"),
        later("đã chuyển"),
        later("chưa chuyển"),
        later("Chưa chọn hồ sơ nào chuyển được. Chọn ít nhất một dòng rồi bấm Chuyển."),
    ),
    Move.SUBMIT: MoveWords(
        pgettext_lazy("act", "Trình ký"),
        later("Lần trình ký"),
        later("đã trình ký"),
        later("chưa trình ký"),
        later("Chưa chọn hồ sơ nào đến bước trình ký. Chọn ít nhất một dòng rồi bấm Trình ký."),
    ),
    Move.APPROVE: MoveWords(
        pgettext_lazy("act", "Phê duyệt"),
        later("Lần phê duyệt"),
        later("đã phê duyệt"),
        later("chưa phê duyệt"),
        later("Chưa chọn hồ sơ nào chờ phê duyệt. Chọn ít nhất một dòng rồi bấm Phê duyệt."),
    ),
    Move.FINISH: MoveWords(
        pgettext_lazy("act", "Phát hành kết quả"),
        later("Lần phát hành"),
        later("đã phát hành"),
        later("chưa phát hành"),
        later(
            "Chưa chọn hồ sơ nào chờ phát hành. Chọn ít nhất một dòng rồi bấm Phát hành kết quả."
        ),
    ),
    Move.RETURN: MoveWords(
        pgettext_lazy("act", "Trả kết quả"),
        later("Lần trả kết quả"),
        later("đã trả"),
        later("chưa trả"),
        later("Chưa chọn hồ sơ nào chờ trả kết quả. Chọn ít nhất một dòng rồi bấm Trả kết quả."),
    ),
}
