"""What all commands of `motcua` have in common: plain help, one way to fail, one way to answer."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from typing import Any, ClassVar, NoReturn
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from motcua.management.parser import BAD_INPUT, PlainParser, plain_parser
from motcua.management.progress import Progress, progress

DONE, FOUND = 0, 1

__all__ = ["BAD_INPUT", "DONE", "FOUND", "Command", "CommandError", "PlainParser"]


class Command(BaseCommand):
    """Base of our commands. Subclasses give `help`, `add_arguments` and `handle`, as in Django.

    - `self.fail_input(sentence)`: stop with exit status 2 and that sentence on stderr;
    - `self.found()`: go on, and end with exit status 1 (something found, or some rows failed);
    - `answers_json = True`: the command takes `--json`; give `self.answer(value)` once, and all
      other output goes to stderr when `--json` was asked for;
    - `with self.progress("Đang …", total) as shown: shown.advance()`: for work over two seconds.
    """

    answers_json: ClassVar[bool] = False
    requires_system_checks: Any = []  # a clerk's command isn't the place for them; tests run them

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.exit_status = DONE
        self._answer: Any = None

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """Django's parser in plain words, with `--json` where the command has it."""
        parser = plain_parser(self, prog_name, subcommand)
        if self.answers_json:
            parser.add_argument(
                "--json", action="store_true", help="in kết quả thành một giá trị JSON trên stdout"
            )
        return parser

    def execute(self, *args: Any, **options: Any) -> str | None:
        """Run the command; with `--json`, print exactly its answer on stdout."""
        self.exit_status, self._answer = DONE, None
        if not options.get("json"):
            return super().execute(*args, **options)
        real = options.get("stdout") or sys.stdout
        words = options.get("stderr") or sys.stderr
        with redirect_stdout(words):
            super().execute(*args, **{**options, "stdout": words})
        value = json.dumps(self._answer, ensure_ascii=False, allow_nan=False, default=_plain)
        real.write(value + "\n")
        return None

    def answer(self, value: Any) -> None:
        """Set what `--json` prints: text, numbers, lists, dicts; times and days become ISO 8601."""
        self._answer = value

    def say(self, sentence: str) -> None:
        """A line for people: on stdout, or on stderr where `--json` has stdout to itself."""
        self.stdout.write(sentence)
        self.stdout.flush()

    def found(self) -> None:
        """Let the command end with status 1: something was found, or some rows failed."""
        self.exit_status = FOUND

    def fail_input(self, sentence: str) -> NoReturn:
        """Stop at once: the input is bad, and this one sentence says how."""
        raise CommandError(sentence, returncode=BAD_INPUT)

    @contextmanager
    def progress(self, title: str, total: int | None = None) -> Iterator[Progress]:
        """A line on stderr for work that takes over two seconds."""
        with progress(title, total) as shown:
            yield shown


def _plain(value: Any) -> str:
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    if isinstance(value, UUID):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no place in a JSON answer")
