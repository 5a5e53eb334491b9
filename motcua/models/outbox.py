"""The outbox: written with the fact, delivered later, in order within a dossier."""

from django.db import models
from django.db.models import F, Func, Value


class Message(models.Model):
    """One document for one destination. A local table: no foreign key to dossiers.

    `wire` is what was offered last, byte for byte, and `wire_digest` its sha256; `answer` what
    the other side said to it, `missing` the fields that nothing filled (domain.delivery.Missing).
    """

    pk = models.CompositePrimaryKey("dossier_key", "fact", "destination")
    dossier_key = models.UUIDField()
    fact = models.PositiveIntegerField()
    destination = models.CharField(max_length=20)
    agency = models.CharField(max_length=40)
    code = models.CharField(max_length=64, blank=True)
    document = models.JSONField()
    created = models.DateTimeField()
    state = models.CharField(max_length=10, default="waiting")
    tries = models.PositiveSmallIntegerField(default=0)
    next_try = models.DateTimeField()
    tried = models.DateTimeField(null=True)
    sent = models.DateTimeField(null=True)
    wire = models.BinaryField(null=True)
    wire_digest = models.CharField(max_length=64, blank=True)
    answer = models.TextField(blank=True, db_default="")
    missing = models.JSONField(default=list, db_default=Value([], models.JSONField()))
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(
                Func(F("destination"), Value(":"), Value(1), function="split_part"),
                "next_try",
                condition=models.Q(state="waiting"),
                name="message_due",
            ),
            models.Index("created", condition=models.Q(state="dead"), name="message_dead"),
            models.Index("code", "fact", name="message_of_code"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_key} {self.fact} {self.destination}"


class Destination(models.Model):
    """How another system has been lately (domain.delivery.Gate), and what went there so far."""

    name = models.CharField(max_length=20, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    pauses = models.PositiveIntegerField(default=0)
    open_until = models.DateTimeField(null=True)
    next_slot = models.DateTimeField(null=True)
    sent = models.PositiveBigIntegerField(default=0)
    failed = models.PositiveBigIntegerField(default=0)
    refused = models.PositiveBigIntegerField(default=0)
    last_sent = models.DateTimeField(null=True)
    last_failed = models.DateTimeField(null=True)
    last_error = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.name
