"""Tokens of programs: made, used, taken back. A token is shown once and kept as a digest."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import connection, transaction

from motcua.domain.refusal import Refused
from motcua.models import Token, User

PREFIX = "mc_"
SCOPES = ("reference", "dossiers.read", "dossiers.write", "figures")
"""What a token may be good for: the catalogue; looking at dossiers; acting on them; figures."""
COUNT = """UPDATE motcua_token
SET used = CASE WHEN minute = %s THEN used + 1 ELSE 1 END, minute = %s
WHERE id = %s RETURNING used"""


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whoever holds a valid token: for whom it acts, for which agency ('' for all), how far."""

    token: int
    person: int
    agency: str
    scopes: frozenset[str]
    per_minute: int


def issue_token(
    username: str,
    scopes: Iterable[str],
    *,
    now: datetime,
    agency: str = "",
    days: int | None = None,
    label: str = "",
    per_minute: int = 600,
) -> tuple[int, str]:
    """A new token: its number, and the text that is shown this once.

    Refused `unknown_person`, `unknown_scope`, and `does_not_act_there` for an agency for which
    that person never acts.
    """
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Refused("unknown_person")
    wanted = sorted(set(scopes))
    if not wanted or not set(wanted) <= set(SCOPES):
        raise Refused("unknown_scope", expected=", ".join(SCOPES))
    if agency and not user.memberships.filter(agency=agency).exists():
        raise Refused("does_not_act_there", agency=agency)
    text = PREFIX + secrets.token_urlsafe(32)
    row = Token.objects.create(
        person=user,
        label=label,
        hint=text[:8],
        digest=_digest(text),
        scopes=wanted,
        agency=agency,
        per_minute=per_minute,
        created=now,
        expires=now + timedelta(days=days) if days else None,
    )
    return row.id, text


def revoke_token(number: int, *, now: datetime) -> bool:
    """Take a token back; False if there is none that still holds."""
    return bool(Token.objects.filter(id=number, revoked=None).update(revoked=now))


def bearer_of(text: str, *, now: datetime) -> Bearer | None:
    """Who holds this token; None if it is unknown, over, taken back, or its person is gone."""
    if not text.startswith(PREFIX) or len(text) > 200:
        return None
    row = Token.objects.filter(digest=_digest(text), revoked=None, person__is_active=True).first()
    if row is None or (row.expires is not None and row.expires <= now):
        return None
    return Bearer(row.id, row.person_id, row.agency, frozenset(row.scopes), row.per_minute)


def count_use(bearer: Bearer, *, now: datetime) -> int:
    """Count one more use; how many there are in this minute."""
    minute = now.replace(second=0, microsecond=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(COUNT, [minute, minute, bearer.token])
        row = cursor.fetchone()
    return int(row[0]) if row else 1


def _digest(text: str) -> str:
    # 32 random bytes cannot be guessed, so a plain digest keeps them as safe as a slow one.
    return sha256(text.encode()).hexdigest()
