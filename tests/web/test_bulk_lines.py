"""Many dossiers approved, issued or returned at once: a line for each, an outcome for each."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from motcua.domain.dossier import State
from motcua.models import AccessRecord, Dossier
from motcua.reads.audit import verify_one
from motcua.reads.dossiers import private_values
from tests.story import AN, BIRTH, FRIDAY, PERMIT, at, finish, received, reception, tell, who
from tests.web.client import page_of
from tests.web.desk_pages import at_desk, find_all, page, rows_of, words

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nkich ban kiem thu\n%%EOF\n"
Sent = dict[str, object]


def to_approve(when: datetime = FRIDAY) -> UUID:
    """A birth registration that Khải has to approve."""
    key = received(BIRTH, when=when)
    for name, command in [
        ("phuc", do.HandOver()), ("loc", do.AcceptHandOver()), ("loc", do.SubmitForSignature()),
        ("khai", do.AcceptHandOver()),
    ]:  # fmt: skip
        tell(key, name, command, when)
    return key


def to_finish(when: datetime = FRIDAY) -> UUID:
    """One that is approved: Khải, who signed, has to issue it."""
    key = to_approve(when)
    tell(key, "khai", do.Approve(), when)
    return key


def to_return(when: datetime = FRIDAY) -> UUID:
    """One whose result lies at Phúc's counter."""
    key = to_finish(when)
    tell(key, "khai", finish(), when)
    tell(key, "phuc", do.AcceptHandOver(), when)
    return key


def picked(client: Client, move: str) -> Sent:
    """Every box of my work that bears this move, as the browser would send it."""
    boxes = page(client.get("/desk?tab=in-hand&rows=50")).findall(".//tbody//input")
    return {move: [box.get("value") for box in boxes if box.get("name") == move]}


def sheet(answer) -> Sent:
    """What the page of lines would send if nothing were typed."""
    sent: Sent = {}
    for field in page_of(answer).all("input", "select"):
        name, kind = str(field.get("name")), field.get("type", "text")
        if kind == "file" or (kind == "checkbox" and field.get("checked") is None):
            continue
        value = field.get("value", "")
        if field.tag == "select":
            [value] = [o.get("value") for o in field.iter("option") if "selected" in o.attrib]
        if name in ("line", "pick") or name.startswith("kept-"):
            sent[name] = [*sent.get(name, []), value]  # type: ignore[misc]
        elif name not in ("None", "csrfmiddlewaretoken", "q"):
            sent[name] = value
    return sent


def told(answer) -> tuple[str, list[str]]:
    section = page(answer).find(".//section[@class='results']")
    assert section is not None
    return words(section.find("h2")), [words(row) for row in section.findall("ul/li")]


def refused(answer) -> tuple[str, list[str]]:
    """The summary of what was refused: its heading, and each line."""
    box = page(answer).find(".//div[@class='summary']")
    assert box is not None
    return words(box.find("h2")), [words(line) for line in box.findall("ul/li")]


def state_of(key: UUID) -> str:
    return Dossier.objects.get(key=key).state


