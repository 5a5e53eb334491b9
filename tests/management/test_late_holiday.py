"""motcua late-holiday: what would move, then moved; who confirmed it; what is refused."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.management import progress
from motcua.management.commands.late_holiday import Command
from motcua.models import Dossier, Fact, LawDocument
from tests.story import HOUSEHOLD, ONE_STOP, at, received, who
from tests.web.desk_pages import at_desk

pytestmark = pytest.mark.django_db

DECISION = """
scope = "H08"
first = 2018-01-01
last = 2027-12-31
[decision]
number = "15/QĐ-UBND"
signed = 2020-03-24  # Tuesday
effective = 2020-03-25
signer = "Chủ tịch UBND tỉnh"
[[day]]
day = 2020-03-25  # Wednesday
kind = "suspension"
name = "Bão"
source = "Quyết định 15/QĐ-UBND"
confidence = "confirmed"
"""


@pytest.fixture
def said(tmp_path):
    """`said(text, *arguments)`: status, and what the command printed for programs and people."""
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))  # Friday; due Wednesday 25
    at_desk("tam", at("2020-03-24 15:00"))

    def run(text, *arguments):
        file = tmp_path / "nghi.toml"
        file.write_text(text, "utf-8")
        command, out = Command(), StringIO()
        try:
            call_command(command, str(file), *arguments, stdout=out, stderr=StringIO())
        except CommandError as refusal:
            return 2, out.getvalue(), str(refusal)
        return command.exit_status, out.getvalue(), ""

    run.key = key
    return run


def due(key):
    return Dossier.objects.get(key=key).legal_due


def test_it_shows_then_moves_then_moves_nothing_more(said):
    status, out, _ = said(DECISION, "--json")
    told = json.loads(out)
    assert (status, told["confirmed"], len(told["moves"])) == (0, False, 1)
    assert due(said.key) == at("2020-03-25 17:00")
    status, out, _ = said(DECISION, "--confirm", "--json")
    assert (status, json.loads(out)["moved"]) == (0, 1)
    assert due(said.key) == at("2020-03-26 17:00")
    status, out, _ = said(DECISION, "--confirm", "--json")
    assert (status, json.loads(out)["moved"]) == (0, 0)
    assert Fact.objects.filter(kind="LegalDueMoved").count() == 1


def test_it_says_how_far_it_has_come(said, monkeypatch, capsys):
    monkeypatch.setattr(progress, "_QUIET_SECONDS", 0.0)  # as where it takes long
    said(DECISION, "--confirm")
    assert "Đang dời hạn: 1 (" in capsys.readouterr().err


def test_by_names_who_confirmed(said):
    assert said(DECISION, "--confirm", "--by", "tam")[0] == 0
    assert Fact.objects.get(kind="LegalDueMoved").person == who("tam")


@pytest.mark.parametrize("name", ["lan", "quan", "nobody"])
def test_by_somebody_who_may_not_is_refused(said, name):
    status, _, err = said(DECISION, "--confirm", "--by", name)
    assert status == 2
    assert "không phải người kiểm soát thủ tục" in err
    assert not LawDocument.objects.filter(source__contains="15/QĐ").exists()


@pytest.mark.parametrize(
    ("text", "says"),
    [
        # a holiday twice: Thursday 2-4-2020 is Giỗ Tổ already
        (
            DECISION.replace("day = 2020-03-25  # Wednesday", "day = 2020-04-02").replace(
                "suspension", "holiday"
            ),
            "một ngày có hai hàng trong một scope",
        ),
        # a make-up day that is a working day already
        (
            DECISION.replace("suspension", "extra_workday"),
            "vốn là ngày làm việc",
        ),
        (DECISION.replace('scope = "H08"', 'scope = "H99"'), "Không có cơ quan mang mã này"),
        (
            DECISION.replace("day = 2020-03-25  # W", "day = 2020-02-30  # W"),
            "Dòng 11: không đúng cú pháp TOML",
        ),
    ],
)
@pytest.mark.parametrize("confirm", [(), ("--confirm",)])
def test_rows_that_the_calendar_cannot_have_are_refused_and_not_kept(said, text, says, confirm):
    status, _, err = said(text, *confirm)
    assert status == 2
    assert says in err
    assert not LawDocument.objects.filter(source__contains="15/QĐ").exists()
    assert due(said.key) == at("2020-03-25 17:00")


def test_a_number_that_was_given_before_cannot_say_something_else(said):
    assert said(DECISION, "--confirm")[0] == 0
    status, _, err = said(DECISION.replace("Bão", "Lũ"), "--confirm")
    assert status == 2
    assert "đã được nhập với nội dung khác" in err
