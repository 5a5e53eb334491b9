"""One hash that stands for many rows: change, add or leave out any of them and it differs.

A leaf is sha256(salt ‖ row ‖ seal of the fact); two hashes make one by sha256(1 ‖ left ‖ right);
one that is left over goes up as it is. Nothing at all is sha256 of nothing.
"""

from collections.abc import Iterable
from hashlib import sha256

NOTHING = sha256(b"").digest()
_PAIR = b"\x01"


def leaf(salt: bytes, row: bytes, seal: bytes) -> bytes:
    """The hash of one published row: 32 bytes. The salt keeps it from being guessed."""
    return sha256(salt + row + seal).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """The one hash of all leaves, in their order.

    >>> root([]) == NOTHING, root([NOTHING]) == NOTHING
    (True, True)
    >>> root([NOTHING, NOTHING]) == sha256(b"\\x01" + NOTHING + NOTHING).digest()
    True
    """
    level = list(leaves)
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [sha256(_PAIR + left + right).digest() for left, right in pairs]
        level = above if len(level) % 2 == 0 else [*above, level[-1]]
    return level[0] if level else NOTHING
