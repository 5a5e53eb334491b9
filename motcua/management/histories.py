"""Reads a directory with another system's history: about.toml and three CSV files."""

import csv
import secrets
import tomllib
from collections.abc import Callable
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path

from motcua.actions.files import keep_file
from motcua.domain.commands import NewFile
from motcua.domain.history_cells import Row
from motcua.domain.history_rows import DOSSIERS, NEEDED, PAPERS, SOURCE, STEPS, Around
from motcua.domain.local_time import local_day
from motcua.domain.numbering import look_up_secret
from motcua.domain.refusal import Refused
from motcua.domain.uploads import HEAD, display_name, sniff
from motcua.reads.law import agency_tree
from motcua.reads.people import ids_of

COLUMNS = {"dossiers": DOSSIERS, "steps": STEPS, "papers": PAPERS}


class BadDirectory(Exception):
    """The directory is not laid out as documented; the sentence says how."""


def source_of(directory: Path) -> str:
    """The short name of the system, from about.toml."""
    try:
        about = tomllib.loads((directory / "about.toml").read_text("utf-8"))
    except OSError as error:
        raise BadDirectory(f"{error.filename}: không đọc được ({error.strerror}).") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadDirectory(f"about.toml: không đúng TOML ({error}).") from None
    source = about.get("source")
    if not isinstance(source, str) or not SOURCE.fullmatch(source) or source == "paper":
        raise BadDirectory(
            "about.toml: cần source, tên ngắn của hệ thống cũ: chữ thường, số, gạch nối."
        )
    return source


def rows_of(directory: Path, name: str) -> list[Row]:
    """All rows of one file; a missing steps or papers file has none."""
    place = directory / f"{name}.csv"
    if name != "dossiers" and not place.exists():
        return []
    try:
        with place.open(encoding="utf-8-sig", newline="") as text:
            reader = csv.DictReader(text, restkey="", strict=True)
            columns = reader.fieldnames or []
            missing = [one for one in NEEDED[name] if one not in columns]
            unknown = [one for one in columns if one not in COLUMNS[name]]
            if missing or unknown:
                told = f"thiếu cột {', '.join(missing)}" if missing else ""
                more = f"không có cột {', '.join(unknown)} trong mẫu" if unknown else ""
                words = "; ".join(part for part in (told, more) if part)
                raise BadDirectory(f"{name}.csv: {words}.")
            return [_full(row, name, reader.line_num) for row in reader]
    except OSError as error:
        raise BadDirectory(f"{place}: không đọc được ({error.strerror}).") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadDirectory(f"{name}.csv: không phải CSV dạng UTF-8 ({error}).") from None


def _full(row: dict[str, str], name: str, line: int) -> Row:
    if "" in row:
        raise BadDirectory(f"{name}.csv, dòng {line}: thừa cột.")
    if any("\x00" in (value or "") for value in row.values()):
        raise BadDirectory(f"{name}.csv, dòng {line}: có ký tự không nhìn thấy.")
    return row


def around(directory: Path, *, now: datetime, dry: bool) -> Around:
    """What the rows name, looked up here; files are kept unless `dry`."""
    people = ids_of()
    tree = agency_tree()

    @cache
    def agency(code: str) -> str:
        return tree.find(code).key

    return Around(
        agency=agency,
        person=lambda name: people.get(name, 0),
        file=_files(directory, now, dry=dry),
        today=local_day(now),
        secret=lambda: look_up_secret(secrets.choice),
    )


def _files(directory: Path, now: datetime, *, dry: bool) -> Callable[[str], NewFile]:
    root = (directory / "files").resolve()

    def file(place: str) -> NewFile:
        path = (root / place).resolve()
        name = display_name(path.name)
        if not path.is_relative_to(root) or not path.is_file():
            raise Refused("file_not_there", field="file", name=place)
        content = path.read_bytes()
        if dry:
            sniff(name, content[:HEAD], len(content))
            return NewFile(sha256(content).hexdigest(), name)
        return keep_file(name, [content], now=now)

    return file
