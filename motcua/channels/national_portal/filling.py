"""A record of the portal while it is being filled, and what it lacks so far. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from motcua.domain.delivery import Missing
from motcua.domain.local_time import VIETNAM

UNCODED, UNKNOWN, UNRECORDED, UNSET = "no_code", "not_known", "not_recorded", "not_set"
"""Why a field is missing: the portal has no code for it; nobody told us; we do not keep it; no
address is set. The page has a sentence for each."""


@dataclass(slots=True)
class Filling:
    """A record being filled, and what it lacks so far."""

    codes: Mapping[str, Any]
    files_url: str
    record: dict[str, Any] = field(default_factory=dict)
    missing: list[Missing] = field(default_factory=list)

    def put(self, name: str, value: object, *, required: bool = False, why: str = UNKNOWN) -> None:
        """Fill a field; an empty one is named as missing."""
        self.record[name] = value if value is not None else ""
        if value in (None, ""):
            self.lacks(name, required=required, why=why)

    def lacks(self, name: str, *, required: bool = False, why: str = UNKNOWN) -> None:
        """Name a field as missing, once."""
        if all(one.field != name for one in self.missing):
            self.missing.append(Missing(name, why, required))

    def code(self, table: str, name: str, key: object, *, required: bool = True) -> None:
        """Fill a field from a code set; KeyError never: what has no code is missing."""
        self.put(name, self.codes[table].get(str(key), ""), required=required, why=UNCODED)


def stamp(text: object) -> str:
    """A moment as the portal writes it, yyyyMMddHHmmss in local time; '' for none.

    >>> stamp("2020-03-19T00:30:00.000000+00:00")
    '20200319073000'
    """
    if not isinstance(text, str) or not text:
        return ""
    return datetime.fromisoformat(text).astimezone(VIETNAM).strftime("%Y%m%d%H%M%S")
