"""The paper register: download the sheet, upload it filled, see what is wrong, enter the rest."""

import secrets
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from uuid6 import uuid7

from motcua.actions.book_entries import keep_entry, note_outcomes
from motcua.actions.dossiers import Request, perform_many
from motcua.domain.numbering import look_up_secret
from motcua.domain.refusal import Refused
from motcua.domain.text import clean
from motcua.domain.uploads import XLSX, display_name
from motcua.printed.book_reading import SheetLine, read_sheet
from motcua.printed.book_sheet import annotated, template
from motcua.reads.book_entries import (
    Checked,
    Entry,
    Problem,
    book_of,
    check_lines,
    codes_of,
    entries_of,
    entry_of,
    problem_of,
    to_enter,
)
from motcua.reads.reception import Counter, counter_of
from motcua.reads.words import refusal_words
from motcua.web.desk.book_entry_page import fields, result_context, summary
from motcua.web.desk.reception_draft import no_counter
from motcua.web.http import (
    acting,
    current_now,
    desk_page,
    is_htmx,
    memberships,
    refusal_page,
    signed_in,
)
from motcua.web.language import in_vietnamese

T = TypeVar("T")
AT_ONCE = 500
"""Lines entered by one request: a second or two of work, then the page says how far it has come."""
LEAST_EXPLANATION = 10


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def book_entry(request: HttpRequest) -> HttpResponse:
    """The form, and the uploads of the last days; POST checks a sheet."""
    counter = _counter(request)
    if counter is None:
        return no_counter(request)
    if request.method != "POST":
        return _form(request, counter, {})
    try:
        key = _checked(request, counter)
    except Incomplete as said:
        return _form(request, counter, said.errors)
    return HttpResponseRedirect(reverse("book-entry-result", args=[key]), status=303)


def _counter(request: HttpRequest) -> Counter | None:
    mine = acting(request)
    held, now = memberships(request), current_now()
    own = counter_of(held, mine.agency, now) if mine else None
    return own or counter_of(held, "", now)


def _form(request: HttpRequest, counter: Counter, errors: dict[str, str]) -> HttpResponse:
    context = {
        "agency": counter.name,
        "form": fields(request.POST, errors),
        "file_error": errors.get("file", ""),
        "errors": summary(errors),
        "entries": entries_of(counter.agency),
    }
    return desk_page(request, "desk/book_entry.html", context, 422 if errors else 200)


