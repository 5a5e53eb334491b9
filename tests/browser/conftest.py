"""A browser, a server, and the real procedures with people for every step of them."""

import os
from collections.abc import Iterator
from random import Random

import pytest
from django.core.cache import cache
from playwright.sync_api import Browser, sync_playwright

from motcua.actions.publication import publish_procedure
from motcua.domain.procedure_file import parse_procedure
from motcua.management.demo.staff import accounts_for, hire
from motcua.management.reference_data import procedure_files
from motcua.models import Installation, User, clock
from motcua.reads.law import agency_tree
from tests.browser.people import Town
from tests.chromium import ARGUMENTS, find_chromium
from tests.story import at

# Playwright keeps an event loop in this thread; Django would take it for an asynchronous view.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
NOW = at("2020-03-19 07:45")  # Thursday


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def town(committed: None, live_server: object, browser: Browser) -> Iterator[Town]:
    """The province at 07:45 on Thursday 19 March 2020, with somebody at every desk."""
    cache.clear()
    Installation.objects.create(demo="kiem-thu", province="binh-dinh")
    clock.set(NOW)
    for file in procedure_files():
        publish_procedure(parse_procedure(file.read_text("utf-8"), file.name).procedure, now=NOW)
    hire(accounts_for(agency_tree(), Random(1)), NOW)
    User.objects.filter(username="tiepnhan.cathanh").update(full_name="Huỳnh Thị Diễm Phúc")
    place = Town(browser, str(live_server))
    yield place
    place.close()
