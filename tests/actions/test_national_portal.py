"""What the national portal is told, and what becomes of it when the portal is unwell."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.utils import timezone
from uuid6 import uuid7

from motcua.actions.dossiers import Request, perform_many
from motcua.actions.mirror import queue_history, switch
from motcua.channels.sandbox_portal.protocol import Protocol
from motcua.domain import commands as do
from motcua.domain.messages import NATIONAL_PORTAL
from motcua.models import Destination, Message
from tests.portal import CITIZEN, Portal, mirrored, sandbox, send_all
from tests.story import BIRTH, COMMUNE, HOUSEHOLD, at, finish, reception, tell, who

pytestmark = pytest.mark.django_db

MORNING, NOON = at("2020-03-20 09:00"), at("2020-03-20 14:00")


@pytest.fixture
def portal():
    with sandbox() as found:
        mirrored()
        yield found


def begun(when: datetime = MORNING, **more: object) -> UUID:
    key = UUID(str(uuid7()))
    tell(key, "phuc", reception(**{"applicant": CITIZEN, **more}), when)
    return key


def lived(key: UUID, when: datetime = NOON) -> None:
    for name, command in [
        ("phuc", do.HandOver()), ("lan", do.AcceptHandOver()), ("lan", do.HandOver()),
        ("nga", do.AcceptHandOver()), ("nga", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()), ("thang", do.Approve()), ("hoa", do.AcceptHandOver()),
        ("hoa", finish(number="12/GCN")), ("phuc", do.AcceptHandOver()),
        ("phuc", do.ReturnResult("counter", collected_by="Nguyễn Thị Thanh Trúc")),
    ]:  # fmt: skip
        tell(key, name, command, when)


def code_of(key: UUID) -> str:
    return Message.objects.filter(dossier_key=key).values_list("code", flat=True)[0]


def test_a_whole_life_arrives_there_step_by_step(portal: Portal):
    key = begun()
    lived(key)
    assert {one.outcome for one in send_all()} == {"sent"}
    held = portal.held(code_of(key))
    assert held.record["TrangThaiHoSo"] == "10"
    assert held.record["NgayTiepNhan"] == "20200320090000"
    assert held.record["NgayHenTra"] == "20200325170000"
    assert held.record["NgayKetThucXuLy"] == held.record["NgayTra"] == "20200320140000"
    assert held.record["DinhDanhCHS"] == [{"LoaiDinhDanh": "1", "SoDinhDanh": "052189000017"}]
    assert held.record["DonViXuLy"] == "Ủy ban nhân dân huyện Phù Cát"
    told = Message.objects.filter(dossier_key=key, destination=NATIONAL_PORTAL)
    assert portal.steps(code_of(key)) == [m.fact for m in told.order_by("fact")]
    assert held.told == told.count(), "every state was told, none was merged with another"


def test_what_was_sent_is_kept_with_its_hash_and_the_answer(portal: Portal):
    from hashlib import sha256

    key = begun()
    send_all()
    [message] = Message.objects.filter(dossier_key=key, destination=NATIONAL_PORTAL)
    assert sha256(bytes(message.wire)).hexdigest() == message.wire_digest
    assert "0: Thành công" in message.answer
    assert {"MaDoiTuong", "DSKetNoiCSDL"} <= {one["field"] for one in message.missing}


def test_a_person_is_told_nothing_by_a_replay_and_the_portal_only_when_asked(portal: Portal):
    def replayed(mirrored: bool | None) -> set[str]:
        key = UUID(str(uuid7()))
        request = Request(key, reception(applicant=CITIZEN), who("phuc"), at=MORNING)
        perform_many([request], now=NOON, silent=True, mirrored=mirrored)
        return set(Message.objects.filter(dossier_key=key).values_list("destination", flat=True))

    assert replayed(None) == set()
    assert replayed(True) == {NATIONAL_PORTAL}


def test_a_citizen_without_identity_number_is_not_given_one(portal: Portal):
    key = begun(applicant=CITIZEN.__class__(CITIZEN.name))
    [delivery] = send_all()
    assert (delivery.outcome, delivery.error) == ("dead", "missing: DinhDanhCHS")
    assert portal.store.dossiers() == []
    corrected = do.CorrectDossier(applicant=CITIZEN, explanation="Bổ sung số định danh cá nhân")
    tell(key, "phuc", corrected, NOON)
    assert [one.outcome for one in send_all()] == ["sent"]
    assert portal.held(code_of(key)).record["SoGiayToChuHoSo"] == "052189000017"


def test_an_old_standing_is_never_told_after_a_newer_one(portal: Portal):
    key = begun(applicant=CITIZEN.__class__(CITIZEN.name))
    send_all()
    corrected = do.CorrectDossier(applicant=CITIZEN, explanation="Bổ sung số định danh cá nhân")
    tell(key, "phuc", corrected, NOON)
    tell(key, "phuc", do.HandOver(), NOON)
    send_all()
    before = portal.held(code_of(key)).record
    Message.objects.filter(state="dead").update(state="waiting", next_try=timezone.now())
    assert [one.outcome for one in send_all()] == ["sent"]
    assert portal.held(code_of(key)).record == before
    assert sorted(portal.steps(code_of(key))) == [1, 3], "the step alone came late"


def test_what_the_portal_holds_already_is_looked_up_and_updated(portal: Portal):
    key = begun()
    queue = Message.objects.filter(destination=NATIONAL_PORTAL)
    send_all()
    queue.update(state="waiting")  # the answer was lost with its process
    assert [one.outcome for one in send_all()] == ["sent"]
    assert portal.steps(code_of(key)) == [1], "told twice, there once"
    assert portal.services() == [
        "TraCuuHoSo", "DongBoHoSoMC", "CapNhatTienDoHoSoMC",
        "TraCuuHoSo", "DongBoHoSoMC", "CapNhatTienDoHoSoMC",
    ]  # fmt: skip


def test_a_refusal_is_kept_in_the_portals_own_words(portal: Portal):
    key = begun()
    message = Message.objects.get(dossier_key=key, destination=NATIONAL_PORTAL)
    message.document["procedure"]["code"] = "khong-co"
    message.save()
    [delivery] = send_all()
    assert delivery.outcome == "dead"
    assert "MaTTHC: sai dạng" in delivery.error


@pytest.mark.parametrize("mode", ["down", "error", "garbage", "refuse", "no_sessions"])
def test_a_portal_that_is_unwell_loses_nothing_and_is_left_alone(portal: Portal, mode: str):
    for _ in range(3):
        begun()
    portal.trouble(mode=mode)
    machine = timezone.now() + timedelta(seconds=1)
    for minute in range(60):
        send_all(machine + timedelta(minutes=minute))
    row = Destination.objects.get(name=NATIONAL_PORTAL)
    assert row.open_until is not None, "the circuit is open"
    assert row.failed < 250, "nobody knocks all the time"
    portal.trouble(mode="well")
    send_all(machine + timedelta(minutes=62))
    send_all(machine + timedelta(minutes=63))
    row.refresh_from_db()
    assert row.open_until is None
    assert not Message.objects.filter(destination=NATIONAL_PORTAL).exclude(state="sent").exists()
    assert [len(one.steps) for one in portal.store.dossiers()] == [1, 1, 1]


def test_a_session_that_ends_is_renewed_and_nothing_is_told_twice(portal: Portal):
    keys = [begun() for _ in range(12)]
    send_all()
    for key in keys:
        tell(key, "phuc", do.HandOver(), NOON)
    portal.trouble(drop_sessions=True)
    assert {one.outcome for one in send_all()} == {"sent"}
    assert all(portal.steps(code_of(key)) == [1, 2] for key in keys)


def test_a_session_that_ends_in_the_middle_of_a_batch_loses_and_doubles_nothing(
    portal: Portal, monkeypatch
):
    keys = [begun() for _ in range(25)]
    serve, asked = portal.server.protocol.serve, []

    def ending(body):
        asked.append(body)
        if len(asked) % 7 == 0:
            portal.server.protocol.drop_sessions()
        return serve(body)

    monkeypatch.setattr(Protocol, "serve", lambda protocol, body: ending(body))
    assert {one.outcome for one in send_all()} <= {"sent", "later"}
    monkeypatch.undo()
    send_all(timezone.now() + timedelta(hours=1))
    assert all(portal.steps(code_of(key)) == [1] for key in keys)
    assert not Message.objects.exclude(state="sent").filter(destination=NATIONAL_PORTAL).exists()


def test_a_portal_that_answers_500_for_a_day_is_told_everything_afterwards(portal: Portal):
    keys = [begun() for _ in range(3)]
    portal.trouble(mode="error")
    machine = timezone.now() + timedelta(seconds=1)
    for quarter in range(4 * 24):
        send_all(machine + timedelta(minutes=15 * quarter))
    queue = Message.objects.filter(destination=NATIONAL_PORTAL)
    assert set(queue.values_list("state", flat=True)) == {"waiting"}, "nobody gave up"
    assert "HTTP 500" in Destination.objects.get(name=NATIONAL_PORTAL).last_error
    portal.trouble(mode="well")
    for minute in range(5):
        send_all(machine + timedelta(days=1, minutes=minute))
    assert set(queue.values_list("state", flat=True)) == {"sent"}
    assert all(portal.steps(code_of(key)) == [1] for key in keys)


def test_words_that_say_ok_beside_an_error_code_are_no_success(portal: Portal, monkeypatch):
    key = begun()
    real = Protocol.serve

    def liar(protocol, body):
        if body["service"] == "DongBoHoSoMC":
            return {"error_code": "7", "message": "OK, thành công", "result": None}
        return real(protocol, body)

    monkeypatch.setattr(Protocol, "serve", liar)
    [delivery] = send_all()
    assert (delivery.outcome, "OK, thành công" in delivery.error) == ("dead", True)
    message = Message.objects.get(dossier_key=key, destination=NATIONAL_PORTAL)
    assert (message.state, message.sent) == ("dead", None)


def test_one_bad_record_keeps_none_of_the_others_waiting(portal: Portal):
    keys = [begun() for _ in range(5)]
    bad = Message.objects.get(dossier_key=keys[2], destination=NATIONAL_PORTAL)
    bad.document["field"]["code"] = "?"
    bad.save()
    assert sorted(one.outcome for one in send_all()) == ["dead", *["sent"] * 4]
    assert len(portal.store.dossiers()) == 4


def test_what_was_never_told_is_told_from_the_log_alike(portal: Portal):
    key = begun()
    lived(key)
    queue = Message.objects.filter(dossier_key=key, destination=NATIONAL_PORTAL).order_by("fact")
    with_the_facts = [one.document for one in queue]
    silent = begun(when=at("2020-03-23 08:00"))
    switch(NATIONAL_PORTAL, on=False)
    quiet = begun()
    lived(quiet)
    assert not Message.objects.filter(dossier_key=quiet, destination=NATIONAL_PORTAL).exists()
    assert queue_history([quiet, silent], NATIONAL_PORTAL, now=NOON) == len(with_the_facts)
    later = Message.objects.filter(dossier_key=quiet, destination=NATIONAL_PORTAL).order_by("fact")
    told = [one.document | {"code": code_of(key)} for one in later]
    assert told == with_the_facts


def test_a_supplement_tells_both_dates_and_who_asked(portal: Portal):
    key = begun()
    for name, command in [
        ("phuc", do.HandOver()), ("lan", do.AcceptHandOver()), ("lan", do.HandOver()),
        ("nga", do.AcceptHandOver()),
        ("nga", do.RequestSupplement(
            content="Bản sao giấy chứng nhận", explanation="Thiếu giấy tờ chứng minh địa điểm",
            guidance="Nộp tại Bộ phận Một cửa xã")),
        ("phuc", do.NotifySupplement()),
    ]:  # fmt: skip
        tell(key, name, command, NOON)
    tell(key, "phuc", do.RecordSupplement("Đã nhận bản sao"), at("2020-03-24 09:00"))
    assert {one.outcome for one in send_all()} == {"sent"}
    [one] = portal.held(code_of(key)).record["DanhSachHoSoBoSung"]
    assert one["NguoiYeuCauBoSung"] == "Trần Thị Nga"
    assert one["NoiDungBoSung"] == "Bản sao giấy chứng nhận"
    assert one["NgayBoSung"] == "2020-03-20T14:00:00"
    assert one["NgayTiepNhanBoSung"] == "2020-03-24T09:00:00"
    assert one["NgayHenTraTruoc"] == "2020-03-25T17:00:00"
    assert one["NgayHenTraMoi"] > one["NgayHenTraTruoc"]
    assert portal.held(code_of(key)).record["NgayHenTra"][:8] == "20200327"


def test_an_immediate_result_is_told_as_three_steps(portal: Portal):
    key = UUID(str(uuid7()))
    tell(key, "phuc", reception(BIRTH, COMMUNE, applicant=CITIZEN), MORNING)
    at_once = do.ResolveAtOnce(
        result_number="5/KS", result_date=date(2020, 3, 20), files=finish().files,
        collected_by="Nguyễn Thị Thanh Trúc",
    )  # fmt: skip
    tell(key, "phuc", at_once, MORNING)
    send_all()
    held = portal.held(code_of(key))
    assert [step["TrangThai"] for step in held.steps] == ["2", "9", "10"]
    assert held.record["DanhSachGiayToKetQua"][0]["TenGiayTo"] == "ket-qua.pdf"


def test_erased_people_are_told_to_nobody(portal: Portal):
    key = begun(procedure=HOUSEHOLD)
    erased = do.ErasePrivate((1,), "Quyết định 7/QĐ-UBND")
    tell(key, "tam", erased, NOON)
    [delivery] = send_all()
    assert delivery.outcome == "dead"
    assert portal.store.dossiers() == []
