"""A hand-over list as a PDF, to be signed by whoever gave and whoever received."""

from collections.abc import Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.actions.journal import looked_at_list
from motcua.domain.refusal import Refused
from motcua.printed import documents as doc
from motcua.printed.fill_heads import register_head
from motcua.printed.render import render
from motcua.reads.clock import demo_name
from motcua.reads.dossiers import names_of
from motcua.reads.handing import Given, HandedLine, handed_lines, handed_over
from motcua.reads.law import agency_tree
from motcua.web.desk.handing import Asked, asked_day
from motcua.web.http import client_address, current_now, person_id, refusal_page, signed_in
from motcua.web.language import in_vietnamese

PDF_ROWS = 500
"""As many lines as one paper has at most: some forty sheets."""


@require_safe
@signed_in
def list_pdf(request: HttpRequest) -> HttpResponseBase:
    """`?agency=&to=&day=`, and `&at=` for what was given at that moment alone."""
    now = current_now()
    asked = asked_day(request, now)
    if asked is None:
        return refusal_page(request, Refused("unknown_agency"), back=reverse("hand-over-lists"))
    if asked.error:
        return HttpResponse(asked.error, "text/plain; charset=utf-8", status=422)
    to, moment = request.GET.get("to", ""), request.GET.get("at", "")
    at = _moment(moment)
    given = [one for one in handed_over(asked.agency.key, asked.day) if one.receiving == to]
    given = [one for one in given if not moment or one.at == at]
    if not given:
        return refusal_page(
            request, Refused("nothing_handed_over"), back=reverse("hand-over-lists")
        )
    shown = given[:PDF_ROWS]
    lines = in_vietnamese(handed_lines)(shown, asked.agency.key)
    looked_at_list(
        {line.key for line in lines},
        person=person_id(request),
        page="hand-over list",
        at=now,
        address=client_address(request),
    )
    told = in_vietnamese(_document)(asked, to, at, given, lines, now)
    name = f'inline; filename="ban-giao-{asked.agency.key}-{to}-{asked.day.isoformat()}.pdf"'
    return HttpResponse(render(told), "application/pdf", headers={"Content-Disposition": name})


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text[:40]) if text else None
    except ValueError:
        return None
    return found if found is not None and found.utcoffset() is not None else None


def _document(
    asked: Asked,
    to: str,
    at: datetime | None,
    given: Sequence[Given],
    lines: Sequence[HandedLine],
    now: datetime,
) -> doc.HandOverList:
    tree, people = agency_tree(), {one.person for one in given}
    giver = names_of(people).get(next(iter(people))) if len(people) == 1 else None
    return doc.HandOverList(
        head=register_head(tree, asked.agency.key, now),
        giving=tree.name(asked.agency.key, asked.day),
        receiving=tree.name(to, asked.day),
        day=asked.day,
        rows=tuple(_row(line) for line in lines),
        at=at,
        giver=giver,
        left_out=len(given) - len(lines),
        demo=bool(demo_name()),
    )


def _row(line: HandedLine) -> doc.HandedRow:
    return doc.HandedRow(
        code=line.code,
        name=line.name,
        procedure=line.procedure,
        papers=line.papers,
        promised=line.promised,
        given=line.given,
        note=line.note,
    )
