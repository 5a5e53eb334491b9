"""Signs that something was made to look better than it was: named rules, thresholds, dossiers.

domain.md of the field lists the abuses (A3 to A8, A13). A sign is a reason to look, never a proof:
each says what else it may mean. Thresholds are dated rules (data/law/integrity.toml).

There is none for dossiers filed from an office's own computer (A13): no system tells us from where
something was sent, and nothing here keeps addresses of computers.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from motcua.statistics import detector_queries as q


@dataclass(frozen=True, slots=True)
class Detector:
    """One rule. `control`: its number among the abuses of the field; `caution`: what else it may
    mean; `threshold`: its figures in words, with %(…)s for each."""

    key: str
    control: str
    heading: str
    explained: str
    cautioned: str
    limits: str
    query: str

    @property
    def name(self) -> str:
        """What it is called, in the language of the page; so are the three below."""
        return gettext(self.heading)

    @property
    def explanation(self) -> str:
        """What it looks for."""
        return gettext(self.explained)

    @property
    def caution(self) -> str:
        """What else it may mean."""
        return gettext(self.cautioned)

    @property
    def threshold(self) -> str:
        """Its figures, with %(…)s for each."""
        return gettext(self.limits)


DETECTORS: Final = (
    Detector(
        "late_entry",
        "A3",
        _("Nhập muộn sau tiếp nhận"),
        _("Ngày tiếp nhận ghi trong hồ sơ sớm hơn lúc nhập vào hệ thống quá lâu."),
        _("Mất điện, mất mạng hoặc nhập lại từ sổ giấy có quyết định cho phép."),
        _("quá %(late_entry)s"),
        q.LATE_ENTRY,
    ),
    Detector(
        "back_dating",
        "A4",
        _("Kết quả ghi lùi ngày"),
        _("Kết quả ghi là có trước khi hết hạn nhưng nhập sau khi đã quá hạn."),
        _("Kết quả ký giấy đúng hạn, văn thư nhập sau; đối chiếu sổ văn bản đi."),
        _("nhập sau quá %(back_dating)s phút"),
        q.BACK_DATING,
    ),
    Detector(
        "quick_leg",
        "A5",
        _("Bước xử lý đóng trong vài giây"),
        _("Cán bộ thụ lý hoặc lãnh đạo nhận rồi chuyển đi ngay, khó có thời gian xem hồ sơ."),
        _("Hồ sơ đã xem trên giấy trước khi bấm nhận; ký hàng loạt việc đơn giản."),
        _("dưới %(quick_leg)s giây"),
        q.QUICK_LEG,
    ),
    Detector(
        "one_account",
        "A5",
        _("Một tài khoản ở nhiều vai trò tách biệt"),
        _("Cùng một tài khoản tiếp nhận, thụ lý hoặc ký duyệt trên cùng một hồ sơ."),
        _("Xã ít người, một công chức kiêm nhiệm có phân công bằng văn bản."),
        _("từ %(roles)s vai trò"),
        q.ONE_ACCOUNT,
    ),
    Detector(
        "burst",
        "A5",
        _("Thao tác dồn vào cuối giờ"),
        _("Một tài khoản chuyển, ký hoặc kết thúc nhiều hồ sơ trong những phút cuối giờ làm việc."),
        _("Ký theo lô cuối ngày là thói quen của nhiều lãnh đạo."),
        _("từ %(burst_acts)s thao tác trong %(burst_minutes)s phút cuối"),
        q.BURST,
    ),
    Detector(
        "late_supplement",
        "A6",
        _("Yêu cầu bổ sung sát hạn"),
        _("Thông báo bổ sung gửi khi gần đến ngày hẹn trả, thời hạn được tính lại từ đầu."),
        _("Thiếu sót chỉ lộ ra khi thẩm định thực địa hoặc khi cơ quan khác trả lời."),
        _("còn %(supplement)s ngày hoặc ít hơn"),
        q.LATE_SUPPLEMENT,
    ),
    Detector(
        "repeated_supplement",
        "A6",
        _("Yêu cầu bổ sung nhiều lần"),
        _("Trong quá trình giải quyết, hồ sơ bị yêu cầu bổ sung từ lần thứ hai trở đi."),
        _("Người nộp bổ sung chưa đúng, hoặc thiếu sót mới chỉ lộ ra sau lần bổ sung trước."),
        _("từ lần thứ %(supplements)s"),
        q.REPEATED_SUPPLEMENT,
    ),
    Detector(
        "quick_supplement",
        "A6",
        _("Bổ sung xong ngay sau khi thông báo"),
        _(
            "Vừa thông báo đã ghi là bổ sung đủ; thời hạn được tính lại từ đầu mà người nộp khó kịp"
            " làm gì."
        ),
        _("Người nộp đang có mặt tại quầy với giấy tờ còn thiếu."),
        _("trong %(supplement_minutes)s phút"),
        q.QUICK_SUPPLEMENT,
    ),
    Detector(
        "refused_again",
        "A7",
        _("Từ chối rồi nhận lại"),
        _("Từ chối, rồi chính người đó nộp lại cùng thủ tục và được nhận ngay sau đó."),
        _("Người nộp mang đủ giấy tờ ngay hôm sau."),
        _("trong %(again)s giờ"),
        q.REFUSED_AGAIN,
    ),
    Detector(
        "without_file",
        "A8",
        _("Kết thúc không có tệp kết quả"),
        _("Hồ sơ ghi là có kết quả nhưng không có tệp nào kèm theo."),
        _("Hồ sơ nhập lại từ sổ giấy hoặc hệ thống khác không có bản điện tử."),
        _("không có tệp"),
        q.WITHOUT_FILE,
    ),
    Detector(
        "handed_out_late",
        "A8",
        _("Kết thúc rồi lâu sau mới trả"),
        _("Hồ sơ ghi là có kết quả, nhưng nhiều ngày sau mới trả cho người nộp."),
        _("Người nộp chưa đến nhận dù đã được báo; gửi bưu chính bị trả lại."),
        _("quá %(handed_out)s ngày"),
        q.HANDED_OUT_LATE,
    ),
    Detector(
        "online_at_once",
        "A13",
        _("Nộp trực tuyến rồi xong trong vài phút"),
        _(
            "Hồ sơ nộp trực tuyến có kết quả ngay sau khi nộp: dễ là cán bộ nộp thay để"
            " đủ chỉ tiêu."
        ),
        _("Thủ tục giải quyết ngay, người nộp đã chuẩn bị đủ giấy tờ."),
        _("trong %(online_minutes)s phút từ lúc nộp"),
        q.ONLINE_AT_ONCE,
    ),
    Detector(
        "one_phone",
        "A13",
        _("Một số điện thoại cho nhiều người nộp"),
        _("Nhiều người nộp khác nhau tại một đơn vị dùng chung một số điện thoại."),
        _("Đơn vị dịch vụ nộp thay, hoặc người thân trong nhà."),
        _("từ %(owners)s người nộp"),
        q.ONE_PHONE,
    ),
)
