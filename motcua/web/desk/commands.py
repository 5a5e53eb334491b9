"""Giving a command: one POST to a noun, one request to the door, and back to the dossier."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.actions.dossiers import Done, perform
from motcua.domain.refusal import Refused
from motcua.reads.access import Opened
from motcua.reads.dossier_page import dossier_page
from motcua.reads.dossiers import names_of
from motcua.reads.words import fact_words, refusal_words
from motcua.reads.words.facts import Telling
from motcua.web.desk.commands_base import FILES, CommandForm, NewFiles
from motcua.web.desk.commands_table import FORMS
from motcua.web.desk.dossier import Said, context, name_of, opened_for, saw, show
from motcua.web.desk.files_kept import KEPT, keep_uploads, once, sealed, unsealed
from motcua.web.http import current_now, desk_page, person_id, refusal_page, signed_in


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def command(request: HttpRequest, code: str, noun: str) -> HttpResponse:
    """Give the command of this noun. GET shows the form of those that have a page of their own."""
    now = current_now()
    try:
        opened = opened_for(request, code, now)
    except Refused as no:
        return refusal_page(request, no)
    kind = FORMS[noun]
    if request.method != "POST":
        return _form_page(request, opened, kind, now)
    form = kind(dossier_page(opened, now), request.POST)
    try:
        files = _files(request, opened, form, now)
        if not form.is_valid():
            return _again(request, opened, form, now)
        done = _perform(request, opened, form, files, now)
    except Refused as no:
        return _refused(request, opened, form, no, now)
    messages.success(request, _told(opened, done))
    return HttpResponseRedirect(reverse("dossier", args=[name_of(opened)]), status=303)


def _perform(
    request: HttpRequest, opened: Opened, form: CommandForm, files: NewFiles, now: datetime
) -> Done:
    expect = form.cleaned_data.get("expect")
    return perform(
        opened.key, form.command(files), actor=person_id(request), now=now, expect=expect
    )


def _files(request: HttpRequest, opened: Opened, form: CommandForm, now: datetime) -> NewFiles:
    """What was sent now and before; nothing is kept for whoever may not do this anyway."""
    if not form.takes_files or form.kind not in form.page.commands:
        return ()
    scope = f"{opened.key}/{form.noun}"
    before = unsealed(scope, request.POST.getlist(KEPT + FILES))
    form.kept = sealed(scope, before)
    files = once((*before, *keep_uploads(request.FILES, FILES, now)))
    form.kept = sealed(scope, files)
    return files


def _told(opened: Opened, done: Done) -> str:
    telling = Telling(opened.law.agencies, {}, {}, done.dossier)
    what = "; ".join(fact_words(entry, telling) for entry in done.entries)
    return _("Đã ghi nhận: %(what)s.") % {"what": what}


def _refused(
    request: HttpRequest, opened: Opened, form: CommandForm, no: Refused, now: datetime
) -> HttpResponse:
    if form.is_about_a_field(no):
        form.is_valid()
        form.refuse(no)
        return _again(request, opened, form, now)
    quicker = no.facts.get("last_person")
    is_other = isinstance(quicker, int) and quicker != person_id(request)
    people = names_of([int(str(quicker))]) if is_other else {}
    return _again(request, opened, form, now, refusal_words(no, people))


def _again(
    request: HttpRequest, opened: Opened, form: CommandForm, now: datetime, refusal: str = ""
) -> HttpResponse:
    """The page as it stands now, with what was typed: 422 if a field is wrong, else 409."""
    try:
        fresh = opened_for(request, name_of(opened), now)
    except Refused as no:
        return refusal_page(request, no)
    form.page = dossier_page(fresh, now)
    if form.kind not in form.page.commands and not refusal:
        # Its form is not on the page, so there is no field to be mended.
        return show(request, form.page, Said(None, refusal_words(Refused("not_your_task")), 409))
    said = Said(form, refusal, 409 if refusal else 422)
    if form.has_page and form.kind in form.page.commands:
        return _own_page(request, form, said)
    return show(request, form.page, said)


def _form_page(
    request: HttpRequest, opened: Opened, kind: type[CommandForm], now: datetime
) -> HttpResponse:
    page = dossier_page(opened, now)
    if not kind.has_page:
        return HttpResponseNotAllowed(["POST"])
    if kind.kind not in page.commands:
        no = Refused("not_your_task")
        return show(request, page, Said(refusal=refusal_words(no), status=409))
    return _own_page(request, kind(page), Said())


def _own_page(request: HttpRequest, form: CommandForm, said: Said) -> HttpResponse:
    saw(request, form.page.opened, form.noun, form.page.now)
    template = f"desk/{form.noun}.html"
    more = {"form": form, "refused": said.refusal}
    return desk_page(request, template, context(form.page, Said()) | more, said.status)
