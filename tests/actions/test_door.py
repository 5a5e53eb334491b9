"""The door: who may pass, what a refusal leaves behind, what a batch is."""

import threading
from contextlib import closing, suppress
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from uuid import UUID

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uuid6 import uuid7

from motcua.actions import batch as door_batch
from motcua.actions.dossiers import Done, Request, perform, perform_many
from motcua.domain import commands as do
from motcua.domain.dossier import Dossier as State
from motcua.domain.evolve import evolve_by_copies, replay
from motcua.domain.refusal import Refused
from motcua.models import (
    Counter,
    DeskRow,
    Dossier,
    DossierCode,
    Fact,
    Message,
    PrivateValue,
)
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one, verify_span
from motcua.reads.audit_rows import Span
from motcua.reads.dossiers import entries
from tests.story import (
    BIRTH,
    COMMUNE,
    FINANCE,
    FRIDAY,
    ONE_STOP,
    PEOPLE,
    PERMIT,
    finish,
    received,
    reception,
    tell,
    who,
)

TABLES = (Dossier, Fact, PrivateValue, DeskRow, DossierCode, Message, Counter)


def new_key() -> UUID:
    return UUID(str(uuid7()))


def counted() -> list[int]:
    return [table.objects.count() for table in TABLES]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "command", "reason"),
    [
        ("loc", do.HandOver(), "not_your_task"),  # the officer has not been given it yet
        ("dong", do.HandOver(), "not_your_task"),  # another commune's clerk
        ("quan", do.Withdraw("quản trị muốn xóa hồ sơ"), "not_your_task"),
        ("phuc", do.AcceptHandOver(), "not_now"),
        ("phuc", do.Approve(), "not_now"),
        (
            "phuc",
            do.ResolveAtOnce(
                result_number="1",
                result_date=FRIDAY.date(),
                files=finish().files,
                collected_by="Trúc",
            ),
            "not_immediate",
        ),
        ("phuc", do.SubmitForSignature(), "not_ready_for_signature"),
        ("phuc", do.Withdraw("ngắn"), "explanation_too_short"),
        ("phuc", do.PassTime(), "not_your_task"),
        ("phuc", do.HandOver(person=-1), "person_not_there"),
        ("khai", do.ErasePrivate((1,), "QĐ 1"), "not_your_task"),
        ("tam", do.ErasePrivate((99,), "QĐ 1"), "no_such_value"),
        ("phuc", do.AttachPaper(paper="form"), "file_missing"),
        ("phuc", do.CorrectDossier(explanation="ghi nhầm họ tên"), "nothing_changed"),
    ],
)
def test_a_refused_request_leaves_no_trace(name, command, reason):
    key = received()
    before = counted()
    with pytest.raises(Refused) as refusal:
        tell(key, name, command)
    assert refusal.value.reason == reason
    assert counted() == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"papers": ()}, "papers_missing"),
        ({"procedure": "1.999999"}, "unknown_procedure"),
        ({"agency": ONE_STOP}, "not_your_task"),  # Phúc does not sit there
        ({"procedure": PERMIT.code}, "not_received_here"),
        ({"channel": "pigeon"}, "bad_choice"),
        ({"sets": 0}, "bad_count"),
        ({"content": "x" * 5000}, "bad_text"),
        ({"content": "a\u202eb"}, "bad_text"),
    ],
)
def test_a_reception_that_is_not_right_is_refused(change, reason):
    with pytest.raises(Refused) as refusal:
        tell(new_key(), "phuc", replace(reception(), **change))
    assert refusal.value.reason == reason
    assert not Dossier.objects.exists()
    assert not Counter.objects.exists()


@pytest.mark.django_db
def test_codes_come_in_order_and_a_refused_reception_uses_none():
    keys = [received(), received()]
    with pytest.raises(Refused):
        tell(new_key(), "phuc", reception(papers=()))
    keys.append(received())
    codes = [Dossier.objects.get(key=key).code for key in keys]
    assert codes == [f"000.12.38.H08-200320-000{n}" for n in (1, 2, 3)]


@pytest.mark.django_db
def test_reception_refused_has_a_form_number_and_no_code():
    key = new_key()
    command = do.RefuseReception(
        agency=COMMUNE,
        procedure=reception().procedure,
        applicant=reception().applicant,
        papers=(),
        reason="not_competent",
        explanation="Nơi đăng ký ở huyện khác",
    )
    tell(key, "phuc", command)
    row = Dossier.objects.get(key=key)
    assert (row.state, row.code, row.form_number) == ("refused", "", "1")
    assert not DossierCode.objects.exists()


@pytest.mark.django_db
def test_whoever_saw_an_older_dossier_is_told_who_was_quicker():
    key = received()
    tell(key, "phuc", do.HandOver())
    with pytest.raises(Refused) as refusal:
        perform(key, do.RecallHandOver("nhầm đơn vị nhận"), actor=who("phuc"), now=FRIDAY, expect=1)
    assert refusal.value.reason == "changed_meanwhile"
    assert refusal.value.facts["last_person"] == who("phuc")
    assert refusal.value.facts["last_kind"] == "HandedOver"


@pytest.mark.django_db
def test_a_private_value_is_erased_and_every_seal_still_verifies():
    key = received()
    tell(key, "tam", do.ErasePrivate((1,), "QĐ 12/QĐ-UBND"))
    row = Dossier.objects.get(key=key)
    assert list(verify_one(row)) == []
    value = PrivateValue.objects.get(dossier_id=key, number=1)
    assert (value.value, value.salt) == (None, None)
    assert not DeskRow.objects.exclude(name="", name_key="", identity="", phone="").exists()
    assert "person" not in Message.objects.get().document


@pytest.mark.django_db
def test_a_correction_keeps_what_was_said_before():
    key = received()
    other = reception().applicant.__class__("Nguyễn Thị Thanh Trà", phone="0905000219")
    tell(key, "phuc", do.CorrectDossier(applicant=other, explanation="ghi nhầm họ tên"))
    names = (
        PrivateValue.objects.filter(dossier_id=key)
        .order_by("number")
        .values_list("value", flat=True)
    )
    told = [v["name"] for v in names if isinstance(v, dict)]
    assert told == ["Nguyễn Thị Thanh Trúc", "Nguyễn Thị Thanh Trà"]
    assert set(DeskRow.objects.values_list("name", flat=True)) == {"Nguyễn Thị Thanh Trà"}
    assert list(verify_one(Dossier.objects.get(key=key))) == []


@pytest.mark.django_db
def test_whoever_is_corrected_beside_others_takes_no_name_from_them():
    corrected, handed = received(), received(BIRTH)
    tell(handed, "phuc", do.HandOver())
    other = reception().applicant.__class__("Nguyễn Thị Thanh Trà", phone="0905000219")
    correction = do.CorrectDossier(applicant=other, explanation="ghi nhầm họ tên")
    requests = [
        Request(corrected, correction, who("phuc")),
        Request(handed, do.AcceptHandOver(), who("loc")),
    ]
    assert all(isinstance(one, Done) for one in perform_many(requests, now=FRIDAY))
    for row in Dossier.objects.filter(key__in=(corrected, handed)):
        assert list(verify_one(row)) == []
    names = DeskRow.objects.filter(dossier_id=handed).values_list("name", flat=True)
    assert set(names) == {"Nguyễn Thị Thanh Trúc"}


FINAL = {
    "motcua_fact": "kind",
    "motcua_dossiercode": "format",
    "motcua_accessrecord": "page",
    "motcua_agencyfact": "kind",
}
EDITS = [
    text.format(table, column, "'x'")
    for table, column in FINAL.items()
    for text in ("UPDATE {} SET {}={}", "DELETE FROM {}", "TRUNCATE {}")
]


@pytest.mark.django_db
@pytest.mark.parametrize("edit", EDITS)
def test_the_product_may_not_edit_the_past(edit):
    received()
    with (
        pytest.raises(DatabaseError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(edit)


@pytest.mark.parametrize("edit", EDITS)
def test_even_the_owner_of_the_tables_cannot_edit_the_past(edit, superuser):
    with superuser() as owner:
        owner.execute("SET session_replication_role = DEFAULT")
        owner.execute("SET ROLE motcua_owner")
        with pytest.raises(Exception, match=r"rows of .* are final"):
            owner.execute(edit)


@pytest.mark.usefixtures("committed")
def test_eight_press_at_once_and_one_wins():
    key = received()
    tell(key, "phuc", do.HandOver())
    outcomes = []

    def press():
        try:
            perform(key, do.AcceptHandOver(), actor=who("lan"), now=FRIDAY, expect=2)
            outcomes.append("accepted")
        except Refused as no:
            outcomes.append((no.reason, no.facts["last_person"]))
        finally:
            connection.close()

    threads = [threading.Thread(target=press) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count("accepted") == 1
    assert outcomes.count(("changed_meanwhile", who("lan"))) == 7
    assert Fact.objects.filter(kind="HandOverAccepted").count() == 1


@pytest.mark.usefixtures("committed")
def test_eight_clerks_receive_at_once_and_no_number_is_given_twice():
    keys = [new_key() for _ in range(8)]
    # Two windows with the same form: the same key twice
    threads = [
        threading.Thread(target=_receive, args=(key, name))
        for key, name in zip([*keys, keys[0]], ["phuc"] * 9, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = sorted(DossierCode.objects.values_list("code", flat=True))
    assert codes == [f"000.12.38.H08-200320-000{n}" for n in range(1, 9)]
    assert Fact.objects.count() == 8


def _receive(key, name):
    with closing(connection), suppress(Refused):
        tell(key, name, reception())


LATER = st.integers(0, 5000)
NAMES = st.sampled_from(sorted(PEOPLE))
COMMANDS = st.sampled_from(
    [
        do.HandOver(),
        do.SubmitForSignature(),
        do.AcceptHandOver(),
        do.RecallHandOver("chuyển nhầm đơn vị"),
        do.Decline("wrong_agency", "không phải việc của phòng"),
        do.SendBack("draft_to_mend", "dự thảo sai căn cứ pháp lý"),
        do.Approve(),
        finish(),
        do.Reject("conditions_not_met", "không đủ điều kiện cấp phép"),
        do.Withdraw("công dân đề nghị rút hồ sơ"),
        do.Stop("other_law", "12/QĐ", "dừng theo quy định của pháp luật"),
        do.ReturnResult("counter", "Nguyễn Thị Thanh Trúc"),
        do.CorrectDossier(explanation="ghi nhầm nội dung", content="nội dung đúng"),
        do.AttachPaper(paper="form", files=finish().files),
        do.ErasePrivate((1,), "QĐ 12/QĐ-UBND"),
        do.RequestSupplement(
            content="thiếu bản vẽ mặt bằng",
            explanation="chưa đủ căn cứ thẩm định",
            guidance="nộp hai bản vẽ có đóng dấu",
            override="lãnh đạo đồng ý yêu cầu thêm",
        ),
        do.NotifySupplement(),
        do.RecordSupplement("đã nộp bản vẽ"),
        do.AskPayment(notice_number="12/TB", notice_date=FRIDAY.date(), amount=75_000),
        do.ConfirmPayment("giấy nộp tiền 12"),
        do.ExtendLimit(
            extension="xem-xet-them",
            document_number="12/UBND-TP",
            document_date=FRIDAY.date(),
            explanation="phải xem xét thêm thực địa",
        ),
        do.AskOpinion(consulted=FINANCE, answer_by=date(2020, 4, 7), content="ý kiến về quy hoạch"),
        do.GiveOpinion(number=1, content="đồng ý, không có vướng mắc"),
        do.ProposeApology(
            reason="head_slow", explanation="lãnh đạo đi công tác", new_date=date(2020, 4, 20)
        ),
        do.ApproveApology("hẹn lại thêm một lần"),
        do.SendApology(manner="hand", proof="chữ ký người nhận"),
        do.DeclareDayOff(
            decision="12/QĐ-UBND", signed=date(2020, 3, 20), effective=date(2020, 3, 23)
        ),
        do.PassTime(),
    ]
)


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(COMMANDS, NAMES, LATER), max_size=30))
def test_whatever_people_try_the_row_is_the_replay_and_the_chain_verifies(attempts):
    key, moment = received(PERMIT, ONE_STOP), FRIDAY
    for command, name, minutes in attempts:
        moment += timedelta(minutes=minutes)
        actor = 0 if isinstance(command, do.PassTime) else who(name)
        try:
            perform(key, command, actor=actor, now=moment)
        except Refused:
            continue
    row = Dossier.objects.get(key=key)
    log = list(entries(key))
    # Door and verify make drafts; copies read no field that was replaced, whatever a chapter does.
    assert replay(log) == reduce(evolve_by_copies, log, State()) == from_row(row)
    assert list(verify_one(row)) == []


def _rows():
    state = [list(table.objects.order_by("pk").values_list()) for table in TABLES]
    return [[_plain(row) for row in rows] for rows in state]


def _plain(row):
    return tuple(bytes(v) if isinstance(v, memoryview) else v for v in row)


@pytest.mark.django_db
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.integers(0, 3), COMMANDS, NAMES), min_size=1, max_size=20),
    st.lists(st.integers(1, 8), min_size=1),
)
def test_any_split_of_a_batch_gives_the_same_rows(acts, splits):
    keys = [new_key() for _ in range(4)]
    requests = [
        Request(key, reception(PERMIT, ONE_STOP, secret="AAAA"), who("lan")) for key in keys
    ]
    requests += [Request(keys[n], command, who(name)) for n, command, name in acts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door_batch, "draw_salt", lambda key, number: key.bytes + bytes([number]))
        whole = _outcome(requests, [len(requests)])
        parts = _outcome(requests, splits)
        singles = _outcome(requests, [1])
    assert whole == parts == singles


def _outcome(requests, sizes):
    point = transaction.savepoint()
    told, start, turn = [], 0, 0
    while start < len(requests):
        size = sizes[turn % len(sizes)]
        told += perform_many(requests[start : start + size], now=FRIDAY)
        start, turn = start + size, turn + 1
    verdicts = [o.dossier if isinstance(o, Done) else o.reason for o in told]
    rows = _rows()
    transaction.savepoint_rollback(point)
    return verdicts, rows


@pytest.mark.django_db
@pytest.mark.parametrize("size", [110, 260])  # some tables by COPY, all tables by COPY
def test_a_large_batch_is_copied_and_gives_what_singles_give(size):
    keys = [new_key() for _ in range(size)]
    requests = [Request(key, reception(secret="AAAA"), who("phuc")) for key in keys]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door_batch, "draw_salt", lambda key, number: key.bytes + bytes([number]))
        assert _outcome(requests, [size]) == _outcome(requests, [1])


@pytest.mark.django_db
@pytest.mark.parametrize("size", [70, 110, 260])  # desk rows alone by COPY, then more, then all
def test_a_large_batch_of_changes_gives_what_singles_give(size):
    keys = [new_key() for _ in range(size)]
    requests = [Request(key, reception(secret="AAAA"), who("phuc")) for key in keys]
    perform_many(requests, now=FRIDAY)
    handed = [Request(key, do.HandOver(), who("phuc")) for key in keys]
    assert _outcome(handed, [size]) == _outcome(handed, [1])


@pytest.mark.django_db
def test_a_letter_still_goes_when_something_else_than_the_applicant_is_erased():
    key = received()
    tell(key, "phuc", do.CorrectDossier(explanation="ghi thêm nội dung", content="nội dung"))
    number = Dossier.objects.get(key=key).content["number"]
    tell(key, "tam", do.ErasePrivate((number,), "QĐ 12/QĐ-UBND"))
    assert Message.objects.get().document["person"]["name"] == "Nguyễn Thị Thanh Trúc"


VANDALS = [
    (
        'UPDATE motcua_fact SET body = body || \'{"limit": "9 days"}\' WHERE number = 1',
        "seal_broken",
    ),
    ("DELETE FROM motcua_fact WHERE number = 1", "fact_missing"),
    (
        "UPDATE motcua_dossier SET legal_due = legal_due + interval '9 days'",
        "row_differs:legal_due",
    ),
    ("UPDATE motcua_privatevalue SET value = '\"x\"' WHERE number = 2", "private_value_changed"),
    (
        "UPDATE motcua_privatevalue SET value = NULL, salt = NULL, erased = now() WHERE number = 2",
        "private_value_erased_without_decision",
    ),
    ("UPDATE motcua_deskrow SET due = due + interval '9 days'", "desk_row_differs"),
    ("UPDATE motcua_deskrow SET name = 'Người khác'", "search_differs"),
    ("DELETE FROM motcua_dossiercode", "code_of_another"),
    (
        "INSERT INTO motcua_dossiercode SELECT 'X-1', key, 'old', issued FROM motcua_dossiercode",
        "code_not_issued",
    ),
]


@pytest.mark.usefixtures("committed")
@pytest.mark.parametrize(("deed", "kind"), VANDALS)
def test_verify_finds_what_a_vandal_did(deed, kind, superuser):
    key = received()
    tell(key, "phuc", do.HandOver())
    with superuser() as vandal:
        vandal.execute(deed)
    found = [finding.kind for finding in verify_one(Dossier.objects.get(key=key))]
    assert kind in found


@pytest.mark.usefixtures("committed")
def test_verify_finds_a_dossier_that_was_deleted(superuser):
    received()
    with superuser() as vandal:
        vandal.execute("DELETE FROM motcua_dossier")
    _, found = verify_span(Span())
    assert [finding.kind for finding in found] == ["dossier_missing"]


@pytest.mark.django_db
def test_an_unsigned_draft_goes_no_further():
    key = received(PERMIT, ONE_STOP)
    for name, command in [
        ("lan", do.HandOver()),
        ("thuong", do.AcceptHandOver()),
        ("thuong", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()),
    ]:
        tell(key, name, command)
    with pytest.raises(Refused) as refusal:
        tell(key, "thang", do.HandOver())
    assert refusal.value.reason == "not_now"


WORDS = [
    "tab\there",
    "line\nend",
    'back\\slash "quoted"',
    "\\N",
    "\\.",
    "hồ sơ ₫ 𝄞",
    "a\\tb",
    "NULL",
    "{a,b}",
    ",",
]


@pytest.mark.django_db
@pytest.mark.parametrize("size", [210, 12])  # by COPY; as arrays
def test_words_that_copy_or_an_array_could_misread_arrive_as_they_were_typed(size):
    keys = [new_key() for _ in range(size)]
    requests = [
        Request(key, reception(content=WORDS[n % len(WORDS)], secret="AAAA"), who("phuc"))
        for n, key in enumerate(keys)
    ]
    assert all(isinstance(outcome, Done) for outcome in perform_many(requests, now=FRIDAY))
    for n, key in enumerate(keys[: len(WORDS)]):
        row = Dossier.objects.get(key=key)
        assert list(verify_one(row)) == []
        said = PrivateValue.objects.get(dossier_id=key, number=row.content["number"]).value
        assert said.split() == WORDS[n].split()


@pytest.mark.usefixtures("committed")
def test_two_batches_that_begin_a_day_at_once_give_no_code_twice():
    sizes, threads = (30, 40, 50), []
    for size in sizes:
        requests = [Request(new_key(), reception(secret="AAAA"), who("phuc")) for _ in range(size)]
        threads.append(threading.Thread(target=_perform_and_close, args=(requests,)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    codes = sorted(DossierCode.objects.values_list("code", flat=True))
    assert codes == [f"000.12.38.H08-200320-{n:04}" for n in range(1, sum(sizes) + 1)]


def _perform_and_close(requests):
    with closing(connection):
        assert all(isinstance(o, Done) for o in perform_many(requests, now=FRIDAY))


@pytest.mark.django_db
def test_a_batch_of_refused_receptions_begins_no_series():
    requests = [Request(new_key(), reception(papers=()), who("phuc")) for _ in range(3)]
    assert all(isinstance(outcome, Refused) for outcome in perform_many(requests, now=FRIDAY))
    assert not Counter.objects.exists()
