"""Dated small rules and supplement policies: what holds depends on the day, never on the code.

A rule is a whole number under a name, from a day on. A policy says what a supplement does to the
time limit of dossiers received while it is in force.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from motcua.domain.roles import Role


class Manner(StrEnum):
    """What waiting for the citizen does to the limit."""

    RESTART = "restart"
    PAUSE = "pause"


class BadRulebook(ValueError):
    """A row of the rulebook is wrong; the message is one sentence that names it."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A figure between two days (both inclusive), with its source."""

    name: str
    value: int
    first: date
    last: date | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A way to treat supplements, for dossiers received between two days (both inclusive).

    `beside` policies are computed for publication and never decide the legal due date.
    `most_supplements`: with more of them the dossier counts as late (None: no such rule).
    """

    code: str
    manner: Manner
    first: date
    last: date | None
    source: str
    confidence: str
    assumed: bool = False
    beside: bool = False
    most_supplements: int | None = None

    def holds_on(self, day: date) -> bool:
        """Whether dossiers received on that local day fall under it."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder: at this alarm the people in this role at this place are told.

    `number` narrows an alarm that has one (working days left); None means any.
    """

    alarm: str
    number: int | None
    place: str
    role: Role
    channel: str
    scope: str
    first: date
    last: date | None
    source: str

    def is_for(self, alarm: str, number: int, on: date) -> bool:
        """Whether the rung is reached by this alarm on that local day."""
        in_force = self.first <= on and (self.last is None or on <= self.last)
        return in_force and self.alarm == alarm and self.number in (None, number)


@dataclass(frozen=True, slots=True)
class SensitiveField:
    """A field whose procedures are not named in what is published: they would say too much about
    a person. Between two days, both inclusive."""

    field: str
    first: date
    last: date | None
    source: str


class Rulebook:
    """All rules, policies and ladders; asked by day."""

    def __init__(
        self,
        rules: Iterable[Rule],
        policies: Iterable[Policy],
        ladder: Iterable[Rung] = (),
        sensitive: Iterable[SensitiveField] = (),
    ) -> None:
        self._sensitive = tuple(sensitive)
        self._ladder = tuple(ladder)
        self._rules: dict[str, list[Rule]] = {}
        for rule in rules:
            self._rules.setdefault(rule.name, []).append(rule)
        self.policies = tuple(policies)

    def rule(self, name: str, on: date) -> Rule | None:
        """The rule of that name in force on a local day, if there is one."""
        for rule in self._rules.get(name, ()):
            if rule.first <= on and (rule.last is None or on <= rule.last):
                return rule
        return None

    def value(self, name: str, on: date) -> int:
        """Its figure; BadRulebook if no rule of that name is in force."""
        rule = self.rule(name, on)
        if rule is None:
            raise BadRulebook(f"No rule {name} is in force on {on}.")
        return rule.value

    def rungs(self, alarm: str, number: int, on: date, scopes: Sequence[str]) -> tuple[Rung, ...]:
        """The rungs of the narrowest of these scopes that has any for this alarm."""
        found = [rung for rung in self._ladder if rung.is_for(alarm, number, on)]
        for scope in (*scopes, ""):
            own = tuple(rung for rung in found if rung.scope == scope)
            if own:
                return own
        return ()

    def is_sensitive(self, field: str, on: date) -> bool:
        """Whether a field's procedures are left out of what is published of that local day."""
        return any(
            row.field == field and row.first <= on and (row.last is None or on <= row.last)
            for row in self._sensitive
        )

    def policy(self, received: date) -> Policy:
        """The policy that decides the legal due date of a dossier received that day."""
        for policy in self.policies:
            if not policy.beside and policy.holds_on(received):
                return policy
        raise BadRulebook(f"No supplement policy is in force on {received}.")

    def named(self, code: str) -> Policy:
        """The policy with that code; BadRulebook if there is none."""
        for policy in self.policies:
            if policy.code == code:
                return policy
        known = ", ".join(p.code for p in self.policies)
        raise BadRulebook(f"No policy is called {code}; known are {known}.")


def parse_rulebook(*documents: Mapping[str, Any]) -> Rulebook:
    """The rulebook of parsed TOML documents. BadRulebook names the table and row that is wrong."""
    found: dict[str, list[Any]] = {table: [] for table in _TABLES}
    for document in documents:
        unknown = set(document) - set(_TABLES)
        if unknown:
            raise BadRulebook(f"Unknown table {min(unknown)}.")
        for table, read in _TABLES.items():
            for number, row in enumerate(document.get(table, ()), start=1):
                found[table].append(_row(f"{table} {number}", row, read))
    return Rulebook(*(found[table] for table in _TABLES))


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
    _closed(row, made.first, made.last)
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
    )
    _closed(row, made.first, made.last)
    return made


PLACES = frozenset({"holder", "receiving", "competent", "above_competent"})


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
    _closed(row, made.first, made.last)
    if made.place not in PLACES:
        raise ValueError(f"{made.place} is no place of the ladder")
    return made


def _sensitive_field(row: dict[str, Any]) -> SensitiveField:
    made = SensitiveField(
        field=row.pop("field"),
        first=row.pop("from"),
        last=row.pop("to", None),
        source=row.pop("source"),
    )
    _closed(row, made.first, made.last)
    return made


def _closed(row: Mapping[str, Any], first: date, last: date | None) -> None:
    if row:
        raise ValueError(f"unknown key {min(row)}")
    if last is not None and last < first:
        raise ValueError(f"it ends on {last}, before it begins on {first}")


_TABLES = {"rule": _rule, "policy": _policy, "rung": _rung, "sensitive_field": _sensitive_field}
"""How each table is read, in the order of Rulebook's arguments."""
