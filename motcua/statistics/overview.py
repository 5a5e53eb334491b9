"""What a board begins with: figures by agency and the trend by week, of one reading."""

from dataclasses import replace
from datetime import datetime

from motcua.domain.local_time import local_day
from motcua.models.law import reference
from motcua.statistics import figures, weeks
from motcua.statistics.cohorts import cohort_sums
from motcua.statistics.counts import by_unit
from motcua.statistics.question import Question


def overview(question: Question, now: datetime) -> tuple[figures.Answer, list[weeks.Week]]:
    """Figures of the agencies below the one asked for, and how those received in each week stand.

    Of a cohort both are of one statement. Refused as figures.answer and Question do.
    """
    asked = replace(question, by="agency")
    if not question.cohort:
        return figures.answer(asked, now), weeks.weeks(replace(question, cohort=True), now)
    rows = cohort_sums(
        ["unit", "week"],
        question.basis,
        figures.units_of(reference().agencies, question),
        question.first,
        question.last,
        as_of=question.as_of,
        today=local_day(now),
    )
    of_units = by_unit((unit, kind, n) for unit, _week, kind, n in rows if unit is not None)
    of_weeks = ((week, kind, n) for _unit, week, kind, n in rows if week is not None)
    sums = {unit: value for (unit,), value in of_units.items()}
    return figures.told(asked, sums, now), weeks.told(question, of_weeks)
