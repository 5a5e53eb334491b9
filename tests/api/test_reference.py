"""What a program can know without a dossier; and the document that describes all of it."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from motcua.api.v1 import api
from motcua.statistics.fill import fill_all
from tests.api.asking import Program
from tests.story import COMMUNE, DISTRICT, HOUSEHOLD, received

pytestmark = pytest.mark.django_db
COMMITTED = Path(__file__).parents[2] / "docs/openapi.json"


def test_the_document_is_served_and_is_the_committed_one():
    served = Program("phuc").get("/openapi.json").json()
    assert served == json.loads(COMMITTED.read_text("utf-8")), (
        "run: motcua openapi > docs/openapi.json"
    )


def test_every_operation_tells_what_can_go_wrong_and_asks_for_a_token():
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method, operation in methods.items():
            told = set(operation["responses"])
            assert {"400", "401", "403", "404", "413", "422", "429"} <= told, (path, method)
            assert operation["security"], (path, method)
            if method == "post" and "{code}" in path and "files" not in path:
                assert {"409", "412", "428"} <= told, path


def test_procedures_are_read_page_after_page():
    program, found, after = Program("phuc"), [], ""
    while True:
        page = program.get("/procedures", {"limit": 1, "after": after}).json()
        found += [one["code"] for one in page["items"]]
        after = page["next"]
        if not after:
            break
    assert sorted(found) == ["1.900001", "1.900002", "1.900003"]


def test_a_procedure_is_told_whole_with_its_versions():
    told = Program("phuc").get(f"/procedures/{HOUSEHOLD.code}").json()
    assert told["procedure"]["steps"][2]["limit"] == "1 working days"
    assert [one["version"] for one in told["versions"]] == [1]


def test_agencies_are_found_by_either_identifier_and_listed_below_another():
    program = Program("phuc")
    assert program.get("/agencies/000.12.38.H08").json()["key"] == COMMUNE
    page = program.get("/agencies", {"within": "H08.38", "limit": 200}).json()
    assert COMMUNE in [one["key"] for one in page["items"]]
    assert page["next"] == ""
    first = program.get("/agencies", {"limit": 5}).json()
    second = program.get("/agencies", {"limit": 5, "after": first["next"]}).json()
    assert first["items"][-1]["key"] < second["items"][0]["key"]


def test_the_calendar_of_a_year_has_its_days_off():
    told = Program("phuc").get("/calendar/2020").json()
    assert any(one["first"] == "2020-04-30" for one in told["days"])  # Thursday


def test_figures_are_those_that_the_command_prints():
    received()
    fill_all()  # the district decides, so it is the district's
    asked = {"agency": DISTRICT, "first": "2020-03-01", "last": "2020-03-31"}
    told = Program("thang").get("/figures", asked).json()
    out = StringIO()
    call_command(
        "figures", "--agency", DISTRICT, "--from", "2020-03-01", "--to", "2020-03-31", "--json",
        stdout=out,
    )  # fmt: skip
    printed = json.loads(out.getvalue())
    assert told["total"] == printed["total"]
    assert told["total"]["figures"]["received"] == 1
    theirs = Program("dong").get("/figures", asked)
    assert theirs.status_code == 404


def test_the_deadline_calculator_explains_itself():
    asked = {"received": "2020-03-20T09:00:00+07:00", "limit": "3 working days"}
    told = Program("phuc").get("/deadline", asked).json()
    assert told["due"] == "2020-03-25T17:00:00+07:00"  # Wednesday
    assert told["sentences"]
    waited = asked | {
        "waiting_since": "2020-03-23T09:00:00+07:00",
        "waiting_until": "2020-03-26T09:00:00+07:00",
    }
    moved = Program("phuc").get("/deadline", waited).json()
    assert moved["due"] == "2020-03-31T17:00:00+07:00"  # restart from Thursday: Tuesday
