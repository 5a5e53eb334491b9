"""Writes monthly reviews: opened by time, filled in and signed by the head, answered by the named.

Each is a run of facts in the log of the agency that reviews (actions.agency_log). What cannot be
known here, the figures and who is named, is brought by the caller from the statistics.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from motcua.actions.agency_log import lock, note
from motcua.domain import agency_facts as a
from motcua.domain import reviews as rule
from motcua.domain.blanks import Private
from motcua.domain.facts import CLOCK, By
from motcua.domain.facts.base import Secret
from motcua.domain.local_time import local_day
from motcua.domain.order_book import standing_orders
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Membership
from motcua.models.agency_log import AgencyFactRow
from motcua.models.law import reference

LONGEST = 4_000
"""Letters of a statement or an answer."""


def open_reviews(now: datetime) -> int:
    """Open every review whose day has come and that nobody opened; how many.

    Twice the same moment opens nothing more. Two statements where there is nothing to do.
    """
    today, tree = local_day(now), reference().agencies
    rows = AgencyFactRow.objects.filter(kind__in=("OrderEntered", "OrderEnded", "ReviewOpened"))
    facts = [(row.log_id, row.facts().fact) for row in rows.order_by("log_id", "number")]
    known = {(log, fact.subject) for log, fact in facts if isinstance(fact, a.ReviewOpened)}
    opened = 0
    for order in standing_orders(fact for _log, fact in facts):
        for one in rule.openings(order, today):
            for agency in rule.reviewers(order, tree, one.opens):
                if (agency, rule.subject_of(one.month)) not in known:
                    known.add((agency, rule.subject_of(one.month)))
                    opened += _open(agency, order.key, one, now)
    return opened


@transaction.atomic
def _open(agency: str, order: str, one: rule.Opening, now: datetime) -> int:
    lock(agency)
    subject = rule.subject_of(one.month)
    if AgencyFactRow.objects.filter(log_id=agency, subject=subject).exists():
        return 0
    fact = a.ReviewOpened(
        happened=now,
        subject=subject,
        order=order,
        month=one.month,
        first=one.first,
        last=one.last,
        report_by=one.report_by,
    )
    note(agency, [fact], CLOCK, now)
    return 1


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether last month's measure on somebody worked, as typed."""

    agency: str
    person: int | None
    worked: str
    note: str = ""


@transaction.atomic
def record(
    person: int,
    agency: str,
    month: str,
    lines: Sequence[rule.Conclusion],
    verdicts: Sequence[Verdict] = (),
    *,
    now: datetime,
) -> int:
    """The head writes conclusions and verdicts into an open review: all of them or none; how many.

    Refused: not the head, not open, signed already, a line that lacks something, somebody outside
    the head's own agencies.
    """
    by = _head(person, agency, now)
    rule.head_signs(_review(agency, month))
    tree, subject, today = reference().agencies, rule.subject_of(month), local_day(now)
    facts: list[a.AgencyFact] = []
    for line in lines:
        rule.checked(line, today)
        if line.agency not in tree or not tree.is_within(line.agency, agency):
            raise Refused("not_in_this_review")
        facts.append(_line(line, subject, now))
    for one in verdicts:
        if one.worked not in rule.WORKED:
            raise Refused("verdict_missing", field="worked")
        facts.append(
            a.MeasureJudged(
                happened=now,
                subject=subject,
                agency=one.agency,
                person=one.person,
                of_month=rule.month_before(month),
                worked=one.worked,
                note=_words(one.note),
            )
        )
    note(agency, facts, by, now)
    return len(facts)


def _line(line: rule.Conclusion, subject: str, now: datetime) -> a.ReviewLineRecorded:
    disciplined = line.responsibility == rule.DISCIPLINED
    decided = bool(line.measure.strip())
    return a.ReviewLineRecorded(
        happened=now,
        subject=subject,
        agency=line.agency,
        person=line.person,
        cause=line.cause,
        responsibility=line.responsibility,
        document_date=line.document_date if disciplined else None,
        document_number=_words(line.document_number) if disciplined else None,
        measure=_words(line.measure),
        owner=line.owner if decided else None,
        due=line.due if decided else None,
        note=_words(line.note),
    )


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of the period as the catalogue has them when the head signs, and the annex."""

    to_resolve: int
    late: int
    in_process: int
    overdue: int
    dossiers: tuple[a.LateCounted, ...]
    lines: tuple[a.LateLine, ...] = ()
    backlog: tuple[a.Backlog, ...] = ()


@transaction.atomic
def sign_off(
    person: int,
    agency: str,
    month: str,
    counted: Counted,
    named: Iterable[rule.Name],
    statement: str,
    *,
    now: datetime,
) -> None:
    """The head signs: nothing can be written into the review any more, but answers.

    `named`: everybody who needs a line. Refused: not the head, not open, signed already, lines or
    verdicts missing.
    """
    by = _head(person, agency, now)
    lock(agency)
    review = rule.head_signs(_review(agency, month))
    before = _review(agency, rule.month_before(month))
    lacking = rule.missing(review, named, before.measures() if before else {})
    if lacking:
        raise Refused("review_incomplete", missing=len(lacking))
    subject = rule.subject_of(month)
    annex = a.ReviewAnnexed(
        happened=now, subject=subject, lines=counted.lines, backlog=counted.backlog
    )
    fact = a.ReviewSignedOff(
        happened=now,
        subject=subject,
        month=month,
        to_resolve=counted.to_resolve,
        late=counted.late,
        in_process=counted.in_process,
        overdue=counted.overdue,
        dossiers=counted.dossiers,
        statement=_words(statement),
    )
    note(agency, [annex, fact], by, now)


@transaction.atomic
def answer(
    person: int, agency: str, month: str, about: rule.Name, words: str, *, now: datetime
) -> None:
    """A person named in a review, or the head of a unit named, answers in writing; also later on.

    Refused: not open, not the one it is about, nothing said.
    """
    if _review(agency, month) is None:
        raise Refused("review_not_open")
    if not words.strip():
        raise Refused("answer_missing", field="answer")
    by = _named(person, about, local_day(now))
    fact = a.ReviewAnswered(
        happened=now,
        subject=rule.subject_of(month),
        agency=about[0],
        person=about[1],
        answer=_words(words),
    )
    note(agency, [fact], by, now)


def _review(agency: str, month: str) -> rule.Review | None:
    rows = AgencyFactRow.objects.filter(log_id=agency, subject=rule.subject_of(month))
    return rule.fold(row.facts() for row in rows.order_by("number"))


def _words(text: str) -> Secret:
    said = text.strip()[:LONGEST]
    return Private(said) if said else None


def _head(person: int, agency: str, now: datetime) -> By:
    """The head of exactly this agency. Refused for everybody else."""
    by = _held(person, agency, local_day(now), Role.LEADER)
    if by is None:
        raise Refused("not_the_head")
    return by


def _named(person: int, about: rule.Name, today: date) -> By:
    agency, who = about
    if who is None:
        by = _held(person, agency, today, Role.LEADER, Role.DIVISION_HEAD, Role.ONE_STOP_HEAD)
    else:
        by = _held(person, agency, today, *Role) if who == person else None
    if by is None:
        raise Refused("not_about_you")
    return by


def _held(person: int, agency: str, today: date, *roles: Role) -> By | None:
    rows = Membership.objects.filter(person_id=person, person__is_active=True, agency=agency)
    held = [one for one in (row.facts() for row in rows) if one.holds_on(today)]
    found = next((one for one in held if one.role in roles), None)
    return By(person, agency, found.role) if found else None
