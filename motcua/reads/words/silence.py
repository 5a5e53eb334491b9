"""Why a unit is called silent or thin, as a sentence it can be asked about."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from motcua.domain.silence import SHARE_OF_OWN, SHARE_OF_PEERS, WINDOW, Verdict

REASONS: dict[str, Promise | str] = {
    "": _("Có hồ sơ"),
    "nothing_received": _("Không tiếp nhận hồ sơ nào trong %(days)s ngày"),
    "below_peers": _("Dưới một phần %(peers)s mức giữa của đơn vị cùng loại; khó là ngẫu nhiên"),
    "below_own": _("Dưới một phần %(own)s của chính mình kỳ trước; khó là ngẫu nhiên"),
    "too_young": _("Mới thành lập, chưa xét"),
}


def reason_words(verdict: Verdict) -> str:
    """The reason with its figures."""
    figures = {
        "days": WINDOW,
        "peers": round(1 / SHARE_OF_PEERS),
        "own": round(1 / SHARE_OF_OWN),
    }
    return str(REASONS[verdict.reason]) % figures
