"""The lock files: every package by hash, and no address of any machine."""

import re

import pytest

from motcua.management.places import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_no_address(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    assert re.findall(r"https?:|file:|--index|--extra-index|--find-links|/tmp|/home", text) == []


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_is_locked_by_hash(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    packages = re.split(r"\n(?=[a-z0-9])", text)[1:]
    assert len(packages) > 10
    assert [package.split()[0] for package in packages if "--hash=sha256:" not in package] == []


def test_the_lock_files_agree() -> None:
    run, dev, _ = (
        set(re.findall(r"^[a-z0-9-]+==\S+", (ROOT / name).read_text("utf-8"), re.MULTILINE))
        for name in LOCKS
    )
    assert run < dev
