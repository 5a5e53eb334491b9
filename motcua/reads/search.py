"""Search: what was typed is a code, the end of one, an identity number, a phone, else a name.

Only the desk is read: one row for each agency that has to do with a dossier, so that whoever acts
for one of them, or for one above, finds it. Newest dossiers first, each once.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, LiteralString
from uuid import UUID

from django.db import connection

from motcua.domain.access import SEEING, Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.contacts import read_phone
from motcua.domain.desk import CONCERNS
from motcua.domain.identifiers import new_identifier, old_identifier
from motcua.domain.numbering import looks_like_code, parse_code
from motcua.domain.refusal import Refused
from motcua.domain.text import search_key
from motcua.models import DeskRow, DossierCode

ROWS = 20
LONGEST = 200


class Way(StrEnum):
    """How dossiers are looked for; the values stand in addresses."""

    LATEST = "latest"
    CODE = "code"
    TAIL = "tail"
    IDENTITY = "identity"
    PHONE = "phone"
    NAME = "name"
    PARTS = "parts"
    SIMILAR = "similar"


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed, understood: `value` is written as it is stored."""

    way: Way
    value: str = ""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One dossier found, as the desk has it (domain.desk.DeskRow)."""

    key: UUID
    code: str
    form_number: str
    procedure: str
    version: int
    receiving: str
    competent: str
    state: str
    step: int
    holder: str
    person: int | None
    due: datetime | None
    overdue_from: datetime | None
    finished: datetime | None
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """A page of dossiers, the way that led to them, and whether there are more."""

    way: Way
    rows: Sequence[FoundRow]
    more: bool


def understood(text: str) -> Question:
    """What somebody looks for.

    >>> understood("200319-0014").way.value, understood(" Nguyễn  Thị ĐÀO ").value
    ('tail', 'nguyen thi dao')
    """
    typed = text.replace("\0", "")[:LONGEST]
    if looks_like_code(typed):
        return Question(Way.CODE, parse_code(typed).text)
    bare = re.sub(r"[\s.]+", "", typed).upper()
    if _TAIL.fullmatch(bare):
        return Question(Way.TAIL, bare)
    if _IDENTITY.fullmatch(bare):
        return Question(Way.IDENTITY, bare)
    try:
        return Question(Way.PHONE, read_phone(typed))
    except Refused:
        words = _WORDS.findall(search_key(typed))
        return Question(Way.NAME, " ".join(words)) if words else Question(Way.LATEST)


_TAIL = re.compile(r"(?:[0-9]{6}-)?[0-9]{4,6}")
_IDENTITY = re.compile(r"[0-9]{9}|[0-9]{12}|[A-Z][0-9]{7,8}")
_WORDS = re.compile(r"[^\W_]+")


def visible_agencies(held: Iterable[Membership], tree: AgencyTree) -> list[str]:
    """The agencies whose dossiers these memberships let one see: their own and all below."""
    tops = {member.agency for member in held if member.role in SEEING}
    return list(dict.fromkeys(key for top in sorted(tops) for key in tree.subtree(top)))


def code_in_sight(text: str, agencies: Sequence[str]) -> str:
    """The code under which a dossier is opened, if this exact code is known and may be seen."""
    key = DossierCode.objects.filter(code__in=_spellings(text)).values_list("key", flat=True)[:1]
    seen = DeskRow.objects.filter(dossier_id__in=key, seat=CONCERNS, agency__in=agencies)
    return seen.values_list("code", flat=True).first() or ""


def _spellings(text: str) -> list[str]:
    # A code is issued in the format of its day; people may know their agency by the other.
    agency, _, rest = text.partition("-")
    spelt = [text]
    for other in (old_identifier, new_identifier):
        try:
            spelt.append(f"{other(agency)}-{rest}")
        except ValueError:
            continue
    return spelt


def find(
    question: Question,
    agencies: Sequence[str],
    *,
    after: UUID | None = None,
    way: Way | None = None,
    rows: int = ROWS,
) -> Found:
    """A page of dossiers. A name is looked for whole, then by parts, then by likeness.

    `way` and `after` say how and where the page before ended.
    """
    ladder = (way,) if way else ways(question)
    found: list[FoundRow] = []
    tried = ladder[0]
    for tried in ladder:
        found = _matching(tried, question.value, agencies, after, rows + 1)
        if found:
            break
    return Found(tried, found[:rows], more=len(found) > rows)


def ways(question: Question) -> tuple[Way, ...]:
    """How a question is looked for, one way after the other until something is found."""
    if question.way is Way.NAME:
        return (Way.NAME, Way.PARTS, Way.SIMILAR)
    return (question.way,)


_COLUMNS: LiteralString = """d.dossier_key, d.code, d.form_number, d.procedure, d.version,
 d.receiving, d.competent, d.state, d.step, d.holder, d.person, d.due, d.overdue_from,
 d.finished, d.name"""
_CONDITIONS: dict[Way, LiteralString] = {
    Way.TAIL: "n.code <> '' AND reverse(n.code) LIKE %(value)s",
    Way.IDENTITY: "n.identity <> '' AND n.identity = %(value)s",
    Way.PHONE: "n.phone <> '' AND n.phone = %(value)s",
    Way.NAME: "to_tsvector('simple', n.name_key) @@ phraseto_tsquery('simple', %(value)s)",
    Way.PARTS: "to_tsvector('simple', n.name_key) @@ to_tsquery('simple', %(value)s)",
    Way.SIMILAR: "n.name_key %%> %(value)s",
}


def _matching(
    way: Way, value: str, agencies: Sequence[str], after: UUID | None, rows: int
) -> list[FoundRow]:
    if way not in _CONDITIONS:
        return []
    condition = f"{_SEEN} AND {_CONDITIONS[way]}"
    onward = " AND n.dossier_key < %(after)s" if after else ""
    statement = _NEWEST_FIRST.format(condition=condition, onward=onward, columns=_COLUMNS)
    sought = {"value": _sought(way, value), "agencies": list(agencies), "newest": NEWEST}
    return _read(statement, sought | {"after": after, "rows": rows})


NEWEST = 2000
"""Rows. What many dossiers match is found among these; only what few match is gathered whole."""
_SEEN: LiteralString = "n.agency = ANY(%(agencies)s)"
# Left to itself the planner walks all dossiers backwards for a rare name, or gathers a quarter of
# them for a common one.
_NEWEST_FIRST: LiteralString = """WITH newest AS MATERIALIZED (
 SELECT DISTINCT ON (n.dossier_key) n.dossier_key, n.agency FROM
  (SELECT * FROM motcua_deskrow n WHERE n.seat = 'named'{onward}
   ORDER BY n.dossier_key DESC LIMIT %(newest)s) n
 WHERE {condition} ORDER BY n.dossier_key DESC LIMIT %(rows)s),
 gathered AS MATERIALIZED (
 SELECT n.dossier_key, n.agency FROM motcua_deskrow n
 WHERE n.seat = 'named' AND {condition}{onward}
  AND (SELECT count(*) FROM newest) < %(rows)s),
 chosen AS MATERIALIZED (
 SELECT * FROM newest WHERE (SELECT count(*) FROM newest) = %(rows)s
 UNION ALL
 (SELECT DISTINCT ON (dossier_key) * FROM gathered ORDER BY dossier_key DESC LIMIT %(rows)s))
