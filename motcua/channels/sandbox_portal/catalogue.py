"""What the sandbox publishes itself: the agencies, fields and procedures of this checkout."""

import tomllib
from pathlib import Path
from typing import Any

KINDS = {"province": "1", "district": "2", "commune": "3"}
UNITS = {
    "working days": "Ngày làm việc",
    "days": "Ngày",
    "working hours": "Giờ làm việc",
    "months": "Tháng",
}


def catalogue_of(root: Path) -> dict[str, Any]:
    """The answers to the catalogue services, from the files under data/."""
    procedures = {}
    for file in sorted((root / "data" / "procedures").glob("*.toml")):
        one = tomllib.loads(file.read_text("utf-8"))
        procedures[one["code"]] = one  # the highest version comes last
    fields = {one["field_code"]: one["field_name"] for one in procedures.values()}
    return {
        "LayDanhMucCoQuan": _agencies(root),
        "LayDanhMucLinhVuc": [
            {"MALINHVUC": code, "TENLINHVUC": name, "MANGANH": code.split("-")[0]}
            for code, name in sorted(fields.items())
        ],
        "LayDanhSachTTHC": [
            {"MATTHC": code, "TENTTHC": one["name"], "MALINHVUC": one["field_code"]}
            for code, one in sorted(procedures.items())
        ],
        "LayThuTuc": {code: _procedure(one) for code, one in procedures.items()},
    }


def _agencies(root: Path) -> list[dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for file in sorted((root / "data" / "agencies").glob("*.toml")):
        for one in tomllib.loads(file.read_text("utf-8")).get("agency", ()):
            code = one["key"]
            level = KINDS.get(str(one.get("level")), "")
            found[code] = {"MADONVI": code, "TENDONVI": one["name"], "CAPDONVI": level}
    return list(found.values())


def _procedure(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "MATTHC": one["code"],
        "TENTTHC": one["name"],
        "TRANGTHAI": "1",
        "LINHVUCTHUCHIEN": [{"MALINHVUC": one["field_code"], "TENLINHVUC": one["field_name"]}],
        "CACHTHUCTHUCHIEN": [{"KENH": "1", "THOIGIAN": [_time(one)]}],
        "KETQUATHUCHIEN": [{"MAKETQUA": "", "TENKETQUA": one["result"]}],
        "CANCUPHAPLY": [{"SOVANBAN": "", "TENVANBAN": text} for text in one["legal_basis"]],
        "THANHPHANHOSO": [
            {
                "GIAYTO": [
                    {"MAGIAYTO": p["code"], "TENGIAYTO": p["name"], "TENMAUDON": "", "URL": ""}
                ]
            }
            for p in one.get("paper", ())
        ],
    }


def _time(one: dict[str, Any]) -> dict[str, Any]:
    amount, _, unit = str(one["limit"]["committed"]).partition(" ")
    fees = [fee for fee in one.get("fee", ()) if fee.get("amount")]
    return {
        "THOIGIANGIAIQUYET": amount if unit in UNITS else "",
        "DONVITINH": UNITS.get(unit, ""),
        "MOTA": "",
        "PHILEPHI": [
            {"MAPHILEPHI": "", "SOTIEN": str(f["amount"]), "DONVI": "Đồng", "MOTA": f["name"]}
            for f in fees
        ],
    }
