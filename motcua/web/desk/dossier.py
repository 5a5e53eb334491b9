"""The page of one dossier: what it is waiting for, what was promised, what has happened."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.actions.journal import looked
from motcua.domain import facts as f
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.refusal import Refused
from motcua.reads.access import Opened, open_dossier
from motcua.reads.dossier_page import DossierPage, dossier_page
from motcua.reads.outbox import sync_of
from motcua.reads.reception import counter_to_copy_at
from motcua.reads.time_ledger import time_ledger
from motcua.reads.words.portal import STATES as SYNC_STATES
from motcua.reads.words.portal import error_words
from motcua.web.desk.commands_base import CommandForm
from motcua.web.desk.commands_table import open_forms
from motcua.web.http import (
    client_address,
    current_now,
    desk_page,
    person_id,
    refusal_page,
    signed_in,
)

FORMS: dict[str, tuple[type[f.Fact], ...]] = {
    "receipt": (f.Received,),
    "refusal": (f.ReceptionRefused, f.Rejected),
    "control-slip": (f.Received,),
    "supplement": (f.SupplementNotified, f.ReceptionSupplementAsked),
    "apology": (f.ApologyApproved,),
    "stop-notice": (f.Stopped,),
}
"""The prints, and the facts that make each one exist."""


COPY = "copy"
"""In the address of the reception page: the dossier from which a new one is filled in."""
PRINT = "print"
"""In the address after a reception: the form to be printed at once."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is said above the page: what could not be done, or what is to be printed now."""

    form: CommandForm | None = None
    refusal: str = ""
    status: int = 200
    print_now: str = ""


@signed_in
@require_safe
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """The dossier with this code, or with this key where it never had one."""
    now = current_now()
    try:
        opened = opened_for(request, code, now)
    except Refused as no:
        return refusal_page(request, no)
    return show(request, dossier_page(opened, now), Said(print_now=request.GET.get(PRINT, "")))


def opened_for(request: HttpRequest, code: str, now: datetime) -> Opened:
    """The dossier, if this person may see it. Refused `unknown_dossier` otherwise."""
    if "\x00" in code:  # which no column can hold, so no dossier can have it
        raise Refused("unknown_dossier")
    return open_dossier(code, person_id(request), now)


def show(request: HttpRequest, page: DossierPage, said: Said | None = None) -> HttpResponse:
    """Draw the page, and write down that its personal data was seen."""
    saw(request, page.opened, "dossier", page.now)
    said = said or Said()
    return desk_page(request, "desk/dossier.html", context(page, said), said.status)


def saw(request: HttpRequest, opened: Opened, name: str, now: datetime) -> None:
    """Write down who saw personal data of this dossier, from which page."""
    address = client_address(request)
    looked(opened.key, person=person_id(request), page=name, at=now, address=address)


def name_of(opened: Opened) -> str:
    """What a dossier is called in an address: its code, or its key where it has none."""
    return opened.dossier.code or str(opened.key)


def context(page: DossierPage, said: Said) -> dict[str, Any]:
    """All that desk/dossier.html draws."""
    name, sent = name_of(page.opened), said.form
    prints = prints_of(page, name)
    return {
        "page": page,
        "dossier": page.dossier,
        "procedure": page.opened.law.procedure,
        "name": name,
        "open": open_forms(page, sent),
        "ledger": time_ledger(page.dossier, page.entries, page.opened.law, page.names, page.now),
        "sent": sent,
        "refused": said.refusal,
        "sync": sync_line(page.opened.key),
        "copy_url": copy_url(page.opened, page.now),
        "prints": prints,
        "print_now": prints.get(said.print_now, ""),
        "printing": said.print_now,
    }


def copy_url(opened: Opened, now: datetime) -> str:
    """The reception page filled from this dossier; '' for whoever may not receive such a one."""
    agency = counter_to_copy_at(opened, now)
    query = urlencode({"agency": agency, COPY: name_of(opened)})
    return f"{reverse('receive')}?{query}" if agency else ""


def sync_line(key: UUID) -> dict[str, Any] | None:
    """How far the national portal has heard of it; None where it was never told anything."""
    found = sync_of(key, NATIONAL_PORTAL)
    if found is None:
        return None
    kind, words = SYNC_STATES[found.state]
    return {"sync": found, "kind": kind, "state": words, "error": error_words(found.error)}


def prints_of(page: DossierPage, name: str) -> dict[str, str]:
    """The address of every form that this dossier has, by its name with underscores."""
    kinds = {type(entry.fact) for entry in page.entries}
    return {
        form.replace("-", "_"): reverse("dossier-print", args=[name, form])
        for form, made_by in FORMS.items()
        if kinds & set(made_by)
    }
