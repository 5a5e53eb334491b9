"""How kinds and levels of agencies, and kinds of territories, are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

LEVELS: dict[str, Promise | str] = {
    "province": _("cấp tỉnh"),
    "district": _("cấp huyện"),
    "commune": _("cấp xã"),
}
KINDS_TO_CHOOSE: dict[str, Promise | str] = {
    "committee_commune": _("Ủy ban nhân dân cấp xã"),
    "committee_district": _("Ủy ban nhân dân cấp huyện"),
    "department": _("Cơ quan chuyên môn cấp tỉnh"),
    "centre": _("Trung tâm Phục vụ hành chính công"),
    "one_stop": _("Bộ phận Một cửa"),
    "office": _("Phòng, đơn vị chuyên môn"),
}
"""The same where one is chosen for a new agency."""
KINDS: dict[str, Promise | str] = {
    "committee_province": _("Ủy ban nhân dân"),
    "committee_district": _("Ủy ban nhân dân"),
    "committee_commune": _("Ủy ban nhân dân"),
    "department": _("Cơ quan chuyên môn"),
    "centre": _("Trung tâm Phục vụ hành chính công"),
    "one_stop": _("Bộ phận Một cửa"),
    "office": _("Cơ quan chuyên môn"),
}
TERRITORIES: dict[str, Promise | str] = {
    "tỉnh": pgettext_lazy("territory", "tỉnh"),
    "thành phố": pgettext_lazy("territory", "thành phố"),
    "quận": pgettext_lazy("territory", "quận"),
    "huyện": pgettext_lazy("territory", "huyện"),
    "thị xã": pgettext_lazy("territory", "thị xã"),
    "phường": pgettext_lazy("territory", "phường"),
    "thị trấn": pgettext_lazy("territory", "thị trấn"),
    "đặc khu": pgettext_lazy("territory", "đặc khu"),
    "xã": pgettext_lazy("territory", "xã"),
}
"""Kinds as the list of agencies writes them; what is not here is shown as it stands there."""


def territory_words(kind: str) -> str:
    """A kind of territory, in the language of the page."""
    return str(TERRITORIES.get(kind, kind))
