"""The law and the organisation for whoever asks outside the door: agencies, calendars."""

from datetime import date

from motcua.domain.agencies import AgencyTree
from motcua.domain.calendar import Calendar
from motcua.domain.procedure import Procedure
from motcua.domain.rulebook import Rulebook
from motcua.domain.scores import Score
from motcua.models.law import reference


def agency_tree() -> AgencyTree:
    """All agencies as they stand in the database."""
    return reference().agencies


def calendar_of(agency: str) -> Calendar:
    """The working calendar of an agency."""
    return reference().calendar_of(agency)


def province_calendar() -> Calendar:
    """The calendar of the province itself: what holds where nobody decided otherwise."""
    return calendar_of(next(a.key for a in agency_tree() if a.parent is None))


def receivable_at(agency: str, day: date) -> tuple[Procedure, ...]:
    """The procedures that this agency may receive on that day, in order of code."""
    known = reference()
    unit = known.agencies.get(agency)
    if not unit.receives or not unit.stands_on(day):
        return ()
    found = (known.in_force_or_none(code, day) for code in known.codes())
    return tuple(p for p in found if p is not None and unit.level in p.levels)


def receivable(agency: str, code: str, day: date) -> Procedure | None:
    """The version of this procedure that this agency may receive on that day; None if none."""
    known = reference()
    unit, found = known.agencies.get(agency), known.in_force_or_none(code, day)
    if found is None or not unit.receives or not unit.stands_on(day):
        return None
    return found if unit.level in found.levels else None


def scores() -> tuple[Score, ...]:
    """What a rate is worth: the criteria as they stand in the database."""
    return reference().scores


def rulebook() -> Rulebook:
    """The dated rules and policies as they stand in the database."""
    return reference().rules


def procedure_version(code: str, version: int) -> Procedure:
    """One published version of a procedure."""
    return reference().procedure(code, version)
