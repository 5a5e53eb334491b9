"""Who looked at whose data; who tried to get in."""

from django.db import models


class AccessRecord(models.Model):
    """Someone looked at a dossier's personal data: who, when, from which page."""

    pk = models.CompositePrimaryKey("dossier_key", "at", "person")
    dossier_key = models.UUIDField()
    at = models.DateTimeField()
    person = models.BigIntegerField()
    page = models.CharField(max_length=40)
    address = models.GenericIPAddressField(null=True)

    def __str__(self) -> str:
        return f"{self.person} {self.page} {self.dossier_key}"


class Attempt(models.Model):
    """Failed tries within a window: of a password for a name, of a secret for a code."""

    subject = models.CharField(max_length=200, primary_key=True)
    window_began = models.DateTimeField()
    failures = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.subject}: {self.failures}"
