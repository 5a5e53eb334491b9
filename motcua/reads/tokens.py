"""The tokens there are, for whoever looks after them."""

from dataclasses import dataclass
from datetime import datetime

from motcua.models import Token


@dataclass(frozen=True, slots=True)
class KnownToken:
    """One token, without what makes it one."""

    id: int
    hint: str
    label: str
    username: str
    agency: str
    scopes: tuple[str, ...]
    created: datetime
    expires: datetime | None
    revoked: datetime | None
    last_used: datetime | None


def tokens() -> tuple[KnownToken, ...]:
    """All tokens, newest first."""
    rows = Token.objects.select_related("person").order_by("-id")
    return tuple(
        KnownToken(
            row.id,
            row.hint,
            row.label,
            row.person.username,
            row.agency,
            tuple(row.scopes),
            row.created,
            row.expires,
            row.revoked,
            row.minute,
        )
        for row in rows
    )
