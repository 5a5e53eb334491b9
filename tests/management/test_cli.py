"""`motcua`: what it says, where it says it, and the status it ends with."""

import json
import os
import signal
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management.base import CommandError, CommandParser
from django.db import connection

from motcua.management.arguments import parse_day, parse_time
from motcua.management.cli import execute, outcome
from motcua.management.command import Command
from motcua.management.embedded import EmbeddedPostgres
from motcua.management.places import ROOT
from tests.management.conftest import Run, command_line

NOWHERE = "postgresql://nobody@127.0.0.1:9/nothing"


class Probe(Command):
    """A command that does as it is told."""

    help = "Thử."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what")
        parser.add_argument("--now", type=parse_time)
        parser.add_argument("--from", type=parse_day)

    def handle(self, *args: Any, **options: Any) -> None:
        self.say("lời cho người đọc")
        print("một thư viện in ra")  # noqa: T201
        self.answer({"what": options["what"], "now": options["now"], "tên": "Đỗ"})
        self.act(options["what"])

    def act(self, what: str) -> None:
        if what == "found":
            self.found()
        elif what == "bad":
            self.fail_input("Không có hồ sơ nào mang mã này.")
        elif what == "refused":
            raise CommandError("Không được.")
        elif what == "fault":
            raise ZeroDivisionError
        elif what == "query":
            with connection.cursor() as cursor:
                cursor.execute("SELECT * FROM motcua_no_such_table")


def run(*arguments: str) -> int:
    return outcome("probe", lambda: execute(Probe(), "probe", arguments))


def one_sentence(text: str) -> bool:
    return text.count("\n") == 1 and text.endswith("\n") and text.startswith("motcua")


@pytest.mark.parametrize(
    ("what", "status"), [("done", 0), ("found", 1), ("bad", 2), ("refused", 2), ("fault", 70)]
)
@pytest.mark.django_db
def test_each_end_has_its_status(what: str, status: int) -> None:
    assert run(what) == status


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        ((), "thiếu what"),
        (("done", "--no-such"), "không có tham số --no-such"),
        (("done", "--now"), "--now cần một giá trị"),
        (("done", "--now", "chiều mai"), "2020-03-20T14:30"),
        (("done", "--from", "31/2/2020"), "không phải là ngày"),
        (("bad",), "Không có hồ sơ nào mang mã này."),
        (("refused",), "Không được."),
    ],
)
@pytest.mark.django_db
def test_bad_input_gets_one_sentence_and_status_2(
    arguments: tuple[str, ...], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    said = capsys.readouterr().err
    assert word in said
    assert one_sentence(said)


@pytest.mark.django_db
def test_json_is_one_value_on_stdout_and_all_else_goes_to_stderr(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("found", "--json", "--now", "2020-03-20T14:30") == 1
    said = capsys.readouterr()
    assert json.loads(said.out) == {
        "what": "found",
        "now": "2020-03-20T14:30:00+07:00",
        "tên": "Đỗ",
    }
    assert "Đỗ" in said.out
    assert said.out.count("\n") == 1
    assert "lời cho người đọc" in said.err
    assert "một thư viện in ra" in said.err


@pytest.mark.django_db
def test_a_command_that_fails_prints_no_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("bad", "--json") == 2
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_a_database_without_tables_says_which_command_to_run(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run("query") == 2
    assert "motcua migrate" in capsys.readouterr().err


def test_a_time_without_offset_is_vietnams() -> None:
    assert parse_time("2020-03-20 14:30") == datetime.fromisoformat("2020-03-20T07:30+00:00")


def test_without_a_command_it_lists_ours_and_no_others(motcua: Run) -> None:
    said = motcua()
    assert said.returncode == 0
    assert "  up " in said.stdout
    assert "  migrate " in said.stdout
    assert "makemigrations" not in said.stdout
    assert motcua("--help").stdout == said.stdout


def test_each_command_explains_itself_without_a_database(motcua: Run) -> None:
    for line in motcua().stdout.splitlines()[2:]:
        said = motcua(line.split()[0], "--help", DATABASE_URL=NOWHERE)
        assert said.returncode == 0, said.stderr
        assert said.stdout.startswith("cách dùng: motcua")
        assert "--settings" not in said.stdout


def test_an_unknown_command_is_bad_input(motcua: Run) -> None:
    said = motcua("tock")
    assert said.returncode == 2
    assert one_sentence(said.stderr)


@pytest.mark.parametrize(
    "address", [NOWHERE, "mysql://x", "postgresql:///x?host=/no/such/directory"]
)
def test_an_unreachable_database_is_one_sentence(motcua: Run, address: str) -> None:
    said = motcua("migrate", DATABASE_URL=address)
    assert said.returncode == 2
    assert one_sentence(said.stderr)
    assert said.stdout == ""


def test_it_starts_a_database_of_its_own_and_stops_it(
    motcua: Run, environment: dict[str, str]
) -> None:
    done = motcua("migrate")
    assert done.returncode == 0, done.stderr
    assert "motcua.0001_initial... OK" in done.stdout
    server = EmbeddedPostgres(Path(environment["MOTCUA_VAR"]) / "pg")
    assert not server.is_running()
    with server, psycopg.connect(server.owner_url()) as connected:
        owners = connected.execute(
            "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = 'public'"
        )
        assert owners.fetchall() == [("motcua_owner",)]


def test_a_terminated_command_stops_the_database_it_started(
    environment: dict[str, str],
) -> None:
    argv = command_line("migrate", "--verbosity", "2")
    pipes: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen(argv, cwd=ROOT, env=environment, text=True, **pipes) as process:
        assert process.stdout is not None
        process.stdout.readline()  # it works on the database now
        process.send_signal(signal.SIGTERM)
        assert process.wait(20) == 128 + signal.SIGTERM
    assert not EmbeddedPostgres(Path(environment["MOTCUA_VAR"]) / "pg").is_running()


@pytest.mark.parametrize("variable", ["LC_ALL=C", "PYTHONIOENCODING=latin-1"])
def test_it_speaks_utf8_whatever_the_terminal_is_said_to_speak(motcua: Run, variable: str) -> None:
    name, value = variable.split("=")
    if name == "LC_ALL" and not str(ROOT).isascii():
        pytest.skip("under LC_ALL=C Python 3.11 itself cannot start from a folder with diacritics")
    said = motcua("--help", **{name: value})
    assert said.returncode == 0, said.stderr
    assert "cách dùng" in said.stdout


def test_manage_py_runs_our_commands_the_same_way(environment: dict[str, str]) -> None:
    argv = [command_line()[0], "manage.py", "migrate", "--no-such"]
    said = subprocess.run(
        argv, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert said.returncode == 2
    assert one_sentence(said.stderr)
    assert os.environ["MOTCUA_TEST_VAR"] in environment["MOTCUA_VAR"]
