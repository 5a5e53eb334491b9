"""motcua token: let a program use the API for one person; list tokens; take one back."""

from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from motcua.actions.tokens import SCOPES, issue_token, revoke_token
from motcua.domain.refusal import Refused
from motcua.management.command import Command as Base
from motcua.reads.law import agency_tree
from motcua.reads.tokens import tokens
from motcua.reads.words import refusal_words


class Command(Base):
    """The token is printed once and can never be shown again."""

    help = "Cấp, liệt kê hoặc thu hồi mã truy cập API của một người."
    answers_json = True

    def add_arguments(self, parser: CommandParser) -> None:
        """One of: a user with scopes, --list, --revoke."""
        parser.add_argument("--user", default="", metavar="TÊN", help="tên đăng nhập")
        parser.add_argument(
            "--scope",
            action="append",
            default=[],
            choices=SCOPES,
            help="phạm vi; có thể ghi nhiều lần",
        )
        parser.add_argument("--agency", default="", help="chỉ cho việc tại cơ quan này")
        parser.add_argument("--days", type=int, help="số ngày có hiệu lực; không ghi là không hạn")
        parser.add_argument("--label", default="", help="dùng cho chương trình nào")
        parser.add_argument(
            "--per-minute", type=int, default=600, help="số yêu cầu tối đa trong một phút"
        )
        parser.add_argument("--list", action="store_true", help="liệt kê các mã đã cấp")
        parser.add_argument("--revoke", type=int, metavar="SỐ", help="thu hồi mã có số này")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit status 2 for an unknown user, agency or token."""
        if options["list"]:
            self._list()
        elif options["revoke"] is not None:
            if not revoke_token(options["revoke"], now=timezone.now()):
                self.fail_input(f"không có mã số {options['revoke']} còn hiệu lực.")
            self.say("Đã thu hồi.")
            self.answer({"revoked": options["revoke"]})
        else:
            self._issue(options)

    def _issue(self, options: dict[str, Any]) -> None:
        if not options["user"] or not options["scope"]:
            self.fail_input("cần --user và ít nhất một --scope, hoặc --list, hoặc --revoke.")
        for name in ("days", "per_minute"):
            if options[name] is not None and options[name] < 1:
                self.fail_input(f"--{name.replace('_', '-')} phải từ 1 trở lên.")
        try:
            agency = agency_tree().find(options["agency"]).key if options["agency"] else ""
            number, text = issue_token(
                options["user"],
                options["scope"],
                now=timezone.now(),
                agency=agency,
                days=options["days"],
                label=options["label"][:120],
                per_minute=options["per_minute"],
            )
        except Refused as no:
            self.fail_input(refusal_words(no))
        self.say(f"Mã truy cập số {number}, chỉ hiện một lần này:")
        self.say(text)
        self.answer({"id": number, "token": text})

    def _list(self) -> None:
        known = tokens()
        for one in known:
            state = "đã thu hồi" if one.revoked else "còn hiệu lực"
            if one.expires and not one.revoked:
                over = one.expires <= timezone.now()
                state = f"{'hết hạn' if over else 'đến'} {one.expires.date().isoformat()}"
            scopes = ",".join(one.scopes)
            self.say(
                f"{one.id}\t{one.hint}…\t{one.username}\t{one.agency or '-'}\t{scopes}\t{state}"
                f"\t{one.label}"
            )
        self.answer([asdict(one) for one in known])
