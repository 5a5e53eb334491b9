"""HoSo and TienDo: the two tables, and what their fields must have to do with each other."""

from collections.abc import Iterator, Mapping
from typing import Any

from motcua.channels.sandbox_portal.schema import (
    Field,
    Table,
    faults,
    iso,
    one_of,
    rows,
    stamp,
    text,
    truth,
    whole,
)

CODE = r"(\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}|[A-Y]\d{2}(\.[0-9A-Z]{1,15})*)-\d{6}-\d{4,6}"
STATUSES = tuple(str(number) for number in range(1, 11))
NOT_YET_RECEIVED = {"1", "3", "5"}
FLAG = Field(one_of("0", "1"), required=True)

IDENTITY: Table = {
    "LoaiDinhDanh": Field(one_of("1", "2"), required=True),
    "SoDinhDanh": Field(text(12, r"\d{9}|\d{12}"), required=True),
}
DATABASE: Table = {"MaCSDL": Field(text(50), required=True)}
PAPER: Table = {
    "TepDinhKemId": Field(text(64), required=True),
    "TenTepDinhKem": Field(text(500), required=True),
    "IsDeleted": Field(one_of("True", "False"), required=True),
    "MaThanhPhanHoSo": Field(text(100)),
    "DuongDanTaiTepTin": Field(text(1000)),
    "DuocSoHoa": Field(one_of("0", "1")),
    "DuocTaiSuDung": Field(one_of("0", "1")),
    "DuocLayTuKhoDMQG": Field(one_of("0", "1")),
    "MaKetQuaThayThe": Field(text(100)),
}
FEE: Table = {
    "TenPhiLePhi": Field(text(500), required=True),
    "MaPhiLePhi": Field(text(50)),
    "HinhThucThu": Field(one_of("1", "2", "4")),
    "Gia": Field(text(20, r"\d+"), required=True),
    "LoaiPhiLePhi": Field(one_of("1", "2"), required=True),
}
OTHER: Table = {
    "TenGiayTo": Field(text(1000), required=True),
    "SoLuong": Field(whole(1), required=True),
    "LoaiGiayTo": Field(one_of(0, 1, 2)),
}
SUPPLEMENT: Table = {
    "HoSoBoSungId": Field(whole(1), required=True),
    "NguoiYeuCauBoSung": Field(text(100)),
    "NoiDungBoSung": Field(text(4000)),
    "NgayBoSung": Field(iso, required=True),
    "NguoiTiepNhanBoSung": Field(text(100)),
    "ThongTinTiepNhan": Field(text(4000)),
    "NgayTiepNhanBoSung": Field(iso),
    "TrangThaiBoSung": Field(truth),
    "DanhSachGiayToBoSung": Field(rows(PAPER)),
    "DanhSachLePhiBoSung": Field(rows(FEE)),
    "NgayHenTraTruoc": Field(iso),
    "NgayHenTraMoi": Field(iso),
}
RESULT: Table = {
    "TenGiayTo": Field(text(1000), required=True),
    "MaThanhPhanHoSo": Field(text(100)),
    "GiayToId": Field(text(64), required=True),
    "DuongDanTepTinKetQua": Field(text(1000)),
    "MaGiayToKetQua": Field(text(100)),
}
DOSSIER: Table = {
    "MaHoSo": Field(text(64, CODE), required=True),
    "MaTTHC": Field(text(40, r"[1-3]\.\d{6}(\.[0-9A-Z.]+)?"), required=True),
    "TenTTHC": Field(text(1000), required=True),
    "MaLinhVuc": Field(text(40, r"[A-Y]\d{2}-[0-9A-Z.]+"), required=True),
    "TenLinhVuc": Field(text(500), required=True),
    "KenhThucHien": Field(one_of("1", "2", "3"), required=True),
    "SoGiayToChuHoSo": Field(text(20)),
    "ChuHoSo": Field(text(250)),
    "LoaiDoiTuong": Field(one_of("1", "2", "3", "4"), required=True),
    "MaDoiTuong": Field(text(100)),
    "ThongTinKhac": Field(text(1000)),
    "Email": Field(text(250, r"[^@\s]+@[^@\s]+")),
    "Fax": Field(text(30)),
    "SoDienThoai": Field(text(30, r"\+?[\d .]+")),
    "TrichYeuHoSo": Field(text(1000)),
    "NgayNopHoSo": Field(stamp),
    "NgayTiepNhan": Field(stamp),
    "NgayHenTra": Field(stamp),
    "TrangThaiHoSo": Field(one_of(*STATUSES), required=True),
    "NgayTra": Field(stamp),
    "NgayKetThucXuLy": Field(stamp),
    "NgayTuChoi": Field(stamp),
    "ThongTinTra": Field(text(1000)),
    "HinhThuc": Field(one_of("0", "1"), required=True),
    "DonViXuLy": Field(text(500), required=True),
    "NoiNopHoSo": Field(one_of("1", "2"), required=True),
    "GhiChu": Field(text(2000)),
    "SoBienNhan": Field(text(64)),
    "HoSoCoThanhPhanSoHoa": FLAG,
    "TaiKhoanDuocXacThucVoiVNeID": FLAG,
    "DuocThanhToanTrucTuyen": Field(one_of("1", "2", "3"), required=True),
    "DinhDanhCHS": Field(rows(IDENTITY)),
    "DSKetNoiCSDL": Field(rows(DATABASE)),
    "TaiLieuNop": Field(rows(PAPER)),
    "DanhSachLePhi": Field(rows(FEE)),
    "DanhSachTepDinhKemKhac": Field(rows(OTHER)),
    "DanhSachHoSoBoSung": Field(rows(SUPPLEMENT)),
    "DanhSachGiayToKetQua": Field(rows(RESULT)),
}
STEP: Table = {
    "MaHoSo": Field(text(64, CODE), required=True),
    "NguoiXuLy": Field(text(50), required=True),
    "ChucDanh": Field(text(250)),
    "ThoiDiemXuLy": Field(stamp, required=True),
    "PhongBanXuLy": Field(text(500)),
    "NoiDungXuLy": Field(text(2000)),
    "TrangThai": Field(one_of(*STATUSES), required=True),
    "NgayBatDau": Field(stamp),
    "NgayKetThucTheoQuyDinh": Field(stamp),
}


