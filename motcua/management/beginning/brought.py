"""What a province brings to its first day: a directory, checked whole before a row is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from motcua.domain.agencies import Agency, AgencyTree
from motcua.domain.agency_file import AgencyFileError, parse_agencies
from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.calendar_compile import compile_calendar, relevant_scopes
from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.dated_rows import BadCalendar
from motcua.domain.orders import Order, checked, parse_orders
from motcua.domain.procedure import Procedure
from motcua.domain.procedure_file import ProcedureFileError, check_examples, parse_procedure
from motcua.domain.refusal import Refused
from motcua.domain.toml_lines import TomlLines
from motcua.domain.toml_table import TableError
from motcua.management.beginning.files import BadProvince, people_in, read_toml, text_of
from motcua.management.beginning.people_file import FILE as PEOPLE
from motcua.management.beginning.people_file import Account
from motcua.management.reference_data import ReferenceFiles, procedure_files
from motcua.reads.words import refusal_words

AGENCIES, CALENDAR, ORDERS, PROCEDURES = (
    "agencies.toml",
    "calendar.toml",
    "orders.toml",
    "procedures",
)


@dataclass(frozen=True, slots=True)
class Brought:
    """A province's files, found in order; `until` is the last day of its calendar.

    `own`: the procedures are the province's, and not those that come with the product.
    """

    files: ReferenceFiles
    own: bool
    tree: AgencyTree
    until: date
    orders: tuple[Order, ...]
    procedures: tuple[Procedure, ...]
    people: tuple[Account, ...]

    @property
    def top(self) -> Agency:
        """The province itself."""
        return next(agency for agency in self.tree if agency.parent is None)

    def receivable(self, day: date) -> tuple[int, int]:
        """How many agencies receive something on that day, and how many procedures they do."""
        units = [agency for agency in self.tree.at(day) if agency.receives]
        known = [one for one in self.procedures if one.in_force_on(day)]
        levels = {level for one in known for level in one.levels}
        received = {p.code for p in known if any(unit.level in p.levels for unit in units)}
        return sum(unit.level in levels for unit in units), len(received)


def read_province(directory: Path, today: date) -> Brought:
    """Read and check everything in the directory; BadProvince for what cannot be taken."""
    files = _files(directory)
    tree = _agencies(files.agencies, today)
    until, calendar = _calendar(files.calendar, tree, today)
    orders = tuple(one for file in files.orders for one in _orders(file, tree))
    own = (directory / PROCEDURES).is_dir()
    procedures = _procedures(files.procedures, calendar if own else None)
    people = people_in(directory / PEOPLE, tree, today)
    return Brought(files, own, tree, until, orders, procedures, people)


def _files(directory: Path) -> ReferenceFiles:
    advice = f"`motcua begin --example {directory}` viết một bộ mẫu để sửa"
    if not directory.is_dir():
        raise BadProvince(f"{directory}: không có thư mục này; {advice}.")
    known = {AGENCIES, CALENDAR, ORDERS, PEOPLE}
    found = {one.name for one in directory.iterdir()}
    for name in (AGENCIES, CALENDAR):
        if name not in found:
            raise BadProvince(f"{directory}: thiếu tệp {name}; {advice} ở một thư mục trống.")
    for name in sorted(found - known):
        if name.endswith((".toml", ".csv")):
            told = ", ".join(sorted(known))
            raise BadProvince(f"{directory / name}: không đọc tệp tên này; đổi tên thành {told}.")
    own = sorted((directory / PROCEDURES).glob("*.toml"))
    if PROCEDURES in found and not own:
        raise BadProvince(
            f"{directory / PROCEDURES}: không có tệp .toml nào; thêm thủ tục,"
            " hoặc xóa thư mục để dùng các thủ tục kèm phần mềm."
        )
    orders = (directory / ORDERS,) if ORDERS in found else ()
    procedures = tuple(own or procedure_files())
    return ReferenceFiles(directory / AGENCIES, directory / CALENDAR, orders, procedures)


def _agencies(file: Path, today: date) -> AgencyTree:
    text, _ = read_toml(file)
    try:
        tree = AgencyTree(*parse_agencies(text, str(file)))
    except AgencyFileError as error:
        raise BadProvince(str(error)) from None
    tops = [agency for agency in tree if agency.parent is None]
    if len(tops) != 1 or tops[0].level != "province":
        told = ", ".join(agency.key for agency in tops) or "không có"
        raise BadProvince(
            f"{file}: cần đúng một cơ quan không có parent, cấp province; hiện là: {told}."
        )
    if not tops[0].stands_on(today):
        raise BadProvince(
            f"{file}: cơ quan {tops[0].key} không hoạt động ngày {today:%d/%m/%Y}; sửa from, to."
        )
    return tree


def _calendar(file: Path, tree: AgencyTree, today: date) -> tuple[date, Calendar]:
    """The last day of the calendar, and that of the province; every agency's is tried."""
    _, document = read_toml(file)
    try:
        rows, hours = parse_calendar(document)
        first, last = parse_coverage(document)
        scopes = {row.scope for row in rows} | {row.scope for row in hours}
        lost = sorted(scope for scope in scopes if scope not in tree)
        if lost:
            raise BadProvince(
                f"{file}: scope “{lost[0]}” không có trong {AGENCIES}; ghi mã của một cơ quan."
            )
        chains = {
            relevant_scopes(rows, hours, (agency.key, *tree.ancestors(agency.key)))
            for agency in tree
        }
        compiled = {one: compile_calendar(rows, hours, one, first, last) for one in chains}
    except BadCalendar as error:
        raise BadProvince(f"{file}: {error} Sửa hàng đó (xem data/calendar/README.md).") from None
    if not first <= today:
        raise BadProvince(
            f"{file}: lịch bắt đầu ngày {first:%d/%m/%Y}, sau hôm nay; sửa first và thêm các ngày."
        )
    if last.year <= today.year:
        raise BadProvince(
            f"{file}: lịch hết ngày {last:%d/%m/%Y}, chưa có năm {today.year + 1}; thêm các ngày"
            f" nghỉ của năm {today.year + 1} rồi sửa last."
        )
    top = next(agency.key for agency in tree if agency.parent is None)
    return last, compiled[relevant_scopes(rows, hours, (top,))]


