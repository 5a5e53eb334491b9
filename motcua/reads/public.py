"""What anyone may know of a dossier by its code; and a little more with its secret.

Without the secret: the code and the level of completion (TT 01/2018/TT-VPCP, art. 16). The stages
have the same plain names whatever the procedure, so that a guessed code tells nothing of a person.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from hmac import compare_digest
from itertools import groupby
from typing import Literal
from uuid import UUID

from motcua.domain.blanks import Filed
from motcua.domain.dossier import WITH_RESULT, WORKED_ON, Dossier, State
from motcua.domain.local_time import local_day
from motcua.domain.numbering import parse_code, read_secret
from motcua.domain.procedure import Step
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Dossier as DossierRow
from motcua.models import DossierCode, PrivateValue
from motcua.models.law import reference
from motcua.models.mapping import from_row

CompletionState = Literal[
    "open", "waiting", "refused", "result", "returned", "withdrawn", "stopped"
]
Place = Literal["done", "here", "to_come"]
StageKind = Literal["receive", "pass_on", "work", "review", "sign", "issue", "return", "ended"]
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Found:
    """A dossier that somebody named by its code."""

    key: UUID
    dossier: Dossier


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of the way, by its kind; its words stand with the page."""

    kind: StageKind
    place: Place


@dataclass(frozen=True, slots=True)
class Completion:
    """All that an anonymous visitor learns. `state` is coarse: a rejection is a result too."""

    code: str
    state: CompletionState
    stages: tuple[Stage, ...]

    @property
    def done(self) -> int:
        """How many stages are behind it."""
        return sum(stage.place == "done" for stage in self.stages)


@dataclass(frozen=True, slots=True)
class Particulars:
    """What the secret opens besides: dates, and who has it. Nobody's name."""

    state: State
    received: datetime | None
    first_promise: datetime | None
    promise: datetime | None
    reappointed: datetime | None
    overdue: bool
    finished: datetime | None
    closed: datetime | None
    holder: str
    held_since: datetime | None
    returning: str


def find(text: str) -> Found:
    """The dossier with this code, its own or another portal's, in any format and any case.

    Refused `bad_code` for what no code looks like, `unknown_dossier` for one nobody has.
    """
    typed = "".join(text.split()).upper()
    key = None
    if typed.isprintable() and 0 < len(typed) <= _LONGEST:
        key = DossierCode.objects.filter(code=typed).values_list("key", flat=True).first()
    if key is None:
        code = parse_code(text).text
        key = DossierCode.objects.filter(code=code).values_list("key", flat=True).first()
    row = DossierRow.objects.filter(key=key).first() if key else None
    if row is None:
        raise Refused("unknown_dossier")
    return Found(row.key, from_row(row))


def secret_fits(found: Found, typed: str) -> bool:
    """Whether this is the secret printed on the dossier's receipt; never once it was erased.

    Takes as long whichever sign is wrong.
    """
    filed = found.dossier.secret
    if not isinstance(filed, Filed):
        return False
    rows = PrivateValue.objects.filter(dossier_id=found.key, number=filed.number)
    kept = rows.values_list("value", flat=True).first()
    if not isinstance(kept, str) or not kept:
        return False
    return compare_digest(kept.encode(), read_secret(typed).encode())


def completion(dossier: Dossier) -> Completion:
    """How far the dossier has come."""
    procedure = reference().procedure(dossier.procedure, dossier.version)
    steps = procedure.steps_for(reference().agencies.get(dossier.receiving).level)
    code = dossier.code or dossier.portal_code
    if dossier.state in _ENDED:
        before = _stages(step for step in steps if step.number < _reached(dossier))
        return Completion(code, _ENDED[dossier.state], (*before, Stage("ended", "done")))
    if dossier.state is State.RETURNED:
        return Completion(code, "returned", _stages(steps))
    if dossier.state in WITH_RESULT:
        return Completion(code, "result", _stages(steps, steps[-1].number))
    if dossier.received is None:
        return Completion(code, "waiting", _stages(steps, steps[0].number))
    return Completion(code, "open", _stages(steps, _reached(dossier)))


_ENDED: dict[State, CompletionState] = {
    State.REFUSED: "refused",
    State.WITHDRAWN: "withdrawn",
    State.STOPPED: "stopped",
}


def _reached(dossier: Dossier) -> int:
    """The step at which it is: until the next one accepts it, it is with whoever gave it."""
    taken = [leg.step for leg in dossier.legs if leg.accepted is not None]
    return taken[-1] if taken else 1


def _stages(steps: Iterable[Step], here: int | None = None) -> tuple[Stage, ...]:
    found = []
    for kind, group in groupby(steps, key=_kind):
        numbers = [step.number for step in group]
        if here is None or numbers[-1] < here:
            found.append(Stage(kind, "done"))
        else:
            found.append(Stage(kind, "here" if here in numbers else "to_come"))
    return tuple(found)


def _kind(step: Step) -> StageKind:
    if step.returns:
        return "return"
    if step.signs:
        return "sign"
    return _KINDS.get(step.role, "review") if step.number > 1 else "receive"


_KINDS: dict[Role, StageKind] = {
    Role.RECEPTIONIST: "pass_on",
    Role.OFFICER: "work",
    Role.CLERK: "issue",
}


def particulars(dossier: Dossier, now: datetime) -> Particulars:
    """What whoever has the receipt in hand may know as well."""
    today, holder = local_day(now), dossier.holder
    due = dossier.overdue_from
    return Particulars(
        state=dossier.state,
        received=dossier.received,
        first_promise=dossier.first_promise,
        promise=dossier.legal_due,
        reappointed=dossier.reappointed,
        overdue=dossier.state in WORKED_ON and due is not None and now >= due,
        finished=dossier.finished,
        closed=dossier.closed,
        holder=_name(holder.agency, today) if holder else "",
        held_since=holder.accepted if holder else None,
        returning=_name(dossier.returning, today),
    )


def _name(agency: str, on: date) -> str:
    return reference().agencies.name(agency, on) if agency else ""
