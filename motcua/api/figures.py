"""Figures of an agency and all under it: the same as `motcua figures` prints."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from motcua.api import told
from motcua.api.answering import json_answer
from motcua.api.auth import FIGURES
from motcua.api.dossiers import own_memberships
from motcua.api.shapes import Day, Key
from motcua.domain.tally import DOSSIER
from motcua.reads import clock
from motcua.reads.listing import agency_seen
from motcua.statistics.figures import answer
from motcua.statistics.question import Question

router = Router(tags=["figures"])
By = Literal["", "agency", "field", "procedure", "level"]


@router.get("/figures", auth=FIGURES, summary="Số liệu")
def figures(
    request: HttpRequest,
    first: Day,
    last: Day,
    agency: Key = "",
    by: By = "",
    basis: Key = DOSSIER,
    cohort: bool = False,
    as_of: Day | None = None,
) -> HttpResponse:
    """Tiếp nhận, giải quyết, trễ hạn của một đơn vị và các đơn vị trực thuộc trong một kỳ."""
    now = clock.now()
    key = agency_seen(agency, own_memberships(request), now)
    asked = Question(key, first, last, by=by, basis=basis, cohort=cohort, as_of=as_of)
    found = answer(asked, now)
    return json_answer(
        {
            "agency": key,
            "from": told.day(first),
            "to": told.day(last),
            "as_of": told.day(found.as_of),
            "basis": asked.basis,
            "cohort": asked.cohort,
            "rows": [row.plain() for row in found.rows],
            "total": found.total.plain(),
        }
    )
