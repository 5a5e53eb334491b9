"""Reviews: those of one's own agency, and the roll-up of a month for the province."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import local_day
from motcua.domain.reviews import Review
from motcua.reads.law import agency_tree
from motcua.reads.reviews import may_read, months_opened, reviews_of, reviews_of_month
from motcua.statistics.figures import answer
from motcua.statistics.question import Question
from motcua.web.board.frame import home_agency, sees_figures
from motcua.web.board.review_frame import REVIEWS, review_page
from motcua.web.http import current_now, memberships


@require_safe
@sees_figures
def page(request: HttpRequest) -> HttpResponseBase:
    """Months with a review; those above see the roll-up of each, others their own agency's."""
    agency, held = home_agency(request, departments=True), memberships(request)
    today, own = local_day(current_now()), reviews_of(agency)
    rolls = may_read(held, _top(), agency_tree())
    months = months_opened() if rolls else sorted(own, reverse=True)
    rows = [_month(month, own.get(month), today) for month in months]
    context = {"rows": rows, "rolls": rolls}
    return review_page(request, REVIEWS, agency, "board/reviews.html", context)


@require_safe
@sees_figures
def month_page(request: HttpRequest, month: str) -> HttpResponseBase:
    """The roll-up of a month: who reported, when, who has not, and how many days late."""
    if month not in months_opened() or not may_read(memberships(request), _top(), agency_tree()):
        raise Http404
    today, found = local_day(current_now()), reviews_of_month(month)
    figures = _figures(next(iter(found.values())), current_now())
    tree = agency_tree()
    rows = [_row(agency, review, figures, tree, today) for agency, review in found.items()]
    rows.sort(key=lambda one: (one["signed"] is not None, -one["days_late"], -one["late"]))
    reported = sum(one["signed"] is not None for one in rows)
    context: dict[str, Any] = {
        "month": month,
        "label": label(month),
        "period": next(iter(found.values())).opened,
        "rows": rows,
        "reported": reported,
        "unreported": len(rows) - reported,
        "beyond": sum(one["signed"] is None and one["days_late"] > 0 for one in rows),
    }
    return review_page(
        request,
        REVIEWS,
        home_agency(request, departments=True),
        "board/reviews_month.html",
        context,
    )


def _month(month: str, review: Review | None, today: date) -> dict[str, Any]:
    late = review.days_late(today) if review else 0
    return {"month": month, "label": label(month), "review": review, "days_late": late}


def label(month: str) -> str:
    """A reporting month as people say it: "tháng 3/2020"."""
    year, _dash, number = month.partition("-")
    return _("tháng %(n)s/%(year)s") % {"n": int(number), "year": year}


def _top() -> str:
    return next(agency.key for agency in agency_tree() if agency.parent is None)


def _figures(review: Review, now: datetime) -> dict[str, dict[str, int]]:
    opened = review.opened
    asked = Question(_top(), opened.first, opened.last, by="agency")
    return {row.key: row.figures for row in answer(asked, now).rows if not row.own}


def _row(
    agency: str,
    review: Review,
    figures: dict[str, dict[str, int]],
    tree: AgencyTree,
    today: date,
) -> dict[str, Any]:
    signed, live = review.signed, figures.get(agency, {})
    concluded = [line.responsibility for line in review.lines.values()]
    return {
        "agency": agency,
        "name": tree.short_name(agency, today),
        "late": signed.late if signed else live.get("late", 0),
        "to_resolve": signed.to_resolve if signed else live.get("to_resolve", 0),
        "overdue": signed.overdue if signed else live.get("overdue", 0),
        "lines": len(concluded),
        "blamed": sum(one != "none" for one in concluded),
        "signed": signed.happened if signed else None,
        "days_late": review.days_late(today),
        "report_by": review.opened.report_by,
    }
