"""What the portal should say of a dossier, and what it does say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.channels.configuration import configured
from motcua.channels.national_portal.filling import stamp
from motcua.channels.national_portal.record import code_there, ended_at
from motcua.channels.national_portal.session import Session
from motcua.domain.codec import encode
from motcua.domain.delivery import TryLater
from motcua.domain.local_time import VIETNAM
from motcua.domain.reconciling import Said

NAME = "national_portal"
WAITING = ("5", "6")


@dataclass(frozen=True, slots=True)
class There:
    """A record of the portal as far as it is compared and counted."""

    said: Said
    received: bool
    due: datetime | None
    ended: datetime | None
    waits: bool
    rounds: int


def code_at_portal(code: str, portal_code: str) -> str:
    """The code under which the portal knows a dossier."""
    return code_there({"code": code, "portal_code": portal_code}, configured(NAME))


def ours(
    state: str, due: datetime | None, finished: datetime | None, closed: datetime | None
) -> Said:
    """What the portal should say: the same codes and moments as are sent."""
    over = ended_at(state, finished, closed)
    status = configured(NAME)["status"][state]
    return Said(status, stamp(encode(due)), stamp(encode(over)))


def ask(session: Session, code: str) -> There | None:
    """What the portal says of a dossier; None when it knows none. TryLater when it is unwell."""
    reply = session.call("TraCuuHoSo", share=True, mahoso=code)
    if reply.code not in configured(NAME)["answers"]["ok"]:
        raise TryLater(f"TraCuuHoSo: {reply.words}")
    found = reply.result[0] if isinstance(reply.result, list) and reply.result else reply.result
    return there(found) if isinstance(found, dict) and found.get("MaHoSo") else None


def there(record: Mapping[str, Any]) -> There:
    """A record of the portal, read."""
    said = Said(
        str(record.get("TrangThaiHoSo") or ""),
        str(record.get("NgayHenTra") or ""),
        str(record.get("NgayKetThucXuLy") or ""),
    )
    return There(
        said=said,
        received=bool(record.get("NgayTiepNhan")),
        due=_moment(said.due),
        ended=_moment(said.finish),
        waits=said.status in WAITING,
        rounds=len(record.get("DanhSachHoSoBoSung") or ()),
    )


def _moment(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, "%Y%m%d%H%M%S").replace(tzinfo=VIETNAM)
    except ValueError:
        return None
