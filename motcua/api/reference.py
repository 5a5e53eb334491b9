"""What anyone may know: procedures, agencies, the working calendar, and when something is due."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from motcua.api import told
from motcua.api.answering import json_answer
from motcua.api.auth import REFERENCE
from motcua.api.pages import read_place, write_place
from motcua.api.problems import Problem
from motcua.api.shapes import Day, Key, Moment, Rows
from motcua.domain.agencies import Agency
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.limits import BadLimit, parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.procedure import Procedure
from motcua.domain.procedure_document import to_document
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import BadRulebook
from motcua.domain.text import sort_key
from motcua.domain.waiting import Cause, Wait
from motcua.reads import clock
from motcua.reads.calendar import covered, year_of
from motcua.reads.deadline_words import deadline_sentences
from motcua.reads.law import agency_tree, calendar_of, province_calendar, rulebook
from motcua.reads.procedures import catalogue, in_force, versions
from motcua.reads.reckoning import Reckoning

router = Router(tags=["reference"])


def _today() -> date:
    return local_day(clock.now())


@router.get("/procedures", auth=REFERENCE, summary="Thủ tục đang có hiệu lực")
def procedures(
    request: HttpRequest,
    q: Key = "",
    field: Key = "",
    on: Day | None = None,
    after: Key = "",
    limit: Rows = 50,
) -> HttpResponse:
    """Theo tên, bảng chữ cái tiếng Việt; `next` là trang sau."""
    found = catalogue(on or _today(), words=q, field=field)
    if after:
        place = read_place(after)
        found = tuple(one for one in found if _place(one) > place)
    last = found[limit - 1] if len(found) > limit else None
    items = [_procedure(one) for one in found[:limit]]
    return json_answer({"items": items, "next": write_place(*_place(last)) if last else ""})


def _place(procedure: Procedure) -> tuple[str, str]:
    return sort_key(procedure.name), procedure.code


def _procedure(one: Procedure) -> dict[str, Any]:
    return {
        "code": one.code,
        "version": one.version,
        "name": one.name,
        "field_code": one.field_code,
        "field_name": one.field_name,
        "levels": list(one.levels),
        "limit": str(one.committed),
        "immediate": one.immediate,
    }


@router.get("/procedures/{code}", auth=REFERENCE, summary="Một thủ tục")
def procedure(request: HttpRequest, code: str, on: Day | None = None) -> HttpResponse:
    """Bản đang có hiệu lực, đầy đủ giấy tờ, phí, các bước, nguồn; và các bản đã công bố."""
    known = [
        {
            "version": one.procedure.version,
            "valid_from": told.day(one.procedure.valid_from),
            "valid_to": told.day(one.procedure.valid_to),
            "digest": one.digest,
        }
        for one in versions(code)
    ]
    document = to_document(in_force(code, on or _today()))
    return json_answer({"procedure": document, "versions": known})


@router.get("/agencies", auth=REFERENCE, summary="Cơ quan")
def agencies(
    request: HttpRequest,
    within: Key = "",
    on: Day | None = None,
    after: Key = "",
    limit: Rows = 50,
) -> HttpResponse:
    """Các cơ quan trong một cơ quan, theo mã; `next` là trang sau."""
    tree, day = agency_tree(), on or _today()
    top = tree.find(within).key if within else ""
    found = sorted(
        (a for a in tree.at(day) if not top or tree.is_within(a.key, top)), key=lambda a: a.key
    )
    if after:
        found = [a for a in found if a.key > read_place(after)[0]]
    last = found[limit - 1] if len(found) > limit else None
    items = [_agency(one, day) for one in found[:limit]]
    return json_answer({"items": items, "next": write_place(last.key, "") if last else ""})


@router.get("/agencies/{code}", auth=REFERENCE, summary="Một cơ quan")
def agency(request: HttpRequest, code: str, on: Day | None = None) -> HttpResponse:
    """Mã theo dạng cũ hoặc mới."""
    return json_answer(_agency(agency_tree().find(code), on or _today()))


def _agency(one: Agency, day: date) -> dict[str, Any]:
    return {
        "key": one.key,
        "parent": one.parent,
        "level": one.level,
        "name": agency_tree().name(one.key, day),
        "code_new": one.code_new,
        "code_old": one.code_old,
        "receives": one.receives,
        "valid_from": told.day(one.valid_from),
        "valid_to": told.day(one.valid_to),
        "successors": list(one.successors),
    }


@router.get("/calendar/{year}", auth=REFERENCE, summary="Lịch làm việc một năm")
def calendar(request: HttpRequest, year: int, agency: Key = "") -> HttpResponse:
    """Ngày nghỉ, ngày làm bù, giờ làm việc, với căn cứ; của tỉnh nếu không ghi cơ quan."""
    tree = agency_tree()
    top = next(a.key for a in tree if a.parent is None)
    key = tree.find(agency).key if agency else top
    if year not in covered(key):
        raise Problem(404, "calendar_too_short", f"Lịch làm việc chưa có năm {year}.")
    found = year_of(key, year)
    specials = [
        {
            "first": told.day(one.first),
            "last": told.day(one.last),
            "working": one.working,
            "kind": one.reason.kind.value,
            "name": one.reason.name,
            "source": one.reason.source,
        }
        for one in found.specials
    ]
    hours = [
        {
            "weekdays": list(one.weekdays),
            "hours": [list(span) for span in one.hours],
            "first": told.day(one.first),
            "last": told.day(one.last),
            "source": one.source,
        }
        for one in found.hours
    ]
    days = found.working_days
    body = {"agency": key, "year": year, "working_days": days, "days": specials, "hours": hours}
    return json_answer(body)


@router.get("/deadline", auth=REFERENCE, summary="Tính ngày trả kết quả")
def deadline(
    request: HttpRequest,
    received: Moment,
    limit: Key,
    agency: Key = "",
    waiting_since: Moment | None = None,
    waiting_until: Moment | None = None,
) -> HttpResponse:
    """Hẹn trả lúc nào và vì sao; `limit` viết như '5 working days', '10 days', 'same day'."""
    waits = _waits(waiting_since, waiting_until)
    try:
        parsed = parse_limit(limit)
        working = calendar_of(agency_tree().find(agency).key) if agency else province_calendar()
        made = Reckoning.make(received, parsed, working, waits, rulebook(), "")
    except BadLimit:
        raise Problem(422, "bad_limit", "Thời hạn không đúng, ví dụ '5 working days'.") from None
    except (CalendarTooShort, BadRulebook, OverflowError):
        words = "Chưa có lịch làm việc hoặc quy định cho ngày này."
        raise Problem(422, "calendar_too_short", words) from None
    return json_answer(
        {
            "due": told.moment(made.due),
            "sentences": list(deadline_sentences(made.deadline)) + list(made.moves),
            "steps": made.steps,
        }
    )


def _waits(since: Any, until: Any) -> list[Wait]:
    if (since is None) is not (until is None):
        raise Refused("bad_wait", field="waiting_until")
    return [] if since is None else [Wait(1, Cause.SUPPLEMENT, since, until)]
