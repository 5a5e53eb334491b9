"""What another catalogue says otherwise than ours, in its lists and of one procedure in full.

Pure; nothing is applied by itself.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.domain.limits import limit_words
from motcua.domain.procedure import Procedure


class Kind(StrEnum):
    """What a catalogue lists."""

    AGENCY = "agency"
    FIELD = "field"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Change:
    """One entry that differs: how it stands here, and there; None where it is unknown."""

    kind: Kind
    code: str
    ours: str | None
    theirs: str | None


Listed = Mapping[Kind, Mapping[str, str]]
"""Name by code, of each kind of entry."""


def changes(ours: Listed, theirs: Listed) -> Iterator[Change]:
    """Every entry that is named otherwise, or known on one side only, in order of kind and code.

    >>> list(changes({Kind.FIELD: {"G03": "Giáo dục"}}, {Kind.FIELD: {"G03": "Giáo dục"}}))
    []
    """
    for kind in Kind:
        mine, others = ours.get(kind, {}), theirs.get(kind, {})
        for code in sorted({*mine, *others}):
            if mine.get(code) != others.get(code):
                yield Change(kind, code, mine.get(code), others.get(code))


class Part(StrEnum):
    """What a catalogue publishes of one procedure, as far as both sides can say it."""

    NAME = "name"
    FIELD = "field"
    LIMIT = "limit"
    FEE = "fee"
    PAPER = "paper"
    RESULT = "result"
    LEGAL_BASIS = "legal_basis"


Parts = Mapping[Part, frozenset[str]]
"""What is said of each part, in the words of a page; a part of which nothing is said is absent."""


@dataclass(frozen=True, slots=True)
class PartChange:
    """A part that differs: what only we say, and what only they say, each in order."""

    part: Part
    ours: tuple[str, ...]
    theirs: tuple[str, ...]
    silent: bool
    """They say nothing of it at all, which is not the same as saying that there is none."""


def part_changes(ours: Parts, theirs: Parts) -> Iterator[PartChange]:
    """Every part of one procedure of which the two do not say the same, in the order of Part.

    >>> [one.theirs for one in part_changes({}, {Part.LIMIT: frozenset({"5 ngày làm việc"})})]
    [('5 ngày làm việc',)]
    """
    for part in Part:
        mine, others = ours.get(part, frozenset()), theirs.get(part, frozenset())
        if mine != others:
            silent = bool(mine) and not others
            only = (tuple(sorted(mine - others)), tuple(sorted(others - mine)))
            yield PartChange(part, *only, silent)


def parts_of(procedure: Procedure, day: date) -> Parts:
    """What we publish of a procedure on a day. A fee without an amount has nothing to compare."""
    return {
        Part.NAME: frozenset({procedure.name}),
        Part.FIELD: frozenset({coded(procedure.field_code, procedure.field_name)}),
        Part.LIMIT: frozenset({limit_words(procedure.committed)}),
        Part.FEE: frozenset(
            fee_words(fee.amount, fee.name) for fee in procedure.fees_on(day) if fee.amount
        ),
        Part.PAPER: frozenset(coded(one.code, one.name) for one in procedure.papers),
        Part.RESULT: frozenset({procedure.result}),
        Part.LEGAL_BASIS: frozenset(procedure.legal_basis),
    }


def coded(code: str, name: str) -> str:
    """A code with its name, as both sides are compared."""
    return f"{code} {name}".strip()


def fee_words(amount: int, name: str) -> str:
    """A fee as both sides are compared: đồng, and what it is for.

    >>> fee_words(8000, "Phí bản sao")
    'Phí bản sao: 8.000 đồng'
    """
    sum_ = f"{amount:,} đồng".replace(",", ".")
    return f"{name}: {sum_}" if name else sum_
