"""Files: sent once, kept under their digest, given only to who may see the dossier."""

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.domain import commands as do
from motcua.domain import uploads
from motcua.models import AccessRecord, Clock, Dossier
from motcua.models.mapping import from_row
from motcua.reads.dossiers import entries
from motcua.web.desk.files_kept import SALT
from tests.story import at, received, tell, who
from tests.web.client import Visitor, page_of
from tests.web.client import text_of as words_on
from tests.web.counter import RECEIVE, code_at, summary, typed

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PDF = b"%PDF-1.7\nkich ban kiem thu\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64


def scan(content=PDF, name="Tờ khai.pdf"):
    return SimpleUploadedFile(name, content)


def receive(visitor, **files):
    return visitor.post(RECEIVE, typed() | {n.replace("__", "-"): f for n, f in files.items()})


def attached(visitor, key, *files, paper="form"):
    code = Dossier.objects.get(key=key).code
    return visitor.post(f"/dossiers/{code}/papers", {"paper": paper, "files": list(files)})


def files_of(key):
    papers = from_row(Dossier.objects.get(key=key)).papers
    return {paper.code: paper.files for paper in papers if paper.files}


def links(visitor, code):
    page = page_of(visitor.get(f"/dossiers/{code}"))
    return [a.get("href") for a in page.all("a") if "/files/" in a.get("href", "")]


def test_scans_are_received_with_their_papers():
    visitor = Visitor.named("phuc")
    answer = receive(visitor, files__form=[scan(), scan(PNG, "trang 2.png")])
    code = code_at(answer)
    key = Dossier.objects.get(code=code).key
    assert len(files_of(key)["form"]) == 2
    assert [type(entry.fact).__name__ for entry in entries(key)] == ["Received", "PaperAttached"]
    words = words_on(visitor.get(f"/dossiers/{code}"))
    assert "Tờ khai.pdf PDF" in words
    assert "trang 2.png PNG" in words


def test_a_file_comes_back_whole_as_a_download_under_its_name():
    visitor = Visitor.named("phuc")
    code = code_at(receive(visitor, files__form=scan()))
    [link] = links(visitor, code)
    answer = visitor.get(link)
    assert b"".join(answer.streaming_content) == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "T%E1%BB%9D%20khai.pdf" in disposition


def test_downloading_is_looking_at_personal_data(monkeypatch):
    visitor = Visitor.named("phuc")
    code = code_at(receive(visitor, files__form=scan()))
    [link] = links(visitor, code)
    monkeypatch.setattr(Clock, "now", lambda clock: at("2020-03-20 09:01"))
    visitor.get(link)
    [seen] = AccessRecord.objects.filter(page="file")
    assert seen.person == who("phuc")


def test_only_who_may_see_the_dossier_gets_its_files():
    visitor = Visitor.named("phuc")
    [link] = links(visitor, code_at(receive(visitor, files__form=scan())))
    assert Visitor.named("dong").get(link).status_code == 404
    assert Visitor().get(link).status_code == 302


def test_a_file_of_another_dossier_is_not_found_through_ones_own():
    mine = Visitor.named("phuc")
    code = code_at(receive(mine, files__form=scan()))
    digest = links(mine, code)[0].rpartition("/")[2]
    theirs = received(agency="H08.38.11")
    stranger = Visitor.named("dong")
    own = Dossier.objects.get(key=theirs).code
    assert stranger.get(f"/dossiers/{own}/files/{digest}").status_code == 404
    assert stranger.get(f"/dossiers/{own}/files/..").status_code == 404


def test_a_file_gone_from_the_store_is_not_found(settings, tmp_path):
    visitor = Visitor.named("phuc")
    [link] = links(visitor, code_at(receive(visitor, files__form=scan())))
    settings.MEDIA_ROOT = tmp_path
    assert visitor.get(link).status_code == 404


