"""Publishes the figures of a period: frozen with its as-of day, and never computed anew."""

from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from motcua.domain.access import Membership
from motcua.domain.canonical import canonical
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import DaySeal, PublishedPeriod

COMMAND = 0
"""Who publishes where it is the command and nobody signed in."""


def seal_for(first: date, last: date, as_of: date) -> str:
    """The seal of the as-of day on which a period's figures would stand.

    Refused when the period is published already, or the as-of day is not sealed yet.
    """
    if PublishedPeriod.objects.filter(first=first, last=last).exists():
        raise Refused("period_published_already", first=first, last=last)
    seal = DaySeal.objects.filter(day=as_of).values_list("seal", flat=True).first()
    if seal is None:
        raise Refused("as_of_not_sealed", as_of=as_of)
    return seal


def publish_period(
    document: dict[str, Any], *, now: datetime, by: int = COMMAND
) -> PublishedPeriod:
    """Keep a document of statistics.publication for good. Refused as in `seal_for`."""
    first, last, as_of = (date.fromisoformat(document[name]) for name in ("from", "to", "as_of"))
    sealed = document | {"seal": seal_for(first, last, as_of)}
    try:
        with transaction.atomic():
            return PublishedPeriod.objects.create(
                first=first,
                last=last,
                as_of=as_of,
                published=now,
                published_by=by,
                seal=sealed["seal"],
                digest=sha256(canonical(sealed).encode()).hexdigest(),
                document=sealed,
            )
    except IntegrityError:
        raise Refused("period_published_already", first=first, last=last) from None


def may_publish(held: tuple[Membership, ...], now: datetime) -> bool:
    """Whether somebody publishes figures: who controls procedures for the province."""
    today = local_day(now)
    return any(one.role is Role.PROCEDURE_CONTROL and one.holds_on(today) for one in held)
