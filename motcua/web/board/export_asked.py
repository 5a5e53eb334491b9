"""What an address asks to fetch, for the page and for the worker alike."""

from collections.abc import Iterable
from datetime import datetime

from django.http import QueryDict

from motcua.domain.access import Membership
from motcua.domain.local_time import local_day
from motcua.domain.refusal import Refused
from motcua.printed.sheets import Sheet
from motcua.reads.law import agency_tree
from motcua.web.board.asked import asked
from motcua.web.board.frame import basis_line
from motcua.web.board.part import part_of
from motcua.web.board.tables import Wanted, sheet_of
from motcua.web.formats import vn_datetime
from motcua.web.language import in_vietnamese


@in_vietnamese
def sheet_asked(get: QueryDict, held: Iterable[Membership], now: datetime) -> Sheet:
    """The sheet that the address asks for. Refused where it cannot be."""
    tree = agency_tree()
    agency = tree.find(get.get("agency", "")).key
    wanted = asked(get, agency, local_day(now))
    if wanted.errors:
        raise Refused("bad_period")
    question = wanted.question
    source = f"{tree.name(agency, question.last)}. {basis_line(wanted)}"
    made = Wanted(
        table=get.get("table", "")[:20],
        question=question,
        notes=(source, f"Lập lúc {vn_datetime(now)}, nguồn: Một Cửa."),
        figure=get.get("figure", "")[:40],
        narrow=part_of(get, question).narrow,
        procedure=get.get("procedure", "")[:32],
        held=tuple(held),
    )
    return sheet_of(made, now)
