"""verify: what no single dossier can show. Numbers used twice or missing, kept files.

`CHECKS` are made once for the whole database, after all dossiers. A later check that looks at
everything at once (daily seals over all heads, identities of the figures) is one more row there.
"""

from collections.abc import Callable, Iterator
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.db import connection

from motcua.domain.numbering import dossier_code
from motcua.models import Counter, StoredFile
from motcua.reads.audit import OWN_FORMATS, Finding
from motcua.reads.audit_seals import verify_seals
from motcua.reads.law import agency_tree

Check = Callable[[], Iterator[Finding]]

TWICE = """SELECT code, count(*) FROM (SELECT code, "key" FROM motcua_dossiercode
 UNION SELECT code, "key" FROM motcua_dossier WHERE code <> '') c
GROUP BY code HAVING count(*) > 1 ORDER BY code"""
ISSUED = """SELECT left(code, -strpos(reverse(code), '-')) AS series, count(*)
FROM motcua_dossiercode WHERE format = ANY(%s) GROUP BY 1"""
PIECE = 1 << 20


def codes_twice() -> Iterator[Finding]:
    """Codes that lead to more than one dossier, or that more than one dossier bears."""
    with connection.cursor() as cursor:
        cursor.execute(TWICE)
        for code, times in cursor.fetchall():
            yield Finding("code_used_twice", code, 1, "1", str(times))


def numbers_missing() -> Iterator[Finding]:
    """Codes come without gaps: a series that drew more numbers than there are codes lost some."""
    tree = agency_tree()
    with connection.cursor() as cursor:
        cursor.execute(ISSUED, [OWN_FORMATS])
        issued: dict[str, int] = dict(cursor.fetchall())
    for issuer, period, last in Counter.objects.filter(series="code").values_list(
        "issuer", "period", "last"
    ):
        agency = tree.get(issuer)
        series = dossier_code(
            agency.code_old, agency.code_new, date.fromisoformat(period), 1
        ).rpartition("-")[0]
        found = issued.pop(series, 0)
        if found != last:
            yield Finding("number_missing", series, 0, str(last), str(found))
    for series, found in sorted(issued.items()):
        yield Finding("number_never_drawn", series, 0, "0", str(found))


CHECKS: tuple[Check, ...] = (codes_twice, numbers_missing, verify_seals)


def files_after(digest: str, most: int) -> list[tuple[str, int]]:
    """The next files kept, in order of digest: digest and size."""
    files = StoredFile.objects.filter(digest__gt=digest).order_by("digest")
    return list(files.values_list("digest", "size")[:most])


def verify_files(root: Path, files: list[tuple[str, int]]) -> list[Finding]:
    """Whether the bytes of these files are there and hash to what they are kept under."""
    found = (_file(root, digest, size) for digest, size in files)
    return [finding for finding in found if finding is not None]


def _file(root: Path, digest: str, size: int) -> Finding | None:
    place, hashed = root / digest[:2] / digest[2:4] / digest, sha256()
    try:
        with place.open("rb") as file:
            while piece := file.read(PIECE):
                hashed.update(piece)
    except OSError as error:
        return Finding("file_missing", digest, 0, f"{size} bytes", type(error).__name__)
    if hashed.hexdigest() != digest:
        return Finding("file_changed", digest, 0, digest, hashed.hexdigest())
    return None
