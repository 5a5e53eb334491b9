"""`motcua`: the one command. Finds the database, runs what was asked for, and ends as documented.

Exit status: 0 done and nothing wrong; 1 something was found or some rows failed; 2 bad input, or
no database to work on, with one sentence on stderr; 70 a fault of the program, with a traceback.
"""

import logging
import os
import pkgutil
import signal
import sys
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from importlib import import_module
from io import TextIOWrapper
from types import FrameType
from typing import NoReturn

import django
import psycopg
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError, connections

from motcua.management import commands
from motcua.management.archive import Unfit
from motcua.management.batches import names_no_agency
from motcua.management.connection import BadAddress
from motcua.management.database import NotReady
from motcua.management.found import assume_demo, database
from motcua.management.parser import BAD_INPUT
from motcua.management.secret import UnsafeToServe
from motcua.management.unprivileged import Unusable

FAULT = 70
_NEED_NO_DATABASE = {
    "check",
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "makemigrations",
    "version",
}
_SOMETIMES_WITHOUT: dict[str, Callable[[Sequence[str]], bool]] = {
    "begin": lambda arguments: "--example" in arguments,
    "explain_deadline": names_no_agency,
    "restore": lambda arguments: True,  # it brings its own
    "sandbox_portal": lambda arguments: True,  # it has a store of its own
}
"""Commands that need no database for some arguments: asked before one is started."""
_DEMO_WITHOUT_A_KEY = {"up", "demo"}
_SAY_IT_THEMSELVES = (
    CommandError,
    BadAddress,
    NotReady,
    Unusable,
    Unfit,
    UnsafeToServe,
    ImproperlyConfigured,
)


def main() -> NoReturn:
    """The entry point of `motcua`."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command line (without the program's name); its exit status."""
    _speak_utf8()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        return outcome("", _show_overview)
    name = arguments[0].replace("-", "_")
    if name not in _names():
        return _refuse(f"không có lệnh '{arguments[0]}'; `motcua --help` liệt kê các lệnh.")
    signal.signal(signal.SIGTERM, _end)
    return outcome(name, lambda: _find_and_execute(name, arguments[1:]))


def manage(argv: Sequence[str]) -> int:
    """What `manage.py` does: our commands as `motcua` does, Django's own as Django does."""
    name = argv[1] if len(argv) > 1 else "help"
    if name.replace("-", "_") in _names():
        return run(argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    with nullcontext() if name in _NEED_NO_DATABASE else database():
        execute_from_command_line(list(argv))
    return 0


def overview() -> str:
    """All our commands, a line each."""
    django.setup()
    lines = ["cách dùng: motcua LỆNH [tham số]   (motcua LỆNH --help để xem từng lệnh)", ""]
    for name in _names():
        sentence = str(_command(name).help).strip().splitlines()[0]
        lines.append(f"  {name.replace('_', '-'):<20} {sentence}")
    return "\n".join([*lines, ""])


def _show_overview() -> int:
    sys.stdout.write(overview())
    return 0


def outcome(name: str, work: Callable[[], int]) -> int:
    """Do the work; every expected failure is one sentence, every other a traceback."""
    try:
        return work()
    except BrokenPipeError:  # whoever read our output had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except Exception as error:
        sentence = _expected(error)
        if sentence:
            return _refuse(sentence, name)
        logging.getLogger("motcua").critical("motcua %s: lỗi chương trình", name, exc_info=True)
        return FAULT


def execute(command: BaseCommand, name: str, arguments: Sequence[str]) -> int:
    """Parse the arguments and run the command; its exit status."""
    try:
        options = vars(command.create_parser("motcua", name).parse_args(list(arguments)))
        positional = options.pop("args", ())
        command.execute(*positional, **options)
        sys.stdout.flush()
    finally:
        connections.close_all()
    return int(getattr(command, "exit_status", 0))


def _find_and_execute(name: str, arguments: Sequence[str]) -> int:
    wants_help = bool({"-h", "--help"} & set(arguments))
    if name in _DEMO_WITHOUT_A_KEY:
        assume_demo()
    if name in _SOMETIMES_WITHOUT and _SOMETIMES_WITHOUT[name](arguments):
        assume_demo()
        wants_help = True
    with nullcontext() if wants_help else database():
        django.setup()
        return execute(_command(name), name, arguments)


def _expected(error: Exception) -> str:
    """The sentence for a failure that an operator can do something about; '' for any other."""
    if isinstance(error, _SAY_IT_THEMSELVES):
        return str(error)
    if isinstance(error, PermissionError):
        return f"không được phép dùng {error.filename}."
    if isinstance(error, (OperationalError, InterfaceError, psycopg.OperationalError)):
        reason = " ".join(str(error).split())
        return f"không dùng được cơ sở dữ liệu ({reason})."
    if isinstance(error.__cause__, psycopg.errors.UndefinedTable):
        return "cơ sở dữ liệu chưa có bảng; hãy chạy `motcua migrate` trước."
    return ""


def _names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def _command(name: str) -> BaseCommand:
    command: BaseCommand = import_module(f"{commands.__name__}.{name}").Command()
    return command


def _refuse(sentence: str, name: str = "") -> int:
    sys.stderr.write(f"motcua{' ' if name else ''}{name.replace('_', '-')}: {sentence}\n")
    return BAD_INPUT


def _end(number: int, frame: FrameType | None) -> NoReturn:
    """Leave through every `with` and `finally`, so that a server we started is stopped."""
    sys.exit(128 + number)


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
