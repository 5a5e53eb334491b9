"""How kinds and levels of agencies are called."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

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
