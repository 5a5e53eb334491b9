"""What is counted: marks written by the door with their facts, and sums of them.

Derived, all of it: marks follow from facts and counts from marks, so both can be checked at any
time and made again. Tables of counts are local: no foreign key to dossiers.
"""

from django.db import models

from motcua.models.dossiers import Dossier


class Mark(models.Model):
    """One version of one mark of a dossier (domain.tally.Mark), with when it was known.

    Nothing is overwritten. A mark that turned out otherwise gets `known_gone` and a new version
    beside it; an end that came is filled in once, with `known_ended`. As of an instant T a
    version counts if known <= T and not known_gone <= T, and its end if known_ended <= T.
    """

    pk = models.CompositePrimaryKey("dossier_id", "basis", "kind", "number", "version")
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, db_column="dossier_key", related_name="+", db_index=False
    )
    basis = models.CharField(max_length=10)
    kind = models.CharField(max_length=16)
    number = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    unit = models.CharField(max_length=40)
    receiving = models.CharField(max_length=40)
    procedure = models.CharField(max_length=32)
    channel = models.CharField(max_length=12)
    received = models.DateField()
    begins = models.DateTimeField()
    ends = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=16, blank=True)
    known = models.DateTimeField()
    known_ended = models.DateTimeField(null=True)
    known_gone = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                *("unit", "kind", "begins", "dossier_id"),
                condition=models.Q(basis="dossier"),
                name="mark_of_unit",
            ),
            models.Index(
                *("receiving", "kind", "begins", "dossier_id"),
                condition=models.Q(basis="dossier"),
                name="mark_of_receiving",
            ),
            models.Index(
                *("unit", "kind", "begins", "dossier_id"),
                condition=models.Q(basis="leg"),
                name="mark_of_leg",
            ),
            models.Index(
                *("unit", "ended_as", "ends", "dossier_id"),
                condition=models.Q(basis="dossier") & ~models.Q(ended_as=""),
                name="mark_ended",
            ),
            models.Index(
                *("receiving", "ended_as", "ends", "dossier_id"),
                condition=models.Q(basis="dossier") & ~models.Q(ended_as=""),
                name="mark_ended_receiving",
            ),
            models.Index(
                *("unit", "ended_as", "ends", "dossier_id"),
                condition=models.Q(basis="leg") & ~models.Q(ended_as=""),
                name="mark_ended_leg",
            ),
            models.Index(
                "unit",
                "begins",
                "dossier_id",
                condition=models.Q(basis="dossier", kind="open", channel="online"),
                name="mark_online",
            ),
            models.Index(
                "unit",
                "begins",
                "dossier_id",
                "number",
                condition=models.Q(basis="leg", kind="open", ends=None, known_gone=None),
                name="mark_lying_leg",
            ),
            models.Index(
                "unit",
                "begins",
                "dossier_id",
                condition=models.Q(basis="leg", channel="online", kind="open"),
                name="mark_online_leg",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.basis} {self.kind} {self.number}"


class CountChange(models.Model):
    """Signed counts of one transaction, not yet in the sums. Read together with them.

    `fill` moves rows from here into the sums in one transaction, so every snapshot finds each
    change in exactly one of the two, in whatever order transactions commit.
    """

    recorded = models.DateField()
    happened = models.DateField()
    received = models.DateField()
    basis = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    procedure = models.CharField(max_length=32)
    channel = models.CharField(max_length=12)
    kind = models.CharField(max_length=16)
    n = models.IntegerField()

    def __str__(self) -> str:
        return f"{self.happened} {self.unit} {self.kind} {self.n:+d}"


class DailyCount(models.Model):
    """The sum of signed counts for one day it happened and one day it became known."""

    pk = models.CompositePrimaryKey(
        "happened", "recorded", "basis", "unit", "kind", "procedure", "channel"
    )
    happened = models.DateField()
    recorded = models.DateField()
    basis = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    procedure = models.CharField(max_length=32)
    channel = models.CharField(max_length=12)
    n = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index("recorded", "happened", name="daily_count_recorded"),
            models.Index(
                "unit",
                "happened",
                include=["recorded", "n"],
                condition=models.Q(basis="reception", kind="received"),
                name="daily_count_intake",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened} {self.unit} {self.kind} {self.n}"


class MonthCount(models.Model):
    """The same for whole months: the opening balances, so that no board sums all of history.

    Both days are first days of months.
    """

    pk = models.CompositePrimaryKey(
        "happened", "recorded", "basis", "unit", "kind", "procedure", "channel"
    )
    happened = models.DateField()
    recorded = models.DateField()
    basis = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    procedure = models.CharField(max_length=32)
    channel = models.CharField(max_length=12)
    n = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                *("basis", "unit", "kind", "happened"),
                include=["recorded", "procedure", "n"],
                condition=models.Q(kind__in=["open", "waiting", "overdue"]),
                name="month_stocks",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened} {self.unit} {self.kind} {self.n}"


class CohortCount(models.Model):
    """The same by the day of reception: how those received then stand.

    `received` is a day, `recorded` a day; for `overdue` (which begins by law, later than it is
    known) nothing is kept here: those stretches are few and read themselves.
    """

    pk = models.CompositePrimaryKey("received", "recorded", "basis", "unit", "kind", "procedure")
    received = models.DateField()
    recorded = models.DateField()
    basis = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    kind = models.CharField(max_length=16)
    procedure = models.CharField(max_length=32)
    n = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                "basis", "unit", "received", include=["recorded", "kind", "n"], name="cohort_unit"
            ),
            models.Index(
                "basis",
                "recorded",
                include=["received", "unit", "kind", "n"],
                name="cohort_learned",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.received} {self.unit} {self.kind} {self.n}"


class CohortWeek(models.Model):
    """The same for whole weeks of reception (their Monday), learned in whole months (their first
    day), of all procedures: what a board of a province reads instead of a year of days."""

    pk = models.CompositePrimaryKey("basis", "unit", "week", "recorded", "kind")
    basis = models.CharField(max_length=10)
    unit = models.CharField(max_length=40)
    week = models.DateField()
    recorded = models.DateField()
    kind = models.CharField(max_length=16)
    n = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                "basis", "week", "unit", include=["recorded", "kind", "n"], name="cohort_week_read"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.week} {self.unit} {self.kind} {self.n}"


class SignInCount(models.Model):
    """How often people who act for a unit signed in on a local day. No person is named."""

    pk = models.CompositePrimaryKey("unit", "day")
    unit = models.CharField(max_length=40)
    day = models.DateField()
    n = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.unit} {self.day} {self.n}"
