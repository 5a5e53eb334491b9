"""How a dossier begins at the counter and how it ends there."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random

from motcua.actions.dossiers import Request
from motcua.domain import commands as do
from motcua.domain.facts import PaperCount
from motcua.domain.local_time import VIETNAM, local_day
from motcua.domain.numbering import SECRET_ALPHABET, SECRET_LENGTH
from motcua.domain.party import Party
from motcua.domain.procedure import Procedure
from motcua.domain.roles import Role
from motcua.management.demo.asides import Timed
from motcua.management.demo.names import citizen
from motcua.management.demo.planned import Planned
from motcua.management.demo.setting import Setting
from motcua.management.demo.timing import DAY, Span
from motcua.management.demo.way import Seat


class Ending:
    """The counter's part of one life."""

    def __init__(self, planned: Planned, setting: Setting, random: Random) -> None:
        self.planned, self.setting, self.random = planned, setting, random
        place = _home(planned, setting)
        self.applicant: Party = citizen(Random(planned.key.int), planned.serial, place)

    def reception(self, procedure: Procedure) -> do.Receive:
        """All required papers, an applicant, a secret."""
        events, chance = self.setting.scenario.assumed["events"], self.random.random()
        channel = "direct"
        if chance < events["online"]:
            channel = "online"
        elif chance < events["online"] + events["by_post"]:
            channel = "post"
        return do.Receive(
            agency=self.planned.agency,
            procedure=procedure.code,
            applicant=self.applicant,
            papers=papers_of(procedure),
            secret="".join(self.random.choices(SECRET_ALPHABET, k=SECRET_LENGTH)),
            channel=channel,
        )

    def before_reception(
        self, procedure: Procedure, counter: Seat, events: Mapping[str, float]
    ) -> list[Request]:
        """What was missing at first: told once, on the same day."""
        at = self.planned.received - timedelta(minutes=self.random.randint(20, 40))
        opens = self.setting.calendar.next_opening(at)
        if self.random.random() >= events["reception_supplement"] or opens != at:
            return []
        ask = do.AskReceptionSupplement(
            agency=self.planned.agency,
            procedure=procedure.code,
            applicant=self.applicant,
            content="bản sao giấy tờ tùy thân của người nộp",
            explanation="thành phần hồ sơ chưa đủ theo quy định",
            guidance="nộp bổ sung một bản sao tại Bộ phận Một cửa",
        )
        person = self.setting.staff[counter]
        return [Request(self.planned.key, ask, person, at=at, recorded=at)]

    def at_once(self, at: datetime) -> do.ResolveAtOnce:
        """An immediate result given at the counter."""
        return do.ResolveAtOnce(
            result_number=f"{self.planned.serial}/MH",
            result_date=at.astimezone(VIETNAM).date(),
            files=(self.setting.file,),
            collected_by=self.applicant.name,
        )

    def collected(
        self, finish: datetime, counter: Seat, events: Mapping[str, float]
    ) -> list[Timed]:
        """The one-stop takes the result in, and the citizen comes for it; some come late."""
        random, later = self.random, self.setting.timing.later
        taken = later(finish, random.randint(3, 110)) + timedelta(seconds=random.randrange(60))
        found = [Timed(taken, counter, do.AcceptHandOver())]
        found += self.setting.asides.unaccepted(finish, taken)
        if random.random() >= events["uncollected"]:
            waits = random.choice((20, 60, 200, DAY, DAY, 2 * DAY, 4 * DAY, 9 * DAY))
            comes = later(taken, random.randint(5, waits)) + timedelta(seconds=random.randrange(60))
            found.append(Timed(comes, counter, do.ReturnResult("counter", self.applicant.name)))
        return found

    def lies_before(self, weights: list[float]) -> int:
        """The act that was not done when the dossier came to lie: likelier a slow one."""
        [at] = self.random.choices(range(len(weights)), [weight + 0.05 for weight in weights])
        return int(at)

    def gone_before(
        self, acts: int, events: Mapping[str, float]
    ) -> tuple[int, do.Command, Role] | None:
        """Withdrawn or stopped before a result: after how many acts, by which command, by whom."""
        chance = self.random.random()
        stays = self.random.randrange(acts) if acts else 0
        if chance < events["withdrawn"]:
            words = "công dân có đơn xin rút hồ sơ để hoàn thiện lại"
            return stays, do.Withdraw(words), Role.RECEPTIONIST
        if chance < events["withdrawn"] + events["stopped"]:
            words = "dừng giải quyết theo quy định của pháp luật"
            number = f"{self.random.randint(10, 99)}/QĐ-UBND"
            return stays, do.Stop("other_law", number, words), Role.LEADER
        return None

    def apology_at(self, span: Span, in_time: bool) -> datetime:
        """When an apology is drafted: two working days before the due date, or after it."""
        assert span.due is not None
        calendar, random = self.setting.calendar, self.random
        if in_time:
            day = calendar.add_working_days(local_day(span.due), -2)
            opens = calendar.next_opening(calendar.closing(day) - timedelta(hours=9))
            return self.setting.timing.later(opens, random.randint(30, 300))
        opens = calendar.next_opening(span.overdue or span.due)
        return self.setting.timing.later(opens, random.randint(30, 3 * DAY))


def papers_of(procedure: Procedure) -> tuple[PaperCount, ...]:
    """What everybody has to bring, as the checklist asks for it."""
    return tuple(
        PaperCount(rule.code, max(rule.originals, int(rule.shown_only)), rule.copies)
        for rule in procedure.papers
        if rule.required and rule.when is None
    )


def _home(planned: Planned, setting: Setting) -> str:
    """Where the applicant lives: the commune or district of the counter; whoever comes to one of
    the province lives in one district or another."""
    tree, day = setting.tree, planned.received.date()
    committee = tree.get(tree.resolve("committee", planned.agency, day))
    if committee.level == "province":
        districts = [a for a in tree.at(day) if a.level == "district" and a.is_committee]
        committee = districts[planned.serial % len(districts)]
    return committee.short_name.removeprefix("UBND ")


def refused_reception(planned: Planned, setting: Setting, procedure: Procedure) -> Request | None:
    """Now and then somebody comes to the wrong place, a little after this dossier's applicant."""
    random = Random(f"{setting.scenario.seed} {planned.serial} refused")
    if random.random() >= setting.scenario.assumed["events"]["refused_reception"]:
        return None
    at = planned.received + timedelta(seconds=random.randint(60, 600))
    place = _home(planned, setting)
    refuse = do.RefuseReception(
        agency=planned.agency,
        procedure=procedure.code,
        applicant=citizen(random, planned.serial + 500_000, place),
        papers=(),
        reason="not_competent",
        explanation="nơi có thẩm quyền giải quyết là cơ quan khác",
    )
    key = type(planned.key)(int=planned.key.int ^ 1)
    person = setting.staff[(planned.agency, Role.RECEPTIONIST)]
    return Request(key, refuse, person, at=at, recorded=at + timedelta(seconds=50))
