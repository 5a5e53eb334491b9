"""Where a page of the dossiers behind a number ended, as its address holds it."""

from motcua.statistics.drill import Place
from motcua.web.desk.keys import Key, read_key, write_key

MARKS = 65_536
"""More than a dossier has marks of one kind: run and mark are one number in an address."""


def read_place(text: str) -> Place | None:
    """The place that an address names; None if it names none: a list then begins anew."""
    key = read_key(text)
    if key is None:
        return None
    run, number = divmod(key.number, MARKS)
    return Place(run, key.moment, key.key, number)


def write_place(place: Place) -> str:
    """The place as text for an address."""
    return write_key(Key(place.moment, place.key, place.run * MARKS + place.number))
