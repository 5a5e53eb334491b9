"""A starter set for `motcua begin`: small, commented, and accepted as it stands."""

from pathlib import Path

from motcua.management.beginning.brought import AGENCIES, CALENDAR
from motcua.management.beginning.people_file import FILE as PEOPLE
from motcua.management.reference_data import DATA

CALENDAR_HEAD = """\
# Lịch làm việc của tỉnh. Các ngày nghỉ chép từ lịch kèm phần mềm (data/calendar/binh-dinh.toml).
# - Giờ làm việc: thay bằng quyết định của tỉnh ở các bảng [[hours]].
# - Mỗi năm: thêm các ngày nghỉ theo thông báo, rồi sửa last.
# - Lịch riêng của một cơ quan: thêm hàng có scope là mã của cơ quan đó.
# Từng mục nghĩa là gì: data/calendar/README.md của phần mềm.
"""
_SCOPE, _OURS = 'scope = "H08"\n', 'scope = "H99"\n'


class NotEmpty(Exception):
    """There is something in the directory already, or it is none."""


def write_example(directory: Path) -> list[str]:
    """Write the set into a new or empty directory; its names. NotEmpty, OSError."""
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise NotEmpty
    directory.mkdir(parents=True, exist_ok=True)
    files = {
        AGENCIES: (DATA / "example" / AGENCIES).read_text("utf-8"),
        CALENDAR: _calendar(),
        # Spreadsheets of Windows take a file for UTF-8 only by this mark.
        PEOPLE: "\ufeff" + (DATA / "example" / PEOPLE).read_text("utf-8"),
    }
    for name, text in files.items():
        with (directory / name).open("x", encoding="utf-8", newline="") as out:
            out.write(text)
    return list(files)


def _calendar() -> str:
    """The product's calendar under the example's key, with a head of its own."""
    _, rest = (DATA / "calendar" / "binh-dinh.toml").read_text("utf-8").split("\n\n", 1)
    assert rest.startswith(_SCOPE)
    return CALENDAR_HEAD + "\n" + _OURS + rest.removeprefix(_SCOPE)
