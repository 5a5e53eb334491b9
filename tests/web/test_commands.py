"""Commands given over HTTP: 303 back, 409 with who was quicker, 422 with the field."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from motcua.actions.people import let_act
from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.domain.roles import Role
from motcua.models import Dossier, User
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one
from motcua.reads.dossiers import party_of, private_values, text_of
from motcua.web.desk.commands_table import FORMS
from tests.story import BIRTH, ONE_STOP, PERMIT, received, tell, who
from tests.web.client import Visitor, page_of, words_of
from tests.web.counter import notices, summary

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

WHY = "Hồ sơ chuyển nhầm phòng, cần chuyển lại"


def pdf(name="ket-qua.pdf"):
    return SimpleUploadedFile(name, b"%PDF-1.7\nkich ban\n%%EOF\n", "application/pdf")


def state(key):
    return from_row(Dossier.objects.get(key=key))


def post(name, key, noun, **fields):
    dossier = state(key)
    sent = {"expect": str(dossier.facts)} | fields
    return Visitor.named(name).post(f"/dossiers/{dossier.code}/{noun}", sent)


def done(name, key, noun, **fields):
    answer = post(name, key, noun, **fields)
    assert answer.status_code == 303, summary(answer) or notices(answer)
    assert answer["Location"] == f"/dossiers/{state(key).code}"


def result(**more):
    return {"result_number": "12/GCN", "result_date": "20/03/2020", "files": pdf()} | more


def to_signature():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver())
    tell(key, "thuong", do.AcceptHandOver())
    tell(key, "thuong", do.SubmitForSignature())
    tell(key, "thang", do.AcceptHandOver())
    return key


def test_a_household_business_lives_its_whole_life_by_these_pages():
    key = received()
    done("phuc", key, "hand-over")
    done("lan", key, "acceptance")
    done("lan", key, "hand-over")
    done("nga", key, "acceptance")
    done("nga", key, "signature-submission")
    done("thang", key, "acceptance")
    done("thang", key, "approval")
    done("hoa", key, "acceptance")
    done("hoa", key, "result", **result())
    done("phuc", key, "acceptance")
    done("phuc", key, "return", manner="counter", collected_by="Nguyễn Thị Thanh Trúc")
    row = Dossier.objects.get(key=key)
    assert from_row(row).state is State.RETURNED
    assert list(verify_one(row)) == []


def test_a_birth_is_registered_and_returned_at_once():
    key = received(BIRTH)
    done("phuc", key, "immediate-result", **result(), collected_by="Nguyễn Thị Thanh Trúc")
    assert state(key).state is State.RETURNED


def test_what_was_done_is_said_above_the_page():
    key = received()
    visitor = Visitor.named("phuc")
    answer = visitor.post(f"/dossiers/{state(key).code}/hand-over", {"expect": "1"})
    said = notices(visitor.get(answer["Location"]))
    assert said == ["Đã ghi nhận: Chuyển đến Bộ phận Tiếp nhận và Trả kết quả huyện Phù Cát."]


def test_a_hand_over_can_name_a_person():
    key = received(PERMIT, ONE_STOP)
    done("lan", key, "hand-over", person=str(who("tri")))
    pending = state(key).pending
    assert pending is not None
    assert pending.person == who("tri")


def test_a_person_who_is_not_there_cannot_be_named():
    key = received(PERMIT, ONE_STOP)
    answer = post("lan", key, "hand-over", person=str(who("nga")))
    assert answer.status_code == 422
    assert state(key).pending is None


@pytest.mark.parametrize(
    ("noun", "fields", "outcome"),
    [
        ("decline", {"reason": "wrong_agency", "explanation": WHY}, "declined"),
        ("acceptance", {}, ""),
    ],
)
def test_what_was_given_is_accepted_or_declined(noun: str, fields: dict[str, str], outcome: str):
    key = received()
    tell(key, "phuc", do.HandOver())
    done("lan", key, noun, **fields)
    assert state(key).legs[-1].outcome == outcome


def test_a_hand_over_is_recalled_with_a_reason():
    key = received()
    tell(key, "phuc", do.HandOver())
    assert summary(post("phuc", key, "recall", explanation="nhầm"))[0][0] == "#recall-explanation"
    done("phuc", key, "recall", explanation=WHY)
    assert state(key).legs[-1].outcome == "recalled"


def test_work_is_sent_back_and_reassigned():
    key = received(PERMIT, ONE_STOP)
    tell(key, "lan", do.HandOver(who("thuong")))
    tell(key, "thuong", do.AcceptHandOver())
    done("thuong", key, "sending-back", reason="papers_incomplete", explanation=WHY)
    tell(key, "lan", do.AcceptHandOver())
    tell(key, "lan", do.HandOver(who("thuong")))
    tell(key, "thuong", do.AcceptHandOver())
    done("thang", key, "reassignment", person=str(who("tri")), explanation=WHY)
    holder = state(key).holder
    assert holder is not None
    assert holder.person == who("tri")


def test_a_leader_rejects_with_reason_and_words():
    key = to_signature()
    bare = post("thang", key, "rejection", explanation=WHY)
    assert (bare.status_code, summary(bare)) == (
        422,
        [("#rejection-reason", "Chưa chọn lý do. Chọn một lý do và giải thích rõ.")],
    )
    page = page_of(bare)
    [kept] = [t for t in page.all("textarea") if t.get("id") == "rejection-explanation"]
    assert words_of(kept) == WHY
    [folded] = [d for d in page.all("details") if d.get("id") == "rejection"]
    assert "open" in folded.attrib
    done("thang", key, "rejection", reason="planning_conflict", explanation=WHY)
    assert state(key).state is State.REJECTED


def test_without_a_file_there_is_no_result():
    key = to_signature()
    tell(key, "thang", do.Approve())
    tell(key, "hoa", do.AcceptHandOver())
    answer = post("hoa", key, "result", result_number="12/GPXD", result_date="20/03/2020")
    assert summary(answer) == [
        (
            "#result-files",
            "Chưa thể kết thúc hồ sơ: còn thiếu tệp kết quả. Tải tệp kết quả lên rồi thử lại.",
        )
    ]
    assert state(key).state is State.APPROVED


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"result_date": "21/03/2020"}, "#result-result_date"),
        ({"result_date": "31/02/2020"}, "#result-result_date"),
        ({"result_date": "hôm nay"}, "#result-result_date"),
        ({"result_number": ""}, "#result-result_number"),
        ({"result_number": "12\x00"}, "#result-result_number"),
    ],
)
def test_a_result_with_something_wrong_comes_back_with_the_field(fields, field: str):
    key = to_signature()
    tell(key, "thang", do.Approve())
    tell(key, "hoa", do.AcceptHandOver())
    answer = post("hoa", key, "result", **result(**fields))
    assert answer.status_code == 422
    assert [link for link, _ in summary(answer)] == [field]


def test_the_citizen_takes_it_back_or_the_leader_stops_it():
    key = received()
    done("phuc", key, "withdrawal", explanation="Đơn xin rút hồ sơ ngày 20/03/2020")
    assert state(key).state is State.WITHDRAWN
    other = received(PERMIT, ONE_STOP)
    told = {"document_number": "", "explanation": WHY, "reason": "other_law"}
    assert [link for link, _ in summary(post("thang", other, "stop", **told))] == [
        "#stop-document_number"
    ]
    done("thang", other, "stop", **told | {"document_number": "15/TB-UBND"})
    assert state(other).state is State.STOPPED


# -- corrections, erasure


def correction(name, key):
    page = page_of(Visitor.named(name).get(f"/dossiers/{state(key).code}/correction"))
    sent = {}
    for field in page.all("input", "textarea", "select"):
        if field.tag == "select":
            picked = [one for one in field.iter("option") if "selected" in one.attrib]
            sent[field.get("name")] = picked[0].get("value") if picked else ""
        else:
            sent[field.get("name")] = field.get("value", words_of(field))
    del sent["q"], sent["csrfmiddlewaretoken"]
    sent.pop("key", None)
    return sent


def test_a_dossier_is_corrected_on_a_page_that_starts_from_what_it_says():
    key = received()
    sent = correction("phuc", key)
    assert (sent["applicant-name"], sent["paper-form-originals"]) == ("Nguyễn Thị Thanh Trúc", "1")
    changed = {
        "applicant-name": "Nguyễn Thị Thanh Trúc Ly",
        "paper-form-originals": "2",
        "explanation": "Đánh máy thiếu tên lót",
    }
    done("phuc", key, "correction", **sent | changed)
    dossier = state(key)
    party = party_of(dossier.applicant, private_values(key))
    assert party is not None
    assert (party.name, party.phone) == ("Nguyễn Thị Thanh Trúc Ly", "0905000218")
    assert [(p.code, p.originals) for p in dossier.papers] == [("form", 2)]


def test_a_correction_keeps_the_files_of_the_papers():
    key = received()
    tell(key, "phuc", do.AttachPaper(paper="form", files=(do.NewFile("ab" * 32, "a.pdf"),)))
    sent = correction("phuc", key) | {"explanation": WHY, "paper-form-originals": "3"}
    done("phuc", key, "correction", **sent)
    [paper] = state(key).papers
    assert (paper.originals, paper.files) == (3, ("ab" * 32,))


def test_a_correction_of_nothing_is_refused_and_a_wrong_field_is_marked():
    key = received()
    sent = correction("phuc", key) | {"explanation": WHY}
    same = post("phuc", key, "correction", **sent)
    assert summary(same) == [
        ("#correction-explanation", "Chưa sửa gì. Sửa ít nhất một mục rồi lưu.")
    ]
    wrong = {"applicant-phone": "12", "owner-birth": "x", "paper-form-originals": "-1"}
    bad = post("phuc", key, "correction", **sent | wrong)
    assert [link for link, _ in summary(bad)] == [
        "#correction-paper-form-originals",
        "#correction-applicant-phone",
        "#correction-owner-name",
        "#correction-owner-birth",
    ]
    assert state(key).facts == 1


def test_a_result_is_corrected_with_a_new_file():
    key = to_signature()
    tell(key, "thang", do.Approve())
    tell(key, "hoa", do.AcceptHandOver())
    done("hoa", key, "result", **result())
    fields = result(result_number="13/GPXD", explanation="Ghi sai số nhà trong giấy phép")
    done("thang", key, "result-correction", **fields)
    dossier = state(key)
    assert dossier.result is not None
    assert text_of(dossier.result.number, private_values(key)) == "13/GPXD"


def test_erasing_names_what_each_value_is_and_never_what_it_says():
    key = received()
    visitor = Visitor.named("tam")
    code = state(key).code
    page = page_of(visitor.get(f"/dossiers/{code}/erasure"))
    words = words_of(page.all("main")[0])
    assert "Người nộp: Tiếp nhận, hẹn trả 25/03/2020, 20/03/2020" in words
    assert "Nguyễn Thị Thanh Trúc" not in words
    none = post("tam", key, "erasure", basis="Quyết định 15/QĐ-UBND")
    assert summary(none)[0][0] == "#erasure-basis"
    done("tam", key, "erasure", basis="Quyết định 15/QĐ-UBND ngày 20/03/2020", **{"value-1": "on"})
    assert private_values(key)[1] is None
    assert list(verify_one(Dossier.objects.get(key=key))) == []


def test_a_page_of_its_own_is_only_for_whoever_may_do_it():
    key = received()
    answer = Visitor.named("nga").get(f"/dossiers/{state(key).code}/correction")
    assert answer.status_code == 404  # finance has nothing to do with it yet
    answer = Visitor.named("tam").get(f"/dossiers/{state(key).code}/correction")
    assert (answer.status_code, notices(answer)) == (
        409,
        ["Việc này không thuộc phần việc của ông, bà ở hồ sơ này."],
    )


# -- somebody was quicker; somebody else's work


def test_the_second_clerk_is_told_who_was_first_and_sees_how_it_stands():
    key = received()
    let_act(who("dong"), "H08.38.12", Role.RECEPTIONIST, since=date(2020, 1, 1))
    seen = str(state(key).facts)
    tell(key, "phuc", do.HandOver())
    tell(key, "phuc", do.RecallHandOver(WHY))
    answer = Visitor.named("dong").post(
        f"/dossiers/{state(key).code}/withdrawal",
        {"expect": seen, "explanation": "Đơn xin rút hồ sơ"},
    )
    assert answer.status_code == 409
    assert notices(answer) == [
        "Huỳnh Thị Diễm Phúc vừa thao tác trên hồ sơ này trước."
        " Hồ sơ vừa thay đổi. Xem lại hồ sơ rồi thao tác tiếp nếu còn cần."
    ]
    page = page_of(answer)
    [kept] = [t for t in page.all("textarea") if t.get("id") == "withdrawal-explanation"]
    assert words_of(kept) == "Đơn xin rút hồ sơ"
    assert {i.get("value") for i in page.all("input") if i.get("name") == "expect"} == {"3"}
    assert state(key).state is State.IN_PROCESS


def test_pressing_twice_is_no_quarrel_with_oneself():
    key = received()
    visitor = Visitor.named("phuc")
    address = f"/dossiers/{state(key).code}/hand-over"
    assert visitor.post(address, {"expect": "1"}).status_code == 303
    again = visitor.post(address, {"expect": "1"})
    assert again.status_code == 409
    assert "Huỳnh Thị Diễm Phúc vừa" not in " ".join(notices(again))
    assert len(state(key).legs) == 2


def test_somebody_elses_work_is_refused_with_a_sentence():
    key = received()
    tell(key, "phuc", do.HandOver())
    answer = post("phuc", key, "acceptance")
    assert answer.status_code == 409
    assert state(key).pending is not None


def test_who_may_not_see_it_may_not_act_on_it():
    key = received()
    for noun in FORMS:
        assert post("dong", key, noun).status_code == 404
    assert state(key).facts == 1


@pytest.mark.parametrize("noun", [n for n in FORMS if n not in ("correction", "erasure")])
def test_a_command_is_never_given_by_a_link(noun: str):
    key = received()
    assert Visitor.named("phuc").get(f"/dossiers/{state(key).code}/{noun}").status_code == 405


def test_there_is_no_other_noun():
    key = received()
    assert Visitor.named("phuc").post(f"/dossiers/{state(key).code}/deletion").status_code == 404


def test_a_post_without_a_token_does_nothing():
    key = received()
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(User.objects.get(username="phuc"))
    assert strict.post(f"/dossiers/{state(key).code}/hand-over", {"expect": "1"}).status_code == 403
    assert state(key).facts == 1


@pytest.mark.parametrize("expect", ["", "x", "99999999999999999999", "-1"])
def test_a_strange_number_of_facts_harms_nothing(expect: str):
    key = received()
    answer = post("phuc", key, "hand-over", expect=expect)
    assert answer.status_code in (303, 409, 422)


def test_what_was_typed_is_shown_again_as_text_and_never_as_markup():
    key = to_signature()
    typed = "<b>Không</b> & </textarea><script>"
    answer = post("thang", key, "rejection", explanation=typed, reason="")
    [kept] = [t for t in page_of(answer).all("textarea") if t.get("id") == "rejection-explanation"]
    assert words_of(kept) == typed
