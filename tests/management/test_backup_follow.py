"""`motcua backup --follow`: every file once, then only what has come since."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from motcua.management.backup import EVER
from motcua.management.commands import backup


def test_each_round_looks_back_from_the_newest_file_of_the_one_before(monkeypatch):
    looked: list[datetime] = []
    # Files are stamped by the clock of the demo, or by one that was put back: not by ours.
    newest = iter([None, datetime(2020, 3, 19, tzinfo=UTC), datetime(2020, 3, 18, tzinfo=UTC)])
    monkeypatch.setattr(backup, "newest_file", lambda server: next(newest))
    monkeypatch.setattr(backup, "copy_new_files", lambda s, a, f, since: looked.append(since) or [])
    monkeypatch.setattr(
        backup, "run_until_told", lambda once, pause: [once() for _ in range(3)] and None
    )
    backup.Command()._follow(None, None, Path())
    assert looked == [EVER, EVER, datetime(2020, 3, 19, tzinfo=UTC) - timedelta(days=2)]
