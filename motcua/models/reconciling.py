"""What comparing with another system found: runs, and the dossiers that differ."""

from django.db import models


class Reconciliation(models.Model):
    """One comparison of all dossiers with what another system says of them.

    `figures` holds how many count as on time here and there, of how many received.
    """

    id = models.BigAutoField(primary_key=True)
    destination = models.CharField(max_length=20)
    machine = models.DateTimeField()
    started = models.DateTimeField()
    ended = models.DateTimeField(null=True)
    checked = models.PositiveIntegerField(default=0)
    equal = models.PositiveIntegerField(default=0)
    figures = models.JSONField(default=dict)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["destination", "-machine"], name="reconciliation_last")]

    def __str__(self) -> str:
        return f"{self.destination} {self.started:%Y-%m-%d %H:%M}"


class Difference(models.Model):
    """One dossier of which the last comparison found another system saying something else.

    `cause` is a domain.reconciling.Cause. `here` and `there` say whether it counts as on time,
    None where it does not count. A local table: no foreign key to dossiers.
    """

    pk = models.CompositePrimaryKey("dossier_key", "destination")
    dossier_key = models.UUIDField()
    destination = models.CharField(max_length=20)
    run = models.BigIntegerField()
    agency = models.CharField(max_length=40)
    code = models.CharField(max_length=64)
    cause = models.CharField(max_length=20)
    words = models.TextField(blank=True)
    ours = models.JSONField()
    portal = models.JSONField(null=True)
    here = models.BooleanField(null=True)
    there = models.BooleanField(null=True)
    repaired = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("destination", "cause", "code", name="difference_by_cause")]

    def __str__(self) -> str:
        return f"{self.code} {self.cause}"
