"""Compares every dossier with what the national portal says of it: daily, and when asked."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from motcua.actions.mirror import is_on
from motcua.actions.reconciling import Found, begin, fail, finish, queue_asked
from motcua.channels.configuration import configured
from motcua.channels.national_portal.mirror import NAME, There, ask, code_at_portal, ours
from motcua.channels.national_portal.session import Session
from motcua.channels.registry import PORTAL
from motcua.domain.delivery import TryLater
from motcua.domain.reconciling import DIFFERENT, Cause, cause_of, in_term_here, in_term_there
from motcua.reads.clock import now as current
from motcua.reads.reconciling import Compared, compared

TRIES = 3


@dataclass(slots=True)
class Outcome:
    """What one comparison found."""

    checked: int = 0
    equal: int = 0
    found: list[Found] = field(default_factory=list)
    figures: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("received", "here", "there_received", "there"), 0)
    )


def reconcile(
    now: datetime, *, if_due: bool = False, advance: Callable[[int], None] = lambda done: None
) -> Outcome | None:
    """Compare all; None if it was done within a day and `if_due`. TryLater if the portal cannot
    be asked: then what was found before still stands."""
    run = begin(now, timezone.now(), if_due=if_due)
    if run is None:
        return None
    outcome, session = Outcome(), PORTAL.session()
    try:
        with ThreadPoolExecutor(int(configured(NAME)["calls"])) as pool:
            for part in compared():
                said = list(pool.map(lambda one: _ask(session, one), part))
                _compare(part, said, now, outcome)
                advance(len(part))
    except TryLater as trouble:
        fail(run, now, str(trouble))
        raise
    finish(
        run, now, checked=outcome.checked, equal=outcome.equal,
        found=outcome.found, figures=outcome.figures,
    )  # fmt: skip
    return outcome


def repairs() -> bool:
    """For the worker: queue the history of dossiers whose repair was asked for on the page."""
    return queue_asked(current()) > 0


def daily() -> bool:
    """For the worker: compare if a day has passed; always False, for nothing follows at once."""
    if is_on(NAME) and not PORTAL.unready():
        try:
            reconcile(current(), if_due=True)
        except TryLater:
            return False  # kept with the run, and shown on its page
    return False


def _ask(session: Session, one: Compared) -> There | None:
    for attempt in range(1, TRIES + 1):
        try:
            return ask(session, code_at_portal(one.code, one.portal_code))
        except TryLater:
            if attempt == TRIES:
                raise
    raise AssertionError("unreachable")


def _compare(
    part: Sequence[Compared], said: Sequence[There | None], now: datetime, outcome: Outcome
) -> None:
    for one, there in zip(part, said, strict=True):
        outcome.checked += 1
        wanted = ours(one.state, one.due, one.finished, one.closed)
        told = there.said if there else None
        cause = cause_of(wanted, told, one.newest, elsewhere=one.elsewhere)
        outcome.equal += cause is None
        here, counted = _counts(one, there, now)
        _add_up(outcome.figures, here, counted)
        if cause is None and here == counted:
            continue
        words = one.newest.error if one.newest and cause is Cause.REFUSED else ""
        code = one.code or one.portal_code
        found = Found(
            one.key, one.agency, code, cause or Cause.COUNTED, words, wanted, told, here, counted
        )
        outcome.found.append(found)


def _counts(one: Compared, there: There | None, now: datetime) -> tuple[bool | None, bool | None]:
    here = counted = None
    if one.received is not None:
        here = in_term_here(one.overdue_from, one.finished or one.closed, now)
    if there is not None and there.received:
        counted = in_term_there(
            due=there.due, ended=there.ended, waits=there.waits, rounds=there.rounds, now=now
        )
    return here, counted


def _add_up(figures: dict[str, int], here: bool | None, there: bool | None) -> None:
    for received, on_time, one in (("received", "here", here), ("there_received", "there", there)):
        figures[received] += one is not None
        figures[on_time] += bool(one)


def as_answer(outcome: Outcome) -> dict[str, object]:
    """What `motcua reconcile --json` prints."""
    return {
        "checked": outcome.checked,
        "equal": outcome.equal,
        "differs": [
            {
                "code": one.code,
                "cause": one.cause.value,
                "words": one.words,
                "ours": _plain(one.ours),
                "portal": _plain(one.theirs),
            }
            for one in outcome.found
            if one.cause in DIFFERENT
        ],
    }


def _plain(said: object) -> dict[str, str] | None:
    if said is None:
        return None
    return {name: getattr(said, name) for name in ("status", "due", "finish")}
