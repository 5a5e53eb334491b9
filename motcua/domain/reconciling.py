"""Comparing a dossier with what another system says of it, and reckoning the public rate as it
does: QĐ 766/QĐ-TTg, index 2.1. Pure."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.domain.local_time import local_day


class Cause(StrEnum):
    """Why another system says something else of a dossier."""

    NEVER_SENT = "never_sent"
    OTHER_SYSTEM = "other_system"  # brought in from a system that had to tell it itself
    REFUSED = "refused"
    STALE = "stale"  # it knows an older standing; newer messages wait
    DIFFERS = "differs"  # it took everything and says something else
    COUNTED = "counted"  # it says the same and counts it otherwise


DIFFERENT = (
    Cause.NEVER_SENT,
    Cause.OTHER_SYSTEM,
    Cause.REFUSED,
    Cause.STALE,
    Cause.DIFFERS,
)
"""Causes that can be repaired; COUNTED is a difference of rules."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is compared, as the other system writes it: status code and moments, '' for none."""

    status: str
    due: str
    finish: str


@dataclass(frozen=True, slots=True)
class Newest:
    """The last message about a dossier: waiting, sent or dead, and why."""

    state: str
    error: str = ""


def cause_of(
    ours: Said, theirs: Said | None, newest: Newest | None, *, elsewhere: bool = False
) -> Cause | None:
    """Why they differ; None when they do not. `elsewhere`: the dossier came from another one-stop
    system, and nothing of it is told unless somebody asks.

    >>> cause_of(Said("4", "", ""), None, None).value
    'never_sent'
    """
    if theirs == ours:
        return None
    if newest is None and elsewhere:
        return Cause.OTHER_SYSTEM
    if newest is None:
        return Cause.NEVER_SENT if theirs is None else Cause.DIFFERS
    if newest.state == "dead":
        return Cause.REFUSED
    if newest.state == "waiting":
        return Cause.NEVER_SENT if theirs is None else Cause.STALE
    return Cause.DIFFERS


def in_term_here(overdue_from: datetime | None, ended: datetime | None, now: datetime) -> bool:
    """Whether a dossier is in term by the law: ended before it was overdue, or not overdue yet."""
    return overdue_from is None or (ended or now) < overdue_from


MOST_SUPPLEMENTS = 1
"""More rounds than this count as late in the published rate, whatever the dates say."""


def in_term_there(
    *, due: datetime | None, ended: datetime | None, waits: bool, rounds: int, now: datetime
) -> bool:
    """Whether a portal counts it as in term: it compares local days, knows no hours, and lets
    nothing become overdue while the citizen is waited for."""
    if rounds > MOST_SUPPLEMENTS:
        return False
    if due is None or (ended is None and waits):
        return True
    return local_day(ended or now) <= local_day(due)
