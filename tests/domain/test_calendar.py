"""The compiled calendar: which rows make which day, and what is refused."""

from datetime import UTC, date, timedelta

import pytest

from motcua.domain.calendar import Calendar, CalendarTooShort
from motcua.domain.calendar_compile import compile_calendar, relevant_scopes
from motcua.domain.calendar_rows import BadCalendar, CalendarRow, HoursRow, RowKind
from motcua.domain.days import DayKind
from motcua.domain.local_time import VIETNAM, local_ordinal
from tests.oracle.calendars import (
    AFTERNOON,
    CAT_HANH,
    FULL_DAY,
    MORNING,
    at,
    day,
    office_hours,
    row,
    shipped,
    with_rows,
)

COMMUNE, DISTRICT, PROVINCE = CAT_HANH
FRIDAY, SATURDAY, SUNDAY, MONDAY = map(
    day, ["2020-03-20", "2020-03-21", "2020-03-22", "2020-03-23"]
)


def compiled(
    rows: list[CalendarRow], hours: list[HoursRow] | None = None, until: str = "2020-12-31"
) -> Calendar:
    """A calendar of 2020 with Monday to Friday worked, and no holiday but these rows."""
    usual = [office_hours()] if hours is None else hours
    return compile_calendar(rows, usual, CAT_HANH, day("2020-01-01"), day(until))


class TestDays:
    def test_a_week(self) -> None:
        calendar = compiled([])
        week = [calendar.is_working_day(day("2020-03-16") + timedelta(days=at)) for at in range(7)]
        assert week == [True] * 5 + [False] * 2  # from a Monday

    def test_counting_from_a_friday(self) -> None:
        calendar = compiled([])
        assert calendar.add_working_days(FRIDAY, 1) == MONDAY
        assert calendar.add_working_days(SATURDAY, 1) == MONDAY
        assert calendar.next_working_day(FRIDAY) == FRIDAY
        assert calendar.next_working_day(SATURDAY) == MONDAY
        assert calendar.count_working_days(FRIDAY, MONDAY) == 1
        assert calendar.count_working_days(FRIDAY, SUNDAY) == 0
        assert calendar.count_working_days(MONDAY, FRIDAY) == -1
        assert calendar.count_working_days(FRIDAY, FRIDAY) == 0

    def test_counting_backwards_for_warnings(self) -> None:
        calendar = compiled([])
        assert calendar.add_working_days(MONDAY, -1) == FRIDAY
        assert calendar.add_working_days(SUNDAY, -1) == FRIDAY
        assert calendar.add_working_days(FRIDAY, -1) == day("2020-03-19")
        assert calendar.add_working_days(MONDAY, -3) == day("2020-03-18")

    def test_the_zeroth_working_day_means_nothing(self) -> None:
        with pytest.raises(ValueError, match="0th"):
            compiled([]).add_working_days(FRIDAY, 0)

    @pytest.mark.parametrize(
        ("ask", "year"),
        [
            (lambda c: c.is_working_day(date(2021, 1, 1)), 2021),
            (lambda c: c.is_working_day(date(2019, 12, 31)), 2019),
            (lambda c: c.add_working_days(date(2020, 12, 31), 1), 2021),
            (lambda c: c.add_working_days(date(2020, 1, 1), -1), 2019),
            (lambda c: c.count_working_days(date(2020, 1, 1), date(2024, 1, 1)), 2024),
            (lambda c: c.next_working_day(date(2022, 5, 5)), 2022),
            (lambda c: c.closing(date(2021, 1, 1)), 2021),
            (lambda c: c.closing_from(date(2021, 1, 1).toordinal()), 2021),
            (lambda c: c.office_hours(date(2021, 1, 1)), 2021),
            (lambda c: c.reason(date(2021, 1, 2)), 2021),
            (lambda c: c.rest_days(date(2020, 12, 1), date(2021, 1, 1)), 2021),
            (lambda c: c.next_opening(at("2020-12-31 17:00")), 2021),
            (lambda c: c.working_minutes(at("2020-12-31 16:00"), at("2021-01-01 08:00")), 2021),
            (lambda c: c.add_working_minutes(at("2020-12-31 16:00"), 61), 2021),
            (lambda c: c.closing_after(date.max.toordinal() + 9, 1), 9999),
        ],
    )
    def test_beyond_its_edges_it_says_which_year_is_missing(self, ask, year) -> None:  # type: ignore[no-untyped-def]
        with pytest.raises(CalendarTooShort) as refused:
            ask(compiled([]))
        assert refused.value.year == year
        assert f"chưa có năm {year}." in str(refused.value)

    def test_the_last_minute_that_it_holds_is_still_counted(self) -> None:
        calendar = compiled([])  # 31-12-2020 is a Thursday
        assert calendar.add_working_minutes(at("2020-12-31 16:00"), 60) == at("2020-12-31 17:00")
        assert calendar.working_minutes(at("2020-12-31 16:00"), at("2020-12-31 23:59")) == 60

    def test_it_ends_on_a_rest_day_without_inventing_the_next(self) -> None:
        calendar = compiled([], until="2020-03-22")  # Sun
        with pytest.raises(CalendarTooShort):
            calendar.next_working_day(SATURDAY)
        with pytest.raises(CalendarTooShort):
            calendar.closing_from(SATURDAY.toordinal())


