"""What the sandbox was told, in a SQLite file: dossiers, every standing they had, their steps."""

import json
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

TABLES = """
CREATE TABLE IF NOT EXISTS dossier (code TEXT PRIMARY KEY, record TEXT NOT NULL,
  told INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS standing (code TEXT NOT NULL, told INTEGER NOT NULL,
  status TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (code, told));
CREATE TABLE IF NOT EXISTS step (code TEXT NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
  digest TEXT NOT NULL, PRIMARY KEY (code, place), UNIQUE (code, digest));
CREATE TABLE IF NOT EXISTS call (id INTEGER PRIMARY KEY AUTOINCREMENT, at TEXT NOT NULL,
  service TEXT NOT NULL, records INTEGER NOT NULL, answer TEXT NOT NULL, message TEXT NOT NULL);
"""
CALLS_KEPT = 2_000


@dataclass(frozen=True, slots=True)
class Held:
    """One dossier as the portal holds it."""

    code: str
    record: dict[str, Any]
    told: int
    steps: tuple[dict[str, Any], ...] = ()


class Store:
    """The portal's memory. All writing of one call happens or none does."""

    def __init__(self, file: str) -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(file, check_same_thread=False, isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = NORMAL")
        self._db.executescript(TABLES)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One call's changes: all of them, or on an exception none."""
        with self._lock:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def close(self) -> None:
        """Leave the file."""
        with self._lock:
            self._db.close()

    def find(self, code: str) -> dict[str, Any] | None:
        """The record of a dossier; None if the portal was never told of it."""
        with self._lock:
            row = self._db.execute("SELECT record FROM dossier WHERE code = ?", [code]).fetchone()
        return json.loads(row[0]) if row else None

    def keep(self, record: Mapping[str, Any]) -> None:
        """Make this the standing of its dossier."""
        code, written = str(record["MaHoSo"]), _text(record)
        self._db.execute(
            "INSERT INTO dossier VALUES (?, ?, 1)"
            " ON CONFLICT (code) DO UPDATE SET record = excluded.record, told = told + 1",
            [code, written],
        )
        self._db.execute(
            "INSERT INTO standing SELECT code, told, ?, ? FROM dossier WHERE code = ?",
            [record["TrangThaiHoSo"], _digest(written), code],
        )

    def add_step(self, step: Mapping[str, Any]) -> bool:
        """Add a step at the end of its dossier's way; False if exactly it is there already."""
        code, written = str(step["MaHoSo"]), _text(step)
        added = self._db.execute(
            "INSERT INTO step SELECT ?, coalesce(max(place), 0) + 1, ?, ? FROM step"
            " WHERE code = ? ON CONFLICT DO NOTHING",
            [code, written, _digest(written), code],
        )
        return added.rowcount == 1

    def note(self, at: str, service: str, records: int, answer: str, message: str) -> None:
        """Write down a call and its answer."""
        with self._lock:
            made = self._db.execute(
                "INSERT INTO call (at, service, records, answer, message) VALUES (?, ?, ?, ?, ?)",
                [at, service, records, answer, message[:500]],
            )
            last = made.lastrowid or 0
            if last % 500 == 0:
                self._db.execute("DELETE FROM call WHERE id <= ?", [last - CALLS_KEPT])

    def calls(self, most: int) -> list[tuple[str, str, int, str, str]]:
        """The last calls, newest first."""
        with self._lock:
            return self._db.execute(
                "SELECT at, service, records, answer, message FROM call ORDER BY id DESC LIMIT ?",
                [most],
            ).fetchall()

    def dossiers(self) -> list[Held]:
        """All dossiers in the order in which the portal came to know them."""
        with self._lock:
            found = self._db.execute("SELECT code, record, told FROM dossier ORDER BY rowid")
            rows = found.fetchall()
            steps: dict[str, list[dict[str, Any]]] = {}
            for code, record in self._db.execute("SELECT code, record FROM step ORDER BY place"):
                steps.setdefault(code, []).append(json.loads(record))
        return [
            Held(code, json.loads(record), told, tuple(steps.get(code, ())))
            for code, record, told in rows
        ]

    def held(self, code: str) -> Held | None:
        """One dossier with its steps."""
        with self._lock:
            row = self._db.execute(
                "SELECT record, told FROM dossier WHERE code = ?", [code]
            ).fetchone()
            steps = self._db.execute(
                "SELECT record FROM step WHERE code = ? ORDER BY place", [code]
            ).fetchall()
        if row is None:
            return None
        return Held(code, json.loads(row[0]), row[1], tuple(json.loads(s) for (s,) in steps))


def _text(record: Mapping[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True)


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()
