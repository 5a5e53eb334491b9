"""Dossiers of another one-stop system: their codes, stamps and people stay; bad rows are named."""

import csv
import json
from io import StringIO
from pathlib import Path
from time import perf_counter
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from motcua.domain.history_rows import DOSSIERS, PAPERS, STEPS
from motcua.management.commands.import_history import Command
from motcua.models import Clock, Dossier, Fact, Message, StoredFile
from motcua.reads.access import open_dossier
from tests.story import COMMUNE, FINANCE, FRIDAY, HOUSEHOLD, at, who
from tests.web.client import Visitor, text_of

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs/import-history.md"


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Clock, "now", lambda clock: FRIDAY)


def dossier(code: str = "UBND-41", **more: str) -> dict[str, str]:
    row = {
        "code": code,
        "agency": "000.12.38.H08",
        "procedure": HOUSEHOLD.code,
        "received": "2020-02-03T08:00",
        "received_recorded": "2020-02-03T08:02",
        "received_by": "Cô Ba",
        "applicant_name": "Trần Văn Ký",
        "applicant_phone": "0905000219",
    }
    return row | more


def step(kind: str, happened: str, code: str = "UBND-41", **more: str) -> dict[str, str]:
    return {"code": code, "kind": kind, "happened": happened} | more


LIFE = [
    step("hand_over", "2020-02-03T09:00", agency=COMMUNE, role="receptionist", person="phuc",
         to_agency=FINANCE, to_role="officer"),
    step("accept", "2020-02-03T10:00", agency=FINANCE, role="officer", person="Anh Tư",
         recorded="2020-02-03T10:05"),
    step("finished", "2020-02-05T10:00", agency="H08.38", role="clerk", number="7/GCN",
         file="7.pdf"),
    step("returned", "2020-02-06T10:00", agency=COMMUNE, role="receptionist", words="Trần Văn Ký"),
]  # fmt: skip


