"""This installation: is it a demo, and what time does it believe it is?"""

from datetime import datetime, timedelta

from django.db import models
from django.utils import timezone

from motcua.models.surroundings import surroundings


class Installation(models.Model):
    """One row. `demo` is set only when an empty database is filled by the demo command."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    demo = models.CharField(max_length=40, blank=True)
    clock_offset = models.DurationField(default=timedelta)
    province = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_installation"),
            models.CheckConstraint(
                condition=models.Q(clock_offset=timedelta()) | ~models.Q(demo=""),
                name="only_a_demo_shifts_its_clock",
            ),
        ]

    def __str__(self) -> str:
        return self.demo or "live"


def installation() -> Installation:
    """This database's row; an empty one before anything is set."""
    known = surroundings()
    if known is not None:
        if known.demo is None:
            return Installation()
        return Installation(
            demo=known.demo, clock_offset=known.clock_offset, province=known.province
        )
    return Installation.objects.first() or Installation()


class Clock:
    """The one clock of web, tick, outbox and seals. Sessions and leases use the machine's."""

    def now(self) -> datetime:
        """The machine's time, shifted only in a demo database."""
        return timezone.now() + installation().clock_offset

    def set(self, now: datetime) -> None:
        """Let the demo's time be `now` from here on. ValueError outside a demo."""
        row = installation()
        if not row.demo:
            raise ValueError("only a demo database may shift its clock")
        row.clock_offset = now - timezone.now()
        row.save(update_fields=["clock_offset"])


clock = Clock()
