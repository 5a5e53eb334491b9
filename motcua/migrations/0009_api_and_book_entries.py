"""Tokens and answers of the API; uploads of paper registers."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("motcua", "0008_board"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "token_id",
                        "key",
                        blank=True,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("token_id", models.BigIntegerField()),
                ("key", models.CharField(max_length=200)),
                ("request", models.CharField(max_length=64)),
                ("status", models.PositiveSmallIntegerField(default=0)),
                ("body", models.TextField(blank=True)),
                ("headers", models.JSONField(default=dict)),
                ("at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="answer_at")],
            },
        ),
        migrations.CreateModel(
            name="BookEntry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=40)),
                ("person", models.BigIntegerField()),
                ("at", models.DateTimeField()),
                ("file_name", models.CharField(max_length=120)),
                ("book", models.CharField(max_length=120)),
                ("explanation", models.TextField()),
                ("right", models.PositiveIntegerField()),
                ("wrong", models.PositiveIntegerField()),
                ("known", models.PositiveIntegerField()),
                ("done", models.PositiveIntegerField(default=0)),
                ("lines", models.JSONField(null=True)),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "-at"], name="book_entry_of_agency")],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(blank=True, max_length=120)),
                ("hint", models.CharField(max_length=12)),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("scopes", models.JSONField()),
                ("agency", models.CharField(blank=True, max_length=40)),
                ("per_minute", models.PositiveIntegerField(default=600)),
                ("created", models.DateTimeField()),
                ("expires", models.DateTimeField(null=True)),
                ("revoked", models.DateTimeField(null=True)),
                ("minute", models.DateTimeField(null=True)),
                ("used", models.PositiveIntegerField(default=0)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
    ]