class TestHours:
    calendar = compiled([])

    def test_office_hours_and_closing(self) -> None:
        assert self.calendar.office_hours(FRIDAY) == FULL_DAY
        assert self.calendar.closing(FRIDAY) == at("2020-03-20 17:00")
        assert self.calendar.closing(FRIDAY).isoformat() == "2020-03-20T17:00:00+07:00"
        assert self.calendar.office_hours(SATURDAY) == ()
        with pytest.raises(ValueError, match="no working day"):
            self.calendar.closing(SATURDAY)

    @pytest.mark.parametrize(
        ("moment", "opening"),
        [
            ("2020-03-20 06:00", "2020-03-20 07:00"),  # Fri
            ("2020-03-20 07:00", "2020-03-20 07:00"),
            ("2020-03-20 09:13", "2020-03-20 09:13"),
            ("2020-03-20 11:30", "2020-03-20 13:30"),
            ("2020-03-20 12:00", "2020-03-20 13:30"),
            ("2020-03-20 16:59", "2020-03-20 16:59"),
            ("2020-03-20 17:00", "2020-03-23 07:00"),  # Mon
            ("2020-03-21 10:00", "2020-03-23 07:00"),
        ],
    )
    def test_next_opening(self, moment: str, opening: str) -> None:
        assert self.calendar.next_opening(at(moment)) == at(opening)

    @pytest.mark.parametrize(
        ("a", "b", "minutes"),
        [
            ("2020-03-20 07:00", "2020-03-20 17:00", 480),
            ("2020-03-20 06:00", "2020-03-20 23:00", 480),
            ("2020-03-20 11:00", "2020-03-20 14:00", 60),
            ("2020-03-20 16:00", "2020-03-23 08:00", 120),
            ("2020-03-20 17:00", "2020-03-23 07:00", 0),
            ("2020-03-20 10:00", "2020-03-20 10:00", 0),
            ("2020-03-16 00:00", "2020-03-23 00:00", 5 * 480),
        ],
    )
    def test_working_minutes(self, a: str, b: str, minutes: int) -> None:
        assert self.calendar.working_minutes(at(a), at(b)) == minutes
        assert self.calendar.working_minutes(at(a).astimezone(UTC), at(b)) == minutes

    def test_seconds_count_as_the_minute_that_the_clock_shows(self) -> None:
        a, b = at("2020-03-20 10:00"), at("2020-03-20 10:01")
        assert self.calendar.working_minutes(a.replace(second=59), b.replace(second=1)) == 1
        assert self.calendar.add_working_minutes(a.replace(second=59), 60) == at("2020-03-20 11:00")
        assert self.calendar.add_working_minutes(a.replace(second=59), 0) == a

    def test_backwards_is_refused(self) -> None:
        with pytest.raises(ValueError, match="lies before"):
            self.calendar.working_minutes(at("2020-03-20 10:00"), at("2020-03-20 09:00"))
        with pytest.raises(ValueError, match="cannot be added"):
            self.calendar.add_working_minutes(at("2020-03-20 10:00"), -1)

    def test_the_counter_is_open_on_an_open_saturday_and_on_working_days(self) -> None:
        calendar = compiled([row("2020-03-21", RowKind.OPEN_FOR_RECEPTION, hours=(MORNING,))])
        assert calendar.reception_hours(SATURDAY) == (MORNING,)
        assert calendar.reception_hours(FRIDAY) == FULL_DAY
        assert calendar.reception_hours(SUNDAY) == ()
        assert not calendar.is_working_day(SATURDAY)

    def test_a_weekly_open_saturday_is_closed_on_a_holiday(self) -> None:
        """QĐ 14/2010/QĐ-TTg, article 1: open Saturdays, but not on holidays."""
        open_saturdays = office_hours((MORNING,), [5], reception_only=True)
        calendar = compiled(
            [row("2020-03-21", RowKind.HOLIDAY), row("2020-03-28", RowKind.SUSPENSION)],
            [office_hours(), open_saturdays],
        )
        assert calendar.reception_hours(day("2020-03-14")) == (MORNING,)
        assert calendar.reception_hours(SATURDAY) == ()
        assert calendar.reception_hours(day("2020-03-28")) == ()

    def test_where_the_hours_come_from(self) -> None:
        assert self.calendar.hours_source(FRIDAY) == "Quyết định 12/QĐ-UBND"
        short = compiled([row("2020-03-20", RowKind.SUSPENSION, hours=(MORNING,))])
        assert short.hours_source(FRIDAY) == "Quyết định 45/QĐ-UBND"


