"""Where each table and key of a TOML text stands, so that an error can name its line.

`tomllib` forgets line numbers. This reads the text a second time, only for headers and keys, and
asks `tomllib` itself where a value ends. It expects a text that `tomllib` has accepted.
"""

import re
import tomllib
from typing import TypeAlias

Path: TypeAlias = tuple[str | int, ...]
"""Keys and, for an array of tables, the number of the table counted from 0."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


def line_of_syntax_error(message: str, text: str) -> int:
    """The line named at the end of tomllib's message; the last line when it says 'end of'."""
    _, found, place = message.rpartition("(at line ")
    number = place.partition(",")[0]
    return int(number) if found and number.isdigit() else max(1, len(text.splitlines()))


class TomlLines:
    """Line numbers (from 1) of the keys and tables of one TOML text."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {(): 1}
        self._counts: dict[str, int] = {}
        lines = text.splitlines()
        table: Path = ()
        at = 0
        while at < len(lines):
            header = _HEADER.fullmatch(lines[at])
            if header:
                table = self._open(header[1] == "[[", header[2])
                for path in (table[:1], table):
                    self._lines.setdefault(path, at + 1)
                at += 1
                continue
            key = _KEY.match(lines[at])
            if key:
                self._lines[(*table, key[1])] = at + 1
            at += _lines_of_value(lines, at) if key else 1

    def of(self, *path: str | int) -> int:
        """The line of that key or table, or of the nearest table around it."""
        for length in range(len(path), -1, -1):
            line = self._lines.get(path[:length])
            if line is not None:
                return line
        return 1

    def _open(self, repeated: bool, name: str) -> Path:
        if not repeated:
            return tuple(name.split("."))
        number = self._counts.get(name, 0)
        self._counts[name] = number + 1
        return (name, number)


def _lines_of_value(lines: list[str], at: int) -> int:
    """How many lines the key and value that begin at `at` take."""
    for count in range(1, len(lines) - at + 1):
        try:
            tomllib.loads("\n".join(lines[at : at + count]))
        except tomllib.TOMLDecodeError:
            continue
        return count
    return 1
