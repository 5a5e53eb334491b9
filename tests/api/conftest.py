"""What tests of the API share."""

import pytest

from motcua.models import Clock
from tests.story import FRIDAY


@pytest.fixture(autouse=True)
def friday(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is 09:00 on Friday 20 March 2020 for the whole product."""
    monkeypatch.setattr(Clock, "now", lambda clock: FRIDAY)
