"""Procedures with their versions: what was published, when, by whom, and how sure it is."""

from datetime import date

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from motcua.domain.local_time import local_day
from motcua.domain.managing import Area
from motcua.domain.procedure import Procedure
from motcua.domain.refusal import Refused
from motcua.reads import procedures as published
from motcua.reads.dossiers import names_of
from motcua.reads.words.agencies import LEVELS
from motcua.reads.words.procedures import CONFIDENCE
from motcua.web.http import current_now, refusal_page
from motcua.web.manager.frame import managed, manager_page
from motcua.web.public.asked import asked_words
from motcua.web.sheet import sheet_of

STANDING: dict[str, tuple[str, Promise | str]] = {
    "in_force": ("ok", _("Đang có hiệu lực")),
    "to_come": ("wait", _("Chưa có hiệu lực")),
    "over": ("done", _("Hết hiệu lực")),
}


@require_safe
@managed(Area.PROCEDURES)
def procedures(request: HttpRequest) -> HttpResponseBase:
    """All procedures ever published, by field, each with its newest version."""
    today, words = local_day(current_now()), asked_words(request, "q")
    found = published.all_published(today, words=words)
    fields = published.by_field(one.procedure for one in found)
    rows = {one.procedure.code: one for one in found}
    context = {
        "words": words,
        "count": len(found),
        "fields": [
            {"name": field.name, "rows": [_row(rows[p.code], today) for p in field.procedures]}
            for field in fields
        ],
    }
    return manager_page(request, Area.PROCEDURES, "manager/procedures.html", context)


def _row(one: published.Published, today: date) -> dict[str, object]:
    procedure = one.procedure
    kind, words = STANDING[_standing(procedure, today)]
    return {
        "procedure": procedure,
        "versions": one.versions,
        "kind": kind,
        "standing": words,
        "levels": ", ".join(str(LEVELS[level]) for level in procedure.levels),
        "confidence": _confidence(procedure, "limit"),
    }


@require_safe
@managed(Area.PROCEDURES)
def procedure(request: HttpRequest, code: str) -> HttpResponseBase:
    """One procedure: its versions, and the sheet of the one in force (or of `?version=`)."""
    today = local_day(current_now())
    try:
        versions = published.versions(code)
    except Refused as no:
        return refusal_page(request, no)
    shown = _chosen(request, versions, today)
    people = names_of(version.published_by for version in versions)
    rows = [
        {
            "version": version,
            "by": people.get(version.published_by, ""),
            "standing": STANDING[_standing(version.procedure, today)],
            "current": version is shown,
            "code_confidence": _confidence(version.procedure, "code"),
            "limit_confidence": _confidence(version.procedure, "limit"),
        }
        for version in versions
    ]
    context = {"sheet": sheet_of(shown.procedure, today), "shown": shown, "rows": rows}
    return manager_page(request, Area.PROCEDURES, "manager/procedure.html", context)


def _chosen(
    request: HttpRequest, versions: tuple[published.Version, ...], today: date
) -> published.Version:
    asked = request.GET.get("version")
    if asked is None:
        in_force = (one for one in versions if one.procedure.in_force_on(today))
        return next(in_force, versions[0])
    for one in versions:
        if str(one.procedure.version) == asked:
            return one
    raise Http404


def _standing(procedure: Procedure, today: date) -> str:
    if procedure.in_force_on(today):
        return "in_force"
    return "to_come" if today < procedure.valid_from else "over"


def _confidence(procedure: Procedure, part: str) -> str:
    known = procedure.confidence.get(part)
    return f"{known}: {CONFIDENCE[known]}" if known else ""
