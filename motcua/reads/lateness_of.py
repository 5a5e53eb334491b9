"""Who answers for what was late: every late dossier of an agency or a person, with all shares.

A dossier's late minutes are split by domain.blame over the legs that held it. A dossier belongs
to the period in which it became overdue. Reckoned from the dossiers themselves, newest law of
blame, nothing stored.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import islice

from django.db.models import F
from django.db.models.functions import Coalesce

from motcua.domain.access import Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.blame import Share, split_lateness
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.desk import CONCERNS
from motcua.domain.dossier import Dossier
from motcua.domain.lateness import lateness
from motcua.domain.local_time import local_day, midnight
from motcua.domain.roles import Role
from motcua.models import DeskRow
from motcua.models import Dossier as DossierRow
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row
from motcua.reads.dossiers import names_of
from motcua.reads.durations import minutes_of_day, worked_words

HEADS = frozenset({Role.LEADER, Role.ONE_STOP_HEAD, Role.DIVISION_HEAD})
MOST = 2000
"""Late dossiers that are reckoned at once; more in a period are said to be more."""


@dataclass(frozen=True, slots=True)
class ShareLine:
    """A part of the late minutes: whose, how much, and whether it is what was asked for."""

    agency_key: str
    agency: str
    person: int | None
    name: str
    minutes: int
    words: str
    asked: bool


@dataclass(frozen=True, slots=True)
class LateDossier:
    """One late dossier. `ended` is None while it is open and overdue.

    `minutes` are working minutes of the accountable unit, `days` calendar days beside them;
    `own` are the minutes of whoever was asked for.
    """

    code: str
    procedure: str
    due: datetime
    ended: datetime | None
    minutes: int
    words: str
    days: int
    own: int
    shares: Sequence[ShareLine]


@dataclass(frozen=True, slots=True)
class LatenessOf:
    """Every late dossier behind a figure. `words` is the sum of own minutes as people say it.

    `capped`: there are more than MOST and the sum is not the whole.
    """

    dossiers: Sequence[LateDossier]
    minutes: int
    words: str
    people: Sequence[tuple[int, str]]
    capped: bool


def may_see(
    held: Iterable[Membership], viewer: int, agency: str, person: int | None, tree: AgencyTree
) -> bool:
    """Heads of the agency or of one above see all of it, everybody sees what is their own.

    `held` are the memberships in which the viewer acts today.
    """
    mine = list(held)
    if any(one.role in HEADS and tree.is_within(agency, one.agency) for one in mine):
        return True
    return person == viewer and any(one.agency == agency for one in mine)


def headed(held: Iterable[Membership], tree: AgencyTree, on: date) -> list[str]:
    """The agencies, with all below, that somebody heads."""
    tops = {one.agency for one in held if one.role in HEADS}
    found = dict.fromkeys(key for top in sorted(tops) for key in tree.subtree(top))
    return [key for key in found if tree.get(key).stands_on(on)]


def lateness_of(
    agency: str, person: int | None, first: date, last: date, now: datetime
) -> LatenessOf:
    """Late dossiers that this agency, or this person in it, has a share of. Three statements."""
    ended = Coalesce("finished", "closed", now)
    keys = (
        DeskRow.objects.filter(agency=agency, seat=CONCERNS, overdue_from__lte=now)
        .filter(
            overdue_from__gte=midnight(first),
            overdue_from__lt=midnight(last + timedelta(days=1)),
        )
        .alias(ended=ended)
        .filter(ended__gte=F("overdue_from"))
        .order_by("overdue_from", "dossier_id")
        .values_list("dossier_id", flat=True)[: MOST + 1]
    )
    sought = list(keys)
    rows = DossierRow.objects.filter(key__in=sought[:MOST]).order_by("overdue_from", "key")
    known = reference()
    split = [(dossier, _shares(dossier, known, now)) for dossier in map(from_row, rows)]
    ours = [
        (dossier, shares)
        for dossier, shares in split
        if any(_is_asked(share, agency, person) for share in shares)
    ]
    names = names_of(share.person or 0 for _dossier, shares in split for share in shares)
    lines = [_late(d, shares, agency, person, names, known, now) for d, shares in ours]
    total = sum(line.own for line in lines)
    people = {s.person for _d, shares in split for s in shares if s.agency == agency and s.person}
    named = sorted(((p, names.get(p, "")) for p in people), key=lambda one: one[1])
    per_day = minutes_of_day(now, known.calendar_of(agency))
    words = worked_words(total, per_day)
    return LatenessOf(lines, total, words, named, capped=len(sought) > MOST)


def _is_asked(share: Share, agency: str, person: int | None) -> bool:
    return share.agency == agency and (person is None or share.person == person)


def _shares(dossier: Dossier, known: Reference, now: datetime) -> tuple[Share, ...]:
    end = dossier.finished or dossier.closed or now
    try:
        return split_lateness(dossier, end, known.calendar_of(dossier.competent))
    except CalendarTooShort:
        return ()


def _late(
    dossier: Dossier,
    shares: Sequence[Share],
    agency: str,
    person: int | None,
    names: dict[int, str],
    known: Reference,
    now: datetime,
) -> LateDossier:
    assert dossier.legal_due is not None
    ended = dossier.finished or dossier.closed
    calendar = known.calendar_of(dossier.competent)
    by_how_much = lateness(dossier.legal_due, ended or now, calendar)
    per_day = minutes_of_day(dossier.legal_due, calendar)
    lines = [
        ShareLine(
            agency_key=share.agency,
            agency=known.agencies.short_name(share.agency, local_day(dossier.legal_due)),
            person=share.person,
            name=names.get(share.person or 0, ""),
            minutes=share.minutes,
            words=worked_words(share.minutes, per_day),
            asked=_is_asked(share, agency, person),
        )
        for share in shares
    ]
    return LateDossier(
        code=dossier.code,
        procedure=known.procedure(dossier.procedure, dossier.version).name,
        due=dossier.legal_due,
        ended=ended,
        minutes=by_how_much.working_minutes,
        words=worked_words(by_how_much.working_minutes, per_day),
        days=by_how_much.calendar_days,
        own=sum(line.minutes for line in lines if line.asked),
        shares=lines,
    )


def page_of(found: LatenessOf, begin: int, rows: int) -> Sequence[LateDossier]:
    """Some of the dossiers behind the figure, from a place on."""
    return list(islice(found.dossiers, begin, begin + rows))
