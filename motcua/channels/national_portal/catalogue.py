"""The portal's own catalogue: agencies, fields, procedures."""

from collections.abc import Mapping
from typing import Any

from motcua.channels.configuration import configured
from motcua.channels.national_portal.session import Session
from motcua.domain.catalogue_review import Kind, Part, Parts, coded, fee_words
from motcua.domain.delivery import TryLater

NAME = "national_portal"
LISTS = {
    Kind.AGENCY: ("LayDanhMucCoQuan", "MADONVI", "TENDONVI"),
    Kind.FIELD: ("LayDanhMucLinhVuc", "MALINHVUC", "TENLINHVUC"),
    Kind.PROCEDURE: ("LayDanhSachTTHC", "MATTHC", "TENTTHC"),
}


def pull(session: Session) -> dict[Kind, dict[str, str]]:
    """Name by code, of each list. TryLater when the portal cannot be asked or answers oddly."""
    return {
        kind: {str(row[code]): str(row[name]) for row in _rows(session, service, code, name)}
        for kind, (service, code, name) in LISTS.items()
    }


def procedure(session: Session, code: str) -> dict[str, Any] | None:
    """All that the portal publishes of one procedure (LayThuTuc); None if it knows none."""
    reply = session.call("LayThuTuc", share=True, maTTHC=code)
    if reply.code not in configured(NAME)["answers"]["ok"]:
        raise TryLater(f"LayThuTuc: {reply.words}")
    found = reply.result[0] if isinstance(reply.result, list) and reply.result else reply.result
    return found if isinstance(found, dict) and found.get("MATTHC") else None


def parts_there(found: Mapping[str, Any]) -> Parts:
    """What LayThuTuc says of a procedure, in the words by which it is compared. Total: a part that
    is missing or of another shape is a part of which nothing is said."""
    ways = _records(found.get("CACHTHUCTHUCHIEN"))
    times = [time for way in ways for time in _records(way.get("THOIGIAN"))]
    fees = [fee for time in times for fee in _records(time.get("PHILEPHI"))]
    papers = [one for case in _records(found.get("THANHPHANHOSO")) for one in _papers(case)]
    told = {
        Part.NAME: [_s(found, "TENTTHC")],
        Part.FIELD: _coded(found.get("LINHVUCTHUCHIEN"), "MALINHVUC", "TENLINHVUC"),
        Part.LIMIT: [f"{_s(t, 'THOIGIANGIAIQUYET')} {_s(t, 'DONVITINH').lower()}" for t in times],
        Part.FEE: [_fee(fee) for fee in fees],
        Part.PAPER: _coded(papers, "MAGIAYTO", "TENGIAYTO"),
        Part.RESULT: _coded(found.get("KETQUATHUCHIEN"), "", "TENKETQUA"),
        Part.LEGAL_BASIS: _coded(found.get("CANCUPHAPLY"), "SOVANBAN", "TENVANBAN"),
    }
    cleaned = {part: frozenset(" ".join(w.split()) for w in words) for part, words in told.items()}
    return {part: words - {""} for part, words in cleaned.items() if words - {""}}


def _papers(case: Mapping[str, Any]) -> list[dict[str, Any]]:
    return _records(case.get("GIAYTO"))


def _fee(fee: Mapping[str, Any]) -> str:
    amount = _s(fee, "SOTIEN").replace(".", "").replace(",", "")
    if not (amount.isascii() and amount.isdecimal()):
        return amount
    return fee_words(int(amount[:12]), _s(fee, "MOTA")) if int(amount[:12]) else ""


def _coded(value: object, code: str, name: str) -> list[str]:
    return [coded(_s(row, code), _s(row, name)) for row in _records(value)]


def _records(value: object) -> list[dict[str, Any]]:
    rows = value if isinstance(value, list) else [value]
    return [row for row in rows if isinstance(row, dict)]


def _s(row: Mapping[str, Any], name: str) -> str:
    value = row.get(name)
    return str(value).strip() if isinstance(value, str | int) else ""


def _rows(session: Session, service: str, code: str, name: str) -> list[dict[str, Any]]:
    reply = session.call(service, share=True)
    if reply.code not in configured(NAME)["answers"]["ok"]:
        raise TryLater(f"{service}: {reply.words}")
    found = reply.result
    whole = isinstance(found, list) and all(
        isinstance(row, dict) and row.get(code) and name in row for row in found
    )
    if not whole:
        raise TryLater(f"{service}: the answer is no list of {code} and {name}")
    return list(found)
