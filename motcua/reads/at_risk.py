"""Hồ sơ có nguy cơ trễ: what is not finished and due within some working days, or overdue.

Only the desk is read, along its index `desk_due`. A dossier that waits for the citizen is at no
risk: its clock is not running.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from motcua.domain.access import SEEING, Membership
from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.desk import CONCERNS
from motcua.domain.local_time import local_day, midnight
from motcua.models import DeskRow
from motcua.models.law import Reference, reference
from motcua.reads.desk_lines import own_codes, step_name
from motcua.reads.dossiers import names_of
from motcua.reads.remaining import Remaining, Urgency, remaining

ROWS = 20
COUNTED = 1000
"""Counts stop here: nobody counts a whole province."""
WITHIN = 3
"""Working days ahead that are looked at unless others are asked for."""
MOST_WITHIN = 30


class Scope(StrEnum):
    """Whose dossiers; the values stand in addresses."""

    MINE = "mine"
    AGENCY = "agency"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended."""

    due: datetime
    key: UUID


@dataclass(frozen=True, slots=True)
class RiskLine:
    """One dossier at risk, in words. `apology` is how far the apology for it has come.

    `new_date` is the one date that a sent apology promised.
    """

    code: str
    own: bool
    procedure: str
    applicant: str
    step: str
    holder: str
    remaining: Remaining
    due: datetime
    apology: Remaining
    new_date: datetime | None


@dataclass(frozen=True, slots=True)
class AtRisk:
    """A page of dossiers at risk, how many there are (at most COUNTED), where the next begins."""

    lines: Sequence[RiskLine]
    overdue: int
    soon: int
    following: Mark | None


def at_risk(
    scope: Scope,
    held: Sequence[Membership],
    acting: Membership,
    person: int,
    now: datetime,
    *,
    within: int = WITHIN,
    after: Mark | None = None,
) -> AtRisk:
    """What is at risk for somebody, nearest date first. Two counts and one page of the desk."""
    known = reference()
    until = last_moment(local_day(now), within, known.calendar_of(acting.agency))
    found = _rows(scope, held, acting, person, known).filter(due__lt=until)
    page = found.order_by("due", "dossier_id")
    if after:
        same_moment = Q(due=after.due, dossier_id__gt=after.key)
        page = page.filter(Q(due__gt=after.due) | same_moment)
    rows = list(page[: ROWS + 1])
    shown = rows[:ROWS]
    people = names_of(row.person for row in shown if row.person)
    own = own_codes(known.agencies, held)
    lines = [_line(row, known, own, people, person, now) for row in shown]
    following = None
    if len(rows) > ROWS and shown[-1].due is not None:
        following = Mark(shown[-1].due, shown[-1].dossier_id)
    overdue = _counted(found.filter(overdue_from__lte=now))
    soon = _counted(found.filter(overdue_from__gt=now))
    return AtRisk(lines, overdue, soon, following)


def last_moment(today: date, within: int, calendar: Calendar) -> datetime:
    """The end of the `within`-th working day after today; calendar days where nobody knows."""
    try:
        day = calendar.add_working_days(today, within) if within else today
    except CalendarTooShort:
        day = today + timedelta(days=within)
    return midnight(day + timedelta(days=1))


def _rows(
    scope: Scope,
    held: Sequence[Membership],
    acting: Membership,
    person: int,
    known: Reference,
) -> "QuerySet[DeskRow]":
    rows = DeskRow.objects.filter(
        seat=CONCERNS, finished=None, closed=None, overdue_from__isnull=False
    )
    if scope is Scope.MINE:
        mine = {one.agency for one in held if one.role in SEEING}
        return rows.filter(agency__in=mine, person=person, holder=F("agency"))
    if scope is Scope.AGENCY:
        here = Q(competent=F("agency")) | Q(holder=F("agency")) | Q(receiving=F("agency"))
        return rows.filter(here, agency=acting.agency)
    # Each dossier has one competent agency, so none is listed twice.
    return rows.filter(agency__in=known.agencies.subtree(acting.agency), competent=F("agency"))


def _counted(rows: "QuerySet[DeskRow]") -> int:
    return rows.order_by().values("dossier_id")[:COUNTED].count()


def _line(
    row: DeskRow,
    known: Reference,
    own: frozenset[str],
    people: dict[int, str],
    person: int,
    now: datetime,
) -> RiskLine:
    assert row.due is not None
    procedure = known.procedure(row.procedure, row.version)
    calendar = known.calendar_of(row.competent)
    where = known.agencies.short_name(row.holder, local_day(now)) if row.holder else ""
    who = _("tôi") if row.person == person else people.get(row.person or 0, "")
    return RiskLine(
        code=row.code,
        own=row.code.partition("-")[0] in own,
        procedure=procedure.name,
        applicant=row.name or _("(đã xóa)"),
        step=step_name(procedure, row.step),
        holder=", ".join(part for part in (who, where) if part) or _("chờ bên nhận"),
        remaining=remaining(row.due, row.overdue_from, None, now, calendar),
        due=row.due,
        apology=apology_stand(row, now),
        new_date=row.reappointed,
    )


def apology_stand(row: DeskRow, now: datetime) -> Remaining:
    """How far the apology of a dossier has come (NĐ 61/2018/NĐ-CP art. 19(9)), as a status."""
    if row.apology == "proposed":
        return Remaining(Urgency.SOON, _("chờ lãnh đạo ký"))
    if row.apology == "approved":
        return Remaining(Urgency.SOON, _("đã ký, chờ gửi"))
    if row.reappointed is not None:
        return Remaining(Urgency.DONE, _("đã xin lỗi"))
    if row.overdue_from is not None and row.overdue_from <= now:
        return Remaining(Urgency.LATE, _("chưa xin lỗi"))
    return Remaining(Urgency.NONE, _("chưa đề nghị"))
