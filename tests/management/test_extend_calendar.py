"""motcua extend-calendar: next years follow the last day without a gap, or nothing is written."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from motcua.models import Dossier, LawDocument
from motcua.models.law import reference
from motcua.reads.law import province_calendar
from tests.story import HOUSEHOLD, ONE_STOP, at, received

pytestmark = pytest.mark.django_db

# The calendar in force ends on Friday, 31 December 2027.
NEXT = """
scope = "H08"
first = 2028-01-01
last = 2028-12-31
[[day]]
day = 2028-01-01  # Saturday: New Year falls on a rest day
kind = "holiday"
name = "Tết Dương lịch"
source = "Bộ luật Lao động 2019, điều 112"
confidence = "confirmed"
[[day]]
day = 2028-01-03  # Monday, in its place
kind = "compensatory"
name = "Nghỉ bù Tết Dương lịch"
source = "Bộ luật Lao động 2019, điều 111 khoản 3"
confidence = "confirmed"
"""


@pytest.fixture
def said(tmp_path):
    """`said(text)`: what the command printed, or the refusal."""

    def run(text):
        file, out = tmp_path / "lich.toml", StringIO()
        if text is not None:
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        try:
            call_command("extend_calendar", str(file), stdout=out, stderr=out)
        except CommandError as refusal:
            return str(refusal)
        return out.getvalue()

    return run


def calendars():
    return LawDocument.objects.filter(kind="calendar").count()


def test_the_next_year_is_added_and_no_promise_moves(said):
    key = received(HOUSEHOLD, ONE_STOP, at("2020-03-20 09:00"))
    promised = Dossier.objects.get(key=key).legal_due
    assert province_calendar().last == date(2027, 12, 31)
    assert "từ 01/01/2028 đến hết 31/12/2028" in said(NEXT)
    calendar = province_calendar()
    assert calendar.last == date(2028, 12, 31)
    # Friday 31-12-2027, then Saturday, Sunday, Monday off in the holiday's place: Tuesday 4.
    assert calendar.add_working_days(date(2027, 12, 31), 1) == date(2028, 1, 4)
    assert reference().calendar_of(ONE_STOP).last == date(2028, 12, 31)
    assert Dossier.objects.get(key=key).legal_due == promised


def test_the_same_again_changes_nothing(said):
    said(NEXT)
    before = calendars()
    assert "không đổi" in said(NEXT)
    assert calendars() == before


def earlier_hours(text):
    return text + (
        '[[hours]]\nweekdays = ["friday"]\nhours = ["07:00-11:30"]\nfrom = 2027-06-01\n'
        'source = "Quyết định 1/QĐ-UBND"\nconfidence = "confirmed"\n'
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (NEXT.replace("first = 2028-01-01", "first = 2027-12-01"), "motcua late-holiday"),
        (NEXT.replace("first = 2028-01-01", "first = 2028-01-02", 1), "2028"),
        (NEXT.split("[[day]]")[0].replace("2028", "2029"), "Sửa tệp để bắt đầu 01/01/2028"),
        (earlier_hours(NEXT), "01/06/2027"),
        (NEXT.replace('"H08"', '"H08.38"'), "phải là của H08"),
        (
            NEXT.replace('kind = "compensatory"', 'kind = "picnic"'),
            "hàng 2 (2028-01-03): “kind”",
        ),
        (
            NEXT.replace("last = 2028-12-31", "last = 2027-12-31"),
            "“last” là 2027-12-31, trước “first”",
        ),
        (NEXT + NEXT[NEXT.index("[[day]]") :], "một ngày có hai hàng trong một scope. Sửa tệp"),
        ("x = " + "[" * 5_000, "ngoặc lồng nhau quá sâu"),
        ("first = ", "dòng 1: không đúng cú pháp TOML"),
        ("", "Đầu tệp: thiếu mục “scope”"),
        (b"\xff\xfe", "không phải văn bản UTF-8"),
        (None, "không đọc được tệp"),
    ],
)
def test_what_does_not_continue_the_calendar_is_refused_and_nothing_is_written(said, text, words):
    before = calendars()
    assert words in said(text)
    assert calendars() == before
    assert province_calendar().last == date(2027, 12, 31)
