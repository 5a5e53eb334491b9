"""What the pages of the paper register show."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from motcua.printed.book_sheet import HEADINGS
from motcua.reads.book_entries import Entry

SHOWN = 50
"""Wrong lines on one page; all of them stand in the sheet that can be downloaded."""


def fields(typed: Mapping[str, str], errors: Mapping[str, str]) -> list[dict[str, Any]]:
    """The form's fields, as components/field.html draws them."""
    return [
        {
            "name": "book",
            "label": _("Sổ"),
            "hint": _("ví dụ: Quyển số 01 năm 2019"),
            "value": typed.get("book", "")[:200],
            "error": errors.get("book", ""),
            "width": "w6",
            "maxlength": 120,
            "autocomplete": "off",
        },
        {
            "name": "explanation",
            "label": _("Lý do nhập sau"),
            "hint": _("ghi vào từng hồ sơ"),
            "value": typed.get("explanation", "")[:2100],
            "error": errors.get("explanation", ""),
            "width": "w6",
            "autocomplete": "off",
        },
    ]


LABELS = {
    "book": later("Sổ"),
    "explanation": later("Lý do nhập sau"),
    "file": later("Bảng đã điền"),
}


def summary(errors: Mapping[str, str]) -> list[dict[str, str]]:
    """What is wrong, above the form, each with the name of its field."""
    return [
        {"field": name, "words": f"{LABELS[name]}: {words[0].lower()}{words[1:]}"}
        for name, words in errors.items()
    ]


def result_context(entry: Entry, asked: Mapping[str, str]) -> dict[str, Any]:
    """One upload: counts, the wrong lines cell by cell, what is open to do."""
    lines = entry.lines or []
    wrong = [one for one in lines if one["state"] == "wrong"]
    there = [one for one in lines if one["state"] in ("done", "known")]
    return {
        "entry": entry,
        "settled": entry.total - entry.right,
        "wrong": [_wrong(one) for one in wrong[:SHOWN]],
        "more_wrong": max(0, len(wrong) - SHOWN),
        "there": [_there(one) for one in there[:SHOWN]],
        "more_there": max(0, len(there) - SHOWN),
        "gone": entry.lines is None,
        "enter_url": reverse("book-entry-lines", args=[entry.id]),
        "sheet_url": reverse("book-entry-sheet", args=[entry.id]) if wrong else "",
        "begun": bool(entry.done),
    }


def _wrong(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "row": one["row"],
        "number": one["line"].get("number", ""),
        "name": one["line"].get("name", ""),
        "problems": [
            {"label": str(HEADINGS[problem["key"]]), "words": _(problem["words"])}
            for problem in one["problems"]
        ],
    }


def _there(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "row": one["row"],
        "number": one["line"].get("number", ""),
        "name": one["line"].get("name", ""),
        "code": one["code"],
        "url": reverse("dossier", args=[one["code"]]) if one["code"] else "",
        "known": one["state"] == "known",
    }
