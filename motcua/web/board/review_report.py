"""The report of a review as PDF: a draft before the head signed, the report afterwards."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.orders import Order
from motcua.domain.refusal import Refused
from motcua.printed import documents as doc
from motcua.printed.fill_heads import FOR_THE_COMMITTEE, title_lines
from motcua.printed.fill_heads import place as place_of
from motcua.printed.render import render
from motcua.reads.clock import demo_name
from motcua.reads.law import agency_tree
from motcua.reads.people import person_of
from motcua.reads.reviews import leader_of, may_read
from motcua.web.board.frame import sees_figures
from motcua.web.board.review_data import KEPT, Gathered, gather
from motcua.web.board.review_form import empty
from motcua.web.board.review_frame import reporting, standing
from motcua.web.board.review_view import shown
from motcua.web.formats import vn_date
from motcua.web.http import current_now, memberships, refusal_page
from motcua.web.language import in_vietnamese

UNSAID = "chưa kết luận"


@require_safe
@sees_figures
def pdf(request: HttpRequest, month: str, key: str) -> HttpResponseBase:
    """For heads of the agency and those above."""
    standing(key)
    now = current_now()
    if not may_read(memberships(request), key, agency_tree()):
        return refusal_page(request, Refused("unknown_agency"))
    try:
        printed = in_vietnamese(report)(gather(key, reporting(month), now), now)
    except Refused as no:
        return refusal_page(request, no)
    name = f'inline; filename="kiem-diem-{key}-{month}.pdf"'
    return HttpResponse(render(printed), "application/pdf", headers={"Content-Disposition": name})


def report(found: Gathered, now: datetime) -> doc.ReviewReport:
    """The document: for ever as it was signed, else as it is now."""
    signed, tree = found.review.signed, agency_tree()
    stands = signed.happened if signed else now
    view = shown(empty(found), fills=False, whole=True, mine=[], now=stands)
    committee = tree.get(found.agency).is_committee
    head, top = _head(found, tree, stands)
    return doc.ReviewReport(
        head=head,
        symbol="BC-UBND" if committee else "BC",
        addressee=top,
        order=order_words(found.order),
        first=found.first,
        last=found.last,
        **{name: found.figures[name] for name in KEPT},
        backlog_percent=found.order.backlog_percent,
        backlog=tuple(_backlog(row) for row in view["units"]),
        collectives=tuple(_named(row) for row in view["collectives"]),
        people=tuple(_named(row) for row in view["people"]),
        before=tuple(_before(row) for row in view["verdicts"]),
        answers=sum(answer.happened <= stands for answer, _by in found.review.answers),
        statement=view["statement"],
        rows=tuple(_late(row) for row in view["lines"]),
        signature=_signature(found, committee=committee, now=now),
        draft=signed is None,
        demo=bool(demo_name()),
    )


def _head(found: Gathered, tree: AgencyTree, issued: datetime) -> tuple[doc.Head, str]:
    """The head of the report, and the authority it goes to."""
    day, above = local_day(issued), tree.ancestors(found.agency)
    issuer = tree.name(found.agency, day)
    top = tree.name(above[0], day) if above else issuer
    committee = tree.get(found.agency).is_committee
    head = doc.Head(
        issuer=issuer,
        above=None if committee else top,
        place=place_of(issuer if committee else top),
        issued=issued,
    )
    return head, top


def _before(row: dict[str, Any]) -> doc.MeasureRow:
    worked = str(row["worked"] or UNSAID)
    return doc.MeasureRow(name=row["who"], measure=row["measure"], worked=worked)


def order_words(order: Order) -> str:
    """An order as running text names it; what is unknown is said to be."""
    number = f" số {order.number}" if order.number else ""
    signed = f" ngày {vn_date(order.signed)}" if order.signed else ""
    known = f"{number}{signed}"
    return f"công văn{known or ' (chưa rõ số, ngày)'} của {order.signer}"


def _signature(found: Gathered, *, committee: bool, now: datetime) -> doc.Signature:
    person = found.review.signed_by or leader_of(found.agency, local_day(now))
    signer = person_of(person) if person else None
    titles = title_lines(signer.title) if signer else ()
    if committee:
        titles = (FOR_THE_COMMITTEE, *(titles or ("CHỦ TỊCH",)))
    name = signer.name if signer and found.review.signed else ""
    return doc.Signature(titles=titles or ("THỦ TRƯỞNG CƠ QUAN",), name=name)


def _conclusion(row: dict[str, Any]) -> str:
    if row["said"] is None:
        return UNSAID
    parts = [str(row["cause"]), str(row["responsibility"]), _measure(row)]
    return "; ".join(part for part in parts if part)


def _measure(row: dict[str, Any]) -> str:
    said = row["said"]
    if said is None or not said["measure"]:
        return "–"
    return f"{said['measure']} ({row['owner']}, xong trước {said['due']})"


def _backlog(row: dict[str, Any]) -> doc.BacklogRow:
    one = row["backlog"]
    return doc.BacklogRow(
        unit=row["who"],
        overdue=one.overdue,
        in_process=one.in_process,
        counted="chặng" if one.basis == "leg" else "hồ sơ",
        conclusion=_conclusion(row),
    )


def _named(row: dict[str, Any]) -> doc.NamedRow:
    said = row["said"]
    responsibility = str(row["responsibility"] or UNSAID)
    if said and said["number"]:
        responsibility += f", văn bản số {said['number']} ngày {said['signed']}"
    return doc.NamedRow(
        name=row["who"],
        time=row["minutes"],
        dossiers=row["dossiers"],
        cause=str(row["cause"] or "–"),
        responsibility=responsibility,
        measure=_measure(row),
    )


def _late(row: dict[str, Any]) -> doc.LateRow:
    line = row["line"]
    return doc.LateRow(
        code=line.code,
        due=line.due,
        ended=line.ended,
        holder=row["holder"],
        time=row["minutes"],
        reason=row["reason"],
        apology=str(row["apology"]),
    )
