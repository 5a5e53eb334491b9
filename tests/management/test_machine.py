"""How much of the machine is ours: what the embedded server is sized by."""

from pathlib import Path

import pytest

from motcua.management import embedded
from motcua.management.machine import free_mb, memory_mb

GROUP = "/docker/f06fe03c"


def limited(tmp_path: Path, lines: str, **files: str) -> int:
    proc, groups = tmp_path / "cgroup", tmp_path / "fs"
    proc.write_text(lines)
    for place, text in files.items():
        (groups / place).parent.mkdir(parents=True, exist_ok=True)
        (groups / place).write_text(text)
    return memory_mb(proc, groups)


@pytest.mark.parametrize(
    ("lines", "files", "megabytes"),
    [
        ("0::/\n", {"memory.max": "536870912\n"}, 512),  # version 2, seen from inside
        (f"0::{GROUP}\n", {f"{GROUP[1:]}/memory.max": "268435456\n"}, 256),
        (
            f"0::{GROUP}\n",
            {f"{GROUP[1:]}/memory.max": "max\n", "docker/memory.max": "104857600"},
            100,
        ),
        (f"4:memory:{GROUP}\n0::/\n", {"memory/memory.limit_in_bytes": "104857600\n"}, 100),
        (f"4:cpu,memory:{GROUP}\n", {f"memory{GROUP}/memory.limit_in_bytes": "104857600"}, 100),
    ],
)
def test_the_lowest_limit_of_a_container_counts(tmp_path, lines, files, megabytes):
    assert limited(tmp_path, lines, **files) == megabytes


def test_without_a_limit_it_is_the_machine_s(tmp_path):
    whole = memory_mb(tmp_path / "none")
    assert whole > 256
    assert limited(tmp_path, "0::/\n", **{"memory.max": "max\n"}) == whole
    assert (
        limited(tmp_path, "4:memory:/\n", **{"memory/memory.limit_in_bytes": "9223372036854771712"})
        == whole
    )


def test_the_disk_is_that_of_the_data_even_before_it_is_there(tmp_path):
    assert abs(free_mb(tmp_path / "pg" / "data") - free_mb(tmp_path)) < 1024


@pytest.mark.parametrize(
    ("memory", "free", "sized"),
    [
        (256, 800, ("64MB", "256MB")),  # a small machine, a disk nearly full
        (4096, 40_000, ("512MB", "5000MB")),
        (512_000, 9_000_000, ("4096MB", "12288MB")),
    ],
)
def test_the_server_takes_an_eighth_within_bounds(tmp_path, monkeypatch, memory, free, sized):
    asked = []
    monkeypatch.setattr(embedded, "memory_mb", lambda: memory)
    monkeypatch.setattr(embedded, "free_mb", lambda place: asked.append(place) or free)
    server = embedded.EmbeddedPostgres(tmp_path / "pg")
    settings = server._settings
    assert (settings["shared_buffers"], settings["max_wal_size"]) == sized
    assert asked == [server.data], "where the data lies, which is elsewhere for who runs as root"
