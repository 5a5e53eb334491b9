"""The parts of a procedure file, table by table; the layout is described in data/procedures."""

from typing import get_args

from motcua.domain.agencies import LEVELS, Level
from motcua.domain.limits import parse_limit
from motcua.domain.procedure import (
    Confidence,
    Extension,
    FeeKind,
    FeeRule,
    PaperRule,
    Procedure,
    Step,
    Subject,
)
from motcua.domain.roles import Role
from motcua.domain.toml_table import Table

_LEVELS: dict[str, Level] = {level: level for level in LEVELS}
_SUBJECTS: dict[str, Subject] = {word: word for word in get_args(Subject)}
_CONFIDENCES: dict[str, Confidence] = {word: word for word in get_args(Confidence)}
_FEE_KINDS: dict[str, FeeKind] = {word: word for word in get_args(FeeKind)}
_ROLES = {role.value: role for role in Role}
_FIGURES = ("code", "limit", "fee")
"""Parts whose confidence and source a file states; "fee" only where a fee is known."""


def read_procedure(top: Table) -> Procedure:
    """Take the procedure out of a whole file; TableError for what is missing or malformed."""
    limit = top.table("limit")
    statutory, committed = (
        limit.read("statutory", parse_limit),
        limit.read("committed", parse_limit),
    )
    limit.close()
    confidence, sources = _figures(top)
    return Procedure(
        code=top.text("code"),
        version=top.whole("version", 1, 999),
        name=top.text("name"),
        field_code=top.text("field_code"),
        field_name=top.text("field_name"),
        levels=top.choices("levels", _LEVELS),
        subjects=top.choices("subjects", _SUBJECTS),
        papers=tuple(_paper(table) for table in top.tables("paper")),
        statutory=statutory,
        committed=committed,
        fees=tuple(_fee(table) for table in top.tables("fee")),
        result=top.text("result"),
        online_level=top.whole_or_none("online_level", 1, 4),
        steps=tuple(_step(table) for table in top.tables("step")),
        decider=top.text("decider"),
        legal_basis=top.texts("legal_basis"),
        decision_number=top.text_or_none("decision_number"),
        decision_date=top.day_or_none("decision_date"),
        valid_from=top.day("valid_from"),
        valid_to=top.day_or_none("valid_to"),
        confidence=confidence,
        unverified=top.texts("unverified"),
        immediate=top.flag("immediate"),
        sensitive=top.flag("sensitive"),
        extensions=tuple(_extension(table) for table in top.tables("extension")),
        sources=sources,
    )


def _figures(top: Table) -> tuple[dict[str, Confidence], dict[str, str]]:
    confidence, source = top.table("confidence"), top.table("source")
    found: dict[str, Confidence] = {}
    sources: dict[str, str] = {}
    for part in _FIGURES:
        if part in confidence or part in source or part != "fee":
            found[part] = confidence.choice(part, _CONFIDENCES)
            sources[part] = source.text(part)
    confidence.close()
    source.close()
    return found, sources


def _paper(table: Table) -> PaperRule:
    paper = PaperRule(
        code=table.text("code"),
        name=table.text("name"),
        originals=table.whole("originals", 0, 99),
        copies=table.whole("copies", 0, 99),
        required=table.flag("required", default=True),
        when=table.text_or_none("when"),
        shown_only=table.flag("shown_only"),
        source=table.text("source"),
    )
    table.close()
    return paper


def _fee(table: Table) -> FeeRule:
    fee = FeeRule(
        kind=table.choice("kind", _FEE_KINDS),
        name=table.text("name"),
        amount=table.whole_or_none("amount", 0, 1_000_000_000),
        unit=table.text("unit"),
        condition=table.text_or_none("condition") or "",
        source=table.text("source"),
        confidence=table.choice("confidence", _CONFIDENCES),
        valid_from=table.day("valid_from"),
        valid_to=table.day_or_none("valid_to"),
    )
    table.close()
    return fee


def _extension(table: Table) -> Extension:
    confidence: Confidence = table.choice("confidence", _CONFIDENCES)
    extension = Extension(
        name=table.text("name"),
        limit=table.read("limit", parse_limit),
        source=table.text("source"),
        code=table.text("code"),
        confidence=confidence,
        whole=table.flag("whole"),
    )
    table.close()
    return extension


def _step(table: Table) -> Step:
    step = Step(
        number=table.whole("number", 1, 99),
        code=table.text("code"),
        name=table.text("name"),
        role=table.choice("role", _ROLES),
        at=table.text("at"),
        limit=table.read("limit", parse_limit) if "limit" in table else None,
        signs=table.flag("signs"),
        returns=table.flag("returns"),
        received_at=table.choices("received_at", _LEVELS),
    )
    table.close()
    return step
