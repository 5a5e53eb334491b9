"""Days that are closed, their seals, and periods that were published: rows that never change."""

from django.db import models


class ClosedDay(models.Model):
    """From here on nothing is recorded for this local day or an earlier one.

    The door reads the last one (`motcua_open_from`) and records no earlier than the day after.
    """

    day = models.DateField(primary_key=True)
    closed = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.day)


class DaySeal(models.Model):
    """The seal of one local day, as it also stands in a file outside the database.

    `seal` is domain.published.seal_of its document, `previous` that of the day before ('' for the
    first), `root` the Merkle root of the day's facts; all in hexadecimal.
    """

    day = models.DateField(primary_key=True)
    seal = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    root = models.CharField(max_length=64)
    facts = models.PositiveIntegerField()
    dossiers = models.PositiveIntegerField()
    sealed = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.day} {self.seal}"


class SealSecret(models.Model):
    """The secret from which pseudonyms and salts are drawn: made once, with the first seal."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    secret = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_seal_secret"),
        ]

    def __str__(self) -> str:
        return "the secret of the seals"


class PublishedPeriod(models.Model):
    """The figures of a period as they were published, never computed anew.

    `document` (statistics.publication) is what was known by the end of `as_of`, `digest` the
    sha256 of its canonical text; `seal_day` is the sealed day on which it stands, with its seal.
    """

    pk = models.CompositePrimaryKey("first", "last")
    first = models.DateField()
    last = models.DateField()
    as_of = models.DateField()
    published = models.DateTimeField()
    published_by = models.BigIntegerField(default=0)
    seal = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    document = models.JSONField()

    def __str__(self) -> str:
        return f"{self.first} {self.last}"
