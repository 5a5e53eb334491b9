"""A monthly review as pages and prints show it: who is named, what was concluded, what is missing.

The dossiers behind it are given by key, by whoever asked the statistics for them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import QuerySet

from motcua.domain import agency_facts as a
from motcua.domain.access import Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.blame import Share, split_lateness
from motcua.domain.blanks import Filed
from motcua.domain.calendar import CalendarTooShort
from motcua.domain.dossier import Dossier, Leg
from motcua.domain.local_time import midnight
from motcua.domain.reviews import Name, Named, Review, fold, month_before, proposed, subject_of
from motcua.domain.roles import Role
from motcua.models import Dossier as DossierRow
from motcua.models import Membership as MembershipRow
from motcua.models.agency_log import AgencyFactRow, AgencyWords
from motcua.models.law import Reference, reference
from motcua.models.mapping import from_row

HEADS = frozenset({Role.LEADER, Role.PROCEDURE_CONTROL})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a review's facts by their number; erased ones are missing."""

    known: Mapping[int, str]

    def of(self, secret: object) -> str:
        """What was said; '' where nothing was, or it was erased."""
        return self.known.get(secret.number, "") if isinstance(secret, Filed) else ""


def review_of(agency: str, month: str) -> tuple[Review | None, Review | None, Words]:
    """A month's review, the one before it, and their words. Two statements.

    Once signed, the one before stands as it did when that was signed.
    """
    subjects = (subject_of(month_before(month)), subject_of(month))
    rows = AgencyFactRow.objects.filter(log_id=agency, subject__in=subjects).order_by("number")
    by_subject: dict[str, list[a.AgencyEntry]] = {one: [] for one in subjects}
    for row in rows:
        by_subject[row.subject].append(row.facts())
    words = AgencyWords.objects.filter(log_id=agency, number__in=_numbers(by_subject.values()))
    known = dict(words.values_list("number", "value"))
    earlier, this = (by_subject[one] for one in subjects)
    review = fold(this)
    if review is not None and review.signed is not None:
        signed = review.signed.happened
        earlier = [entry for entry in earlier if entry.recorded <= signed]
    return review, fold(earlier), Words({n: v for n, v in known.items() if isinstance(v, str)})


def _numbers(runs: Iterable[list[a.AgencyEntry]]) -> list[int]:
    facts = (entry.fact for run in runs for entry in run)
    values = (getattr(fact, name) for fact in facts for name in type(fact).__slots__)
    return [value.number for value in values if isinstance(value, Filed)]


def _without_annexes() -> "QuerySet[AgencyFactRow]":
    return AgencyFactRow.objects.exclude(kind=a.ReviewAnnexed.__name__)


def reviews_of_month(month: str) -> dict[str, Review]:
    """Every agency's review of that month, without its annex. One statement."""
    rows = _without_annexes().filter(subject=subject_of(month))
    runs: dict[str, list[a.AgencyEntry]] = {}
    for row in rows.order_by("log_id", "number"):
        runs.setdefault(row.log_id, []).append(row.facts())
    folded = {agency: fold(run) for agency, run in runs.items()}
    return {agency: review for agency, review in folded.items() if review is not None}


def reviews_of(agency: str) -> dict[str, Review]:
    """Every review of an agency by month, without annexes. One statement."""
    rows = _without_annexes().filter(log_id=agency, subject__startswith="review/")
    runs: dict[str, list[a.AgencyEntry]] = {}
    for row in rows.order_by("number"):
        runs.setdefault(row.subject.partition("/")[2], []).append(row.facts())
    folded = {month: fold(run) for month, run in runs.items()}
    return {month: review for month, review in folded.items() if review is not None}


def months_opened() -> list[str]:
    """The months of which any agency opened a review, newest first. One statement."""
    rows = AgencyFactRow.objects.filter(kind="ReviewOpened").values_list("subject", flat=True)
    return sorted({subject.partition("/")[2] for subject in rows.distinct()}, reverse=True)


