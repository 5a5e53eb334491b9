"""Reading the files that were brought: their text, their tables, their people; else BadProvince."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from motcua.domain.agencies import AgencyTree
from motcua.domain.toml_lines import line_of_syntax_error
from motcua.management.beginning.people_file import Account, read_people


class BadProvince(Exception):
    """What was brought cannot be begun with: sentences that name file, row and way out."""

    def __init__(self, *sentences: str) -> None:
        super().__init__("\n".join(sentences))


def people_in(file: Path, tree: AgencyTree, today: date) -> tuple[Account, ...]:
    if not file.exists():
        return ()
    accounts, wrong = read_people(text_of(file, "utf-8-sig"), tree, today)
    if wrong:
        raise BadProvince(*wrong)
    return tuple(accounts)


def read_toml(file: Path) -> tuple[str, dict[str, Any]]:
    text = text_of(file)
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of_syntax_error(str(error), text)
        raise BadProvince(f"{file}, dòng {line}: không đúng cú pháp TOML; sửa dòng đó.") from None
    except RecursionError:
        raise BadProvince(f"{file}: ngoặc lồng nhau quá sâu; sửa tệp.") from None


def text_of(file: Path, encoding: str = "utf-8") -> str:
    try:
        text = file.read_text(encoding)
    except UnicodeDecodeError:
        raise BadProvince(f"{file}: tệp không phải văn bản UTF-8; lưu lại theo UTF-8.") from None
    except OSError as error:
        raise BadProvince(f"{file}: không đọc được tệp ({error.strerror}).") from None
    if text.startswith("\ufeff"):
        raise BadProvince(
            f"{file}: đầu tệp có dấu BOM của Windows, TOML không nhận; lưu lại theo UTF-8"
            " không BOM."
        )
    return text
