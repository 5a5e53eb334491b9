"""A loop that sleeps between rounds and stops at once when told to."""

import signal
import threading
from collections.abc import Callable
from types import FrameType


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
