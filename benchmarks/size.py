"""A province of any size: dossiers made through the door, cloned set-wise in SQL.

A clone is a whole dossier: key, code, applicant, private values, facts with their own chain of
seals, desk rows, counters. So `motcua verify` finds nothing in a database of any size, and what is
measured there is measured on rows as the door writes them.
"""

import json
import os
from collections.abc import Iterator
from random import Random

import psycopg
from django.db import connection

from motcua.domain.canonical import canonical
from motcua.domain.codec import instant
from motcua.domain.identity import Sex
from motcua.domain.text import search_key
from motcua.management.demo.names import person_name

NAMES = 30_000
AT_ONCE = 20_000
CLONES = """
CREATE SCHEMA bench;
CREATE FUNCTION bench.linked(bytea, text) RETURNS bytea LANGUAGE sql IMMUTABLE PARALLEL SAFE
 AS $$ SELECT sha256($1 || convert_to($2, 'UTF8')) $$;
CREATE AGGREGATE bench.chain(text) (sfunc = bench.linked, stype = bytea, initcond = '');
CREATE UNLOGGED TABLE bench.name (n int PRIMARY KEY, name text, name_key text);
CREATE UNLOGGED TABLE bench.entry (key uuid, number int, text text, PRIMARY KEY (key, number));
CREATE UNLOGGED TABLE bench.person (key uuid PRIMARY KEY, text text, name text, phone text,
 identity text);
"""
# One row for each clone of what was received, and so has a code and figures.
# Serials go on where the originals of that office and day stop.
CLONE = """CREATE UNLOGGED TABLE bench.clone AS
SELECT o.*, row_number() OVER () AS n,
 (lpad(to_hex((extract(epoch FROM o.received) * 1000)::bigint), 12, '0') || '7'
  || substr(md5(o.key::text || i), 1, 3) || '8' || substr(md5(i || o.key::text), 1, 15))::uuid
  AS new_key,
 o.series || '-' || CASE WHEN o.serial + i * o.a_day < 10000
  THEN lpad((o.serial + i * o.a_day)::text, 4, '0') ELSE (o.serial + i * o.a_day)::text END
  AS new_code,
 p.name, p.name_key, '09' || lpad(((i * 7919 + o.number) %% 100000000)::text, 8, '0') AS phone,
 '052' || lpad(((i * 104729 + o.number * 31) %% 1000000000)::text, 9, '0') AS identity,
 i AS copy
FROM (SELECT d.key, d.code, d.received, d.facts, d.applicant->>'digest' AS digest,
  row_number() OVER (ORDER BY d.key) AS number,
  left(d.code, -strpos(reverse(d.code), '-')) AS series,
  right(d.code, strpos(reverse(d.code), '-') - 1)::int AS serial,
  count(*) OVER (PARTITION BY left(d.code, -strpos(reverse(d.code), '-'))) AS a_day,
  (d.applicant->>'number')::int = 1 AS renamed, b.text, b.name AS old_name,
  b.phone AS old_phone, b.identity AS old_identity, v.salt
 FROM motcua_dossier d JOIN bench.person b USING (key)
 JOIN motcua_privatevalue v ON v.dossier_key = d.key AND v.number = 1 WHERE d.code <> '') o,
generate_series(1, %(copies)s) i, LATERAL (SELECT * FROM bench.name n
 WHERE n.n = (i * 48271 + o.number * 40692) %% %(names)s) p;
ALTER TABLE bench.clone ADD person text, ADD new_digest text;
UPDATE bench.clone SET person = replace(replace(replace(text, to_json(old_name)::text,
 to_json(name)::text), '"' || old_phone || '"', '"' || phone || '"'),
 '"' || old_identity || '"', '"' || identity || '"');
UPDATE bench.clone SET new_digest = CASE WHEN renamed
 THEN encode(sha256(salt || convert_to(person, 'UTF8')), 'hex') ELSE digest END;
CREATE INDEX ON bench.clone (n); ANALYZE bench.clone;"""
FACTS = """INSERT INTO motcua_fact
 (dossier_key, number, kind, happened, recorded, person, agency, role, body, seal)
SELECT c.new_key, f.number, f.kind, f.happened, f.recorded, f.person, f.agency, f.role,
 CASE WHEN f.number = 1 OR f.kind = 'Received'
  THEN replace(replace(f.body::text, c.code, c.new_code), c.digest, c.new_digest)::jsonb
  ELSE f.body END,
 bench.chain(replace(CASE WHEN f.number = 1 OR f.kind = 'Received'
  THEN replace(replace(e.text, c.code, c.new_code), c.digest, c.new_digest)
  ELSE e.text END, c.key::text, c.new_key::text))
  OVER (PARTITION BY c.n ORDER BY f.number)
FROM bench.clone c JOIN motcua_fact f ON f.dossier_key = c.key
JOIN bench.entry e ON e.key = c.key AND e.number = f.number
WHERE c.n > %(after)s AND c.n <= %(until)s"""
COLUMNS = """SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass
 AND attnum > 0 AND NOT attisdropped AND attgenerated = ''"""
