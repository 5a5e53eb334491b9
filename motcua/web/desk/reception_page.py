"""The reception page drawn from what was typed: nothing typed is ever lost."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from uuid6 import uuid7

from motcua.domain.commands import NewFile
from motcua.domain.uploads import TYPES
from motcua.reads.reception import Choice, Chosen, Counter, choices, missing
from motcua.reads.words import CHANNELS, RETURN_MANNERS
from motcua.reads.words.reasons import REFUSAL_OF_RECEPTION
from motcua.web.desk.dossier_text import visible
from motcua.web.desk.files_kept import sealed
from motcua.web.desk.reception_again import supplement_fields
from motcua.web.desk.reception_card import Scanned, cards_context
from motcua.web.desk.reception_form import (
    APPLICANT,
    OWNER,
    PARTY_FIELDS,
    PROXY,
    Typed,
    read_papers,
)
from motcua.web.desk.reception_papers import lines
from motcua.web.desk.reception_words import KINDS, LABELS, SEXES, Problem

Kept = dict[str, tuple[NewFile, ...]]
Field = dict[str, Any]
ACCEPTED = ",".join(f".{ending}" for ending in TYPES)
WIDTHS = {
    "identity": "w4", "name": "w5", "birth": "w3", "sex": "w2",
    "address": "w6", "phone": "w4", "email": "w4", "kind": "w4", "tax_code": "w4",
}  # fmt: skip
INPUTS: dict[str, dict[str, str]] = {
    "birth": {"inputmode": "numeric", "placeholder": "31/12/1990"},
    "phone": {"kind": "tel"},
    "email": {"kind": "email"},
}


@dataclass(frozen=True, slots=True)
class Draft:
    """The page at one moment: what was typed and what is to be said about it."""

    counter: Counter
    typed: Typed
    chosen: Chosen | None
    problems: tuple[Problem, ...] = ()
    kept: Kept = field(default_factory=dict)
    refusing: bool = False
    supplementing: bool = False
    searching: bool = False
    notice: str = ""
    known: dict[str, Any] | None = None
    scanned: Scanned = field(default_factory=lambda: Scanned({}))


def new_key() -> UUID:
    """A dossier's key, made when its page is first shown: all sent with it has one effect."""
    return UUID(str(uuid7()))


def context(draft: Draft) -> dict[str, Any]:
    """All that desk/receive.html and its parts draw."""
    errors = {problem.field: problem.at_field for problem in draft.problems}
    typed = {name: visible(value) for name, value in draft.typed.items()}
    draft = replace(draft, typed=typed)
    return {
        "counter": draft.counter,
        "key": typed.get("key") or str(new_key()),
        "chosen": draft.chosen,
        "procedure_typed": _procedure_typed(draft),
        "found": _found(draft),
        "procedure_error": errors.get("procedure-search", ""),
        "problems": [{"field": one.field, "words": one.words} for one in draft.problems],
        "problems_heading": _heading(draft),
        "applicant": party_fields(APPLICANT, typed, errors),
        "owner": party_fields(OWNER, typed, errors),
        "owner_open": _any(typed, OWNER) or draft.scanned.speaks_of(OWNER),
        "proxy": party_fields(PROXY, typed, errors),
        "proxy_open": _any(typed, PROXY) or draft.scanned.speaks_of(PROXY),
        "rest": _rest(typed, errors),
        "override": _override(typed, errors),
        "refusal": _refusal(typed, errors) if draft.refusing else None,
        "supplement": supplement_fields(typed, errors) if draft.supplementing else None,
        "notice": draft.notice,
        "known": draft.known,
        **cards_context(typed, draft.scanned),
        **papers_context(draft),
        **promise_context(draft),
    }


def papers_context(draft: Draft) -> dict[str, Any]:
    """The checklist and the scans that go with it."""
    if draft.chosen is None:
        return {"papers": (), "scans": []}
    bad = {problem.field for problem in draft.problems}
    papers = lines(draft.typed, draft.chosen.procedure, bad)
    errors = {problem.field: problem.at_field for problem in draft.problems}
    key = draft.typed.get("key", "")
    scans = [
        {
            "field": {
                "name": f"files-{line.code}",
                "label": line.name,
                "kind": "file",
                "accept": ACCEPTED,
                "error": errors.get(f"files-{line.code}", ""),
                "width": "w6",
            },
            "kept": sealed(key, draft.kept.get(line.code, ())),
            "code": line.code,
        }
        for line in papers
    ]
    is_open = any(scan["kept"] or scan["field"]["error"] for scan in scans)  # type: ignore[index]
    return {"papers": papers, "scans": scans, "scans_open": is_open}