def _orders(file: Path, tree: AgencyTree) -> tuple[Order, ...]:
    text, _ = read_toml(file)
    try:
        found = parse_orders(text)
    except TableError as error:
        raise BadProvince(f"{file}, dòng {error.line(TomlLines(text))}: {error.reason}") from None
    seen: set[str] = set()
    for at, order in enumerate(found):
        line = TomlLines(text).of("order", at)
        try:
            checked(order, tree)
        except Refused as no:
            field = no.facts.get("field", "issuer")
            raise BadProvince(f"{file}, dòng {line}, {field}: {refusal_words(no)}") from None
        if order.key in seen:
            raise BadProvince(
                f"{file}, dòng {line}: key “{order.key}” đã có; mỗi công văn một key."
            )
        seen.add(order.key)
    return found


def _procedures(files: Iterable[Path], calendar: Calendar | None) -> tuple[Procedure, ...]:
    """Every file's procedure; where a calendar is given, its examples are reckoned by it."""
    found: dict[tuple[str, int], Procedure] = {}
    for file in files:
        try:
            parsed = parse_procedure(text_of(file), str(file))
            if calendar is not None:
                check_examples(parsed, calendar)
        except ProcedureFileError as error:
            raise BadProvince(str(error)) from None
        except CalendarTooShort as short:
            raise BadProvince(
                f"{file}: một ví dụ cần lịch của năm {short.year}, {CALENDAR} chưa có;"
                " sửa ví dụ hoặc thêm năm đó."
            ) from None
        procedure = parsed.procedure
        key = (procedure.code, procedure.version)
        if key in found:
            raise BadProvince(
                f"{file}: thủ tục {key[0]} phiên bản {key[1]} đã có ở một tệp khác; bỏ một tệp."
            )
        found[key] = procedure
    return tuple(found.values())
