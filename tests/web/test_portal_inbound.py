"""Dossiers that citizens send at the national portal, and what they bring there later."""

import json
from typing import Any

import pytest
from django.test import Client

from motcua.domain import commands as do
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.models import Dossier, Message
from tests.portal import CITIZEN, Portal, mirrored, sandbox, send_all
from tests.story import COMMUNE, HOUSEHOLD, reception, tell
from tests.web.client import Visitor, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

CODE = "G22.99.08-200319-004417"
SENT = {
    "MaHoSo": CODE,
    "MaDonVi": "000.12.38.H08",
    "MaTTHC": HOUSEHOLD.code,
    "ChuHoSo": "Nguyễn Thị Thanh Trúc",
    "LoaiDoiTuong": "1",
    "SoGiayToChuHoSo": "052189000017",
    "SoDienThoai": "0905000218",
    "HinhThuc": "0",
    "TaiLieuNop": [{"MaThanhPhanHoSo": "form"}, {"MaThanhPhanHoSo": "TP-G17.000062"}],
}
SUBMITTED, CHANGED = "/nps/createdossierfromdvcqg", "/nps/nhanhsdvcqg"


@pytest.fixture
def portal():
    with sandbox() as found:
        mirrored()
        yield found


def told(path: str, body: Any, token: str = "cua-cong") -> tuple[str, str]:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    answer = Client(headers={"Authorization": f"Bearer {token}"}).post(
        path, raw, content_type="application/json"
    )
    assert answer.status_code == 200
    found = answer.json()
    return found["error_code"], found["message"]


def test_it_arrives_as_submitted_under_the_portals_code(portal: Portal):
    assert told(SUBMITTED, SENT) == ("0", "")
    row = Dossier.objects.get()
    assert (row.state, row.portal_code, row.code, row.receiving) == (
        "submitted", CODE, "", COMMUNE,
    )  # fmt: skip
    assert [paper["code"] for paper in row.papers] == ["form"], "the other is none of ours"
    assert CODE in text_of(Visitor.named("phuc").get(f"/dossiers/{CODE}"))


def test_told_twice_it_is_there_once(portal: Portal):
    assert told(SUBMITTED, SENT)[0] == "0"
    assert told(SUBMITTED, SENT) == ("1", f"Hồ sơ {CODE} đã có")
    assert Dossier.objects.count() == 1


def test_after_reception_the_portal_is_told_under_its_own_code(portal: Portal):
    told(SUBMITTED, SENT)
    key = Dossier.objects.get().key
    tell(key, "phuc", reception(applicant=CITIZEN, channel="online"))
    assert {one.outcome for one in send_all()} == {"sent"}
    held = portal.held(CODE)
    assert held.record["TrangThaiHoSo"] == "2"
    assert held.record["NoiNopHoSo"] == "2"
    assert held.record["NgayNopHoSo"] <= held.record["NgayTiepNhan"]
    assert Message.objects.filter(destination=NATIONAL_PORTAL).count() == 2


def test_what_was_asked_before_reception_is_brought_at_the_portal(portal: Portal):
    told(SUBMITTED, SENT)
    key = Dossier.objects.get().key
    asked = do.AskReceptionSupplement(
        agency=COMMUNE, procedure=HOUSEHOLD.code, applicant=CITIZEN, channel="online",
        content="Văn bản ủy quyền", explanation="Người nộp không phải chủ hồ sơ",
        guidance="Tải lên tại Cổng",
    )  # fmt: skip
    tell(key, "phuc", asked)
    again = {"MaHoSoQG": CODE, "ThongTinSuaDoi": SENT | {"TrichYeuHoSo": "Đã bổ sung"}}
    assert told(CHANGED, again) == ("0", "")
    assert Dossier.objects.get().state == "submitted"
    code, words = told(CHANGED, again)
    assert code == "-1"
    assert "trạng thái" in words


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"{", "không phải JSON"),
        (b"[" * 100_000, "không phải JSON"),
        ([], "không phải một bản ghi"),
        (SENT | {"MaHoSo": ""}, "MaHoSo: bắt buộc"),
        (SENT | {"MaHoSo": "khong-phai-ma"}, "MaHoSo: Không đúng dạng"),
        (SENT | {"MaHoSo": 7}, "MaHoSo: phải là chuỗi"),
        (SENT | {"MaDonVi": "H99"}, "MaDonVi: Không có cơ quan"),
        (SENT | {"MaTTHC": "9.999999"}, "không tiếp nhận thủ tục 9.999999"),
        (SENT | {"LoaiDoiTuong": "8"}, "LoaiDoiTuong: không biết mã 8"),
        (SENT | {"SoGiayToChuHoSo": "12"}, ""),
        (SENT | {"ChuHoSo": ""}, ""),
        (SENT | {"TaiLieuNop": "form"}, "TaiLieuNop"),
        (SENT | {"TrichYeuHoSo": "x" * 100_000}, ""),
    ],
)
def test_what_makes_no_sense_is_refused_in_words_and_leaves_nothing(portal: Portal, body, words):
    code, said = told(SUBMITTED, body)
    assert code == "-1"
    assert said
    assert words in said
    assert Dossier.objects.count() == 0


def test_a_change_of_what_is_not_here_is_refused(portal: Portal):
    assert told(CHANGED, {"MaHoSoQG": CODE, "ThongTinSuaDoi": SENT}) == (
        "-1", f"Không có hồ sơ {CODE}",
    )  # fmt: skip


@pytest.mark.parametrize("token", ["", "sai", "cua-cong x"])
def test_without_the_token_there_is_no_such_page(portal: Portal, token: str):
    answer = Client(headers={"Authorization": f"Bearer{token and ' ' + token}"}).post(
        SUBMITTED, json.dumps(SENT), content_type="application/json"
    )
    assert answer.status_code == 404


def test_where_no_token_is_set_nobody_may(settings):
    settings.NATIONAL_PORTAL = settings.NATIONAL_PORTAL | {"inbound_token": ""}
    answer = Client(headers={"Authorization": "Bearer "}).post(SUBMITTED, "{}", "application/json")
    assert answer.status_code == 404