def promise_context(draft: Draft) -> dict[str, Any]:
    """The box at the right: date, reasons, fees, and what can be done now."""
    if draft.chosen is None:
        return {"lacking": (), "blocked": False}
    procedure = draft.chosen.procedure
    papers = read_papers(draft.typed, procedure.papers)
    lacking = missing(draft.counter, procedure, papers)
    names = {rule.code: rule.name for rule in procedure.papers}
    ids = {f"paper-{code}" for code in lacking}
    blocked = any(problem.field in ids for problem in draft.problems)
    return {"lacking": [names[code] for code in lacking], "blocked": blocked}


def party_fields(prefix: str, typed: Typed, errors: dict[str, str]) -> dict[str, Field]:
    """The fields of one person, for components/field.html."""
    found: dict[str, Field] = {}
    for name in PARTY_FIELDS:
        choice = {"sex": SEXES, "kind": KINDS}.get(name)
        found[name] = {
            "name": prefix + name,
            "label": LABELS[name],
            "value": typed.get(prefix + name, ""),
            "error": errors.get(prefix + name, ""),
            "width": WIDTHS[name],
            "autocomplete": "off",
            **INPUTS.get(name, {}),
        }
        if choice:
            found[name] |= {"kind": "select", "choices": list(choice.items())}
    found["name"]["required"] = prefix == APPLICANT
    return found


def _rest(typed: Typed, errors: dict[str, str]) -> dict[str, Field]:
    def one(name: str, label: str, width: str, **more: Any) -> Field:
        value, error = typed.get(name, more.pop("value", "")), errors.get(name, "")
        return {"name": name, "label": label, "width": width, "value": value, "error": error} | more

    manners = list(RETURN_MANNERS.items())
    return {
        "return_manner": one(
            "return_manner", _("Nhận kết quả"), "w9", kind="radio", choices=manners, value="counter"
        ),
        "channel": one(
            "channel", _("Cách nộp"), "w3", kind="select", choices=list(CHANNELS.items()),
            value="direct",
        ),
        "content": one("content", _("Nội dung yêu cầu"), "w9", autocomplete="off", optional=True),
        "sets": one("sets", _("Số bộ hồ sơ"), "w3", kind="number", min="1", max="20", value="1"),
    }  # fmt: skip


def _override(typed: Typed, errors: dict[str, str]) -> Field | None:
    value = typed.get("override", "")
    if not value and "override" not in errors:
        return None
    return {
        "name": "override",
        "label": _("Lý do vẫn tiếp nhận với số giấy tờ này"),
        "value": value,
        "error": errors.get("override", ""),
        "width": "w12",
        "autocomplete": "off",
    }


def _refusal(typed: Typed, errors: dict[str, str]) -> dict[str, Field]:
    reasons = [("", _("Chọn lý do")), *REFUSAL_OF_RECEPTION.items()]
    return {
        "reason": {
            "name": "reason",
            "label": _("Lý do từ chối"),
            "kind": "select",
            "choices": reasons,
            "value": typed.get("reason", ""),
            "error": errors.get("reason", ""),
            "autofocus": True,
        },
        "explanation": {
            "name": "explanation",
            "label": _("Giải thích cho người nộp"),
            "hint": _("được in trên phiếu từ chối"),
            "kind": "textarea",
            "value": typed.get("explanation", ""),
            "error": errors.get("explanation", ""),
            "maxlength": "2000",
        },
    }


def _procedure_typed(draft: Draft) -> str:
    if draft.chosen is not None:
        return draft.chosen.procedure.name
    return draft.typed.get("q", "")


def _found(draft: Draft) -> tuple[Choice, ...]:
    """What a page without script offers to choose from."""
    typed = draft.typed.get("q", "")
    asked = draft.searching or (typed and draft.chosen is None and draft.problems)
    return choices(draft.counter, typed) if asked else ()


def _heading(draft: Draft) -> str:
    words = {"n": len(draft.problems)}
    if draft.refusing:
        return _("Chưa thể từ chối tiếp nhận: %(n)s chỗ cần sửa") % words
    if draft.supplementing:
        return _("Chưa thể yêu cầu bổ sung: %(n)s chỗ cần sửa") % words
    return _("Chưa thể tiếp nhận hồ sơ: %(n)s chỗ cần sửa") % words


def _any(typed: Typed, prefix: str) -> bool:
    fields = (name for name in PARTY_FIELDS if name not in ("kind", "sex"))
    return any(typed.get(prefix + name, "") for name in fields)


def first_of(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems, each field's first only."""
    found: dict[str, Problem] = {}
    for problem in problems:
        found.setdefault(problem.field or problem.words, problem)
    return tuple(found.values())
