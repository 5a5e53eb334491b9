"""How a dossier stands, as the portal's record HoSo. Pure: document and codes in, record out.

Fields and their order: domain notes 3.7. A field that no fact fills is left empty and named as
missing; nothing is ever invented for it.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from motcua.channels.national_portal.filling import UNCODED, UNKNOWN, UNRECORDED, Filling, stamp
from motcua.channels.national_portal.parts import (
    fees,
    other_papers,
    papers_with_files,
    results,
    supplements,
)
from motcua.domain.delivery import Missing

LONGEST_SUMMARY = 1000

OUT_OF_REACH = ("MaDoiTuong", "Fax", "DSKetNoiCSDL")
"""What this system never knows: the account at the portal, fax, databases asked elsewhere."""


def record_of(
    document: Mapping[str, Any], codes: Mapping[str, Any], files_url: str
) -> tuple[dict[str, Any], tuple[Missing, ...]]:
    """The record of this document, and every field that stayed empty."""
    filling = Filling(codes, files_url)
    _identity(filling, document)
    _owner(filling, document["person"])
    _times(filling, document)
    _manners(filling, document)
    _flags(filling, document)
    filling.record["TaiLieuNop"] = papers_with_files(filling, document)
    filling.record["DanhSachLePhi"] = fees(filling, document)
    filling.record["DanhSachTepDinhKemKhac"] = other_papers(filling, document)
    filling.record["DanhSachHoSoBoSung"] = supplements(filling, document)
    filling.record["DanhSachGiayToKetQua"] = results(filling, document)
    return filling.record, tuple(filling.missing)


def code_there(document: Mapping[str, Any], codes: Mapping[str, Any]) -> str:
    """The code by which the portal knows the dossier: its own where it was sent there."""
    given = str(document.get("portal_code") or "")
    return given if given.startswith(codes["national_prefix"]) else str(document["code"])


def _identity(filling: Filling, document: Mapping[str, Any]) -> None:
    filling.put("MaHoSo", code_there(document, filling.codes), required=True)
    filling.put("MaTTHC", document["procedure"]["code"], required=True)
    filling.put("TenTTHC", document["procedure"]["name"], required=True)
    filling.put("MaLinhVuc", document["field"]["code"], required=True)
    filling.put("TenLinhVuc", document["field"]["name"], required=True)
    filling.code("channel", "KenhThucHien", document["channel"])
    filling.put("SoBienNhan", document["code"])


def _owner(filling: Filling, person: Mapping[str, Any]) -> None:
    owner = person.get("owner") or person
    paper = owner.get("identity") or {}
    number = paper.get("number") or owner.get("tax_code") or ""
    citizen = owner.get("kind") == "citizen"
    filling.put("SoGiayToChuHoSo", number)
    filling.put("ChuHoSo", owner.get("name"))
    filling.code("subject", "LoaiDoiTuong", owner.get("kind"))
    filling.put("ThongTinKhac", owner.get("address"))
    filling.put("Email", owner.get("email"))
    filling.put("SoDienThoai", owner.get("phone"))
    summary = str(person.get("content") or "")
    filling.put("TrichYeuHoSo", _cut(" ".join(summary.split()), LONGEST_SUMMARY))
    kind = filling.codes["identity"].get(str(paper.get("kind")), "")
    listed = [{"LoaiDinhDanh": kind, "SoDinhDanh": number}] if kind and paper else []
    filling.record["DinhDanhCHS"] = listed
    if not listed:
        filling.lacks("DinhDanhCHS", required=citizen, why=UNCODED if paper else UNKNOWN)
    for name in OUT_OF_REACH:
        filling.record[name] = [] if name.startswith("DS") else ""
        filling.lacks(name, why=UNRECORDED)


T = TypeVar("T")


def ended_at(state: str, finished: T | None, closed: T | None) -> T | None:
    """When processing ended: with the result, or when it was withdrawn or stopped without one."""
    return finished or (closed if state in ("withdrawn", "stopped") else None)


def _times(filling: Filling, document: Mapping[str, Any]) -> None:
    state, finished = document["state"], document["finished"]
    closed = document["closed"]
    received = state not in ("submitted", "refused", "supplement_at_reception")
    filling.put("NgayNopHoSo", stamp(document["submitted"] or document["received"]))
    filling.put("NgayTiepNhan", stamp(document["received"]), required=received)
    filling.record["NgayHenTra"] = stamp(document["due"])
    if not document["due"] and received:
        filling.lacks("NgayHenTra")
    over = ended_at(state, finished, closed)
    filling.record["NgayKetThucXuLy"] = stamp(over)
    filling.record["NgayTra"] = stamp(closed) if state == "returned" else ""
    filling.record["NgayTuChoi"] = stamp(closed) if state == "refused" else ""
    told = document["person"].get("collected_by")
    filling.record["ThongTinTra"] = str(told or "")
    if state == "returned" and not told:
        filling.lacks("ThongTinTra")


def _manners(filling: Filling, document: Mapping[str, Any]) -> None:
    filling.code("status", "TrangThaiHoSo", document["state"])
    manner = document["return_manner"] or "counter"
    filling.code("return_manner", "HinhThuc", manner)
    agencies = document["agencies"]
    unit = agencies.get("competent") or agencies.get("receiving") or {}
    filling.put("DonViXuLy", unit.get("name"), required=True)
    sent_there = code_there(document, filling.codes) == document.get("portal_code")
    ours = "national" if sent_there else "own"
    filling.code("origin", "NoiNopHoSo", ours)
    filling.record["GhiChu"] = ""
    filling.lacks("GhiChu", why=UNRECORDED)


def _flags(filling: Filling, document: Mapping[str, Any]) -> None:
    says = filling.codes["constants"]
    scanned = any(paper["files"] for paper in document["papers"])
    filling.put("HoSoCoThanhPhanSoHoa", says["yes"] if scanned else says["no"], required=True)
    filling.put("TaiKhoanDuocXacThucVoiVNeID", says["no"], required=True)
    filling.put("DuocThanhToanTrucTuyen", says["paid_online_never"], required=True)


def _cut(text: str, longest: int) -> str:
    return text if len(text) <= longest else text[: longest - 1] + "…"
