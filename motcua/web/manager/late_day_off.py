"""A day off declared late: what the decision would move, and, once confirmed, moved.

The decision is typed into a small form or pasted as the TOML text of the command
`motcua late-holiday`. First comes what would move; nothing is written before it is confirmed.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.actions.late_day_off import Move, confirm, planned_moves
from motcua.domain.access import Membership
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.dated_rows import BadCalendar
from motcua.domain.day_off import LateDayOff, parse_late_day_off
from motcua.domain.local_time import local_day
from motcua.domain.managing import Area
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.reads.late_day_off import check_calendar, known_text
from motcua.reads.law import agency_tree
from motcua.reads.words.numbers import so_many
from motcua.web.formats import vn_date, vn_number
from motcua.web.http import current_now, memberships, person_id
from motcua.web.manager.fields import Asked
from motcua.web.manager.frame import managed, manager_page
from motcua.web.manager.late_day_off_form import KINDS, decision_text, fields, own_text

NAME = "manager-late-day-off"
SHOWN = 50
MOST = 5000
"""More open dossiers than this are for the command `motcua late-holiday`, not for a page."""
LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Plan:
    """What a decision would do. `resumed`: its rows are in the calendar already."""

    off: LateDayOff
    text: str
    moves: tuple[Move, ...]
    resumed: bool

    @property
    def too_many(self) -> bool:
        """Whether it is too much for a page."""
        return len(self.moves) > MOST


@require_http_methods(["GET", "HEAD", "POST"])
@managed(Area.CALENDAR)
def page(request: HttpRequest) -> HttpResponseBase:
    """GET the form, POST to see what would move, POST with `sure` to move it."""
    mine = [one for one in memberships(request) if one.role is Role.PROCEDURE_CONTROL]
    if not mine:
        raise Http404
    asked = Asked(request.POST.dict())
    if request.method != "POST":
        return _form(request, mine, asked)
    text = own_text(request, asked, LONGEST) or decision_text(asked)
    plan = _plan(text, mine, asked, current_now()) if not asked.errors else None
    if plan is None:
        return _form(request, mine, asked, status=422)
    if request.POST.get("sure") != "1" or plan.too_many:
        return _preview(request, plan)
    who = person_id(request)
    moved = confirm(plan.off, current_now(), advance=lambda count: None, actor=who)
    text = so_many(
        "%(n)s hồ sơ đã dời hạn theo quyết định %(number)s.", moved, number=plan.off.number
    )
    messages.success(request, text)
    return redirect(NAME)


def _plan(text: str, mine: list[Membership], asked: Asked, now: datetime) -> Plan | None:
    """What the decision would move; None, with the error beside its field, if it cannot be."""
    try:
        off = parse_late_day_off(text)
        _is_ours(off, mine)
        before = known_text(f"Quyết định {off.number}")
        if before == off.text:
            return Plan(off, text, (), resumed=True)
        if before is not None:
            asked.errors["number"] = _("Quyết định số này đã được nhập với nội dung khác.")
            return None
        check_calendar(off)
        return Plan(off, text, tuple(islice(planned_moves(off, now), MOST + 1)), resumed=False)
    except BadCalendar as error:
        lead = _("Không nhận được quyết định này:")
        asked.errors["decision" if asked.text("decision") else "first"] = f"{lead} {error}"
    except CalendarTooShort as error:
        asked.errors["first"] = _("Lịch làm việc chưa có năm %(year)s.") % {"year": error.year}
    except Refused as no:
        asked.refuse(no)
    return None


def _is_ours(off: LateDayOff, mine: list[Membership]) -> None:
    tree = agency_tree()
    for row in off.rows:
        if row.scope not in tree or not any(tree.is_within(row.scope, m.agency) for m in mine):
            raise Refused("unknown_agency", field="scope", agency=row.scope)


def _form(
    request: HttpRequest, mine: list[Membership], asked: Asked, status: int = 200
) -> HttpResponse:
    today = local_day(current_now())
    pasted = asked.field(
        "decision",
        _("Nội dung tệp quyết định (TOML)"),
        kind="textarea",
        rows=12,
        width="w12",
        optional=True,
    )
    pasted["value"] = asked.text("decision")[:LONGEST]
    context = {
        "form": fields(asked, [one.agency for one in mine], today),
        "pasted": pasted,
        "pasting": bool(asked.text("decision")) or "decision" in asked.errors,
        "errors": asked.summary(),
    }
    template = "manager/late_day_off.html"
    return manager_page(request, Area.CALENDAR, template, context, status=status)


def _preview(request: HttpRequest, plan: Plan) -> HttpResponse:
    tree, today = agency_tree(), local_day(current_now())
    context: dict[str, Any] = {
        "off": plan.off,
        "text": plan.text,
        "resumed": plan.resumed,
        "too_many": plan.too_many,
        "most": MOST,
        "count": vn_number(min(len(plan.moves), MOST)),
        "some": bool(plan.moves),
        "days": [
            {
                "day": row.day,
                "kind": KINDS.get(row.kind.value, row.kind.value),
                "name": row.name,
                "scope": tree.short_name(row.scope, today),
            }
            for row in plan.off.rows
        ],
        "signed": vn_date(plan.off.signed),
        "moves": [
            {"move": move, "agency": tree.short_name(move.agency, today)}
            for move in plan.moves[:SHOWN]
        ],
        "rest": vn_number(len(plan.moves) - SHOWN) if SHOWN < len(plan.moves) <= MOST else "",
    }
    return manager_page(request, Area.CALENDAR, "manager/late_day_off_preview.html", context)
