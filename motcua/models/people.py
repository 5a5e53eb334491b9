"""People who work here, and for which agency in which role between which dates."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from motcua.domain.access import Membership as Acting
from motcua.domain.roles import Role
from motcua.domain.text import search_key


class Accounts(BaseUserManager["User"]):
    """Finds people by the name they sign in with."""


class User(AbstractBaseUser):
    """A member of staff. Citizens have no account here."""

    id = models.BigAutoField(primary_key=True)
    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=200)
    sort_key = models.CharField(max_length=400)
    title = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)
    created = models.DateTimeField()
    first_password = models.BooleanField(default=False, db_default=False)
    """The password was drawn by chance and somebody else knows it: it has to be changed first."""

    USERNAME_FIELD = "username"
    objects = Accounts()

    def __str__(self) -> str:
        return self.full_name

    @property
    def plain_name(self) -> str:
        """The full name as it is typed without marks and spaces, which no password may resemble."""
        return search_key(self.full_name).replace(" ", "")


class Membership(models.Model):
    """A person acts for an agency in a role between two local days (both inclusive)."""

    person = models.ForeignKey(User, models.PROTECT, related_name="memberships")
    agency = models.CharField(max_length=40)
    role = models.CharField(max_length=24, choices=[(r.value, r.value) for r in Role])
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "role"], name="membership_of_agency")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "agency", "role", "valid_from"], name="membership_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.role} {self.agency}"

    def facts(self) -> Acting:
        """This row as the rules know it."""
        return Acting(self.person_id, self.agency, Role(self.role), self.valid_from, self.valid_to)
