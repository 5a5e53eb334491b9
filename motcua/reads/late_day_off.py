"""Whether a decision about a day off can be added to the calendar, before anything is written."""

from motcua.domain.day_off import LateDayOff
from motcua.models import LawDocument
from motcua.models.law import reference


def known_text(source: str) -> str | None:
    """The text that was added to the calendar under this name; None if there is none."""
    return LawDocument.objects.filter(source=source).values_list("text", flat=True).first()


def check_calendar(off: LateDayOff) -> None:
    """Compile the calendar of every agency that these rows reach; BadCalendar if one can't be."""
    known = reference()
    calendar_of = known.calendar_with(off.text)
    for scope in {row.scope for row in off.rows}:
        for agency in known.agencies.subtree(scope):
            calendar_of(agency)
