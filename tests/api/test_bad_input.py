"""What a program may get wrong: each is a problem with a sentence, and nothing is half done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from motcua.actions.people import suspend
from motcua.actions.tokens import Bearer, bearer_of, issue_token, revoke_token
from motcua.domain.refusal import Refused
from motcua.models import Dossier, Token, User
from tests.api.asking import Program, reception
from tests.story import COMMUNE, FINANCE, who

pytestmark = pytest.mark.django_db


def refused(answer, status: int) -> dict:
    assert answer.status_code == status, answer.content
    assert answer["Content-Type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["detail"].endswith((".", "!")), told
    return told


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unknown": 1}, "unknown"),
        ({"sets": "2"}, "sets"),
        ({"sets": 2.5}, "sets"),
        ({"sets": True}, "sets"),
        ({"sets": 10**12}, "sets"),
        ({"papers": "form"}, "papers"),
        ({"papers": [{"code": "form", "originals": 1, "copies": 0, "x": 1}]}, "papers"),
        ({"applicant": None}, "applicant"),
        ({"applicant": {"name": "A\x00B"}}, "applicant"),
        ({"agency": 12}, "agency"),
        ({"content": "x" * 20_001}, "content"),
        ({"secret": "K7PX"}, "secret"),
    ],
)
def test_a_body_of_the_wrong_shape_is_refused_by_field(change, field):
    told = refused(Program("phuc").post("/dossiers", reception(**change)), 422)
    assert told["type"] == "urn:motcua:bad_shape"
    assert any(field in error["field"].split(".") for error in told["errors"])
    assert not Dossier.objects.exists()


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'"x"', b"\xff\xfe", b'{"a":NaN}'])
def test_what_is_no_json_object_is_refused(body):
    answer = Program("phuc").post("/dossiers", body)
    assert answer.status_code in (400, 422)
    refused(answer, answer.status_code)


def test_twenty_megabytes_are_turned_away_unread():
    told = refused(Program("phuc").post("/dossiers", b'"' + b"x" * 20_000_000 + b'"'), 413)
    assert told["detail"] == "Nội dung gửi lên lớn hơn 2 MB."


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere", "/dossiers/%00", "/dossiers/x%00y/facts", "/calendar/1800", "/agencies/X1",
        "/procedures/9.999999", "/dossiers/không-có", "/dossiers/" + "x" * 300,
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_problem_too(path):
    answer = Program("phuc").get(path)
    assert answer.status_code == 404
    refused(answer, 404)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("/dossiers", {"limit": "0"}),
        ("/dossiers", {"limit": "201"}),
        ("/dossiers", {"after": "xyz"}),
        ("/dossiers", {"state": "lost"}),
        ("/dossiers", {"received_from": "yesterday"}),
        ("/dossiers", {"procedure": "a\x00b"}),
        ("/procedures", {"on": "20/03/2020"}),
        ("/deadline", {"received": "2020-03-20T09:00:00+07:00", "limit": "soon"}),
        ("/deadline", {"received": "2020-03-20T09:00:00", "limit": "5 days"}),
        ("/deadline", {"received": "1700-03-20T09:00:00+07:00", "limit": "5 days"}),
        (
            "/deadline",
            {
                "received": "2020-03-20T09:00:00+07:00",
                "limit": "5 days",
                "waiting_since": "2020-03-21T09:00:00+07:00",
            },
        ),
    ],
)
def test_a_parameter_that_cannot_be_read_is_refused(path, query):
    refused(Program("phuc").get(path, query), 422)


def test_a_method_that_is_not_there_is_a_problem():
    refused(Program("phuc").ask("DELETE", "/dossiers"), 405)


def test_a_fault_tells_nothing_of_its_cause(monkeypatch):
    def broken(*_: object) -> None:
        raise RuntimeError("mật khẩu của máy chủ")

    monkeypatch.setattr("motcua.api.reference.catalogue", broken)
    monkeypatch.setattr("motcua.api.reference._procedure", broken)
    told = refused(Program("phuc").get("/procedures"), 500)
    assert "mật khẩu" not in str(told)


# -- tokens


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer mc_nobody", "Basic cGh1Yzp4", "Bearer x"])
def test_without_a_token_there_is_nothing(header):
    answer = Program("phuc").get("/procedures", Authorization=header)
    refused(answer, 401)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_goes_as_far_as_its_scopes():
    told = refused(Program("phuc", "dossiers.read").post("/dossiers", reception()), 403)
    assert told["detail"] == "Mã truy cập không có phạm vi dossiers.write. Xin cấp mã khác."


def test_a_token_taken_back_is_no_token():
    program = Program("phuc")
    assert revoke_token(program.number, now=timezone.now())
    assert not revoke_token(program.number, now=timezone.now())
    refused(program.get("/procedures"), 401)


def test_a_token_ends_with_its_days_and_with_its_person():
    now = timezone.now()
    _, text = issue_token("phuc", ["reference"], now=now, days=1)
    assert isinstance(bearer_of(text, now=now), Bearer)
    assert bearer_of(text, now=now + timedelta(days=1)) is None
    User.objects.filter(username="phuc").update(is_active=False)
    assert bearer_of(text, now=now) is None


def test_an_account_that_is_opened_again_has_no_tokens_from_before():
    now = timezone.now()
    _, text = issue_token("phuc", ["reference"], now=now)
    suspend(who("phuc"), active=False)
    suspend(who("phuc"), active=True)
    assert bearer_of(text, now=now) is None
    _, fresh = issue_token("phuc", ["reference"], now=now)
    assert isinstance(bearer_of(fresh, now=now), Bearer)


def test_a_token_is_kept_as_a_digest_only():
    program = Program("phuc")
    row = Token.objects.get()
    kept = f"{row.digest}{row.hint}{row.label}"
    assert program.token not in kept
    assert len(program.token) > 40


@pytest.mark.parametrize(
    ("name", "scopes", "agency", "reason"),
    [
        ("nobody", ["reference"], "", "unknown_person"),
        ("phuc", ["everything"], "", "unknown_scope"),
        ("phuc", [], "", "unknown_scope"),
        ("phuc", ["reference"], FINANCE, "does_not_act_there"),
    ],
)
def test_a_token_that_makes_no_sense_is_not_issued(name, scopes, agency, reason):
    with pytest.raises(Refused, match=reason):
        issue_token(name, scopes, now=timezone.now(), agency=agency)


def test_a_token_may_ask_so_often_in_a_minute_and_is_told_when_again():
    program = Program("phuc", per_minute=2, agency=COMMUNE)
    answers = [program.get("/procedures") for _ in range(4)]
    assert [a.status_code for a in answers][-1] == 429
    refused(answers[-1], 429)
    assert 1 <= int(answers[-1]["Retry-After"]) <= 60
