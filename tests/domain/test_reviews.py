"""The monthly review as tables: when it opens, whom it names, what a conclusion needs."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.domain.blame import Share
from motcua.domain.orders import Order, parse_orders
from motcua.domain.refusal import Refused
from motcua.domain.reviews import (
    Conclusion,
    checked,
    month_before,
    openings,
    over_backlog,
    period_of,
    proposed,
)
from motcua.management.reference_data import DATA

[ORDER] = parse_orders((DATA / "orders" / "binh-dinh-2020.toml").read_text("utf-8"))
TODAY = date(2020, 4, 15)  # Wednesday

OPENINGS = [
    # the order's first day, today: months opened, the last one's opening and day to report
    ("2020-03-19", "2020-03-18", [], None, None),
    ("2020-03-19", "2020-03-19", ["2020-03"], "2020-03-19", "2020-03-24"),  # opened at once
    ("2020-03-19", "2020-04-14", ["2020-03"], "2020-03-19", "2020-03-24"),
    ("2020-03-19", "2020-04-15", ["2020-03", "2020-04"], "2020-04-15", "2020-04-20"),
    ("2020-03-01", "2020-03-14", [], None, None),
    ("2020-03-01", "2020-03-15", ["2020-03"], "2020-03-15", "2020-03-20"),
    ("2019-12-31", "2020-01-15", ["2019-12", "2020-01"], "2020-01-15", "2020-01-20"),
]


@pytest.mark.parametrize(("first", "today", "months", "opens", "report_by"), OPENINGS)
def test_a_review_opens_on_the_orders_day_and_the_first_one_at_once(
    first, today, months, opens, report_by
):
    order = replace(ORDER, first=date.fromisoformat(first))
    found = openings(order, date.fromisoformat(today))
    assert [one.month for one in found] == months
    if found:
        assert (str(found[-1].opens), str(found[-1].report_by)) == (opens, report_by)


def test_an_order_that_ended_opens_nothing_more():
    ended: Order = replace(ORDER, last=date(2020, 4, 30))
    assert [one.month for one in openings(ended, date(2020, 7, 1))] == ["2020-03", "2020-04"]


@pytest.mark.parametrize(
    ("month", "first", "last", "before"),
    [
        ("2020-03", "2020-02-15", "2020-03-14", "2020-02"),
        ("2020-01", "2019-12-15", "2020-01-14", "2019-12"),
    ],
)
def test_a_reporting_month_runs_from_the_15th_to_the_14th(month, first, last, before):
    assert tuple(map(str, period_of(month))) == (first, last)
    assert month_before(month) == before


def test_every_collective_and_person_is_proposed_with_their_share_heaviest_first():
    split = [
        [Share(1, "A", 1, 60), Share(2, "B", 2, 300)],
        [Share(1, "A", 1, 60), Share(2, "A", 3, 90)],
        [Share(1, "A", None, 30)],
    ]
    found = {one.name: (one.minutes, one.dossiers) for one in proposed(split)}
    assert found == {
        ("B", None): (300, 1),
        ("B", 2): (300, 1),
        ("A", None): (240, 3),  # of one dossier both its people's minutes, once counted
        ("A", 1): (120, 2),
        ("A", 3): (90, 1),
    }
    minutes = [one.minutes for one in proposed(split)]
    assert minutes == sorted(minutes, reverse=True)


WHOLE = Conclusion(
    agency="H08.38.84",
    person=7,
    cause="head_slow",
    responsibility="reminded",
    measure="Ký hằng ngày",
    owner=7,
    due=date(2020, 4, 30),
)
LINES = [
    ({}, None),
    ({"responsibility": "none", "measure": "", "owner": None, "due": None}, None),
    ({"cause": ""}, "cause_missing"),
    ({"cause": "laziness"}, "cause_missing"),
    ({"responsibility": ""}, "responsibility_missing"),
    ({"responsibility": "shot"}, "responsibility_missing"),
    ({"measure": "  "}, "measure_missing"),
    ({"owner": None}, "owner_missing"),
    ({"due": None}, "measure_day_missing"),
    ({"due": date(2020, 4, 14)}, "measure_day_missing"),  # yesterday
    ({"due": TODAY}, None),
    ({"responsibility": "disciplined"}, "discipline_needs_document"),
    ({"responsibility": "disciplined", "document_number": "12/UBND"}, "discipline_needs_document"),
    (
        {
            "responsibility": "disciplined",
            "document_number": "12/UBND",
            "document_date": date(2020, 4, 16),
        },
        "date_in_future",
    ),
    (
        {"responsibility": "disciplined", "document_number": "12/UBND", "document_date": TODAY},
        None,
    ),
]


@pytest.mark.parametrize(("changed", "reason"), LINES)
def test_a_conclusion_is_whole_or_refused(changed, reason):
    line = replace(WHOLE, **changed)
    if reason is None:
        assert checked(line, TODAY) == line
    else:
        with pytest.raises(Refused, match=reason):
            checked(line, TODAY)


@pytest.mark.parametrize(
    ("in_process", "overdue", "over"),
    [(100, 5, False), (100, 6, True), (20, 1, False), (19, 1, True), (0, 0, False), (1, 1, True)],
)
def test_the_backlog_rule_is_exact(in_process, overdue, over):
    assert over_backlog(in_process, overdue, 5) is over
