"""The monthly review of late dossiers (kiểm điểm): when it opens, whom it names, what completes it.

Ordered in 2020: each district chairman reviews every month. A review covers the legal reporting
month (the 15th to the 14th, NĐ 09/2019/NĐ-CP art. 12), opens by itself on the order's day, and is
signed by the head alone. The figures are the catalogue's; here is only what follows from them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from motcua.domain import agency_facts as a
from motcua.domain.agencies import AgencyTree
from motcua.domain.blame import Share
from motcua.domain.local_time import local_day
from motcua.domain.orders import Order
from motcua.domain.reasons import LATENESS
from motcua.domain.refusal import Refused

NONE, REMINDED, CRITICISED, DISCIPLINED = "none", "reminded", "criticised", "disciplined"
RESPONSIBILITIES: Final = (NONE, REMINDED, CRITICISED, DISCIPLINED)
YES, PARTLY, NO = "yes", "partly", "no"
WORKED: Final = (YES, PARTLY, NO)
CUT_OFF: Final = 14
"""The last day of a reporting month (NĐ 09/2019/NĐ-CP art. 12)."""

Name = tuple[str, int | None]
"""Whom a line is about: an agency as a collective (person None), or a person in it."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A month's review: its period (inclusive), when it opens and by when it must be reported."""

    month: str
    first: date
    last: date
    opens: date
    report_by: date


def period_of(month: str) -> tuple[date, date]:
    """The reporting month "2020-03". ValueError for what is no month.

    >>> period_of("2020-03")
    (datetime.date(2020, 2, 15), datetime.date(2020, 3, 14))
    """
    last = date.fromisoformat(f"{month}-{CUT_OFF:02}")
    return (last.replace(day=1) - timedelta(days=1)).replace(day=CUT_OFF + 1), last


def month_before(month: str) -> str:
    """The month before one.

    >>> month_before("2020-01")
    '2019-12'
    """
    return f"{period_of(month)[0]:%Y-%m}"


def openings(order: Order, today: date) -> list[Opening]:
    """The reviews that the order has opened up to this day, oldest first.

    The first is that of the month in which the order takes effect, opened at once if the usual
    day has passed; whoever opens later has as many days to report as always.
    """
    found = []
    day = order.first.replace(day=1)
    while day <= today:
        first, last = period_of(f"{day:%Y-%m}")
        opens = max(day.replace(day=order.review_day), order.first)
        if opens <= today and order.in_force(opens):
            report_by = opens + timedelta(days=order.report_day - order.review_day)
            found.append(Opening(f"{day:%Y-%m}", first, last, opens, report_by))
        day = (day + timedelta(days=31)).replace(day=1)
    return found


