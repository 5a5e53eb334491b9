"""Reads the dated rules, policies and ladders from TOML: strict, a slip is named with its row."""

import re
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any, cast, get_args, get_origin

from motcua.domain.codec import field_types
from motcua.domain.roles import Role
from motcua.domain.rulebook import (
    PLACES,
    STAFF_CHANNELS,
    BadRulebook,
    Manner,
    Policy,
    Rule,
    Rulebook,
    Rung,
    SensitiveField,
)

FOREVER = date.max


def parse_rulebook(*documents: Mapping[str, Any]) -> Rulebook:
    """The rulebook of parsed TOML documents. BadRulebook names the table and row that is wrong."""
    found: dict[str, list[Any]] = {table: [] for table in _TABLES}
    for document in documents:
        unknown = set(document) - set(_TABLES)
        if unknown:
            raise BadRulebook(f"Unknown table {min(unknown)}.")
        for table, read in _TABLES.items():
            listed = document.get(table, [])
            if not isinstance(listed, list):
                raise BadRulebook(f"{table} is no table of rows: write [[{table}]].")
            for number, row in enumerate(listed, start=1):
                found[table].append(_row(f"{table} {number}", row, read))
    _refuse_overlaps(found["policy"])
    return Rulebook(*(found[table] for table in _TABLES))


def _refuse_overlaps(policies: Sequence[Policy]) -> None:
    """Two policies must not decide for one procedure on one day, nor two bear one code."""
    for one, other in combinations(policies, 2):
        if one.code == other.code:
            raise BadRulebook(f"Two policies are called {one.code}.")
        if one.beside or other.beside or not _meet(one, other):
            continue
        shared = sorted(one.procedures & other.procedures)
        if shared or not (one.procedures or other.procedures):
            what = f" for {shared[0]}" if shared else ""
            raise BadRulebook(f"{one.code} and {other.code} both decide{what} on one day.")


def _meet(one: Policy, other: Policy) -> bool:
    return one.first <= (other.last or FOREVER) and other.first <= (one.last or FOREVER)


def _row(label: str, row: Mapping[str, Any], read: Any) -> Any:
    try:
        return read(dict(row))
    except (KeyError, ValueError, TypeError) as error:
        raise BadRulebook(f"{label}: {error}.") from None


def _rule(row: dict[str, Any]) -> Rule:
    made = Rule(
        name=row.pop("name"),
        value=row.pop("value"),
        first=row.pop("from"),
        last=row.pop("to", None),
        source=row.pop("source"),
        confidence=row.pop("confidence"),
    )
    _closed(row, made)
    if type(made.value) is not int or made.value < 0:
        raise ValueError(f"{made.value!r} is no whole number")
    return made


def _policy(row: dict[str, Any]) -> Policy:
    made = Policy(
        code=row.pop("code"),
        manner=Manner(row.pop("manner")),
        first=row.pop("from"),
        last=row.pop("to", None),
        source=row.pop("source"),
        confidence=row.pop("confidence"),
        assumed=row.pop("assumed", False),
        beside=row.pop("published_beside", False),
        most_supplements=row.pop("most_supplements", None),
        procedures=_codes(row.pop("procedures", None)),
    )
    _closed(row, made)
    return made


def _codes(listed: Any) -> frozenset[str]:
    """The codes of a list that may be left out, but not be empty or name one twice."""
    if listed is None:
        return frozenset()
    if not isinstance(listed, list) or not listed:
        raise TypeError("procedures is a list of at least one code")
    if not all(isinstance(code, str) and _PROCEDURE.fullmatch(code) for code in listed):
        raise ValueError("procedures names something that is no procedure's code")
    if len(set(listed)) != len(listed):
        raise ValueError("procedures names one twice")
    return frozenset(listed)


_PROCEDURE = re.compile(r"[0-9]\.[0-9]{6}(\.[0-9A-Z]+)*")


def _rung(row: dict[str, Any]) -> Rung:
    made = Rung(
        alarm=row.pop("alarm"),
        number=row.pop("number", None),
        place=row.pop("place"),
        role=Role(row.pop("role")),
        channel=row.pop("channel"),
        scope=row.pop("scope", ""),
        first=row.pop("from"),
        last=row.pop("to", None),
        source=row.pop("source"),
    )
    _closed(row, made)
    if made.place not in PLACES:
        raise ValueError(f"{made.place} is no place of the ladder")
    if made.channel not in STAFF_CHANNELS:
        raise ValueError(f"{made.channel} is no way to tell the staff")
    return made


def _sensitive_field(row: dict[str, Any]) -> SensitiveField:
    made = SensitiveField(
        field=row.pop("field"),
        first=row.pop("from"),
        last=row.pop("to", None),
        source=row.pop("source"),
    )
    _closed(row, made)
    return made


def _closed(row: Mapping[str, Any], made: "Rule | Policy | Rung | SensitiveField") -> None:
    if row:
        raise ValueError(f"unknown key {min(row)}")
    for name, hint in field_types(cast(Hashable, type(made))).items():
        value = getattr(made, name)
        if get_origin(hint) is not frozenset and type(value) not in (get_args(hint) or (hint,)):
            raise TypeError(f"{name} cannot be {value!r}")
    if made.last is not None and made.last < made.first:
        raise ValueError(f"it ends on {made.last}, before it begins on {made.first}")


_TABLES = {"rule": _rule, "policy": _policy, "rung": _rung, "sensitive_field": _sensitive_field}
"""How each table is read, in the order of Rulebook's arguments."""
