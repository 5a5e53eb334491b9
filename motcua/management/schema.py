"""The tables: bringing them up to date as their owner, and whether they hold anything yet."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from motcua.management.connection import APP, OWNER, django_settings, owner_url

BOOK_KEEPING = ("django_migrations", "django_content_type", "auth_permission")
"""Tables that Django itself fills while it migrates."""


@contextmanager
def as_owner() -> Iterator[None]:
    """Let Django's connection work as `motcua_owner` inside the block, and as before after it."""
    connection = connections[DEFAULT_DB_ALIAS]
    before = connection.settings_dict
    owner = django_settings(owner_url(), OWNER)
    connection.close()
    _close_pool(connection)
    connection.settings_dict = {**before, **owner}
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before


def _close_pool(connection: BaseDatabaseWrapper) -> None:
    close = getattr(connection, "close_pool", None)  # PostgreSQL's wrapper has it, others don't
    if close:
        close()


def migrations_are_pending() -> bool:
    """Whether `migrate` has anything to do."""
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def protect_book_keeping() -> None:
    """Leave the record of migrations to the owner alone. Call it as the owner, after migrating."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP}")


def is_empty() -> bool:
    """Whether no table holds a row, those aside that Django fills while migrating."""
    connection = connections[DEFAULT_DB_ALIAS]
    tables = [t for t in connection.introspection.table_names() if t not in BOOK_KEEPING]
    if not tables:
        return True
    quoted = (connection.ops.quote_name(table) for table in tables)
    query = " OR ".join(f"EXISTS (SELECT 1 FROM {table})" for table in quoted)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {query}")
        return not cursor.fetchone()[0]


def demo_name() -> str:
    """The demo that this database was filled with, or '' for any other."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute("SELECT demo FROM motcua_installation")
        row = cursor.fetchone()
    return str(row[0]) if row else ""
