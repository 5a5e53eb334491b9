"""What this process may use of the machine: less than all of it, in a container."""

import os
import shutil
from pathlib import Path

MB = 1024**2
_PROC, _CGROUPS = Path("/proc/self/cgroup"), Path("/sys/fs/cgroup")


def memory_mb(proc: Path = _PROC, cgroups: Path = _CGROUPS) -> int:
    """Megabytes of memory: the machine's, or the lowest limit set on the groups of this process.

    A machine says what it has in all, also to a container that is killed at an eighth of it.
    """
    machine = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return min([machine, *_limits(proc, cgroups)]) // MB


def free_mb(place: Path) -> int:
    """Megabytes that the disk has free on which a directory lies, or will lie."""
    nearest = next(one for one in (place, *place.parents) if one.exists())
    return shutil.disk_usage(nearest).free // MB


def _limits(proc: Path, cgroups: Path) -> list[int]:
    """The limits of both kinds of control groups (version 1 of memory, version 2), in bytes."""
    try:
        lines = proc.read_text().splitlines()
    except OSError:
        return []
    found = []
    for line in lines:
        _number, controllers, path = line.split(":", 2)
        if not controllers:
            found += _upwards(cgroups, path, "memory.max")
        elif "memory" in controllers.split(","):
            found += _upwards(cgroups / "memory", path, "memory.limit_in_bytes")
    return found


def _upwards(top: Path, path: str, name: str) -> list[int]:
    # A container sees its own group as the top, whatever its path is called outside.
    below = top / path.strip("/")
    groups = [below, *(one for one in below.parents if one.is_relative_to(top)), top]
    found = []
    for group in groups:
        try:
            told = (group / name).read_text().strip()
        except OSError:
            continue
        if told.isdigit() and int(told):  # "max": without a limit
            found.append(int(told))
    return found
