"""Published figures: frozen, the same as their rows say, and checked by anyone with nothing."""

import ast
import json
import os
import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from motcua.actions.publishing import publish_period
from motcua.actions.sealing import seal_until
from motcua.domain import commands as do
from motcua.domain.local_time import local_day, midnight
from motcua.domain.refusal import Refused
from motcua.management import recount
from motcua.management.publication import write
from motcua.models import Clock, Fact, PublishedPeriod, seal_files
from motcua.reads.published import newest, published
from motcua.statistics.catalogue import FIGURES
from motcua.statistics.figures import answer
from motcua.statistics.late_recorded import late_recorded
from motcua.statistics.publication import NOT_PUBLISHED, PUBLISHED, document
from motcua.statistics.question import Question
from tests.statistics.stories import LIVES, live, undone
from tests.story import ONE_STOP, PERMIT, at, finish, received, tell

MARCH, LAST = date(2020, 3, 16), date(2020, 4, 8)
NOW = at("2020-04-09 08:00")


@pytest.fixture(autouse=True)
def seals(settings, tmp_path, monkeypatch):
    settings.SEALS = tmp_path / "seals"
    monkeypatch.setattr(os, "fsync", lambda file: None)
    monkeypatch.setattr(Clock, "now", lambda clock: NOW)


def go_through(key, start):
    """From the counter to the result, a day for each hand."""
    moment = start
    for name, command in [
        ("lan", do.HandOver()),
        ("thuong", do.AcceptHandOver()),
        ("thuong", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()),
        ("thang", do.Approve()),
        ("hoa", do.AcceptHandOver()),
        ("hoa", finish(day=date(2020, 3, 24))),
    ]:
        moment += timedelta(days=1)
        tell(key, name, command, moment)


def a_little_province():
    """Three permits: one solved in time, one open and late, one open in time; and a household."""
    start = at("2020-03-17 09:00")
    go_through(received(PERMIT, ONE_STOP, start), start)
    received(PERMIT, ONE_STOP, at("2020-03-20 09:00"))
    received(PERMIT, ONE_STOP, at("2020-04-06 09:00"))
    seal_until(LAST, NOW)


def publish(out, first=MARCH, last=LAST, as_of=None):
    days = [f"--from={first}", f"--to={last}", *([f"--as-of={as_of}"] if as_of else [])]
    call_command("publish_figures", *days, str(out), verbosity=0)


@pytest.fixture
def out(tmp_path, db):
    a_little_province()
    publish(tmp_path / "out")
    return tmp_path / "out"


def test_what_is_published_is_counted_again_from_its_rows(out):
    assert list(recount.verify(out)) == []
    told = json.loads((out / "figures.json").read_text())
    total = told["total"]["cohort"]
    assert (total["received"], total["solved"], total["overdue"], total["late"]) == (3, 1, 1, 1)
    assert told["total"]["cohort_rates"]["late_rate_of_received"] == {"num": 1, "den": 3}
    [permit] = told["usual_times"]
    assert (permit["procedure"], permit["solved"], permit["days"]) == ("1.900003", 1, 5)
    assert told["apologies"] == {"late": 1, "apologised": 0}
    assert "H08.38.12" in told["silent"]


