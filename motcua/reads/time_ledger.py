"""What a dossier's page says of time: the three dates, the stops, the policies, whose lateness."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.domain.blame import split_lateness
from motcua.domain.deadline import explain
from motcua.domain.dossier import Apology, Dossier
from motcua.domain.extending import budget
from motcua.domain.facts import Entry, LegalDueMoved
from motcua.domain.lateness import Verdict, lateness
from motcua.domain.law import Law
from motcua.domain.limits import NoLimit, parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.rulebook import Manner
from motcua.domain.waiting import Cause, judge, manner_of, waited_minutes
from motcua.reads.deadline_words import deadline_sentences, when
from motcua.reads.words.numbers import so_many
from motcua.reads.words.waiting import CAUSES, moved_words

MINUTES_OF_A_DAY = 480
VERDICTS = {Verdict.EARLY: "ok", Verdict.ON_TIME: "ok", Verdict.LATE: "late"}


@dataclass(frozen=True, slots=True)
class Stop:
    """One time of waiting for the citizen."""

    cause: str
    since: datetime
    until: datetime | None
    words: str
    counts: bool


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """What one policy says of this dossier."""

    code: str
    due: datetime | None
    verdict: str
    kind: str
    decides: bool
    assumed: bool
    source: str


@dataclass(frozen=True, slots=True)
class ShareLine:
    """How much of the lateness one leg answers for; `percent` for its bar."""

    agency: str
    person: str
    words: str
    at: str
    percent: str


@dataclass(frozen=True, slots=True)
class TimeLedger:
    """All of it, worded."""

    moves: tuple[LegalDueMoved, ...]
    stops: tuple[Stop, ...]
    policies: tuple[PolicyLine, ...]
    apologies: tuple[Apology, ...]
    late_words: str
    shares: tuple[ShareLine, ...]
    why: tuple[str, ...]
    """Why the legal due date is no more the first promise, step by step; empty if it is."""


def time_ledger(
    dossier: Dossier, log: tuple[Entry, ...], law: Law, names: dict[int, str], now: datetime
) -> TimeLedger:
    """Word it for one dossier at one moment."""
    calendar = law.calendar_of(dossier.competent or dossier.receiving)
    moves = tuple(entry.fact for entry in log if isinstance(entry.fact, LegalDueMoved))
    stops = tuple(
        Stop(
            str(CAUSES[wait.cause.value]),
            wait.since,
            wait.until or dossier.closed,
            minutes_words(waited_minutes(wait, calendar, dossier.closed or now)),
            wait.stops,
        )
        for wait in dossier.waits
    )
    late, shares = _lateness(dossier, law, names, now)
    policies, why = _policies(dossier, law), _why(dossier, moves, law)
    return TimeLedger(moves, stops, policies, dossier.apologies, late, shares, why)


def _why(dossier: Dossier, moved: tuple[LegalDueMoved, ...], law: Law) -> tuple[str, ...]:
    """Each move with its basis; after a restart, how the days were counted from there."""
    if not moved or dossier.received is None:
        return ()
    told = [moved_words(fact) for fact in moved]
    policy = law.rules.policy(local_day(dossier.received), dossier.procedure)
    again = [
        wait.until
        for wait in dossier.waits
        if wait.until and wait.stops and manner_of(policy, wait) is Manner.RESTART
    ]
    if again:
        calendar = law.calendar_of(dossier.competent)
        counted = budget(parse_limit(dossier.limit), dossier.extensions)
        told += deadline_sentences(explain(again[-1], counted.limit, calendar))
        if counted.more and (ends := counted.ends(again[-1], calendar)):
            told.append(
                so_many(
                    "Gia hạn thêm %(n)s ngày làm việc, đến %(day)s.", counted.more, day=when(ends)
                )
            )
    return tuple(told)


def _policies(dossier: Dossier, law: Law) -> tuple[PolicyLine, ...]:
    # Without a stop every policy says the same: nothing to compare.
    if dossier.received is None or not any(w.cause is Cause.SUPPLEMENT for w in dossier.waits):
        return ()
    limit = parse_limit(dossier.limit)
    if isinstance(limit, NoLimit):
        return ()
    calendar = law.calendar_of(dossier.competent)
    received = local_day(dossier.received)
    deciding = law.rules.policy(received, dossier.procedure)
    lines = []
    for policy in law.rules.policies_of(received, dossier.procedure):
        found = judge(
            policy,
            limit,
            dossier.received,
            dossier.waits,
            dossier.finished,
            calendar,
            dossier.extensions,
        )
        lines.append(
            PolicyLine(
                policy.code,
                found.due,
                _verdict(found.verdict),
                VERDICTS[found.verdict] if found.verdict else "",
                policy is deciding,
                policy.assumed,
                policy.source,
            )
        )
    return tuple(lines)


def _verdict(verdict: Verdict | None) -> str:
    if verdict is None:
        return ""
    words = {
        Verdict.EARLY: _("trước hạn"),
        Verdict.ON_TIME: _("đúng hạn"),
        Verdict.LATE: _("trễ hạn"),
    }
    return words[verdict]


def _lateness(
    dossier: Dossier, law: Law, names: dict[int, str], now: datetime
) -> tuple[str, tuple[ShareLine, ...]]:
    end = dossier.finished or now
    overdue = dossier.overdue_from
    if dossier.legal_due is None or overdue is None or end < overdue:
        return "", ()
    calendar = law.calendar_of(dossier.competent)
    late = lateness(dossier.legal_due, end, calendar)
    words = {
        "working": minutes_words(late.working_minutes),
        "days": late.calendar_days,
    }
    shares, at = [], 0.0
    for share in split_lateness(dossier, end, calendar):
        part = 100 * share.minutes / late.working_minutes if late.working_minutes else 100.0
        shares.append(
            ShareLine(
                law.agencies.short_name(share.agency, local_day(end)),
                names.get(share.person or 0, ""),
                minutes_words(share.minutes),
                f"{at:.2f}%",
                f"{part:.2f}%",
            )
        )
        at += part
    return _("Trễ %(working)s (%(days)s ngày theo lịch)") % words, tuple(shares)


def minutes_words(minutes: int) -> str:
    """Working minutes as people say them: eight hours are a working day.

    >>> minutes_words(0), minutes_words(45), minutes_words(600)
    ('chưa hết một giờ làm việc', '45 phút', '1 ngày 2 giờ làm việc')
    """
    if minutes == 0:
        return _("chưa hết một giờ làm việc")
    days, rest = divmod(minutes, MINUTES_OF_A_DAY)
    hours, left = divmod(rest, 60)
    if not days and not hours:
        return so_many("%(n)s phút", left)
    parts = []
    if days:
        parts.append(so_many("%(n)s ngày", days))
    if hours:
        parts.append(so_many("%(n)s giờ", hours))
    return _("%(span)s làm việc") % {"span": " ".join(parts)}
