"""The time that this installation shows, and whether it is a demo."""

from datetime import date, datetime

from motcua.domain.local_time import VIETNAM
from motcua.models import clock, installation
from motcua.models.surroundings import remembered as remembered
from motcua.models.surroundings import surroundings


def now() -> datetime:
    """The one clock's time: web, tick, outbox and seals all ask here."""
    return clock.now()


def today() -> date:
    """The local day of `now`."""
    return now().astimezone(VIETNAM).date()


def demo_name() -> str:
    """The name of the demo that this database holds; '' if it is real."""
    return installation().demo


def who_asks(person: int) -> None:
    """Where a request remembers, read what is around this person: one statement for all of it."""
    surroundings(person)
