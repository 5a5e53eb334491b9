"""The figures of a period as they are published: a document made once and never again.

Each unit with its own counts, so that anyone sums a district or a field of view for themselves;
the whole; usual times by procedure; apologies; who was silent (domain.silence). Two ways of
counting stand side by side: `figures`, what happened in the period, and `cohort`, how the dossiers
received in it stood on the as-of day, which is what the press means by a late rate.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.db import connection

from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.local_time import local_day, midnight
from motcua.domain.refusal import Refused
from motcua.domain.tally import DOSSIER, SOLVED
from motcua.models.law import reference
from motcua.models.reference import ProcedureVersion
from motcua.statistics.catalogue import FIGURES, figures_of
from motcua.statistics.cohorts import UNTIL
from motcua.statistics.counts import Sums, sums
from motcua.statistics.intake import intake
from motcua.statistics.question import Question
from motcua.statistics.rates import rates_of

NOT_PUBLISHED: Final = frozenset({"received_online"})
"""Figures that published rows cannot tell: they do not say how a dossier came in."""
PUBLISHED: Final = tuple(one.name for one in FIGURES if one.name not in NOT_PUBLISHED)
RULE_OF_USUAL: Final = 9, 10
"""Nine of ten results were there within the usual time."""

SPELLS = """
SELECT procedure, b, e, waits, count(*) FROM (
  SELECT m.procedure, (m.begins AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS b,
    (m.ends AT TIME ZONE 'Asia/Ho_Chi_Minh')::date AS e,
    (SELECT array_agg((w.begins AT TIME ZONE 'Asia/Ho_Chi_Minh')::date || '/' ||
       (least(w.ends, m.ends) AT TIME ZONE 'Asia/Ho_Chi_Minh')::date ORDER BY w.number)
     FROM motcua_mark w WHERE w.dossier_key = m.dossier_key AND w.basis = 'dossier'
       AND w.kind = 'waiting' AND w.known < %(t)s
       AND (w.known_gone IS NULL OR w.known_gone >= %(t)s)) AS waits
  FROM motcua_mark m
  WHERE m.basis = 'dossier' AND m.kind = 'open' AND m.ended_as = ANY(%(solved)s)
    AND m.ends >= %(a)s AND m.ends < %(b)s AND m.known_ended < %(t)s
    AND (m.known_gone IS NULL OR m.known_gone >= %(t)s)
) AS x GROUP BY 1, 2, 3, 4"""

APOLOGIES = f"""
SELECT count(*), count(*) FILTER (WHERE EXISTS (
  SELECT 1 FROM motcua_mark s WHERE s.dossier_key = l.dossier_key AND s.basis = 'dossier'
   AND s.kind IN ('apology_timely', 'apology_late') AND s.known < %(t)s
   AND (s.known_gone IS NULL OR s.known_gone >= %(t)s)))
FROM (
  SELECT dossier_key FROM motcua_mark
  WHERE basis = 'dossier' AND received >= %(first)s AND received <= %(last)s
   AND known < %(t)s AND (known_gone IS NULL OR known_gone >= %(t)s)
   AND kind = 'open' AND ended_as = 'solved_late' AND ends >= %(a)s AND known_ended < %(t)s
  UNION
  SELECT dossier_key FROM motcua_mark
  WHERE basis = 'dossier' AND received >= %(first)s AND received <= %(last)s
   AND known < %(t)s AND (known_gone IS NULL OR known_gone >= %(t)s) AND {UNTIL} >= %(t)s
   AND kind = 'overdue' AND begins < %(t)s AND (ends IS NULL OR known_ended >= %(t)s)
) AS l"""


def document(first: date, last: date, as_of: date, now: datetime) -> dict[str, Any]:
    """The figures of a period as known by the end of `as_of`. Refused for days out of order."""
    known = reference()
    tree = known.agencies
    top = next(agency for agency in tree if agency.parent is None)
    Question(top.key, first, last, as_of=as_of)  # refuses days that are not in order
    if as_of >= local_day(now):
        raise Refused("as_of_not_over", as_of=as_of)
    period = _by_unit(tree, first, last, as_of, cohort=False)
    cohort = _by_unit(tree, first, last, as_of, cohort=True)
    quiet = intake(top.key, as_of)
    late, apologised = _apologies(first, last, as_of)
    return {
        "from": first.isoformat(),
        "to": last.isoformat(),
        "as_of": as_of.isoformat(),
        "basis": DOSSIER,
        "top": top.key,
        "name": tree.name(top.key, last),
        "units": [
            _unit(agency, tree, last, period, cohort)
            for agency in tree
            if _stood(agency, first, last) or agency.key in period or agency.key in cohort
        ],
        "total": _total(period, cohort),
        "apologies": {"late": late, "apologised": apologised},
        "usual_times": usual_times(first, last, as_of, known.calendar_of(top.key)),
        "silent": [one.unit for one in quiet if one.verdict.silent],
        "thin": [one.unit for one in quiet if one.verdict.thin],
    }


def _stood(agency: Agency, first: date, last: date) -> bool:
    return agency.valid_from <= last and (agency.valid_to is None or agency.valid_to >= first)


def _by_unit(
    tree: AgencyTree, first: date, last: date, as_of: date, *, cohort: bool
) -> dict[str, Sums]:
    units = [agency.key for agency in tree]
    found = sums(
        DOSSIER, units, first, last, group=("unit",), cohort=cohort, as_of=as_of, today=as_of
    )
    return {unit: value for (unit,), value in found.items()}


def _unit(
    agency: Agency,
    tree: AgencyTree,
    on: date,
    period: dict[str, Sums],
    cohort: dict[str, Sums],
) -> dict[str, Any]:
    return {
        "key": agency.key,
        "code": agency.code_new,
        "name": tree.name(agency.key, on),
        "level": agency.level,
        "kind": agency.kind,
        "parent": agency.parent or "",
        "figures": published_figures(period.get(agency.key)),
        "cohort": published_figures(cohort.get(agency.key)),
    }


def published_figures(found: Sums | None) -> dict[str, int]:
    """The figures of one group that are published, by name; all 0 where there is nothing."""
    figures = figures_of(found or Sums())
    return {name: figures[name] for name in PUBLISHED}


def _total(period: dict[str, Sums], cohort: dict[str, Sums]) -> dict[str, Any]:
    total: dict[str, Any] = {}
    for part, found in (("figures", period), ("cohort", cohort)):
        whole = Sums()
        for value in found.values():
            whole.add(value)
        rates = rates_of(figures_of(whole))
        total[part] = published_figures(whole)
        total[f"{part}_rates"] = {name: {"num": n, "den": d} for name, (n, d) in rates.items()}
    return total


def _ends(first: date, last: date, as_of: date) -> dict[str, Any]:
    return {
        "a": midnight(first),
        "b": midnight(last + timedelta(days=1)),
        "t": midnight(as_of + timedelta(days=1)),
        "first": first,
        "last": last,
        "solved": list(SOLVED),
    }


def _apologies(first: date, last: date, as_of: date) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(APOLOGIES, _ends(first, last, as_of))
        late, apologised = cursor.fetchone()
        return int(late), int(apologised)


def usual_times(first: date, last: date, as_of: date, calendar: Calendar) -> list[dict[str, Any]]:
    """Of each procedure solved in the period: how many, and within how many working days nine of
    ten were. What was spent waiting for the applicant is not counted."""
    taken: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(SPELLS, _ends(first, last, as_of))
        for procedure, begin, end, waits, n in cursor.fetchall():
            taken[procedure].append((_days(begin, end, waits or [], calendar), n))
    named = _names(list(taken))
    return [
        {
            "procedure": code,
            "name": named.get(code, code),
            "solved": sum(n for _days_taken, n in spells),
            "days": _usual(spells),
        }
        for code, spells in sorted(taken.items())
    ]


def _days(begin: date, end: date, waits: list[str], calendar: Calendar) -> int:
    try:
        days = calendar.count_working_days(begin, end)
        for wait in waits:
            since, until = (date.fromisoformat(day) for day in wait.split("/"))
            days -= max(0, calendar.count_working_days(since, until))
    except CalendarTooShort:
        return (end - begin).days
    return max(0, days)


def _usual(spells: list[tuple[int, int]]) -> int:
    num, den = RULE_OF_USUAL
    needed = -(-sum(n for _days_taken, n in spells) * num // den)
    seen = 0
    for days, n in sorted(spells):
        seen += n
        if seen >= needed:
            return days
    return 0


def _names(codes: list[str]) -> dict[str, str]:
    rows = ProcedureVersion.objects.filter(code__in=codes).order_by("code", "version")
    return dict(rows.values_list("code", "name"))
