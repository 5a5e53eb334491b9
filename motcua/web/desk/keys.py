"""Where a page of a list begins, as the address holds it: a moment, a key and a number.

Written as opaque text, for the key of a dossier is not for people. What cannot be read is no
mark: the list then begins at its beginning.
"""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from struct import Struct, error
from uuid import UUID

_FORM = Struct(">q16sI")
_LENGTH = 38
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Key:
    """The place of a row in a list; what `number` says is for the list to know."""

    moment: datetime
    key: UUID
    number: int = 0


def write_key(place: Key) -> str:
    """The place as text for an address.

    >>> read_key(write_key(Key(_EPOCH, UUID(int=7), 3))).number
    3
    """
    packed = _FORM.pack((place.moment - _EPOCH) // _MICROSECOND, place.key.bytes, place.number)
    return urlsafe_b64encode(packed).decode().rstrip("=")


def read_key(text: str) -> Key | None:
    """The place that an address names; None if it names none."""
    if len(text) != _LENGTH or not text.isascii():
        return None
    try:
        micros, key, number = _FORM.unpack(urlsafe_b64decode(text + "=="))
        return Key(_EPOCH + timedelta(microseconds=micros), UUID(bytes=key), number)
    except (ValueError, OverflowError, error):
        return None