def reviewers(order: Order, tree: AgencyTree, day: date) -> list[str]:
    """Whose heads review: committees directly below the issuer, and its departments."""
    standing = [tree.get(key) for key in tree.children(order.issuer)]
    return [
        one.key
        for one in standing
        if one.stands_on(day) and (one.is_committee or one.kind == "department")
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """A collective or person proposed for review: their late minutes, and in how many dossiers."""

    agency: str
    person: int | None
    minutes: int
    dossiers: int

    @property
    def name(self) -> Name:
        """Whom it is about."""
        return (self.agency, self.person)


def proposed(split: Iterable[Sequence[Share]]) -> list[Named]:
    """Each collective and each person with a share of the late dossiers, heaviest first.

    A person's minutes are also their agency's. A dossier counts once for each of them.
    """
    minutes: dict[Name, int] = {}
    dossiers: dict[Name, int] = {}
    for shares in split:
        here: dict[Name, int] = {}
        for share in shares:
            for name in {(share.agency, None), (share.agency, share.person)}:
                here[name] = here.get(name, 0) + share.minutes
        for name, count in here.items():
            minutes[name] = minutes.get(name, 0) + count
            dossiers[name] = dossiers.get(name, 0) + 1
    found = [Named(*name, minutes[name], dossiers[name]) for name in minutes]
    return sorted(found, key=lambda one: (-one.minutes, -one.dossiers, one.agency, one.person or 0))


@dataclass(slots=True)
class Review:
    """A month's review as the facts of its agency's log make it."""

    opened: a.ReviewOpened
    lines: dict[Name, a.ReviewLineRecorded] = field(default_factory=dict)
    judged: dict[Name, a.MeasureJudged] = field(default_factory=dict)
    answers: list[tuple[a.ReviewAnswered, int]] = field(default_factory=list)
    annex: a.ReviewAnnexed | None = None
    signed: a.ReviewSignedOff | None = None
    signed_by: int = 0

    def measures(self) -> dict[Name, a.ReviewLineRecorded]:
        """The lines that decided a measure: next month's review begins with them."""
        return {name: line for name, line in self.lines.items() if line.measure is not None}

    def days_late(self, today: date) -> int:
        """Calendar days beyond the last day to report; 0 while in time."""
        end = local_day(self.signed.happened) if self.signed else today
        return max(0, (end - self.opened.report_by).days)


def fold(entries: Iterable[a.AgencyEntry]) -> Review | None:
    """What the facts of one review make; None before it opened."""
    review: Review | None = None
    for entry in entries:
        if isinstance(entry.fact, a.ReviewOpened):
            review = review or Review(entry.fact)
        elif review is not None:
            _add(review, entry)
    return review


def _add(review: Review, entry: a.AgencyEntry) -> None:
    fact = entry.fact
    if isinstance(fact, a.ReviewLineRecorded):
        review.lines[fact.agency, fact.person] = fact
    elif isinstance(fact, a.MeasureJudged):
        review.judged[fact.agency, fact.person] = fact
    elif isinstance(fact, a.ReviewAnswered):
        review.answers.append((fact, entry.by.person))
    elif isinstance(fact, a.ReviewAnnexed):
        review.annex = fact
    elif isinstance(fact, a.ReviewSignedOff):
        review.signed, review.signed_by = fact, entry.by.person


@dataclass(frozen=True, slots=True)
class Conclusion:
    """What a head concludes of one collective or person, as typed."""

    agency: str
    person: int | None
    cause: str
    responsibility: str
    measure: str = ""
    owner: int | None = None
    due: date | None = None
    document_number: str = ""
    document_date: date | None = None
    note: str = ""


def checked(line: Conclusion, today: date) -> Conclusion:
    """The conclusion if it is whole. Refused with the field that is missing or wrong."""
    if line.cause not in LATENESS:
        raise Refused("cause_missing", field="cause")
    if line.responsibility not in RESPONSIBILITIES:
        raise Refused("responsibility_missing", field="responsibility")
    if line.responsibility == DISCIPLINED:
        _document(line, today)
    if line.measure.strip():
        _measure(line, today)
    elif line.responsibility != NONE:
        raise Refused("measure_missing", field="measure")
    return line


def _document(line: Conclusion, today: date) -> None:
    if not line.document_number.strip() or line.document_date is None:
        raise Refused("discipline_needs_document", field="document_number")
    if line.document_date > today:
        raise Refused("date_in_future", field="document_date", latest=f"{today:%d/%m/%Y}")


def _measure(line: Conclusion, today: date) -> None:
    if line.owner is None:
        raise Refused("owner_missing", field="owner")
    if line.due is None or line.due < today:
        raise Refused("measure_day_missing", field="due")


def missing(
    review: Review, wanted: Iterable[Name], before: Mapping[Name, a.ReviewLineRecorded]
) -> list[Name]:
    """What a review still lacks: lines on those named, and verdicts on last month's measures."""
    lines = [name for name in dict.fromkeys(wanted) if name not in review.lines]
    return lines + [name for name in before if name not in review.judged and name not in lines]


def head_signs(review: Review | None) -> Review:
    """The review, if something can still be written into it. Refused otherwise."""
    if review is None:
        raise Refused("review_not_open")
    if review.signed is not None:
        raise Refused("review_signed")
    return review


def over_backlog(in_process: int, overdue: int, percent: int) -> bool:
    """Whether more than `percent` of what is open is overdue: exactly, 5 of 100 is not over 5.

    >>> over_backlog(100, 5, 5), over_backlog(100, 6, 5), over_backlog(0, 0, 5)
    (False, True, False)
    """
    return overdue * 100 > in_process * percent


def subject_of(month: str) -> str:
    """Under which subject the facts of a month's review stand in an agency's log."""
    return f"review/{month}"
