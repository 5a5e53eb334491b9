"""How wrong the forecast would have been: made as of a past moment, held against what happened."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from motcua.domain.dossier import Dossier
from motcua.models import Dossier as DossierRow
from motcua.models.law import reference
from motcua.models.mapping import from_row
from motcua.statistics.figures import units_of
from motcua.statistics.pace import forecasts, pace_of
from motcua.statistics.question import Question

STOOD_OPEN = """
SELECT dossier_key FROM motcua_mark
WHERE basis = 'dossier' AND kind = 'open' AND unit = ANY(%s) AND begins < %s AND ends >= %s
  AND ends < %s AND ended_as LIKE 'solved%%' AND known_gone IS NULL"""


@dataclass(frozen=True, slots=True)
class Backtest:
    """Dossiers open at a moment and solved since, forecast as of that moment.

    `within` were solved by their forecast (the 80th percentile of each step promises at least 4
    in 5); `median_error` and `ninth` (90th percentile) are absolute errors in working minutes;
    `lost_but_kept`: told to be lost, solved on time; `unknown` had no forecast. Dossiers still
    open are not in it, so errors of the slowest are not seen.
    """

    at: datetime
    dossiers: int
    unknown: int
    within: int
    median_error: int | None
    ninth: int | None
    lost: int
    lost_but_kept: int


def backtest(agency: str, at: datetime, now: datetime) -> Backtest:
    """Make the forecast as of `at` and hold it against what happened until now."""
    known = reference()
    units = units_of(known.agencies, Question(agency, at.date(), at.date()))
    with connection.cursor() as cursor:
        cursor.execute(STOOD_OPEN, [list(units), at, at, now])
        keys = [key for (key,) in cursor.fetchall()]
    pace = pace_of(units, at, known)
    errors: list[int] = []
    unknown = within = lost = lost_but_kept = 0
    for row in DossierRow.objects.filter(key__in=keys):
        dossier = from_row(row)
        assert dossier.finished is not None
        soonest, likely = forecasts(as_it_lay(dossier, at), pace, known, at)
        if likely is None or dossier.waits:
            unknown += 1
            continue
        within += dossier.finished <= likely
        calendar = known.calendar_of(dossier.competent)
        early, late = sorted((dossier.finished, likely))
        errors.append(calendar.working_minutes(early, late))
        due = dossier.overdue_from
        if soonest is not None and due is not None and due > at and soonest >= due:
            lost += 1
            lost_but_kept += dossier.finished < due
    errors.sort()
    count = len(errors)
    return Backtest(
        at,
        count,
        unknown,
        within,
        errors[count // 2] if count else None,
        errors[min(count - 1, count * 9 // 10)] if count else None,
        lost,
        lost_but_kept,
    )


def as_it_lay(dossier: Dossier, at: datetime) -> Dossier:
    """The legs it had at that moment, none of them ended later than it."""
    legs = [leg for leg in dossier.legs if leg.given <= at]
    return replace(dossier, legs=tuple(legs))
