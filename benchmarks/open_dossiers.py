"""Any number of open dossiers: a few received through the door, the rest cloned set-wise in SQL.

Every row that the door acts on is there as the door wrote it, under another key: dossier, facts,
private values, desk rows, marks. Only the chain of seals is the original's: what is measured here
acts on the dossiers and does not verify them.

Three groups, all of procedures with three working days: 1,000 received on Thursday 12 March 2020,
1,000 on Friday, all the others on Monday 16 at 08:00, of which nothing is due before Tuesday.
"""

import os
from datetime import datetime
from uuid import UUID

import psycopg
from uuid6 import uuid7

GROUP = 1_000
AT_ONCE = 50_000
GROUPS = ("2020-03-12 09:00", "2020-03-13 09:00", "2020-03-16 08:00")
TEMPLATES = 8
TABLES = (
    ("motcua_dossier", "key"),
    ("motcua_fact", "dossier_key"),
    ("motcua_privatevalue", "dossier_key"),
    ("motcua_deskrow", "dossier_key"),
    ("motcua_mark", "dossier_key"),
)
COLUMNS = """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass
 AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"""
INDEXES = """SELECT indexname, indexdef FROM pg_indexes x WHERE tablename = %s AND NOT EXISTS
 (SELECT 1 FROM pg_constraint c WHERE c.conindid = quote_ident(x.indexname)::regclass)"""
# As uuid7 makes them: in order of time. Keys in no order would spread every batch over the table.
KEY = """(lpad(to_hex((extract(epoch FROM b.moment::timestamptz) * 1000)::bigint + i), 12, '0')
 || '7' || substr(md5(b.moment || i), 1, 3) || '8' || substr(md5(i || b.moment), 1, 15))::uuid"""
CLONE = """INSERT INTO {table} ({columns})
SELECT {values} FROM generate_series(%(first)s::int, %(last)s::int) i
JOIN bench_template b ON b.n = i %% {templates} AND b.moment = %(moment)s
JOIN {table} t ON t."{key}" = b.key"""


def at(text: str) -> datetime:
    """A local moment."""
    from motcua.domain.local_time import VIETNAM

    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def grow(dossiers: int) -> None:
    """Empty the demo of its dossiers and fill it with so many open ones."""
    url = os.environ["DATABASE_OWNER_URL"]
    with psycopg.connect(url, autocommit=True) as owner:
        for setting in (
            "session_replication_role = replica",
            "synchronous_commit = off",
            "work_mem = '128MB'",
            "maintenance_work_mem = '512MB'",
        ):
            owner.execute(f"SET {setting}")
        tables = [table for table, _ in TABLES]
        extra = ["motcua_dossiercode", "motcua_message", "motcua_countchange"]
        owner.execute(f"TRUNCATE {', '.join(tables + extra)}")
        owner.execute("CREATE TABLE bench_template (key uuid, n int, moment text)")
        for moment in GROUPS:
            for n, key in enumerate(_received(moment)):
                owner.execute("INSERT INTO bench_template VALUES (%s, %s, %s)", [key, n, moment])
        _clone(owner, dossiers)


def _received(moment: str) -> list[UUID]:
    """Dossiers just received, by several counters, of procedures with three working days."""
    from motcua.actions.dossiers import Request, perform_many
    from motcua.domain import commands as do
    from motcua.domain.facts import PaperCount
    from motcua.domain.limits import WorkingDays
    from motcua.domain.party import Party
    from motcua.domain.roles import Role
    from motcua.models import Membership
    from motcua.reads.law import receivable_at

    when, requests = at(moment), []
    counters = Membership.objects.filter(role=Role.RECEPTIONIST.value).order_by("id")
    for counter in counters:
        for procedure in receivable_at(counter.agency, when.date()):
            if procedure.committed != WorkingDays(3) or len(requests) == TEMPLATES:
                continue
            papers = tuple(
                PaperCount(p.code, max(p.originals, 1), p.copies) for p in procedure.papers
            )
            email = "nguoi.nop@example.org" if len(requests) % 4 == 0 else ""
            command = do.Receive(
                agency=counter.agency,
                procedure=procedure.code,
                applicant=Party("Nguyễn Thị Thanh Trúc", phone="0905000218", email=email),
                papers=papers,
                secret="K7PX",
            )
            requests.append(Request(UUID(str(uuid7())), command, counter.person_id))
    outcomes = perform_many(requests, now=when)
    keys = [one.key for one in outcomes if hasattr(one, "entries")]
    assert len(keys) == TEMPLATES, outcomes
    return keys


def _clone(owner: psycopg.Connection, dossiers: int) -> None:
    dropped = []
    for table, _ in TABLES:
        for name, definition in owner.execute(INDEXES, [table]).fetchall():
            owner.execute(f'DROP INDEX IF EXISTS "{name}"')
            dropped.append(definition)
    counts = (GROUP, GROUP, max(0, dossiers - 2 * GROUP))
    first = 1
    for moment, count in zip(GROUPS, counts, strict=True):
        for begin in range(first, first + count, AT_ONCE):
            end = min(begin + AT_ONCE, first + count) - 1
            for table, key in TABLES:
                _copy(owner, table, key, {"first": begin, "last": end, "moment": moment})
        first += count
    for table, key in TABLES:
        owner.execute(f'DELETE FROM {table} WHERE "{key}" IN (SELECT key FROM bench_template)')
    owner.execute("DROP TABLE bench_template")
    for definition in dropped:
        owner.execute(definition)
    owner.execute("VACUUM ANALYZE")
    # In life small facts fill what is left of a page as they come. Cloned at once, every page has a
    # gap left, and each fact that follows would have a page of its own to read and to log.
    owner.execute("VACUUM FULL ANALYZE motcua_fact")


def _copy(owner: psycopg.Connection, table: str, key: str, given: dict[str, object]) -> None:
    changed = {key: KEY, "code": "left(t.code, -4) || i"}
    found = owner.execute(COLUMNS, [table]).fetchall()
    names = [name for (name,) in found]
    statement = CLONE.format(
        table=table,
        key=key,
        templates=TEMPLATES,
        columns=", ".join(f'"{name}"' for name in names),
        values=", ".join(changed.get(name, f't."{name}"') for name in names),
    )
    owner.execute(statement, given)