def scan(name: str = "ket-qua.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_drafts_are_looked_at_once_more_and_then_approved_together():
    keys = [to_approve() for _ in range(3)]
    client = at_desk("khai")
    first = client.post("/desk/approvals", picked(client, "approve"))
    assert first.status_code == 200
    assert [row[2] for row in rows_of(page(first))] == [f"{BIRTH.name}{AN.name}"] * 3
    assert {state_of(key) for key in keys} == {State.AWAITING_SIGNATURE}  # nothing is done yet
    answer = client.post("/desk/approvals", sheet(first))
    heading, rows = told(answer)
    assert (answer.status_code, heading) == (200, "Lần phê duyệt lúc 09:00: 3 hồ sơ đã phê duyệt")
    assert rows[0].startswith("Đã phê duyệt 000.12.38.H08-200320-0001 Thử: đăng ký khai sinh — ")
    for row in Dossier.objects.filter(key__in=keys):
        assert row.state == State.APPROVED
        assert list(verify_one(row)) == []


def test_the_draft_of_each_can_be_fetched_before_it_is_approved():
    key = received(BIRTH)
    tell(key, "phuc", do.HandOver())
    tell(key, "loc", do.AcceptHandOver())
    draft = do.NewFile("cd" * 32, "du-thao.pdf")
    tell(key, "loc", do.AttachPaper(paper="draft", files=(draft,)))
    tell(key, "loc", do.SubmitForSignature())
    tell(key, "khai", do.AcceptHandOver())
    to_approve()
    client = at_desk("khai")
    first = client.post("/desk/approvals", picked(client, "approve"))
    links = [a.get("href") for a in page(first).findall(".//td[@class='c-draft']/a")]
    assert links == [f"/dossiers/{Dossier.objects.get(key=key).code}/files/{'cd' * 32}"]
    assert sorted(row[-1] for row in rows_of(page(first))) == [
        "Tải dự thảo 000.12.38.H08-200320-0001",
        "không có tệp",
    ]


def test_results_are_issued_each_with_its_own_number_day_and_file():
    keys = [to_finish() for _ in range(2)]
    client = at_desk("khai")
    sent = sheet(client.post("/desk/results", picked(client, "finish")))
    for number, key in enumerate(keys, 1):
        assert sent[f"result_date-{key}"] == "20/03/2020"
        sent |= {f"result_number-{key}": f"{number}/TLKS", f"files-{key}": scan()}
    heading, _rows = told(client.post("/desk/results", sent))
    assert heading == "Lần phát hành lúc 09:00: 2 hồ sơ đã phát hành"
    for number, key in enumerate(keys, 1):
        assert state_of(key) == State.FINISHED
        assert f"{number}/TLKS" in private_values(key).values()


def test_what_is_refused_says_why_beside_its_code_and_loses_nothing_that_was_typed():
    good, no_file, bad_day, no_pdf = (to_finish() for _ in range(4))
    client = at_desk("khai")
    sent = sheet(client.post("/desk/results", picked(client, "finish")))
    for key in (good, no_file, bad_day, no_pdf):
        sent[f"result_number-{key}"] = f"{key}/TLKS"
    sent |= {f"files-{good}": scan(), f"files-{bad_day}": scan("hai.pdf")}
    sent |= {f"result_date-{bad_day}": "31/02/2020", f"files-{no_pdf}": scan("ba.exe")}
    answer = client.post("/desk/results", sent)
    assert answer.status_code == 200
    assert told(answer)[0] == "Lần phát hành lúc 09:00: 1 hồ sơ đã phát hành"
    heading, lines = refused(answer)
    assert heading == "3 hồ sơ chưa phát hành"
    reasons = dict(line.split(": ", 1) for line in lines)
    assert "còn thiếu tệp kết quả" in reasons["000.12.38.H08-200320-0002"]
    assert "ngày của kết quả: không có ngày này trong lịch" in reasons["000.12.38.H08-200320-0003"]
    assert "ba.exe: Loại tệp không nhận" in reasons["000.12.38.H08-200320-0004"]
    assert [state_of(key) == State.FINISHED for key in (good, no_file, bad_day, no_pdf)] == [
        True, False, False, False,
    ]  # fmt: skip
    again = sheet(answer)
    assert f"result_number-{good}" not in again
    assert again[f"result_number-{no_file}"] == f"{no_file}/TLKS"
    assert again[f"result_date-{bad_day}"] == "31/02/2020"
    again[f"result_date-{bad_day}"] = "20/03/2020"  # its file came along before
    client.post("/desk/results", again)
    assert state_of(bad_day) == State.FINISHED
    assert (state_of(no_file), state_of(no_pdf)) == (State.APPROVED, State.APPROVED)


def test_all_that_a_line_lacks_is_said_at_once():
    key = to_finish()
    client = at_desk("khai")
    sent = sheet(client.post("/desk/results", picked(client, "finish")))
    answer = client.post("/desk/results", sent | {f"result_date-{key}": "21/03/2020"})
    assert answer.status_code == 422
    bad = {f.get("id") for f in page_of(answer).all("input") if f.get("aria-invalid")}
    assert bad == {f"result_number-{key}", f"result_date-{key}", f"files-{key}"}
    assert len(refused(answer)[1]) == 3


def test_results_are_returned_each_to_whoever_came_for_it():
    first, second = to_return(), to_return()
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    assert sent[f"collected_by-{first}"] == AN.name
    assert sent[f"manner-{first}"] == "counter"
    sent |= {f"collected_by-{second}": "Nguyễn Văn Hai", f"manner-{second}": "post"}
    answer = client.post("/desk/returns", sent)
    heading, rows = told(answer)
    assert heading == "Lần trả kết quả lúc 09:00: 2 hồ sơ đã trả"
    assert rows[1].endswith(f"{BIRTH.name} — trả qua bưu chính cho Nguyễn Văn Hai")
    assert state_of(first) == state_of(second) == State.RETURNED
    assert "Nguyễn Văn Hai" in private_values(second).values()


def test_who_acts_for_another_is_expected_to_come():
    key = UUID(str(uuid4()))
    proxy = type(AN)("Trần Thị Tám", phone="0905000219")
    tell(key, "phuc", reception(BIRTH, proxy=proxy))
    for name, command in [
        ("phuc", do.HandOver()), ("loc", do.AcceptHandOver()), ("loc", do.SubmitForSignature()),
        ("khai", do.AcceptHandOver()), ("khai", do.Approve()), ("khai", finish()),
        ("phuc", do.AcceptHandOver()),
    ]:  # fmt: skip
        tell(key, name, command)
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    assert sent[f"collected_by-{key}"] == "Trần Thị Tám"


def test_a_return_without_a_receiver_stays_and_the_other_goes_through():
    first, second = to_return(), to_return()
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    answer = client.post("/desk/returns", sent | {f"collected_by-{first}": " "})
    assert told(answer)[0].endswith(": 1 hồ sơ đã trả")
    assert refused(answer)[0] == "1 hồ sơ chưa trả"
    assert (state_of(first), state_of(second)) == (State.FINISHED, State.RETURNED)
    [field] = [f for f in page_of(answer).all("input") if f.get("aria-invalid")]
    assert field.get("id") == f"collected_by-{first}"


def test_what_a_colleague_took_meanwhile_is_named_with_what_was_typed_for_it():
    first, second = to_return(), to_return()
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    sent[f"collected_by-{first}"] = "Nguyễn Văn Hai"
    tell(first, "phuc", do.ReturnResult("counter", "Nguyễn Văn Ba"), at("2020-03-20 09:01"))
    heading, rows = told(client.post("/desk/returns", sent))
    assert heading.endswith("1 hồ sơ đã trả, 1 hồ sơ chưa trả")
    assert "vừa thao tác trên hồ sơ này lúc 09:01: trả kết quả" in rows[0]
    assert rows[0].endswith("Đã nhập: Tại Bộ phận Một cửa, Nguyễn Văn Hai.")
    assert "Nguyễn Văn Hai" not in private_values(first).values()
    assert state_of(second) == State.RETURNED


def test_a_line_that_changed_but_is_still_open_is_shown_anew_before_it_is_done():
    key = to_finish()
    client = at_desk("khai")
    sent = sheet(client.post("/desk/results", picked(client, "finish")))
    sent |= {f"result_number-{key}": "1/TLKS", f"files-{key}": scan()}
    paper = do.NewFile("ef" * 32, "them.pdf")
    tell(key, "khai", do.AttachPaper(paper="form", files=(paper,)), at("2020-03-20 09:01"))
    answer = client.post("/desk/results", sent)
    assert answer.status_code == 422
    assert "lúc 09:01: đính kèm tệp" in refused(answer)[1][0]
    assert state_of(key) == State.APPROVED
    assert client.post("/desk/results", sheet(answer)).status_code == 200
    assert state_of(key) == State.FINISHED


def test_sent_twice_it_has_one_effect():
    key = to_return()
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    client.post("/desk/returns", sent)
    facts = Dossier.objects.get(key=key).facts
    answer = client.post("/desk/returns", sent)
    assert answer.status_code == 409
    assert "Chính ông, bà vừa thao tác" in told(answer)[1][0]
    assert Dossier.objects.get(key=key).facts == facts


def test_what_is_at_another_step_is_left_out_with_its_state():
    ready, paying = to_finish(), to_approve()
    tell(paying, "khai", _payment())
    facts = Dossier.objects.get(key=paying).facts
    client = at_desk("khai")
    chosen = picked(client, "finish")
    chosen["finish"] = [*chosen["finish"], f"{paying}.{facts}"]  # type: ignore[misc]
    answer = client.post("/desk/results", chosen)
    assert answer.status_code == 200
    [left] = told(answer)[1]
    assert "Hiện nay: chờ thực hiện nghĩa vụ tài chính. Hồ sơ không ở trạng thái" in left
    assert sheet(answer)["pick"] == [str(ready)]


def _payment() -> do.AskPayment:
    return do.AskPayment(notice_number="12/TB", notice_date=FRIDAY.date(), amount=100_000)


def test_dossiers_of_another_unit_and_those_that_do_not_exist_answer_alike():
    key = to_return()
    facts = Dossier.objects.get(key=key).facts
    for sent in (f"{key}.{facts}", f"{uuid4()}.{facts}"):
        for field in ("return", "line"):
            more = {"pick": sent.partition(".")[0], "collected_by-" + str(key): "Ai đó"}
            answer = at_desk("dong").post("/desk/returns", {field: [sent]} | more)
            assert answer.status_code == 409
            [row] = told(answer)[1]
            assert row.startswith("Chưa trả –Không tìm thấy hồ sơ.")
    assert state_of(key) == State.FINISHED


def test_somebody_elses_turn_is_refused_line_by_line():
    key = to_finish()
    facts = Dossier.objects.get(key=key).facts
    answer = at_desk("phuc").post("/desk/results", {"finish": [f"{key}.{facts}"]})
    assert answer.status_code == 409
    assert "Việc này không thuộc phần việc của ông, bà" in told(answer)[1][0]
    sent = {"line": [f"{key}.{facts}"], "pick": [str(key)], f"result_number-{key}": "1"}
    answer = at_desk("phuc").post("/desk/results", sent | {f"files-{key}": scan()})
    assert answer.status_code == 409
    assert state_of(key) == State.APPROVED


@pytest.mark.parametrize(
    ("noun", "move"), [("approvals", "approve"), ("results", "finish"), ("returns", "return")]
)
def test_nothing_chosen_is_said(noun: str, move: str):
    client = at_desk("phuc")
    answer = client.post(f"/desk/{noun}", {move: ["x", f"{uuid4()}"]})
    assert answer.status_code == 422
    [sentence] = find_all(page(answer), ".//p[@role='alert']")
    assert sentence.startswith("Chưa chọn hồ sơ nào chờ ")
    answer = client.post(f"/desk/{noun}", {move: [f"{uuid4()}.1" for _ in range(51)]})
    assert answer.status_code == 422
    assert "nhiều nhất 50 hồ sơ" in answer.content.decode()
    assert client.get(f"/desk/{noun}")["Location"] == "/desk"
    assert Client().post(f"/desk/{noun}").status_code == 302


def test_lines_that_were_unpicked_stay_as_they_were_typed():
    first, second = to_return(), to_return()
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    sent[f"collected_by-{second}"] = "Nguyễn Văn Hai"
    none = client.post("/desk/returns", sent | {"pick": []})
    assert none.status_code == 422
    assert find_all(page(none), ".//p[@role='alert']")[0].startswith("Chưa chọn hồ sơ nào")
    assert sheet(none)[f"collected_by-{second}"] == "Nguyễn Văn Hai"
    answer = client.post("/desk/returns", sent | {"pick": [str(first)]})
    assert told(answer)[0].endswith(": 1 hồ sơ đã trả")
    again = sheet(answer)
    assert (again["line"], again.get("pick")) == ([f"{second}.{_facts(second)}"], None)
    assert again[f"collected_by-{second}"] == "Nguyễn Văn Hai"


def _facts(key: UUID) -> int:
    return Dossier.objects.get(key=key).facts


def test_signs_that_nobody_can_see_do_no_harm():
    key = to_return()
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    answer = client.post("/desk/returns", sent | {f"collected_by-{key}": "Tr\0úc\u202e"})
    assert answer.status_code == 422
    assert state_of(key) == State.FINISHED


def test_a_long_text_is_kept_whole_or_refused_whole():
    fits, too_long = to_return(), to_return()
    client = at_desk("phuc")
    sent = sheet(client.post("/desk/returns", picked(client, "return")))
    sent |= {f"collected_by-{fits}": "a" * 900, f"collected_by-{too_long}": "b" * 2500}
    answer = client.post("/desk/returns", sent)
    assert (state_of(fits), state_of(too_long)) == (State.RETURNED, State.FINISHED)
    assert "a" * 900 in private_values(fits).values()
    assert sheet(answer)[f"collected_by-{too_long}"] == "b" * 2500


@pytest.mark.parametrize("noun", ["approvals", "results", "returns"])
def test_whatever_is_posted_gets_an_answer(noun):
    key = to_return()
    client, facts = at_desk("phuc"), _facts(key)
    move = {"approvals": "approve", "results": "finish", "returns": "return"}[noun]
    odd: list[Sent] = [
        {move: ["\0", f"{key}.{'9' * 400}", f"{key}.-1", f"{key}.٣", "x" * 90_000]},
        {move: [f"{{{key}}}.{facts}", f"urn:uuid:{key}.{facts}", f"{key}.{facts}"]},
        {"line": [f"{key}.{facts}"], "pick": [str(key)], f"manner-{key}": "\0", "list": "\0=%ff"},
        {"line": [f"{key}.{facts}"], "pick": [str(key)], f"manner-{key}": "counter\n"},
        {"line": [f"{uuid4()}.1"], "pick": ["\0"], "list": "after=%00&rows=9&tab=x&from=9"},
        {"line": [f"{key}.0"], "pick": [str(key)], f"result_date-{key}": "9" * 5000},
        {"line": [f"{key}.{facts}"], "pick": [str(key)], f"kept-files-{key}": ["a:b:c", "\0"]},
        {move: [f"{uuid4()}.1" for _ in range(900)]},
        {move: [f"{uuid4()}.1" for _ in range(10_000)]},
    ]
    for sent in odd:
        if sent.get("pick") == [str(key)] and noun == "returns":
            sent[f"collected_by-{key}"] = ""
        answer = client.post(f"/desk/{noun}", sent)
        assert answer.status_code in (200, 400, 409, 422), (sent, answer.status_code)
    assert state_of(key) == State.FINISHED


def test_a_rejection_is_told_from_a_result_where_it_is_returned():
    key = to_approve()
    tell(key, "khai", do.Reject("conditions_not_met", "Không đủ điều kiện theo quy định"))
    tell(key, "phuc", do.AcceptHandOver())
    client = at_desk("phuc")
    answer = client.post("/desk/returns", picked(client, "return"))
    assert rows_of(page(answer))[0][-1] == "từ chối giải quyết"


def test_who_saw_the_names_is_written_down():
    key = to_return()
    client = at_desk("phuc")
    client.post("/desk/returns", picked(client, "return"))
    seen = AccessRecord.objects.filter(dossier_key=key, page="returns")
    assert [record.person for record in seen] == [who("phuc")]


def test_only_commands_that_may_be_given_together_have_a_button():
    to_approve(), to_finish(), received(PERMIT, "H08.38.80")
    buttons = page(at_desk("khai").get("/desk?tab=in-hand")).findall(".//button[@data-move]")
    assert [words(button) for button in buttons] == ["Phê duyệt", "Phát hành kết quả"]


@pytest.mark.parametrize(
    ("noun", "move", "name", "make"),
    [
        ("approvals", "approve", "khai", to_approve),
        ("results", "finish", "khai", to_finish),
        ("returns", "return", "phuc", to_return),
    ],
)
def test_it_costs_as_many_statements_for_ten_lines_as_for_twenty(noun, move, name, make):
    client, costs = at_desk(name), []
    for count in (10, 10, 20):  # the first warms the law
        keys = [make() for _ in range(count)]
        chosen = picked(client, move)
        assert len(chosen[move]) == count  # type: ignore[arg-type]
        with CaptureQueriesContext(connection) as looked:
            first = client.post(f"/desk/{noun}", chosen)
        sent = sheet(first)
        for key in keys:
            sent[f"result_number-{key}"] = "1/TLKS"
        with CaptureQueriesContext(connection) as done:
            heading, _ = told(client.post(f"/desk/{noun}", _with_files(sent, keys, noun)))
        assert f": {count} hồ sơ đã " in heading
        costs.append((len(looked), len(done) - _of_files(done)))
    assert costs[1] == costs[2]


def _with_files(sent: Sent, keys: list[UUID], noun: str) -> Sent:
    if noun == "results":
        sent |= {f"files-{key}": scan() for key in keys}
    return sent


def _of_files(done: CaptureQueriesContext) -> int:
    """Keeping a file costs its own statements, one file after the other."""
    return sum("storedfile" in query["sql"] or "SAVEPOINT" in query["sql"] for query in done)