def dossier_faults(record: Any) -> list[str]:
    """Everything wrong with a record of DongBoHoSoMC."""
    found = list(faults(record, DOSSIER))
    return found or list(_contradictions(record))


def step_faults(record: Any) -> list[str]:
    """Everything wrong with a step of CapNhatTienDoHoSoMC."""
    return list(faults(record, STEP))


NEEDS = {
    "3": ("NgayTuChoi",),
    "9": ("NgayKetThucXuLy",),
    "10": ("NgayKetThucXuLy", "NgayTra"),
}
"""Dates without which a status makes no sense."""


def _contradictions(record: Mapping[str, Any]) -> Iterator[str]:
    status = record["TrangThaiHoSo"]
    if status not in NOT_YET_RECEIVED and not record.get("NgayTiepNhan"):
        yield "NgayTiepNhan: bắt buộc với hồ sơ đã tiếp nhận"
    if record["LoaiDoiTuong"] == "1" and not record.get("DinhDanhCHS"):
        yield "DinhDanhCHS: bắt buộc với công dân"
    for name in NEEDS.get(status, ()):
        if not record.get(name):
            yield f"{name}: bắt buộc với trạng thái {status}"
    yield from _backwards(record)


def _backwards(record: Mapping[str, Any]) -> Iterator[str]:
    received = str(record.get("NgayTiepNhan") or "")
    for name in ("NgayHenTra", "NgayKetThucXuLy", "NgayTra"):
        moment = str(record.get(name) or "")
        if received and moment and moment < received:
            yield f"{name}: trước NgayTiepNhan"
    if received and str(record.get("NgayNopHoSo") or "") > received:
        yield "NgayNopHoSo: sau NgayTiepNhan"
