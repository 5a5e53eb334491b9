"""Monthly reviews open by themselves, are filled in and signed by the head alone, and stay so."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.actions.reviews import Counted, Verdict, answer, open_reviews, record, sign_off
from motcua.domain.refusal import Refused
from motcua.domain.reviews import Conclusion
from motcua.models.agency_log import AgencyFactRow, AgencyWords
from motcua.reads.agency_audit import verify_agency_logs
from motcua.reads.reviews import review_of, reviews_of_month
from tests.story import DISTRICT, FINANCE, WORKS, at, who

pytestmark = pytest.mark.django_db
OPENING = at("2020-03-19 07:30")  # Thursday
LATER = at("2020-03-23 09:00")  # Monday
COUNTED = Counted(to_resolve=20, late=2, in_process=5, overdue=1, dossiers=())
MONTH = "2020-03"


def line(person: str | None = "nga", **changed: object) -> Conclusion:
    base = Conclusion(
        agency=FINANCE,
        person=who(person) if person else None,
        cause="staff_short",
        responsibility="reminded",
        measure="Phân công thêm người",
        owner=who("thang"),
        due=date(2020, 4, 10),
    )
    return replace(base, **changed)


NAMED = [(FINANCE, None)]


def opened() -> None:
    assert open_reviews(OPENING) > 0


def test_reviews_open_on_the_day_for_each_district_and_department_and_once():
    assert open_reviews(at("2020-03-18 23:59")) == 0
    count = open_reviews(OPENING)
    found = reviews_of_month(MONTH)
    assert len(found) == count
    assert {DISTRICT, "H08.30", "H08.10"} <= set(found)
    assert "H08.38.12" not in found, "a commune is reviewed by its district"
    assert open_reviews(OPENING) == 0
    assert found[DISTRICT].opened.report_by == date(2020, 3, 24)
    assert open_reviews(at("2020-04-15 00:00")) == count


def test_the_head_records_corrects_and_signs():
    opened()
    record(who("thang"), DISTRICT, MONTH, [line(None)], now=LATER)
    record(who("thang"), DISTRICT, MONTH, [line(None, responsibility="criticised")], now=LATER)
    sign_off(who("thang"), DISTRICT, MONTH, COUNTED, NAMED, "Đã rõ nguyên nhân.", now=LATER)
    review, _before, words = review_of(DISTRICT, MONTH)
    assert review is not None
    assert review.signed is not None
    assert (review.signed.late, review.signed_by) == (2, who("thang"))
    assert review.lines[FINANCE, None].responsibility == "criticised"
    assert words.of(review.lines[FINANCE, None].measure) == "Phân công thêm người"
    assert words.of(review.signed.statement) == "Đã rõ nguyên nhân."
    assert AgencyFactRow.objects.filter(log_id=DISTRICT, kind="ReviewLineRecorded").count() == 2
    assert not AgencyFactRow.objects.filter(body__icontains="Phân công").exists()
    assert list(verify_agency_logs()) == []


@pytest.mark.parametrize("name", ["nga", "khai", "tam", "quan", "lan"])
def test_nobody_but_the_head_records_or_signs(name):
    opened()
    before = AgencyFactRow.objects.count()
    with pytest.raises(Refused, match="not_the_head"):
        record(who(name), DISTRICT, MONTH, [line()], now=LATER)
    with pytest.raises(Refused, match="not_the_head"):
        sign_off(who(name), DISTRICT, MONTH, COUNTED, [], "", now=LATER)
    assert AgencyFactRow.objects.count() == before


def test_a_line_that_lacks_something_leaves_all_of_them_unwritten():
    opened()
    before = AgencyWords.objects.count()
    with pytest.raises(Refused, match="owner_missing"):
        record(who("thang"), DISTRICT, MONTH, [line(None), line(owner=None)], now=LATER)
    assert review_of(DISTRICT, MONTH)[0].lines == {}
    assert AgencyWords.objects.count() == before


def test_a_head_concludes_on_their_own_agencies_only():
    opened()
    for agency in ("H08.30.84", "H08.10", "H99"):
        with pytest.raises(Refused, match="not_in_this_review"):
            record(who("thang"), DISTRICT, MONTH, [line(agency=agency)], now=LATER)


def test_it_is_not_signed_while_a_line_is_missing_and_not_changed_after():
    opened()
    with pytest.raises(Refused, match="review_incomplete") as refusal:
        sign_off(who("thang"), DISTRICT, MONTH, COUNTED, [*NAMED, (WORKS, None)], "", now=LATER)
    assert refusal.value.facts["missing"] == 2
    sign_off(who("thang"), DISTRICT, MONTH, COUNTED, [], "", now=LATER)
    with pytest.raises(Refused, match="review_signed"):
        record(who("thang"), DISTRICT, MONTH, [line()], now=LATER)
    with pytest.raises(Refused, match="review_signed"):
        sign_off(who("thang"), DISTRICT, MONTH, COUNTED, [], "", now=LATER)


def test_what_is_not_open_cannot_be_filled_in():
    with pytest.raises(Refused, match="review_not_open"):
        record(who("thang"), DISTRICT, "2020-05", [line()], now=LATER)


def test_next_month_asks_whether_the_measures_worked():
    opened()
    record(who("thang"), DISTRICT, MONTH, [line()], now=LATER)
    sign_off(who("thang"), DISTRICT, MONTH, COUNTED, [], "", now=LATER)
    april = at("2020-04-16 08:00")
    open_reviews(april)
    with pytest.raises(Refused, match="review_incomplete"):
        sign_off(who("thang"), DISTRICT, "2020-04", COUNTED, [], "", now=april)
    with pytest.raises(Refused, match="verdict_missing"):
        record(
            who("thang"), DISTRICT, "2020-04", [], [Verdict(FINANCE, who("nga"), "?")], now=april
        )
    verdict = Verdict(FINANCE, who("nga"), "partly", "còn 2 hồ sơ")
    record(who("thang"), DISTRICT, "2020-04", [], [verdict], now=april)
    sign_off(who("thang"), DISTRICT, "2020-04", COUNTED, [], "", now=april)
    review, before, _words = review_of(DISTRICT, "2020-04")
    assert review.judged[FINANCE, who("nga")].worked == "partly"
    assert before.signed is not None


def test_whoever_is_named_answers_also_after_the_signature_and_nobody_for_them():
    opened()
    sign_off(who("thang"), DISTRICT, MONTH, COUNTED, [], "", now=LATER)
    about = (FINANCE, who("nga"))
    answer(who("nga"), DISTRICT, MONTH, about, "Tôi nghỉ ốm từ 10/3.", now=LATER)
    with pytest.raises(Refused, match="not_about_you"):
        answer(who("thuong"), DISTRICT, MONTH, about, "Không phải tôi.", now=LATER)
    with pytest.raises(Refused, match="not_about_you"):
        answer(who("nga"), DISTRICT, MONTH, (FINANCE, None), "Thay mặt phòng.", now=LATER)
    with pytest.raises(Refused, match="answer_missing"):
        answer(who("nga"), DISTRICT, MONTH, about, "  ", now=LATER)
    review, _before, words = review_of(DISTRICT, MONTH)
    [(said, by)] = review.answers
    assert (words.of(said.answer), by) == ("Tôi nghỉ ốm từ 10/3.", who("nga"))


@pytest.mark.parametrize(
    ("signed", "today", "days"),
    [
        (None, date(2020, 3, 24), 0),
        (None, date(2020, 3, 27), 3),
        ("2020-03-23 09:00", date(2020, 5, 1), 0),
        ("2020-03-26 09:00", date(2020, 5, 1), 2),
    ],
)
def test_days_late_run_from_the_day_to_report_to_the_signature(signed, today, days):
    opened()
    if signed:
        sign_off(who("thang"), DISTRICT, MONTH, COUNTED, [], "", now=at(signed))
    assert reviews_of_month(MONTH)[DISTRICT].days_late(today) == days
