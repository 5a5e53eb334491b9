"""Whether the process lives, and whether it can work."""

import pytest
from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tests.web.client import Visitor


def test_healthz_asks_nobody(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = Visitor().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"alive\n")


def test_readyz_says_yes_when_the_tables_are_this_programs(db):
    answer = Visitor().get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


def test_readyz_says_which_migrations_are_missing(db, monkeypatch):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda *_: [("0099", False)])
    answer = Visitor().get("/readyz")
    assert answer.status_code == 503
    assert "run migrate" in answer.content.decode()


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_the_answer_is_kept_by_no_cache(db, address):
    assert "no-store" in Visitor().get(address)["Cache-Control"]


def test_without_a_database_the_process_lives_and_is_not_ready(db, monkeypatch):
    def away(*_):
        raise OperationalError("connection refused")

    monkeypatch.setattr(BaseDatabaseWrapper, "cursor", away)
    assert Visitor().get("/healthz").status_code == 200
    answer = Visitor().get("/readyz")
    assert answer.status_code == 503
    assert answer.content.decode() == "The database does not answer.\n"
