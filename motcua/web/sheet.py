"""One version of a procedure as a page shows it: what to bring, how long, how much, by whom.

A part without a source is not left out in silence: the page says that it is not verified.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from motcua.domain.limits import NoLimit
from motcua.domain.procedure import Extension, FeeRule, PaperRule, Procedure, Step
from motcua.reads.agencies import receivers_words, selector_words
from motcua.reads.words import role_words
from motcua.reads.words.agencies import LEVELS
from motcua.reads.words.limits import limit_words
from motcua.reads.words.procedures import CONFIDENCE, SUBJECTS, UNVERIFIED
from motcua.web.formats import money
from motcua.web.process_chart import Chart, process_chart


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper to bring: how many of it, and who must."""

    name: str
    counts: tuple[str, ...]
    condition: str
    source: str


@dataclass(frozen=True, slots=True)
class FeeLine:
    """A phí or lệ phí: the sum in words, and when it applies."""

    name: str
    amount: str
    condition: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step of the internal process; `limit` is '' where none is verified."""

    number: int
    name: str
    where: str
    role: str
    limit: str
    only_at: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """All parts of the page."""

    procedure: Procedure
    limit: str
    committed: str
    limit_source: str
    limit_confidence: str
    code_confidence: str
    extensions: tuple[tuple[str, str], ...]
    papers: tuple[PaperLine, ...]
    fees: tuple[FeeLine, ...]
    steps: tuple[StepLine, ...]
    process: Chart | None
    receivers: tuple[str, ...]
    decider: str
    subjects: tuple[str, ...]
    unverified_papers: tuple[str, ...]
    unverified_fees: tuple[str, ...]
    unverified: tuple[str, ...]
    unverified_words: str
    summary: str


def sheet_of(procedure: Procedure, today: date) -> Sheet:
    """The sheet of one version, with the fees and the names of that local day."""
    papers, fees, rest = _sorted_out(procedure.unverified)
    steps = tuple(_step(step, procedure, today) for step in procedure.steps)
    shortened = str(procedure.committed) != str(procedure.statutory)
    return Sheet(
        procedure=procedure,
        limit=limit_words(procedure.statutory),
        committed=limit_words(procedure.committed) if shortened else "",
        limit_source=procedure.sources.get("limit", ""),
        limit_confidence=_confidence(procedure, "limit"),
        code_confidence=_confidence(procedure, "code"),
        extensions=tuple((one.name, _sourced(one)) for one in procedure.extensions),
        papers=tuple(_paper(paper) for paper in procedure.papers),
        fees=tuple(_fee(fee) for fee in procedure.fees_on(today)),
        steps=steps,
        process=process_chart(steps),
        receivers=receivers_words(procedure.levels, today),
        decider=_capital(selector_words(procedure.decider, today)),
        subjects=tuple(str(SUBJECTS[one]) for one in procedure.subjects),
        unverified_papers=papers,
        unverified_fees=fees,
        unverified=rest,
        unverified_words=str(UNVERIFIED),
        summary=summary(procedure, today),
    )


def summary(procedure: Procedure, today: date) -> str:
    """The line under a procedure's name in lists: where, how long, and how much if one sum."""
    levels = _(", ").join(str(LEVELS[level]) for level in procedure.levels)
    parts = [_("nộp tại %(levels)s") % {"levels": levels}]
    if not isinstance(procedure.committed, NoLimit):
        parts.append(limit_words(procedure.committed))
    fees = procedure.fees_on(today)
    if len(fees) == 1 and fees[0].amount is not None and not fees[0].condition:
        parts.append(_amount(fees[0]))
    return " · ".join(parts)


def _confidence(procedure: Procedure, part: str) -> str:
    known = procedure.confidence.get(part)
    return str(CONFIDENCE[known]) if known else ""


def _sorted_out(
    names: Iterable[str],
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Unverified parts beside the part of the page that they belong to: papers, fees, the rest."""
    papers, fees, rest = [], [], []
    for name in names:
        text = name.lower()
        if "phí" in text:
            fees.append(name)
        elif text.startswith(("giấy tờ", "các giấy tờ", "loại giấy tờ", "thành phần", "số b")):
            papers.append(name)
        else:
            rest.append(name)
    return tuple(papers), tuple(fees), tuple(rest)


def _paper(paper: PaperRule) -> PaperLine:
    counts = []
    if paper.originals:
        words = _("%(n)02d bản chính, xuất trình") if paper.shown_only else _("%(n)02d bản chính")
        counts.append(words % {"n": paper.originals})
    if paper.copies:
        counts.append(_("%(n)02d bản sao") % {"n": paper.copies})
    if not counts and paper.shown_only:
        counts.append(_("xuất trình"))
    condition = paper.when or ("" if paper.required else _("Nếu có"))
    return PaperLine(paper.name, tuple(counts), condition, paper.source)


def _fee(fee: FeeRule) -> FeeLine:
    return FeeLine(
        name=fee.name,
        amount=_amount(fee),
        condition=fee.condition,
        source=fee.source,
        confidence="" if fee.confidence == "C" else str(CONFIDENCE[fee.confidence]),
    )


def _sourced(one: Extension) -> str:
    if one.confidence in (None, "C"):
        return one.source
    return f"{one.source}; {CONFIDENCE[one.confidence]}"


def _amount(fee: FeeRule) -> str:
    if fee.amount is None:
        return _("Tính theo %(unit)s") % {"unit": fee.unit}
    if fee.amount == 0:
        return _("Miễn thu")
    return f"{money(fee.amount)}/{fee.unit}"


def _step(step: Step, procedure: Procedure, today: date) -> StepLine:
    only = step.received_at if set(step.received_at) != set(procedure.levels) else ()
    levels = _(", ").join(str(LEVELS[level]) for level in only)
    return StepLine(
        number=step.number,
        name=step.name,
        where=_capital(selector_words(step.at, today)),
        role=role_words(step.role),
        limit=limit_words(step.limit) if step.limit else "",
        only_at=_("Khi nộp tại %(levels)s") % {"levels": levels} if levels else "",
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
