"""Who may ask through the API, how much, and what was answered to whom."""

from django.db import models

from motcua.models.people import User


class Token(models.Model):
    """The right of a program to act for one person, for one agency or all of theirs.

    Only a digest of the token is kept; `hint` is its beginning, so that people can tell them apart.
    `minute` and `used` count its use in the present minute.
    """

    person = models.ForeignKey(User, models.PROTECT, related_name="tokens")
    label = models.CharField(max_length=120, blank=True)
    hint = models.CharField(max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    agency = models.CharField(max_length=40, blank=True)
    per_minute = models.PositiveIntegerField(default=600)
    created = models.DateTimeField()
    expires = models.DateTimeField(null=True)
    revoked = models.DateTimeField(null=True)
    minute = models.DateTimeField(null=True)
    used = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.hint}… {self.label}"


class Answer(models.Model):
    """What was answered to a request with an Idempotency-Key: asked again, it is said again.

    Holds no personal data: `request` is a keyed digest, and answers to commands name nobody.
    """

    pk = models.CompositePrimaryKey("token_id", "key")
    token_id = models.BigIntegerField()
    key = models.CharField(max_length=200)
    request = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    headers = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["at"], name="answer_at")]

    def __str__(self) -> str:
        return f"{self.token_id} {self.key}"
