"""The whole province out, and into an empty system: every row of every table, to the byte.

A directory with `manifest.json`, `tables/<name>.csv` and `files/<aa>/<bb>/<digest>`; described in
docs/data-out.md. Written in one snapshot of the database; read back in one transaction.
"""

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from psycopg import Cursor
from psycopg.sql import SQL, Composed, Identifier

from motcua.actions.files import file_path
from motcua.domain.refusal import Refused

FORMAT = 1
MANIFEST = "manifest.json"
PREFIX = "motcua_"
CHUNK = 1024 * 1024
TABLES = """SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p')
AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
AND starts_with(c.relname, 'motcua_') ORDER BY 1"""
COLUMNS = """SELECT a.attname, format_type(a.atttypid, a.atttypmod) FROM pg_attribute a
WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
ORDER BY a.attnum"""
KEYS = """SELECT a.attname FROM pg_index i
JOIN unnest(i.indkey) WITH ORDINALITY k(attnum, place) ON true
JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
WHERE i.indrelid = %s::regclass AND i.indisprimary ORDER BY k.place"""
NEEDS = """SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint
WHERE contype = 'f' AND conrelid <> confrelid"""
VERSION = """SELECT name FROM django_migrations WHERE app = 'motcua' ORDER BY id DESC LIMIT 1"""
Step = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Moved:
    """What was written or read: rows of tables, files, and files that were not there."""

    rows: int
    files: int
    missing: tuple[str, ...] = ()


