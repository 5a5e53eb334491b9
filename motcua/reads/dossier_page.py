"""Everything that the page of one dossier shows, read in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.codec import Plain
from motcua.domain.decisions.correction import DRAFT
from motcua.domain.dossier import Dossier, Leg, State
from motcua.domain.limits import NoLimit, parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.openings import open_to
from motcua.domain.other_dates import late_vs_first_promise, met_reappointment
from motcua.domain.party import Party
from motcua.domain.reception_clock import received_late
from motcua.reads.access import Opened
from motcua.reads.dossiers import entries as entries_of
from motcua.reads.dossiers import names_of, party_of, private_values, text_of
from motcua.reads.durations import Left, at_words, left
from motcua.reads.legs import LegRow, due_mark, late_legs, leg_rows
from motcua.reads.next_step import Choices, Next, next_of, successors_of
from motcua.reads.papers import KeptFile, PaperRow, kept_files, paper_rows, result_row
from motcua.reads.promise import Promise, promise
from motcua.reads.timeline import Day, timeline
from motcua.reads.words import RETURN_MANNERS, state_words
from motcua.reads.words.facts import Telling
from motcua.reads.words.limits import limit_words
from motcua.reads.words.waiting import extension_words


@dataclass(frozen=True, slots=True)
class People:
    """The persons of a dossier; None where there is none, or the value was erased."""

    applicant: Party | None
    owner: Party | None
    proxy: Party | None
    content: str


@dataclass(frozen=True, slots=True)
class DossierPage:
    """One dossier, told for one person at one moment."""

    opened: Opened
    now: datetime
    entries: tuple[f.Entry, ...]
    values: dict[int, Plain]
    names: dict[int, str]
    files: dict[str, KeptFile]
    commands: tuple[type[do.Command], ...]
    stands: Left
    state: str
    held: str
    limit: str
    promise: Promise | None
    promise_holds: bool
    papers: tuple[PaperRow, ...]
    result: PaperRow | None
    draft: KeptFile | None
    days: tuple[Day, ...]
    legs: tuple[LegRow, ...]
    late_legs: tuple[LegRow, ...]
    due_mark: str
    people: People
    return_words: str
    next: Next | None
    successors: Choices

    @property
    def may_receive(self) -> bool:
        """Whether this person may take it in now, on the reception page."""
        return do.Receive in self.commands

    @property
    def receive_by(self) -> datetime | None:
        """The end of its reception clock, whether it still runs or not."""
        return self.dossier.receive_by

    @property
    def received_late(self) -> bool:
        """Whether it was received after its reception clock had run out."""
        return received_late(self.dossier)

    @property
    def extensions(self) -> tuple[str, ...]:
        """How much time each extension of its procedure that was used gave."""
        return tuple(extension_words(one.limit, one.whole) for one in self.dossier.extensions)

    @property
    def late_vs_first_promise(self) -> bool | None:
        """Whether the result came after the first promise, where another date counts by now."""
        return late_vs_first_promise(self.dossier, self.now) if self.promise_of else None

    @property
    def met_reappointment(self) -> bool | None:
        """Whether the new date of the apology was met; None while it may be."""
        return met_reappointment(self.dossier, self.now)

    @property
    def promise_of(self) -> datetime | None:
        """The day that is explained, where another one counts by now."""
        first = self.dossier.first_promise
        return None if first == self.dossier.legal_due else first

    @property
    def dossier(self) -> Dossier:
        """The dossier itself."""
        return self.opened.dossier


def dossier_page(opened: Opened, now: datetime) -> DossierPage:
    """Read and word all of it."""
    dossier, law = opened.dossier, opened.law
    log, values = entries_of(opened.key), private_values(opened.key)
    names = names_of(_mentioned(log, dossier))
    telling = Telling(law.agencies, names, values, dossier)
    received = dossier.received is not None
    calendar = law.calendar_of(dossier.competent if received else dossier.receiving)
    stands = left(dossier, calendar, now)
    kept = kept_files(log, values)
    legs = leg_rows(dossier, law, names, now)
    commands = open_to(dossier, law, opened.person, opened.memberships, now)
    explained = _explained(opened)
    papers = paper_rows(dossier, law.procedure, kept)
    return DossierPage(
        opened=opened,
        now=now,
        entries=log,
        values=values,
        names=names,
        files=kept,
        commands=commands,
        stands=stands,
        state=state_words(dossier.state),
        held=_held(opened, names, now),
        limit=_limit_words(dossier),
        promise=explained,
        promise_holds=explained is not None and explained.due == dossier.first_promise,
        papers=papers,
        result=result_row(dossier, values, kept),
        draft=_draft(papers),
        days=timeline(log, dossier, law, telling, stands, now),
        legs=legs,
        late_legs=late_legs(legs),
        due_mark=due_mark(dossier, now),
        people=people_of(dossier, values),
        return_words=str(RETURN_MANNERS.get(dossier.return_manner, "")),
        next=next_of(opened, commands, now),
        successors=successors_of(opened, commands, now),
    )


def people_of(dossier: Dossier, values: dict[int, Plain]) -> People:
    """The persons that the dossier speaks of, as they stand now."""
    return People(
        party_of(dossier.applicant, values),
        party_of(dossier.owner, values),
        party_of(dossier.proxy, values),
        text_of(dossier.content, values),
    )


def _mentioned(log: Iterable[f.Entry], dossier: Dossier) -> set[int]:
    found = {entry.by.person for entry in log}
    for entry in log:
        found.add(getattr(entry.fact, "person", None) or 0)
    for leg in dossier.legs:
        found |= {leg.given_by, leg.accepted_by or 0, leg.person or 0}
    return found


def _explained(opened: Opened) -> Promise | None:
    dossier = opened.dossier
    if dossier.received is None or not dossier.limit:
        return None
    calendar = opened.law.calendar_of(dossier.competent)
    return promise(dossier.received, parse_limit(dossier.limit), calendar)


def _limit_words(dossier: Dossier) -> str:
    limit = parse_limit(dossier.limit) if dossier.limit else NoLimit()
    return "" if isinstance(limit, NoLimit) else limit_words(limit)


def _held(opened: Opened, names: dict[int, str], now: datetime) -> str:
    """Who has it and since when, or when it ended: the second half of the page's answer."""
    dossier = opened.dossier
    if dossier.closed is not None:
        words = {"state": state_words(dossier.state), "at": at_words(dossier.closed)}
        return _("%(state)s lúc %(at)s") % words
    if dossier.pending is not None:
        words = {
            "agency": _agency(opened, dossier.pending, now),
            "at": at_words(dossier.pending.given),
        }
        return _("Đã chuyển đến %(agency)s lúc %(at)s, chờ nhận") % words
    holder = dossier.holder
    if dossier.state is State.SUBMITTED and dossier.submitted is not None:
        return _("Nộp trực tuyến lúc %(at)s") % {"at": at_words(dossier.submitted)}
    if holder is None:
        return ""
    who = names.get(holder.person or 0, "")
    if holder.person == opened.person:
        who = _("Ông, bà")
    since = {
        "who": who,
        "agency": _agency(opened, holder, now),
        "at": at_words(holder.accepted or holder.given),
    }
    return _("%(who)s (%(agency)s) đang giữ từ %(at)s") % since


def _agency(opened: Opened, leg: Leg, now: datetime) -> str:
    return opened.law.agencies.short_name(leg.agency, local_day(now))


def _draft(papers: Iterable[PaperRow]) -> KeptFile | None:
    drafts = [file for paper in papers if paper.code == DRAFT for file in paper.files]
    return drafts[-1] if drafts else None
