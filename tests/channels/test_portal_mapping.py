"""The mapping to the national portal is total, invents nothing, and is taken by strict tables."""

import json
from typing import Any

import pytest

from motcua.channels.configuration import configured
from motcua.channels.national_portal.mirror import ours, there
from motcua.channels.national_portal.wire import wire_of
from motcua.channels.sandbox_portal.tables import DOSSIER, STEP, dossier_faults, step_faults
from motcua.domain import facts as f
from motcua.domain.decisions import reception
from motcua.domain.delivery import Envelope
from motcua.domain.dossier import State
from motcua.domain.identity import IdentityKind
from motcua.domain.party import PartyKind
from motcua.domain.telling import TOLD, Telling

CODES = configured("national_portal")
MOMENT = "2020-03-20T02:00:00.000000+00:00"
DUE, DONE = "2020-03-25T10:00:00.000000+00:00", "2020-03-24T03:00:00.000000+00:00"


def document(**more: Any) -> dict[str, Any]:
    """A dossier told with everything that can be known of it."""
    return {
        "fact": {
            "kind": "HandedOver", "number": 7, "happened": MOMENT, "telling": "step",
            "to": "Phòng Tài chính", "by": {"role": "officer", "agency": "UBND xã Cát Hanh"},
        },
        "code": "000.12.38.H08-200320-0001", "portal_code": "", "state": "in_process",
        "procedure": {"code": "1.001612", "name": "Thành lập hộ kinh doanh", "result": "Giấy"},
        "field": {"code": "H08-DN", "name": "Doanh nghiệp"},
        "agencies": {"competent": {"code": "H08.38", "name": "UBND huyện Phù Cát"}},
        "channel": "direct", "return_manner": "counter", "submitted": None, "received": MOMENT,
        "due": DUE, "finished": None, "closed": None,
        "papers": [{
            "code": "form", "name": "Tờ khai", "shown_only": False, "originals": 1, "copies": 2,
            "files": ["ab" * 32],
        }],
        "fees": [{"kind": "lệ phí", "name": "Lệ phí đăng ký", "amount": 100_000}],
        "result": None, "supplements": [],
        "step": {"unit": "Phòng Tài chính", "begun": MOMENT, "ends": DUE},
        "person": {
            "name": "Nguyễn Thị Thanh Trúc", "kind": "citizen", "phone": "0905000218",
            "email": "truc@example.org", "address": "Xã Cát Hanh", "tax_code": "",
            "identity": {"kind": "cccd", "number": "052189000017"}, "owner": None,
            "content": "Bán tạp hóa", "file_names": {},
            "by": {"name": "Phúc", "title": "Chuyên viên"},
            "supplements": {}, "collected_by": None,
        },
    } | more  # fmt: skip


def mapped(told: dict[str, Any], files_url: str = "https://motcua.example/dossiers") -> Any:
    return wire_of(Envelope("k", "national_portal", told), CODES, files_url)


def in_state(state: State) -> dict[str, Any]:
    over = state in (State.FINISHED, State.REJECTED, State.RETURNED)
    closed = state in (State.RETURNED, State.REFUSED, State.WITHDRAWN, State.STOPPED)
    early = state in (State.SUBMITTED, State.REFUSED, State.SUPPLEMENT_AT_RECEPTION)
    return document(
        state=state.value,
        submitted=MOMENT if early else None,
        received=None if early else MOMENT,
        due=None if early else DUE,
        finished=DONE if over else None,
        closed=DONE if closed else None,
    )


def test_every_state_but_one_not_yet_begun_has_a_status_and_none_is_remapped():
    assert set(CODES["status"]) == {state.value for state in State} - {"new"}
    said = CODES["status"]
    assert (said["supplement_in_process"], said["awaiting_finance"], said["stopped"]) == (
        "5", "6", "8",
    )  # fmt: skip


@pytest.mark.parametrize("state", [state for state in State if state is not State.NEW])
def test_a_dossier_in_any_state_is_taken_by_the_portals_tables(state):
    wire = mapped(in_state(state))
    assert wire.lacking == ()
    assert dossier_faults(wire.record) == []
    assert step_faults(wire.step) == []


def test_every_fact_that_is_a_step_has_words_there():
    steps = {kind.__name__ for kind, told in TOLD.items() if told is Telling.STEP}
    assert set(CODES["steps"]) == steps
    assert {kind.__name__ for kind in TOLD} == set(f.KINDS)


@pytest.mark.parametrize("kind", sorted(CODES["steps"]))
def test_every_step_can_be_told(kind):
    told = document()
    told["fact"] |= {"kind": kind}
    wire = mapped(told)
    assert step_faults(wire.step) == []
    assert wire.step["NoiDungXuLy"].endswith("(7)")


def test_a_fact_that_is_no_step_tells_the_standing_alone():
    told = document()
    told["fact"] |= {"kind": "LegalDueMoved", "telling": "record"}
    assert mapped(told).step is None


