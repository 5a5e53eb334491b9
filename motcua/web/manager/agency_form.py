"""The form of a new agency under one that stands: what is asked, and the agency it makes."""

import re
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from motcua.domain.agencies import Agency, Level, NameRow
from motcua.domain.agency_rows import LONGEST
from motcua.domain.identifiers import old_identifier
from motcua.domain.text import clean
from motcua.reads.words.agencies import KINDS_TO_CHOOSE, territory_words
from motcua.web.formats import vn_date
from motcua.web.manager.fields import Asked

UNDER: dict[Level, tuple[str, ...]] = {
    "province": ("committee_commune", "committee_district", "department", "centre"),
    "district": ("committee_commune", "one_stop", "office"),
    "commune": ("one_stop", "office"),
}
"""Which kinds may stand under an agency of a level."""
OWN_LEVEL: dict[str, Level] = {"committee_commune": "commune", "committee_district": "district"}
"""The level of a kind, where it is not that of the agency above."""
TERRITORIES = ("xã", "phường", "đặc khu", "thị trấn", "huyện", "thị xã", "thành phố")
OWN, ABOVE = "own", "above"
FUNCTION = re.compile(r"[a-z_]{0,40}")


def read_agency(asked: Asked, above: Agency) -> tuple[Agency, tuple[NameRow, ...]] | None:
    """The agency that was typed, with its first name; None when there are errors."""
    for name, most in (("name", LONGEST["name"]), ("short", LONGEST["short_name"])):
        asked.check(name, partial(clean, field=name, limit=most))
    key = asked.text("key").strip().upper()
    old, since = _old_form(asked, key), asked.day("since")
    _check_choices(asked, above)
    if since is not None and not above.stands_on(since):
        asked.errors["since"] = _("Cơ quan cấp trên không hoạt động ngày này. Sửa ngày.")
    if asked.errors or since is None:
        return None
    kind, function = asked.text("kind"), asked.text("function").strip()
    name, short = (clean(asked.text(one), field=one, limit=200) for one in ("name", "short"))
    agency = Agency(
        key=key,
        parent=above.key,
        level=OWN_LEVEL.get(kind, above.level),
        kind=kind,
        function=function,
        name=name,
        short_name=short,
        code_new=key,
        code_old=old,
        receives=asked.text("receives") == "on",
        issuer=above.key if asked.text("issuer") == ABOVE else key,
        valid_from=since,
    )
    row = NameRow(key, since, None, name, asked.text("territory"), short)
    return agency, (row,) if agency.is_committee else ()


def _check_choices(asked: Asked, above: Agency) -> None:
    kind, territory = asked.text("kind"), asked.text("territory")
    if kind not in UNDER[above.level]:
        asked.errors["kind"] = _("Chọn một loại.")
    elif territory not in (TERRITORIES if kind.startswith("committee_") else ("",)):
        told = _("Chọn xã, phường, … cho Ủy ban nhân dân; cơ quan khác để trống.")
        asked.errors["territory"] = told
    if not FUNCTION.fullmatch(asked.text("function").strip()):
        asked.errors["function"] = _("Chỉ dùng chữ thường không dấu và dấu gạch dưới.")


def _old_form(asked: Asked, key: str) -> str:
    try:
        return old_identifier(key)
    except ValueError:
        asked.errors["key"] = _("Mã không đúng dạng. Viết như H08.38.12.")
        return ""


def fields(asked: Asked, above: Agency, above_name: str, today: date) -> list[dict[str, Any]]:
    """What is asked, in order."""
    example = _("như %(code)s.41") % {"code": above.key}
    return [
        asked.field("name", _("Tên đầy đủ"), width="w8", maxlength=200, required=True),
        asked.field("short", _("Tên gọn"), width="w4", maxlength=120, required=True),
        asked.field(
            "key", _("Mã định danh"), width="w4", hint=example, maxlength=40, required=True
        ),
        *_choices(asked, above, above_name),
        asked.field(
            "function",
            _("Việc trong quy trình"),
            width="w4",
            hint=_("như transport, hoặc để trống"),
            maxlength=40,
        ),
        asked.field(
            "since", _("Hoạt động từ ngày"), initial=vn_date(today), width="w4", required=True
        ),
        asked.field("receives", _("Có quầy tiếp nhận hồ sơ"), kind="checkbox", width="w12"),
    ]


def _choices(asked: Asked, above: Agency, above_name: str) -> list[dict[str, Any]]:
    kinds = [(kind, str(KINDS_TO_CHOOSE[kind])) for kind in UNDER[above.level]]
    territories = [
        ("", _("không phải Ủy ban nhân dân")),
        *((one, territory_words(one)) for one in TERRITORIES),
    ]
    issuers = [(OWN, _("chính cơ quan này")), (ABOVE, above_name)]
    more: dict[str, Any] = {"kind": "select", "width": "w4"}
    first = [("", _("Chọn loại")), *kinds]
    return [
        asked.field("kind", _("Loại"), choices=first, required=True, **more),
        asked.field("territory", _("Đơn vị hành chính"), choices=territories, **more),
        asked.field("issuer", _("Mã hồ sơ cấp theo mã của"), choices=issuers, **more),
    ]
