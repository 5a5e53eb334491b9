"""`motcua backup --follow`: every file once, then only what has come since."""

from datetime import UTC, datetime
from pathlib import Path

from motcua.management.backup import EVER
from motcua.management.commands import backup


def test_each_round_looks_at_what_was_stored_since_the_one_before(monkeypatch):
    looked: list[datetime] = []
    monkeypatch.setattr(backup, "copy_new_files", lambda s, a, f, since: looked.append(since) or [])
    monkeypatch.setattr(
        backup, "run_until_told", lambda once, pause: [once() for _ in range(3)] and None
    )
    begun = datetime.now(UTC)
    backup.Command()._follow(None, None, Path())
    first, *later = looked
    assert first == EVER
    assert all(begun - backup.OVERLAP <= since <= datetime.now(UTC) for since in later)
