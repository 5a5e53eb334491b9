"""Every kind of act that a history may hold, and the facts that it becomes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from motcua.domain import commands as do
from motcua.domain import facts as f
from motcua.domain.alarms import AlarmKind, due_alarms
from motcua.domain.commands.elsewhere import PastAct
from motcua.domain.decisions import resolution, result, waiting
from motcua.domain.decisions.wording import kept_files, private_text
from motcua.domain.dossier import UNFINISHED, WITH_RESULT, Dossier
from motcua.domain.evolve import evolve
from motcua.domain.lateness import overdue_from
from motcua.domain.law import Law
from motcua.domain.limits import NoLimit, parse_limit
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused

Told = list[f.Fact]


class Life:
    """The life so far: facts with their witnesses, and the dossier they make."""

    def __init__(self, law: Law, at: datetime) -> None:
        self.law, self.at = law, at
        self.facts: list[f.Fact | f.Witnessed] = []
        self.dossier = Dossier()
        self.people: dict[str, str] = {}

    def add(self, fact: f.Fact, by: f.By, act: PastAct | None) -> None:
        """Note one fact, and who did it there."""
        fact = _without_past_alarms(fact, self.at)
        number = len(self.facts) + 1
        recorded = act.recorded if act else None
        self.facts.append(f.Witnessed(fact, by, recorded))
        if act is not None and act.name and not act.person:
            self.people[str(number)] = act.name
        self.dossier = evolve(self.dossier, f.Entry(number, fact, by, recorded or self.at))


def _without_past_alarms(fact: f.Fact, at: datetime) -> f.Fact:
    """Nobody can be reminded of what has passed; only the citizen's own time is still noticed."""
    if not isinstance(fact, f.SupplementNotified | f.LegalDueMoved | f.HandedOver):
        return fact
    kept = (a for a in fact.alarms if a.at > at or a.kind == AlarmKind.SUPPLEMENT.value)
    return replace(fact, alarms=tuple(kept))


def by_of(act: PastAct) -> f.By:
    """Who did it there."""
    return f.By(act.person, act.agency, act.role)


def _hand_over(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.pending is None and life.dossier.closed is None)
    law, dossier = life.law, life.dossier
    number = len(dossier.legs) + 1
    steps = law.steps(dossier.receiving)
    here = dossier.legs[-1].step
    named = [s for s in steps if s.role is act.to_role and s.number != here]
    later = [s for s in named if s.number > here]
    step = (later or named or list(steps))[0]
    return [
        f.HandedOver(
            happened=act.happened,
            leg=number,
            step=step.number,
            agency=act.to_agency,
            role=act.to_role,
            person=None,
            for_signature=step.signs,
            back=False,
            reason="",
            explanation=private_text("words", act.words, required=False),
            alarms=(),
        )
    ]


def _accept(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.pending is not None)
    return list(
        resolution.accept(life.dossier, do.AcceptHandOver(), by_of(act), act.happened, life.law)
    )


def _approve(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.state in UNFINISHED)
    return [f.Approved(happened=act.happened)]


def _finish(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.state in UNFINISHED)
    day = act.day or local_day(act.happened)
    result.result_day_is_possible(day, life.at)
    digests, names = kept_files(act.files)
    number = private_text("number", act.number, required=False)
    finished = f.Finished(
        happened=act.happened,
        result_number=number,
        result_date=day,
        files=digests,
        file_names=names,
    )
    return [finished]


def _reject(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.state in UNFINISHED)
    words = private_text("words", act.words, required=False)
    number = act.number[:32]
    return [
        f.Rejected(happened=act.happened, form_number=number, reason="other", explanation=words)
    ]


def _give_back(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.state in WITH_RESULT)
    who = private_text("words", act.words, required=False)
    manner = life.dossier.return_manner
    return [f.Returned(happened=act.happened, manner=manner, collected_by=who)]


def _withdraw(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.state in UNFINISHED)
    words = private_text("words", act.words, required=False)
    return [f.Withdrawn(happened=act.happened, explanation=words)]


def _stop(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.state in UNFINISHED)
    number = private_text("number", act.number, required=False)
    words = private_text("words", act.words, required=False)
    return [
        f.Stopped(
            happened=act.happened, reason="other_law", document_number=number, explanation=words
        )
    ]


def _ask_supplement(life: Life, act: PastAct) -> Told:
    """Asked and told in one: only what reached the citizen stops the clock."""
    dossier = life.dossier
    _must(life, act, dossier.state in UNFINISHED and dossier.wait is None)
    days = max(1, (act.due - local_day(act.happened)).days) if act.due else 10
    content = private_text("words", act.words, required=False)
    asked = f.SupplementRequested(
        happened=act.happened,
        number=dossier.supplements + 1,
        late=False,
        further=dossier.supplements > 0,
        answer_days=days,
        content=content,
        explanation=None,
        guidance=None,
        override=None,
    )
    ready = evolve(dossier, f.Entry(dossier.facts + 1, asked, by_of(act), life.at))
    told = waiting.notify_supplement(
        ready,
        do.NotifySupplement(),
        by_of(act),
        act.happened,
        life.law,
        number_elsewhere=act.number[:32],
    )
    return [asked, *told]


def _take_supplement(life: Life, act: PastAct) -> Told:
    _must(life, act, life.dossier.wait is not None)
    command = do.RecordSupplement(act.words)
    return list(
        waiting.record_supplement(life.dossier, command, by_of(act), act.happened, life.law)
    )


def _move_due(life: Life, act: PastAct) -> Told:
    dossier = life.dossier
    limit = parse_limit(dossier.limit)
    ends = dossier.legal_due
    _must(life, act, ends is not None and act.due is not None and dossier.finished is None)
    if ends is None or act.due is None or isinstance(limit, NoLimit):
        return []
    calendar = life.law.calendar_of(dossier.competent)
    new = calendar.closing(calendar.next_working_day(act.due))
    return [
        f.LegalDueMoved(
            happened=act.happened,
            old=ends,
            new=new,
            overdue_from=overdue_from(limit, new),
            cause="elsewhere",
            basis=act.number[:200],
            policy="",
            alarms=due_alarms(limit, new, calendar, life.law.rules, life.at),
        )
    ]


def _must(life: Life, act: PastAct, possible: bool) -> None:
    if not possible:
        raise Refused("not_possible_then", act=act.kind, state=life.dossier.state.value)


ACTS: dict[str, Callable[[Life, PastAct], Told]] = {
    "hand_over": _hand_over,
    "accept": _accept,
    "approve": _approve,
    "supplement_asked": _ask_supplement,
    "supplement_received": _take_supplement,
    "due_moved": _move_due,
    "finished": _finish,
    "rejected": _reject,
    "returned": _give_back,
    "withdrawn": _withdraw,
    "stopped": _stop,
}
"""Every kind of act that a history may hold (docs/import-history.md)."""
