"""What rows of agencies must be besides well written, at the first day and when some are added.

Pure: rows and the agencies that stand already are arguments. Sentences are Vietnamese, for they are
shown to whoever wrote the file.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from itertools import combinations

from motcua.domain.agencies import LEVELS, Agency, AgencyTree, Contradiction, NameRow

LONGEST = {"name": 200, "short_name": 120, "kind": 40, "function": 40}
"""Letters that are kept of each text."""
WRITTEN = {"short_name": "short", "code_old": "old", "valid_from": "from", "valid_to": "to"}
"""How the file calls a value that is called otherwise here."""


@dataclass(frozen=True, slots=True)
class Additions:
    """What a file adds: agencies with their names, in its order; `known` stand already, as told."""

    agencies: tuple[Agency, ...]
    names: tuple[NameRow, ...]
    known: tuple[str, ...]
    tree: AgencyTree


def whole_tree(agencies: Sequence[Agency], names: Sequence[NameRow]) -> AgencyTree:
    """The tree of a file that holds all agencies; Contradiction for a row that cannot be."""
    return _joined(AgencyTree(()), agencies, names)


def additions(
    standing: AgencyTree, agencies: Sequence[Agency], names: Sequence[NameRow]
) -> Additions:
    """What these rows add to the agencies that stand; Contradiction for a row that cannot be.

    A row of an agency that stands already has to say exactly what is known of it: nothing is
    renamed, moved or closed here.
    """
    _refuse_twice(agencies)
    known = [agency for agency in agencies if agency.key in standing]
    for agency in known:
        _same(standing.get(agency.key), agency)
    for row in names:
        if row.agency in standing:
            _same_name(standing, row)
    new = tuple(agency for agency in agencies if agency.key not in standing)
    added = tuple(row for row in names if row.agency not in standing)
    for agency in new:
        _below_something(standing, agency)
    tree = _joined(standing, new, added)
    for agency in new:
        _above_stands(tree, agency)
    return Additions(new, added, tuple(agency.key for agency in known), tree)


def _joined(
    standing: AgencyTree, agencies: Sequence[Agency], names: Sequence[NameRow]
) -> AgencyTree:
    """The tree with these rows in it: they are checked, what stands is taken as it is."""
    for agency in agencies:
        _check_agency(agency)
    for row in names:
        _check_name(row)
    before = [row for agency in standing for row in standing.names_of(agency.key)]
    tree = AgencyTree([*standing, *agencies], [*before, *names])
    _check_together(tree, agencies, {one.code_old: one.key for one in standing})
    return tree


def _below_something(standing: AgencyTree, agency: Agency) -> None:
    if agency.parent is None:
        top = next((one.key for one in standing if one.parent is None), "")
        told = f"Cơ quan {agency.key} thiếu parent; ghi cấp trên, cao nhất là {top}."
        raise Contradiction(agency.key, told)


def _above_stands(tree: AgencyTree, agency: Agency) -> None:
    above = tree.get(agency.parent or "")
    if not above.stands_on(agency.valid_from):
        told = f"cấp trên {above.key} không hoạt động ngày {agency.valid_from:%d/%m/%Y}"
        raise Contradiction(agency.key, f"Cơ quan {agency.key}: {told}; sửa parent hoặc from.")


def _check_agency(agency: Agency) -> None:
    _check_lengths(agency, agency.key, "agency")
    if agency.valid_to is not None and agency.valid_to < agency.valid_from:
        raise Contradiction(agency.key, f"Cơ quan {agency.key}: “to” sớm hơn “from”; sửa một ngày.")


def _check_name(row: NameRow) -> None:
    _check_lengths(row, row.agency, "name")
    if row.valid_to is not None and row.valid_to < row.valid_from:
        told = f"Tên của {row.agency}: “to” sớm hơn “from”; sửa một ngày."
        raise Contradiction(row.agency, told, "name")


def _check_lengths(row: Agency | NameRow, key: str, table: str) -> None:
    for name, most in LONGEST.items():
        if len(getattr(row, name, "")) > most:
            told = f"{key}: “{WRITTEN.get(name, name)}” dài quá {most} ký tự; viết ngắn lại."
            raise Contradiction(key, told, table)


def _check_together(tree: AgencyTree, agencies: Iterable[Agency], codes: dict[str, str]) -> None:
    """What only shows between rows: one identifier for two, a level under a lower one, names.

    `codes` are the identifiers in old form that are taken, and by whom.
    """
    for agency in agencies:
        other = codes.setdefault(agency.code_old, agency.key)
        if other != agency.key:
            told = f"Mã {agency.key} và {other} là một ({agency.code_old}); bỏ một."
            raise Contradiction(agency.key, told)
        above = tree.get(agency.parent) if agency.parent else None
        if above and LEVELS.index(above.level) > LEVELS.index(agency.level):
            told = f"Cơ quan {agency.key} cấp {agency.level} không ở dưới cấp {above.level} được"
            raise Contradiction(agency.key, f"{told}; sửa parent hoặc level.")
        for one, two in combinations(tree.names_of(agency.key), 2):
            if one.holds_on(two.valid_from) or two.holds_on(one.valid_from):
                told = f"Hai tên của {agency.key} cùng có hiệu lực một ngày; sửa from, to."
                raise Contradiction(agency.key, told, "name")


def _refuse_twice(agencies: Sequence[Agency]) -> None:
    seen: set[str] = set()
    for agency in agencies:
        if agency.key in seen:
            raise Contradiction(agency.key, f"Cơ quan {agency.key} được ghi hai lần.")
        seen.add(agency.key)


def _same(known: Agency, told: Agency) -> None:
    differing = [
        f"{WRITTEN.get(one.name, one.name)} đang là “{_shown(getattr(known, one.name))}”"
        for one in fields(known)
        if getattr(known, one.name) != getattr(told, one.name)
    ]
    if differing:
        raise Contradiction(
            told.key,
            f"Cơ quan {told.key} đã có và khác hàng này: {', '.join(differing)}. Ghi đúng như vậy,"
            " hoặc bỏ hàng: lệnh này chỉ thêm cơ quan mới.",
        )


def _same_name(standing: AgencyTree, row: NameRow) -> None:
    known = standing.names_of(row.agency)
    if replace(row, short_name="") not in {replace(one, short_name="") for one in known}:
        raise Contradiction(
            row.agency,
            f"Tên này của {row.agency} từ {row.valid_from:%d/%m/%Y} chưa có. Bỏ hàng: lệnh này"
            " không đổi tên cơ quan đã có.",
            "name",
        )


def _shown(value: object) -> object:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else value
