"""The outbox: written with the fact, delivered later, in order within a dossier."""

from django.db import models


class Message(models.Model):
    """One document for one destination. A local table: no foreign key to dossiers."""

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
    sent = models.DateTimeField(null=True)
    wire_digest = models.CharField(max_length=64, blank=True)
    error = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index("next_try", condition=models.Q(state="waiting"), name="message_waiting"),
            models.Index("created", condition=models.Q(state="dead"), name="message_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_key} {self.fact} {self.destination}"
