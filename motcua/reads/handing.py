"""What one unit handed over on a day, to whom: the hand-over lists that both sides sign.

Nobody keeps hand-overs by day, so they are looked for where they must be: dossiers that the unit
still holds as given, and those whose leg with it ended, by being accepted, since that day began.
The facts of these dossiers then say what was handed over that day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _

from motcua.domain import facts as f
from motcua.domain.access import Membership
from motcua.domain.agencies import Agency
from motcua.domain.desk import NAMED
from motcua.domain.dossier import Dossier
from motcua.domain.local_time import local_day, midnight
from motcua.domain.tally import SOLVED
from motcua.models import DeskRow, Fact
from motcua.models import Dossier as DossierRow
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row
from motcua.reads.dossiers import entry_of
from motcua.reads.papers import counts_words, paper_rule
from motcua.reads.search import visible_agencies
from motcua.reads.words.reasons import SEND_BACK

DAYS_BACK = 30
"""Lists are made of today and of this many days before: later they have long been signed, and
what is looked through stays a month's work of one unit."""
FOUND = """SELECT DISTINCT x.dossier_key FROM (
 SELECT d.dossier_key FROM motcua_deskrow d
 WHERE d.agency = %(agency)s AND d.seat = 'in_hand' AND d.given
 UNION ALL
 SELECT m.dossier_key FROM motcua_mark m
 WHERE m.basis = 'leg' AND m.unit = %(agency)s AND m.ended_as = ANY(%(ended)s)
 AND m.ends >= %(begins)s AND m.known_gone IS NULL) x"""
UNDONE = frozenset({"recalled", "declined"})


@dataclass(frozen=True, slots=True)
class Given:
    """One dossier that was handed over and not taken back or declined since."""

    key: UUID
    receiving: str
    at: datetime
    person: int
    fact: f.HandedOver
    dossier: Dossier

    @property
    def accepted(self) -> bool:
        """Whether the other side has put its stamp."""
        return self.dossier.legs[self.fact.leg - 1].accepted is not None


@dataclass(frozen=True, slots=True)
class HandedLine:
    """One line of a list: what its paper says of a dossier."""

    key: UUID
    code: str
    name: str
    procedure: str
    papers: tuple[str, ...]
    promised: datetime | None
    given: datetime
    note: str


def givers(held: Iterable[Membership], on: date) -> list[Agency]:
    """The agencies whose hand-overs these memberships may see."""
    tree = reference().agencies
    seen = (tree.get(key) for key in visible_agencies(held, tree))
    return [agency for agency in seen if agency.stands_on(on)]


def handed_over(agency: str, day: date) -> list[Given]:
    """All that this agency handed over on a local day, in order. Three statements."""
    begins, ends = midnight(day), midnight(day + timedelta(days=1))
    with connection.cursor() as cursor:
        cursor.execute(FOUND, {"agency": agency, "ended": list(SOLVED), "begins": begins})
        keys = [key for (key,) in cursor.fetchall()]
    facts = Fact.objects.filter(
        dossier_id__in=keys, kind=f.HandedOver.__name__, agency=agency,
        happened__gte=begins, happened__lt=ends,
    )  # fmt: skip
    entries = [(row.dossier_id, entry_of(row)) for row in facts]
    rows = DossierRow.objects.filter(key__in={key for key, _entry in entries})
    dossiers = {row.key: from_row(row) for row in rows}
    found = [_given(key, entry, dossiers[key]) for key, entry in entries]
    there = [one for one in found if one is not None]
    return sorted(there, key=lambda one: (one.at, one.dossier.code))


def _given(key: UUID, entry: f.Entry, dossier: Dossier) -> Given | None:
    fact = entry.fact
    assert isinstance(fact, f.HandedOver)  # the statement asks for this kind alone
    if dossier.legs[fact.leg - 1].outcome in UNDONE:
        return None
    return Given(key, fact.agency, fact.happened, entry.by.person, fact, dossier)


def handed_lines(given: Sequence[Given], agency: str) -> list[HandedLine]:
    """What a list says of each. One statement: the applicants' names."""
    known = reference()
    keys = [one.key for one in given]
    named = DeskRow.objects.filter(dossier_id__in=keys, seat=NAMED, agency=agency)
    names = dict(named.values_list("dossier_id", "name"))
    return [_line(one, names.get(one.key, ""), known) for one in given]


def _line(one: Given, name: str, known: Reference) -> HandedLine:
    dossier = one.dossier
    return HandedLine(
        key=one.key,
        code=dossier.code,
        name=name or _("(đã xóa)"),
        procedure=known.procedure(dossier.procedure, dossier.version).name,
        papers=_papers(one, known),
        promised=dossier.legal_due,
        given=one.at,
        note=_note(one.fact),
    )


def _papers(one: Given, known: Reference) -> tuple[str, ...]:
    """The papers that lie in the dossier; with them the result, where it was there already."""
    dossier = one.dossier
    procedure = known.procedure(dossier.procedure, dossier.version)
    found = []
    for paper in dossier.papers:
        rule = paper_rule(paper.code, procedure)
        if rule is not None and not rule.shown_only and paper.originals + paper.copies:
            found.append(f"{rule.name}: {counts_words(paper, rule)}")
    if dossier.result is not None and dossier.finished is not None and one.at >= dossier.finished:
        found.append(_("Kết quả giải quyết"))
    return tuple(found)


def _note(fact: f.HandedOver) -> str:
    if fact.back:
        return _("Trả lại: %(reason)s") % {"reason": SEND_BACK.get(fact.reason, fact.reason)}
    return _("Trình ký") if fact.for_signature else ""


def first_day(now: datetime) -> date:
    """The first day of which lists are made."""
    return local_day(now) - timedelta(days=DAYS_BACK)