class Incomplete(Exception):
    """Something of the form is wrong: a sentence for each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


def _read(request: HttpRequest) -> tuple[str, str, list[SheetLine], str]:
    """Book, reason, lines and name of the file; everything that is wrong at once."""
    errors: dict[str, str] = {}

    def read(field: str, reader: Callable[[], T], otherwise: T) -> T:
        try:
            return reader()
        except Refused as no:
            errors[field] = refusal_words(no)
            return otherwise

    file, typed = request.FILES.get("file"), request.POST
    name = read("book", lambda: clean(typed.get("book"), field="book", limit=120), "")
    why = read("explanation", lambda: _reason(typed.get("explanation")), "")
    lines: list[SheetLine] = read("file", lambda: _lines(_content(file)), [])
    if errors:
        raise Incomplete(errors)
    return name, why, lines, display_name(file.name or "") if file else ""


def _lines(content: bytes) -> list[SheetLine]:
    """The lines. What is wrong with their cells is kept, in Vietnamese as all files are."""
    try:
        return in_vietnamese(read_sheet)(content)
    except Refused:
        return read_sheet(content)  # told once more, in the language of the page


def _reason(typed: str | None) -> str:
    why = clean(typed, field="explanation", limit=2000)
    if len(why) < LEAST_EXPLANATION:
        raise Refused("explanation_too_short", field="explanation", least=LEAST_EXPLANATION)
    return why


def _content(file: "UploadedFile[Any] | None") -> bytes:
    if file is None:
        raise Refused("file_missing", field="file")
    return bytes(file.read())


def _checked(request: HttpRequest, counter: Counter) -> UUID:
    name, why, found, file_name = _read(request)
    lines = [
        Checked(one.row, one.line, [Problem(key, words) for key, words in one.problems])
        for one in found
    ]
    book = book_of(counter.agency, name, why)
    in_vietnamese(check_lines)(book, lines, counter.person, counter.now)
    key = UUID(str(uuid7()))
    keep_entry(
        key,
        [one.document() for one in lines],
        agency=counter.agency,
        person=counter.person,
        file_name=file_name,
        book=name,
        explanation=why,
        now=counter.now,
    )
    return key


@signed_in
@require_safe
def sheet_template(request: HttpRequest) -> HttpResponse:
    """The empty sheet."""
    return _xlsx(in_vietnamese(template)(), "so-theo-doi-ho-so.xlsx")


def _xlsx(content: bytes, name: str) -> HttpResponse:
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, XLSX, headers=told)


@signed_in
@require_safe
def result(request: HttpRequest, key: UUID) -> HttpResponse:
    """What was found of each line, and how far the right ones are entered."""
    found = _entry(request, key)
    if found is None:
        return refusal_page(request, Refused("unknown_entry"), 404, reverse("book-entry"))
    return desk_page(request, "desk/book_entry_result.html", result_context(found[1], request.GET))


def _entry(request: HttpRequest, key: UUID) -> tuple[Counter, Entry] | None:
    counter = _counter(request)
    entry = entry_of(key, counter.agency) if counter else None
    return (counter, entry) if counter and entry else None


@signed_in
@require_safe
def wrong_lines(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lines that are not entered, in the sheet's own cells."""
    found = _entry(request, key)
    if found is None or found[1].lines is None:
        return refusal_page(request, Refused("unknown_entry"), 404, reverse("book-entry"))
    wrong = [one for one in found[1].lines if one["state"] == "wrong"]
    return _xlsx(in_vietnamese(annotated)(wrong), f"can-sua-{key}.xlsx")


@signed_in
@require_POST
def enter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter the next lines that are right; the page asks again until none is left."""
    found = _entry(request, key)
    if found is None:
        return refusal_page(request, Refused("unknown_entry"), 404, reverse("book-entry"))
    counter, entry = found
    outcomes = _entered(entry, counter)
    if outcomes:
        note_outcomes(key, outcomes)
    if not is_htmx(request):
        return HttpResponseRedirect(reverse("book-entry-result", args=[key]), status=303)
    fresh = entry_of(key, counter.agency)
    assert fresh is not None
    context = result_context(fresh, {})
    if not fresh.right:
        gone = HttpResponse(status=204)
        gone["HX-Redirect"] = reverse("book-entry-result", args=[key])
        return gone
    return desk_page(request, "desk/book_entry_progress.html", context)


def _entered(entry: Entry, counter: Counter) -> dict[int, dict[str, Any]]:
    lines = to_enter(entry, counter.agency, AT_ONCE, counter.now, _secret)
    requests = [Request(key, command, counter.person) for _, key, command in lines]
    outcomes = perform_many(requests, now=counter.now, silent=True, mirrored=True)
    there = codes_of(key for _, key, _ in lines)
    told: dict[int, dict[str, Any]] = {}
    for (line, key, _command), outcome in zip(lines, outcomes, strict=True):
        code = there.get(key, "")
        if not isinstance(outcome, Refused) or (outcome.reason == "not_now" and code):
            told[line["row"]] = line | {"state": "done", "code": code, "problems": []}
        else:
            problem = in_vietnamese(problem_of)(outcome)
            wrong = [{"key": problem.key, "words": problem.words}]
            told[line["row"]] = line | {"state": "wrong", "problems": wrong}
    return told


def _secret() -> str:
    return look_up_secret(secrets.choice)
