"""A hash chain over one dossier's facts, so that a changed past can be seen."""

from hashlib import sha256
from uuid import UUID

from motcua.domain.facts import Entry

FIRST = b""  # before the first fact there is no seal


def seal(previous: bytes, key: UUID, entry: Entry) -> bytes:
    """sha256(previous seal ‖ text of this entry): 32 bytes."""
    return sha256(previous + entry.sealed_text(str(key)).encode()).digest()
