"""Reference rows as the values that the rules know, kept in memory while nothing changes.

A stamp per kind of row counts up with every change; whoever asks brings the stamps it just
read, and gets what was built for exactly these.
"""

import threading
import tomllib
from collections.abc import Callable, Iterable, Mapping
from datetime import date

from motcua.domain.agencies import LEVELS, Agency, AgencyTree, Level, NameRow
from motcua.domain.calendar import Calendar
from motcua.domain.calendar_compile import compile_calendar, relevant_scopes
from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.dated_rows import CalendarRow, HoursRow
from motcua.domain.procedure import Procedure
from motcua.domain.procedure_document import from_document
from motcua.domain.refusal import Refused
from motcua.domain.rulebook_file import parse_rulebook
from motcua.domain.scores import parse_groups, parse_scores
from motcua.models import reference as rows
from motcua.models.surroundings import surroundings

Stamps = Mapping[str, int]


class Calendars:
    """Calendars compiled on demand, once for all agencies that share the same rows."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._days: list[CalendarRow] = []
        self._hours: list[HoursRow] = []
        self._first, self._last = date.max, date.min
        for text in texts:
            document = tomllib.loads(text)
            days, hours = parse_calendar(document)
            self._days += days
            self._hours += hours
            first, last = parse_coverage(document)
            self._first, self._last = min(self._first, first), max(self._last, last)
        self._compiled: dict[tuple[str, ...], Calendar] = {}

    def of(self, chain: tuple[str, ...]) -> Calendar:
        """The calendar for an agency and those above it, narrowest first."""
        scopes = relevant_scopes(self._days, self._hours, chain)
        if scopes not in self._compiled:
            self._compiled[scopes] = compile_calendar(
                self._days, self._hours, chain, self._first, self._last
            )
        return self._compiled[scopes]


class Reference:
    """The law and the organisation as of one set of stamps."""

    def __init__(self) -> None:
        self.agencies = _agencies()
        self._calendars = Calendars(_texts("calendar"))
        self._of_agency: dict[str, Calendar] = {}
        self._planned: dict[str, Calendars] = {}
        self.scores = parse_scores(_texts("scores"))
        self.groups = parse_groups(_texts("scores"))
        self.rules = parse_rulebook(*(tomllib.loads(text) for text in _texts("rules")))
        self._versions: dict[tuple[str, int], Procedure] = {}
        spans = rows.ProcedureVersion.objects.order_by("code", "-version")
        self._spans: dict[str, list[tuple[int, date, date | None]]] = {}
        for code, version, start, end in spans.values_list(
            "code", "version", "valid_from", "valid_to"
        ):
            self._spans.setdefault(code, []).append((version, start, end))

    def calendar_of(self, agency: str) -> Calendar:
        """The compiled calendar of an agency: its own rows, then those above it."""
        found = self._of_agency.get(agency)
        if found is None:
            found = self._calendars.of((agency, *self.agencies.ancestors(agency)))
            self._of_agency[agency] = found
        return found

    def calendar_with(self, text: str) -> Callable[[str], Calendar]:
        """Each agency's calendar as it would be with this document added."""
        if text not in self._planned:
            self._planned = {text: Calendars([*_texts("calendar"), text])}
        planned = self._planned[text]
        return lambda agency: planned.of((agency, *self.agencies.ancestors(agency)))

    def procedure(self, code: str, version: int) -> Procedure:
        """One published version. Refused `unknown_procedure` if there is none."""
        found = self._versions.get((code, version))
        if found is None:
            row = rows.ProcedureVersion.objects.filter(code=code, version=version).first()
            if row is None:
                raise Refused("unknown_procedure", procedure=code)
            found = self._versions[code, version] = from_document(row.document)
        return found

    def in_force(self, code: str, day: date) -> Procedure:
        """The newest version in force that day; Refused `procedure_not_in_force` if none."""
        if code not in self._spans:
            raise Refused("unknown_procedure", procedure=code)
        found = self.in_force_or_none(code, day)
        if found is None:
            raise Refused("procedure_not_in_force", procedure=code, on=day)
        return found

    def in_force_or_none(self, code: str, day: date) -> Procedure | None:
        """The newest version in force that day, if there is one."""
        for version, start, end in self._spans.get(code, ()):
            if start <= day and (end is None or day <= end):
                return self.procedure(code, version)
        return None

    def codes(self) -> tuple[str, ...]:
        """The codes of all procedures ever published."""
        return tuple(self._spans)


LEVEL_OF: dict[str, Level] = {level: level for level in LEVELS}


def _texts(kind: str) -> list[str]:
    documents = rows.LawDocument.objects.filter(kind=kind).order_by("id")
    return list(documents.values_list("text", flat=True))


def _agencies() -> AgencyTree:
    names = [
        NameRow(n.agency_id, n.valid_from, n.valid_to, n.name, n.kind, n.short_name)
        for n in rows.AgencyName.objects.order_by("agency_id", "valid_from")
    ]
    found = [
        Agency(
            key=a.key,
            parent=a.parent or None,
            level=LEVEL_OF[a.level],
            kind=a.kind,
            function=a.function,
            name=a.name,
            short_name=a.short_name,
            code_new=a.code_new,
            code_old=a.code_old,
            receives=a.receives,
            issuer=a.issuer,
            valid_from=a.valid_from,
            valid_to=a.valid_to,
            successors=tuple(a.successors),
        )
        for a in rows.Agency.objects.order_by("position")
    ]
    return AgencyTree(found, names)


_kept: tuple[Stamps, Reference] | None = None
_building = threading.Lock()


def reference(stamps: Stamps | None = None) -> Reference:
    """The reference for these stamps; without any, for those in the database now."""
    global _kept
    if stamps is None:
        around = surroundings()
        stamps = None if around is None else around.stamps
    if stamps is None:
        stamps = dict(rows.ReferenceStamp.objects.values_list("kind", "stamp"))
    kept = _kept
    if kept is not None and kept[0] == stamps:
        return kept[1]
    with _building:
        if _kept is None or _kept[0] != stamps:
            _kept = (dict(stamps), Reference())
        return _kept[1]


def changed(kind: str) -> None:
    """Say, in the transaction that changes them, that rows of this kind are not what they were."""
    row, _ = rows.ReferenceStamp.objects.select_for_update().get_or_create(kind=kind)
    row.stamp += 1
    row.save(update_fields=["stamp"])
