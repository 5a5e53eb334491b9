"""What all tests share: the database, and whether there is a browser."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import postgres
from tests.chromium import find_chromium
from tests.seed import SEEDS

_NO_BROWSER = "KHÔNG CÓ CHROMIUM: %d browser tests were skipped (apt-get install chromium)."


@pytest.fixture(scope="session")
def django_db_setup(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Make the database, migrate it as its owner, seed it; put it back after each commit."""
    with django_db_blocker.unblock(), postgres.database():
        call_command("migrate", verbosity=0)
        for seed in SEEDS:
            seed()
        snapshot = postgres.Snapshot()
        patch = pytest.MonkeyPatch()
        # Django would flush as the role that tests run in, which may not: facts are final.
        patch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: snapshot.restore())
        yield
        patch.undo()
        connections.close_all()


@pytest.fixture
def committed(transactional_db: None) -> None:
    """A database in which everything really commits, for tests with several connections.

    Afterwards all tables are what they were, by a superuser. Threads close their connections.
    """


@pytest.fixture
def superuser(django_db_setup: None) -> Callable[[], AbstractContextManager[postgres.Connection]]:
    """`with superuser() as connection:` changes what the product can't: to play the vandal."""
    return postgres.superuser


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Everything in tests/browser needs Chromium."""
    browser = Path(__file__).parent / "browser"
    ours = [item for item in items if browser in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    if not ours or find_chromium():
        return
    if os.environ.get("MOTCUA_REQUIRE_BROWSER", "") not in ("", "0"):
        raise pytest.UsageError("MOTCUA_REQUIRE_BROWSER is set, and no Chromium was found.")
    for item in ours:
        item.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))
    config.stash[_SKIPPED] = len(ours)


_SKIPPED = pytest.StashKey[int]()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """One loud line where browser tests were skipped."""
    skipped = config.stash.get(_SKIPPED, 0)
    if skipped:
        terminalreporter.write_line(_NO_BROWSER % skipped, red=True, bold=True)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take away what the run has written; the processes of pytest-xdist leave that to the first."""
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ["MOTCUA_TEST_VAR"], ignore_errors=True)
