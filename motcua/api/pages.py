"""Places in a list: after which moment and key the next page begins, as text nobody need read."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime
from uuid import UUID

from motcua.api.problems import Problem


def place_text(moment: datetime, key: UUID) -> str:
    """A place as text."""
    return write_place(moment.isoformat(), str(key))


def place_of(text: str) -> tuple[datetime, UUID] | None:
    """The place that `place_text` wrote, None for ''. Problem 422 for any other text."""
    if not text:
        return None
    first, second = read_place(text)
    try:
        moment = datetime.fromisoformat(first)
        if moment.tzinfo is None:
            raise ValueError(first)
        return moment, UUID(second)
    except ValueError:
        raise _wrong() from None


def write_place(*parts: str) -> str:
    """Parts of an order as one text."""
    return urlsafe_b64encode("\n".join(parts).encode()).decode().rstrip("=")


def read_place(text: str) -> tuple[str, str]:
    """The two parts of a place. Problem 422 if it is none."""
    try:
        plain = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode()
        first, second = plain.split("\n")
    except ValueError:
        raise _wrong() from None
    if "\x00" in plain:
        raise _wrong()
    return first, second


def _wrong() -> Problem:
    words = "Vị trí trang không đúng. Dùng nguyên giá trị next của trang trước."
    error = {"field": "query.after", "why": "place", "detail": words}
    return Problem(422, "bad_place", words, [error])
