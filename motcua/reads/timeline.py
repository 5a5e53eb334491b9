"""What happened to a dossier, day by day, newest first, with the wording of each fact."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from motcua.domain import facts as f
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.law import Law
from motcua.domain.local_time import local_day
from motcua.reads.dossiers import file_names
from motcua.reads.durations import LATE, Left
from motcua.reads.legs import is_late, on_its_clock, step_of, used_words
from motcua.reads.papers import paper_name
from motcua.reads.words import fact_detail, fact_words, origin_words
from motcua.reads.words.facts import Telling
from motcua.reads.words.limits import limit_words

LATE_ENTRY = timedelta(minutes=1)
"""A fact recorded so much later than it happened says so."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One fact of the timeline. `took` and `limit` speak of the leg that it passed on.

    `origin` says by what it is told where it was not written down here first.
    """

    number: int
    at: datetime
    title: str
    detail: str
    who: str
    agency: str
    took: str
    limit: str
    late: bool
    recorded: datetime | None
    origin: str


@dataclass(frozen=True, slots=True)
class Day:
    """All that happened on one local day, newest first."""

    day: date
    moments: tuple[Moment, ...]


@dataclass(frozen=True, slots=True)
class _Teller:
    law: Law
    dossier: Dossier
    telling: Telling
    stood: Left
    now: datetime
    brought_in: f.BroughtIn | None

    def moment(self, entry: f.Entry) -> Moment:
        fact, by = entry.fact, entry.by
        took, limit, late = self._took(fact)
        apart = entry.recorded - fact.happened
        return Moment(
            number=entry.number,
            at=fact.happened,
            title=fact_words(entry, self.telling),
            detail=_stopped(self._attached(fact) or fact_detail(entry, self.telling)),
            who=self._who(entry),
            agency=self._short(by.agency, fact.happened),
            took=took,
            limit=limit,
            late=late,
            recorded=entry.recorded if apart >= LATE_ENTRY else None,
            origin=origin_words(self._origin(entry)),
        )

    def _nobody(self, fact: f.Fact, by: f.By) -> str:
        if isinstance(fact, f.Submitted):
            return _("Người nộp hồ sơ")
        return _("Hệ thống") if by.person == 0 else ""

    def _origin(self, entry: f.Entry) -> f.BroughtIn | None:
        told = self.brought_in
        return told if told is not None and told.first <= entry.number <= told.last else None

    def _who(self, entry: f.Entry) -> str:
        """A member of staff; whoever it was elsewhere; or time itself."""
        origin = self._origin(entry)
        if entry.by.person == 0 and entry.by.agency and origin is not None:
            return file_names(origin.people, self.telling.values).get(str(entry.number), "")
        known = self.telling.person(entry.by.person)
        return known or self._nobody(entry.fact, entry.by)

    def _short(self, agency: str, at: datetime) -> str:
        return self.law.agencies.short_name(agency, local_day(at)) if agency else ""

    def _attached(self, fact: f.Fact) -> str:
        if not isinstance(fact, f.PaperAttached):
            return ""
        names = file_names(fact.file_names, self.telling.values)
        told = ", ".join(names.values()) or _("(đã xóa)")
        return f"{paper_name(fact.paper, self.law.procedure)}: {told}"

    def _took(self, fact: f.Fact) -> tuple[str, str, bool]:
        if isinstance(fact, f.Finished | f.Rejected):
            return self.stood.words, "", self.stood.kind == LATE
        if isinstance(fact, f.DuePassed):
            return _("Quá hạn"), "", True
        leg = self._passed_on(fact) if isinstance(fact, f.HandedOver) else None
        if leg is None:
            return "", "", False
        step = step_of(self.law, self.dossier, leg.step)
        limit = step.limit if step else None
        end = leg.ended or self.now
        leg = on_its_clock(leg, limit, self.dossier, self.law, end)
        used = used_words(leg, limit, self.dossier, self.law, self.now)
        return used, limit_words(limit) if limit else "", is_late(leg, limit, end)

    def _passed_on(self, fact: f.HandedOver) -> Leg | None:
        accepted = self.dossier.legs[fact.leg - 1].accepted
        before = reversed(self.dossier.legs[: fact.leg - 1])
        return next((x for x in before if x.outcome == "passed" and x.ended == accepted), None)


def timeline(
    entries: Iterable[f.Entry],
    dossier: Dossier,
    law: Law,
    telling: Telling,
    stood: Left,
    now: datetime,
) -> tuple[Day, ...]:
    """The log as days. `stood` tells how the dossier stands to its due date."""
    log = tuple(entries)
    told = (entry.fact for entry in log if isinstance(entry.fact, f.BroughtIn))
    teller = _Teller(law, dossier, telling, stood, now, next(told, None))
    newest = sorted(log, key=lambda entry: (entry.fact.happened, entry.number), reverse=True)
    return tuple(_days(teller.moment(entry) for entry in newest))


def _days(moments: Iterable[Moment]) -> Iterator[Day]:
    for day, found in groupby(moments, key=lambda moment: local_day(moment.at)):
        yield Day(day, tuple(found))


def _stopped(words: str) -> str:
    """As a sentence, for more may be said after it."""
    return words if not words or words.rstrip('”"')[-1:] in ".!?…" else words + "."
