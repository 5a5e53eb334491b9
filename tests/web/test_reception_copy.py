"""Copying a dossier: a new reception filled from it, and nothing written before it is received."""

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from uuid6 import uuid7

from motcua.actions.people import let_act
from motcua.actions.publication import publish_procedure
from motcua.domain import commands as do
from motcua.domain.facts import PaperCount
from motcua.domain.party import Party
from motcua.domain.procedure import PaperRule
from motcua.domain.roles import Role
from motcua.models import AccessRecord, Dossier, Fact
from motcua.models.mapping import from_row
from motcua.reads.audit import verify_one
from motcua.reads.dossiers import party_of, private_values
from tests.story import (
    AN,
    COMMUNE,
    FRIDAY,
    HOUSEHOLD,
    ONE_STOP,
    OTHER_COMMUNE,
    PERMIT,
    at,
    received,
    reception,
    tell,
    who,
)  # fmt: skip
from tests.web.client import Visitor, page_of, words_of
from tests.web.counter import RECEIVE, code_at, fields_of, notices

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
OWNER = Party("Công ty TNHH Hòa Hội", address="Xã Cát Hanh")
PROXY = Party("Trần Thị Tám", phone="0905000219")


def pattern(**more: object) -> UUID:
    """A dossier with an owner, a proxy, two papers, returned by post."""
    key = UUID(str(uuid7()))
    papers = (PaperCount("form", 2, 1), PaperCount("proof", 0, 1))
    values = {"owner": OWNER, "proxy": PROXY, "papers": papers, "return_manner": "post"}
    tell(key, "phuc", reception(HOUSEHOLD, **(values | more)))
    return key


def code_of(key: UUID) -> str:
    return Dossier.objects.get(key=key).code


def copy_link(visitor: Visitor, key: UUID) -> str:
    page = page_of(visitor.get(f"/dossiers/{code_of(key)}"))
    links = [a.get("href", "") for a in page.all("a") if words_of(a) == "Chép thành hồ sơ mới"]
    return links[0] if links else ""


def test_a_new_reception_begins_with_what_the_pattern_has():
    key, visitor = pattern(), Visitor.named("phuc")
    link = copy_link(visitor, key)
    assert link == f"{RECEIVE}?agency={COMMUNE}&copy={code_of(key)}"
    answer = visitor.get(link)
    fields = fields_of(page_of(answer))
    told = {
        "procedure": HOUSEHOLD.code,
        "applicant-name": AN.name,
        "applicant-phone": AN.phone,
        "owner-name": OWNER.name,
        "proxy-name": PROXY.name,
        "paper-form": "on",
        "paper-form-originals": "2",
        "paper-form-copies": "1",
        "paper-proof": "on",
        "return_manner": "post",
        "channel": "direct",
    }
    assert {name: fields.get(name) for name in told} == told
    assert notices(answer) == [
        f"Đã chép từ hồ sơ {code_of(key)}."
        " Đối chiếu người nộp và giấy tờ thực nhận trước khi tiếp nhận."
    ]


def test_nothing_is_written_until_it_is_received_and_then_it_is_a_dossier_of_its_own():
    key, visitor = pattern(), Visitor.named("phuc")
    page = page_of(visitor.get(copy_link(visitor, key)))
    assert (Dossier.objects.count(), Fact.objects.count()) == (1, 1)
    code = code_at(visitor.post(RECEIVE, fields_of(page) | {"do": "receive"}))
    assert code != code_of(key)
    row = Dossier.objects.get(code=code)
    assert list(verify_one(row)) == []
    made, old = from_row(row), from_row(Dossier.objects.get(key=key))
    assert (made.papers, made.return_manner) == (old.papers, old.return_manner)
    for name in ("applicant", "owner", "proxy"):
        copied = party_of(getattr(made, name), private_values(row.key))
        assert copied == party_of(getattr(old, name), private_values(key))
    assert Dossier.objects.get(key=key).facts == 1


def test_a_paper_that_was_scanned_but_not_handed_in_is_not_ticked():
    key = pattern(papers=(PaperCount("form", 1, 0),))
    tell(key, "phuc", do.AttachPaper(paper="proof", files=(do.NewFile("ab" * 32, "quet.pdf"),)))
    visitor = Visitor.named("phuc")
    fields = fields_of(page_of(visitor.get(copy_link(visitor, key))))
    assert "paper-form" in fields
    assert "paper-proof" not in fields


