"""What the door and the pages ask of the database: few statements, each of one dossier's own.

So the tables of dossiers can be spread over servers by key, and lists stay narrow.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.domain import commands as do
from motcua.reads.access import open_dossier
from motcua.reads.dossier_page import dossier_page
from tests.story import FRIDAY, finish, received, reception, tell, who
from tests.web.client import Visitor

OF_A_DOSSIER = (
    "motcua_dossier", "motcua_fact", "motcua_privatevalue", "motcua_deskrow", "motcua_mark",
)  # fmt: skip
LIFE = [
    ("phuc", do.HandOver()), ("lan", do.AcceptHandOver()), ("lan", do.HandOver()),
    ("nga", do.AcceptHandOver()), ("nga", do.SubmitForSignature()),
    ("thang", do.AcceptHandOver()), ("thang", do.Approve()), ("hoa", do.AcceptHandOver()),
    ("hoa", finish()), ("phuc", do.AcceptHandOver()), ("phuc", do.ReturnResult("counter", "Trúc")),
]  # fmt: skip


@contextmanager
def statements() -> Iterator[list[tuple[str, str]]]:
    """Every statement given inside the block, Django's and psycopg's, with its values as text."""
    given: list[tuple[str, str]] = []
    execute = psycopg.Cursor.execute

    def noting(cursor: psycopg.Cursor, query: object, values: object = None, **more: object):
        given.append((str(query), str(values)))
        return execute(cursor, query, values, **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(psycopg.Cursor, "execute", noting)
        yield given


def tables_in(statement: str) -> set[str]:
    words = statement.replace('"', " ").replace("(", " ").replace(",", " ").split()
    return {word for word in words if word in OF_A_DOSSIER}


def lived(key: UUID) -> Iterator[list[tuple[str, str]]]:
    with statements() as given:
        tell(key, "phuc", reception())
        yield list(given)
    for name, command in LIFE:
        with statements() as given:
            tell(key, name, command)
            yield list(given)


@pytest.mark.django_db
def test_a_command_takes_eight_statements_at_most():
    counts = [
        len([one for one, _ in given if not one.startswith(("SAVEPOINT", "RELEASE"))])
        for given in lived(UUID(int=7))
    ]
    assert len(counts) == 12
    assert max(counts[1:]) <= 8, "the first one of a process also reads the law"


@pytest.mark.django_db
def test_every_statement_of_the_door_carries_the_dossiers_key():
    key = UUID(int=7)
    for given in lived(key):
        for statement, values in given:
            if tables_in(statement):
                assert str(key) in values or repr(key) in values, statement


@pytest.mark.django_db
def test_reading_one_dossier_carries_its_key():
    key = received()
    tell(key, "phuc", do.HandOver())
    code = open_dossier(str(key), who("phuc"), FRIDAY).dossier.code
    with CaptureQueriesContext(connection) as queries:
        dossier_page(open_dossier(code, who("phuc"), FRIDAY), FRIDAY)
    asked = [query["sql"] for query in queries]
    assert any("motcua_fact" in sql for sql in asked)
    for sql in asked:
        assert not tables_in(sql) or str(key) in sql or key.hex in sql, sql


LISTS = [
    "/desk", "/desk?tab=holding", "/desk?tab=late&rows=50", "/desk/search?q=nguyen+thi",
    "/desk/search?q=0001", "/desk/search?q=0905000218", "/desk/at-risk",
    "/desk/apologies/to-send", "/desk/lateness",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("address", LISTS)
def test_lists_read_the_desk_alone(address):
    received()
    visitor = Visitor.named("phuc")
    visitor.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = visitor.get(address)
    assert answer.status_code == 200
    read = set().union(*(tables_in(query["sql"]) for query in queries))
    assert read == {"motcua_deskrow"}


@pytest.mark.django_db
def test_a_register_finds_its_lines_on_the_desk_and_reads_the_rest_by_key():
    key = received()
    visitor = Visitor.named("phuc")
    address = "/desk/register?period=2020-03-20"
    visitor.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert visitor.get(address).status_code == 200
    asked = [query["sql"] for query in queries]
    beside = [sql for sql in asked if tables_in(sql) - {"motcua_deskrow"}]
    assert beside
    assert [sql for sql in beside if str(key) not in sql and key.hex not in sql] == []


FOREIGN = """SELECT conrelid::regclass::text, confrelid::regclass::text, a.attname
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE contype = 'f' AND conrelid::regclass::text LIKE 'motcua%'"""
PRIMARY = """SELECT conrelid::regclass::text, a.attname
FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
WHERE contype = 'p'"""


@pytest.mark.django_db
def test_only_a_dossiers_own_tables_point_at_it_and_by_its_key():
    with connection.cursor() as cursor:
        cursor.execute(FOREIGN)
        foreign = cursor.fetchall()
        cursor.execute(PRIMARY)
        primary = dict(cursor.fetchall())
    pointing = {table: column for table, to, column in foreign if to == "motcua_dossier"}
    assert set(pointing) <= set(OF_A_DOSSIER), "outbox, numbers and counts are apart"
    assert set(pointing.values()) == {"dossier_key"}
    assert {primary[table] for table in pointing} == {"dossier_key"}
    leaving = {table for table, to, _ in foreign if table in OF_A_DOSSIER and to not in pointing}
    assert {to for table, to, _ in foreign if table in leaving} <= {"motcua_dossier"}
