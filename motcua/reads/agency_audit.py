"""verify for agencies' own logs: chain, order of numbers, private words."""

from collections.abc import Iterator

from motcua.domain.agency_facts import AgencyEntry, WordsErased
from motcua.domain.blanks import Filed, digest
from motcua.domain.canonical import canonical
from motcua.domain.seal import FIRST
from motcua.models.agency_log import AgencyFactRow, AgencyLog, AgencyWords
from motcua.reads.audit import Finding


def verify_agency_logs() -> Iterator[Finding]:
    """Every finding of every agency's log; never raises for a broken one."""
    for log in AgencyLog.objects.order_by("agency"):
        yield from verify_agency_log(log)


def verify_agency_log(log: AgencyLog) -> Iterator[Finding]:
    """Every finding of one log."""
    name, head, number = log.agency, FIRST, 0
    referred: dict[int, tuple[int, str]] = {}
    erased: set[int] = set()
    for row in AgencyFactRow.objects.filter(log_id=name).order_by("number"):
        number += 1
        if row.number != number:
            yield Finding("fact_missing", name, number, str(number), str(row.number))
            return
        try:
            entry = row.facts()
        except (KeyError, TypeError, ValueError) as broken:
            yield Finding("fact_unreadable", name, number, row.kind, type(broken).__name__)
            return
        head = entry.seal(head, name)
        if head != bytes(row.seal):
            yield Finding("seal_broken", name, number, head.hex(), bytes(row.seal).hex())
            head = bytes(row.seal)
        referred |= _references(entry)
        if isinstance(entry.fact, WordsErased):
            erased |= set(entry.fact.numbers)
    if head != bytes(log.head) or number != log.facts:
        yield Finding("head_differs", name, number, head.hex(), bytes(log.head).hex())
    yield from _words(name, referred, erased)


def _references(entry: AgencyEntry) -> dict[int, tuple[int, str]]:
    values = (getattr(entry.fact, name) for name in type(entry.fact).__slots__)
    return {one.number: (entry.number, one.digest) for one in values if isinstance(one, Filed)}


def _words(name: str, referred: dict[int, tuple[int, str]], erased: set[int]) -> Iterator[Finding]:
    rows = {row.number: row for row in AgencyWords.objects.filter(log_id=name)}
    for number in sorted(rows.keys() - referred.keys()):
        yield Finding("private_value_unknown", name, 0, "", str(number))
    for number, (fact, expected) in referred.items():
        row = rows.get(number)
        if row is None:
            yield Finding("private_value_missing", name, fact, str(number), "")
        elif row.erased is None:
            found = digest(bytes(row.salt or b""), canonical(row.value))
            if found != expected:
                yield Finding("private_value_changed", name, fact, expected, found)
        elif number not in erased:
            yield Finding("private_value_erased_without_decision", name, fact, expected, "")
        elif row.value is not None or row.salt is not None:
            yield Finding("private_value_not_erased", name, fact, "", str(number))
