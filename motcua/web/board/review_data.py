"""Everything a review's page and print are drawn from, put together from statistics and reads."""

from dataclasses import dataclass
from datetime import date, datetime

from motcua.actions.reviews import Counted
from motcua.domain.agency_facts import LateCounted
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.domain.reviews import Name, Named, Review, missing
from motcua.reads.law import agency_tree
from motcua.reads.orders import order_of
from motcua.reads.reviews import LateLine, Words, late_lines, named_in, review_of, within
from motcua.statistics.backlog import Backlog, over_rule
from motcua.statistics.drill import behind
from motcua.statistics.figures import answer
from motcua.statistics.question import Question

MOST = 5_000
"""Late dossiers of one month of one agency; more are refused, not cut off silently."""


@dataclass(frozen=True, slots=True)
class Gathered:
    """A review with what it is about. `wanted`: everybody who needs a line, in order."""

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
        kept = {
            name: self.figures[name] for name in ("to_resolve", "late", "in_process", "overdue")
        }
        return Counted(**kept, dossiers=late)


def gather(agency: str, month: str, now: datetime) -> Gathered:
    """The review of an agency's month. Refused `review_not_open` where there is none."""
    review, before, words = review_of(agency, month)
    if review is None:
        raise Refused("review_not_open")
    opened = review.opened
    question = Question(agency, opened.first, opened.last)
    found = behind("late", question, now, limit=MOST + 1)
    if len(found) > MOST:
        raise Refused("too_many_late", most=MOST)
    order = order_of(opened.order)
    lines = late_lines([one.key for one in found], opened.last, now)
    return Gathered(
        agency=agency,
        month=month,
        review=review,
        before=before,
        words=words,
        order=order,
        lines=tuple(lines),
        named=tuple(named_in(lines)),
        backlog=tuple(over_rule(agency, opened.first, opened.last, order.backlog_percent, now)),
        figures=answer(question, now).total.figures,
    )
