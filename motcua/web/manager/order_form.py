"""The form of an order: its fields as typed, and the order read from them."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from motcua.domain.orders import BACKLOG, MEASURES, SINCE_ORDER, YEAR, Order
from motcua.domain.refusal import Refused
from motcua.reads.law import agency_tree
from motcua.reads.words.agencies import LEVELS as LEVEL_WORDS
from motcua.web.formats import vn_date
from motcua.web.manager.fields import Asked

MARK_WORDS = {
    "press": gettext_lazy("theo báo chí"),
    "assumed": gettext_lazy("giả định"),
    "unknown": gettext_lazy("chưa rõ"),
}
MARKED_WORDS = {
    "number": gettext_lazy("Số, ký hiệu"),
    "signed": gettext_lazy("Ngày ký"),
    "signer": gettext_lazy("Người ký"),
    "levels": gettext_lazy("Đơn vị phải thực hiện"),
    "share": gettext_lazy("Tỷ lệ phải đạt"),
    "measure": gettext_lazy("Cách đo"),
    "window": gettext_lazy("Tính trên"),
    "by": gettext_lazy("Ngày phải đạt"),
    "all_in_system_from": gettext_lazy("100 % trên hệ thống"),
    "backlog_percent": gettext_lazy("Tồn đọng quá mức"),
    "review_day": gettext_lazy("Ngày mở kiểm điểm"),
    "report_day": gettext_lazy("Ngày phải báo cáo"),
}
MEASURE_WORDS = {
    MEASURES[0]: gettext_lazy("không trễ ÷ phải giải quyết"),
    MEASURES[1]: gettext_lazy("đã giải quyết đúng hạn ÷ phải giải quyết (NĐ 61, Điều 30)"),
}
WINDOW_WORDS = {
    SINCE_ORDER: gettext_lazy("hồ sơ đến hạn từ công văn đến ngày phải đạt"),
    YEAR: gettext_lazy("hồ sơ tiếp nhận từ 01/01"),
    BACKLOG: gettext_lazy("hồ sơ đang mở"),
}
WHOLE = ("share", "backlog_percent", "review_day", "report_day")
DAYS = {
    "signed": "signed",
    "from": "first",
    "to": "last",
    "by": "by",
    "system": "all_in_system_from",
}
TEXTS = {"number": 60, "signer": 120, "duty": 1000}


def standing(order: Order | None) -> dict[str, str]:
    """The fields of an order as they would be typed; usual ones for a new one."""
    if order is None:
        usual = {"share": "95", "backlog_percent": "5", "review_day": "15", "report_day": "20"}
        return {**usual, "measure": MEASURES[0], "window": SINCE_ORDER, "levels": ""}
    days = {name: getattr(order, field) for name, field in DAYS.items()}
    return {
        "key": order.key,
        "issuer": order.issuer,
        **{name: str(getattr(order, name)) for name in (*WHOLE, *TEXTS, "measure", "window")},
        **{name: vn_date(day) if day else "" for name, day in days.items()},
        "levels": ",".join(order.levels),
    }


def read_order(
    asked: Asked, before: Order | None, issuers: list[str], levels: list[str]
) -> Order | None:
    """The order typed there; None when there are errors. Source marks stay on unchanged fields."""
    asked.values = {**asked.values, "levels": ",".join(levels)}
    key = _key(asked, before)
    numbers = {name: _whole(asked, name) for name in WHOLE}
    days = {name: asked.day(name, required=name in ("from", "by")) for name in DAYS}
    _compulsory(asked, levels)
    first, by = days["from"], days["by"]
    if asked.errors or first is None or by is None:
        return None
    texts = {name: asked.text(name).strip()[:most] for name, most in TEXTS.items()}
    found = Order(
        key=key,
        issuer=before.issuer if before else asked.text("issuer") or next(iter(issuers), ""),
        first=first,
        last=days["to"],
        signed=days["signed"],
        all_in_system_from=days["system"],
        by=by,
        levels=tuple(levels),
        measure=asked.text("measure"),
        window=asked.text("window"),
        marks=(),
        share=numbers["share"],
        backlog_percent=numbers["backlog_percent"],
        review_day=numbers["review_day"],
        report_day=numbers["report_day"],
        number=texts["number"],
        signer=texts["signer"],
        duty=texts["duty"],
    )
    kept = [m for m in (before.marks if before else ()) if _same(found, before, m.field)]
    return replace(found, marks=tuple(kept))


def _key(asked: Asked, before: Order | None) -> str:
    key = before.key if before else asked.text("key").strip().lower()
    if not key.replace("-", "").isalnum() or not key.isascii() or len(key) > 60:
        asked.errors["key"] = _("Khóa chỉ gồm chữ không dấu, số và gạch nối, ví dụ cv-2021-1.")
    return key


def _compulsory(asked: Asked, levels: list[str]) -> None:
    for name in ("signer", "duty"):
        if not asked.text(name).strip():
            asked.refuse(Refused("bad_text", field=name, why="empty"))
    if not levels:
        asked.errors["levels"] = _("Chọn ít nhất một cấp.")


def _same(found: Order, before: Order | None, field: str) -> bool:
    return before is not None and getattr(found, field) == getattr(before, field)


def _whole(asked: Asked, name: str) -> int:
    typed = asked.text(name).strip()
    if typed.isascii() and typed.isdigit() and len(typed) < 5:
        return int(typed)
    asked.errors[name] = _("Nhập một số nguyên.")
    return 0


def fields(
    asked: Asked, before: Order | None, issuers: list[str], today: date
) -> list[dict[str, Any]]:
    """For components/field.html, with how each field is known beside its label."""
    tree = agency_tree()
    marks = {m.field: str(MARK_WORDS[m.mark]) for m in (before.marks if before else ())}

    def field(name: str, label: str, width: str, of: str = "", **more: Any) -> dict[str, Any]:
        own = more.pop("hint", "")
        hint = marks.get(of or name, "") or own
        return asked.field(name, label, width=width, hint=hint, **more)

    head = [
        field("key", _("Khóa"), "w4", hint=_("không đổi được về sau"), maxlength=60, required=True),
        field(
            "issuer",
            _("Cơ quan ban hành"),
            "w8",
            kind="select",
            choices=[(key, tree.short_name(key, today)) for key in issuers],
        ),
    ]
    percent: dict[str, Any] = {"inputmode": "numeric", "maxlength": 3, "required": True}
    return [
        *([] if before else head),
        field("number", _("Số, ký hiệu"), "w4", hint=_("để trống nếu chưa rõ"), maxlength=60),
        field("signed", _("Ngày ký"), "w4", hint=_("để trống nếu chưa rõ"), maxlength=10),
        field("signer", _("Người ký (chức vụ)"), "w4", maxlength=120, required=True),
        field("from", _("Áp dụng từ ngày"), "w3", maxlength=10, required=True),
        field("to", _("Đến hết ngày"), "w3", hint=_("để trống nếu chưa biết"), maxlength=10),
        field("share", _("Tỷ lệ phải đạt, %"), "w3", **percent),
        field("by", _("Ngày phải đạt"), "w3", maxlength=10, required=True),
        field("measure", _("Cách đo"), "w6", kind="select", choices=list(MEASURE_WORDS.items())),
        field("window", _("Tính trên"), "w6", kind="select", choices=list(WINDOW_WORDS.items())),
        field("system", _("100 % trên hệ thống từ"), "w3", "all_in_system_from", maxlength=10),
        field("backlog_percent", _("Tồn đọng quá mức, %"), "w3", **percent),
        field("review_day", _("Mở kiểm điểm ngày"), "w3", **percent),
        field("report_day", _("Báo cáo trước ngày"), "w3", **percent),
        field("duty", _("Nội dung yêu cầu"), "w12", kind="textarea", rows=4, maxlength=1000),
    ]


def level_choices(asked: Asked) -> list[tuple[str, str, bool]]:
    """The levels to tick: value, words, ticked."""
    chosen = asked.text("levels").split(",")
    return [(level, str(words), level in chosen) for level, words in LEVEL_WORDS.items()]