def laid_out(place: Path, dossiers: Any, steps: Any = (), papers: Any = ()) -> Path:
    (place / "files").mkdir(exist_ok=True)
    (place / "about.toml").write_text('source = "mot-cua-cu"\n', "utf-8")
    (place / "files/7.pdf").write_bytes(b"%PDF-1.7 giay")
    tables = {"dossiers": (DOSSIERS, dossiers), "steps": (STEPS, steps), "papers": (PAPERS, papers)}
    for name, (columns, rows) in tables.items():
        with (place / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    return place


def imported(place: Path, *more: str) -> tuple[int, dict[str, Any]]:
    out, command = StringIO(), Command()
    call_command(command, str(place), "--json", *more, stdout=out, stderr=StringIO())
    return command.exit_status, json.loads(out.getvalue())


def test_a_life_comes_in_with_its_code_stamps_people_and_files(tmp_path):
    papers = [{"code": "UBND-41", "paper": "form", "originals": "1", "copies": "0",
               "file": "7.pdf"}]  # fmt: skip
    status, told = imported(laid_out(tmp_path, [dossier()], LIFE, papers))
    assert (status, told["imported"], told["problems"], told["findings"]) == (0, 1, [], [])
    row = Dossier.objects.get()
    assert (row.code, row.state, row.finished) == ("UBND-41", "returned", at("2020-02-05 10:00"))
    facts = {fact.kind: fact for fact in Fact.objects.all()}
    assert facts["Received"].recorded == at("2020-02-03 08:02"), "its own entry stamp"
    assert facts["HandOverAccepted"].recorded == FRIDAY, "never before what was learned last"
    assert facts["HandedOver"].person == who("phuc"), "who has an account here is that account"
    assert facts["BroughtIn"].body["source"] == "mot-cua-cu"
    assert facts["BroughtIn"].happened == FRIDAY, "imported_at"
    assert StoredFile.objects.count() == 1
    assert not Message.objects.exists()
    words = text_of(Visitor.named("phuc").get(f"/dossiers/{row.code}"))
    assert "Theo hệ thống cũ (mot-cua-cu)." in words
    assert "Cô Ba" in words
    assert "Anh Tư" in words


def test_a_dry_run_tells_the_same_and_keeps_nothing(tmp_path):
    place = laid_out(tmp_path, [dossier(), dossier("UBND-42", procedure="1.999999")], LIFE)
    status, told = imported(place, "--dry-run")
    assert (status, told["imported"], told["dry_run"]) == (1, 1, True)
    [refused] = told["refused"]
    assert refused == {
        "code": "UBND-42",
        "reason": "unknown_procedure",
        "words": "Không có thủ tục mang mã này.",
    }
    assert not Dossier.objects.exists()
    assert not StoredFile.objects.exists()


def test_the_same_directory_again_changes_nothing(tmp_path):
    place = laid_out(tmp_path, [dossier()], LIFE)
    imported(place)
    facts = Fact.objects.count()
    status, told = imported(place)
    assert (status, told["imported"], told["before"]) == (0, 0, 1)
    assert Fact.objects.count() == facts


def test_what_is_right_comes_in_although_something_else_is_wrong(tmp_path):
    rows = [dossier(), dossier("UBND-42", received="03.02.2020"), dossier("UBND-43", agency="X9")]
    status, told = imported(laid_out(tmp_path, rows))
    assert (status, told["imported"]) == (1, 1)
    assert [(p["file"], p["line"], p["column"]) for p in told["problems"]] == [
        ("dossiers.csv", 3, "received"),
        ("dossiers.csv", 4, "agency"),
    ]


@pytest.mark.parametrize(
    ("rows", "steps", "column", "words"),
    [
        ([dossier(), dossier("ubnd-41")], [], "code", "Mã UBND-41 đã có ở dòng 2."),
        ([dossier()], [step("accept", "2020-02-03T09:00", "UBND-9")], "code", "Không có hồ sơ"),
        ([dossier()], [step("dance", "2020-02-03T09:00")], "kind", "Lựa chọn không có"),
        ([dossier()], [step("accept", "")], "happened", "Không được để trống."),
        ([dossier()], [step("accept", "2020-02-03T09:00", role="x")], "role", "Lựa chọn không có"),
        (
            [dossier()],
            [step("finished", "2020-02-03T09:00", file="../about.toml")],
            "file",
            "Không có tệp ../about.toml trong thư mục files.",
        ),
        ([dossier(applicant_name="")], [], "applicant_name", "Không được để trống."),
        ([dossier(applicant_phone="1")], [], "applicant_name", "Không đúng dạng."),
        ([dossier(sets="-1")], [], "sets", "Số lượng phải trong khoảng"),
    ],
)
def test_a_row_that_cannot_be_read_is_named_by_file_line_and_column(
    tmp_path, rows, steps, column, words
):
    status, told = imported(laid_out(tmp_path, rows, steps))
    assert status == 1
    assert (told["problems"][0]["column"], True) == (
        column,
        told["problems"][0]["words"].startswith(words),
    ), told


def test_a_code_that_another_dossier_bears_is_refused(tmp_path):
    rows = [dossier(), dossier("UBND-42", other_codes="UBND-41")]
    status, told = imported(laid_out(tmp_path, rows))
    assert status == 1
    assert [one["reason"] for one in told["refused"]] == ["code_taken"]
    assert Dossier.objects.count() == 1


def test_other_numbers_lead_to_it_too(tmp_path):
    imported(laid_out(tmp_path, [dossier(other_codes="G22.99.08-200203-004417 H38-7")]))
    key = Dossier.objects.get().key
    for code in ("ubnd-41", "g22.99.08-200203-004417", "H38-7"):
        assert open_dossier(code, who("phuc"), FRIDAY).key == key


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("about.toml", "source = 1", "about.toml: cần source"),
        ("about.toml", "source = \"paper\"", "about.toml: cần source"),
        ("about.toml", "=", "about.toml: không đúng TOML"),
        ("dossiers.csv", "code,agency\n1,2\n", "dossiers.csv: thiếu cột procedure"),
        ("steps.csv", "code,kind,happened,colour\n", "steps.csv: không có cột colour trong mẫu"),
        ("steps.csv", "code,kind,happened\na,b,c,d\n", "steps.csv, dòng 2: thừa cột"),
        ("steps.csv", "code,kind,happened\n\"a,b,c\n", "steps.csv: không phải CSV dạng UTF-8"),
        ("dossiers.csv", "code,agency,procedure,received,applicant_name\na,\x00,c,d,e\n", "dòng 2"),
    ],
)  # fmt: skip
def test_files_that_are_not_laid_out_so_are_refused_with_their_name(tmp_path, name, text, words):
    laid_out(tmp_path, [dossier()])
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(CommandError) as refusal:
        call_command("import_history", str(tmp_path))
    assert words in str(refusal.value)
    assert not Dossier.objects.exists()


def test_a_file_in_another_encoding_is_refused(tmp_path):
    laid_out(tmp_path, [dossier()])
    (tmp_path / "dossiers.csv").write_bytes("code,tên\n".encode("utf-16"))
    with pytest.raises(CommandError, match="UTF-8"):
        call_command("import_history", str(tmp_path))


def test_a_thousand_lives_come_in_quickly(tmp_path):
    rows = [dossier(f"UBND-{n}") for n in range(1000)]
    steps = [one | {"code": row["code"]} for row in rows for one in LIFE]
    place = laid_out(tmp_path, rows, steps)
    begun = perf_counter()
    status, told = imported(place)
    print(f"1,000 dossiers: {perf_counter() - begun:.1f} s")  # noqa: T201
    assert (status, told["imported"], told["findings"]) == (0, 1000, [])
    assert perf_counter() - begun < 60


def test_the_document_names_every_column_and_every_kind_of_step():
    from motcua.domain.decisions.history_acts import ACTS

    text = DOCS.read_text("utf-8")
    missing = [one for one in (*DOSSIERS, *STEPS, *PAPERS, *ACTS) if f"`{one}`" not in text]
    assert missing == []
