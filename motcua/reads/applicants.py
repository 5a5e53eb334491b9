"""People who have been here before: found again by the number of a paper, or by telephone."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from motcua.domain.access import Membership
from motcua.domain.contacts import read_phone
from motcua.domain.desk import NAMED
from motcua.domain.identity import read_identity
from motcua.domain.local_time import local_day
from motcua.domain.party import Party
from motcua.domain.refusal import Refused
from motcua.models import DeskRow, PrivateValue
from motcua.models import Dossier as DossierRow
from motcua.models.law import reference
from motcua.models.mapping import from_row
from motcua.reads.dossiers import party_of
from motcua.reads.search import visible_agencies

MOST_COUNTED = 99


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as their newest dossier names them; `count` is of dossiers, at most 99."""

    party: Party
    key: UUID
    code: str
    received: datetime | None
    agency: str
    count: int


def known_applicant(
    identity: str, phone: str, held: Iterable[Membership], now: datetime, *, former: str = ""
) -> Known | None:
    """The newest dossier with this identity number, else with the former one, else this telephone.

    Only dossiers are asked that concern an agency the person acts for, or one below it. What is
    no number yet finds nobody.
    """
    day = local_day(now)
    today = [member for member in held if member.holds_on(day)]
    scope = visible_agencies(today, reference().agencies)
    asked = (
        ("identity", _number(identity)),
        ("identity", _number(former)),
        ("phone", _phone(phone)),
    )
    for column, value in asked:
        if value and scope:
            found = _newest(column, value, scope, now)
            if found is not None:
                return found
    return None


def _number(typed: str) -> str:
    try:
        return read_identity(typed).number
    except Refused:
        return ""


def _phone(typed: str) -> str:
    try:
        return read_phone(typed)
    except Refused:
        return ""


def _newest(column: str, value: str, scope: list[str], now: datetime) -> Known | None:
    rows = DeskRow.objects.filter(**{column: value}, seat=NAMED, agency__in=scope)
    # Keys are made in order of time, so the greatest one is the newest dossier.
    keys = list(rows.order_by("-dossier_id").values_list("dossier_id", flat=True)[:500])
    keys = list(dict.fromkeys(keys))
    if not keys:
        return None
    dossier = from_row(DossierRow.objects.get(key=keys[0]))
    values = PrivateValue.objects.filter(
        dossier_id=keys[0], number=dossier.applicant.number if dossier.applicant else 0
    )
    party = party_of(dossier.applicant, dict(values.values_list("number", "value")))
    if party is None:
        return None
    name = reference().agencies.short_name(dossier.receiving, local_day(now))
    count = min(len(keys), MOST_COUNTED)
    return Known(party, keys[0], dossier.code, dossier.received, name, count)