class TestReasons:
    @pytest.mark.parametrize(
        ("off", "kind", "name", "source"),
        [
            ("2020-04-02", DayKind.HOLIDAY, "Giỗ Tổ Hùng Vương", "Điều 115(1)(e)"),
            ("2020-01-29", DayKind.COMPENSATORY, "Nghỉ bù Tết Nguyên đán Canh Tý", "115(3)"),
            ("2019-04-29", DayKind.SWAP_OFF, "Nghỉ hoán đổi dịp 30/4 và 1/5", "6519/VPCP-KGVX"),
            ("2020-03-21", DayKind.WEEKLY_REST, "", "188/1999/QĐ-TTg"),
            ("2020-01-25", DayKind.HOLIDAY, "Tết Nguyên đán Canh Tý", "115(1)(b)"),  # a Saturday
        ],
    )
    def test_a_day_off_says_why(self, off: str, kind: DayKind, name: str, source: str) -> None:
        reason = shipped().reason(day(off))
        assert reason is not None
        assert (reason.kind, reason.name) == (kind, name)
        assert source in reason.source

    def test_a_working_day_has_no_reason_and_a_make_up_day_says_for_what(self) -> None:
        assert shipped().reason(day("2019-05-04")) is None
        worked = shipped().worked_instead(day("2019-05-04"))
        assert worked is not None
        assert (worked.kind, worked.name) == (DayKind.EXTRA_WORKDAY, "Làm bù cho ngày 29/04/2019")
        assert shipped().worked_instead(day("2019-05-06")) is None
        assert shipped().worked_instead(day("2019-05-05")) is None

    def test_a_suspension_on_a_holiday_leaves_it_a_holiday(self) -> None:
        storm = row("2020-04-02", RowKind.SUSPENSION, COMMUNE, hours=(MORNING,))
        calendar = with_rows([storm])
        assert not calendar.is_working_day(day("2020-04-02"))
        reason = calendar.reason(day("2020-04-02"))
        assert reason is not None
        assert reason.kind is DayKind.HOLIDAY

    def test_rest_days_between(self) -> None:
        found = shipped().rest_days(day("2020-03-27"), day("2020-04-05"))
        assert [off.isoformat() for off, _ in found] == [
            "2020-03-28", "2020-03-29", "2020-04-02", "2020-04-04", "2020-04-05",
        ]  # fmt: skip
        assert not shipped().rest_days(MONDAY, MONDAY)
        assert [off for off, _ in shipped().rest_days(SUNDAY, SUNDAY)] == [SUNDAY]

    def test_made_up_days_between(self) -> None:
        found = shipped().made_up_days(day("2018-12-01"), day("2019-05-04"))
        assert [worked.isoformat() for worked, _ in found] == ["2019-01-05", "2019-05-04"]
        assert not shipped().made_up_days(day("2019-05-05"), day("2020-12-31"))


