"""Dated small rules and supplement policies: what holds depends on the day, never on the code.

A rule is a whole number under a name, from a day on. A policy says what a supplement does to the
time limit of dossiers received while it is in force.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.domain.roles import Role

PLACES = frozenset({"holder", "receiving", "competent", "above_competent"})
"""Where somebody stands who is told of an alarm, as seen from the dossier."""

STAFF_CHANNELS = frozenset({"email", "digest"})
"""How they are told: by a mail at once, or with all else in one mail of the next morning."""


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
    `procedures`: it is for these alone, by code; empty: for all that have none of their own.
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
    procedures: frozenset[str] = frozenset()

    def is_for(self, procedure: str) -> bool:
        """Whether it speaks of this procedure."""
        return not self.procedures or procedure in self.procedures

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

    @property
    def names(self) -> frozenset[str]:
        """The names under which there is any rule, whenever it holds."""
        return frozenset(self._rules)

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

    def policy(self, received: date, procedure: str) -> Policy:
        """The policy that decides the legal due date of a dossier of this procedure (by code, ''
        for none in particular) received that day: one for the procedure goes before a general one.
        """
        general: Policy | None = None
        for policy in self.policies:
            if policy.beside or not policy.holds_on(received):
                continue
            if procedure in policy.procedures:
                return policy
            if not policy.procedures:
                general = policy
        if general is None:
            raise BadRulebook(f"No supplement policy is in force on {received}.")
        return general

    def policies_of(self, received: date, procedure: str) -> tuple[Policy, ...]:
        """The deciding policy of such a dossier and those reckoned beside it, in their order."""
        deciding = self.policy(received, procedure)
        return tuple(
            policy
            for policy in self.policies
            if policy is deciding or (policy.beside and policy.is_for(procedure))
        )

    def named(self, code: str) -> Policy:
        """The policy with that code; BadRulebook if there is none."""
        for policy in self.policies:
            if policy.code == code:
                return policy
        known = ", ".join(p.code for p in self.policies)
        raise BadRulebook(f"No policy is called {code}; known are {known}.")
