"""An administrative procedure (thủ tục hành chính) as published in one version.

The parts are those of NĐ 63/2010/NĐ-CP, article 8. Every figure keeps the unit in which the law
wrote it, with its source; what no source says is left out and named in `unverified`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from motcua.domain.agencies import Level
from motcua.domain.limits import Limit
from motcua.domain.roles import Role

Subject = Literal["citizen", "enterprise", "state_body", "organisation"]
"""LoaiDoiTuong 1 to 4 of the national portal."""

FeeKind = Literal["phí", "lệ phí"]
"""Phí pays for a service, lệ phí is a fixed levy (Luật Phí và lệ phí 2015, art. 3)."""

Confidence = Literal["C", "H", "M", "L"]
"""C confirmed in the source named; H, M, L remembered with high, medium, low confidence."""


@dataclass(frozen=True, slots=True)
class PaperRule:
    """One paper of the dossier (thành phần hồ sơ) and how many of it are asked.

    `when` says in words which applicants must bring it; None means all. `shown_only` papers are
    shown at the counter and taken home again (xuất trình).
    """

    code: str
    name: str
    originals: int
    copies: int
    required: bool
    when: str | None
    shown_only: bool
    source: str


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One phí or lệ phí: `amount` in đồng per `unit`, 0 when free; None when a formula in words.

    `condition` says in words when it applies, empty for always.
    """

    kind: FeeKind
    name: str
    amount: int | None
    unit: str
    condition: str
    source: str
    confidence: Confidence
    valid_from: date
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the rule was in force on that local day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Extension:
    """Time that the procedure's own law gives when more checking is needed; used once, by the head.

    `limit` is added to the committed limit ("kéo dài thêm"), or, where it is `whole`, stands in its
    place and counts from reception too ("thời hạn không quá"). `code` tells extensions of one
    procedure apart; '' in versions published before they could be used, which only show them.
    """

    name: str
    limit: Limit
    source: str
    code: str = ""
    confidence: Confidence | None = None
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the internal process: who, where (a selector), how long.

    `limit` is None where no approved process or law states one. `received_at` names the levels
    of reception for which the step exists; empty means all.
    """

    number: int
    code: str
    name: str
    role: Role
    at: str
    limit: Limit | None
    signs: bool = False
    returns: bool = False
    received_at: tuple[Level, ...] = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure, in force between two local days (both inclusive).

    `levels` are the levels whose one-stop units may receive it; `decider` is the selector of the
    competent agency (see `AgencyTree.resolve`). `immediate` means that the result may be given on
    the spot (NĐ 61/2018, art. 17(4)). `sensitive` keeps its name out of published rows.
    `confidence` and `sources` have the keys "code", "limit" and, where a fee is known, "fee".
    `unverified` names the parts for which no source was found.
    """

    code: str
    version: int
    name: str
    field_code: str
    field_name: str
    levels: tuple[Level, ...]
    subjects: tuple[Subject, ...]
    papers: tuple[PaperRule, ...]
    statutory: Limit
    committed: Limit
    fees: tuple[FeeRule, ...]
    result: str
    online_level: int | None
    steps: tuple[Step, ...]
    decider: str
    legal_basis: tuple[str, ...]
    decision_number: str | None
    decision_date: date | None
    valid_from: date
    valid_to: date | None
    confidence: Mapping[str, Confidence]
    unverified: tuple[str, ...] = ()
    immediate: bool = False
    sensitive: bool = False
    extensions: tuple[Extension, ...] = ()
    sources: Mapping[str, str] = field(default_factory=dict)

    def in_force_on(self, day: date) -> bool:
        """Whether a dossier may be received under this version on that local day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def steps_for(self, level: Level) -> tuple[Step, ...]:
        """The steps of a dossier received at that level, in order."""
        return tuple(s for s in self.steps if not s.received_at or level in s.received_at)

    def fees_on(self, day: date) -> tuple[FeeRule, ...]:
        """The fee rules in force on that local day."""
        return tuple(fee for fee in self.fees if fee.holds_on(day))
