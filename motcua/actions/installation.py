"""Marks an empty database as a demo, and sets a demo's clock."""

from datetime import datetime

from motcua.models import Installation, clock


def begin_demo(name: str, province: str) -> None:
    """From now on this database is the demo `name`. ValueError if it is something already."""
    if Installation.objects.exists():
        raise ValueError("this database is something already")
    Installation.objects.create(demo=name, province=province)


def set_clock(now: datetime) -> None:
    """Let a demo's time be `now` from here on."""
    clock.set(now)