def test_every_code_set_knows_every_word_of_ours():
    assert set(CODES["channel"]) == set(reception.CHANNELS)
    assert set(CODES["return_manner"]) == set(reception.RETURN_MANNERS)
    assert set(CODES["subject"]) == {kind.value for kind in PartyKind}
    assert set(CODES["identity"]) == {kind.value for kind in IdentityKind} - {"passport"}
    assert set(CODES["fee_kind"]) == {"phí", "lệ phí"}


def test_every_field_of_both_tables_is_filled_or_named_as_missing():
    wire = mapped(in_state(State.RETURNED))
    assert set(wire.record) == set(DOSSIER)
    assert set(wire.step) == set(STEP)
    named = {one.field for one in wire.missing}
    empty = {name for name, value in wire.record.items() if value in ("", [])}
    of_another_state = {"NgayTuChoi", "DanhSachHoSoBoSung", "DanhSachGiayToKetQua"}
    assert empty - of_another_state <= named | {"ThongTinTra"}
    assert "ThongTinTra" in named


@pytest.mark.parametrize(
    ("identity", "why"),
    [(None, "not_known"), ({"kind": "passport", "number": "B1234567"}, "no_code")],
)
def test_no_identity_number_is_invented(identity, why):
    told = document()
    told["person"] |= {"identity": identity}
    wire = mapped(told)
    assert wire.record["DinhDanhCHS"] == []
    assert wire.lacking == ("DinhDanhCHS",)
    assert [one.why for one in wire.missing if one.field == "DinhDanhCHS"] == [why]


def test_an_enterprise_is_known_by_its_tax_code():
    told = document()
    told["person"] |= {"kind": "enterprise", "identity": None, "tax_code": "4101234567"}
    wire = mapped(told)
    assert wire.lacking == ()
    assert wire.record["SoGiayToChuHoSo"] == "4101234567"
    assert dossier_faults(wire.record) == []


def test_the_owner_stands_there_not_who_brought_it():
    told = document()
    owner = told["person"] | {"name": "Lê Văn Hai", "owner": None}
    told["person"] = told["person"] | {"owner": owner}
    assert mapped(told).record["ChuHoSo"] == "Lê Văn Hai"


def test_the_same_document_always_gives_the_same_bytes():
    assert mapped(document()).text(superseded=False) == mapped(document()).text(superseded=False)
    told = json.loads(mapped(document()).text(superseded=True))
    assert set(told) == {"CapNhatTienDoHoSoMC"}, "an old standing is not told again"


def test_a_long_name_and_a_long_summary_fit_their_fields():
    told = document()
    told["person"] |= {"content": "Xin " * 2_000, "by": {"name": "Nguyễn " * 20, "title": ""}}
    wire = mapped(told)
    assert dossier_faults(wire.record) == []
    assert step_faults(wire.step) == []


def test_files_are_told_with_an_address_or_the_address_is_missing():
    [paper] = mapped(document()).record["TaiLieuNop"]
    assert paper["DuongDanTaiTepTin"].startswith("https://motcua.example/dossiers/000.12.38")
    without = mapped(document(), files_url="")
    assert "DuongDanTaiTepTin" in {one.field for one in without.missing}


@pytest.mark.parametrize("state", [s for s in State if s not in (State.NEW,)])
def test_what_is_compared_is_what_was_sent(state):
    from datetime import datetime

    told = in_state(state)
    moments = (told[name] for name in ("due", "finished", "closed"))
    due, finished, closed = (datetime.fromisoformat(m) if m else None for m in moments)
    assert there(mapped(told).record).said == ours(state.value, due, finished, closed)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MaHoSo", "", "MaHoSo: bắt buộc"),
        ("MaHoSo", "12", "MaHoSo: sai dạng"),
        ("NgayTiepNhan", "2020-03-20", "NgayTiepNhan: phải là ngày giờ"),
        ("NgayTiepNhan", "20200231120000", "NgayTiepNhan: không có ngày giờ này"),
        ("NgayTiepNhan", "", "NgayTiepNhan: bắt buộc"),
        ("TrangThaiHoSo", "11", "TrangThaiHoSo: không thuộc bộ mã"),
        ("TrangThaiHoSo", 4, "TrangThaiHoSo: không thuộc bộ mã"),
        ("TrangThaiHoSo", "9", "NgayKetThucXuLy: bắt buộc với trạng thái 9"),
        ("DinhDanhCHS", [], "DinhDanhCHS: bắt buộc với công dân"),
        ("DinhDanhCHS", [{"LoaiDinhDanh": "1", "SoDinhDanh": "0"}], "SoDinhDanh: sai dạng"),
        ("TenTTHC", None, "TenTTHC: không được là null"),
        ("TrichYeuHoSo", "x" * 1001, "TrichYeuHoSo: dài quá 1000"),
        ("NgayHenTra", "20200101000000", "NgayHenTra: trước NgayTiepNhan"),
        ("LaLung", "1", "LaLung: không có trường này"),
    ],
)
def test_the_sandbox_is_strict(name, value, words):
    record = mapped(document()).record | {name: value}
    assert words in "; ".join(dossier_faults(record))
