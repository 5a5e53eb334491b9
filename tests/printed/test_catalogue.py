"""Which form holds on which day."""

from datetime import date

import pytest

from motcua.printed.catalogue import (
    APOLOGY_BOOK,
    FORM_SETS,
    HAND_OVER_LIST,
    LETTERS,
    OFFICIAL,
    REGISTER,
    REVIEW_REPORT,
    FormKind,
    FormNotAvailable,
    form_row,
    form_set,
)
from motcua.printed.render import KINDS, TEMPLATES


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2019, 1, 6), "2018"),  # Sunday: TT 01/2018 comes into force
        (date(2020, 3, 19), "2018"),  # Thursday
        (date(2025, 9, 14), "2018"),  # Sunday
        (date(2025, 9, 15), "2025"),  # Monday: TT 03/2025 comes into force
        (date(2030, 1, 1), "2025"),  # Tuesday
    ],
)
def test_a_day_has_the_set_in_force(on: date, key: str) -> None:
    assert form_set(on).key == key


def test_no_set_before_the_first_one() -> None:
    with pytest.raises(FormNotAvailable, match=r"ngày 05/01/2019; .* từ ngày 06/01/2019"):
        form_set(date(2019, 1, 5))


def test_the_control_slip_changes_its_number_between_sets() -> None:
    assert form_set(date(2020, 1, 1)).forms[FormKind.CONTROL_SLIP].number == "05"
    assert form_set(date(2026, 1, 1)).forms[FormKind.CONTROL_SLIP].number == "06"


def test_a_form_that_is_known_but_not_drawn_says_so() -> None:
    with pytest.raises(FormNotAvailable, match=r"Chưa in được “Sổ theo dõi hồ sơ.* TT 03/2025"):
        form_row(FormKind.REGISTER, date(2026, 1, 5))


def test_a_form_says_at_its_foot_what_of_it_is_assumed() -> None:
    _, row = form_row(FormKind.APOLOGY, date(2026, 1, 5))
    assert row.foot("TT 03") == "Mẫu số 04, TT 03; bố cục giả định như mẫu năm 2018"
    _, row = form_row(FormKind.APOLOGY, date(2020, 1, 6))
    assert row.foot("TT 01") == "Mẫu số 04, TT 01"


@pytest.mark.parametrize(
    ("on", "key", "number"),
    [
        (date(2020, 3, 5), "letters", ""),  # Thursday: NĐ 30/2020 comes into force
        (date(2025, 9, 14), "letters", ""),  # Sunday
        (date(2025, 9, 15), "2025", "05"),  # Monday
    ],
)
def test_the_notice_of_stopping_is_a_letter_until_a_circular_has_a_form(on, key, number) -> None:
    chosen, row = form_row(FormKind.STOP_NOTICE, on)
    assert (chosen.key, row.number, row.template) == (key, number, "stop_notice.typ")


def test_no_notice_of_stopping_before_the_decree_on_letters() -> None:
    with pytest.raises(FormNotAvailable, match="TT 01/2018/TT-VPCP không có"):
        form_row(FormKind.STOP_NOTICE, date(2020, 3, 4))


def test_every_template_that_is_named_is_there_and_every_form_there_is_named() -> None:
    named = {row.template for known in FORM_SETS for row in known.forms.values() if row.template}
    named |= {APOLOGY_BOOK.template, REGISTER.template, REVIEW_REPORT.template}
    named |= {HAND_OVER_LIST.template}
    named |= {table.template for table in OFFICIAL.values()}
    assert named == {path.name for path in TEMPLATES.glob("*.typ")} - {"layout.typ"}


@pytest.mark.parametrize("kind", KINDS.values())
@pytest.mark.parametrize("on", [date(2020, 3, 19), date(2025, 9, 15)])
def test_every_kind_of_form_that_can_be_filled_is_drawn(kind: FormKind, on: date) -> None:
    chosen, row = form_row(kind, on)
    assert chosen in (form_set(on), LETTERS)
    assert (TEMPLATES / row.drawing).is_file()