SELECT {columns} FROM chosen c JOIN motcua_deskrow d ON d.dossier_key = c.dossier_key
 AND d.agency = c.agency AND d.seat = 'concerns' ORDER BY d.dossier_key DESC"""


def _sought(way: Way, value: str) -> str:
    if way is Way.TAIL:
        return f"-{value}"[::-1] + "%"
    if way is Way.PARTS:
        return " & ".join(f"{word}:*" for word in value.split())
    return value


_LATEST: LiteralString = f"""SELECT DISTINCT ON (moment, dossier_key) x.* FROM
 unnest(%(agencies)s::text[]) AS a(agency) CROSS JOIN LATERAL (
 (SELECT d.received AS moment, {_COLUMNS} FROM motcua_deskrow d
  WHERE d.seat = 'concerns' AND d.agency = a.agency AND d.received IS NOT NULL
  ORDER BY d.received DESC, d.dossier_key DESC LIMIT %(rows)s)
 UNION ALL
 (SELECT w.since, {_COLUMNS} FROM
  (SELECT w.dossier_key, w.since FROM motcua_deskrow w
   WHERE w.seat NOT IN ('concerns', 'named') AND w.agency = a.agency AND w.since IS NOT NULL
   ORDER BY w.since DESC, w.dossier_key DESC LIMIT %(rows)s) w
  JOIN motcua_deskrow d ON d.dossier_key = w.dossier_key AND d.agency = a.agency
   AND d.seat = 'concerns')
 ) x ORDER BY moment DESC, dossier_key DESC"""


def latest(agencies: Sequence[str], rows: int = ROWS) -> list[FoundRow]:
    """The dossiers that most recently were received by or reached one of these agencies."""
    with connection.cursor() as cursor:
        cursor.execute(_LATEST, {"agencies": list(agencies), "rows": rows})
        newest: dict[UUID, FoundRow] = {}
        for _, *row in cursor.fetchall():
            newest.setdefault(row[0], FoundRow(*row))
    return list(newest.values())[:rows]


def _read(statement: str, values: dict[str, Any]) -> list[FoundRow]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return [FoundRow(*row) for row in cursor.fetchall()]
