"""The whole life of a planned dossier, as requests in order of time."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from random import Random

from motcua.actions.dossiers import Request
from motcua.domain import commands as do
from motcua.domain.deadline import due
from motcua.domain.roles import Role
from motcua.management.demo.asides import CLOCK, Timed
from motcua.management.demo.ending import Ending
from motcua.management.demo.planned import Outcome, Planned
from motcua.management.demo.setting import Setting
from motcua.management.demo.timing import DAY, Span
from motcua.management.demo.way import Act, Seat, Walker, Way, declined, sent_back

LAND_OFFICE = "district/natural_resources"
HOUSE_PERMITS = ("1.009122",)


class Life:
    """One dossier's life, drawn from a seed of its own: batches and workers change nothing."""

    def __init__(self, planned: Planned, setting: Setting) -> None:
        self.planned, self.setting = planned, setting
        self.random = Random(f"{setting.scenario.seed} {planned.serial}")
        self.procedure = setting.procedures[planned.procedure]
        self.counter: Seat = (planned.agency, Role.RECEPTIONIST)
        self.events: Mapping[str, float] = setting.scenario.assumed["events"]
        day = planned.received.date()
        self.competent = setting.tree.resolve(self.procedure.decider, planned.agency, day)
        ends = due(planned.received, self.procedure.committed, setting.calendar)
        self.first_span = Span(planned.received, ends, planned.overdue)
        self.timed: list[Timed] = []

    def requests(self, until: datetime) -> Iterator[Request]:
        """Its requests up to a moment, with when the system learned of each."""
        self._play()
        ending = Ending(self.planned, self.setting, self.random)
        yield from ending.before_reception(self.procedure, self.counter, self.events)
        # The clock is first among equals: it noticed the moment when it came.
        self.timed.sort(key=lambda one: (one.at, one.seat is not CLOCK))
        setting, known = self.setting, datetime.min.replace(tzinfo=until.tzinfo)
        late = setting.customs.of(self.planned.agency).late_entry
        for one in self.timed:
            if one.at >= until:
                return
            if one.seat is CLOCK:
                person, learned = 0, setting.entering.noticed(one.at, self.random)
            else:
                person = setting.staff[one.seat]
                learned = setting.entering.known(one.at, self.random, at_weeks_end=late)
            known = max(known, learned)
            yield Request(self.planned.key, one.command, person, at=one.at, recorded=known)

    # -- from reception to result

    def _play(self) -> None:
        planned, random = self.planned, self.random
        on_time = planned.outcome in (Outcome.ON_TIME, Outcome.CARRIED)
        ending = Ending(planned, self.setting, random)
        self.timed.append(Timed(planned.received, self.counter, ending.reception(self.procedure)))
        if (
            self.procedure.immediate
            and planned.outcome is Outcome.ON_TIME
            and self._happens("at_once", "work")
        ):
            self._at_once(ending)
            return
        # Forms are numbered by the agency that decides: only its own group may draw from it.
        from_afar = self.procedure.decider.startswith("province") and self._is_commune()
        may_reject = on_time and not from_afar
        setting, number = self.setting, f"{planned.serial}/MH"
        walker = Walker(setting.tree, setting.customs, setting.file, random, number)
        rejected = may_reject and self._happens("rejected")
        way = walker.way(self.procedure, planned.agency, planned.received, rejected=rejected)
        self._detours(way)
        if planned.outcome is Outcome.ON_TIME and self._interrupted(way):
            return
        self._walk(way.acts, self.first_span, way, taken=way.taken)

    def _at_once(self, ending: Ending) -> None:
        at = self.planned.received + timedelta(seconds=self.random.randint(240, 2400))
        at = min(at, self.setting.calendar.closing(at.date()))
        at = max(at, self.planned.received + timedelta(seconds=45))
        self.timed.append(Timed(at, self.counter, ending.at_once(at)))

    def _detours(self, way: Way) -> None:
        """Things that take time and move no date: sent back, not taken at first."""
        if self.setting.customs.of(self.planned.agency).seconds and self.random.random() < 0.6:
            for act in way.acts[1:]:
                act.weight = 0
        if way.signing and self._happens("sent_back"):
            way.acts[way.signing : way.signing] = sent_back(way)
        if way.taken == 2 and self._happens("declined"):
            way.acts[1:1] = declined(way, self.counter)
            way.taken += 2

    def _interrupted(self, way: Way) -> bool:
        """A supplement or a payment: the clock stands, and the due date is another one after."""
        limit, random, span = self.procedure.committed, self.random, self.first_span
        permit = self.competent.count(".") == 1 and str(limit).rpartition(" ")[2] == "days"
        if not way.taken or span.due is None or str(limit) == "same day":
            return False
        room = self.setting.timing.between(span.begins, span.due)
        odd = self.setting.customs.of(self.planned.agency).supplement_before_due
        by_head = permit and odd and random.random() < 0.25
        if by_head:
            taken = self.setting.timing.later(span.begins, room - random.randint(200, DAY))
        else:
            # Within three working days, or the head has to ask (NĐ 61/2018, art. 19(4)).
            early = min(room * 0.3, 2.2 * DAY)
            taken = self.setting.timing.later(span.begins, int(early * random.uniform(0.2, 1)))
        if by_head or self._happens("supplement"):
            asker = (self.competent, Role.LEADER) if by_head else way.officer
            override = "lãnh đạo đồng ý yêu cầu bổ sung muộn" if by_head else ""
            acts, after = self.setting.asides.supplement(
                taken, limit, asker, self.counter, random, override
            )
            told = acts[1].at
        elif permit and self._happens("payment"):
            acts, after = self.setting.asides.payment(
                taken, span, limit, way.officer, self.counter, random
            )
            told = taken
        else:
            return False
        begins = taken - timedelta(seconds=random.randint(60, 900))
        self._acts(way.acts[: way.taken], span.begins, begins)
        self.timed += acts
        self.timed += self.setting.asides.alarms(limit, span, told)
        self._walk(way.acts[way.taken :], after, way, taken=0)
        return True

    def _walk(self, acts: list[Act], span: Span, way: Way, *, taken: int) -> None:
        """Through the acts that are left to the finish that the outcome asks for; the officer has
        it after `taken` of them."""
        setting, outcome, random = self.setting, self.planned.outcome, self.random
        finish = setting.timing.finish(outcome, span, random, setting.new_year)
        finish = self._at_closing(finish, span)
        ending = Ending(self.planned, setting, random)
        if outcome is Outcome.LATE_OPEN:
            lies_before = ending.lies_before([act.weight for act in acts])
            self._acts(acts[:lies_before], span.begins, finish)
            end = setting.scenario.cutoff
        elif outcome is Outcome.ON_TIME and (gone := ending.gone_before(len(acts), self.events)):
            stays, command, role = gone
            self._acts(acts[:stays], span.begins, finish)
            seat = self.counter if role is Role.RECEPTIONIST else (self.competent, role)
            self.timed.append(Timed(finish + timedelta(seconds=30), seat, command))
            end = finish
        else:
            self._opinion(acts, way, span, taken)
            self._acts(acts, span.begins, finish)
            self.timed += ending.collected(finish, self.counter, self.events)
            end = finish
        self.timed += setting.asides.alarms(self.procedure.committed, span, end)
        self._apologise(span, end, ending)

    def _acts(self, acts: list[Act], begins: datetime, ends: datetime) -> None:
        times = self.setting.timing.spread([a.weight for a in acts], begins, ends, self.random)
        before = begins
        for act, at in zip(acts, times, strict=True):
            command = act.make(at)
            self.timed.append(Timed(at, act.seat, command))
            if isinstance(command, do.AcceptHandOver | do.Decline):
                self.timed += self.setting.asides.unaccepted(before, at)
            before = at

    def _opinion(self, acts: list[Act], way: Way, span: Span, taken: int) -> None:
        if self.procedure.code in HOUSE_PERMITS and self._happens("opinion"):
            day = span.begins.date()
            office = self.setting.tree.resolve(LAND_OFFICE, self.planned.agency, day)
            if office != way.officer[0]:
                acts[taken:taken] = self.setting.asides.opinion(way, office, span.begins)

    def _at_closing(self, finish: datetime, span: Span) -> datetime:
        habits = self.setting.customs.of(self.planned.agency)
        share = (
            0.6 if habits.closing_bursts else self.setting.scenario.assumed["work"]["at_closing"]
        )
        if self.planned.outcome is Outcome.LATE_OPEN or self.random.random() >= share:
            return finish
        return self.setting.timing.before_closing(finish, self.random)

    def _apologise(self, span: Span, end: datetime, ending: Ending) -> None:
        if self.planned.outcome in (Outcome.ON_TIME, Outcome.CARRIED):
            return
        assert span.overdue is not None
        if self._happens("apology_of_late"):
            at = ending.apology_at(span, self._happens("apology_in_time"))
            if span.begins < at and at + timedelta(hours=12) < end:
                self.timed += self.setting.asides.apology(
                    at, max(span.overdue, end), self.competent, self.counter, self.random
                )

    def _is_commune(self) -> bool:
        return self.setting.tree.get(self.planned.agency).level == "commune"

    def _happens(self, event: str, table: str = "events") -> bool:
        return bool(self.random.random() < self.setting.scenario.assumed[table][event])
