"""Brings the tables up to date, as the role that owns them."""

from argparse import SUPPRESS
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands import migrate

from motcua.management.database import prepare
from motcua.management.parser import plain_parser
from motcua.management.reference_data import add_new_rules
from motcua.management.schema import as_owner, protect_book_keeping
from motcua.reads.clock import now

_SHOWN = {
    "app_label": "chỉ một ứng dụng (thường không cần)",
    "migration_name": "đến bước nào (thường không cần)",
    "plan": "chỉ in những bước sẽ làm",
    "check_unapplied": "không làm gì; mã thoát khác 0 nếu còn bước chưa làm",
}


class Command(migrate.Command):
    """Django's `migrate`, after making roles and rights, in the role `motcua_owner`."""

    help = "Tạo hoặc cập nhật các bảng của cơ sở dữ liệu."
    requires_system_checks: Any = []

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's own arguments, those that a person needs with a word in Vietnamese."""
        parser = plain_parser(self, prog_name, subcommand)
        for action in parser._actions:
            if action.dest in _SHOWN:
                action.help = _SHOWN[action.dest]
            elif action.dest != "help":
                action.help = SUPPRESS
        return parser

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare the database, migrate it, and bring in rules that only this version knows."""
        prepare()
        with as_owner():
            super().handle(*args, **options)
            if not (options.get("plan") or options.get("check_unapplied")):
                protect_book_keeping()
        if not any(options.get(one) for one in ("plan", "check_unapplied", "migration_name")):
            add_new_rules(now())
