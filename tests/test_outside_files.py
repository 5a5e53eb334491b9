"""Every reader of files, uploads and other systems' answers, given damaged ones: its refusal.

What is damaged is real: a shipped file with a piece cut out, doubled or written over. Text that
people type is tried in tests/domain/test_outside_text.py.
"""

import argparse
import contextlib
import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from motcua.api.pages import read_place
from motcua.api.problems import Problem
from motcua.channels.national_portal.inbound import Unreadable, changed, created
from motcua.channels.national_portal.session import read_reply
from motcua.domain.agency_file import AgencyFileError, parse_agencies
from motcua.domain.calendar_rows import parse_calendar
from motcua.domain.dated_rows import BadCalendar
from motcua.domain.delivery import TryLater
from motcua.domain.history_cells import moment, whole
from motcua.domain.orders import parse_orders
from motcua.domain.procedure_file import ProcedureFileError, parse_procedure
from motcua.domain.refusal import Refused
from motcua.domain.rulebook import BadRulebook
from motcua.domain.rulebook_file import parse_rulebook
from motcua.domain.scores import parse_scores
from motcua.domain.toml_table import TableError
from motcua.management.arguments import parse_day, parse_time
from motcua.printed.book_reading import read_sheet
from motcua.printed.book_sheet import template
from motcua.reads.audit_seals import leaf_of_line
from motcua.web.desk.keys import read_key
from motcua.web.desk.period import read_period
from tests.oracle.profiles import many_of

DATA = Path(__file__).parents[1] / "data"
NO_TOML = tomllib.TOMLDecodeError
Reader = Callable[[str], object]
FILES: dict[str, tuple[Reader, tuple[type[Exception], ...]]] = {
    "agencies/binh-dinh.toml": (lambda text: parse_agencies(text, "x"), (AgencyFileError,)),
    "orders/binh-dinh-2020.toml": (parse_orders, (TableError, NO_TOML)),
    "scores/service-groups.toml": (lambda text: parse_scores([text]), (TableError, NO_TOML)),
    "scores/on-time.toml": (lambda text: parse_scores([text]), (TableError, NO_TOML)),
    "law/policies.toml": (
        lambda text: parse_rulebook(tomllib.loads(text)),
        (BadRulebook, NO_TOML),
    ),
    "law/rules.toml": (lambda text: parse_rulebook(tomllib.loads(text)), (BadRulebook, NO_TOML)),
    "law/escalation.toml": (
        lambda text: parse_rulebook(tomllib.loads(text)),
        (BadRulebook, NO_TOML),
    ),
    "calendar/binh-dinh.toml": (
        lambda text: parse_calendar(tomllib.loads(text)),
        (BadCalendar, NO_TOML),
    ),
    "procedures/1.001612.toml": (
        lambda text: parse_procedure(text, "x"),
        (ProcedureFileError,),
    ),
}


def tries(usual: int) -> settings:
    """So many cases, the same ones each time; at night fifty times as many, of their own."""
    many = many_of(usual)
    return settings(max_examples=many, deadline=None, derandomize=many == usual)


PIECES = st.sampled_from(
    [
        *('""', "0", "-1", "true", "[]", "{}", "1e400", "nan", "99999999999999999999", "1/0"),
        *(
            "0001-01-01",
            "9999-12-31",
            "2020-02-29",
            '"\\u0000"',
            "\n",
            "=",
            "[[x]]\n",
            "'",
            "x = 1\n",
            '"1/0"',
            '"x"',
        ),
    ]
)


@st.composite
def damaged(draw: st.DrawFn, whole_text: str) -> str:
    """This text with a value, a line or a few letters replaced."""
    kind = draw(st.sampled_from(("value", "line", "letters", "doubled")))
    lines = whole_text.split("\n")
    at = draw(st.integers(0, len(lines) - 1))
    if kind == "value":
        valued = [n for n, one in enumerate(lines) if " = " in one]
        at = draw(st.sampled_from(valued))
        lines[at] = f"{lines[at].partition(' = ')[0]} = {draw(PIECES)}"
    elif kind == "line":
        lines[at] = draw(PIECES)
    elif kind == "doubled":
        lines.insert(at, lines[at])
    else:
        begin = draw(st.integers(0, len(lines[at])))
        lines[at] = lines[at][:begin] + draw(st.text(max_size=8)) + lines[at][begin + 3 :]
    return "\n".join(lines)


