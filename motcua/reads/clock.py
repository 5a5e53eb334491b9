"""The time that this installation shows, and whether it is a demo."""

from datetime import date, datetime

from motcua.domain.local_time import VIETNAM
from motcua.models import clock, installation


def now() -> datetime:
    """The one clock's time: web, tick, outbox and seals all ask here."""
    return clock.now()


def today() -> date:
    """The local day of `now`."""
    return now().astimezone(VIETNAM).date()


def demo_name() -> str:
    """The name of the demo that this database holds; '' if it is real."""
    return installation().demo
