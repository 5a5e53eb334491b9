"""The test database itself: who we are in it, and that it is put back."""

import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import ProgrammingError, connection


def rows(query: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


@pytest.mark.django_db
def test_tests_work_in_the_role_of_the_product() -> None:
    assert rows("SELECT current_user") == [("motcua_app",)]


@pytest.mark.django_db
def test_the_product_cannot_make_a_table() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        rows("CREATE TABLE mine (a int)")


@pytest.mark.django_db
def test_the_product_cannot_rewrite_the_record_of_migrations() -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        rows("DELETE FROM django_migrations")


@pytest.mark.parametrize("turn", [1, 2])
def test_what_threads_commit_is_gone_in_the_next_test(turn: int, committed: None) -> None:
    def commit() -> None:
        ContentType.objects.create(app_label="vandal", model=f"row{turn}")
        connection.close()

    before = set(rows("SELECT id FROM django_content_type"))
    assert not ContentType.objects.filter(app_label="vandal").exists()
    thread = threading.Thread(target=commit)
    thread.start()
    thread.join()
    assert ContentType.objects.get(app_label="vandal").model == f"row{turn}"
    assert len(rows("SELECT id FROM django_content_type")) == len(before) + 1