def export_all(directory: Path, *, now: datetime, step: Step = lambda name: None) -> Moved:
    """Write everything into an empty directory, readable by its owner alone.

    Refused `not_empty` if something is in it.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(directory.iterdir()):
        raise Refused("not_empty", place=str(directory))
    (directory / "tables").mkdir()
    with _snapshot() as cursor:
        tables = {}
        for name in _names(cursor):
            step(name)
            tables[name] = _write(cursor, name, directory / "tables" / f"{name}.csv")
        cursor.execute("SELECT digest FROM motcua_storedfile ORDER BY 1")
        digests = [str(row[0]) for row in cursor.fetchall()]
        version = _version(cursor)
    missing = tuple(one for one in digests if not _copy(file_path(one), _kept(directory, one)))
    manifest = {
        "format": FORMAT,
        "exported": now.isoformat(),
        "tables_as_of": version,
        "tables": tables,
        "files": len(digests) - len(missing),
        "missing_files": list(missing),
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    (directory / MANIFEST).write_text(text, "utf-8")
    rows = sum(int(table["rows"]) for table in tables.values())
    return Moved(rows, len(digests) - len(missing), missing)


def import_all(directory: Path, *, step: Step = lambda name: None) -> Moved:
    """Read everything into an empty system of the same version: all of it or nothing.

    Refused `no_export` for a directory that is none, `export_damaged` naming the table or file
    that is not what the manifest says, `other_version`.
    """
    manifest = _manifest(directory)
    tables: dict[str, dict[str, Any]] = manifest["tables"]
    for name, told in tables.items():
        _intact(directory / "tables" / f"{name}.csv", str(told["sha256"]), name)
    files = sorted(one for one in (directory / "files").rglob("*") if one.is_file())
    for file in files:
        _intact(file, file.name, file.name)
    with transaction.atomic():
        cursor = _cursor()
        cursor.execute("SET LOCAL timezone = 'UTC'")
        if _version(cursor) != manifest["tables_as_of"]:
            raise Refused("other_version", version=manifest["tables_as_of"])
        for name in _in_order(cursor, tables):
            step(name)
            _read(cursor, name, tables[name], directory / "tables" / f"{name}.csv")
        for name, told in tables.items():
            if _digest_of(cursor, name) != told["sha256"]:
                raise Refused("export_damaged", part=name)
        _sequences(cursor, tables)
        for file in files:  # before the commit: no row may refer to what is not there
            _copy(file, file_path(file.name))
    rows = sum(int(told["rows"]) for told in tables.values())
    return Moved(rows, len(files), tuple(manifest["missing_files"]))


@contextmanager
def _snapshot() -> "Iterator[Cursor[Any]]":
    with transaction.atomic():
        cursor = _cursor()
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SET LOCAL timezone = 'UTC'")
        yield cursor


def _cursor() -> "Cursor[Any]":
    connection.ensure_connection()
    return Cursor(connection.connection)


def _names(cursor: "Cursor[Any]") -> list[str]:
    return [str(name) for (name,) in cursor.execute(TABLES).fetchall()]


def _version(cursor: "Cursor[Any]") -> str:
    row = cursor.execute(VERSION).fetchone()
    return str(row[0]) if row else ""


def _out(cursor: "Cursor[Any]", name: str) -> Composed:
    columns = [row[0] for row in cursor.execute(COLUMNS, [name]).fetchall()]
    keys = [row[0] for row in cursor.execute(KEYS, [name]).fetchall()] or columns
    return SQL("COPY (SELECT {} FROM {} ORDER BY {}) TO STDOUT (FORMAT csv, HEADER)").format(
        SQL(", ").join(map(Identifier, columns)),
        Identifier(name),
        SQL(", ").join(map(Identifier, keys)),
    )


def _write(cursor: "Cursor[Any]", name: str, place: Path) -> dict[str, Any]:
    columns = cursor.execute(COLUMNS, [name]).fetchall()
    count = cursor.execute(SQL("SELECT count(*) FROM {}").format(Identifier(name))).fetchone()
    hashed = sha256()
    with place.open("wb") as file, cursor.copy(_out(cursor, name)) as copy:
        for part in copy:
            hashed.update(part)
            file.write(part)
    types = [[column, kind] for column, kind in columns]
    return {"columns": types, "rows": count[0] if count else 0, "sha256": hashed.hexdigest()}


def _digest_of(cursor: "Cursor[Any]", name: str) -> str:
    hashed = sha256()
    with cursor.copy(_out(cursor, name)) as copy:
        for part in copy:
            hashed.update(part)
    return hashed.hexdigest()


def _read(cursor: "Cursor[Any]", name: str, told: dict[str, Any], place: Path) -> None:
    columns = SQL(", ").join(Identifier(column) for column, _ in told["columns"])
    statement = SQL("COPY {} ({}) FROM STDIN (FORMAT csv, HEADER)").format(
        Identifier(name), columns
    )
    with place.open("rb") as file, cursor.copy(statement) as copy:
        while part := file.read(CHUNK):
            copy.write(part)


def _in_order(cursor: "Cursor[Any]", tables: dict[str, Any]) -> list[str]:
    """What others point at comes first."""
    needs: dict[str, set[str]] = {name: set() for name in tables}
    for one, other in cursor.execute(NEEDS).fetchall():
        if one in needs and other in needs:
            needs[one].add(other)
    ordered: list[str] = []
    while needs:
        free = sorted(name for name, wanted in needs.items() if wanted <= set(ordered))
        if not free:
            raise ValueError(f"tables need each other: {sorted(needs)}")
        ordered += free
        needs = {name: wanted for name, wanted in needs.items() if name not in free}
    return ordered


def _sequences(cursor: "Cursor[Any]", tables: dict[str, Any]) -> None:
    for name, told in tables.items():
        for column, kind in told["columns"]:
            if kind not in ("bigint", "integer"):
                continue
            row = cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [name, column]).fetchone()
            if row and row[0]:
                query = SQL("SELECT setval(%s, max({}), true) FROM {} HAVING max({}) > 0")
                part = Identifier(column)
                cursor.execute(query.format(part, Identifier(name), part), [row[0]])


def _manifest(directory: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads((directory / MANIFEST).read_text("utf-8"))
        known = manifest["format"] == FORMAT and all(
            name.startswith(PREFIX) and name.isidentifier() for name in manifest["tables"]
        )
    except (OSError, ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise Refused("no_export", place=str(directory))
    return manifest


def _intact(place: Path, digest: str, part: str) -> None:
    hashed = sha256()
    try:
        with place.open("rb") as file:
            while chunk := file.read(CHUNK):
                hashed.update(chunk)
    except OSError:
        raise Refused("export_damaged", part=part) from None
    if hashed.hexdigest() != digest:
        raise Refused("export_damaged", part=part)


def _kept(directory: Path, digest: str) -> Path:
    return directory / "files" / digest[:2] / digest[2:4] / digest


def _copy(source: Path, target: Path) -> bool:
    if not source.is_file():
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    if not target.exists():
        passing = target.with_name(f".new-{target.name}")
        shutil.copyfile(source, passing)
        passing.replace(target)
    return True
