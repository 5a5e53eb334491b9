"""Which form holds on which day."""

from datetime import date

import pytest

from motcua.printed.catalogue import (
    APOLOGY_BOOK,
    FORM_SETS,
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


def test_forms_of_2025_are_known_but_not_drawn() -> None:
    with pytest.raises(FormNotAvailable, match=r"Chưa in được “Giấy tiếp nhận.* TT 03/2025"):
        form_row(FormKind.RECEIPT, date(2026, 1, 5))


def test_the_notice_of_stopping_does_not_exist_in_2018() -> None:
    with pytest.raises(FormNotAvailable, match="TT 01/2018/TT-VPCP không có"):
        form_row(FormKind.STOP_NOTICE, date(2020, 1, 6))


def test_every_template_that_is_named_is_there_and_every_form_there_is_named() -> None:
    named = {row.template for known in FORM_SETS for row in known.forms.values() if row.template}
    named.add(APOLOGY_BOOK.template)
    assert named == {path.name for path in TEMPLATES.glob("*.typ")} - {"layout.typ"}


@pytest.mark.parametrize("kind", KINDS.values())
def test_every_kind_of_form_that_can_be_filled_is_drawn_in_2018(kind: FormKind) -> None:
    chosen, row = form_row(kind, date(2020, 3, 19))
    assert chosen.key == "2018"
    assert (TEMPLATES / row.drawing).is_file()
