"""Several processes at once: none inherits another's connection."""

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
from django.db import connection

from motcua.management.workers import leave_database


def backend(number):
    """The server's process that answers this one of ours, asked often enough to meet others."""
    seen = set()
    for _again in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            seen.add(cursor.fetchone()[0])
    return os.getpid(), seen


@pytest.mark.usefixtures("committed")
def test_forked_processes_talk_to_servers_of_their_own():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        ours = cursor.fetchone()[0]
    leave_database()
    with ProcessPoolExecutor(2, mp_context=get_context("fork")) as pool:
        told = dict(pool.map(backend, range(2)))
    theirs = [pid for pids in told.values() for pid in pids]
    assert ours not in theirs
    assert len(theirs) == len(set(theirs))
