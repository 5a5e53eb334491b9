"""Entering agencies: all of them on the first day, more afterwards. None is changed here.

Nothing of a dossier follows from it: a new agency stands behind those of before, wherever a step of
a procedure looks for one with some function.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from motcua.actions.administration import held_on
from motcua.actions.agency_log import lock, note
from motcua.domain.agencies import Agency, NameRow
from motcua.domain.agency_facts import AgencyAdded
from motcua.domain.agency_rows import Additions, additions
from motcua.domain.facts import By
from motcua.domain.local_time import local_day
from motcua.domain.managing import administers
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Agency as AgencyRow
from motcua.models import AgencyName
from motcua.models.law import changed, reference

MACHINE = 0
"""Whoever runs the machine: no account."""


def subject_of(key: str) -> str:
    """Under which subject the facts of an agency's entry stand."""
    return f"agency/{key}"


@transaction.atomic
def add_agencies(agencies: Iterable[Agency], names: Iterable[NameRow]) -> int:
    """Fill an empty table of agencies; how many. Refused if there are some already."""
    if AgencyRow.objects.exists():
        raise Refused("agencies_exist")
    return _insert(agencies, names, first=0)


@transaction.atomic
def extend_agencies(
    agencies: Sequence[Agency],
    names: Sequence[NameRow],
    *,
    now: datetime,
    person: int = MACHINE,
) -> Additions:
    """Add to those that stand what is new in these rows; what that was.

    Contradiction for a row that cannot be or says otherwise of one that stands, Refused
    `no_agencies`: then nothing is written.
    """
    top = _top()
    lock(top)  # two who add at once: the second sees what the first has added
    added = additions(reference().agencies, agencies, names)
    if added.agencies:
        last = AgencyRow.objects.aggregate(last=Max("position"))["last"]
        _insert(added.agencies, added.names, first=int(last) + 1)
        note_agencies(added.agencies, added.names, now=now, person=person)
    return added


@transaction.atomic
def add_agency(person: int, agency: Agency, names: Sequence[NameRow], *, now: datetime) -> None:
    """One more agency, by an administrator of the province; Contradiction for one that cannot be.

    Refused: `not_administrator_of_all`, `agency_stands` where its identifier is taken.
    """
    tree = reference().agencies
    if not administers(held_on(person, local_day(now)), _top(), tree):
        raise Refused("not_administrator_of_all")
    lock(_top())
    if agency.key in reference().agencies:
        raise Refused("agency_stands", field="key", name=reference().agencies.get(agency.key).name)
    extend_agencies([agency], names, now=now, person=person)


def note_agencies(
    agencies: Iterable[Agency],
    names: Sequence[NameRow],
    *,
    now: datetime,
    person: int = MACHINE,
) -> None:
    """Keep in the province's log that they were entered, by whom or on the machine."""
    top = _top()
    facts = [
        AgencyAdded(
            happened=now,
            subject=subject_of(agency.key),
            agency=agency,
            names=tuple(row for row in names if row.agency == agency.key),
        )
        for agency in agencies
    ]
    note(top, facts, By(person, top, Role.ADMINISTRATOR), now)


def _insert(agencies: Iterable[Agency], names: Iterable[NameRow], *, first: int) -> int:
    rows = [
        AgencyRow(
            **{
                **asdict(agency),
                "parent": agency.parent or "",
                "successors": list(agency.successors),
                "position": position,
            }
        )
        for position, agency in enumerate(agencies, start=first)
    ]
    AgencyRow.objects.bulk_create(rows)
    AgencyName.objects.bulk_create(
        AgencyName(
            agency_id=name.agency,
            valid_from=name.valid_from,
            valid_to=name.valid_to,
            name=name.name,
            short_name=name.short_name,
            kind=name.kind,
        )
        for name in names
    )
    changed("agencies")
    return len(rows)


def _top() -> str:
    top = next((one.key for one in reference().agencies if one.parent is None), None)
    if top is None:
        raise Refused("no_agencies")
    return top
