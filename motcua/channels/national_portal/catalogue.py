"""The portal's own catalogue: agencies, fields, procedures."""

from typing import Any

from motcua.channels.configuration import configured
from motcua.channels.national_portal.session import Session
from motcua.domain.catalogue_review import Kind
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
