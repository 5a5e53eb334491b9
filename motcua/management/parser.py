"""Argument parsing in plain Vietnamese: the help, and one sentence for whatever is wrong."""

import re
from argparse import SUPPRESS
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser

BAD_INPUT = 2

_WORDS = (  # argparse knows no Vietnamese
    (r"the following arguments are required: (.*)", r"thiếu \1"),
    (r"one of the arguments (.*) is required", r"cần một trong các tham số \1"),
    (r"unrecognized arguments: (.*)", r"không có tham số \1"),
    (r"argument (.*): expected one argument", r"\1 cần một giá trị"),
    (r"argument (.*): expected at least one argument", r"\1 cần ít nhất một giá trị"),
    (r"argument (.*): invalid int value: (.*)", r"\1: \2 không phải số nguyên"),
    (r"argument (.*): invalid choice: (.*) \(choose from (.*)\)", r"\1: \2 không thuộc \3"),
    (r"argument (.*): not allowed with argument (.*)", r"không dùng \1 cùng với \2"),
    (r"argument ([^:]*): (.*)", r"\1: \2"),
)
_DJANGO_OPTIONS: dict[str, dict[str, Any]] = {
    "--verbosity": {"default": 1, "type": int, "choices": [0, 1, 2, 3]},
    "--settings": {},
    "--pythonpath": {},
    "--traceback": {"action": "store_true"},
    "--no-color": {"action": "store_true"},
    "--force-color": {"action": "store_true"},
    "--skip-checks": {"action": "store_true"},
}


class PlainParser(CommandParser):
    """An argument parser whose help and complaints are plain sentences."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "add_help": False})
        self._positionals.title = "tham số"
        self._optionals.title = "tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in phần này rồi thôi")

    def format_help(self) -> str:
        """The help text, with the one word of it that argparse gives no other way to change."""
        return super().format_help().replace("usage: ", "cách dùng: ", 1)

    def error(self, message: str) -> NoReturn:
        """Raise CommandError with one sentence; argparse would print its usage as well."""
        for english, vietnamese in _WORDS:
            if re.fullmatch(english, message, re.DOTALL):
                message = re.sub(english, vietnamese, message, count=1, flags=re.DOTALL)
                break
        raise CommandError(message, returncode=BAD_INPUT)


def plain_parser(command: BaseCommand, prog_name: str, subcommand: str) -> PlainParser:
    """The command's parser; Django's own options are understood but not shown."""
    name = subcommand.replace("_", "-")
    parser = PlainParser(prog=f"{prog_name} {name}".strip(), description=command.help or None)
    for option, settings in _DJANGO_OPTIONS.items():
        parser.add_argument(option, help=SUPPRESS, **settings)
    command.add_arguments(parser)
    return parser