@pytest.mark.parametrize("name", FILES)
def test_a_damaged_file_is_read_or_refused_in_the_readers_own_way(name: str) -> None:
    read, refusals = FILES[name]
    good = (DATA / name).read_text("utf-8")
    read(good)

    @tries(60)
    @given(damaged(good[:20_000].rpartition("\n[[")[0] or good))
    def try_it(text: str) -> None:
        with contextlib.suppress(*refusals):
            read(text)

    try_it()


SHEET = template()


@tries(60)
@given(st.integers(0, len(SHEET) - 1), st.binary(max_size=6), st.integers(0, 40))
@example(0, b"", 40)
def test_a_damaged_workbook_is_read_or_refused(at: int, bytes_there: bytes, cut: int) -> None:
    with contextlib.suppress(Refused):
        read_sheet(SHEET[:at] + bytes_there + SHEET[at + cut :])


@tries(60)
@given(st.binary(max_size=300))
def test_any_bytes_are_no_workbook(content: bytes) -> None:
    with pytest.raises(Refused):
        read_sheet(content)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=12,
)
NAMES = st.sampled_from(
    [
        *("MaHoSo", "MaHoSoQG", "ThongTinSuaDoi", "MaDonVi", "MaTTHC", "ChuHoSo", "LoaiDoiTuong"),
        *("SoGiayToChuHoSo", "HinhThuc", "TaiLieuNop", "TrichYeuHoSo", "Email"),
    ]
)


@tries(150)
@given(JSON | st.dictionaries(NAMES, JSON | st.just("x"), max_size=12))
def test_whatever_the_portal_sends_is_a_dossier_or_unreadable(body: Any) -> None:
    for read in (created, changed):
        with contextlib.suppress(Unreadable):
            read(body)


@tries(150)
@given(
    st.sampled_from([200, 200, 200, 302, 404, 500]),
    st.binary(max_size=200) | JSON.map(lambda value: json.dumps(value).encode()),
)
@example(200, b'{"error_code": "\xff"}')
@example(200, b"[" * 100_000)
@example(200, b'{"error_code": ' + b"9" * 5_000 + b"}")
def test_whatever_the_portal_answers_is_a_reply_or_is_tried_later(status: int, body: bytes) -> None:
    with contextlib.suppress(TryLater):
        read_reply(status, body)


TYPED: dict[str, tuple[Reader, tuple[type[Exception], ...]]] = {
    "read_place": (read_place, (Problem,)),
    "read_key": (read_key, ()),
    "read_period": (read_period, (Refused,)),
    "parse_time": (parse_time, (argparse.ArgumentTypeError,)),
    "parse_day": (parse_day, (argparse.ArgumentTypeError,)),
    "moment of a history": (moment("received"), (Refused,)),
    "count of a history": (whole("sets"), (Refused,)),
    "a kept row of a seal": (leaf_of_line, (ValueError, TypeError)),
}


@pytest.mark.parametrize("name", TYPED)
def test_anything_typed_is_read_or_refused_in_the_readers_own_way(name: str) -> None:
    read, refusals = TYPED[name]

    @tries(120)
    @given(st.text(max_size=120) | st.text(alphabet="0123456789-/:TZ+. AQgw_=", max_size=60))
    @example("0001-01-01T00:00+23:59")
    @example("9999-12-31T23:59-23:59")
    @example("12/9999")
    @example("1/1/99999999999")
    @example("٣/٢٠٢٠")
    @example("A" * 42)
    @example("9" * 5_000)
    def try_it(text: str) -> None:
        with contextlib.suppress(*refusals):
            read(text)

    try_it()
