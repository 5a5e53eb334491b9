"""What happens beside the way of a dossier: supplements, payments, opinions, apologies, and what
the clock notices."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from motcua.domain import commands as do
from motcua.domain.alarms import due_alarms
from motcua.domain.calendar import Calendar
from motcua.domain.deadline import due
from motcua.domain.lateness import overdue_from
from motcua.domain.limits import Limit
from motcua.domain.local_time import local_day
from motcua.domain.roles import Role
from motcua.domain.rulebook import Rulebook
from motcua.domain.waiting import Cause, Wait, judge
from motcua.management.demo.next_act import LATE_FOR, NOT_IN_TIME, TOLD_BY
from motcua.management.demo.timing import Span
from motcua.management.demo.way import Act, Seat, Way

CLOCK: Seat = ("", Role.CLOCK)
CONTENT = "bản sao giấy tờ chứng minh quyền sử dụng đất"
REASON = "giấy tờ đã nộp không còn giá trị pháp lý"
GUIDANCE = "nộp bản sao có chứng thực tại Bộ phận Một cửa"
FEE = 75_000
"""Đồng: the charge for a house permit that domain notes name (section 10, M)."""


@dataclass(frozen=True, slots=True)
class Timed:
    """Something that happens at a moment, in the seat of whoever does it."""

    at: datetime
    seat: Seat
    command: do.Command


class Asides:
    """Makes them for one calendar and rulebook."""

    def __init__(self, calendar: Calendar, rules: Rulebook) -> None:
        self.calendar, self.rules = calendar, rules

    def supplement(
        self, at: datetime, limit: Limit, asker: Seat, counter: Seat, random: Random, override: str
    ) -> tuple[list[Timed], Span]:
        """Asked, told, brought; the limit begins anew when the dossier is complete."""
        ask = do.RequestSupplement(
            content=CONTENT, explanation=REASON, guidance=GUIDANCE, override=override
        )
        told = self._later(at, random.randint(5, 180))
        brought = self._later(told, random.randint(60, 5 * 480))
        again = due(brought, limit, self.calendar)
        acts = [
            Timed(at, asker, ask),
            Timed(told, counter, do.NotifySupplement()),
            Timed(brought, counter, do.RecordSupplement("đã nộp đủ giấy tờ được yêu cầu")),
        ]
        return acts, self._span(brought, limit, again)

    def payment(
        self, at: datetime, span: Span, limit: Limit, officer: Seat, counter: Seat, random: Random
    ) -> tuple[list[Timed], Span]:
        """The notice, and the receipt; meanwhile the clock stands."""
        paid = self._later(at, random.randint(60, 3 * 480))
        number = random.randint(1, 900)
        ask = do.AskPayment(notice_number=f"{number}/TB", notice_date=local_day(at), amount=FEE)
        confirm = do.ConfirmPayment(f"giấy nộp tiền số {number}")
        assert span.due is not None
        stop = Wait(1, Cause.FINANCE, at, paid)
        policy = self.rules.policy(local_day(span.begins), "")
        again = judge(policy, limit, span.begins, [stop], None, self.calendar).due
        return [Timed(at, officer, ask), Timed(paid, counter, confirm)], self._span(
            paid, limit, again
        )

    def _span(self, begins: datetime, limit: Limit, ends: datetime | None) -> Span:
        return Span(begins, ends, overdue_from(limit, ends) if ends else None)

    def opinion(self, way: Way, consulted: str, at: datetime) -> list[Act]:
        """Another office is asked, and answers before the work goes on."""
        last = self.calendar.add_working_days(local_day(at), 15)
        words = "ý kiến về nguồn gốc và mục đích sử dụng đất"
        ask = do.AskOpinion(consulted=consulted, answer_by=last, content=words)
        answer = do.GiveOpinion(number=1, content="thống nhất, thửa đất phù hợp quy hoạch")
        return [
            Act(0.3, way.officer, lambda moment: ask),
            Act(1.8, (consulted, Role.OFFICER), lambda moment: answer),
        ]

    def apology(
        self, at: datetime, last: datetime, competent: str, counter: Seat, random: Random
    ) -> list[Timed]:
        """Proposed, signed, told, with a new date some days after `last`."""
        after = max(local_day(at), local_day(last))
        new_date = self.calendar.add_working_days(after, random.randint(1, 4))
        reason = random.choice(LATE_FOR)
        propose = do.ProposeApology(reason=reason, explanation=NOT_IN_TIME, new_date=new_date)
        signed = self._later(at, random.randint(10, 120))
        told = self._later(signed, random.randint(5, 90))
        send = do.SendApology(manner=random.choice(TOLD_BY), proof="sổ giao nhận")
        return [
            Timed(at, (competent, Role.OFFICER), propose),
            Timed(signed, (competent, Role.LEADER), do.ApproveApology()),
            Timed(told, counter, send),
        ]

    def alarms(self, limit: Limit, span: Span, until: datetime) -> Iterator[Timed]:
        """The moments of a due date that the clock noticed while it ran."""
        for alarm in due_alarms(limit, span.due, self.calendar, self.rules, span.begins):
            if alarm.at < until:
                yield Timed(alarm.at, CLOCK, do.PassTime())

    def unaccepted(self, given: datetime, accepted: datetime) -> Iterator[Timed]:
        """A hand-over that nobody accepted within a working day."""
        hours = self.rules.value("hand_over_accepted_within_working_hours", local_day(given))
        at = self.calendar.add_working_minutes(given, 60 * hours)
        if at < accepted:
            yield Timed(at, CLOCK, do.PassTime())

    def _later(self, at: datetime, minutes: int) -> datetime:
        return self.calendar.add_working_minutes(at, minutes) + timedelta(seconds=at.second)
