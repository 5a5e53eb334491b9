"""The reception page as it was sent: at which counter, for which procedure, with which files."""

from dataclasses import replace
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.actions.journal import looked
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.reads.applicants import Known, known_applicant
from motcua.reads.reception import Chosen, Counter, chosen, counter_of
from motcua.reads.words import refusal_words
from motcua.web.desk.files_kept import KEPT, keep_uploads, once, unsealed
from motcua.web.desk.reception_again import typed_again
from motcua.web.desk.reception_card import Scanned, scanned_cards
from motcua.web.desk.reception_copy import COPY, copied
from motcua.web.desk.reception_form import APPLICANT, Typed, as_typed
from motcua.web.desk.reception_page import Draft, Kept, new_key
from motcua.web.desk.reception_words import Problem
from motcua.web.http import (
    acting,
    client_address,
    current_now,
    desk_page,
    memberships,
    person_id,
)

LONGEST = 20_000
"""Letters of one field that are kept to be shown again; the rules refuse far shorter ones."""


def counter_for(request: HttpRequest) -> Counter | None:
    """The counter that a page was made for; a new page is for where one acts, else the first."""
    sent = request.POST if request.method == "POST" else request.GET
    agency = sent.get("agency", "")
    held = acting(request)
    if not agency and held is not None and held.role is Role.RECEPTIONIST:
        agency = held.agency
    return counter_of(memberships(request), agency, current_now())


def draft_of(request: HttpRequest) -> Draft | None:
    """What was sent, with its files kept; None for whoever receives nowhere."""
    counter = counter_for(request)
    if counter is None:
        return None
    scanned = typed_of(request, counter.day)
    typed = scanned.typed
    pattern = request.GET.get(COPY, "")[:64] if request.method != "POST" else ""
    notice = ""
    if pattern:
        told, notice = copied(request, pattern, counter)
        typed |= told
    found = chosen(counter, typed["procedure"]) if typed.get("procedure") else None
    draft = Draft(counter, typed, found, notice=notice, scanned=scanned)
    return _with_files(request, draft, found) if request.method == "POST" and found else draft


def typed_of(request: HttpRequest, today: date) -> Scanned:
    """Every field as it was typed, the last of each name; scanned cards are taken apart."""
    if request.method != "POST":
        fresh = {"key": str(new_key()), "procedure": request.GET.get("procedure", "")[:40]}
        again = request.GET.get("again", "")[:64]
        known = typed_again(again, person_id(request), current_now()) if again else {}
        return Scanned(fresh | known)
    typed = {name: str(value)[:LONGEST] for name, value in request.POST.items()}
    if "choose" in typed:
        typed = unticked(typed) | {"procedure": typed["choose"], "q": ""}
    return scanned_cards(typed, today)


def unticked(typed: Typed) -> dict[str, str]:
    """The same for another procedure: what was ticked before was a paper of the first one."""
    return {name: value for name, value in typed.items() if not name.startswith("paper-")}


def _with_files(request: HttpRequest, draft: Draft, found: Chosen) -> Draft:
    kept: Kept = {}
    problems: list[Problem] = []
    for rule in found.procedure.papers:
        field = f"files-{rule.code}"
        before = unsealed(draft.typed.get("key", ""), request.POST.getlist(KEPT + rule.code))
        try:
            new = keep_uploads(request.FILES, field, draft.counter.now)
        except Refused as no:
            new = ()
            problems.append(Problem(field, f"{no.facts.get('name', '')}: {refusal_words(no)}"))
        if before or new:
            kept[rule.code] = once((*before, *new))
    return replace(draft, kept=kept, problems=tuple(problems))


def with_known(request: HttpRequest, draft: Draft) -> Draft:
    """The same, with the blanks filled from the newest dossier of the same person, if any."""
    typed, now = draft.typed, draft.counter.now
    identity, phone = typed.get(APPLICANT + "identity", ""), typed.get(APPLICANT + "phone", "")
    former = draft.scanned.former
    known = known_applicant(identity, phone, memberships(request), now, former=former)
    if known is None:
        return draft
    address = client_address(request)
    looked(known.key, person=person_id(request), page="receive", at=now, address=address)
    told = as_typed(known.party)
    blank = {name: value for name, value in told.items() if not typed.get(name, "").strip()}
    if APPLICANT + "name" in blank:  # nothing but the number is there: the list says nothing yet
        blank[APPLICANT + "kind"] = told[APPLICANT + "kind"]
    return replace(draft, typed={**typed, **blank}, known=_known_words(known))


def _known_words(known: Known) -> dict[str, object]:
    name = known.code or str(known.key)
    return {
        "code": known.code,
        "url": reverse("dossier", args=[name]),
        "received": known.received,
        "agency": known.agency,
        "count": known.count,
    }


def no_counter(request: HttpRequest) -> HttpResponse:
    """For people who receive nowhere today."""
    return desk_page(request, "desk/no_counter.html", status=403)
