"""What the database itself refuses, whoever asks: changing facts, codes and what was looked at.

`motcua_app` may read and add facts, nothing else; the triggers refuse even the owner.
"""

from typing import ClassVar

from django.db import migrations

FINAL = ("motcua_fact", "motcua_dossiercode", "motcua_accessrecord")

FUNCTION = """
CREATE FUNCTION motcua_rows_are_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are final: % is refused', TG_TABLE_NAME, TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
"""
NO_DELETE = (
    "motcua_dossier",
    "motcua_privatevalue",
    "motcua_counter",
    "motcua_message",
    "motcua_procedureversion",
)

SEARCH = """
-- An exact code is found in motcua_dossiercode; here people type its end (200319-0014, 0014).
CREATE INDEX desk_name_words ON motcua_deskrow
  USING gin (to_tsvector('simple', name_key)) WHERE seat = 'concerns';
-- An index with a condition has no statistics that the planner would use.
CREATE STATISTICS desk_name_frequencies ON (to_tsvector('simple', name_key)) FROM motcua_deskrow;
CREATE INDEX desk_name_parts ON motcua_deskrow
  USING gin (name_key gin_trgm_ops) WHERE seat = 'concerns';
CREATE INDEX desk_code_tail ON motcua_deskrow (agency, reverse(code) text_pattern_ops)
  WHERE seat = 'concerns' AND code <> '';
CREATE INDEX desk_due ON motcua_deskrow (agency, due, dossier_key)
  WHERE seat = 'concerns' AND finished IS NULL AND closed IS NULL AND due IS NOT NULL;
CREATE INDEX fact_apology ON motcua_fact (happened, dossier_key) WHERE kind = 'ApologySent';
CREATE INDEX procedure_name_parts ON motcua_procedureversion USING gin (name_key gin_trgm_ops);
"""
NO_SEARCH = "DROP STATISTICS desk_name_frequencies;" + "".join(
    f"DROP INDEX {name};"
    for name in (
        "desk_name_words",
        "desk_name_parts",
        "desk_code_tail",
        "desk_due",
        "fact_apology",
        "procedure_name_parts",
    )
)


def _guards() -> str:
    lines = [FUNCTION]
    for table in FINAL:
        lines.append(
            f"CREATE TRIGGER rows_are_final BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION motcua_rows_are_final();"
        )
        lines.append(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM motcua_app;")
    lines += [f"REVOKE DELETE, TRUNCATE ON {table} FROM motcua_app;" for table in NO_DELETE]
    return "\n".join(lines)


def _no_guards() -> str:
    drops = "".join(f"DROP TRIGGER rows_are_final ON {table};" for table in FINAL)
    return drops + "DROP FUNCTION motcua_rows_are_final;"


class Migration(migrations.Migration):
    dependencies: ClassVar = [("motcua", "0001_initial")]
    operations: ClassVar = [
        migrations.RunSQL(_guards(), _no_guards()),
        migrations.RunSQL(SEARCH, NO_SEARCH),
    ]
