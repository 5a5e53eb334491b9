"""Everything a review's page and print are drawn from, put together from statistics and reads."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.actions.reviews import Counted
from motcua.domain.agency_facts import Backlog, LateCounted, LateLine
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.domain.reviews import Name, Named, Review, missing
from motcua.reads.law import agency_tree
from motcua.reads.orders import order_of
from motcua.reads.reviews import Words, late_lines, named_in, review_of, within
from motcua.statistics.backlog import over_rule
from motcua.statistics.drill import behind
from motcua.statistics.figures import answer
from motcua.statistics.question import Question

KEPT = ("to_resolve", "late", "in_process", "overdue")
"""The figures that are signed."""
MOST = 5_000
"""Late dossiers of one month of one agency; more are refused, not cut off silently."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A review with what it is about: counted now while it is open, as signed ever after.

    `wanted`: everybody who needs a line, in order. `moved`: of a signed review each figure that
    would be another one today, by name: as signed, and now.
    """

    agency: str
    month: str
    review: Review
    before: Review | None
    words: Words
    order: Order
    lines: tuple[LateLine, ...]
    named: tuple[Named, ...]
    backlog: tuple[Backlog, ...]
    figures: dict[str, int]
    moved: dict[str, tuple[int, int]]

    @property
    def first(self) -> date:
        """The period's first day."""
        return self.review.opened.first

    @property
    def last(self) -> date:
        """The period's last day."""
        return self.review.opened.last

    @property
    def wanted(self) -> list[Name]:
        """Whom the head has to conclude on: units over the rule, then all proposed ones."""
        units: list[Name] = [(one.agency, None) for one in self.backlog]
        return list(dict.fromkeys([*units, *within(self.named, self.agency, agency_tree())]))

    @property
    def lacking(self) -> list[Name]:
        """What is not concluded yet."""
        before = self.before.measures() if self.before else {}
        return missing(self.review, self.wanted, before)

    def counted(self) -> Counted:
        """The figures as they are signed."""
        late = tuple(
            LateCounted(
                code=one.code,
                agency=one.holder.agency if one.holder else self.agency,
                person=one.holder.person if one.holder else None,
                minutes=one.minutes,
            )
            for one in self.lines
        )
        kept = {name: self.figures[name] for name in KEPT}
        return Counted(**kept, dossiers=late, lines=self.lines, backlog=self.backlog)


def gather(agency: str, month: str, now: datetime) -> Gathered:
    """The review of an agency's month. Refused `review_not_open` where there is none."""
    review, before, words = review_of(agency, month)
    if review is None:
        raise Refused("review_not_open")
    opened = review.opened
    question, order = Question(agency, opened.first, opened.last), order_of(opened.order)
    figures = answer(question, now).total.figures
    if review.annex is not None and review.signed is not None:
        signed = {name: int(getattr(review.signed, name)) for name in KEPT}
        lines, backlog = review.annex.lines, review.annex.backlog
        moved = {n: (signed[n], figures[n]) for n in KEPT if signed[n] != figures[n]}
        figures = signed
    else:
        lines, moved = _lines(question, now), {}
        percent = order.backlog_percent
        backlog = tuple(over_rule(agency, opened.first, opened.last, percent, now))
    return Gathered(
        agency=agency,
        month=month,
        review=review,
        before=before,
        words=words,
        order=order,
        lines=lines,
        named=tuple(named_in(lines)),
        backlog=backlog,
        figures=figures,
        moved=moved,
    )


def _lines(question: Question, now: datetime) -> tuple[LateLine, ...]:
    """The late dossiers as they stand. Refused where there are too many to show."""
    found = behind("late", question, now, limit=MOST + 1)
    if len(found) > MOST:
        raise Refused("too_many_late", most=MOST)
    return tuple(late_lines([one.key for one in found], question.last, now))
