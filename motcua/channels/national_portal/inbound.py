"""What the portal tells us: a dossier sent there, or changed there by its applicant. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.channels.configuration import configured

NAME = "national_portal"
TAKEN, FAILED, DUPLICATE = "0", "-1", "1"
"""error_code of our replies, as the portal knows them."""


class Unreadable(Exception):
    """What came is no such message; the words are for whoever sent it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A dossier as the portal tells it. `applicant` bears the names of domain.party's fields;
    `papers` are codes of the portal's components, known here or not."""

    code: str
    unit: str
    procedure: str
    applicant: dict[str, str]
    content: str
    return_manner: str
    papers: tuple[str, ...]


FIELDS = {
    "name": "ChuHoSo",
    "identity": "SoGiayToChuHoSo",
    "address": "ThongTinKhac",
    "phone": "SoDienThoai",
    "email": "Email",
}


def created(body: object) -> Incoming:
    """A dossier that was sent at the portal (createdossierfromdvcqg). Unreadable if it is none."""
    record = _record(body)
    return _incoming(record, _text(record, "MaHoSo"))


def changed(body: object) -> Incoming:
    """What the applicant changed at the portal (nhanhsdvcqg): MaHoSoQG and ThongTinSuaDoi."""
    outer = _record(body)
    return _incoming(_record(outer.get("ThongTinSuaDoi")), _text(outer, "MaHoSoQG"))


def _incoming(record: Mapping[str, Any], code: str) -> Incoming:
    codes = configured(NAME)
    applicant = {ours: _text(record, theirs, must=False) for ours, theirs in FIELDS.items()}
    applicant["kind"] = _named(codes["subject"], record, "LoaiDoiTuong", "citizen")
    return Incoming(
        code=code,
        unit=_text(record, "MaDonVi"),
        procedure=_text(record, "MaTTHC"),
        applicant=applicant,
        content=_text(record, "TrichYeuHoSo", must=False),
        return_manner=_named(codes["return_manner"], record, "HinhThuc", "counter"),
        papers=_papers(record.get("TaiLieuNop")),
    )


def _record(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise Unreadable("nội dung không phải một bản ghi JSON")
    return value


def _text(record: Mapping[str, Any], name: str, *, must: bool = True) -> str:
    value = record.get(name)
    if value is None or value == "":
        if must:
            raise Unreadable(f"{name}: bắt buộc")
        return ""
    if not isinstance(value, str):
        raise Unreadable(f"{name}: phải là chuỗi")
    return value.strip()


def _named(table: Mapping[str, str], record: Mapping[str, Any], name: str, otherwise: str) -> str:
    """Our word for the portal's code: the first that is sent as it."""
    code = _text(record, name, must=False)
    if not code:
        return otherwise
    for ours, theirs in table.items():
        if theirs == code:
            return ours
    raise Unreadable(f"{name}: không biết mã {code}")


def _papers(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise Unreadable("TaiLieuNop: phải là danh sách bản ghi")
    found = (str(one.get("MaThanhPhanHoSo") or "") for one in value)
    return tuple(dict.fromkeys(code for code in found if code))
