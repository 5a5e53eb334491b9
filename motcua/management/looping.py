"""A loop that sleeps between rounds and stops at once when told to."""

import logging
import signal
import threading
import time
from collections.abc import Callable, Mapping
from types import FrameType

from django.db import connections

AFTER_FAILURE = 5.0
log = logging.getLogger(__name__)


def run_until_told(round_of_work: Callable[[], bool], *, pause: float) -> None:
    """Do rounds until SIGTERM or Ctrl-C; a round that finds nothing (False) is followed by a pause.

    The round that runs is finished first: nothing is left half done.
    """
    stop = threading.Event()

    def end(number: int, frame: FrameType | None) -> None:
        stop.set()

    before = {s: signal.signal(s, end) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        while not stop.is_set():
            if not round_of_work():
                stop.wait(pause)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


class Seldom:
    """A round that looks for work once in so many seconds; while it finds some it goes on."""

    def __init__(self, work: Callable[[], bool], seconds: float = 60.0) -> None:
        self.work, self.seconds = work, seconds
        self.next = time.monotonic() + seconds  # the start of all is busy enough

    def __call__(self) -> bool:
        if time.monotonic() < self.next:
            return False
        found = self.work()
        if not found:
            self.next = time.monotonic() + self.seconds
        return found


def run_all_until_told(rounds: Mapping[str, Callable[[], bool]], *, pause: float) -> None:
    """Each of these in a loop and thread of its own, so that none waits for another.

    A round that fails is told to the log, and tried again after a while: nothing stays stuck, and
    nobody has to come and set it going. Ends as `run_until_told` does.
    """
    stop = threading.Event()
    threads = [
        threading.Thread(target=_loop, args=(name, work, stop, pause), name=name)
        for name, work in rounds.items()
    ]
    before = {s: signal.signal(s, lambda *_: stop.set()) for s in (signal.SIGTERM, signal.SIGINT)}
    try:
        for thread in threads:
            thread.start()
        while not stop.wait(3600):
            pass
        for thread in threads:
            thread.join()
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _loop(name: str, work: Callable[[], bool], stop: threading.Event, pause: float) -> None:
    while not stop.is_set():
        try:
            found = work()
        except Exception:
            log.exception("%s: the round failed; the next one follows in %s s", name, AFTER_FAILURE)
            connections.close_all()
            stop.wait(AFTER_FAILURE)
        else:
            if not found:
                stop.wait(pause)
    connections.close_all()
