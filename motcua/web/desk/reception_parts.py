"""Parts of the reception page that htmx asks for while one types."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from motcua.domain.refusal import Refused
from motcua.reads.reception import choices, chosen
from motcua.web.desk.reception_card import card_of
from motcua.web.desk.reception_draft import counter_for, typed_of, unticked, with_known
from motcua.web.desk.reception_form import APPLICANT, OWNER, PROXY
from motcua.web.desk.reception_page import Draft, papers_context, party_fields, promise_context
from motcua.web.http import refusal_page, signed_in

TYPING = "typing"
"""In the address while a number is still being typed: then nothing is filled in."""
OTHERS = {"owner": OWNER, "proxy": PROXY}
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
    if TYPING in request.GET:
        return render(request, "desk/receive/applicant.html", {"known": filled.known})
    context = _filled(request, filled, APPLICANT)
    if not draft.scanned.anything:
        del context["card"]
    return render(request, "desk/receive/applicant.html", context)


@signed_in
@require_POST
def card(request: HttpRequest) -> HttpResponse:
    """`?of=owner` or `proxy`: what a card just scanned fills, or says otherwise; or why not."""
    draft = _draft(request)
    if draft is None:
        return refusal_page(request, NOWHERE, 403)
    prefix = OTHERS.get(request.GET.get("of", ""), APPLICANT)
    draft = replace(draft, chosen=None)
    filled = with_known(request, draft) if prefix == APPLICANT else draft
    status = 422 if draft.scanned.unread else 200
    context = _filled(request, filled, prefix)
    return render(request, "desk/receive/card_read.html", context, status=status)


def _filled(request: HttpRequest, filled: Draft, prefix: str) -> dict[str, object]:
    """The fields of a person that hold something else than was sent, and what the card said."""
    sent = request.POST
    fields = party_fields(prefix, filled.typed, {}).values()
    return {
        "card": card_of(prefix, filled.typed, filled.scanned),
        "changed": [one for one in fields if one["value"] != sent.get(one["name"], "")],
        "known": filled.known,
    }


def _draft(request: HttpRequest) -> Draft | None:
    counter = counter_for(request)
    if counter is None:
        return None
    scanned = typed_of(request, counter.day)
    found = chosen(counter, scanned.typed.get("procedure", ""))
    return Draft(counter, scanned.typed, found, scanned=scanned)


def _parts(draft: Draft) -> dict[str, object]:
    many = "rows" in draft.typed
    shared = {"counter": draft.counter, "chosen": draft.chosen, "as_part": True, "many": many}
    return shared | papers_context(draft) | promise_context(draft)
