"""`replace` for the states that facts make: as dataclasses.replace, some ten times as quick.

A fact makes a new state of forty fields of which three differ, and a replay makes millions of
them; calling a constructor for each was a quarter of a batch's time.
"""

from typing import TYPE_CHECKING, Any, TypeVar

T = TypeVar("T")


class Draft:
    """A mixin for a value that nobody else holds: what is replaced in it is replaced in place.

    For checking a log from its first fact to its last, where no state in between is kept.
    """


if TYPE_CHECKING:
    from dataclasses import replace  # so that the types of the fields are checked as there
else:

    def replace(value: T, /, **changes: Any) -> T:
        """A copy of a frozen dataclass (without slots, without `__post_init__`) with these fields.

        >>> from motcua.domain.dossier import Dossier
        >>> replace(Dossier(), sets=2).sets
        2
        """
        if isinstance(value, Draft):
            value.__dict__.update(changes)
            return value
        copy = _new(type(value))
        fields = copy.__dict__
        fields.update(value.__dict__)
        fields.update(changes)
        return copy

    _new = object.__new__


__all__ = ["replace"]
