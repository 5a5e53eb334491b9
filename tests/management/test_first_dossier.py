"""From an empty server to the first dossier: `motcua begin`, then what people do on the pages."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from motcua.management.beginning.province import PASSWORDS
from motcua.models import DossierCode
from motcua.reads.audit import verify
from tests import postgres
from tests.management.beginning import MONDAY, begun, example, passwords
from tests.web.client import Visitor, page_of, text_of
from tests.web.counter import RECEIVE, TRUC, code_at, fields_of

pytestmark = pytest.mark.usefixtures("committed")
SINGLE, OVERSIZE = "1.004873", "1.000028"
"""Certificate of marital status, at a commune; permit for an oversize vehicle, at the province."""


@pytest.fixture
def told(
    committed: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: Any
) -> dict[str, str]:
    """The example has begun; every login with the password that was told."""
    postgres.empty()
    monkeypatch.setattr("motcua.models.law._kept", None)
    monkeypatch.setattr(timezone, "now", lambda: MONDAY)
    monkeypatch.setenv("MOTCUA_VAR", str(tmp_path / "var"))
    begun(example(tmp_path / "province"))
    last = capsys.readouterr().out.split()[-1]
    return passwords(tmp_path / "var" / PASSWORDS) | {"quantri": last}


CHOSEN = "tre-xanh-ben-song-con"


def typed(login: str, password: str) -> Visitor:
    """Somebody who typed it on the page."""
    visitor = Visitor()
    answer = visitor.post("/sign-in", {"username": login, "password": password, "next": ""})
    assert answer.status_code == 302, text_of(answer)
    return visitor


def signed_in(login: str, password: str) -> Visitor:
    """Somebody who typed a first password, and then changed it as they were led to."""
    visitor = typed(login, password)
    led = visitor.get("/desk")["Location"]
    changed = {"old": password, "new": CHOSEN, "again": CHOSEN}
    assert visitor.post(led, changed).status_code == 302
    return visitor


def received(visitor: Visitor, procedure: str) -> str:
    """Receive with all compulsory papers, as the page holds them; the dossier's code."""
    page = page_of(visitor.get(RECEIVE, {"procedure": procedure}))
    papers = {
        field.get("name", ""): "on"
        for field in page.all("input")
        if field.get("type") == "checkbox" and field.get("name", "").startswith("paper-")
    }
    sent = fields_of(page) | papers | TRUC | {"do": "receive"}
    return code_at(visitor.post(RECEIVE, sent))


def test_a_clerk_of_the_example_receives_its_first_dossier(told: dict[str, str]) -> None:
    clerk = signed_in("tiepnhan.xamau", told["tiepnhan.xamau"])
    code = received(clerk, SINGLE)
    assert code == "H99.40-261130-0001"
    words = text_of(clerk.get(f"/dossiers/{code}"))
    assert "UBND xã Mẫu" in words
    assert "03/12/2026" in words  # Monday and three working days: Thursday
    assert code in text_of(Client().get("/look-up", {"code": code}))
    assert clerk.post(f"/dossiers/{code}/hand-over", {"expect": "1"}).status_code == 303
    officer = signed_in("thuly.xamau", told["thuly.xamau"])
    assert code in text_of(officer.get("/desk"))
    assert list(verify(DossierCode.objects.values_list("key", flat=True))) == []


def test_the_centre_receives_for_a_department(told: dict[str, str]) -> None:
    clerk = signed_in("tiepnhan.trungtam", told["tiepnhan.trungtam"])
    code = received(clerk, OVERSIZE)
    assert "Sở Xây dựng" in text_of(clerk.get(f"/dossiers/{code}"))


def test_the_manager_adds_somebody_who_changes_the_password_first(told: dict[str, str]) -> None:
    manager = signed_in("quantri", told["quantri"])
    assert "Trần Thị Mẫu" in text_of(manager.get("/manage/people"))
    new = {
        "full_name": "Nguyễn Thị Mẫu",
        "title": "",
        "username": "nguyen.mau",
        "agency": "H99.40",
        "role": "receptionist",
        "since": "30/11/2026",
        "until": "",
    }
    told_once = manager.post("/manage/people/new", new)
    assert told_once.status_code == 200, text_of(told_once)
    assert "Nguyễn Thị Mẫu" in text_of(manager.get("/manage/people"))
    assert typed("quantri", CHOSEN).get("/manage/people").status_code == 200
    clerk = typed("nguyen.mau", told_once.context["password"])
    assert clerk.get("/desk/receive")["Location"].startswith("/account/password")
