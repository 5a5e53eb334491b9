"""Agencies of the province, their dated names, and how a procedure finds the one it means.

All dates are local days. `valid_from` and `valid_to` are both inclusive; `valid_to` None means
still standing as far as the file knows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from motcua.domain.refusal import Refused

Level = Literal["province", "district", "commune"]
LEVELS: tuple[Level, ...] = ("province", "district", "commune")


@dataclass(frozen=True, slots=True)
class Agency:
    """One agency (cơ quan, đơn vị) under one identifier.

    `key` is the new-format identifier. `function` is what procedure selectors ask for, the same
    for agencies with the same task under different names ("infrastructure" is Phòng Kinh tế và
    Hạ tầng in a huyện and Phòng Quản lý đô thị in a thị xã); empty for committees. `issuer` is
    the key of the agency under whose identifier dossier codes are issued when this one receives.
    `name` is the name that the file gives without a date; `AgencyTree.name` knows the day.
    """

    key: str
    parent: str | None
    level: Level
    kind: str
    function: str
    name: str
    short_name: str
    code_new: str
    code_old: str
    receives: bool
    issuer: str
    valid_from: date
    valid_to: date | None = None
    successors: tuple[str, ...] = ()

    def stands_on(self, day: date) -> bool:
        """Whether the agency existed on that local day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    @property
    def is_committee(self) -> bool:
        """Whether it is a People's Committee, the head of its level."""
        return self.kind.startswith("committee_")


@dataclass(frozen=True, slots=True)
class NameRow:
    """The name of an agency in a period, and the kind (xã, phường, huyện …) of its territory."""

    agency: str
    valid_from: date
    valid_to: date | None
    name: str
    kind: str
    short_name: str = ""

    def holds_on(self, day: date) -> bool:
        """Whether the row is the one for that local day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Contradiction(ValueError):
    """Rows that cannot stand together: a sentence, and which row (`key`) of which table."""

    def __init__(self, key: str, sentence: str, table: str = "agency") -> None:
        super().__init__(sentence)
        self.key = key
        self.table = table


class AgencyTree:
    """All agencies of one province, indexed once; every question is a dictionary look-up.

    Raises Contradiction when the rows contradict each other (a key twice, a parent or issuer that
    does not exist, a circle).
    """

    def __init__(self, agencies: Iterable[Agency], names: Iterable[NameRow] = ()) -> None:
        self._by_key: dict[str, Agency] = {}
        self._children: dict[str, list[str]] = {}
        self._names: dict[str, list[NameRow]] = {}
        for agency in agencies:
            if agency.key in self._by_key:
                raise Contradiction(agency.key, f"Cơ quan {agency.key} được ghi hai lần.")
            self._by_key[agency.key] = agency
        self._by_code = {a.code_old: a.key for a in self._by_key.values()}
        self._by_code |= {a.code_new: a.key for a in self._by_key.values()}
        self._by_code |= {a.key: a.key for a in self._by_key.values()}
        for row in names:
            self._names.setdefault(row.agency, []).append(row)
        self._refer_only_to_known_keys()
        for agency in self._by_key.values():
            if agency.parent is not None:
                self._children.setdefault(agency.parent, []).append(agency.key)
        self._ancestors = {key: tuple(self._climb(key)) for key in self._by_key}

    def __iter__(self) -> Iterator[Agency]:
        return iter(self._by_key.values())

    def __len__(self) -> int:
        return len(self._by_key)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def get(self, key: str) -> Agency:
        """The agency with that key; Refused `unknown_agency` if there is none."""
        try:
            return self._by_key[key]
        except KeyError:
            raise Refused("unknown_agency", agency=key) from None

    def find(self, code: str) -> Agency:
        """The agency with that identifier, old or new format, or key; Refused if none."""
        key = self._by_code.get(code.strip().upper())
        if key is None:
            raise Refused("unknown_agency", agency=code)
        return self._by_key[key]

    def ancestors(self, key: str) -> tuple[str, ...]:
        """Keys above it, nearest first; empty for the province."""
        self.get(key)
        return self._ancestors[key]

    def is_within(self, key: str, top: str) -> bool:
        """Whether `key` is `top` or stands below it."""
        return key == top or top in self.ancestors(key)

    def children(self, key: str) -> tuple[str, ...]:
        """Keys directly below it, in the order of the file."""
        self.get(key)
        return tuple(self._children.get(key, ()))

    def subtree(self, key: str) -> tuple[str, ...]:
        """The key itself and all below it, parents before children."""
        found = [self.get(key).key]
        for one in found:
            found.extend(self._children.get(one, ()))
        return tuple(found)

    def at(self, day: date) -> tuple[Agency, ...]:
        """The agencies that stood on that local day."""
        return tuple(a for a in self._by_key.values() if a.stands_on(day))

    def name(self, key: str, on: date) -> str:
        """The name it had on that local day; its undated name where no row says otherwise."""
        row = self.name_row(key, on)
        return row.name if row else self.get(key).name

    def short_name(self, key: str, on: date) -> str:
        """The same for the short name, as lists show it."""
        row = self.name_row(key, on)
        return row.short_name if row and row.short_name else self.get(key).short_name

    def names_of(self, key: str) -> tuple[NameRow, ...]:
        """All its dated names."""
        return tuple(self._names.get(key, ()))

    def name_row(self, key: str, on: date) -> NameRow | None:
        """The dated row of name and kind for that local day, if there is one."""
        self.get(key)
        return next((row for row in self._names.get(key, ()) if row.holds_on(on)), None)

    def resolve(self, selector: str, receiving: str, on: date) -> str:
        """The key that a step's selector means for a dossier received at `receiving` on a day.

        "receiving" is the receiving agency itself; "committee" is the first People's Committee at
        or above it; "commune", "district" and "province" are the one of that level;
        "district/infrastructure" is the agency with that function directly under that committee.
        Refused `no_such_agency` otherwise.
        """
        start = self.get(receiving)
        if selector == "receiving":
            return start.key
        level, slash, function = selector.partition("/")
        committee = self._committee(level, start.key)
        if committee is not None and not slash:
            return committee.key
        for key in self._children.get(committee.key, ()) if committee and function else ():
            agency = self._by_key[key]
            if agency.function == function and agency.stands_on(on):
                return key
        raise Refused("no_such_agency", selector=selector, receiving=receiving, on=on)

    def _committee(self, level: str, start: str) -> Agency | None:
        for key in (start, *self._ancestors[start]):
            agency = self._by_key[key]
            if agency.is_committee and level in (agency.level, "committee"):
                return agency
        return None

    def _refer_only_to_known_keys(self) -> None:
        for agency in self._by_key.values():
            named = [agency.issuer, *agency.successors]
            if agency.parent is not None:
                named.append(agency.parent)
            for key in named:
                if key not in self._by_key:
                    told = f"Cơ quan {agency.key} nhắc đến {key}, không có cơ quan nào mang mã đó."
                    raise Contradiction(agency.key, told)
        for key in self._names:
            if key not in self._by_key:
                told = f"Bảng “name” có hàng của {key}, không có cơ quan nào mang mã đó."
                raise Contradiction(key, told, "name")

    def _climb(self, key: str) -> Iterator[str]:
        seen = {key}
        parent = self._by_key[key].parent
        while parent is not None:
            if parent in seen:
                raise Contradiction(key, f"Cơ quan {key} đứng trên chính nó.")
            seen.add(parent)
            yield parent
            parent = self._by_key[parent].parent
