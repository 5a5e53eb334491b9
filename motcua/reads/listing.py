"""Dossiers as a program lists them: no personal data, by moment of reception, page after page."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from motcua.domain.access import SEEING, Membership
from motcua.domain.agencies import AgencyTree
from motcua.domain.desk import CONCERNS
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.models import DeskRow
from motcua.models.law import reference


@dataclass(frozen=True, slots=True)
class ListedDossier:
    """One dossier of a list."""

    key: UUID
    code: str
    procedure: str
    version: int
    state: str
    receiving: str
    competent: str
    holder: str
    received: datetime
    due: datetime | None
    overdue_from: datetime | None
    finished: datetime | None
    closed: datetime | None


FIELDS = tuple(name for name in ListedDossier.__slots__ if name != "key")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What narrows a list: reception between two moments [since, until), a state, a procedure."""

    since: datetime | None = None
    until: datetime | None = None
    state: str = ""
    procedure: str = ""


def dossiers_of(
    agency: str, wanted: Wanted, after: tuple[datetime, UUID] | None, rows: int
) -> list[ListedDossier]:
    """Up to `rows` dossiers that concern an agency, in order of reception, after a place."""
    found = DeskRow.objects.filter(agency=agency, seat=CONCERNS, received__isnull=False)
    if wanted.since:
        found = found.filter(received__gte=wanted.since)
    if wanted.until:
        found = found.filter(received__lt=wanted.until)
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.procedure:
        found = found.filter(procedure=wanted.procedure)
    if after is not None:
        moment, key = after
        later = Q(received__gt=moment) | Q(received=moment, dossier_id__gt=key)
        found = found.filter(later, received__gte=moment)
    ordered = found.order_by("received", "dossier_id")[:rows]
    return [ListedDossier(key, *rest) for key, *rest in ordered.values_list("dossier_id", *FIELDS)]


def agency_seen(code: str, mine: Iterable[Membership], now: datetime) -> str:
    """The agency with this code, if one of these memberships may look at its dossiers.

    Without a code, the first for which they act. Refused `unknown_agency` otherwise.
    """
    tree: AgencyTree = reference().agencies
    day = local_day(now)
    own = [m.agency for m in mine if m.holds_on(day) and m.role in SEEING]
    if not code:
        if own:
            return own[0]
        raise Refused("unknown_agency", agency="")
    key = tree.find(code).key
    if not any(key == one or tree.is_within(key, one) for one in own):
        raise Refused("unknown_agency", agency=code)
    return key
