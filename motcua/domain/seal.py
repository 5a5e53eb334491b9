"""A hash chain over one dossier's facts, so that a changed past can be seen."""

from hashlib import sha256

from motcua.domain.facts import Entry

FIRST = b""  # before the first fact there is no seal


def seal(previous: bytes, key: str, entry: Entry, body: str = "") -> bytes:
    """sha256(previous seal ‖ text of this entry): 32 bytes.

    `key` is the dossier's, as text; `body` the entry's, where the caller has it already.
    """
    text = entry.sealed_text(key, body or entry.body())
    return sha256(previous + text.encode()).digest()


def seal_of_text(previous: bytes, text: bytes) -> bytes:
    """The seal of an entry whose canonical text is at hand, as where a stored one is checked."""
    return sha256(previous + text).digest()
