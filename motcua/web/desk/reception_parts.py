"""Parts of the reception page that htmx asks for while one types."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from motcua.domain.refusal import Refused
from motcua.reads.reception import choices, chosen
from motcua.web.desk.reception_draft import counter_for, typed_of, unticked, with_known
from motcua.web.desk.reception_form import APPLICANT
from motcua.web.desk.reception_page import Draft, papers_context, party_fields, promise_context
from motcua.web.http import refusal_page, signed_in

TYPING = "typing"
"""In the address while a number is still being typed: then nothing is filled in."""
NOWHERE = Refused("not_your_task")


@signed_in
@require_GET
def procedures(request: HttpRequest) -> HttpResponse:
    """The procedures that match what was typed, as options of the picker."""
    counter = counter_for(request)
    if counter is None:
        return refusal_page(request, NOWHERE, 403)
    found = choices(counter, request.GET.get("q", ""))
    return render(request, "desk/receive/procedures.html", {"found": found})


@signed_in
@require_POST
def papers(request: HttpRequest) -> HttpResponse:
    """Step 1 and 2 for the procedure just chosen, and its promise beside them."""
    draft = _draft(request)
    if draft is None:
        return refusal_page(request, NOWHERE, 403)
    draft = replace(draft, typed=unticked(draft.typed))
    return render(request, "desk/receive/chosen.html", _parts(draft))


@signed_in
@require_POST
def promise(request: HttpRequest) -> HttpResponse:
    """What the papers just ticked mean: the tag of each, and what can be done now."""
    draft = _draft(request)
    if draft is None:
        return refusal_page(request, NOWHERE, 403)
    return render(request, "desk/receive/counted.html", _parts(draft))


@signed_in
@require_POST
def applicant(request: HttpRequest) -> HttpResponse:
    """Who has this number or telephone; and, once it is typed to the end, what that fills in."""
    draft = _draft(request)
    if draft is None:
        return refusal_page(request, NOWHERE, 403)
    filled = with_known(request, replace(draft, chosen=None))
    fields = party_fields(APPLICANT, filled.typed, {})
    sent = request.POST
    changed = [one for one in fields.values() if one["value"] != sent.get(one["name"], "")]
    context = {"known": filled.known, "changed": [] if TYPING in request.GET else changed}
    return render(request, "desk/receive/applicant.html", context)


def _draft(request: HttpRequest) -> Draft | None:
    counter = counter_for(request)
    if counter is None:
        return None
    typed = typed_of(request)
    return Draft(counter, typed, chosen(counter, typed.get("procedure", "")))


def _parts(draft: Draft) -> dict[str, object]:
    many = "rows" in draft.typed
    shared = {"counter": draft.counter, "chosen": draft.chosen, "as_part": True, "many": many}
    return shared | papers_context(draft) | promise_context(draft)
