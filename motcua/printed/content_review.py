"""The plain values of the report of a monthly review, as its template prints them."""

from dataclasses import asdict

from motcua.printed import content_parts as part
from motcua.printed import documents as doc
from motcua.printed.catalogue import BookRow
from motcua.printed.content_parts import Content
from motcua.printed.text import exact, line, paragraphs
from motcua.printed.words import due_figures, local


def review_report(report: doc.ReviewReport, row: BookRow) -> Content:
    """The report with its tables and the annex of late dossiers."""
    days = f"{due_figures(report.first)} – {due_figures(report.last)}"
    return {
        "title": row.title,
        "form": row.basis,
        "demo": report.demo,
        "draft": report.draft,
        "head": part.head(report.head),
        "look_up": None,
        "symbol": exact(report.symbol),
        "addressee": line(report.addressee),
        "order": line(report.order),
        "days": days,
        "first": due_figures(report.first),
        "last": due_figures(report.last),
        "to_resolve": _figure(report.to_resolve),
        "late": _figure(report.late),
        "share": _late_share(report.late, report.to_resolve),
        "in_process": _figure(report.in_process),
        "overdue": _figure(report.overdue),
        "backlog_percent": str(report.backlog_percent),
        "backlog": [
            {
                "unit": line(one.unit),
                "overdue": f"{_figure(one.overdue)}/{_figure(one.in_process)} {one.counted}",
                "conclusion": line(one.conclusion),
            }
            for one in report.backlog
        ],
        "collectives": [_named(one) for one in report.collectives],
        "people": [_named(one) for one in report.people],
        "before": [{k: line(v) for k, v in asdict(one).items()} for one in report.before],
        "answers": _figure(report.answers),
        "statement": list(paragraphs(report.statement)) if report.statement.strip() else [],
        "rows": [_late(one) for one in report.rows],
        "signature": part.signature(report.signature),
    }


def _figure(value: int) -> str:
    return f"{value:,}".replace(",", ".")


def _late_share(late: int, base: int) -> str:
    """Rounded up, so that it never looks better than it is; '' of nothing.

    >>> _late_share(1, 3000), _late_share(0, 5), _late_share(0, 0)
    ('0,1 %', '0,0 %', '')
    """
    if base == 0:
        return ""
    tenths = -(-late * 1000 // base)
    return f"{tenths // 10},{tenths % 10}\u00a0%".replace("\u00a0", " ")


def _named(one: doc.NamedRow) -> Content:
    return {
        "name": line(one.name),
        "time": line(one.time),
        "cause": line(one.cause),
        "dossiers": _figure(one.dossiers),
        "responsibility": line(one.responsibility),
        "measure": line(one.measure),
    }


def _late(one: doc.LateRow) -> Content:
    unit, dash, serial = one.code.partition("-")
    return {
        "code": exact(f"{unit}{dash}"),
        "serial": exact(serial),
        "due": due_figures(local(one.due).date()),
        "ended": due_figures(local(one.ended).date()) if one.ended else "chưa",
        "holder": line(one.holder),
        "time": line(one.time),
        "reason": line(one.reason),
        "apology": line(one.apology),
    }
