"""What all tests share: the database, and whether there is a browser."""

import os
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings
from pytest_django import DjangoDbBlocker

from tests import postgres, winter
from tests.chromium import find_chromium
from tests.seed import SEEDS

_HERE = Path(__file__).parent
ALONE = tuple(
    _HERE / name
    for name in (
        "sealing",  # a day is sealed when no transaction on the whole server is older
        "faults",
        "browser",
        "demo",
        "management/test_up.py",
        "management/test_deliver_killed.py",
        "management/test_mirrored_slice.py",
    )
)
"""What looks at the whole server or machine, and so runs while nothing else does."""
_DATABASE = {
    *("db", "transactional_db", "django_db_setup", "live_server", "place"),
    "winter_2020",
}
# On a machine that others work on too, how long a case takes says nothing.
settings.register_profile(
    "unhurried", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("unhurried")

_NO_CHROMIUM = "no Chromium on this machine"
_BROWSER_REQUIRED = os.environ.get("MOTCUA_REQUIRE_BROWSER", "") not in ("", "0")


def pytest_configure(config: pytest.Config) -> None:
    """A run that is told to end takes its server along, as one that ends with Ctrl-C does."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)


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


@pytest.fixture(scope="session")
def winter_made(django_db_setup: None) -> None:
    """The winter of 2020 is there (see tests/winter.py)."""
    winter.make()


@pytest.fixture
def winter_2020(winter_made: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django reads the replayed winter of 2020, and nothing else, inside this test."""
    with django_db_blocker.unblock(), winter.in_winter():
        yield


@pytest.fixture
def committed(transactional_db: None) -> None:
    """A database in which everything really commits, for tests with several connections.

    Afterwards all tables are what they were, by a superuser. Threads close their connections.
    """


@pytest.fixture
def superuser(django_db_setup: None) -> Callable[[], AbstractContextManager[postgres.Connection]]:
    """`with superuser() as connection:` changes what the product can't: to play the vandal."""
    return postgres.superuser


def _mark(item: pytest.Function) -> None:
    if item.get_closest_marker("django_db") or _DATABASE & set(item.fixturenames):
        item.add_marker(pytest.mark.database)
    if "winter_2020" in item.fixturenames:
        item.add_marker(pytest.mark.winter)
    if any(place in item.path.parents or place == item.path for place in ALONE):
        item.add_marker(pytest.mark.alone)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Function]) -> None:
    """Mark what needs PostgreSQL; skip or refuse what needs a Chromium that isn't there."""
    for item in items:
        _mark(item)
    browser = Path(__file__).parent / "browser"
    ours = [item for item in items if browser in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.browser)
    if not ours or find_chromium():
        return
    if _BROWSER_REQUIRED:
        raise pytest.UsageError("MOTCUA_REQUIRE_BROWSER is set, and no Chromium was found.")
    for item in ours:
        item.add_marker(pytest.mark.skip(reason=_NO_CHROMIUM))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, object]:
    """Where the browser is required, a browser test that skips itself has failed."""
    report = yield
    if _BROWSER_REQUIRED and report.skipped and item.get_closest_marker("browser"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and MOTCUA_REQUIRE_BROWSER is set"
    return report


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line where browser tests were skipped."""
    skipped = terminalreporter.stats.get("skipped", [])
    count = sum(_NO_CHROMIUM in str(report.longrepr) for report in skipped)
    if count:
        terminalreporter.write_line(
            f"KHÔNG CÓ CHROMIUM: {count} browser tests were skipped (apt-get install chromium).",
            red=True,
            bold=True,
        )
