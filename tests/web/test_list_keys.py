"""Places in lists as addresses hold them: what is written is read, anything else is no place."""

from datetime import datetime, timedelta
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from motcua.domain.desk import NEVER
from motcua.web.desk.keys import Key, read_key, write_key

MOMENTS = st.integers(0, 10**7).map(lambda hours: NEVER - timedelta(hours=hours))


@given(MOMENTS, st.uuids(), st.integers(0, 2**32 - 1))
def test_a_place_is_read_as_it_was_written(moment: datetime, key: UUID, number: int):
    assert read_key(write_key(Key(moment, key, number))) == Key(moment, key, number)


@given(st.text(max_size=60) | st.text("ABCabc019-_=!", min_size=38, max_size=38))
def test_any_other_text_is_a_place_or_none_and_never_an_error(text: str):
    place = read_key(text)
    assert place is None or isinstance(place, Key)
