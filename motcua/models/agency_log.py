"""An agency's own log: what it did that belongs to no dossier. Append-only, sealed in a chain."""

from django.db import models

from motcua.domain.agency_facts import AgencyEntry, read_agency_entry
from motcua.domain.facts import By
from motcua.domain.roles import Role


class AgencyLog(models.Model):
    """How far one agency's log has come: the row that is locked to add to it."""

    agency = models.CharField(max_length=40, primary_key=True)
    head = models.BinaryField()
    facts = models.PositiveIntegerField()
    private_values = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.agency} {self.facts}"


class AgencyFactRow(models.Model):
    """One fact of an agency (domain.agency_facts). Never changed, never deleted."""

    pk = models.CompositePrimaryKey("log_id", "number")
    log = models.ForeignKey(
        AgencyLog, models.PROTECT, db_column="agency", related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=40)
    subject = models.CharField(max_length=80)
    happened = models.DateTimeField()
    recorded = models.DateTimeField()
    person = models.BigIntegerField()
    acting_for = models.CharField(max_length=40, blank=True)
    role = models.CharField(max_length=24)
    body = models.JSONField()
    seal = models.BinaryField()

    class Meta:
        db_table = "motcua_agencyfact"
        indexes = [
            models.Index("subject", "log_id", "number", name="agency_fact_subject"),
            models.Index("kind", "log_id", "number", name="agency_fact_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.log_id} {self.number} {self.kind}"

    def facts(self) -> AgencyEntry:
        """The entry that the row holds."""
        by = By(self.person, self.acting_for, Role(self.role))
        stamps = (self.happened, self.recorded)
        return read_agency_entry(self.number, self.kind, self.subject, *stamps, by, self.body)


class AgencyWords(models.Model):
    """Words somebody typed into an agency's log: apart from its facts, so that they can go."""

    pk = models.CompositePrimaryKey("log_id", "number")
    log = models.ForeignKey(
        AgencyLog, models.PROTECT, db_column="agency", related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    salt = models.BinaryField(null=True)
    value = models.JSONField(null=True)
    erased = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.log_id} {self.number}"
