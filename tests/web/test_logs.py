"""What the machine writes down for its keepers says nothing of any person."""

import logging

import pytest
from django.conf import settings

from motcua.config.logs import WithoutPersonalData
from motcua.web.desk import reception
from tests.web.client import Visitor
from tests.web.counter import TRUC, typed

PERSON = ("Thanh Trúc", "052189004217", "0905", "Thôn Hòa Hội", "K7PX")


@pytest.fixture
def lines(caplog):
    """Every log line with MOTCUA_LOG_LEVEL=DEBUG, as it is written in earnest."""
    caplog.set_level(logging.DEBUG)

    def written() -> str:
        return "\n".join(WithoutPersonalData().format(record) for record in caplog.records)

    return written


@pytest.mark.django_db
@pytest.mark.usefixtures("friday")
def test_a_reception_that_fails_inside_names_nobody(lines, monkeypatch):
    def broken(*given):
        raise RuntimeError("something is broken here")

    visitor = Visitor.named("phuc")
    visitor.raise_request_exception = False
    monkeypatch.setattr(reception, "read_reception", broken)
    assert visitor.post("/desk/receive", typed()).status_code == 500
    said = lines()
    assert "something is broken here" in said, "the fault itself is written down"
    assert [word for word in PERSON if word in said] == []


@pytest.mark.django_db
@pytest.mark.usefixtures("friday")
def test_what_is_asked_in_vain_is_not_written_down(lines):
    visitor = Visitor()
    visitor.get("/look-up", {"code": "000.12.38.H08-200320-0001", "secret": "K7PX"})
    visitor.get("/no/such/page", {"q": TRUC["applicant-name"]})
    said = lines().splitlines()
    assert [line for line in said for word in PERSON if word in line] == []


def test_django_never_says_more_than_warnings():
    # At DEBUG it writes whole template contexts and statements with their values.
    assert settings.LOGGING["loggers"]["django"]["level"] == "WARNING"
    assert logging.getLogger("django.template").getEffectiveLevel() >= logging.WARNING
    assert logging.getLogger("django.db.backends").getEffectiveLevel() >= logging.WARNING
