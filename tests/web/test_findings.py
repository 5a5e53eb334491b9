"""Findings as pages: who may look, what stands behind, and the answer of the unit's head."""

import pytest

from motcua.management.reference_data import add_new_rules
from motcua.models.agency_log import AgencyFactRow
from motcua.models.law import changed
from motcua.models.reference import LawDocument
from motcua.reads.agency_audit import verify_agency_logs
from tests.statistics.test_detectors import late_entry
from tests.story import COMMUNE, at
from tests.web.client import Visitor, text_of
from tests.web.desk_pages import answer_of, at_desk, page, rows_of

pytestmark = pytest.mark.django_db
NOW = at("2020-03-23 08:00")
ADDRESS = f"/board/{COMMUNE}/findings"
SPAN = {"from": "2020-03-01", "to": "2020-03-23"}


def desk(name):
    at_desk(name, NOW)
    return Visitor.named(name)


def test_signs_are_told_with_their_threshold_and_what_else_they_may_mean():
    late_entry()
    tree = page(desk("khai").get(ADDRESS, SPAN))
    assert answer_of(tree) == (
        "01/03/2020 – 23/03/2020: 1 trên 13 dấu hiệu có hồ sơ cần xem;"
        " 1 mục đơn vị chưa giải trình."
    )
    row = rows_of(tree)[0]
    assert row[0].startswith("Mất điện")
    assert row[1:] == ["1", "UBND xã Cát Hanh: 1"]
    assert "quá 24 giờ" in text_of(desk("khai").get(ADDRESS, SPAN))


def test_nothing_found_is_said():
    assert "không có hồ sơ nào cần xem" in answer_of(page(desk("khai").get(ADDRESS)))


def test_the_units_head_answers_and_it_is_sealed():
    late_entry()
    url = f"{ADDRESS}/late_entry?from=2020-03-01&to=2020-03-23"
    head = desk("khai")
    assert len(rows_of(page(head.get(url)))) == 1
    words = "Mất điện cả ngày 17/3."
    answered = head.post(url, {"accepted": "0", "answer": words}, follow=True)
    assert words in text_of(answered)
    assert "đã giải trình" in text_of(desk("khai").get(ADDRESS, SPAN))
    assert AgencyFactRow.objects.filter(log_id=COMMUNE, kind="FindingAnswered").count() == 1
    assert not AgencyFactRow.objects.filter(body__icontains="Mất điện").exists()
    assert list(verify_agency_logs()) == []


def test_an_empty_answer_and_an_answer_for_others_are_refused():
    late_entry()
    url = f"{ADDRESS}/late_entry?from=2020-03-01&to=2020-03-23"
    empty = desk("khai").post(url, {"accepted": "1", "answer": " "})
    assert empty.status_code == 409
    assert "Chưa viết giải trình" in text_of(empty)
    other = desk("thang").post(url, {"accepted": "1", "answer": "Thay mặt xã."})
    assert other.status_code == 409
    assert not AgencyFactRow.objects.filter(kind="FindingAnswered").exists()


@pytest.mark.parametrize(
    ("name", "status"),
    [("khai", 200), ("thang", 200), ("tam", 200), ("phuc", 404), ("dong", 404), ("quan", 404)],
)
def test_only_heads_of_the_unit_and_those_above_look(name, status):
    assert desk(name).get(ADDRESS).status_code == status


def test_a_period_the_wrong_way_round_or_too_long_comes_back_as_typed():
    for span in ({"from": "23/03/2020", "to": "01/03/2020"}, {"from": "01/01/2019"}, {"to": "x"}):
        assert desk("khai").get(ADDRESS, span).status_code == 422
    assert desk("khai").get(f"{ADDRESS}/nothing").status_code == 404


NEWEST = (
    "integrity_supplements_of_a_dossier",
    "integrity_supplement_minutes",
    "integrity_handed_out_days",
    "integrity_online_minutes",
)


def of_an_earlier_version():
    """The rules as a database has them that was filled before the newest detectors came."""
    row = LawDocument.objects.get(text__contains=NEWEST[0])
    first, *blocks = row.text.split("[[rule]]")
    kept = [one for one in blocks if not any(name in one for name in NEWEST)]
    assert len(kept) == len(blocks) - len(NEWEST)
    row.text = "[[rule]]".join([first, *kept])
    row.save()
    changed("rules")


def test_a_rule_that_is_not_in_the_database_is_named_and_the_others_look():
    of_an_earlier_version()
    late_entry()
    visitor = desk("khai")
    answer = visitor.get(ADDRESS, SPAN)
    assert answer.status_code == 200
    assert "1 trên 13 dấu hiệu" in answer_of(page(answer))
    told = text_of(answer)
    assert all(f"Chưa có ngưỡng ({name})" in told for name in NEWEST)
    assert "motcua migrate" in told
    one = visitor.get(f"{ADDRESS}/handed_out_late", SPAN)
    assert one.status_code == 200
    assert "Chưa có ngưỡng (integrity_handed_out_days)" in text_of(one)


def test_migrating_brings_the_rules_that_are_missing_once():
    of_an_earlier_version()
    assert add_new_rules(NOW) == len(NEWEST)
    assert add_new_rules(NOW) == 0
    assert "Chưa có ngưỡng" not in text_of(desk("khai").get(ADDRESS, SPAN))