COUNTED = (
    "UPDATE motcua_counter SET last = last * (%(copies)s + 1) WHERE series = 'code'",
    "UPDATE motcua_countchange SET n = n * (%(copies)s + 1)",
)


def grow(dossiers: int) -> None:
    """Let the database `growing`, a copy of the demo that Django works on, hold so many."""
    texts, people = list(_texts()), list(_people())
    url = os.environ["DATABASE_OWNER_URL"].replace("/demo?", "/growing?")
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute("SET session_replication_role = replica")
        owner.execute("SET work_mem = '256MB'")
        owner.execute("SET maintenance_work_mem = '512MB'")
        owner.execute("SET synchronous_commit = off")
        _grow(owner, dossiers, texts, people)


def _texts() -> Iterator[tuple[object, int, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT dossier_key, number, kind, happened, recorded, person, agency,"
                       " role, body FROM motcua_fact")  # fmt: skip
        for key, number, kind, happened, recorded, *who, body in cursor.fetchall():
            stamps = (instant(happened), instant(recorded))
            yield key, number, canonical([str(key), number, kind, *stamps, *who, _plain(body)])


def _people() -> Iterator[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT dossier_key, value FROM motcua_privatevalue WHERE number = 1")
        for key, value in cursor.fetchall():
            person = _plain(value)
            identity = (person.get("identity") or {}).get("number") or "no identity"
            name, phone = person["name"], person["phone"] or "no phone"
            yield key, canonical(person), name, phone, identity


def _plain(value: object) -> dict:
    return json.loads(value) if isinstance(value, str | bytes) else value


def _grow(owner: psycopg.Connection, size: int, texts: list, people: list) -> None:
    total = owner.execute("SELECT count(*) FROM motcua_dossier WHERE code <> ''").fetchone()[0]
    copies = -(-size // total) - 1
    owner.execute(CLONES)
    random = Random(size)
    names = [person_name(random, random.choice(tuple(Sex))) for _ in range(NAMES)]
    _copy(owner, "bench.name", [(n, name, search_key(name)) for n, name in enumerate(names)])
    _copy(owner, "bench.entry", texts)
    _copy(owner, "bench.person", people)
    for statement in (CLONE % {"copies": copies, "names": NAMES}).split(";\n"):
        owner.execute(statement)
    indexes = _drop_indexes(owner)
    count = owner.execute("SELECT count(*) FROM bench.clone").fetchone()[0]
    for after in range(0, count, AT_ONCE):
        owner.execute(FACTS, {"after": after, "until": after + AT_ONCE})
    _rest(owner)
    for statement in COUNTED:
        owner.execute(statement, {"copies": copies})
    for index in indexes:
        owner.execute(index)
    owner.execute("DROP SCHEMA bench CASCADE")
    owner.execute("VACUUM ANALYZE")


def _rest(owner: psycopg.Connection) -> None:
    """Rows, private values, codes and desk rows of the clones."""
    changed = {
        "key": "c.new_key",
        "dossier_key": "c.new_key",
        "code": "c.new_code",
        "head": "f.seal",
        "applicant": "jsonb_set(t.applicant, '{digest}', to_jsonb(c.new_digest))",
        "value": "CASE WHEN c.renamed AND t.number = 1 THEN c.person::jsonb ELSE t.value END",
    }
    # Whoever was told twice at the door stands in two values: such a one keeps name and all.
    for name in ("name", "name_key", "identity", "phone"):
        changed[name] = f'CASE WHEN c.renamed THEN c."{name}" ELSE t."{name}" END'
    for table, key in (
        ("motcua_dossier", "key"),
        ("motcua_privatevalue", "dossier_key"),
        ("motcua_deskrow", "dossier_key"),
        ("motcua_mark", "dossier_key"),
        ("motcua_dossiercode", "key"),
    ):
        found = owner.execute(COLUMNS, [table]).fetchall()
        names = [name for (name,) in found]
        values = ", ".join(changed.get(name, f't."{name}"') for name in names)
        last = (
            "JOIN motcua_fact f ON f.dossier_key = c.new_key AND f.number = c.facts"
            if table == "motcua_dossier"
            else ""
        )
        columns = ", ".join(f'"{name}"' for name in names)
        owner.execute(
            f"INSERT INTO {table} ({columns}) SELECT {values} FROM bench.clone c"
            f' JOIN {table} t ON t."{key}" = c.key {last} ORDER BY c.new_key'
        )


def _drop_indexes(owner: psycopg.Connection) -> list[str]:
    rows = owner.execute(
        "SELECT indexname, indexdef FROM pg_indexes"
        " WHERE tablename = 'motcua_deskrow' AND indexname LIKE 'desk_%'"
    ).fetchall()
    for name, _ in rows:
        owner.execute(f'DROP INDEX "{name}"')
    return [definition for _, definition in rows]


def _copy(owner: psycopg.Connection, table: str, rows: list) -> None:
    with owner.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as out:
        for row in rows:
            out.write_row(row)
