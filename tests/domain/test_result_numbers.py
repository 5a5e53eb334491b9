"""Numbers of results that nobody bears. NĐ 30/2020/NĐ-CP art. 15: registers run through a year."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.result_numbers import LEAP, Missing, missing, numbered


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("15/QĐ-UBND", ("QĐ-UBND", 15)),
        ("15/qđ-ubnd", ("QĐ-UBND", 15)),
        ("0015/QĐ-UBND", ("QĐ-UBND", 15)),
        ("15/2020/QĐ-UBND", ("QĐ-UBND", 15)),  # the year is written or not; the register is one
        ("Số: 15/QĐ-UBND", ("QĐ-UBND", 15)),
        ("15", ("", 15)),
        (" 15 / QĐ-UBND ", ("QĐ-UBND", 15)),
        ("15/GP/XD", ("GP/XD", 15)),
        ("15-TLKS", ("TLKS", 15)),
        ("CH 001234", None),  # a serial number of a printed sheet: of no register of this agency
        ("không số", None),
        ("", None),
        ("12345678/QĐ", None),  # no register of a year has eight digits
        ("15a/QĐ-UBND", None),
        ("15/QĐ - UBND", ("QĐ-UBND", 15)),
        ("15/CN&TT", ("CN&TT", 15)),
        ("15/QĐ-UBND/KT2", ("QĐ-UBND/KT2", 15)),
        ("15/Nguyễn Văn An", None),  # names and cards are no registers
        ("15-052189004217", None),
        ("15/QĐ/052189004217", None),
        ("15/0905123456", None),
    ],
)
def test_a_number_as_it_is_written(text, read):
    assert numbered(text) == read


@pytest.mark.parametrize(
    ("month", "around", "found"),
    [
        ([], [], []),
        (["7/QĐ"], [], []),  # one number has no between
        (["7/QĐ", "8/QĐ", "9/QĐ"], [], []),
        (["7/QĐ", "9/QĐ"], [], [Missing("QĐ", 8, 8)]),
        (["9/QĐ", "7/QĐ", "14/QĐ"], [], [Missing("QĐ", 8, 8), Missing("QĐ", 10, 13)]),
        (["7/QĐ", "9/GP"], [], []),  # two registers
        (["7/QĐ", "9/QĐ"], ["8/QĐ"], []),  # used some days later
        (["7/QĐ", "9/QĐ"], ["8/GP"], [Missing("QĐ", 8, 8)]),
        (["7/QĐ", "9/QĐ"], ["3/QĐ", "20/QĐ"], [Missing("QĐ", 8, 8)]),  # beyond it: another month's
        (["7/QĐ", "7/QĐ", "8/QĐ"], [], []),  # borne twice is another finding
        (["7/QĐ", f"{7 + LEAP}/QĐ"], [], [Missing("QĐ", 8, 6 + LEAP)]),
        (["7/QĐ", f"{8 + LEAP}/QĐ"], [], []),
        (["7/QĐ", "CH 001", "8/QĐ"], [], []),
    ],
)
def test_what_nobody_bears(month, around, found):
    assert list(missing(month, around)) == found


@given(st.sets(st.integers(1, 300), min_size=2), st.sets(st.integers(1, 300)))
def test_every_number_between_is_borne_or_missing(month, around):
    found = missing([f"{n}/QĐ" for n in month], [f"{n}/QĐ" for n in around])
    gone = {n for one in found for n in range(one.first, one.last + 1)}
    between = set(range(min(month), max(month) + 1))
    assert gone == between - month - around
    assert sum(one.count for one in found) == len(gone)


@given(st.text(max_size=40))
def test_any_text_is_read_or_left(text):
    read = numbered(text)
    assert read is None or (isinstance(read[0], str) and read[1] >= 0)
