"""Work in several processes, its answers taken back in the order in which it was handed out."""

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any

from django.db import connections

from motcua.management.processes import die_with_parent
from motcua.management.worker_process import begin

AHEAD = 3
"""Pieces handed out to each process before one is taken back."""


@contextmanager
def workers(processes: int) -> Iterator[Executor | None]:
    """A pool of so many processes that are ready for Django; None for one: it is this one."""
    if processes <= 1:
        yield None
        return
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(processes, context, begin, (os.getpid(),))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def in_order(pool: Executor | None, work: Iterator[Any], processes: int) -> Iterator[Any]:
    """(what, answer) for each (what, function, arguments), in the order given."""
    waiting: deque[tuple[Any, Future[Any]]] = deque()
    for what, function, arguments in work:
        if pool is None:
            yield what, function(*arguments)
            continue
        waiting.append((what, pool.submit(function, *arguments)))
        if len(waiting) >= processes * AHEAD:
            done, answer = waiting.popleft()
            yield done, answer.result()
    while waiting:
        done, answer = waiting.popleft()
        yield done, answer.result()


def forked(processes: int) -> ProcessPoolExecutor:
    """A pool of copies of this process, with all that it has in memory (Linux): each opens its own
    connection, and ends with this one."""
    leave_database()
    return ProcessPoolExecutor(
        processes, multiprocessing.get_context("fork"), _follow, (os.getpid(),)
    )


def _follow(parent: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent hears it, and ends us in order
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    leave = die_with_parent(parent)
    if leave is not None:
        leave()


def leave_database() -> None:
    """Close every connection, pooled ones too: a forked process must not inherit their sockets,
    or two of them talk on one and wait for answers that the other has read."""
    for connection in connections.all(initialized_only=True):
        connection.close()
        if connection.alias in getattr(connection, "_connection_pools", {}):
            connection.close_pool()  # type: ignore[attr-defined]
