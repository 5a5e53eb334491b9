"""Persons and papers of a dossier as the forms print them."""

from motcua.domain import facts as f
from motcua.domain import party as people
from motcua.domain.identity import IdentityKind, IdentityPaper
from motcua.domain.procedure import Procedure
from motcua.printed import documents as doc
from motcua.reads.papers import paper_rule

ERASED = "(đã xóa theo quyết định)"
"""What stands where a private value was."""

IDENTITY = {
    IdentityKind.CCCD: "CCCD",
    IdentityKind.CMND: "CMND",
    IdentityKind.PASSPORT: "Hộ chiếu",
}


def party(found: people.Party | None) -> doc.Party:
    """Applicant or owner; erased ones say so."""
    if found is None:
        return doc.Party(name=ERASED)
    return doc.Party(
        name=found.name,
        address=found.address or None,
        phone=found.phone or None,
        email=found.email or None,
        identity=_identity(found.identity),
    )


def proxy(found: people.Party | None) -> doc.Proxy | None:
    """Who acts for the applicant, if anybody."""
    if found is None:
        return None
    identity = _identity(found.identity)
    return doc.Proxy(name=found.name, identity=identity, phone=found.phone or None)


def _identity(paper: IdentityPaper | None) -> str | None:
    return f"{IDENTITY[paper.kind]} {paper.number}" if paper else None


def papers(counts: tuple[f.PaperCount, ...], procedure: Procedure) -> tuple[doc.PaperRow, ...]:
    """The papers that were handed in; one that is only shown went home again."""
    rows = []
    for paper in counts:
        rule = paper_rule(paper.code, procedure)
        if rule is None or rule.shown_only or not paper.originals + paper.copies:
            continue
        rows.append(doc.PaperRow(name=rule.name, originals=paper.originals, copies=paper.copies))
    return tuple(rows)
