"""What lists of work and search read: how pressing, which facts were seen, who decides, code tails.

Rows written before get theirs from their dossier, as domain.desk would write them.
"""

from datetime import UTC, datetime
from typing import ClassVar

from django.db import migrations, models
from django.db.models.functions import Coalesce

NEVER = datetime(9999, 1, 1, tzinfo=UTC)

FILL = """
UPDATE motcua_deskrow r SET
  competent = d.competent,
  facts = CASE WHEN r.seat = 'concerns' THEN 0 ELSE d.facts END,
  pressing = CASE WHEN d.finished IS NULL THEN coalesce(d.overdue_from, r.pressing)
                  ELSE r.pressing END
FROM motcua_dossier d WHERE d.key = r.dossier_key;
"""
# An exact code is found in motcua_dossiercode; here people type its end ('200319-0014', '0014').
TAILS = """
DROP INDEX desk_code;
CREATE INDEX desk_code_tail ON motcua_deskrow (agency, reverse(code) text_pattern_ops)
  WHERE seat = 'concerns' AND code <> '';
"""
NO_TAILS = """
DROP INDEX desk_code_tail;
CREATE INDEX desk_code ON motcua_deskrow (code text_pattern_ops)
  WHERE seat = 'concerns' AND code <> '';
"""


def _add(name: str, field: "models.Field[object, object]") -> migrations.AddField:
    return migrations.AddField("deskrow", name, field, preserve_default=False)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("motcua", "0002_guards")]
    operations: ClassVar = [
        migrations.RemoveIndex("deskrow", "desk_work"),
        _add("competent", models.CharField(max_length=40, default="")),
        _add("facts", models.PositiveIntegerField(default=0)),
        _add("pressing", models.DateTimeField(default=NEVER)),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            "deskrow",
            models.Index(
                "agency",
                "role",
                "seat",
                Coalesce("person", models.Value(0)),
                "pressing",
                "dossier_id",
                condition=~models.Q(seat="concerns"),
                name="desk_work",
            ),
        ),
        migrations.AddIndex(
            "deskrow",
            models.Index(
                "agency",
                "since",
                "dossier_id",
                condition=~models.Q(seat="concerns"),
                name="desk_recent",
            ),
        ),
        migrations.RunSQL(TAILS, NO_TAILS),
    ]
