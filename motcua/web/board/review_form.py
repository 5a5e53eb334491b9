"""The lines of a review as fields: what was typed, what stands there, what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from motcua.actions.reviews import Verdict
from motcua.domain import reviews as rule
from motcua.domain.refusal import Refused
from motcua.domain.text import read_date
from motcua.reads.words import refusal_words
from motcua.reads.words.reasons import LATENESS
from motcua.web.board.review_data import Gathered
from motcua.web.formats import vn_date
from motcua.web.typed import shown_again

RESPONSIBILITY_WORDS = {
    rule.NONE: _("Không có trách nhiệm"),
    rule.REMINDED: _("Nhắc nhở"),
    rule.CRITICISED: _("Phê bình"),
    rule.DISCIPLINED: _("Chuyển xem xét kỷ luật"),
}
WORKED_WORDS = {
    rule.YES: _("Có kết quả"),
    rule.PARTLY: _("Có kết quả một phần"),
    rule.NO: _("Không có kết quả"),
}
TYPED = ("cause", "responsibility", "measure", "owner", "due", "number", "signed", "note")
FIELD_OF = {"document_number": "number", "document_date": "signed"}
Values = Mapping[str, str]


def written(name: rule.Name) -> str:
    """Whom a line is about, in the names of its fields: "H08.38.84:15", "H08.38.84:"."""
    return f"{name[0]}:{name[1] or ''}"


def standing(found: Gathered, name: rule.Name) -> dict[str, str]:
    """What the line on somebody says now, as it would be typed; empty where there is none."""
    line = found.review.lines.get(name)
    if line is None:
        return dict.fromkeys(TYPED, "")
    say = found.words.of
    return {
        "cause": line.cause,
        "responsibility": line.responsibility,
        "measure": say(line.measure),
        "owner": str(line.owner or ""),
        "due": vn_date(line.due) if line.due else "",
        "number": say(line.document_number),
        "signed": vn_date(line.document_date) if line.document_date else "",
        "note": say(line.note),
    }


@dataclass(slots=True)
class Sheet:
    """A review's form as it came. `errors` has a sentence by field."""

    found: Gathered
    values: Values
    errors: dict[str, str]
    lines: list[rule.Conclusion]
    verdicts: list[Verdict]

    def typed(self, name: rule.Name) -> dict[str, str]:
        """What stands in the fields of a line: as typed, else as recorded."""
        here, tail = standing(self.found, name), written(name)
        return {one: self.values.get(f"{one}:{tail}", here[one]).strip() for one in TYPED}


def empty(found: Gathered) -> Sheet:
    """The form as it is first seen."""
    return Sheet(found, {}, {}, [], [])


def read_sheet(found: Gathered, values: Values, today: date) -> Sheet:
    """The lines that were changed, each whole; errors for those that are not."""
    sheet = Sheet(found, values, {}, [], [])
    for name in found.wanted:
        typed = sheet.typed(name)
        if typed != standing(found, name):
            _read_line(sheet, name, typed, today)
    for name in found.before.measures() if found.before else {}:
        worked = values.get(f"worked:{written(name)}", "")
        told = values.get(f"told:{written(name)}", "").strip()
        before = found.review.judged.get(name)
        now = (before.worked, found.words.of(before.note)) if before else ("", "")
        if worked and (worked, told) != now:
            sheet.verdicts.append(Verdict(*name, worked, told))
    return sheet


def _read_line(sheet: Sheet, name: rule.Name, typed: dict[str, str], today: date) -> None:
    tail = written(name)
    try:
        line = rule.Conclusion(
            agency=name[0],
            person=name[1],
            cause=typed["cause"],
            responsibility=typed["responsibility"],
            measure=typed["measure"],
            owner=int(typed["owner"]) if typed["owner"].isdecimal() else None,
            due=_day(typed["due"], "due"),
            document_number=typed["number"],
            document_date=_day(typed["signed"], "signed"),
            note=typed["note"],
        )
        sheet.lines.append(rule.checked(line, today))
    except Refused as no:
        field = str(no.facts.get("field", "cause"))
        sheet.errors[f"{FIELD_OF.get(field, field)}:{tail}"] = refusal_words(no)


def _day(text: str, field: str) -> date | None:
    return read_date(text, field=field) if text else None


def line_fields(
    sheet: Sheet, name: rule.Name, owners: list[tuple[str, str]]
) -> dict[str, list[dict[str, Any]]]:
    """The fields of one line: those always seen, and those for rarer cases."""
    typed, tail = sheet.typed(name), written(name)

    def field(one: str, label: Any, width: str, **more: Any) -> dict[str, Any]:
        key = f"{one}:{tail}"
        value = shown_again(typed[one], 4000)
        error = sheet.errors.get(key, "")
        return {"name": key, "label": label, "width": width, "value": value, "error": error, **more}

    causes = [("", _("Chọn nguyên nhân")), *LATENESS.items()]
    levels = [("", _("Chọn mức")), *RESPONSIBILITY_WORDS.items()]
    people = [("", _("Chọn người")), *owners]
    return {
        "seen": [
            field("cause", _("Nguyên nhân"), "w6", kind="select", choices=causes),
            field("responsibility", _("Trách nhiệm"), "w6", kind="select", choices=levels),
            field("measure", _("Biện pháp"), "w6", maxlength=1000),
            field("owner", _("Người thực hiện"), "w4", kind="select", choices=people),
            field("due", _("Xong trước ngày"), "w2", inputmode="numeric", maxlength=10),
        ],
        "rare": [
            field("number", _("Số văn bản chuyển xem xét kỷ luật"), "w4", maxlength=60),
            field("signed", _("Ngày văn bản"), "w2", inputmode="numeric", maxlength=10),
            field("note", _("Ghi chú"), "w6", maxlength=1000),
        ],
    }


def rare_open(sheet: Sheet, name: rule.Name) -> bool:
    """Whether the rarer fields of a line have something in them, or something wrong."""
    typed, tail = sheet.typed(name), written(name)
    return any(
        typed[one] or f"{one}:{tail}" in sheet.errors for one in ("number", "signed", "note")
    )
