"""Many people, one procedure: a dossier for each line, an outcome for each line, nothing lost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.models import Dossier
from motcua.reads.audit import verify_one
from tests.story import COMMUNE, HOUSEHOLD
from tests.web.client import Visitor, page_of, words_of
from tests.web.counter import RECEIVE, fields_of, summary

MANY = f"{RECEIVE}/many"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
PEOPLE = [
    ("052189004217", "Nguyễn Thị Thanh Trúc", "12/08/1989"),
    ("052089004218", "Trần Văn Bảo", "01/02/1989"),
    ("", "Lê Thị Hồng Nhung", ""),
]


def sheet(visitor, people, **more):
    page = page_of(visitor.get(MANY, {"procedure": HOUSEHOLD.code}))
    sent = fields_of(page) | {"paper-form": "on", "do": "receive", "q": HOUSEHOLD.name}
    for number, (identity, name, birth) in enumerate(people, start=1):
        sent |= {f"row-{number}-identity": identity, f"row-{number}-name": name}
        sent |= {f"row-{number}-birth": birth}
    return sent | more


def outcomes(answer):
    [section] = [s for s in page_of(answer).all("section") if "results" in s.get("class", "")]
    return [words_of(line) for line in section.iter("li")]


def test_each_line_becomes_a_dossier_with_a_code_of_its_own():
    visitor = Visitor.named("phuc")
    answer = visitor.post(MANY, sheet(visitor, PEOPLE))
    assert answer.status_code == 200
    lines = outcomes(answer)
    assert [line.split()[3] for line in lines] == [
        f"000.12.38.H08-200320-000{n}" for n in (1, 2, 3)
    ]
    assert "Nguyễn Thị Thanh Trúc" in lines[0]
    for row in Dossier.objects.filter(receiving=COMMUNE):
        assert list(verify_one(row)) == []
    # what comes back is blank, with new keys: the next group can be typed at once
    assert not any(
        value for name, value in fields_of(page_of(answer)).items() if name.endswith("-name")
    )


def test_a_line_that_is_wrong_stays_to_be_mended_and_the_others_are_received():
    visitor = Visitor.named("phuc")
    wrong = [*PEOPLE[:1], ("12345", "Phạm Văn Chín", "31/02/1990"), *PEOPLE[2:]]
    answer = visitor.post(MANY, sheet(visitor, wrong))
    assert answer.status_code == 200
    assert Dossier.objects.count() == 2
    page = page_of(answer)
    kept = fields_of(page)
    assert (kept["row-1-name"], kept["row-1-identity"]) == ("Phạm Văn Chín", "12345")
    assert kept["row-2-name"] == ""
    assert "Phạm Văn Chín: " in outcomes(answer)[-1]
    bad = {field.get("id") for field in page.all("input") if field.get("aria-invalid")}
    assert bad == {"row-1-identity", "row-1-birth"}


def test_sent_twice_it_has_one_effect_and_tells_the_same_codes():
    visitor = Visitor.named("phuc")
    sent = sheet(visitor, PEOPLE[:2])
    first, second = visitor.post(MANY, sent), visitor.post(MANY, sent)
    assert outcomes(first) == outcomes(second)
    assert Dossier.objects.count() == 2


def test_a_paper_that_is_missing_is_missing_for_all_and_said_once():
    visitor = Visitor.named("phuc")
    sent = sheet(visitor, PEOPLE)
    del sent["paper-form"]
    answer = visitor.post(MANY, sent)
    assert answer.status_code == 422
    assert not Dossier.objects.exists()
    assert [where for where, _words in summary(answer)] == ["#paper-form"]
    assert fields_of(page_of(answer))["row-3-name"] == "Lê Thị Hồng Nhung"


@pytest.mark.parametrize(
    ("people", "more", "where"),
    [([], {}, "#row-1-name"), (PEOPLE, {"procedure": ""}, "#procedure-search")],
)
def test_without_people_or_procedure_it_says_what_is_missing(people, more, where):
    visitor = Visitor.named("phuc")
    answer = visitor.post(MANY, sheet(visitor, people, **more))
    assert answer.status_code == 422
    assert summary(answer)[0][0] == where


def test_more_lines_keep_what_was_typed_up_to_fifty():
    visitor = Visitor.named("phuc")
    answer = visitor.post(MANY, sheet(visitor, PEOPLE, do="more"))
    kept = fields_of(page_of(answer))
    assert (kept["rows"], kept["row-1-name"]) == ("10", "Nguyễn Thị Thanh Trúc")
    assert (
        fields_of(page_of(visitor.post(MANY, kept | {"rows": "999", "do": "more"})))["rows"] == "50"
    )


def test_the_number_of_statements_does_not_grow_with_the_lines():
    visitor = Visitor.named("phuc")
    counts = []
    for number in (2, 3):
        sent = sheet(visitor, PEOPLE[:number])
        with CaptureQueriesContext(
            connection,
        ) as asked:
            visitor.post(MANY, sent)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_only_a_receptionist_gets_the_page():
    assert Visitor.named("loc").get(MANY).status_code == 403
