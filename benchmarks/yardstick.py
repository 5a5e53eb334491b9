"""How fast this machine is just now, in two figures that have nothing of ours in them.

Every table bears both in its head: a time in milliseconds means little without them, for the same
machine is twice as slow on another day. Compare runs by their quotient with these
(docs/decisions/0029-bounds-are-read-beside-yardsticks.md).
"""

import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from json import dumps, loads
from statistics import median

from motcua.management.places import make_var

ROUNDS = 7
FACTS = 2_000
PAGES = 40
PAGE = bytes(8192)


@dataclass(frozen=True, slots=True)
class _Fact:
    number: int
    text: str
    happened: datetime


def python() -> float:
    """Milliseconds of the processor for 2,000 small objects made, changed, written as JSON, hashed
    and read back: the kinds of work that a dossier's facts are, by the standard library alone."""
    return median(_spent(_objects) for _ in range(ROUNDS))


def disk() -> float:
    """Milliseconds until a page of 8 kB is on the disk that the benchmarks commit to."""
    with tempfile.TemporaryFile(dir=make_var()) as file:
        taken = []
        for _ in range(PAGES):
            begun = time.perf_counter()
            file.write(PAGE)
            file.flush()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - begun)
    return 1000 * median(taken)


def _spent(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return 1000 * (time.process_time() - begun)


def _objects() -> bytes:
    head, moment = b"", datetime(2020, 3, 20, 8, tzinfo=UTC)
    for number in range(FACTS):
        fact = _Fact(number, "Tiếp nhận hồ sơ", moment + timedelta(minutes=number))
        later = replace(fact, happened=fact.happened + timedelta(hours=1))
        written = {"n": later.number, "text": later.text, "at": later.happened.isoformat()}
        text = dumps(written, ensure_ascii=False, sort_keys=True)
        head = sha256(head + text.encode()).digest()
        datetime.fromisoformat(loads(text)["at"])
    return head
