"""Take your data and leave: what is read into an empty system is what was written, to the byte."""

import filecmp
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from motcua.actions.files import keep_file
from motcua.domain import commands as do
from motcua.models import Counter, Dossier, Fact, Message, Token, User
from motcua.reads.audit import verify
from tests.api.asking import Program
from tests.postgres import empty
from tests.story import FRIDAY, received, tell, who

pytestmark = pytest.mark.usefixtures("committed")


def some_life() -> None:
    key = received()
    file = keep_file("ket-qua.pdf", [b"%PDF-1.7 ket qua"], now=FRIDAY)
    tell(key, "phuc", do.AttachPaper(paper="form", files=(file,)))
    tell(key, "phuc", do.HandOver())
    other = received()
    tell(other, "tam", do.ErasePrivate((1,), "QĐ 12/2020"))
    Program("phuc")


def same(one: Path, other: Path) -> bool:
    compared = filecmp.dircmp(one / "tables", other / "tables")
    _, differ, odd = filecmp.cmpfiles(
        one / "tables", other / "tables", compared.common_files, shallow=False
    )
    return not (compared.left_only or compared.right_only or differ or odd)


def test_a_province_that_left_is_the_same_in_an_empty_system(tmp_path):
    some_life()
    seals = list(Fact.objects.order_by("dossier_id", "number").values_list("seal", flat=True))
    rows = [Dossier, Fact, Message, Counter, User, Token]
    counts = [table.objects.count() for table in rows]
    call_command("export_all", str(tmp_path / "out"))
    stored = next(one for one in (tmp_path / "out/files").rglob("*") if one.is_file())
    empty()
    Path(settings.MEDIA_ROOT, stored.name[:2], stored.name[2:4], stored.name).unlink()
    call_command("import_all", str(tmp_path / "out"))
    again = list(Fact.objects.order_by("dossier_id", "number").values_list("seal", flat=True))
    assert list(map(bytes, again)) == list(map(bytes, seals))
    assert [table.objects.count() for table in rows] == counts
    assert list(verify(Dossier.objects.values_list("key", flat=True))) == []
    call_command("export_all", str(tmp_path / "again"))
    assert same(tmp_path / "out", tmp_path / "again")
    assert (tmp_path / "again/files" / stored.relative_to(tmp_path / "out/files")).is_file()
    assert received(), "numbers and ids go on after what came in"
    assert User.objects.create(username="moi", full_name="Mới", created=FRIDAY).id > who("quan")


def test_every_table_of_the_product_leaves(tmp_path):
    call_command("export_all", str(tmp_path / "out"))
    manifest = json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))
    with connection.cursor() as cursor:
        names = {n for n in connection.introspection.table_names(cursor) if n.startswith("motcua_")}
    assert set(manifest["tables"]) == names
    assert (tmp_path / "out").stat().st_mode & 0o077 == 0, "for its owner's eyes alone"


def test_nothing_is_read_into_a_system_with_data(tmp_path):
    call_command("export_all", str(tmp_path / "out"))
    with pytest.raises(CommandError, match="đã có dữ liệu"):
        call_command("import_all", str(tmp_path / "out"))


def test_an_export_that_was_touched_is_refused_and_nothing_is_read(tmp_path):
    some_life()
    call_command("export_all", str(tmp_path / "out"))
    empty()
    facts = tmp_path / "out/tables/motcua_fact.csv"
    facts.write_text(facts.read_text("utf-8").replace("H08.38.12", "H08.38.11", 1), "utf-8")
    with pytest.raises(CommandError, match="motcua_fact không đúng như lúc xuất"):
        call_command("import_all", str(tmp_path / "out"))
    assert not Fact.objects.exists()
    assert not User.objects.exists()


@pytest.mark.parametrize("text", ["", "{}", '{"format": 1, "tables": {"pg_class": {}}}', "[1]"])
def test_a_directory_that_is_no_export_is_refused(tmp_path, text):
    empty()
    (tmp_path / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(CommandError, match="không phải thư mục do export-all"):
        call_command("import_all", str(tmp_path))


def test_an_export_of_another_version_says_which(tmp_path):
    call_command("export_all", str(tmp_path / "out"))
    empty()
    place = tmp_path / "out/manifest.json"
    manifest = json.loads(place.read_text("utf-8")) | {"tables_as_of": "0001_initial"}
    place.write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(CommandError, match="0001_initial"):
        call_command("import_all", str(tmp_path / "out"))


def test_a_directory_with_something_in_it_is_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("x", "utf-8")
    with pytest.raises(CommandError, match="không trống"):
        call_command("export_all", str(tmp_path))
    assert [one.name for one in tmp_path.iterdir()] == ["letter.txt"]