class TestScopes:
    def test_the_narrower_row_decides(self) -> None:
        whole = row("2020-03-20", RowKind.HOLIDAY, PROVINCE, name="tỉnh")
        own = row("2020-03-20", RowKind.SUSPENSION, COMMUNE, name="xã")
        back = row("2020-03-20", RowKind.EXTRA_WORKDAY, DISTRICT, name="huyện")
        assert not compiled([whole]).is_working_day(FRIDAY)
        assert compiled([whole, back]).is_working_day(FRIDAY)
        assert not compiled([own, back, whole]).is_working_day(FRIDAY)

    def test_rows_of_other_agencies_do_not_matter(self) -> None:
        other = row("2020-03-20", RowKind.HOLIDAY, "H08.40")
        assert compiled([other]).is_working_day(FRIDAY)

    def test_rows_outside_the_dates_do_not_matter(self) -> None:
        assert compiled([row("2031-03-20", RowKind.HOLIDAY)]).is_working_day(FRIDAY)

    def test_the_narrower_hours_hold_while_they_are_valid(self) -> None:
        own = office_hours((AFTERNOON,), scope=DISTRICT, since="2020-03-01", until="2020-03-20")
        calendar = compiled([], [office_hours(), own])
        assert calendar.office_hours(day("2020-02-28")) == FULL_DAY  # Fri
        assert calendar.office_hours(FRIDAY) == (AFTERNOON,)
        assert calendar.office_hours(MONDAY) == FULL_DAY

    def test_who_works_on_saturdays_anyway_keeps_its_own_hours_on_a_make_up_saturday(self) -> None:
        own = office_hours((MORNING,), [5], scope=COMMUNE)
        worked = row("2020-03-21", RowKind.EXTRA_WORKDAY, PROVINCE)
        assert compiled([worked], [office_hours(), own]).office_hours(SATURDAY) == (MORNING,)

    def test_a_narrower_make_up_row_may_give_other_hours(self) -> None:
        worked = row("2020-03-21", RowKind.EXTRA_WORKDAY, PROVINCE)
        own = row("2020-03-21", RowKind.EXTRA_WORKDAY, COMMUNE, hours=(MORNING,))
        assert compiled([worked, own]).office_hours(SATURDAY) == (MORNING,)

    def test_an_open_saturday_becomes_a_working_day_when_the_province_works(self) -> None:
        counter = row("2020-03-21", RowKind.OPEN_FOR_RECEPTION, COMMUNE, hours=(MORNING,))
        worked = row("2020-03-21", RowKind.EXTRA_WORKDAY, PROVINCE)
        assert compiled([counter, worked]).office_hours(SATURDAY) == FULL_DAY

    def test_agencies_without_rows_share_their_calendar(self) -> None:
        rows = [row("2020-03-20", RowKind.SUSPENSION, DISTRICT)]
        hours = [office_hours()]
        assert relevant_scopes(rows, hours, CAT_HANH) == (DISTRICT, PROVINCE)
        assert relevant_scopes(rows, hours, ("H08.40.01", "H08.40", "H08")) == (PROVINCE,)