def test_a_version_no_longer_in_force_opens_in_the_one_of_today_and_says_so():
    key = pattern()
    deed = PaperRule("deed", "Văn bản mới", 1, 0, True, None, False, "kịch bản kiểm thử")
    newer = replace(
        HOUSEHOLD, version=2, papers=(HOUSEHOLD.papers[0], deed), valid_from=date(2020, 3, 20)
    )
    publish_procedure(newer, now=at("2020-03-20 08:00"))
    visitor = Visitor.named("phuc")
    answer = visitor.get(copy_link(visitor, key))
    [sentence] = notices(answer)
    assert "theo phiên bản 1 của thủ tục; hồ sơ mới theo phiên bản 2 đang có hiệu lực." in sentence
    fields = fields_of(page_of(answer))
    assert (fields["paper-form"], fields["paper-form-originals"]) == ("on", "2")
    assert "paper-deed-originals" in fields  # asked by the new version, and not ticked
    assert "paper-deed" not in fields
    assert not any(name.startswith("paper-proof") for name in fields)
    answer = visitor.post(RECEIVE, fields | {"do": "receive", "paper-deed": "on"})
    assert Dossier.objects.get(code=code_at(answer)).version == 2


def test_a_procedure_that_is_no_longer_received_here_is_said_and_the_people_are_kept():
    key = received(PERMIT, ONE_STOP)
    let_act(who("lan"), COMMUNE, Role.RECEPTIONIST, since=date(2020, 1, 1))
    answer = Visitor.named("lan").get(RECEIVE, {"agency": COMMUNE, "copy": code_of(key)})
    assert "nay không tiếp nhận ở đây. Chọn thủ tục khác." in notices(answer)[0]
    fields = fields_of(page_of(answer))
    assert (fields["procedure"], fields["applicant-name"]) == ("", AN.name)


def test_only_who_may_receive_such_a_dossier_is_offered_a_copy():
    key = pattern()
    tell(key, "phuc", do.HandOver())
    assert copy_link(Visitor.named("phuc"), key)
    assert copy_link(Visitor.named("khai"), key) == ""  # signs, receives nothing
    there = copy_link(Visitor.named("lan"), key)  # the counter of the district receives it too
    assert there.startswith(f"{RECEIVE}?agency={ONE_STOP}&")
    permit = received(PERMIT, ONE_STOP)
    let_act(who("phuc"), ONE_STOP, Role.OFFICER, since=date(2020, 1, 1))
    assert copy_link(Visitor.named("phuc"), permit) == ""  # no commune receives permits


def test_what_waits_to_be_received_is_received_itself_and_not_copied():
    key = UUID(str(uuid7()))
    asked = do.AskReceptionSupplement(
        agency=COMMUNE, procedure=HOUSEHOLD.code, applicant=AN, content="Giấy ủy quyền",
        explanation="Còn thiếu giấy ủy quyền", guidance="Mang giấy ủy quyền đến", channel="direct",
    )  # fmt: skip
    tell(key, "phuc", asked)
    visitor = Visitor.named("phuc")
    page = page_of(visitor.get(f"/dossiers/{key}"))
    assert "Chép thành hồ sơ mới" not in [words_of(a) for a in page.all("a")]
    answer = visitor.get(RECEIVE, {"copy": str(key)})
    assert "chưa được tiếp nhận nên không chép được" in notices(answer)[0]
    assert fields_of(page_of(answer))["applicant-name"] == ""


def test_a_dossier_of_others_and_one_that_does_not_exist_answer_alike_and_tell_nothing():
    key, visitor = pattern(), Visitor.named("dong")
    for code in (code_of(key), str(key), "000.12.38.H08-200320-9999", "x\0"):
        answer = visitor.get(RECEIVE, {"agency": OTHER_COMMUNE, "copy": code})
        assert answer.status_code == 200
        assert notices(answer) == ["Không tìm thấy hồ sơ để chép. Kiểm tra lại mã hồ sơ."]
        assert AN.name not in answer.content.decode()
        assert fields_of(page_of(answer))["procedure"] == ""
    assert not AccessRecord.objects.exists()


def test_who_receives_nowhere_gets_no_page():
    key = pattern()
    answer = Visitor.named("khai").get(RECEIVE, {"copy": code_of(key)})
    assert answer.status_code == 403
    assert AN.name not in answer.content.decode()


def test_erased_people_are_not_copied_and_it_is_said():
    key = pattern(owner=None, proxy=None)
    number = Dossier.objects.get(key=key).applicant["number"]
    tell(key, "tam", do.ErasePrivate((number,), "Quyết định 12/QĐ-UBND ngày 20/03/2020"))
    answer = Visitor.named("phuc").get(RECEIVE, {"copy": code_of(key)})
    assert "Thông tin người nộp của hồ sơ đó đã xóa." in notices(answer)[0]
    assert fields_of(page_of(answer))["applicant-name"] == ""


def test_who_saw_the_people_of_the_pattern_is_written_down():
    key = pattern()
    Visitor.named("phuc").get(RECEIVE, {"copy": code_of(key)})
    seen = AccessRecord.objects.filter(dossier_key=key, page="receive", at=FRIDAY)
    assert [record.person for record in seen] == [who("phuc")]
