"""Dossiers: list, look up, log, files and forms. What changes them stands in `commands`."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from ninja import File, Router
from ninja.files import UploadedFile

from motcua.actions.files import file_path, keep_file
from motcua.actions.journal import looked
from motcua.api import told
from motcua.api.answering import etag, json_answer
from motcua.api.auth import READ, WRITE, bearer
from motcua.api.bodies import file_scope
from motcua.api.files import sealed
from motcua.api.forms import FILLED
from motcua.api.pages import place_of, place_text
from motcua.api.problems import Problem
from motcua.api.shapes import Key, Moment, Rows
from motcua.domain.access import Membership, sees
from motcua.domain.dossier import State
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.uploads import display_name
from motcua.printed.catalogue import FormNotAvailable
from motcua.printed.render import render
from motcua.reads import clock
from motcua.reads.access import Opened, memberships_of, open_dossier
from motcua.reads.dossier_page import dossier_page
from motcua.reads.dossiers import entries, private_values
from motcua.reads.forms import print_data
from motcua.reads.listing import Wanted, agency_seen, dossiers_of
from motcua.reads.papers import kept_files
from motcua.reads.versions import version_tag

router = Router(tags=["dossiers"])
"""Commands stand on it too (`commands`): one address has one router."""


def own_memberships(request: HttpRequest) -> tuple[Membership, ...]:
    """In which roles the bearer acts, within the one agency that the token is good for."""
    who = bearer(request)
    return tuple(one for one in memberships_of(who.person) if who.agency in ("", one.agency))


def opened_for(request: HttpRequest, code: str, now: datetime) -> Opened:
    """The dossier, if the bearer may see it. Refused `unknown_dossier` otherwise."""
    if not code.isprintable():
        raise Refused("unknown_dossier")
    opened = open_dossier(code, bearer(request).person, now)
    mine = own_memberships(request)
    if not sees(opened.dossier.agencies, mine, local_day(now), opened.law.agencies):
        raise Refused("unknown_dossier")
    return Opened(opened.key, opened.dossier, opened.law, opened.person, mine)


def saw(request: HttpRequest, key: UUID, page: str, now: datetime) -> None:
    """Write down who saw personal data of this dossier."""
    looked(key, person=bearer(request).person, page=page, at=now)


@router.get("/dossiers", auth=READ, summary="Danh sách hồ sơ")
def dossiers(
    request: HttpRequest,
    agency: Key = "",
    received_from: Moment | None = None,
    received_before: Moment | None = None,
    state: State | None = None,
    procedure: Key = "",
    after: Key = "",
    limit: Rows = 50,
) -> HttpResponse:
    """Hồ sơ liên quan đến một cơ quan, theo thời điểm tiếp nhận; `next` là trang sau."""
    now = clock.now()
    key = agency_seen(agency, own_memberships(request), now)
    wanted = Wanted(received_from, received_before, state.value if state else "", procedure)
    rows = dossiers_of(key, wanted, place_of(after), limit + 1)
    last = rows[limit - 1] if len(rows) > limit else None
    return json_answer(
        {
            "agency": key,
            "items": told.listed_told(rows[:limit], now),
            "next": place_text(last.received, last.key) if last else "",
        }
    )


@router.get("/dossiers/{code}", auth=READ, summary="Một hồ sơ")
def dossier(request: HttpRequest, code: str) -> HttpResponse:
    """Toàn bộ hồ sơ; ETag dùng làm If-Match khi thao tác."""
    now = clock.now()
    opened = opened_for(request, code, now)
    tag = version_tag(opened.key)
    saw(request, opened.key, "api dossier", now)
    response = json_answer(told.whole_told(dossier_page(opened, now)))
    response["ETag"] = etag(tag)
    return response


@router.get("/dossiers/{code}/facts", auth=READ, summary="Diễn biến của hồ sơ")
def facts(request: HttpRequest, code: str) -> HttpResponse:
    """Mọi việc đã ghi nhận, theo thứ tự, với thời điểm xảy ra và thời điểm ghi nhận."""
    now = clock.now()
    opened = opened_for(request, code, now)
    saw(request, opened.key, "api facts", now)
    return json_answer({"items": told.facts_told(dossier_page(opened, now))})


@router.post("/dossiers/{code}/files", auth=WRITE, summary="Tải tệp lên")
def upload(request: HttpRequest, code: str, file: File[UploadedFile]) -> HttpResponse:
    """Giữ một tệp; chuỗi `file` nhận được dùng trong lệnh cần tệp, trong một ngày."""
    now = clock.now()
    opened = opened_for(request, code, now)
    if not told.dossier_told(opened, now)["commands"]:
        raise Refused("not_your_task")
    kept = keep_file(display_name(file.name or ""), file.chunks(), now=now)
    body = {"file": sealed(file_scope(opened.key), kept), "digest": kept.digest, "name": kept.name}
    return json_answer(body, 201)


@router.get("/dossiers/{code}/files/{digest}", auth=READ, summary="Tải tệp về")
def download(request: HttpRequest, code: str, digest: str) -> HttpResponseBase:
    """Một tệp của hồ sơ này."""
    now = clock.now()
    opened = opened_for(request, code, now)
    file = kept_files(entries(opened.key), private_values(opened.key)).get(digest)
    path = file_path(digest) if file is not None else None
    if file is None or path is None or not path.is_file():
        raise Problem(404, "unknown_file", "Hồ sơ không có tệp này.")
    saw(request, opened.key, "api file", now)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )


@router.get("/dossiers/{code}/prints/{form}", auth=READ, summary="Biểu mẫu in")
def print_form(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Một biểu mẫu của hồ sơ, dạng PDF."""
    now = clock.now()
    opened = opened_for(request, code, now)
    fill = FILLED.get(form)
    filled = fill(print_data(opened), _look_up_address(request)) if fill else None
    if filled is None:
        raise Problem(404, "unknown_form", "Hồ sơ không có biểu mẫu này.")
    try:
        pdf = render(filled)
    except FormNotAvailable as no:
        raise Problem(404, "form_not_drawn", str(no)) from None
    saw(request, opened.key, f"api print {form}", now)
    return HttpResponse(pdf, "application/pdf")


def _look_up_address(request: HttpRequest) -> str:
    public: str = getattr(settings, "PUBLIC_ADDRESS", "")
    page = reverse("look-up")
    return f"{public.rstrip('/')}{page}" if public else request.build_absolute_uri(page)
