"""Random lives of dossiers, some entered late, and a slow count of them straight from raw facts."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from hypothesis import strategies as st

from motcua.actions.dossiers import Request, perform_many
from motcua.domain import commands as do
from motcua.domain.local_time import VIETNAM
from motcua.domain.refusal import Refused
from motcua.models import Fact
from tests.actions.test_door import COMMANDS, new_key
from tests.story import HOUSEHOLD, ONE_STOP, PERMIT, at, finish, reception, who

FORWARD = (
    ("lan", do.NotifySupplement()),
    ("lan", do.RecordSupplement("đã nộp bản vẽ")),
    ("thuong", do.ConfirmPayment("giấy nộp tiền 12")),
    ("nga", do.ConfirmPayment("giấy nộp tiền 12")),
    *((name, do.AcceptHandOver()) for name in ("lan", "thuong", "nga", "thang", "hoa", "phuc")),
    ("hoa", finish()),
    ("thang", do.Approve()),
    *((name, do.SubmitForSignature()) for name in ("thuong", "nga")),
    *((name, do.HandOver()) for name in ("lan", "phuc", "hoa")),
    *((name, do.ReturnResult("counter", "Trúc")) for name in ("lan", "phuc")),
)
"""What carries a dossier on, whoever's turn it is: the first that is not refused."""
MINUTES = st.sampled_from([1, 20, 90, 240, 600, 1500, 3000, 7000])
DELAYS = st.sampled_from([0, 0, 0, 5, 600, 3000, 9000])
ASIDES = st.tuples(
    COMMANDS, st.sampled_from(["lan", "thuong", "nga", "thang", "hoa", "phuc", "clock"])
)
STEPS = st.lists(st.tuples(MINUTES, DELAYS, st.none() | ASIDES), min_size=1, max_size=22)
LIVES = st.lists(st.tuples(st.sampled_from([PERMIT, HOUSEHOLD]), STEPS), min_size=1, max_size=4)


@contextmanager
def undone() -> Iterator[None]:
    """What one example of a property did is taken back before the next."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def live(lives: Iterable[tuple[object, list[tuple[int, int, object]]]]) -> list[UUID]:
    """Play these lives through the door; the keys of what was received."""
    keys = []
    for number, (procedure, steps) in enumerate(lives):
        key, moment = new_key(), at("2020-02-26 08:00") + timedelta(hours=7 * number)
        known = moment
        counter = ("lan", ONE_STOP) if procedure is PERMIT else ("phuc", "H08.38.12")
        tell(key, counter[0], reception(procedure, counter[1]), moment, known)
        keys.append(key)
        for minutes, delay, aside in steps:
            moment += timedelta(minutes=minutes)
            known = max(known, moment + timedelta(minutes=delay))
            wanted = FORWARD if aside is None else ((aside[1], aside[0]),)
            for name, command in wanted:
                if tell(key, name, command, moment, known):
                    break
    return keys


def tell(key: UUID, name: str, command: object, moment: datetime, known: datetime) -> bool:
    """Whether the door did it."""
    actor = 0 if name == "clock" or isinstance(command, do.PassTime) else who(name)
    [outcome] = perform_many([Request(key, command, actor, at=moment, recorded=known)], now=known)
    return not isinstance(outcome, Refused)


@dataclass
class Told:
    """What a dossier's log says up to some instant, read the slow way."""

    unit: str = ""
    receiving: str = ""
    channel: str = ""
    received: datetime | None = None
    ended: datetime | None = None
    how: str = ""
    due: datetime | None = None
    beyond: datetime | None = None
    stopped: bool = False
    was_overdue: tuple[tuple[datetime, datetime], ...] = ()


def told(key: UUID, before: datetime) -> Told:
    """The raw facts recorded before that instant, folded without any of the product's code."""
    rows = Fact.objects.filter(dossier_id=key, recorded__lt=before).order_by("number")
    return folded(rows.values_list("kind", "happened", "body"))


def folded(rows: Iterable[tuple[str, datetime, dict]]) -> Told:
    """Kind, moment and body of one dossier's facts, in order, as what they tell."""
    it = Told()
    for kind, happened, body in rows:
        moment = happened.astimezone(VIETNAM)
        if kind == "Received":
            it.unit, it.receiving, it.received = body["competent"], body["receiving"], moment
            it.channel = body["channel"]
            it.due, it.beyond = _instant(body["due"]), _instant(body["overdue_from"])
        elif kind in ("SupplementNotified", "PaymentAsked") and body["stops"]:
            it.stopped = True
        elif kind == "LegalDueMoved":
            beyond = _instant(body["overdue_from"])
            if not it.stopped and it.beyond < moment < beyond:
                it.was_overdue += ((it.beyond, moment),)
            it.stopped, it.due, it.beyond = False, _instant(body["new"]), beyond
        elif kind in ("Finished", "Rejected"):
            it.ended, it.how = moment, _how(it, moment)
        elif kind in ("Withdrawn", "Stopped") and it.ended is None:
            it.ended, it.how = moment, kind.lower()
    return it


def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(VIETNAM)


def _how(it: Told, moment: datetime) -> str:
    if not it.stopped and it.beyond is not None and moment >= it.beyond:
        return "solved_late"
    early = it.due is not None and moment.date() < it.due.date()
    return "solved_early" if early else "solved_on_time"  # no date was owed, or it is the day


def slow_count(keys: Iterable[UUID], units: set[str], a: date, b: date, as_of: date) -> Counter:
    """The figures of II.06a for these units, dossier by dossier."""
    start, end = _midnight(a), _midnight(b + timedelta(days=1))
    found: Counter = Counter()
    for key in keys:
        it = told(key, _midnight(as_of + timedelta(days=1)))
        if it.received is None or it.unit not in units:
            continue
        open_at = {
            name: it.received < moment and not (it.ended is not None and it.ended < moment)
            for name, moment in (("a", start), ("b", end))
        }
        spans = list(it.was_overdue)
        if not it.stopped and (it.ended is None or it.beyond < it.ended):
            spans.append((it.beyond, it.ended or datetime.max.replace(tzinfo=VIETNAM)))
        overdue = any(since < end and not until < end for since, until in spans)
        found["received"] += start <= it.received < end
        found["carried_over"] += open_at["a"]
        found["in_process"] += open_at["b"]
        found["overdue"] += overdue
        if it.ended is not None and start <= it.ended < end:
            found[it.how] += 1
    return found


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM)