class TestRefused:
    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            (
                [("2020-03-20", RowKind.HOLIDAY), ("2020-03-20", RowKind.HOLIDAY)],
                "hai hàng trong một scope",
            ),
            (
                [("2020-03-20", RowKind.HOLIDAY), ("2020-03-20", RowKind.COMPENSATORY)],
                "hai hàng trong một scope",
            ),
            (
                [("2020-03-21", RowKind.SWAP_OFF), ("2020-03-21", RowKind.EXTRA_WORKDAY)],
                "hai hàng trong một scope",
            ),
            (
                [("2020-03-20", RowKind.SUSPENSION), ("2020-03-20", RowKind.SUSPENSION)],
                "hai hàng trong một scope",
            ),
            ([("2020-03-20", RowKind.EXTRA_WORKDAY)], "vốn là ngày làm việc"),
        ],
    )
    def test_rows_that_contradict_each_other(
        self, rows: list[tuple[str, RowKind]], words: str
    ) -> None:
        with pytest.raises(BadCalendar, match=words) as refused:
            compiled([row(when, kind) for when, kind in rows])
        assert rows[0][0] in str(refused.value)

    def test_a_make_up_day_twice_over_two_scopes(self) -> None:
        twice = [row("2020-03-21", RowKind.EXTRA_WORKDAY, scope) for scope in (PROVINCE, COMMUNE)]
        with pytest.raises(BadCalendar, match="vốn là ngày làm việc"):
            compiled(twice)

    def test_one_holiday_in_two_scopes_is_no_contradiction(self) -> None:
        both = [row("2020-03-20", RowKind.HOLIDAY, scope) for scope in (PROVINCE, COMMUNE)]
        assert not compiled(both).is_working_day(FRIDAY)

    def test_a_working_day_cannot_be_opened_for_reception(self) -> None:
        with pytest.raises(BadCalendar, match="vốn là ngày làm việc nên đã mở"):
            compiled([row("2020-03-20", RowKind.OPEN_FOR_RECEPTION, hours=(MORNING,))])

    def test_a_make_up_day_for_which_no_hours_are_known(self) -> None:
        resting = [office_hours((), [0]), office_hours(FULL_DAY, [1, 2, 3, 4])]
        worked = row("2020-03-21", RowKind.EXTRA_WORKDAY, instead_of=MONDAY)
        with pytest.raises(BadCalendar, match="thiếu “hours”"):
            compiled([worked], resting)

    @pytest.mark.parametrize(
        "hours",
        [
            [],
            [office_hours(since="2020-01-02")],
            [office_hours(until="2020-06-30"), office_hours(since="2020-07-02")],
            [office_hours(FULL_DAY, [0, 1, 2, 4])],
            [office_hours(scope="H08.40")],
        ],
    )
    def test_a_gap_in_the_hours(self, hours: list[HoursRow]) -> None:
        with pytest.raises(BadCalendar, match="bỏ sót ngày") as refused:
            compiled([], hours)
        assert "Chưa có giờ làm việc của" in str(refused.value)

    def test_hours_that_hold_twice(self) -> None:
        hours = [office_hours(), office_hours((MORNING,), [4], since="2020-06-01")]
        with pytest.raises(BadCalendar, match="cùng có hiệu lực vào friday"):
            compiled([], hours)

    def test_a_calendar_that_ends_before_it_begins(self) -> None:
        with pytest.raises(BadCalendar, match="kết thúc trước khi bắt đầu"):
            compiled([], until="2019-12-31")

    @pytest.mark.parametrize(
        ("kind", "more", "words"),
        [
            (RowKind.HOLIDAY, {"name": " "}, "thiếu tên ngày"),
            (RowKind.HOLIDAY, {"source": ""}, "thiếu căn cứ"),
            (RowKind.HOLIDAY, {"scope": "Bình Định"}, "không phải mã cơ quan"),
            (RowKind.HOLIDAY, {"hours": (MORNING,)}, "ngày nghỉ mà có giờ"),
            (RowKind.OPEN_FOR_RECEPTION, {}, "không ghi từ giờ nào"),
            (RowKind.HOLIDAY, {"instead_of": date(2020, 3, 21)}, "không phải loại hoán đổi"),
            (RowKind.SWAP_OFF, {"instead_of": date(2020, 3, 20)}, "hoán đổi với chính nó"),
            (RowKind.SUSPENSION, {"hours": ((600, 500),)}, "kết thúc trước khi bắt đầu"),
            (RowKind.SUSPENSION, {"hours": ((600, 1440),)}, "qua nửa đêm"),
            (RowKind.SUSPENSION, {"hours": ((420, 690), (680, 700))}, "chồng lên nhau"),
        ],
    )
    def test_a_row_that_makes_no_sense(
        self, kind: RowKind, more: dict[str, object], words: str
    ) -> None:
        with pytest.raises(BadCalendar, match=words) as refused:
            row("2020-03-20", kind, **{"scope": "H08", **more})  # type: ignore[arg-type]
        assert "2020-03-20" in str(refused.value)

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"weekdays": []}, "không ghi thứ nào"),
            ({"weekdays": [7]}, "ngoài 0 đến 6"),
            ({"since": "2020-02-01", "until": "2020-01-01"}, "kết thúc trước khi bắt đầu"),
            ({"hours": (), "reception_only": True}, "chỉ tiếp nhận mà không có giờ"),
            ({"hours": (AFTERNOON, MORNING)}, "sai thứ tự"),
            ({"scope": "h8"}, "không phải mã cơ quan"),
        ],
    )
    def test_hours_that_make_no_sense(self, more: dict[str, object], words: str) -> None:
        with pytest.raises(BadCalendar, match=words):
            office_hours(**more)  # type: ignore[arg-type]


def test_the_quick_ordinal_is_the_one_of_the_zone() -> None:
    """Vietnam has kept UTC+7 since 1975: the short cut for UTC agrees on both sides of midnight."""
    noon = at("1976-01-01 12:00")
    for days in range(0, 365 * 70, 7):
        for hour in (0, 11, 12, 23):
            moment = noon + timedelta(days=days, hours=hour)
            expected = moment.astimezone(UTC).astimezone(VIETNAM).toordinal()
            assert local_ordinal(moment.astimezone(UTC)) == expected
            assert local_ordinal(moment) == expected