def test_the_verifier_needs_nothing_but_python(out):
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse((out / "verify.py").read_text()))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in (node.names if isinstance(node, ast.Import) else [ast.alias(node.module)])
    }
    assert imported <= sys.stdlib_module_names
    ran = subprocess.run(
        [sys.executable, "-I", "verify.py", "."], cwd=out, capture_output=True, text=True
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    assert published(MARCH, LAST).seal in ran.stdout
    (out / "figures.csv").write_text("")
    ran = subprocess.run(
        [sys.executable, "-I", "verify.py", "."], cwd=out, capture_output=True, text=True
    )
    assert ran.returncode == 1
    assert "figures.csv" in ran.stdout


def test_the_readme_tells_a_stranger_what_to_do(out):
    readme = (out / "README.md").read_text()
    assert "python3 verify.py ." in readme
    assert published(MARCH, LAST).seal in readme
    assert "@" not in readme


def test_a_number_that_was_made_up_is_found_even_when_the_manifest_was_made_to_fit(out):
    told = json.loads((out / "figures.json").read_text())
    told["total"]["cohort"]["late"] = 0
    told["units"][0]["figures"]["received"] += 1
    (out / "figures.json").write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
    (out / "manifest.json").write_text(recount.manifest(out))
    found = list(recount.verify(out))
    assert len(found) == 2
    assert "late công bố 0, đếm lại 1" in found[1]


def test_a_row_left_out_is_found_even_when_the_manifest_was_made_to_fit(out):
    day = max(p for p in (out / "rows").glob("*") if p.stat().st_size > 100)
    import gzip

    lines = gzip.decompress(day.read_bytes()).decode().splitlines()
    day.write_bytes(gzip.compress("".join(f"{x}\n" for x in lines[:-1]).encode(), mtime=0))
    (out / "manifest.json").write_text(recount.manifest(out))
    assert any("gốc Merkle" in finding for finding in recount.verify(out))


def test_a_published_period_stays_as_it_was(out, tmp_path):
    before = published(MARCH, LAST)
    received(PERMIT, ONE_STOP, at("2020-04-07 09:00"))  # entered late
    now, then = (
        answer(Question("H08", MARCH, LAST, as_of=day), NOW).total.figures for day in (None, LAST)
    )
    told = late_recorded(MARCH, LAST)
    for name in ("received", "solved", "late"):
        assert getattr(told, name) == now[name] - then[name]
    assert told.received == 1
    publish(tmp_path / "again")
    assert published(MARCH, LAST) == before
    same = [(p.relative_to(out), p.read_bytes()) for p in sorted(out.rglob("*")) if p.is_file()]
    assert same == [
        (p.relative_to(tmp_path / "again"), p.read_bytes())
        for p in sorted((tmp_path / "again").rglob("*"))
        if p.is_file()
    ]


def test_an_earlier_day_tells_what_was_known_then(db, tmp_path):
    a_little_province()
    publish(tmp_path / "early", last=date(2020, 3, 31), as_of=date(2020, 4, 1))
    assert list(recount.verify(tmp_path / "early")) == []
    assert newest().document["total"]["cohort"]["late"] == 0
    assert not (tmp_path / "early/seals/2020-04-02.json").exists()


REFUSED = [
    (["--from=2020-04-01", "--to=2020-03-01"], "Kỳ kết thúc sớm hơn"),
    (["--from=2020-03-16", "--to=2020-04-09"], "chưa được niêm"),
    (["--from=2020-03-16", "--to=2020-04-08", "--as-of=2020-04-05"], "Ngày chốt số liệu sớm hơn"),
    (["--from=2020-03-01", "--to=hôm qua"], "không phải là ngày"),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("days", "sentence"), REFUSED)
def test_a_period_that_cannot_be_published_is_refused_and_nothing_is_written(
    days, sentence, tmp_path
):
    a_little_province()
    with pytest.raises(CommandError) as refusal:
        call_command("publish_figures", *days, str(tmp_path / "out"))
    assert sentence in str(refusal.value)
    assert not PublishedPeriod.objects.exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["seals"]


def test_a_period_is_not_published_twice_with_another_day(out, tmp_path):
    with pytest.raises(CommandError) as refusal:
        publish(tmp_path / "again", as_of=date(2020, 4, 9))
    assert "đã công bố" in str(refusal.value)
    with pytest.raises(Refused):
        publish_period(document(MARCH, LAST, LAST, NOW), now=NOW)


@pytest.mark.parametrize("harm", ["seal", "rows"])
def test_without_all_seals_nothing_is_written(out, tmp_path, harm):
    path = seal_files.seal_path(MARCH + timedelta(days=5))
    (path if harm == "seal" else seal_files.rows_path(MARCH + timedelta(days=5))).unlink()
    with pytest.raises(CommandError) as refusal:
        publish(tmp_path / "again")
    assert "thư mục niêm" in str(refusal.value)
    assert not (tmp_path / "again").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["out", "seals"]


def test_a_directory_with_something_in_it_is_left_alone(out):
    with pytest.raises(CommandError) as refusal:
        publish(out)
    assert "không trống" in str(refusal.value)


def test_every_figure_is_published_but_those_that_rows_cannot_tell():
    assert {one.name for one in FIGURES} - NOT_PUBLISHED == set(PUBLISHED)
    assert set(recount.figures({}, {})) == set(PUBLISHED)


def files_of(out):
    return [p for p in sorted(out.rglob("*")) if p.is_file() and p.stat().st_size]


@pytest.mark.django_db
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # keys and hashes are new each time: nothing to shrink
)
@given(LIVES, st.integers(0, 5), st.integers(0, 2**32))
def test_any_story_is_counted_again_and_any_byte_that_is_flipped_is_found(
    tmp_path, lives, days, chance
):
    with undone():
        for old in (tmp_path / "seals", tmp_path / "out"):
            shutil.rmtree(old, ignore_errors=True)
        live(lives)
        as_of = local_day(Fact.objects.latest("recorded").recorded)
        seal_until(as_of, midnight(as_of + timedelta(days=1)))
        first = local_day(Fact.objects.earliest("happened").happened) + timedelta(days=days)
        if first > as_of:
            return  # a period that begins after all that is sealed
        last = max(first, as_of - timedelta(days=days))
        now = midnight(as_of + timedelta(days=1))
        publish_period(document(first, last, as_of, now), now=now)
        out = tmp_path / "out"
        write(published(first, last), out)
        assert list(recount.verify(out)) == []
        drawn = Random(chance)
        for path in drawn.sample(files_of(out), 4):
            whole = path.read_bytes()
            place, bit = drawn.randrange(len(whole)), 1 << drawn.randrange(8)
            path.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            assert list(recount.verify(out)), (path, place, bit)
            path.write_bytes(whole)


def test_the_command_tells_what_it_found(out, capsys):
    call_command("verify_figures", str(out))
    assert published(MARCH, LAST).seal in capsys.readouterr().out
    (out / "rows" / "2020-03-20.rows.gz").unlink()
    call_command("verify_figures", str(out))
    assert "2020-03-20" in capsys.readouterr().out
    with pytest.raises(CommandError):
        call_command("verify_figures", str(Path("/nowhere")))
