"""Which commands are open to a person now: pages draw exactly these buttons."""

from collections.abc import Iterable
from datetime import datetime

from motcua.domain import commands as do
from motcua.domain.access import Membership, standing
from motcua.domain.decisions.extending import usable
from motcua.domain.dossier import Dossier
from motcua.domain.law import Law
from motcua.domain.procedure import Step
from motcua.domain.refusal import Refused
from motcua.domain.rules import RULES


def open_to(
    dossier: Dossier,
    law: Law,
    actor: int,
    memberships: Iterable[Membership],
    now: datetime,
) -> tuple[type[do.Command], ...]:
    """The kinds of command that this person could give to this dossier now, in table order."""
    mine = tuple(memberships)
    return tuple(
        kind
        for kind, rule in RULES.items()
        if dossier.state in rule.states
        and rule.when(dossier)
        and standing(dossier, kind, actor, mine, now, law.agencies) is not None
        and _procedure_allows(kind, dossier, law, now)
    )


def closed(
    kind: type[do.Command],
    dossier: Dossier,
    law: Law,
    actor: int,
    memberships: Iterable[Membership],
    now: datetime,
) -> Refused | None:
    """Why this kind of command is not open to this person now, as the door would say; None if
    it is."""
    mine = tuple(memberships)
    if kind in open_to(dossier, law, actor, mine, now):
        return None
    rule, told = RULES[kind], {"command": kind.__name__, "state": dossier.state.value}
    if dossier.state in rule.states and rule.when(dossier):
        return Refused("not_your_task", **told)
    return Refused("not_now", **told)


def _procedure_allows(kind: type[do.Command], dossier: Dossier, law: Law, now: datetime) -> bool:
    if kind is do.HandOver:
        step = _next(dossier, law)
        if step is None:
            return False
        return dossier.finished is not None or not (step.signs or step.returns)
    if kind is do.SubmitForSignature:
        step = _next(dossier, law)
        return step is not None and step.signs
    if kind is do.ResolveAtOnce:
        return law.procedure.immediate
    if kind is do.ExtendLimit:
        return bool(usable(dossier, law, now))
    return True


def _next(dossier: Dossier, law: Law) -> Step | None:
    holder = dossier.holder
    return law.next_step(dossier, holder) if holder is not None else None
