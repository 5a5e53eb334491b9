"""motcua restore: a directory that the product can run in, as everything was at one moment."""

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import psycopg

from motcua.management.archive import Archive, Unfit, copy_files, copy_tree, setting
from motcua.management.embedded import EmbeddedPostgres
from motcua.management.unprivileged import Runner, Unusable

RECOVERY_SECONDS = 24 * 60 * 60
ALL_FILES = "SELECT digest FROM motcua_storedfile ORDER BY digest"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and how long each part took (seconds)."""

    base: Path
    until: datetime | None
    copying: float
    replaying: float
    files: int
    missing_files: tuple[str, ...]
    seconds: float


def restore(archive: Archive, into: Path, moment: datetime | None) -> Restored:
    """Restore into a new directory, to that moment or as far as the log goes.

    `into` becomes what MOTCUA_VAR may point at: `pg/` and `files/`. It stays as it is when
    something fails, for whoever wants to look.
    """
    begun = monotonic()
    if into.exists() and any(into.iterdir()):
        raise Unfit(f"{into} không trống; hãy chọn thư mục mới.")
    base = archive.base_before(moment)
    into.mkdir(parents=True, exist_ok=True)
    server = EmbeddedPostgres(into / "pg", patience=0)
    copy_tree(base, server.data)
    _prepare_recovery(server, archive, moment)
    copied = monotonic()
    with _started(server):
        until = _wait_until_restored(server)
        replayed = monotonic()
        known = _files(server)
        missing = tuple(copy_files(known, archive.files, into / "files"))
    return Restored(
        base, until, copied - begun, replayed - copied, len(known), missing, monotonic() - begun
    )


def _prepare_recovery(server: EmbeddedPostgres, archive: Archive, moment: datetime | None) -> None:
    runner = Runner()
    (server.data / "server.log").unlink(missing_ok=True)
    text = setting("restore_command", archive.fetch_command())
    text += setting("recovery_target_action", "promote")
    if moment is not None:
        text += setting("recovery_target_time", moment.astimezone(UTC).isoformat())
    with (server.data / "postgresql.auto.conf").open("a") as out:
        out.write(text)
    (server.data / "recovery.signal").touch()
    runner.own_all(server.data)


def _started(server: EmbeddedPostgres) -> EmbeddedPostgres:
    try:
        return server.__enter__()
    except Unusable as error:
        raise Unfit(_why(server)) from error


def _wait_until_restored(server: EmbeddedPostgres) -> datetime | None:
    """Until the log is replayed and the server takes changes; the last one's time."""
    give_up = monotonic() + RECOVERY_SECONDS
    while monotonic() < give_up:
        try:
            with psycopg.connect(server.owner_url(), autocommit=True) as connection:
                query = "SELECT pg_is_in_recovery(), pg_last_xact_replay_timestamp()"
                recovering, last = connection.execute(query).fetchone() or (True, None)
                if not recovering:
                    _settle(connection)
                    return last if isinstance(last, datetime) else None
        except psycopg.OperationalError as error:
            if not server.is_running():
                raise Unfit(_why(server)) from error
        time.sleep(0.05)
    raise Unfit("Khôi phục quá lâu.")


def _settle(connection: "psycopg.Connection[tuple[object, ...]]") -> None:
    # What was asked of the recovery is done; the next start is an ordinary one.
    for name in ("restore_command", "recovery_target_action", "recovery_target_time"):
        connection.execute(f"ALTER SYSTEM RESET {name}".encode())


def _files(server: EmbeddedPostgres) -> list[str]:
    with psycopg.connect(server.owner_url(), autocommit=True) as connection:
        return [digest for (digest,) in connection.execute(ALL_FILES)]


def _why(server: EmbeddedPostgres) -> str:
    log = server.data / "server.log"
    text = log.read_text(errors="replace") if log.exists() else ""
    if "recovery ended before configured recovery target was reached" in text:
        return "Nhật ký sao lưu chưa đến thời điểm cần khôi phục; hãy chọn thời điểm sớm hơn."
    fatal = [line for line in text.splitlines() if "FATAL" in line or "PANIC" in line]
    return f"PostgreSQL không khôi phục được: {' '.join(fatal[-1:]) or log}"
