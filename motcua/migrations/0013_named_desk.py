"""What is searched by gets rows of its own on the desk (seat `named`).

Every step of a dossier changes the rows of those it concerns, and each change wrote nine indexes,
two of them of words and parts of words. Now it writes four. Pages keep a little room, so that what
changes stays where it is and its indexes need not hear of it.
"""

from typing import ClassVar

from django.db import migrations, models
from django.db.models.functions import Coalesce

# Checked at once: a table whose keys are still to be checked takes no index.
BLANK = """SET CONSTRAINTS ALL IMMEDIATE;
INSERT INTO motcua_deskrow (dossier_key, agency, seat, role, person, holder, state, step,
 since, given_from, given, leg_due, code, form_number, procedure, version, receiving, competent,
 received, due, overdue_from, reappointed, apology, finished, closed, next_moment, pressing, facts,
 name, name_key, identity, phone)
SELECT dossier_key, agency, 'named', '', NULL, '', '', 0,
 NULL, '', false, NULL, code, '', '', 0, '', '',
 NULL, NULL, NULL, NULL, '', NULL, NULL, NULL, timestamptz '9999-01-01 00:00+00', 0,
 name, name_key, identity, phone
FROM motcua_deskrow WHERE seat = 'concerns'"""
NOT_NAMED = "DELETE FROM motcua_deskrow WHERE seat = 'named'"
DROP = "DROP INDEX desk_name_words; DROP INDEX desk_name_parts; DROP INDEX desk_code_tail;"


def _indexes(seat: str) -> str:
    return f"""
CREATE INDEX desk_name_words ON motcua_deskrow
  USING gin (to_tsvector('simple', name_key)) WHERE seat = '{seat}';
CREATE INDEX desk_name_parts ON motcua_deskrow
  USING gin (name_key gin_trgm_ops) WHERE seat = '{seat}';
CREATE INDEX desk_code_tail ON motcua_deskrow (agency, reverse(code) text_pattern_ops)
  WHERE seat = '{seat}' AND code <> '';
"""


ROOM = """ALTER TABLE motcua_dossier SET (fillfactor = 85);
ALTER TABLE motcua_deskrow SET (fillfactor = 85);"""
NO_ROOM = """ALTER TABLE motcua_dossier RESET (fillfactor);
ALTER TABLE motcua_deskrow RESET (fillfactor);"""
WORK = ~models.Q(seat__in=("concerns", "named"))
BY_WORK = ("agency", "role", "seat", Coalesce("person", models.Value(0)), "pressing", "dossier_id")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("motcua", "0011_ordered_marks")]
    operations: ClassVar = [
        *(
            migrations.RemoveIndex("deskrow", name)
            for name in ("desk_work", "desk_recent", "desk_identity", "desk_phone")
        ),
        migrations.RunSQL(DROP, _indexes("concerns")),
        migrations.RunSQL(ROOM, NO_ROOM),
        migrations.RunSQL(BLANK, NOT_NAMED),
        migrations.RunSQL(_indexes("named"), DROP),
        migrations.AddIndex("deskrow", models.Index(*BY_WORK, condition=WORK, name="desk_work")),
        migrations.AddIndex(
            "deskrow",
            models.Index("agency", "since", "dossier_id", condition=WORK, name="desk_recent"),
        ),
        *(
            migrations.AddIndex(
                "deskrow",
                models.Index(
                    name,
                    condition=models.Q(seat="named") & ~models.Q(**{name: ""}),
                    name=f"desk_{name}",
                ),
            )
            for name in ("identity", "phone")
        ),
    ]
