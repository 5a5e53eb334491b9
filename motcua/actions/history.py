"""Histories of another system come in through the door, many at a time, and are looked at after."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction

from motcua.actions.dossiers import Request, perform_many
from motcua.domain.commands import ImportHistory
from motcua.domain.facts import CLOCK
from motcua.domain.numbering import kept_code
from motcua.domain.refusal import Refused
from motcua.models import Dossier, DossierCode

HISTORIES = UUID("7f0a4d62-8f0e-5a1c-9a57-6d6f74637561")
"""The space of names in which a dossier of another system has its key here."""
AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one history: its key, or why it was refused. `before`: it was here."""

    code: str
    key: UUID
    no: Refused | None = None
    before: bool = False


def key_of_history(source: str, code: str) -> UUID:
    """The same dossier of the same system is the same dossier here, however often it comes."""
    return uuid5(HISTORIES, f"{source}\n{kept_code(code)}")


def import_histories(
    commands: Sequence[ImportHistory],
    *,
    now: datetime,
    dry: bool,
    advance: Callable[[int], None] = lambda count: None,
) -> list[Imported]:
    """One outcome each, in the same order. `dry`: everything is tried and nothing is kept."""
    found: list[Imported] = []
    for start in range(0, len(commands), AT_ONCE):
        part = commands[start : start + AT_ONCE]
        with transaction.atomic():
            found += _portion(part, now)
            transaction.set_rollback(dry)
        advance(len(part))
    return found


def _portion(commands: Iterable[ImportHistory], now: datetime) -> list[Imported]:
    keyed = {key_of_history(one.source, one.code): one for one in commands}
    there = set(Dossier.objects.filter(key__in=list(keyed)).values_list("key", flat=True))
    new = [Request(key, one, CLOCK.person) for key, one in keyed.items() if key not in there]
    outcomes = dict(zip([r.key for r in new], perform_many(new, now=now, silent=True), strict=True))
    return [_outcome(key, one, outcomes.get(key)) for key, one in keyed.items()]


def _outcome(key: UUID, one: ImportHistory, outcome: object) -> Imported:
    code = kept_code(one.code)
    if outcome is None:
        return Imported(code, key, before=True)
    return Imported(code, key, outcome if isinstance(outcome, Refused) else None)


def lost_codes(imported: Iterable[Imported]) -> list[str]:
    """Codes that do not lead to the dossier that brought them: none, if all is well."""
    kept = {one.code: one.key for one in imported if one.no is None}
    rows = dict(DossierCode.objects.filter(code__in=list(kept)).values_list("code", "key"))
    return sorted(code for code, key in kept.items() if rows.get(code) != key)