def test_names_that_were_erased_are_not_offered():
    visitor = Visitor.named("phuc")
    code = code_at(receive(visitor, files__form=scan()))
    key = Dossier.objects.get(code=code).key
    numbers = tuple(range(1, from_row(Dossier.objects.get(key=key)).private_values + 1))
    tell(key, "tam", do.ErasePrivate(numbers, "Quyết định 15/QĐ-UBND"))
    words = words_on(visitor.get(f"/dossiers/{code}"))
    assert "Tờ khai.pdf" not in words
    [link] = links(visitor, code)
    assert "T%E1%BB%9D%20khai" not in visitor.get(link).headers["Content-Disposition"]


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (scan(b"MZ\x90\x00" + b"0" * 99, "anh.png"), "anh.png: Nội dung tệp không phải loại ghi ở"),
        (scan(PDF, "phan-mem.exe"), "phan-mem.exe: Loại tệp không nhận."),
        (scan(b"", "rong.pdf"), "rong.pdf: "),
        (scan(PNG, "../../x\x00.pdf"), "x.pdf: Nội dung tệp không phải loại ghi ở tên (PDF)."),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_at_its_field(file, said: str):
    visitor = Visitor.named("phuc")
    file.seek(0)
    answer = receive(visitor, files__form=file)
    assert answer.status_code == 422
    [(link, words)] = summary(answer)
    assert link == "#files-form"
    assert words.startswith(said)
    assert Dossier.objects.count() == 0


def test_a_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(uploads, "SIZE_LIMIT", 20)
    answer = receive(Visitor.named("phuc"), files__form=scan())
    [(_, words)] = summary(answer)
    assert words.startswith("Tờ khai.pdf: Tệp lớn hơn")


def test_a_scan_need_not_be_chosen_again_when_something_else_was_wrong():
    visitor = Visitor.named("phuc")
    sent = typed(applicant__name="") | {"files-form": scan()}
    answer = visitor.post(RECEIVE, sent)
    assert answer.status_code == 422
    [kept] = [i for i in page_of(answer).all("input") if i.get("name") == "kept-form"]
    again = {n: v for n, v in sent.items() if n != "files-form"}
    again |= {"applicant-name": "Nguyễn Thị Thanh Trúc", "kept-form": kept.get("value")}
    code = code_at(visitor.post(RECEIVE, again))
    assert len(links(visitor, code)) == 1


def test_the_same_scan_sent_twice_is_one_file():
    visitor = Visitor.named("phuc")
    code = code_at(receive(visitor, files__form=[scan(), scan(name="Bản nữa.pdf")]))
    assert len(links(visitor, code)) == 1


def test_a_digest_cannot_be_smuggled_into_ones_own_dossier():
    mine = Visitor.named("phuc")
    code = code_at(receive(mine, files__form=scan()))
    digest = links(mine, code)[0].rpartition("/")[2]
    sent = typed() | {"agency": "H08.38.11"}
    stranger = Visitor.named("dong")
    for line in (
        digest,
        signing.dumps([sent["key"], digest, "x.pdf"], salt="another"),
        signing.dumps(["another key", digest, "x.pdf"], salt=SALT),
        signing.dumps("no list", salt=SALT),
    ):
        fresh = sent | {"key": typed()["key"], "kept-form": line}
        theirs = code_at(stranger.post(RECEIVE, fresh))
        assert links(stranger, theirs) == []


def test_papers_are_attached_later_by_whoever_has_the_dossier():
    key = received()
    visitor = Visitor.named("phuc")
    assert attached(visitor, key, scan(), scan(PNG, "2.png")).status_code == 303
    assert len(files_of(key)["form"]) == 2


def test_a_draft_is_offered_to_whoever_must_sign():
    key = received()
    visitor = Visitor.named("phuc")
    assert attached(visitor, key, scan(name="Dự thảo.pdf"), paper="draft").status_code == 303
    code = Dossier.objects.get(key=key).code
    page = page_of(visitor.get(f"/dossiers/{code}"))
    [button] = [a for a in page.all("a") if a.get("class") == "btn" and "/files/" in a.get("href")]
    assert button.get("href", "").endswith(files_of(key)["draft"][0])


def test_attaching_nothing_or_to_no_paper_is_refused():
    key = received()
    visitor = Visitor.named("phuc")
    assert summary(attached(visitor, key)) == [
        ("#papers-files", "Chưa chọn tệp. Chọn tệp rồi thử lại.")
    ]
    unknown = attached(visitor, key, scan(), paper="other")
    assert [link for link, _ in summary(unknown)] == ["#papers-paper"]
    kept = [i for i in page_of(unknown).all("input") if i.get("name") == "kept-files"]
    assert len(kept) == 1
    assert files_of(key) == {}


def test_nothing_is_kept_for_whoever_may_not_attach(settings, tmp_path):
    key = received()
    settings.MEDIA_ROOT = tmp_path / "files"
    assert attached(Visitor.named("tam"), key, scan()).status_code == 409
    assert not (tmp_path / "files").exists()
