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


class Export(models.Model):
    """A table too long to wait for, being written to a file: who asked, for what, how far it is.

    `asked` is the question as the page's address holds it; `state` waiting, running, ready or
    failed. The file lies under the media root and goes after a week.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.BigIntegerField()
    asked = models.TextField()
    title = models.CharField(max_length=200)
    total = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default="waiting")
    ordered = models.DateTimeField()
    touched = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index("id", condition=~models.Q(state="ready"), name="export_to_write"),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.state} {self.done}/{self.total}"
