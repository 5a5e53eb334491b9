"""The papers of a dossier: what was handed in, and every file kept with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from motcua.domain import facts as f
from motcua.domain.codec import Plain
from motcua.domain.decisions.correction import DRAFT
from motcua.domain.dossier import Dossier
from motcua.domain.procedure import PaperRule, Procedure
from motcua.domain.uploads import TYPE_WORDS
from motcua.models import StoredFile
from motcua.reads.dossiers import file_names, files_of, text_of
from motcua.reads.words.numbers import so_many


@dataclass(frozen=True, slots=True)
class KeptFile:
    """One file of a dossier, as it may be offered for download."""

    digest: str
    name: str
    media_type: str
    size: int
    attached: datetime

    @property
    def kind(self) -> str:
        """What sort of file it is, for people: PDF, JPEG."""
        return TYPE_WORDS.get(self.media_type, "")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of the list of papers."""

    code: str
    name: str
    counts: str
    files: tuple[KeptFile, ...]


def paper_rule(code: str, procedure: Procedure) -> PaperRule | None:
    """The rule of a paper, None if the procedure has none such (a draft)."""
    return next((rule for rule in procedure.papers if rule.code == code), None)


def paper_name(code: str, procedure: Procedure) -> str:
    """What a paper is called."""
    rule = paper_rule(code, procedure)
    if rule is not None:
        return rule.name
    return _("Dự thảo kết quả") if code == DRAFT else code


def kept_files(entries: Iterable[f.Entry], values: dict[int, Plain]) -> dict[str, KeptFile]:
    """Every file that a fact of this dossier refers to, by digest."""
    named: dict[str, tuple[str, datetime]] = {}
    for entry in entries:
        fact = entry.fact
        names = file_names(getattr(fact, "file_names", None), values)
        for digest in _digests(fact):
            named.setdefault(digest, (names.get(digest, ""), fact.happened))
    stored = files_of(named) if named else {}
    return {
        digest: _kept(digest, name, at, stored[digest])
        for digest, (name, at) in named.items()
        if digest in stored
    }


def _digests(fact: f.Fact) -> tuple[str, ...]:
    own: tuple[str, ...] = getattr(fact, "files", ())
    papers: tuple[f.PaperCount, ...] = getattr(fact, "papers", None) or ()
    return own + tuple(digest for paper in papers for digest in paper.files)


def _kept(digest: str, name: str, at: datetime, row: StoredFile) -> KeptFile:
    ending = TYPE_WORDS.get(row.media_type, "").lower()
    return KeptFile(digest, name or f"tep-{digest[:8]}.{ending}", row.media_type, row.size, at)


def paper_rows(
    dossier: Dossier, procedure: Procedure, files: Mapping[str, KeptFile]
) -> tuple[PaperRow, ...]:
    """The papers that are with the dossier, in the order of the procedure's list."""
    order = {rule.code: number for number, rule in enumerate(procedure.papers)}
    there = sorted(dossier.papers, key=lambda paper: order.get(paper.code, len(order)))
    return tuple(
        PaperRow(
            paper.code,
            paper_name(paper.code, procedure),
            counts_words(paper, paper_rule(paper.code, procedure)),
            tuple(files[digest] for digest in paper.files if digest in files),
        )
        for paper in there
        if paper.originals + paper.copies or paper.files
    )


def counts_words(paper: f.PaperCount, rule: PaperRule | None) -> str:
    """How many of a paper were handed in; one that is only shown was seen."""
    if rule is not None and rule.shown_only:
        return _("đã xem, trả lại ngay") if paper.originals + paper.copies else ""
    parts = []
    if paper.originals:
        parts.append(so_many("%(n)s bản chính", paper.originals))
    if paper.copies:
        parts.append(so_many("%(n)s bản sao", paper.copies))
    return ", ".join(parts)


def result_row(
    dossier: Dossier, values: dict[int, Plain], files: Mapping[str, KeptFile]
) -> PaperRow | None:
    """The result as one more line, once there is one."""
    result = dossier.result
    if result is None:
        return None
    number = text_of(result.number, values) or _("(đã xóa)")
    words = _("số %(number)s ngày %(day)s") % {"number": number, "day": f"{result.day:%d/%m/%Y}"}
    if result.number is None:
        words = _("ngày %(day)s") % {"day": f"{result.day:%d/%m/%Y}"}
    kept = tuple(files[digest] for digest in result.files if digest in files)
    return PaperRow("result", _("Kết quả giải quyết"), words, kept)
