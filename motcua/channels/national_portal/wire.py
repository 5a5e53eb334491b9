"""A document of the outbox as what the portal is told: a record, and where it is one a step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from motcua.channels.national_portal.filling import Filling, stamp
from motcua.channels.national_portal.record import record_of
from motcua.domain.canonical import canonical
from motcua.domain.delivery import Envelope, Missing

LONGEST_NAME = 50


@dataclass(frozen=True, slots=True)
class Wire:
    """What goes over the wire for one message, and the fields that nothing filled."""

    code: str
    record: dict[str, Any]
    step: dict[str, Any] | None
    missing: tuple[Missing, ...]

    @property
    def lacking(self) -> tuple[str, ...]:
        """The fields without which the portal takes nothing."""
        return tuple(one.field for one in self.missing if one.required)

    def text(self, *, superseded: bool) -> bytes:
        """The exact bytes that are kept. An old standing never goes out after a newer one."""
        told: dict[str, Any] = {} if superseded else {"DongBoHoSoMC": self.record}
        if self.step is not None:
            told["CapNhatTienDoHoSoMC"] = self.step
        return canonical(told).encode()


def wire_of(envelope: Envelope, codes: Mapping[str, Any], files_url: str) -> Wire:
    """Map the document. The same document and codes always give the same bytes."""
    document: Mapping[str, Any] = envelope.document
    record, missing = record_of(document, codes, files_url)
    filling = Filling(codes, files_url, missing=list(missing))
    step = _step(filling, document, record)
    return Wire(str(record["MaHoSo"]), record, step, tuple(filling.missing))


def _step(
    filling: Filling, document: Mapping[str, Any], record: Mapping[str, Any]
) -> dict[str, Any] | None:
    """One step; its number in the dossier's log stands in its words, so that a step which is
    told twice can be told from two steps that look alike."""
    fact, by = document["fact"], document["person"].get("by")
    words = filling.codes["steps"].get(fact["kind"])
    if fact["telling"] != "step" or not words or by is None:
        return None
    filling.put("MaHoSo", record["MaHoSo"], required=True)
    filling.put("NguoiXuLy", str(by["name"])[:LONGEST_NAME], required=True)
    filling.record["ChucDanh"] = str(by["title"] or "")
    if not by["title"]:
        filling.lacks("ChucDanh")
    filling.put("ThoiDiemXuLy", stamp(fact["happened"]), required=True)
    filling.put("PhongBanXuLy", fact["by"]["agency"])
    filling.put("NoiDungXuLy", f"{words.format(to=fact['to'])} ({fact['number']})")
    filling.code("status", "TrangThai", document["state"])
    filling.put("NgayBatDau", stamp(document["step"]["begun"]))
    filling.record["NgayKetThucTheoQuyDinh"] = stamp(document["step"]["ends"])
    if not document["step"]["ends"]:
        filling.lacks("NgayKetThucTheoQuyDinh")
    return filling.record
