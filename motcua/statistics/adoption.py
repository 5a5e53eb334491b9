"""A month of every receiving unit: received, entered late, from a register, declared on paper, and
the numbers of results that nobody here bears."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from motcua.domain.adoption import Gap, Known, gap, month_of, subject_of
from motcua.domain.agency_facts import PaperDeclared
from motcua.domain.commands.elsewhere import PAPER
from motcua.domain.local_time import midnight
from motcua.models import User
from motcua.models.agency_log import AgencyFactRow
from motcua.models.law import reference
from motcua.statistics.cohorts import next_month
from motcua.statistics.result_numbers import Gaps, missing_numbers

COUNTS = """
SELECT unit, sum(n), coalesce(sum(n) FILTER (WHERE recorded > happened), 0) FROM (
  SELECT unit, happened, recorded, n FROM motcua_dailycount
  WHERE basis = 'reception' AND kind = 'received' AND unit = ANY(%(units)s)
    AND happened >= %(first)s AND happened < %(after)s
  UNION ALL
  SELECT unit, happened, recorded, n FROM motcua_countchange
  WHERE basis = 'reception' AND kind = 'received' AND unit = ANY(%(units)s)
    AND happened >= %(first)s AND happened < %(after)s
) AS x GROUP BY unit"""

FROM_BOOK = """
SELECT r.agency, count(*) FROM motcua_deskrow r
WHERE r.seat = 'concerns' AND r.agency = ANY(%(units)s) AND r.receiving = r.agency
  AND r.received >= %(begins)s AND r.received < %(ends)s
  AND EXISTS (SELECT 1 FROM motcua_fact f WHERE f.dossier_key = r.dossier_key
    AND f.kind = 'BroughtIn' AND f.body->>'source' = %(paper)s)
GROUP BY r.agency"""


@dataclass(frozen=True, slots=True)
class Adopted:
    """One unit's month. `signed_by` and `signed` are of the declaration that counts; '' and None
    where nobody signed; `missing` are numbers of results that no dossier bears, each with the
    agency that gives them."""

    unit: str
    parent: str
    known: Known
    gap: Gap
    missing: Gaps
    signed_by: str
    signed: datetime | None


def adoption(top: str, month: str) -> tuple[Adopted, ...]:
    """The receiving units under an agency that stood in that month. Refused `bad_month`."""
    tree, first = reference().agencies, month_of(month)
    after = next_month(first)
    asked = tree.subtree(tree.find(top).key)
    units = [
        tree.get(key) for key in asked if tree.get(key).receives and tree.get(key).stands_on(first)
    ]
    keys = [unit.key for unit in units]
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, {"units": keys, "first": first, "after": after})
        counts = {unit: (int(n), int(late)) for unit, n, late in cursor.fetchall()}
    # What stood in a book first was entered late, so only units that did so need to be looked at.
    books = _from_books([key for key, (_n, late) in counts.items() if late], first, after)
    signed, gaps = _declarations(keys, month), missing_numbers(tree, keys, first, after)
    return tuple(
        _adopted(
            unit.key,
            unit.parent or "",
            (*counts.get(unit.key, (0, 0)), books.get(unit.key, 0)),
            gaps.get(unit.key, ()),
            signed.get(unit.key),
        )
        for unit in units
    )


def _from_books(units: list[str], first: date, after: date) -> dict[str, int]:
    """Of each unit, how many dossiers received in [first, after) came from a paper register."""
    if not units:
        return {}
    days = {"begins": midnight(first), "ends": midnight(after)}
    with connection.cursor() as cursor:
        cursor.execute(FROM_BOOK, {"units": units, "paper": PAPER, **days})
        return {unit: int(n) for unit, n in cursor.fetchall()}


Signed = tuple[int, str, datetime]


def _declarations(units: list[str], month: str) -> dict[str, Signed]:
    rows = AgencyFactRow.objects.filter(
        kind="PaperDeclared", subject=subject_of(month), log_id__in=units
    )
    found = list(rows.order_by("log_id", "number"))
    names = dict(
        User.objects.filter(id__in={row.person for row in found}).values_list("id", "full_name")
    )
    last: dict[str, Signed] = {}
    for row in found:
        fact = row.facts().fact
        if isinstance(fact, PaperDeclared):
            last[row.log_id] = (fact.on_paper, names.get(row.person, ""), row.recorded)
    return last


def _adopted(
    unit: str,
    parent: str,
    counts: tuple[int, int, int],
    missing: Gaps,
    signed: Signed | None,
) -> Adopted:
    numbers = sum(one.count for _unit, one in missing)
    known = Known(signed[0] if signed else None, *counts, numbers)
    who, when = (signed[1], signed[2]) if signed else ("", None)
    return Adopted(unit, parent, known, gap(known), missing, who, when)
