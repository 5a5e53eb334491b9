"""Every function that reads text from outside, given anything at all: a value or its own refusal.

Bounded, so that it runs with every change; whoever finds a new break adds it as an example.
"""

import contextlib
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from motcua.domain.citizen_card import read_citizen_card
from motcua.domain.contacts import read_email, read_phone, read_tax_code
from motcua.domain.dated_rows import BadCalendar
from motcua.domain.day_off import parse_late_day_off
from motcua.domain.identity import read_identity
from motcua.domain.limits import parse_limit
from motcua.domain.moments import read_clock, read_moment
from motcua.domain.numbering import looks_like_code, parse_code, read_secret
from motcua.domain.party import read_birth
from motcua.domain.procedure_file import ProcedureFileError, parse_procedure
from motcua.domain.refusal import Refused
from motcua.domain.text import clean, read_date, search_key, sort_key
from motcua.domain.uploads import sniff

TODAY = date(2020, 3, 20)
NASTY = st.one_of(
    st.text(max_size=200),
    st.text(alphabet="0123456789/-.: |TZ+HGĐđ\u0000\u200b\ufeff\u202e٣५\n\t", max_size=80),
    st.sampled_from(
        ["", " ", "0" * 4000, "9" * 500, "1/1/1", "29/02/2021", "٣/٣/٢٠٢٠", "1e9", "-1"]
    ),
)
READERS: dict[str, tuple[Callable[[str], object], tuple[type[Exception], ...]]] = {
    "read_phone": (read_phone, (Refused,)),
    "read_email": (read_email, (Refused,)),
    "read_tax_code": (read_tax_code, (Refused,)),
    "read_identity": (lambda text: read_identity(text), (Refused,)),
    "read_citizen_card": (lambda text: read_citizen_card(text, TODAY), (Refused,)),
    "read_moment": (lambda text: read_moment(text, field="x"), (Refused,)),
    "read_clock": (lambda text: read_clock(text, field="x"), (Refused,)),
    "read_date": (lambda text: read_date(text, field="x"), (Refused,)),
    "read_birth": (lambda text: read_birth(text, TODAY), (Refused,)),
    "parse_code": (parse_code, (Refused,)),
    "looks_like_code": (looks_like_code, ()),
    "read_secret": (read_secret, ()),
    "search_key": (search_key, ()),
    "sort_key": (sort_key, ()),
    "clean": (lambda text: clean(text, field="x", limit=50), (Refused,)),
    "parse_limit": (parse_limit, (ValueError,)),
    "parse_late_day_off": (parse_late_day_off, (BadCalendar,)),
    "parse_procedure": (lambda text: parse_procedure(text, "x.toml"), (ProcedureFileError,)),
}


@pytest.mark.parametrize("name", READERS)
def test_anything_is_read_or_refused_in_the_readers_own_way(name):
    read, refusals = READERS[name]

    @settings(max_examples=120, deadline=None)
    @given(NASTY)
    @example("\x00")
    @example("\ud800")
    def try_it(text: str) -> None:
        with contextlib.suppress(*refusals):
            read(text)

    try_it()


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.binary(max_size=300), st.integers(0, 10**9))
@example("a.pdf", b"%PDF-", 0)
def test_any_upload_is_known_or_refused(name, head, size):
    with contextlib.suppress(Refused):
        sniff(name, head, size)
