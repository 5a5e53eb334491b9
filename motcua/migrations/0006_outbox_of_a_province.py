"""The outbox of a province: circuits, what was really sent, reconciliation."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("motcua", "0005_statistics"),
    ]

    operations = [
        migrations.CreateModel(
            name="Destination",
            fields=[
                ("name", models.CharField(max_length=20, primary_key=True, serialize=False)),
                ("failures", models.PositiveIntegerField(default=0)),
                ("pauses", models.PositiveIntegerField(default=0)),
                ("open_until", models.DateTimeField(null=True)),
                ("next_slot", models.DateTimeField(null=True)),
                ("sent", models.PositiveBigIntegerField(default=0)),
                ("failed", models.PositiveBigIntegerField(default=0)),
                ("refused", models.PositiveBigIntegerField(default=0)),
                ("last_sent", models.DateTimeField(null=True)),
                ("last_failed", models.DateTimeField(null=True)),
                ("last_error", models.TextField(blank=True)),
            ],
        ),
        migrations.CreateModel(
            name="Difference",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "dossier_key",
                        "destination",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("dossier_key", models.UUIDField()),
                ("destination", models.CharField(max_length=20)),
                ("run", models.BigIntegerField()),
                ("agency", models.CharField(max_length=40)),
                ("code", models.CharField(max_length=64)),
                ("cause", models.CharField(max_length=20)),
                ("words", models.TextField(blank=True)),
                ("ours", models.JSONField()),
                ("portal", models.JSONField(null=True)),
                ("here", models.BooleanField(null=True)),
                ("there", models.BooleanField(null=True)),
                ("repaired", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Reconciliation",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("destination", models.CharField(max_length=20)),
                ("machine", models.DateTimeField()),
                ("started", models.DateTimeField()),
                ("ended", models.DateTimeField(null=True)),
                ("checked", models.PositiveIntegerField(default=0)),
                ("equal", models.PositiveIntegerField(default=0)),
                ("figures", models.JSONField(default=dict)),
                ("error", models.TextField(blank=True)),
            ],
        ),
        migrations.RemoveIndex(
            model_name="message",
            name="message_waiting",
        ),
        migrations.AddField(
            model_name="message",
            name="answer",
            field=models.TextField(blank=True, db_default=""),
        ),
        migrations.AddField(
            model_name="message",
            name="missing",
            field=models.JSONField(db_default=models.Value([], models.JSONField()), default=list),
        ),
        migrations.AddField(
            model_name="message",
            name="tried",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="wire",
            field=models.BinaryField(null=True),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(
                models.Func(
                    models.F("destination"),
                    models.Value(":"),
                    models.Value(1),
                    function="split_part",
                ),
                models.F("next_try"),
                condition=models.Q(("state", "waiting")),
                name="message_due",
            ),
        ),
        migrations.AddIndex(
            model_name="message",
            index=models.Index(models.F("code"), models.F("fact"), name="message_of_code"),
        ),
        migrations.AddIndex(
            model_name="difference",
            index=models.Index(
                models.F("destination"),
                models.F("cause"),
                models.F("code"),
                name="difference_by_cause",
            ),
        ),
        migrations.AddIndex(
            model_name="reconciliation",
            index=models.Index(fields=["destination", "-machine"], name="reconciliation_last"),
        ),
        migrations.RunSQL(
            "REVOKE DELETE, TRUNCATE ON motcua_destination, motcua_reconciliation FROM motcua_app;",
            migrations.RunSQL.noop,
        ),
    ]
