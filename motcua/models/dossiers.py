"""A dossier's rows. Only the door writes them; all keys begin with the dossier's own.

No foreign key leaves these tables but to the dossier itself, and none points at a table with a
composite key, so that they can be spread over servers by dossier.
"""

from django.db import models
from django.db.models.functions import Coalesce


class Dossier(models.Model):
    """The current state: always equal to the replay of its facts (domain.dossier.Dossier).

    `head` is the seal of the last fact. Columns bear the names of the domain's fields.
    """

    key = models.UUIDField(primary_key=True)
    head = models.BinaryField()
    state = models.CharField(max_length=24)
    facts = models.PositiveIntegerField()
    code = models.CharField(max_length=64, blank=True)
    form_number = models.CharField(max_length=32, blank=True)
    procedure = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    receiving = models.CharField(max_length=40)
    competent = models.CharField(max_length=40)
    returning = models.CharField(max_length=40, blank=True)
    channel = models.CharField(max_length=12)
    return_manner = models.CharField(max_length=12, blank=True)
    sets = models.PositiveSmallIntegerField()
    limit = models.CharField(max_length=40, blank=True)
    portal_code = models.CharField(max_length=64, blank=True)
    submitted = models.DateTimeField(null=True)
    receive_by = models.DateTimeField(null=True)
    received = models.DateTimeField(null=True)
    first_promise = models.DateTimeField(null=True)
    legal_due = models.DateTimeField(null=True)
    overdue_from = models.DateTimeField(null=True)
    overdue_noticed = models.DateTimeField(null=True)
    overdue_past = models.JSONField(default=list)
    reappointed = models.DateTimeField(null=True)
    finished = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    stopped_for = models.CharField(max_length=24, blank=True, default="")
    legs = models.JSONField()
    papers = models.JSONField()
    waits = models.JSONField()
    extensions = models.JSONField(default=list)
    opinions = models.JSONField()
    apologies = models.JSONField()
    alarms = models.JSONField()
    supplements = models.PositiveSmallIntegerField()
    supplement_to_notify = models.PositiveSmallIntegerField()
    supplement_days = models.PositiveSmallIntegerField()
    applicant = models.JSONField(null=True)
    owner = models.JSONField(null=True)
    proxy = models.JSONField(null=True)
    content = models.JSONField(null=True)
    secret = models.JSONField(null=True)
    result = models.JSONField(null=True)
    private_values = models.PositiveIntegerField()
    last_kind = models.CharField(max_length=40)
    last_person = models.BigIntegerField()
    last_recorded = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.code or str(self.key)


class Fact(models.Model):
    """Append-only: the database itself refuses UPDATE, DELETE and TRUNCATE."""

    pk = models.CompositePrimaryKey("dossier_id", "number")
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, db_column="dossier_key", related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    happened = models.DateTimeField()
    recorded = models.DateTimeField()
    person = models.BigIntegerField()
    agency = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=24)
    body = models.JSONField()
    seal = models.BinaryField()

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.number} {self.kind}"


class PrivateValue(models.Model):
    """Words and persons that a fact refers to. Erased: value and salt gone, the row stays."""

    pk = models.CompositePrimaryKey("dossier_id", "number")
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, db_column="dossier_key", related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    salt = models.BinaryField(null=True)
    value = models.JSONField(null=True)
    erased = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.number}"


class DeskRow(models.Model):
    """A dossier on an agency's desk (domain.desk): what lists, search and the clock read."""

    pk = models.CompositePrimaryKey("dossier_id", "agency", "seat")
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, db_column="dossier_key", related_name="+", db_index=False
    )
    agency = models.CharField(max_length=40)
    seat = models.CharField(max_length=12)
    role = models.CharField(max_length=24, blank=True)
    person = models.BigIntegerField(null=True)
    holder = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=24)
    step = models.PositiveSmallIntegerField()
    since = models.DateTimeField(null=True)
    given_from = models.CharField(max_length=40, blank=True)
    given = models.BooleanField()
    leg_due = models.DateTimeField(null=True)
    code = models.CharField(max_length=64, blank=True)
    form_number = models.CharField(max_length=32, blank=True)
    procedure = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    receiving = models.CharField(max_length=40)
    competent = models.CharField(max_length=40)
    received = models.DateTimeField(null=True)
    due = models.DateTimeField(null=True)
    overdue_from = models.DateTimeField(null=True)
    reappointed = models.DateTimeField(null=True)
    apology = models.CharField(max_length=10, blank=True)
    finished = models.DateTimeField(null=True)
    closed = models.DateTimeField(null=True)
    next_moment = models.DateTimeField(null=True)
    pressing = models.DateTimeField()
    facts = models.PositiveIntegerField()
    # what people search by; blank once erased
    name = models.CharField(max_length=200, blank=True)
    name_key = models.CharField(max_length=200, blank=True)
    identity = models.CharField(max_length=20, blank=True)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        indexes = [
            models.Index(
                "agency",
                "role",
                "seat",
                Coalesce("person", models.Value(0)),
                "pressing",
                "dossier_id",
                condition=~models.Q(seat__in=("concerns", "named")),
                name="desk_work",
            ),
            models.Index(
                "agency",
                "since",
                "dossier_id",
                condition=~models.Q(seat__in=("concerns", "named")),
                name="desk_recent",
            ),
            models.Index(
                "agency",
                "received",
                "dossier_id",
                condition=models.Q(seat="concerns"),
                name="desk_register",
            ),
            models.Index(
                "next_moment",
                condition=models.Q(next_moment__isnull=False),
                name="desk_next_moment",
            ),
            models.Index(
                "identity",
                condition=models.Q(seat="named") & ~models.Q(identity=""),
                name="desk_identity",
            ),
            models.Index(
                "phone", condition=models.Q(seat="named") & ~models.Q(phone=""), name="desk_phone"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.seat} {self.code}"


class DossierCode(models.Model):
    """Every number by which people know a dossier, its own or another portal's."""

    code = models.CharField(max_length=64, primary_key=True)
    key = models.UUIDField(db_index=True)
    format = models.CharField(max_length=20)
    issued = models.DateTimeField()

    def __str__(self) -> str:
        return self.code


class Counter(models.Model):
    """The last number drawn of a series: locked while one is drawn, never goes back."""

    pk = models.CompositePrimaryKey("series", "issuer", "period")
    series = models.CharField(max_length=20)
    issuer = models.CharField(max_length=40)
    period = models.CharField(max_length=10)
    last = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.series} {self.issuer} {self.period}: {self.last}"


class StoredFile(models.Model):
    """A file kept under its digest: size and type; the bytes lie in the file store."""

    digest = models.CharField(max_length=64, primary_key=True)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=80)
    stored = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest
