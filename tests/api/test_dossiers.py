"""A dossier lives through the API: the same door, the same words, once each, nobody overtaken."""

import io
import threading

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.actions.dossiers import perform
from motcua.api.nouns import BEGINNINGS, NOUNS
from motcua.domain import commands as do
from motcua.domain.rules import RULES, Place
from motcua.models import AccessRecord, Answer, Dossier, DossierCode, Fact
from motcua.reads.audit import verify
from motcua.web.desk.commands_table import FORMS
from tests.api.asking import ROOT, Program, reception
from tests.story import COMMUNE, FRIDAY, ONE_STOP, PERMIT, received, tell, who

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7 giay chung nhan"


def test_every_command_of_a_person_can_be_given():
    given = set(NOUNS.values()) | set(BEGINNINGS.values())
    files = {do.EnterFromBook, do.DeclareDayOff}  # whole books; the calendar's own page
    people = {kind for kind, rule in RULES.items() if set(rule.places) - {Place.CLOCK}}
    assert people - files - given == set()
    assert {noun: form.kind for noun, form in FORMS.items()} == NOUNS, "as on the pages"


def kept(program: Program, code: str) -> str:
    file = io.BytesIO(PDF)
    file.name = "kết quả.pdf"
    answer = program.client.post(
        f"{ROOT}/dossiers/{code}/files",
        {"file": file},
        headers={"Authorization": f"Bearer {program.token}"},
    )
    assert answer.status_code == 201, answer.content
    return str(answer.json()["file"])


def test_a_dossier_lives_from_reception_to_return():
    people = {name: Program(name) for name in ("phuc", "lan", "nga", "thang", "hoa")}
    answer = people["phuc"].post("/dossiers", reception())
    assert answer.status_code == 201, answer.content
    code = answer.json()["code"]
    assert answer["Location"] == f"/api/v1/dossiers/{code}"
    assert answer.json()["first_promise"] == "2020-03-25T17:00:00+07:00"  # Wednesday
    for name, noun in [
        ("phuc", "hand-over"), ("lan", "acceptance"), ("lan", "hand-over"), ("nga", "acceptance"),
        ("nga", "signature-submission"), ("thang", "acceptance"), ("thang", "approval"),
        ("hoa", "acceptance"),
    ]:  # fmt: skip
        done = people[name].give(code, noun)
        assert done.status_code == 200, (noun, done.content)
    result = {"result_number": "12/GCN", "result_date": "2020-03-20"}
    done = people["hoa"].give(code, "result", result | {"files": [kept(people["hoa"], code)]})
    assert done.json()["state"] == "finished"
    people["phuc"].give(code, "acceptance")
    done = people["phuc"].give(code, "return", {"manner": "counter", "collected_by": "Trúc"})
    assert (done.json()["state"], done.json()["commands"]) == ("returned", ["erasure"][:0])
    assert (done.json()["late_vs_first_promise"], done.json()["met_reappointment"]) == (False, None)
    whole = people["phuc"].get(f"/dossiers/{code}").json()
    assert whole["people"]["applicant"]["name"] == "Nguyễn Thị Thanh Trúc"
    [file] = [one for one in whole["files"] if one["name"] == "kết quả.pdf"]
    got = people["phuc"].get(f"/dossiers/{code}/files/{file['digest']}")
    assert b"".join(got.streaming_content) == PDF
    log = people["phuc"].get(f"/dossiers/{code}/facts").json()["items"]
    assert [one["number"] for one in log] == list(range(1, len(log) + 1))
    assert log[0]["title"] == "Tiếp nhận, hẹn trả 25/03/2020"
    slip = people["phuc"].get(f"/dossiers/{code}/prints/control-slip")
    assert slip.content.startswith(b"%PDF-")
    assert list(verify([Dossier.objects.get(code=code).key])) == []


def test_both_formats_of_an_agency_mean_the_agency():
    answer = Program("phuc").post("/dossiers", reception(agency="000.12.38.H08"))
    assert answer.json()["receiving"] == COMMUNE


def test_a_refusal_says_what_the_page_says():
    answer = Program("phuc").post("/dossiers", reception(papers=[]))
    assert answer.status_code == 422
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == "urn:motcua:papers_missing"
    assert answer.json()["detail"].startswith("Còn thiếu giấy tờ bắt buộc.")
    assert not Dossier.objects.exists()


def test_everything_wrong_with_a_person_is_named_at_once():
    person = {"name": "", "phone": "12", "identity": "123", "birth": "31/02/1990"}
    answer = Program("phuc").post("/dossiers", reception(applicant=person))
    assert answer.status_code == 422
    fields = {one["field"]: one["detail"] for one in answer.json()["errors"]}
    assert set(fields) == {f"applicant.{name}" for name in person}
    assert fields["applicant.birth"] == "Không có ngày này trong lịch."


def test_refusing_and_asking_to_mend_begin_a_dossier_without_a_code():
    phuc = Program("phuc")
    base = {key: value for key, value in reception().items() if key != "papers"}
    words = {"explanation": "Nơi đăng ký ở huyện khác"}
    refused = phuc.post(
        "/reception-refusals", base | words | {"papers": [], "reason": "not_competent"}
    )
    mend = words | {"content": "Thiếu bản sao thẻ", "guidance": "Mang bản sao đến quầy"}
    asked = phuc.post("/reception-supplements", base | mend)
    assert (refused.status_code, asked.status_code) == (201, 201)
    assert [a.json()["state"] for a in (refused, asked)] == ["refused", "supplement_at_reception"]
    assert phuc.get(refused["Location"].removeprefix(ROOT)).status_code == 200


# -- nobody is overtaken


def test_a_command_says_which_state_it_has_seen():
    phuc = Program("phuc")
    code = Dossier.objects.get(key=received()).code
    missing = phuc.post(f"/dossiers/{code}/hand-over", {})
    assert (missing.status_code, missing.json()["type"]) == (428, "urn:motcua:if_match_missing")
    seen = phuc.get(f"/dossiers/{code}")["ETag"]
    assert phuc.post(f"/dossiers/{code}/hand-over", {}, If_Match=seen).status_code == 200
    stale = phuc.post(f"/dossiers/{code}/withdrawal", {"explanation": "x" * 20}, If_Match=seen)
    assert (stale.status_code, stale.json()["type"]) == (412, "urn:motcua:changed_meanwhile")
    assert stale["ETag"] != seen
    anything = phuc.post(f"/dossiers/{code}/recall", {"explanation": "x" * 20}, If_Match="*")
    assert anything.status_code == 412, "whoever has not looked may not act"


def test_what_is_not_possible_now_is_a_conflict_and_what_is_not_yours_forbidden():
    key = received()
    code = Dossier.objects.get(key=key).code
    phuc = Program("phuc")
    assert phuc.give(code, "acceptance").status_code == 409
    tell(key, "phuc", do.HandOver())
    assert phuc.give(code, "acceptance").status_code == 403


# -- once each


def test_the_same_key_and_body_is_one_reception():
    phuc = Program("phuc")
    first = phuc.post("/dossiers", reception(), Idempotency_Key="a1")
    again = phuc.post("/dossiers", reception(), Idempotency_Key="a1")
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.content == again.content
    assert (first["ETag"], first["Location"]) == (again["ETag"], again["Location"])
    assert "Idempotency-Replayed" not in first
    assert again["Idempotency-Replayed"] == "true"
    assert Dossier.objects.count() == 1


def test_a_command_sent_again_is_answered_although_its_etag_is_stale_by_now():
    phuc = Program("phuc")
    code = Dossier.objects.get(key=received()).code
    tag = phuc.get(f"/dossiers/{code}")["ETag"]
    sent = {"If_Match": tag, "Idempotency_Key": "h1"}
    first = phuc.post(f"/dossiers/{code}/hand-over", {}, **sent)
    again = phuc.post(f"/dossiers/{code}/hand-over", {}, **sent)
    assert (first.status_code, again.content) == (200, first.content)
    assert Fact.objects.filter(kind="HandedOver").count() == 1


def test_the_same_key_with_another_body_is_refused():
    phuc = Program("phuc")
    phuc.post("/dossiers", reception(), Idempotency_Key="a1")
    other = phuc.post("/dossiers", reception(sets=2), Idempotency_Key="a1")
    assert (other.status_code, other.json()["type"]) == (422, "urn:motcua:key_used_otherwise")
    assert Dossier.objects.count() == 1


def test_keys_of_two_tokens_are_two_keys_and_a_refusal_leaves_the_key_free():
    phuc, again = Program("phuc"), Program("phuc")
    assert phuc.post("/dossiers", reception(papers=[]), Idempotency_Key="k").status_code == 422
    assert phuc.post("/dossiers", reception(), Idempotency_Key="k").status_code == 201
    assert again.post("/dossiers", reception(), Idempotency_Key="k").status_code == 201
    assert Dossier.objects.count() == 2


@pytest.mark.parametrize("key", ["á", "x" * 201, "a\tb"])
def test_a_key_that_is_none_is_refused(key):
    answer = Program("phuc").post("/dossiers", reception(), Idempotency_Key=key)
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:motcua:bad_key")


def test_answers_that_are_kept_name_nobody():
    Program("phuc").post("/dossiers", reception(), Idempotency_Key="a1")
    kept_answer = Answer.objects.get()
    assert "Trúc" not in kept_answer.body
    assert "0905" not in kept_answer.body


@pytest.mark.usefixtures("committed")
def test_two_at_the_same_moment_are_one_deed():
    phuc, answers = Program("phuc"), []

    def ask() -> None:
        try:
            answers.append(phuc.post("/dossiers", reception(), Idempotency_Key="same"))
        finally:
            connection.close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {answer.status_code for answer in answers} == {201}
    assert len({answer.json()["code"] for answer in answers}) == 1
    assert DossierCode.objects.count() == 1


# -- who may


def test_what_is_not_yours_and_what_is_not_there_answer_alike():
    code = Dossier.objects.get(key=received()).code
    dong = Program("dong")
    theirs, nothing = dong.get(f"/dossiers/{code}"), dong.get("/dossiers/000.12.38.H08-200320-9")
    assert (theirs.status_code, nothing.status_code) == (404, 404)
    same = ("type", "title", "status", "detail")
    assert [theirs.json()[name] for name in same] == [nothing.json()[name] for name in same]


def test_a_token_of_one_agency_is_good_for_that_agency_alone():
    perform(received(PERMIT, ONE_STOP), do.HandOver(), actor=who("lan"), now=FRIDAY)
    code = Dossier.objects.get().code
    hoa = Program("hoa", agency="H08.38")
    assert hoa.get(f"/dossiers/{code}").status_code == 200
    mine = Program("lan", agency=ONE_STOP)
    assert mine.get("/dossiers", {"agency": COMMUNE}).status_code == 404
    assert mine.post("/dossiers", reception()).status_code == 403


def test_whoever_sees_personal_data_is_written_down():
    key = received()
    Program("phuc").get(f"/dossiers/{Dossier.objects.get(key=key).code}")
    assert AccessRecord.objects.get().page == "api dossier"


def test_a_file_of_another_dossier_cannot_be_named():
    phuc = Program("phuc")
    one, other = (Dossier.objects.get(key=received()).code for _ in range(2))
    text = kept(phuc, one)
    answer = phuc.give(other, "papers", {"paper": "form", "files": [text]})
    assert (answer.status_code, answer.json()["type"]) == (422, "urn:motcua:unknown_file")
    assert phuc.give(one, "papers", {"paper": "form", "files": [text]}).status_code == 200


# -- lists


def test_a_list_is_read_page_after_page_without_gap_or_repeat():
    keys = {str(received()) for _ in range(5)}
    phuc, seen, after = Program("phuc"), [], ""
    for _ in range(5):
        page = phuc.get("/dossiers", {"limit": 2, "after": after}).json()
        seen += [one["key"] for one in page["items"]]
        after = page["next"]
        if not after:
            break
    assert (len(seen), set(seen)) == (5, keys)


def test_a_list_names_nobody_and_costs_the_same_for_ten_as_for_twenty():
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = phuc.get("/dossiers")
        assert "Trúc" not in answer.content.decode()
        return len(asked)

    phuc = Program("phuc")
    for _ in range(10):
        received()
    ten = queries()
    for _ in range(10):
        received()
    assert queries() == ten <= 12
