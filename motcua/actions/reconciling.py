"""Writes down what reconciliation found, and repairs it: by sending, never by changing dossiers."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from motcua.actions.mirror import queue_history
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.domain.reconciling import DIFFERENT, Cause, Said
from motcua.models import Destination, Difference, Message, Reconciliation

EVERY = timedelta(hours=24)
AT_A_TIME = 500


@dataclass(frozen=True, slots=True)
class Found:
    """One dossier that differs, or counts otherwise."""

    key: UUID
    agency: str
    code: str
    cause: Cause
    words: str
    ours: Said
    theirs: Said | None
    here: bool | None
    there: bool | None


@transaction.atomic
def begin(now: datetime, machine: datetime, *, if_due: bool = False) -> int | None:
    """Begin a comparison; its number. With `if_due`, None if the last began within a day, or if
    the portal has never answered to anything yet."""
    runs = Reconciliation.objects.select_for_update().filter(destination=NATIONAL_PORTAL)
    last = runs.order_by("-id").first()
    if if_due and not _is_due(last, machine):
        return None
    run = Reconciliation.objects.create(destination=NATIONAL_PORTAL, machine=machine, started=now)
    return run.id


def _is_due(last: Reconciliation | None, machine: datetime) -> bool:
    if last is not None:
        return machine >= last.machine + EVERY
    answered = Q(sent__gt=0) | Q(refused__gt=0)
    return Destination.objects.filter(answered, name=NATIONAL_PORTAL).exists()


@transaction.atomic
def finish(
    run: int,
    now: datetime,
    *,
    checked: int,
    equal: int,
    found: Iterable[Found],
    figures: Mapping[str, int],
) -> None:
    """Keep what was found in place of what the comparison before had found."""
    Difference.objects.filter(destination=NATIONAL_PORTAL).delete()
    Difference.objects.bulk_create(
        (
            Difference(
                dossier_key=one.key,
                destination=NATIONAL_PORTAL,
                run=run,
                agency=one.agency,
                code=one.code,
                cause=one.cause.value,
                words=one.words,
                ours=asdict(one.ours),
                portal=asdict(one.theirs) if one.theirs else None,
                here=one.here,
                there=one.there,
            )
            for one in found
        ),
        batch_size=1_000,
    )
    Reconciliation.objects.filter(id=run).update(
        ended=now, checked=checked, equal=equal, figures=dict(figures), error=""
    )


def ask_again(now: datetime, machine: datetime) -> None:
    """Let the worker compare at its next look: as if the last comparison were a day old."""
    last = Reconciliation.objects.filter(destination=NATIONAL_PORTAL).order_by("-id").first()
    if last is None:
        last = Reconciliation(destination=NATIONAL_PORTAL, started=now, ended=now)
    last.machine = machine - EVERY
    last.save()


def fail(run: int, now: datetime, why: str) -> None:
    """The portal could not be asked; what was found before still stands."""
    Reconciliation.objects.filter(id=run).update(ended=now, error=why[:2000])


def repair(
    causes: Sequence[str],
    *,
    code: str,
    now: datetime,
    machine: datetime,
    agencies: Collection[str] | None = None,
) -> int:
    """Ask for what makes these differences vanish; how many dossiers.

    Never sent, or of another system: the whole history, which the worker queues (`queue_asked`),
    for it may be long.
    Refused: the dead letters again. Stale: what waits, now. Differs: the newest standing again.
    The next comparison shows whether it helped.
    """
    found = Difference.objects.filter(
        destination=NATIONAL_PORTAL, cause__in=[c for c in causes if c in DIFFERENT]
    )
    if code:
        found = found.filter(code=code)
    if agencies is not None:
        found = found.filter(agency__in=agencies)
    keys = list(found.values_list("dossier_key", "cause").order_by("code"))
    for at in range(0, len(keys), AT_A_TIME):
        with transaction.atomic():
            part = keys[at : at + AT_A_TIME]
            for cause in DIFFERENT:
                _repair(cause, [key for key, why in part if why == cause.value], machine)
            _rows([key for key, _ in part]).update(repaired=now)
    return len(keys)


def _repair(cause: Cause, keys: Sequence[UUID], machine: datetime) -> None:
    if not keys:
        return
    messages = Message.objects.filter(dossier_key__in=keys, destination=NATIONAL_PORTAL)
    again = {"state": "waiting", "tries": 0, "next_try": machine, "error": ""}
    if cause is Cause.REFUSED:
        messages.filter(state="dead").update(**again)
    elif cause is Cause.DIFFERS:
        newest = messages.order_by("dossier_key", "-fact").distinct("dossier_key")
        for key, fact in newest.values_list("dossier_key", "fact"):
            messages.filter(dossier_key=key, fact=fact).update(**again)
    messages.filter(state="waiting").update(next_try=machine)


WITH_HISTORY = (Cause.NEVER_SENT.value, Cause.OTHER_SYSTEM.value, Cause.DIFFERS.value)
QUEUED = "queued"
"""Stands in `words` of a difference whose history was queued; these causes have no words."""


@transaction.atomic
def queue_asked(now: datetime, *, most: int = 200) -> int:
    """For the worker: queue the history of dossiers whose repair was asked for; how many.

    A few at a time, each of them once, whatever comes of it.
    """
    asked = Difference.objects.select_for_update(skip_locked=True).filter(
        destination=NATIONAL_PORTAL, cause__in=WITH_HISTORY, repaired__isnull=False, words=""
    )
    keys = list(asked.values_list("dossier_key", flat=True).order_by("code")[:most])
    if keys:
        queue_history(keys, NATIONAL_PORTAL, now=now)
        _rows(keys).update(words=QUEUED)
    return len(keys)


def _rows(keys: Sequence[UUID]) -> QuerySet[Difference]:
    return Difference.objects.filter(destination=NATIONAL_PORTAL, dossier_key__in=keys)
