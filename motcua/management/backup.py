"""motcua backup: the embedded server's files and its log of changes, and the file store."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import psycopg

from motcua.management.archive import ARCHIVE_SECONDS, Archive, Unfit, copy_files, setting
from motcua.management.embedded import EmbeddedPostgres
from motcua.management.unprivileged import Runner

DIGESTS = "SELECT digest FROM motcua_storedfile WHERE stored >= %s ORDER BY digest"
EVER = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Made:
    """A finished backup: where, how long it took, and files that were not what they should be."""

    base: Path
    seconds: float
    files: int
    bad_files: tuple[str, ...]


def back_up(server: EmbeddedPostgres, archive: Archive, files: Path, now: datetime) -> Made:
    """Make one. From then on the server keeps its log of changes there, too.

    The server's files first: files of the store are written before anything refers to them.
    """
    begun, runner = monotonic(), Runner()
    _prepare(archive, runner)
    with psycopg.connect(server.owner_url("postgres"), autocommit=True) as connection:
        _refuse_without_log(connection)
        _keep_log(server, archive, runner, connection)
        _refuse_unkept(connection, archive)
    base = _copy_server(server, archive, runner, now)
    known = digests(server, EVER)
    bad = tuple(copy_files(known, files, archive.files))
    return Made(base, monotonic() - begun, len(known), bad)


def digests(server: EmbeddedPostgres, since: datetime) -> list[str]:
    """The files stored since then."""
    with psycopg.connect(server.owner_url(), autocommit=True) as connection:
        return [digest for (digest,) in connection.execute(DIGESTS, [since])]


def newest_file(server: EmbeddedPostgres) -> datetime | None:
    """When the last file was stored, by the clock that stamps files (a demo has one of its own)."""
    with psycopg.connect(server.owner_url(), autocommit=True) as connection:
        found = connection.execute("SELECT max(stored) FROM motcua_storedfile").fetchone()
    return found[0] if found else None


def copy_new_files(
    server: EmbeddedPostgres, archive: Archive, files: Path, since: datetime
) -> Iterator[str]:
    """Copy what was stored since then; the digests of files that are not what they were."""
    return copy_files(digests(server, since), files, archive.files)


def _prepare(archive: Archive, runner: Runner) -> None:
    for directory in (archive.root, archive.base, archive.wal, archive.files):
        directory.mkdir(parents=True, exist_ok=True)
    runner.own(archive.wal)
    if not runner.can_write(archive.wal):
        raise Unfit(
            f"PostgreSQL không vào được {archive.wal}; hãy chọn thư mục mà mọi thư mục cha"
            " đều cho phép đi vào."
        )


def _refuse_without_log(connection: "psycopg.Connection[tuple[str]]") -> None:
    [mode] = connection.execute("SHOW archive_mode").fetchone() or ("off",)
    if mode == "off":
        raise Unfit(
            "Máy chủ PostgreSQL này khởi động từ trước khi có lệnh sao lưu; hãy dừng tất cả"
            " rồi khởi động lại một lần."
        )


def _keep_log(
    server: EmbeddedPostgres,
    archive: Archive,
    runner: Runner,
    connection: "psycopg.Connection[tuple[str]]",
) -> None:
    file = server.data / "archive.conf"
    text = setting("archive_command", archive.keep_command())
    text += setting("archive_timeout", str(ARCHIVE_SECONDS))
    if not file.exists() or file.read_text() != text:
        file.write_text(text)
        runner.give(file)
        connection.execute("SELECT pg_reload_conf()")


def _refuse_unkept(connection: "psycopg.Connection[tuple[str]]", archive: Archive) -> None:
    """Wait until a segment has arrived: better to hear now that none will."""
    connection.execute("SELECT pg_logical_emit_message(false, 'motcua', 'backup')")
    [segment] = connection.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone() or ("",)
    give_up = monotonic() + 30
    while not (archive.wal / segment).exists():
        if monotonic() > give_up:
            raise Unfit(f"PostgreSQL không ghi được nhật ký vào {archive.wal}; xem server.log.")
        connection.execute("SELECT pg_sleep(0.05)")


def _copy_server(server: EmbeddedPostgres, archive: Archive, runner: Runner, now: datetime) -> Path:
    base = archive.new_base(now)
    if base.exists():
        raise Unfit(f"{base} đã có; hãy đợi một giây rồi làm lại.")
    making = base.with_name(f".{base.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    runner.own(making)
    programs, log = runner.programs(), archive.root / "pg_basebackup.log"
    login = ["-h", server.socket, "-p", "5432", "-U", "motcua", "-w"]
    arguments = ["-D", making, "-c", "fast", "-X", "stream", "--manifest-checksums=SHA256"]
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    if runner.run([programs / "pg_basebackup", *login, *arguments], environment, log):
        last = log.read_text(errors="replace").strip().splitlines()[-1:]
        raise Unfit(f"pg_basebackup không chạy được: {' '.join(last)}")
    (making / "archive.conf").unlink(missing_ok=True)  # a copy must not keep its log here
    making.rename(base)
    return base
