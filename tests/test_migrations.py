"""A province upgrades while its counters are open: while the new code starts, the old code works on
the new schema, and no table is locked for longer than a moment."""

import re

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django_migration_linter import MigrationLinter
from django_migration_linter.sql_analyser import analyse_sql_statements, get_sql_analyser_class

pytestmark = pytest.mark.django_db
FIRST_JUDGED = 17
"""What came before was written before anybody ran it in earnest."""
LOCKS = re.compile(r"CREATE\s+(UNIQUE\s+)?INDEX\s+(?!CONCURRENTLY)|VACUUM\s+FULL|CLUSTER\s", re.I)
"""What the linter, which reads line by line, does not see in SQL of our own."""


def migration_files():
    disk = MigrationLoader(None).disk_migrations
    return {name: found for (app, name), found in disk.items() if app == "motcua"}


def faults(migration, before):
    """The codes of what is wrong with it, where the tables stand as the state `before` says."""
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(before, editor, collect_sql=True)
    sql = [line for text in editor.collected_sql for line in text.splitlines()]
    analyser = get_sql_analyser_class(connection.settings_dict["ENGINE"])
    errors, _, warnings = analyse_sql_statements(analyser, sql, [])
    data = MigrationLinter(no_cache=True, no_output=True).analyse_data_migration(migration)
    found = {one.code for one in [*errors, *warnings, *data[0], *data[2]]}
    own = "\n".join(str(one.sql) for one in migration.operations if hasattr(one, "sql"))
    return found | ({"LOCKS"} if LOCKS.search(own) else set())


@pytest.mark.parametrize(
    "name", sorted(name for name in migration_files() if int(name[:4]) >= FIRST_JUDGED)
)
def test_old_code_runs_on_the_new_schema_and_nobody_waits(name):
    before = MigrationLoader(connection).project_state([("motcua", name)], at_end=False)
    assert faults(migration_files()[name], before) == set()


def trial(*operations):
    """What is wrong with a migration after all there are, with these operations."""
    members = {"operations": list(operations)}
    made = type("Migration", (migrations.Migration,), members)("9999_trial", "motcua")
    return faults(made, MigrationLoader(connection).project_state())


@pytest.mark.parametrize(
    ("operation", "code"),
    [
        (
            migrations.AddField("dossier", "colour", models.CharField(default="", max_length=9)),
            "NOT_NULL",
        ),
        (migrations.RemoveField("dossier", "sets"), "DROP_COLUMN"),
        (migrations.RenameField("dossier", "sets", "copies"), "RENAME_COLUMN"),
        (migrations.AlterField("dossier", "sets", models.BigIntegerField()), "ALTER_COLUMN"),
        (
            migrations.AddIndex("dossier", models.Index(fields=["state"], name="trial")),
            "CREATE_INDEX",
        ),
        (migrations.DeleteModel("sealsecret"), "DROP_TABLE"),
        (migrations.RunSQL("CREATE INDEX trial\n  ON motcua_fact (kind)", ""), "LOCKS"),
        (migrations.RunSQL("VACUUM FULL motcua_fact", ""), "LOCKS"),
    ],
)
def test_what_would_lock_or_break_is_found(operation, code):
    assert code in trial(operation)


def test_a_column_with_a_default_of_the_database_is_welcome():
    field = models.CharField(default="", db_default="", max_length=9)
    assert trial(migrations.AddField("dossier", "colour", field)) == set()
