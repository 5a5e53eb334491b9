"""The lists inside the portal's record: papers, fees, supplements, results. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from motcua.channels.national_portal.filling import UNCODED, UNRECORDED, UNSET, Filling
from motcua.domain.local_time import VIETNAM

Rows = list[dict[str, Any]]


def papers_with_files(filling: Filling, document: Mapping[str, Any]) -> Rows:
    """TaiLieuNop: every scan of a paper."""
    says, names = filling.codes["constants"], document["person"].get("file_names") or {}
    rows = [
        {
            "TepDinhKemId": digest,
            "TenTepDinhKem": names.get(digest) or paper["name"],
            "IsDeleted": says["not_deleted"],
            "MaThanhPhanHoSo": paper["code"],
            "DuongDanTaiTepTin": _address(filling, document, digest),
            "DuocSoHoa": says["yes"],
            "DuocTaiSuDung": says["no"],
            "DuocLayTuKhoDMQG": says["no"],
            "MaKetQuaThayThe": "",
        }
        for paper in document["papers"]
        for digest in paper["files"]
    ]
    if rows and not filling.files_url:
        filling.lacks("DuongDanTaiTepTin", why=UNSET)
    return rows


def fees(filling: Filling, document: Mapping[str, Any]) -> Rows:
    """DanhSachLePhi: fees that the procedure asks of everyone; what was paid is kept nowhere."""
    rows = [
        {
            "TenPhiLePhi": fee["name"],
            "MaPhiLePhi": "",
            "HinhThucThu": filling.codes["fee_manner"]["reception"],
            "Gia": str(fee["amount"]),
            "LoaiPhiLePhi": filling.codes["fee_kind"][fee["kind"]],
        }
        for fee in document["fees"]
    ]
    if rows:
        filling.lacks("MaPhiLePhi", why=UNCODED)
    return rows


def other_papers(filling: Filling, document: Mapping[str, Any]) -> Rows:
    """DanhSachTepDinhKemKhac: papers handed in as paper, originals and copies apart; what was only
    shown went home again."""
    codes = filling.codes["paper_kind"]
    return [
        {"TenGiayTo": paper["name"], "SoLuong": paper[count], "LoaiGiayTo": codes[kind]}
        for paper in document["papers"]
        for kind, count in (("original", "originals"), ("copy", "copies"))
        if paper[count] and not paper["shown_only"]
    ]


def supplements(filling: Filling, document: Mapping[str, Any]) -> Rows:
    """DanhSachHoSoBoSung: each round in which the citizen was asked for more."""
    words = document["person"].get("supplements") or {}
    rows = [_round(one, words.get(str(one["number"])) or {}) for one in document["supplements"]]
    if rows:
        for name in ("DanhSachGiayToBoSung", "DanhSachLePhiBoSung"):
            filling.lacks(name, why=UNRECORDED)
    return rows


def _round(one: Mapping[str, Any], words: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "HoSoBoSungId": one["number"],
        "NguoiYeuCauBoSung": (words.get("by") or {}).get("name", ""),
        "NoiDungBoSung": words.get("content") or "",
        "NgayBoSung": _iso(one["asked"]),
        "NguoiTiepNhanBoSung": (words.get("taken_by") or {}).get("name", ""),
        "ThongTinTiepNhan": words.get("brought") or "",
        "NgayTiepNhanBoSung": _iso(one["answered"]),
        "TrangThaiBoSung": one["answered"] is not None,
        "DanhSachGiayToBoSung": [],
        "DanhSachLePhiBoSung": [],
        "NgayHenTraTruoc": _iso(one["due_before"]),
        "NgayHenTraMoi": _iso(one["due_after"]),
    }


def results(filling: Filling, document: Mapping[str, Any]) -> Rows:
    """DanhSachGiayToKetQua: the issued files; never a paper that the citizen handed in."""
    found, person = document["result"], document["person"]
    if not found:
        return []
    names = person.get("file_names") or {}
    filling.lacks("MaGiayToKetQua", why=UNCODED)
    if not filling.files_url:
        filling.lacks("DuongDanTepTinKetQua", why=UNSET)
    return [
        {
            "TenGiayTo": names.get(digest) or document["procedure"]["result"],
            "MaThanhPhanHoSo": "",
            "GiayToId": digest,
            "DuongDanTepTinKetQua": _address(filling, document, digest),
            "MaGiayToKetQua": "",
        }
        for digest in found["files"]
    ]


def _address(filling: Filling, document: Mapping[str, Any], digest: str) -> str:
    base = filling.files_url.rstrip("/")
    return f"{base}/{document['code']}/files/{digest}" if base else ""


def _iso(text: str | None) -> str:
    """Moments inside supplements are DateTime in the field's own description, not digits."""
    if not text:
        return ""
    return datetime.fromisoformat(text).astimezone(VIETNAM).strftime("%Y-%m-%dT%H:%M:%S")
