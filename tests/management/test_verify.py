"""motcua verify over everything: in processes, taken up again, and what only the whole can show."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from motcua.actions.files import file_path, keep_file
from motcua.domain.commands import AttachPaper
from motcua.management import verification
from motcua.management.commands.verify import Command
from motcua.management.demo.specimen import specimen_result
from motcua.management.places import var
from motcua.management.verification import Progress, taken_up, verify_everything
from motcua.models import Dossier, StoredFile
from motcua.reads.audit_rows import HIGHEST, LOWEST, Span, spans
from tests.story import FRIDAY, received, tell


def everything(processes: int = 1) -> list[str]:
    progress = Progress()
    verify_everything(progress, processes, lambda steps: None)
    return sorted(finding.kind for finding in progress.findings)


def verified(*arguments: str) -> tuple[int, object]:
    out, command = StringIO(), Command()
    call_command(command, *arguments, "--json", stdout=out, stderr=StringIO())
    return command.exit_status, json.loads(out.getvalue())


@pytest.mark.django_db
def test_nothing_is_found_where_nothing_was_done():
    received()
    assert verified() == (0, [])


@pytest.mark.usefixtures("committed")
def test_several_processes_find_what_one_finds(superuser, monkeypatch):
    monkeypatch.setattr(verification, "SPAN", 2)
    for _ in range(5):
        received()
    with superuser() as vandal:
        vandal.execute("UPDATE motcua_dossier SET sets = 2")
    assert everything(processes=2) == everything() == ["row_differs:sets"] * 5


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(
    ("deed", "kinds"),
    [
        (
            "ALTER TABLE motcua_dossiercode DROP CONSTRAINT motcua_dossiercode_pkey;"
            'INSERT INTO motcua_dossiercode SELECT min(code), max("key"::text)::uuid,'
            " 'old', now() FROM motcua_dossiercode",
            ["code_not_issued", "code_used_twice", "number_missing"],
        ),
        (
            # a whole dossier, gone without a trace but the number it had drawn
            'DELETE FROM motcua_fact WHERE dossier_key = (SELECT max("key"::text)::uuid'
            " FROM motcua_dossier);"
            "DELETE FROM motcua_privatevalue WHERE dossier_key NOT IN (SELECT dossier_key"
            " FROM motcua_fact);"
            "DELETE FROM motcua_deskrow WHERE dossier_key NOT IN (SELECT dossier_key"
            " FROM motcua_fact);"
            "DELETE FROM motcua_mark WHERE dossier_key NOT IN (SELECT dossier_key"
            " FROM motcua_fact);"
            'DELETE FROM motcua_dossiercode WHERE "key" NOT IN (SELECT dossier_key'
            " FROM motcua_fact);"
            'DELETE FROM motcua_dossier WHERE "key" NOT IN (SELECT dossier_key FROM motcua_fact)',
            ["number_missing"],
        ),
        ("DELETE FROM motcua_counter", ["number_never_drawn"]),
        ("DELETE FROM motcua_dossier", ["dossier_missing", "dossier_missing"]),
    ],
)
def test_the_whole_shows_what_no_dossier_can(superuser, deed, kinds):
    received(), received()
    with superuser() as vandal:
        key = "ALTER TABLE motcua_dossiercode ADD PRIMARY KEY (code)"
        dropped = "DROP CONSTRAINT" in deed
        with vandal.transaction(force_rollback=False):
            for statement in deed.split(";"):
                vandal.execute(statement)
        found = everything()
        if dropped:
            vandal.execute("DELETE FROM motcua_dossiercode")
            vandal.execute(key)
    assert found == kinds


@pytest.mark.django_db
def test_a_file_that_was_swapped_or_taken_away_is_found():
    key = received()
    kept = keep_file("giay-to.pdf", [specimen_result()], now=FRIDAY)
    tell(key, "phuc", AttachPaper(paper="proof", files=(kept,)))
    assert everything() == []
    place = file_path(kept.digest)
    place.write_bytes(b"%PDF-1.7 something else")
    assert everything() == ["file_changed"]
    place.unlink()
    assert everything() == ["file_missing"]
    StoredFile.objects.all().delete()
    assert everything() == ["file_unknown"]
    assert Path(settings.MEDIA_ROOT) in place.parents


@pytest.mark.django_db
def test_a_run_that_was_broken_off_is_taken_up_where_it_stopped(superuser, tmp_path):
    keys = sorted(received() for _ in range(4))
    file = tmp_path / "verify.jsonl"
    half = Progress(file=file)
    half.keep(Span(LOWEST, keys[1]), 2, [])
    with file.open("a") as out:
        out.write('["half a li')
    Dossier.objects.update(sets=2)
    progress = taken_up(file, anew=False)
    assert (progress.after, progress.dossiers) == (keys[1], 2)
    verify_everything(progress, 1, lambda steps: None)
    assert progress.dossiers == 4
    assert len(progress.findings) == 2, "the two that were left"
    assert taken_up(file, anew=False).after == HIGHEST
    assert taken_up(file, anew=True).dossiers == 0


@pytest.mark.django_db
def test_a_finished_run_leaves_nothing_to_take_up():
    received()
    verified("--again")
    assert not (var() / "verify.jsonl").exists()


@pytest.mark.django_db
def test_spans_leave_no_key_out():
    keys = sorted(received() for _ in range(5))
    cut = list(spans(2))
    assert [span.after for span in cut] == [LOWEST, keys[1], keys[3]]
    assert cut[-1].until == HIGHEST


@pytest.mark.django_db
def test_bad_input_gets_a_sentence():
    with pytest.raises(Exception, match="số từ 1 trở lên"):
        verified("--processes", "-1")
