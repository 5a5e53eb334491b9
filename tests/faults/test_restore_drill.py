"""The drill: everything is lost, and comes back as it was one minute before, in another place."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.faults.cluster import Installation, installation, new_directory

WORK = """
import sys
from datetime import timedelta
from uuid import uuid4
from motcua.actions.dossiers import perform
from motcua.actions.files import keep_file
from motcua.domain import commands as do
from motcua.domain.facts import PaperCount
from motcua.domain.party import Party
from motcua.models import User
from motcua.reads.clock import now
from motcua.reads.law import receivable_at
clerk = User.objects.get(username="tiepnhan.cathanh").id
agency = "H08.38.12"
procedure = next(p for p in receivable_at(agency, now().date()) if p.code == "1.001612")
papers = tuple(PaperCount(r.code, max(r.originals, 1), r.copies) for r in procedure.papers
               if r.required and r.when is None)
for number in range(int(sys.argv[1])):
    key = uuid4()
    perform(key, do.Receive(agency=agency, procedure=procedure.code, papers=papers, secret="K7PX",
            applicant=Party(f"Nguyễn Thị {number}")), actor=clerk, now=now())
    kept = keep_file("scan.pdf", [b"%PDF-1.7\\n" + key.bytes + b"\\n%%EOF"], now=now())
    perform(key, do.AttachPaper(paper=papers[0].code, files=(kept,)), actor=clerk, now=now())
"""


@pytest.fixture(scope="module")
def place() -> Iterator[Installation]:
    with installation() as made:
        yield made


@pytest.fixture
def away() -> Iterator[Path]:
    directory = new_directory("motcua-backup-")
    yield directory
    shutil.rmtree(directory, ignore_errors=True)


def test_less_than_a_minute_can_be_lost(place, away):
    place.motcua("backup", away / "kept")
    with place.superuser() as connection:
        [(seconds,)] = connection.execute("SHOW archive_timeout").fetchall()
        [(command,)] = connection.execute("SHOW archive_command").fetchall()
    assert seconds == "45s"
    assert str(away / "kept" / "wal") in command


def test_bad_input_gets_a_sentence_and_nothing_is_written(place, away, tmp_path):
    place.motcua("restore", away / "nowhere", "--into", away / "new", status=2)
    (away / "full").mkdir()
    (away / "full" / "something").write_text("mine")
    place.motcua("backup", away / "kept")
    place.motcua("restore", away / "kept", "--into", away / "full", status=2)
    early = ("restore", away / "kept", "--to-time", "2001-01-01T00:00", "--into", away / "early")
    place.motcua(*early, status=2)
    late = (datetime.now(UTC) + timedelta(days=1)).isoformat()
    place.motcua("restore", away / "kept", "--to-time", late, "--into", away / "late", status=2)
    assert sorted(path.name for path in (away / "full").iterdir()) == ["something"]


def test_everything_comes_back_as_it_was_one_minute_before(place, away, capsys):
    place.motcua("backup", away / "kept")
    place.python(WORK, "5")
    place.motcua("backup", away / "kept")  # the files; a second base, for choice
    place.python(WORK, "3")
    before, moment = place.fingerprint(), datetime.now(UTC) + timedelta(milliseconds=20)
    with place.superuser() as vandal:
        vandal.execute("SELECT pg_sleep(0.1)")
        vandal.execute("ALTER TABLE motcua_fact DISABLE TRIGGER ALL")
        vandal.execute("TRUNCATE motcua_fact")
        vandal.execute("DELETE FROM motcua_dossier")
        [segment] = vandal.execute("SELECT pg_walfile_name(pg_switch_wal())").fetchone()
        while not (away / "kept" / "wal" / segment).exists():
            vandal.execute("SELECT pg_sleep(0.05)")
    place.motcua("backup", away / "kept")  # too late for the dossiers, not for the files

    restore = ("restore", away / "kept", "--to-time", moment.isoformat(), "--into", away / "new")
    answer = json.loads(place.motcua(*restore, "--json"))
    assert answer["verified"]
    assert answer["missing_files"] == []
    again = Installation(away / "new")
    with again.server:
        assert again.fingerprint() == before
    kept = sorted(path.name for path in (place.var / "files").rglob("*") if path.is_file())
    there = sorted(path.name for path in (again.var / "files").rglob("*") if path.is_file())
    assert there == kept
    with capsys.disabled():
        print(f"\n  restored in {answer['seconds']} s, verified in {answer['verifying']} s")  # noqa: T201
    assert place.motcua("verify", status=1), "where it was lost, it is still lost"


FOLLOW = """
import sys
from django.core.management import call_command
from motcua.management.commands import backup
backup.PAUSE = 0.2
call_command("backup", sys.argv[1], "--follow")
"""


def test_what_is_stored_after_a_backup_follows_until_it_is_told_to_end(place, away):
    environment = place.environment() | {"DATABASE_URL": place.server.url()}
    following = subprocess.Popen(
        [sys.executable, "-c", f"import django; django.setup()\n{FOLLOW}", str(away / "kept")],
        env=environment,
        stdin=subprocess.DEVNULL,
    )
    try:
        wait_until(lambda: any((away / "kept" / "base").glob("2*")), "a base is made")
        place.python(WORK, "2")
        kept = {path.name for path in (place.var / "files").rglob("*") if path.is_file()}
        assert kept
        wait_until(
            lambda: kept <= {path.name for path in (away / "kept").rglob("*")}, "the files follow"
        )
        following.send_signal(signal.SIGTERM)
        assert following.wait(timeout=30) == 0
    finally:
        following.kill()


def wait_until(there, what, seconds=60):
    give_up = time.monotonic() + seconds
    while not there():
        assert time.monotonic() < give_up, f"in vain: {what}"
        time.sleep(0.1)