def may_read(held: Iterable[Membership], agency: str, tree: AgencyTree) -> bool:
    """Heads and procedure control of the agency or of one above it."""
    return any(one.role in HEADS and tree.is_within(agency, one.agency) for one in held)


def late_lines(keys: Sequence[UUID], last: date, now: datetime) -> list[a.LateLine]:
    """These dossiers, oldest due first, reckoned up to the end of the period. One statement."""
    known, end = reference(), min(now, midnight(last + timedelta(days=1)))
    rows = DossierRow.objects.filter(key__in=list(keys)).order_by("legal_due", "key")
    return [_line(from_row(row), known, end) for row in rows]


def _line(dossier: Dossier, known: Reference, end: datetime) -> a.LateLine:
    assert dossier.legal_due is not None
    ended = dossier.finished or dossier.closed
    shares = _shares(dossier, min(ended or end, end), known)
    procedure = known.procedure(dossier.procedure, dossier.version)
    holder = holder_at(dossier, dossier.legal_due)
    steps = {step.number: step.name for step in procedure.steps}
    apology = dossier.apologies[-1] if dossier.apologies else None
    stand = ""
    if apology is not None:
        sent = "timely" if apology.timely else "late"
        stand = sent if apology.sent else "approved" if apology.approved else "proposed"
    return a.LateLine(
        code=dossier.code,
        procedure=procedure.name,
        due=dossier.legal_due,
        ended=ended if ended and ended <= end else None,
        minutes=sum(share.minutes for share in shares),
        holder=a.Holder(holder.agency, holder.person) if holder else None,
        step=steps.get(holder.step, "") if holder else "",
        reason=apology.reason if apology else "",
        apology=stand,
        shares=shares,
    )


def _shares(dossier: Dossier, end: datetime, known: Reference) -> tuple[Share, ...]:
    try:
        return split_lateness(dossier, end, known.calendar_of(dossier.competent))
    except CalendarTooShort:
        return ()


def holder_at(dossier: Dossier, moment: datetime) -> Leg | None:
    """The leg that had it at that moment: the last one accepted by then."""
    taken = (leg for leg in reversed(dossier.legs) if leg.accepted and leg.accepted <= moment)
    return next(taken, None)


def named_in(lines: Iterable[a.LateLine]) -> list[Named]:
    """Whom these late dossiers name, heaviest first."""
    return proposed(line.shares for line in lines)


def within(named: Iterable[Named], agency: str, tree: AgencyTree) -> list[Name]:
    """Those of them that the head of this agency has to conclude on: its own and all below."""
    return [one.name for one in named if tree.is_within(one.agency, agency)]


def heads_of(agencies: Iterable[str], on: date) -> list[tuple[int, str]]:
    """Who heads these agencies that day: id and name, in order of name. One statement."""
    roles = (Role.LEADER.value, Role.DIVISION_HEAD.value, Role.ONE_STOP_HEAD.value)
    rows = MembershipRow.objects.filter(
        agency__in=list(agencies), role__in=roles, person__is_active=True, valid_from__lte=on
    ).exclude(valid_to__lt=on)
    found = rows.values_list("person", "person__full_name", "person__sort_key").distinct()
    return [(person, name) for person, name, _key in sorted(found, key=lambda one: one[2])]


def lines_about(lines: Iterable[a.LateLine], names: Iterable[Name]) -> list[a.LateLine]:
    """The late dossiers in which one of these has a share."""
    wanted = set(names)
    return [
        line
        for line in lines
        if any({(s.agency, None), (s.agency, s.person)} & wanted for s in line.shares)
    ]


def leader_of(agency: str, on: date) -> int:
    """The leader of exactly this agency that day, the first appointed; 0 where there is none."""
    rows = MembershipRow.objects.filter(
        agency=agency, role=Role.LEADER.value, person__is_active=True, valid_from__lte=on
    ).exclude(valid_to__lt=on)
    return rows.order_by("valid_from", "id").values_list("person", flat=True).first() or 0
