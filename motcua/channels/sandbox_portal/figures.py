"""The public rate as a portal reckons it from what it was told (QĐ 766/QĐ-TTg, index 2.1).

(finished early or on time + in process and in term) ÷ received. The portal has dates, not the
unit in which the law wrote the limit: it compares days. While the citizen is waited for (5, 6)
nothing is overdue; two rounds of supplement count as late.
"""

from collections.abc import Iterable, Mapping
from typing import Any

WAITING = ("5", "6")
MOST_SUPPLEMENTS = 1


def in_term(record: Mapping[str, Any], today: str) -> bool:
    """Whether one dossier counts as on time. `today` is yyyyMMdd."""
    if len(record.get("DanhSachHoSoBoSung") or ()) > MOST_SUPPLEMENTS:
        return False
    due, ended = str(record.get("NgayHenTra") or ""), str(record.get("NgayKetThucXuLy") or "")
    if not due or (not ended and record["TrangThaiHoSo"] in WAITING):
        return True
    return (ended[:8] or today) <= due[:8]


def figures(records: Iterable[Mapping[str, Any]], today: str) -> dict[str, Any]:
    """Received, on time, and the dossiers that are not."""
    received = [one for one in records if one.get("NgayTiepNhan")]
    late = [str(one["MaHoSo"]) for one in received if not in_term(one, today)]
    return {"received": len(received), "on_time": len(received) - len(late), "late": late}


def last_day(records: Iterable[Mapping[str, Any]], steps: Iterable[Mapping[str, Any]]) -> str:
    """The day of the last thing the portal was told, yyyyMMdd; '' if it was told nothing."""
    times = [str(one.get("NgayTiepNhan") or "") for one in records]
    times += [str(one.get("ThoiDiemXuLy") or "") for one in steps]
    return max(times, default="")[:8]
