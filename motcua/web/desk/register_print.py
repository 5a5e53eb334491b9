"""The register of a period as a PDF: form 06 on A4, to be printed, numbered and kept."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.actions.journal import looked_at_list
from motcua.domain.agencies import Agency
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.printed import documents as doc
from motcua.printed.fill_heads import register_head
from motcua.printed.render import render
from motcua.reads.clock import demo_name
from motcua.reads.law import agency_tree
from motcua.reads.register import Mark, RegisterLine, RegisterPage, register_page
from motcua.web.desk.keys import read_key
from motcua.web.desk.period import Period
from motcua.web.desk.register import asked_register
from motcua.web.http import client_address, current_now, person_id, refusal_page, signed_in
from motcua.web.language import in_vietnamese

PDF_ROWS = 1_000
"""Some sixty sheets: as many lines as one part of the register has at most."""


@require_safe
@signed_in
def register_pdf(request: HttpRequest) -> HttpResponseBase:
    """`?agency=` (one's own if missing) in `?period=`; `?after=` begins behind a line."""
    now = current_now()
    agency, _agencies, period, error = asked_register(request, local_day(now))
    if agency is None:
        return refusal_page(request, Refused("unknown_agency"), back=reverse("register"))
    if error:
        return HttpResponse(error, "text/plain; charset=utf-8", status=422)
    place = read_key(request.GET.get("after", ""))
    after = Mark(place.moment, place.key, place.number) if place else None
    first, last = period.first, period.last
    page = in_vietnamese(register_page)(agency.key, first, last, now, after=after, rows=PDF_ROWS)
    keys, who = [line.key for line in page.lines], person_id(request)
    address = client_address(request)
    looked_at_list(keys, person=who, page="register", at=now, address=address)
    shown = f'inline; filename="so-theo-doi-{agency.key}-{period.text}.pdf"'
    drawn = render(in_vietnamese(register_book)(agency, period, page, now))
    return HttpResponse(drawn, "application/pdf", headers={"Content-Disposition": shown})


def register_book(
    agency: Agency, period: Period, page: RegisterPage, now: datetime
) -> doc.RegisterBook:
    """These lines as the document that is printed."""
    tree = agency_tree()
    return doc.RegisterBook(
        head=register_head(tree, agency.key, now),
        agency=tree.name(agency.key, period.last),
        first=period.first,
        last=period.last,
        rows=tuple(_printed(line) for line in page.lines),
        goes_on=page.following is not None,
        demo=bool(demo_name()),
    )


def _printed(line: RegisterLine) -> doc.RegisterRow:
    return doc.RegisterRow(
        number=line.number,
        code=line.code,
        procedure=line.procedure,
        sets=line.sets,
        name=line.name,
        address=line.address,
        phone=line.phone,
        competent=line.competent,
        received=line.received,
        due=line.due,
        returned=line.returned,
        manner=line.manner,
        note=line.note,
    )
