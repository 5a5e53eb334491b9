"""Strict reading of one TOML table: every key is asked for by name, the rest is an error.

Each method takes a key away; `close` then refuses what is left. The sentences of the errors are
Vietnamese, since they are shown to the person who publishes the file.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, TypeVar

from motcua.domain.toml_lines import Path, TomlLines

T = TypeVar("T")
_MOST_TEXT = 2_000


class TableError(ValueError):
    """What is wrong with a table: the path of the key and one Vietnamese sentence."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(reason)
        self.path = path
        self.reason = reason

    def line(self, lines: TomlLines) -> int:
        """The line of the text that the error is about."""
        return lines.of(*self.path)


class Table:
    """A TOML table on its way to being read."""

    def __init__(self, values: dict[str, Any], path: Path = ()) -> None:
        self._values = dict(values)
        self.path = path

    def fail(self, reason: str, key: str | None = None) -> TableError:
        """The error to raise about this table, or about one of its keys."""
        return TableError(self.path if key is None else (*self.path, key), reason)

    def close(self) -> None:
        """Refuse the keys that nobody asked for."""
        for key in self._values:
            raise self.fail(f"Không có mục nào tên “{key}” ở đây.", key)

    def text(self, key: str) -> str:
        """A compulsory text, trimmed, not empty, without control characters."""
        return self._checked_text(key, self._take(key))

    def text_or_none(self, key: str) -> str | None:
        """The same, where the key may be absent."""
        return self.text(key) if key in self._values else None

    def whole(self, key: str, least: int, most: int) -> int:
        """A compulsory whole number between two bounds, both included."""
        value = self._take(key)
        if type(value) is not int or not least <= value <= most:
            raise self.fail(f"“{key}” phải là số nguyên từ {least} đến {most}.", key)
        return value

    def whole_or_none(self, key: str, least: int, most: int) -> int | None:
        """The same, where the key may be absent."""
        return self.whole(key, least, most) if key in self._values else None

    def flag(self, key: str, default: bool = False) -> bool:
        """true or false; the default where the key is absent."""
        value = self._values.pop(key, default)
        if not isinstance(value, bool):
            raise self.fail(f"“{key}” phải là true hoặc false.", key)
        return value

    def day(self, key: str) -> date:
        """A compulsory local day, written 2020-03-20 without quotes."""
        value = self._take(key)
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.fail(f"“{key}” phải là một ngày, viết như 2020-03-20.", key)
        return value

    def day_or_none(self, key: str) -> date | None:
        """The same, where the key may be absent."""
        return self.day(key) if key in self._values else None

    def choice(self, key: str, known: dict[str, T]) -> T:
        """One of the known words, as the value it stands for."""
        value = self._take(key)
        if not isinstance(value, str) or value not in known:
            raise self.fail(f"“{key}” phải là một trong: {', '.join(known)}.", key)
        return known[value]

    def choices(self, key: str, known: dict[str, T]) -> tuple[T, ...]:
        """Some of the known words, each once; none where the key is absent."""
        words = self.texts(key)
        for word in words:
            if word not in known or words.count(word) > 1:
                raise self.fail(
                    f"“{key}” chỉ gồm các từ sau, mỗi từ một lần: {', '.join(known)}.", key
                )
        return tuple(known[word] for word in words)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where the key is absent."""
        value = self._values.pop(key, [])
        if not isinstance(value, list):
            raise self.fail(f"“{key}” phải là một danh sách.", key)
        return tuple(self._checked_text(key, one) for one in value)

    def read(self, key: str, reader: Callable[[str], T]) -> T:
        """A compulsory text put through `reader`; its ValueError becomes the error."""
        text = self.text(key)
        try:
            return reader(text)
        except ValueError:
            raise self.fail(f"“{key}” không đọc được: “{text[:60]}”.", key) from None

    def table(self, key: str) -> "Table":
        """A compulsory table inside this one."""
        value = self._take(key)
        if not isinstance(value, dict):
            raise self.fail(f"“{key}” phải là một bảng [{key}].", key)
        return Table(value, (*self.path, key))

    def tables(self, key: str) -> list["Table"]:
        """The repeated tables [[key]]; none where absent."""
        value = self._values.pop(key, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.fail(f"“{key}” phải là các bảng [[{key}]].", key)
        return [Table(one, (*self.path, key, number)) for number, one in enumerate(value)]

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def _take(self, key: str) -> Any:
        if key not in self._values:
            raise self.fail(f"Thiếu mục “{key}”.")
        return self._values.pop(key)

    def _checked_text(self, key: str, value: object) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if not text or len(text) > _MOST_TEXT or not text.isprintable():
            raise self.fail(f"“{key}” phải là chữ, từ 1 đến {_MOST_TEXT} ký tự.", key)
        return text
