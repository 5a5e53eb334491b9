"""Writes an agency's own log: lock, seal, add. Whether somebody may is for the callers to ask."""

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from motcua.domain.agency_facts import AgencyEntry, AgencyFact, WordsErased
from motcua.domain.blanks import Filed, Private, digest
from motcua.domain.canonical import canonical
from motcua.domain.facts import By
from motcua.domain.seal import FIRST
from motcua.models.agency_log import AgencyFactRow, AgencyLog, AgencyWords


def lock(agency: str) -> AgencyLog:
    """The agency's log, locked to the end of the transaction; an empty one is begun."""
    new = AgencyLog(agency=agency, head=FIRST, facts=0, private_values=0)
    AgencyLog.objects.bulk_create([new], ignore_conflicts=True)
    return AgencyLog.objects.select_for_update().get(agency=agency)


@transaction.atomic
def note(
    agency: str, facts: Sequence[AgencyFact], by: By, now: datetime
) -> tuple[AgencyEntry, ...]:
    """Add these facts to the agency's log in order; all of them or none.

    Private words are filed apart, with a salt each; the fact keeps their number and digest.
    """
    log = lock(agency)
    rows: list[AgencyFactRow] = []
    entries: list[AgencyEntry] = []
    for fact in facts:
        log.facts += 1
        entry = AgencyEntry(log.facts, _filed(log, fact), by, now)
        log.head = entry.seal(bytes(log.head), agency)
        entries.append(entry)
        rows.append(_row(log, entry))
        if isinstance(fact, WordsErased):
            words = AgencyWords.objects.filter(log_id=agency, number__in=fact.numbers)
            words.update(value=None, salt=None, erased=now)
    log.save(update_fields=["head", "facts", "private_values"])
    AgencyFactRow.objects.bulk_create(rows)
    return tuple(entries)


def _filed(log: AgencyLog, fact: AgencyFact) -> AgencyFact:
    filed: dict[str, object] = {}
    for name in type(fact).__slots__:
        value = getattr(fact, name)
        if isinstance(value, Private):
            log.private_values += 1
            salt = secrets.token_bytes(16)
            AgencyWords.objects.create(
                log_id=log.agency, number=log.private_values, salt=salt, value=value.value
            )
            filed[name] = Filed(log.private_values, digest(salt, canonical(value.value)))
    return replace(fact, **filed) if filed else fact  # type: ignore[arg-type]


def _row(log: AgencyLog, entry: AgencyEntry) -> AgencyFactRow:
    return AgencyFactRow(
        log_id=log.agency,
        number=entry.number,
        kind=type(entry.fact).__name__,
        subject=entry.fact.subject,
        happened=entry.fact.happened,
        recorded=entry.recorded,
        person=entry.by.person,
        acting_for=entry.by.agency,
        role=entry.by.role.value,
        body=entry.body(),
        seal=log.head,
    )
