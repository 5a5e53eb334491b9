"""The checklist of papers as the page shows it: ticked, counted, and what is said of each."""

from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from motcua.domain.facts import PaperCount
from motcua.domain.procedure import PaperRule, Procedure
from motcua.reads.words.numbers import so_many
from motcua.web.desk.reception_form import (
    Typed,
    count_fields,
    expected_counts,
    read_papers,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One paper of the checklist. `kind` and `words` are its tag; `bad` marks the line; `required`
    is what no case can do without."""

    code: str
    name: str
    hint: str
    ticked: bool
    counted: bool
    originals: str
    copies: str
    kind: str
    words: str
    bad: bool
    required: bool


def lines(typed: Typed, procedure: Procedure, bad: Collection[str] = ()) -> tuple[Line, ...]:
    """The whole checklist. `bad` are the ids of fields that have a problem."""
    brought = {paper.code: paper for paper in read_papers(typed, procedure.papers)}
    return tuple(_line(typed, rule, brought.get(rule.code), bad) for rule in procedure.papers)


def _line(typed: Typed, rule: PaperRule, paper: PaperCount | None, bad: Collection[str]) -> Line:
    originals, copies = (
        typed.get(field, str(asked))
        for field, asked in zip(count_fields(rule), expected_counts(rule), strict=True)
    )
    is_bad = any(field in bad for field in (f"paper-{rule.code}", *count_fields(rule)))
    kind, words = _tag(rule, paper, is_bad=is_bad)
    return Line(
        code=rule.code,
        name=rule.name,
        hint=_hint(rule),
        ticked=paper is not None,
        counted=not rule.shown_only,
        originals=originals,
        copies=copies,
        kind=kind,
        words=words,
        bad=is_bad,
        required=_is_required(rule),
    )


def _is_required(rule: PaperRule) -> bool:
    """Whether nobody can do without it, whatever the case."""
    return rule.required and rule.when is None


def _hint(rule: PaperRule) -> str:
    parts = [_("chỉ xuất trình")] if rule.shown_only else []
    if rule.when:
        when = rule.when[:1].lower() + rule.when[1:]
        parts.append(when if when.startswith("nếu") else _("nếu %(when)s") % {"when": when})
    elif not rule.required:
        parts.append(_("nếu có"))
    return "; ".join(parts)


def _tag(rule: PaperRule, paper: PaperCount | None, *, is_bad: bool) -> tuple[str, str]:
    if paper is None:
        if is_bad:
            return "late", _short(rule, PaperCount(rule.code, 0, 0))
        optional = rule.when is not None or not rule.required
        return ("done", _("Không cần")) if optional else ("", pgettext("paper", "Chưa nhận"))
    if rule.shown_only:
        return "ok", _("Đã xem")
    lacking = _short(rule, paper)
    if not lacking:
        return "ok", _("Đủ")
    return ("late" if is_bad or _is_required(rule) else "soon"), lacking


def _short(rule: PaperRule, paper: PaperCount) -> str:
    """How many of a paper are lacking; '' if none."""
    originals, copies = expected_counts(rule)
    parts = []
    if paper.originals < originals:
        parts.append(so_many("%(n)s bản chính", originals - paper.originals))
    if paper.copies < copies:
        parts.append(so_many("%(n)s bản sao", copies - paper.copies))
    if rule.originals + rule.copies == 0 and paper.originals + paper.copies > 0:
        return ""
    return _("Thiếu %(what)s") % {"what": ", ".join(parts)} if parts else ""
