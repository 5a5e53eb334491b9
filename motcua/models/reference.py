"""Reference rows: agencies, names, calendar, procedures. Dated, sourced, shared by all."""

from django.db import models


class Agency(models.Model):
    """One agency under one identifier (domain.agencies.Agency)."""

    key = models.CharField(max_length=40, primary_key=True)
    parent = models.CharField(max_length=40, blank=True)
    level = models.CharField(max_length=10)
    kind = models.CharField(max_length=40)
    function = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120)
    code_new = models.CharField(max_length=40, unique=True)
    code_old = models.CharField(max_length=40, unique=True)
    receives = models.BooleanField(default=False)
    issuer = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    successors = models.JSONField(default=list)
    position = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name


class AgencyName(models.Model):
    """The name, short name and kind that an agency had between two days."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="names")
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=120, blank=True, default="", db_default="")
    kind = models.CharField(max_length=40)

    def __str__(self) -> str:
        return self.name


class LawDocument(models.Model):
    """Dated rows of law as imported from their file, or added by decision.

    Kept as the TOML text that `domain.calendar_rows` (kind calendar) or `domain.rulebook` (kind
    rules) reads: one row of this table for each file or decision, so that its source and its
    comments stay with it.
    """

    kind = models.CharField(max_length=12)
    source = models.CharField(max_length=200, unique=True)
    text = models.TextField()
    added = models.DateTimeField()

    def __str__(self) -> str:
        return self.source


class ProcedureVersion(models.Model):
    """A published version of a procedure: a frozen document and the days it is in force."""

    pk = models.CompositePrimaryKey("code", "version")
    code = models.CharField(max_length=32)
    version = models.PositiveIntegerField()
    name = models.CharField(max_length=500)
    name_key = models.CharField(max_length=500)
    field_code = models.CharField(max_length=32)
    field_name = models.CharField(max_length=200)
    levels = models.JSONField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    document = models.JSONField()
    digest = models.CharField(max_length=64)
    published = models.DateTimeField()
    published_by = models.BigIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["field_code", "name_key"], name="procedure_by_field")]

    def __str__(self) -> str:
        return f"{self.code} v{self.version}"


class ReferenceStamp(models.Model):
    """Counts up whenever a kind of reference row changes, so that caches know."""

    kind = models.CharField(max_length=20, primary_key=True)
    stamp = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind} {self.stamp}"
