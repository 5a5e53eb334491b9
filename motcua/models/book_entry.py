"""Paper registers on their way in: what was uploaded, and what became of each line."""

from django.db import models


class BookEntry(models.Model):
    """One uploaded sheet of a paper register. `lines` holds personal data: emptied after a week.

    Each line: row (in the sheet), line (the cells), state (right, wrong, known, done), problems
    (key, words), code.
    """

    id = models.UUIDField(primary_key=True)
    agency = models.CharField(max_length=40)
    person = models.BigIntegerField()
    at = models.DateTimeField()
    file_name = models.CharField(max_length=120)
    book = models.CharField(max_length=120)
    explanation = models.TextField()
    right = models.PositiveIntegerField()
    wrong = models.PositiveIntegerField()
    known = models.PositiveIntegerField()
    done = models.PositiveIntegerField(default=0)
    lines = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "-at"], name="book_entry_of_agency")]

    def __str__(self) -> str:
        return f"{self.agency} {self.book}"
