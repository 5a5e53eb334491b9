"""Fills an empty database with the demo province: reference files, staff, dossiers."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from random import Random
from uuid import UUID

from django.db import transaction

from motcua.actions.dossiers import Request, perform_many
from motcua.actions.files import keep_file
from motcua.actions.installation import begin_demo, set_clock
from motcua.domain.agencies import Agency
from motcua.domain.limits import CalendarDays, WorkingDays
from motcua.domain.local_time import VIETNAM
from motcua.domain.party import Party
from motcua.domain.procedure import Procedure, Step
from motcua.domain.refusal import Refused
from motcua.management.demo.journeys import Journey, Setting, play
from motcua.management.demo.names import citizen
from motcua.management.demo.specimen import specimen_result
from motcua.management.demo.staff import accounts_for, hire
from motcua.management.reference_data import load_reference
from motcua.reads.law import agency_tree, province_calendar, receivable_at

SEED = 20200319
OPENS = datetime(2020, 3, 19, 7, 30, tzinfo=VIETNAM)
FIRST_DAY, LAST_DAY = date(2020, 2, 17), date(2020, 3, 18)
PER_COMMUNE, PER_DISTRICT, AT_CENTRE, AT_THE_SHOWN = 4, 14, 30, 40
SHOWN = ("H08.38.12", "H08.38.80")
"""Xã Cát Hanh and huyện Phù Cát, whose accounts are printed: their desks are full and slow."""
LATELY = date(2020, 3, 11)
EVERY = 4
"""One commune in so many has nothing in the system: they had the software and did not use it."""

Say = Callable[[str], None]
Advance = Callable[[int], None]


@transaction.atomic
def fill(name: str, province: str, *, say: Say, advance: Advance) -> None:
    """All of it happens or none of it does. The clock then stands at 07:30 on 19 March 2020."""
    random = Random(SEED)
    begin_demo(name, province)
    load_reference(province, OPENS, say=say)
    tree = agency_tree()
    staff = hire(accounts_for(tree, random), OPENS)
    say(f"{len(staff)} tài khoản")
    file = keep_file("ket-qua-minh-hoa.pdf", [specimen_result()], now=OPENS)
    setting = Setting(tree, staff, province_calendar(), file)
    batch: list[Request] = []
    for number, journey in enumerate(_journeys(setting, random), start=1):
        batch += _until(play(journey, setting, random), OPENS)
        advance(1)
        if number % 50 == 0:
            _write(batch)
            batch = []
    _write(batch)
    set_clock(OPENS)


def _write(batch: list[Request]) -> None:
    for request, outcome in zip(batch, perform_many(batch, now=OPENS, silent=True), strict=True):
        if isinstance(outcome, Refused):
            raise ValueError(f"the demo's {request.command} was refused: {outcome}")


def _until(requests: Iterator[Request], end: datetime) -> Iterator[Request]:
    for request in requests:
        if request.at is None or request.at >= end:
            return
        yield request


def _journeys(setting: Setting, random: Random) -> Iterator[Journey]:
    serial = 0
    for agency, count in _receivers(setting, random):
        known = receivable_at(agency.key, LAST_DAY)
        if not known:
            continue
        place = agency.short_name.removeprefix("UBND ")
        for _ in range(count):
            serial += 1
            applicant = citizen(random, serial, place)
            yield _journey(setting, random, agency, random.choice(known), serial, applicant)


def _receivers(setting: Setting, random: Random) -> Iterator[tuple[Agency, int]]:
    communes = 0
    for agency in setting.tree.at(LAST_DAY):
        if not agency.receives:
            continue
        if agency.key in SHOWN:
            yield agency, AT_THE_SHOWN
        elif agency.level == "commune":
            communes += 1
            if communes % EVERY:
                yield agency, random.randint(1, 2 * PER_COMMUNE)
        else:
            yield agency, PER_DISTRICT if agency.level == "district" else AT_CENTRE


def _journey(
    setting: Setting,
    random: Random,
    agency: Agency,
    procedure: Procedure,
    serial: int,
    applicant: Party,
) -> Journey:
    budget, shown = _budget(procedure), agency.key in SHOWN
    slow = random.choice((1.0, 1.6, 2.4, 3.2) if shown else (0.3, 0.5, 0.6, 0.8, 1.0, 1.6))
    steps = len(procedure.steps)

    def minutes(step: Step) -> int:
        return max(5, int(budget * slow / steps * random.uniform(0.6, 1.4)))

    return Journey(
        key=UUID(int=random.getrandbits(128), version=4),
        procedure=procedure,
        agency=agency.key,
        received=_moment(setting, random, LATELY if shown else FIRST_DAY),
        applicant=applicant,
        minutes=minutes,
        wait=lambda: random.randint(3, 300 if shown else 60),
        collected_after=random.randint(10, 2400 if shown else 900),
    )


def _budget(procedure: Procedure) -> int:
    limit = procedure.committed
    if isinstance(limit, WorkingDays):
        return limit.amount * 480
    if isinstance(limit, CalendarDays):
        return limit.amount * 480 * 5 // 7
    return 240


def _moment(setting: Setting, random: Random, first: date) -> datetime:
    span = (LAST_DAY - first).days + 1
    day = date.fromordinal(first.toordinal() + min(span - 1, int(span * random.random() ** 0.6)))
    morning = datetime.combine(setting.calendar.next_working_day(day), time(7), VIETNAM)
    return setting.calendar.add_working_minutes(morning, random.randint(5, 420))
