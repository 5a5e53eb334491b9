"""Following a dossier by its code: what anyone learns, and what the receipt's secret adds."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils import timezone

from motcua.actions.dossiers import perform
from motcua.domain import commands as do
from motcua.models import Dossier, DossierCode, PrivateValue
from motcua.web.public import look_up as page
from tests.story import (
    AN,
    COMMUNE,
    FRIDAY,
    HOUSEHOLD,
    ONE_STOP,
    PERMIT,
    at,
    finish,
    received,
    reception,
    tell,
    who,
)
from tests.web.client import Visitor, page_of, text_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

SECRET = "K7PX"  # of every dossier of the story
LIFE = [
    ("phuc", do.HandOver()),
    ("lan", do.AcceptHandOver()),
    ("lan", do.HandOver()),
    ("nga", do.AcceptHandOver()),
    ("nga", do.SubmitForSignature()),
    ("thang", do.AcceptHandOver()),
    ("thang", do.Approve()),
    ("hoa", do.AcceptHandOver()),
    ("hoa", finish()),
    ("phuc", do.AcceptHandOver()),
    ("phuc", do.ReturnResult("counter", "Nguyễn Thị Thanh Trúc")),
]
"""A household business from the commune through the district and back."""


def lived(steps: int) -> str:
    """The code of a dossier that has lived through so many steps of LIFE."""
    key = received()
    for name, command in LIFE[:steps]:
        tell(key, name, command, at("2020-03-20 14:00"))
    return Dossier.objects.get(key=key).code


def look(code: str, secret: str | None = None, **more):
    asked = {"code": code} if secret is None else {"code": code, "secret": secret}
    return Visitor().get("/look-up", asked, **{"REMOTE_ADDR": "192.0.2.1"} | more)


def path_of(answer) -> list[tuple[str, str]]:
    return [(stage.name, stage.place) for stage in answer.context["stages"]]


def test_without_a_code_the_page_asks_for_one():
    answer = Visitor().get("/look-up")
    assert answer.status_code == 200
    assert "Hồ sơ của tôi đến đâu?" in text_of(answer)


NAMES = [
    "Tiếp nhận",
    "Chuyển đến cơ quan giải quyết",
    "Thẩm định",
    "Ký duyệt",
    "Phát hành kết quả",
    "Trả kết quả",
]


@pytest.mark.parametrize(
    ("steps", "here"),
    [
        (0, 0),
        (1, 0),  # given, not yet accepted: still with the giver
        (2, 1),
        (4, 2),
        (5, 2),
        (6, 3),
        (7, 3),
        (8, 4),
        (9, 5),  # there is a result: only its return is left
        (10, 5),
    ],
)
def test_anyone_sees_how_far_a_dossier_has_come(steps, here):
    answer = look(lived(steps))
    places = ["done"] * here + ["here"] + ["to_come"] * (len(NAMES) - here - 1)
    assert path_of(answer) == list(zip(NAMES, places, strict=True))


def test_the_sentence_says_how_many_steps_are_done():
    assert "Hồ sơ đang được giải quyết: đã xong 2 trong 6 bước." in text_of(look(lived(4)))


def test_a_returned_dossier_says_so():
    answer = look(lived(11))
    assert "Hồ sơ đã trả kết quả." in text_of(answer)
    assert {place for _name, place in path_of(answer)} == {"done"}


def permit(*acts: tuple[str, do.Command]) -> str:
    key = received(PERMIT, ONE_STOP)
    for name, command in acts:
        tell(key, name, command, at("2020-03-20 14:00"))
    return Dossier.objects.get(key=key).code


GIVEN = [("lan", do.HandOver()), ("thuong", do.AcceptHandOver())]


def test_a_withdrawn_dossier_says_so():
    code = permit(*GIVEN, ("lan", do.Withdraw("Xin rút để bổ sung bản vẽ")))
    answer = look(code)
    assert "Hồ sơ đã kết thúc: người nộp đã rút hồ sơ." in text_of(answer)
    assert path_of(answer) == [("Tiếp nhận", "done"), ("Người nộp đã rút hồ sơ", "done")]


def test_a_stopped_dossier_says_so_and_not_why():
    stop = do.Stop("subject_ceased", "15/QĐ-UBND", "Chủ hộ đã chết ngày 19/03/2020")
    page = text_of(look(permit(*GIVEN, ("thang", stop))))
    assert "Hồ sơ đã kết thúc: cơ quan đã dừng giải quyết." in page
    assert "chết" not in page
    assert "15/QĐ" not in page


def test_a_dossier_that_waits_for_the_citizen_keeps_its_place_and_tells_more_by_the_secret():
    ask = do.RequestSupplement(
        content="Bản vẽ mặt bằng tỷ lệ 1/100",
        explanation="Bản vẽ thiếu kích thước các phòng",
        guidance="Bổ sung kích thước rồi nộp lại tại Bộ phận Một cửa",
    )
    code = permit(*GIVEN, ("thuong", ask), ("lan", do.NotifySupplement()))
    page = text_of(look(code))
    assert "Hồ sơ đang được giải quyết: đã xong 1 trong 5 bước." in page
    assert "bổ sung" not in page
    assert "Trạng thái Chờ công dân bổ sung" in text_of(look(code, SECRET))


def rejected() -> str:
    return permit(
        *GIVEN,
        ("thuong", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()),
        ("thang", do.Reject("planning_conflict", "Nằm trong quy hoạch lộ giới")),
    )


def test_a_rejection_is_a_result_like_any_other_to_a_stranger():
    page = text_of(look(rejected()))
    assert "Hồ sơ đã có kết quả, đang chờ trả cho người nộp." in page
    assert "ừ chối" not in page


def test_the_secret_tells_of_a_rejection():
    assert "Trạng thái Từ chối giải quyết" in text_of(look(rejected(), SECRET))


HIDDEN = [
    "Trúc",
    "0905000218",
    "truc@example.org",
    HOUSEHOLD.name,
    "Hẹn trả",
    "25/03/2020",
    "Phù Cát",
    "Cát Hanh",
    "Tài chính",
    "Phúc",
]


@pytest.mark.parametrize("steps", [0, 4, 11])
def test_a_stranger_learns_no_name_no_date_no_agency_and_no_procedure(steps):
    html = look(lived(steps)).content.decode()
    assert [word for word in HIDDEN if word in html] == []


def test_the_secret_adds_promise_holder_and_state():
    page = text_of(look(lived(4), SECRET)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Trạng thái Đang giải quyết" in page
    assert "Tiếp nhận 09:00 ngày 20/03/2020" in page
    assert "Hẹn trả 17:00 ngày 25/03/2020, Thứ Tư" in page  # Friday + 3 working days
    assert "Đang ở Phòng Tài chính - Kế hoạch huyện Phù Cát từ 14:00 ngày 20/03/2020" in page
    assert "Nơi trả kết quả Ủy ban nhân dân xã Cát Hanh" in page


@pytest.mark.parametrize("steps", [0, 4, 11])
def test_even_the_secret_tells_no_name_of_a_person(steps):
    html = look(lived(steps), SECRET).content.decode()
    people = ["Trúc", "0905000218", "truc@example.org", "Phúc", "Trần Thị Nga"]
    assert [name for name in people if name in html] == []


def test_the_secret_tells_that_a_dossier_is_late(monkeypatch):
    code = lived(4)
    monkeypatch.setattr("motcua.models.Clock.now", lambda clock: at("2020-03-26 00:00"))
    assert "Đang giải quyết, đã quá hẹn" in text_of(look(code, SECRET))
    assert "quá hẹn" not in text_of(look(code))


def test_a_returned_dossier_tells_when_it_ended():
    page = text_of(look(lived(11), SECRET)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Kết thúc 14:00 ngày 20/03/2020" in page
    assert "Đang ở" not in page


def test_the_form_on_the_page_sends_the_secret_in_no_address():
    code = lived(0)
    forms = {(one.get("method"), one.get("action")) for one in page_of(look(code)).all("form")}
    assert forms == {("post", "/look-up"), ("post", "/language")}
    answer = Visitor().post("/look-up", {"code": code, "secret": SECRET})
    assert answer.status_code == 200
    assert "Hẹn trả" in text_of(answer)


@pytest.mark.parametrize("typed", ["k7px", " K7PX ", "K7 PX", "k 7 p x"])
def test_the_secret_is_read_as_people_type_it(typed):
    assert "Hẹn trả" in text_of(look(lived(0), typed))


@pytest.mark.parametrize("typed", ["K7PY", "K7P", "K7PXX", "0000", "\x00", "x" * 5000, "ẤẤẤẤ"])
def test_a_wrong_secret_is_told_wrong_and_nothing_more(typed):
    answer = look(lived(0), typed)
    assert answer.status_code == 422
    assert str(page.SECRET_BAD) in text_of(answer)
    assert "Hẹn trả" not in text_of(answer)


def test_an_empty_secret_is_none():
    answer = look(lived(0), "  ")
    assert answer.status_code == 200
    assert str(page.SECRET_BAD) not in text_of(answer)


def test_an_erased_secret_opens_nothing():
    key = received()
    row = Dossier.objects.get(key=key)
    PrivateValue.objects.filter(dossier_id=key, number=row.secret["number"]).update(
        value=None, salt=None
    )
    assert look(row.code, SECRET).status_code == 422
    assert look(row.code, "").status_code == 200


def test_the_secret_of_one_dossier_does_not_open_another():
    key = received()
    other = perform(
        UUID(int=key.int ^ 1), reception(secret="M2QR"), actor=who("phuc"), now=FRIDAY
    ).dossier
    assert look(other.code, SECRET).status_code == 422
    assert look(other.code, "M2QR").status_code == 200


def test_five_wrong_secrets_lock_the_secret_of_that_code():
    code, other = lived(0), lived(0)
    for _ in range(5):
        assert look(code, "AAAA").status_code == 422
    answer = look(code, SECRET, REMOTE_ADDR="192.0.2.9")
    assert answer.status_code == 429
    assert str(page.LOCKED) in text_of(answer)
    assert "Hẹn trả" not in text_of(answer)
    assert look(code).status_code == 200
    assert look(other, SECRET).status_code == 200


def test_after_a_quarter_of_an_hour_the_code_opens_again(monkeypatch):
    code = lived(0)
    for _ in range(5):
        look(code, "AAAA")
    later = timezone.now() + timedelta(minutes=15, seconds=1)

    class Later:
        @staticmethod
        def now():
            return later

    monkeypatch.setattr(page, "timezone", Later)
    assert look(code, SECRET).status_code == 200


def test_the_right_secret_forgets_the_wrong_ones():
    code = lived(0)
    for _ in range(2):
        for _ in range(4):
            look(code, "AAAA")
        assert look(code, SECRET).status_code == 200


def test_thirty_wrong_secrets_lock_the_address_whatever_the_codes():
    codes = [lived(0) for _ in range(7)]
    for code in codes[:6]:
        for _ in range(5):
            look(code, "AAAA")
    assert look(codes[6], SECRET).status_code == 429
    assert look(codes[6], SECRET, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_secrets_tried_on_codes_nobody_has_count_for_the_address():
    for n in range(30):
        look(f"000.12.38.H08-200320-{9000 + n}", "AAAA")
    assert look(lived(0), SECRET).status_code == 429


def test_whoever_asks_for_thirty_codes_that_nobody_has_gets_no_more_answers_for_a_while():
    code = lived(0)
    for n in range(30):
        assert look(f"000.12.38.H08-200320-{9000 + n}").status_code == 404
    answer = look(code)
    assert answer.status_code == 429
    assert str(page.TOO_MANY_UNKNOWN) in text_of(answer)
    assert look(code, REMOTE_ADDR="192.0.2.9").status_code == 200


def test_from_such_an_address_code_and_secret_together_are_still_answered():
    # Thousands of telephones share an address; whoever has the paper in hand is no guesser.
    code = lived(0)
    for n in range(30):
        look(f"000.12.38.H08-200320-{9000 + n}")
    closed = look(code)
    assert closed.status_code == 429
    assert 'name="secret"' in closed.content.decode()
    assert look(code, SECRET).status_code == 200
    answers = {
        text_of(look(asked, "AAAA")).replace(asked, "")
        for asked in (code, "000.12.38.H08-200320-9999")
    }
    assert len(answers) == 1, "it tells whether there is such a dossier"
    assert look(code, "AAAA").status_code == 429


def test_from_such_an_address_a_wrong_secret_is_told_wrong_and_counts_on_any_code():
    code, other = lived(0), lived(0)
    for n in range(30):
        look(f"000.12.38.H08-200320-{9000 + n}")
    assert str(page.CLOSED_TO_THESE) in text_of(look(code, "AAAA"))
    for n in range(29):
        look(f"000.12.38.H08-200320-{9000 + n}", "AAAA")
    assert look(other, SECRET).status_code == 429, "unknown codes must cost as much as known ones"


def test_a_code_nobody_has_is_one_clear_sentence():
    answer = look("000.12.38.H08-200320-9999")
    assert answer.status_code == 404
    assert "Không tìm thấy hồ sơ. Kiểm tra lại mã hồ sơ trên giấy hẹn." in text_of(answer)
    assert 'value="000.12.38.H08-200320-9999"' in answer.content.decode()


@pytest.mark.parametrize(
    "code",
    ["xyz", "000.12.38.H08-200320", "000.12.38.H08-201320-0001", "\x00", "x" * 10_000, "'; --"],
)
def test_what_is_no_code_is_one_clear_sentence(code):
    answer = look(code)
    assert answer.status_code == 422
    assert str(page.CODE_BAD) in text_of(answer)


def test_no_code_at_all_asks_for_one():
    assert str(page.CODE_EMPTY) in text_of(look("  "))


@pytest.mark.parametrize(
    "typed",
    [
        "000.12.38.h08-200320-0001",
        " 000.12.38.H08-200320-0001 ",
        "000.12.38.H08 - 200320 - 0001",
        "000.12.38.H08–200320–0001",
    ],
)
def test_a_code_is_read_as_people_type_it(typed):
    assert lived(0) == "000.12.38.H08-200320-0001"
    assert look(typed).status_code == 200


def test_another_portals_number_finds_the_dossier_too():
    key = received()
    DossierCode.objects.create(
        code="G22.99.08-200318-004417", key=key, format="national", issued=FRIDAY
    )
    answer = look("g22.99.08-200318-004417")
    assert answer.context["completion"].code == "000.12.38.H08-200320-0001"


def test_a_key_is_no_code():
    assert look(str(received())).status_code == 422


def test_what_was_refused_before_reception_has_no_code_to_look_up():
    refused = do.RefuseReception(
        agency=COMMUNE,
        procedure=HOUSEHOLD.code,
        applicant=AN,
        papers=(),
        reason="not_competent",
        explanation="Không thuộc thẩm quyền của xã",
    )
    key = UUID(int=7)
    perform(key, refused, actor=who("phuc"), now=FRIDAY)
    row = Dossier.objects.get(key=key)
    assert row.code == ""
    assert look(row.form_number).status_code == 422


def test_looking_is_kept_by_no_cache():
    assert "no-store" in look(lived(0), SECRET)["Cache-Control"]


def test_a_look_up_asks_little_of_the_database(django_assert_max_num_queries):
    code = lived(4)
    look(code)
    with django_assert_max_num_queries(6):
        look(code)
