"""The embedded server: start, join, leave, and whatever may have gone wrong before."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from motcua.management.database import prepare, prepare_embedded
from motcua.management.embedded import EmbeddedPostgres
from motcua.management.places import ROOT
from motcua.management.postmaster import State, state
from motcua.management.unprivileged import Unusable

USER = """
import sys
from pathlib import Path
from motcua.management.embedded import EmbeddedPostgres
with EmbeddedPostgres(Path(sys.argv[1]), for_tests=True):
    print("joined", flush=True)
    sys.stdin.readline()
"""


def new(data: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(data, for_tests=True)


def connected(server: EmbeddedPostgres) -> "psycopg.Connection[tuple[object, ...]]":
    return psycopg.connect(server.owner_url("postgres"), autocommit=True)


def ask(server: EmbeddedPostgres, query: str) -> object:
    with connected(server) as connection:
        row = connection.execute(query.encode()).fetchone()
        return row[0] if row else None


def postmaster_pid(server: EmbeddedPostgres) -> int:
    return int((server.data / "postmaster.pid").read_text().split()[0])


@pytest.fixture
def other_user(place: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that uses the server of `place / "pg"` until it is told to leave."""
    argv = [sys.executable, "-c", USER, str(place / "pg")]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen(argv, cwd=ROOT, text=True, **pipes) as process:  # type: ignore[call-overload]
        assert process.stdout.readline() == "joined\n"
        yield process
        process.kill()


def test_a_server_keeps_its_data_from_one_run_to_the_next(place: Path) -> None:
    with new(place / "pg") as server, connected(server) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
    assert not server.is_running()
    assert not server.socket.exists()
    with new(place / "pg") as again:
        assert ask(again, "SELECT answer FROM kept") == 42


@pytest.mark.parametrize("name", ["Hồ sơ Một Cửa", "dài " + "x" * 120])
def test_the_path_may_hold_spaces_vietnamese_letters_and_be_long(place: Path, name: str) -> None:
    with new(place / name / "pg") as server:
        assert ask(server, "SELECT 1") == 1


def test_letters_with_all_marks_have_a_lower_case(place: Path) -> None:
    with new(place / "pg") as server:
        assert ask(server, "SELECT lower('NGUYỄN THỊ ĐỨC ƯỚC')") == "nguyễn thị đức ước"


def test_it_listens_on_no_port(place: Path) -> None:
    with new(place / "pg") as server:
        assert ask(server, "SHOW listen_addresses") == ""
        assert server.socket.stat().st_mode & 0o077 == 0


def test_two_users_of_one_process_share_the_server(place: Path) -> None:
    with new(place / "pg") as first:
        with new(place / "pg"):
            pid = postmaster_pid(first)
        assert first.is_running()
        assert postmaster_pid(first) == pid
    assert not first.is_running()


def test_the_last_to_leave_stops_it_whoever_started_it(
    place: Path, other_user: "subprocess.Popen[str]"
) -> None:
    with new(place / "pg") as server:
        other_user.communicate("leave\n")  # the one that started it
        assert server.is_running()
        assert ask(server, "SELECT 1") == 1
    assert not server.is_running()


def test_whoever_leaves_early_does_not_stop_it_for_others(
    place: Path, other_user: "subprocess.Popen[str]"
) -> None:
    with new(place / "pg") as server:
        pass
    assert server.is_running()
    other_user.communicate("leave\n")
    assert not server.is_running()


def test_a_user_that_was_killed_has_left(place: Path, other_user: "subprocess.Popen[str]") -> None:
    other_user.kill()
    other_user.wait()
    with new(place / "pg") as server:
        assert server.is_running()
    assert not server.is_running()


def test_a_killed_server_is_started_again_with_what_was_committed(place: Path) -> None:
    with new(place / "pg") as server:
        with connected(server) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 42 AS answer")
            connection.execute("CHECKPOINT")  # for_tests writes nothing out by itself
            os.kill(postmaster_pid(server), signal.SIGKILL)
        wait_until_gone(server)
        with new(place / "pg") as again:
            assert ask(again, "SELECT answer FROM kept") == 42
            assert again.is_running()


def wait_until_gone(server: EmbeddedPostgres) -> None:
    give_up = time.monotonic() + 5
    while server.is_running() and time.monotonic() < give_up:
        time.sleep(0.01)
    assert state(server.data) in (State.GONE, State.ZOMBIE)


def test_another_programs_number_in_the_pid_file_does_not_matter(place: Path) -> None:
    with new(place / "pg") as server:
        left = (server.data / "postmaster.pid").read_text().splitlines()
    stale = server.data / "postmaster.pid"
    stale.write_text("\n".join([str(os.getpid()), *left[1:]]) + "\n")
    assert state(server.data) is State.GONE
    with new(place / "pg") as again:
        assert ask(again, "SELECT 1") == 1


def test_a_directory_that_was_only_half_made_is_made_anew(place: Path) -> None:
    half = place / "pg.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with new(place / "pg") as server:
        assert ask(server, "SELECT 1") == 1


def test_data_of_another_version_is_refused_in_one_sentence(place: Path) -> None:
    with new(place / "pg") as server:
        pass
    (server.data / "PG_VERSION").write_text("11\n")
    with pytest.raises(Unusable, match="là của PostgreSQL 11"), new(place / "pg"):
        pass


def test_programs_that_are_not_there_are_said_to_be_so(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MOTCUA_PG_BIN", str(place))
    with pytest.raises(Unusable, match="MOTCUA_PG_BIN"), new(place / "pg"):
        pass


def test_web_and_worker_cannot_become_the_superuser(place: Path) -> None:
    with new(place / "pg") as server:
        prepare_embedded(server.owner_url("postgres"))
        prepare(server.owner_url(), server.url())
        with psycopg.connect(server.url(), options="-c role=motcua_app") as connection:
            connection.execute("SET ROLE NONE")
            assert connection.execute("SELECT current_user").fetchone() == ("motcua_web",)
            for role in ("motcua", "motcua_owner"):
                with (
                    pytest.raises(psycopg.errors.InsufficientPrivilege),
                    connection.transaction(),
                ):
                    connection.execute(f"SET ROLE {role}".encode())
