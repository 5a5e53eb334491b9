"""The small form of a decision about a day off, and the text that it stands for."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from motcua.domain.refusal import Refused
from motcua.domain.text import clean
from motcua.reads.law import agency_tree
from motcua.web.manager.fields import Asked, agency_choices
from motcua.web.manager.words import DAY_KINDS

KINDS: dict[str, Promise | str] = {
    kind: DAY_KINDS[kind] for kind in ("holiday", "compensatory", "suspension")
}
WORDS = {"number": 60, "signer": 200, "name": 200}
"""Fields of words and the most letters of each."""


def fields(asked: Asked, tops: Iterable[str], today: date) -> list[dict[str, Any]]:
    """The form's fields, with what was typed."""
    scopes = agency_choices(agency_tree(), tops, today)
    kinds = [(kind, str(words)) for kind, words in KINDS.items()]
    day = {"width": "w3", "required": True, "maxlength": 10, "placeholder": "25/03/2020"}
    return [
        asked.field("number", _("Số quyết định"), width="w4", required=True, maxlength=60),
        asked.field("signer", _("Người ký"), width="w8", required=True, maxlength=200),
        asked.field("signed", _("Ngày ký"), **day),
        asked.field("effective", _("Có hiệu lực từ ngày"), **day),
        asked.field("first", _("Nghỉ từ ngày"), **day),
        asked.field("last", _("đến hết ngày"), **(day | {"required": False}), optional=True),
        asked.field("kind", _("Loại"), kind="select", choices=kinds, width="w3"),
        asked.field("name", _("Lý do, ví dụ: Bão số 5"), width="w5", required=True, maxlength=200),
        asked.field("scope", _("Áp dụng cho"), kind="select", choices=scopes, width="w4"),
    ]


def own_text(request: HttpRequest, asked: Asked, longest: int) -> str:
    """The decision's file, uploaded or pasted; '' if the form was filled instead."""
    upload = request.FILES.get("file")
    if not isinstance(upload, UploadedFile):
        return asked.text("decision").strip()
    try:
        if (upload.size or 0) > longest:
            raise ValueError
        text = bytes(upload.read()).decode("utf-8-sig")
    except ValueError:
        asked.errors["file"] = _("Tệp phải là tệp chữ UTF-8 không quá 100 KB.")
        return ""
    asked.values = {**asked.values, "decision": text}
    return text


def decision_text(asked: Asked) -> str:
    """The form as the text that the calendar keeps; '' with errors where it isn't filled well."""
    words = {name: _words(asked, name, limit) for name, limit in WORDS.items()}
    signed, effective = asked.day("signed"), asked.day("effective")
    first, last = asked.day("first"), asked.day("last", required=False)
    if asked.text("kind") not in KINDS:
        asked.errors["kind"] = _("Chọn một loại ngày nghỉ.")
    if first and last and last < first:
        asked.errors["last"] = _("Ngày cuối sớm hơn ngày đầu. Sửa lại một trong hai ngày.")
    if asked.errors or signed is None or effective is None or first is None:
        return ""
    number, scope, kind = words["number"], asked.text("scope"), asked.text("kind")
    return "\n".join(
        [
            f"scope = {_quoted(scope)}",
            f"first = {first}",
            f"last = {last or first}",
            "[decision]",
            f"number = {_quoted(number)}",
            f"signed = {signed}",
            f"effective = {effective}",
            f"signer = {_quoted(words['signer'])}",
            "[[day]]",
            f"day = {first}",
            *([f"to = {last}"] if last and last > first else []),
            f"kind = {_quoted(kind)}",
            f"name = {_quoted(words['name'])}",
            f"source = {_quoted(f'Quyết định {number}')}",
            'confidence = "confirmed"',
            "",
        ]
    )


def _words(asked: Asked, name: str, limit: int) -> str:
    try:
        return clean(asked.text(name), field=name, limit=limit)
    except Refused as no:
        asked.refuse(no)
        return ""


def _quoted(text: str) -> str:
    """A string of TOML: what JSON writes is one, for what was typed holds no control signs."""
    return json.dumps(text, ensure_ascii=False)
