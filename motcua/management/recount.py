"""Checks published figures without asking anybody: seals, rows, and every number recounted.

It stands alone (Python 3.11 and nothing else) and is published beside the figures as verify.py:
manifest.json names every file with its sha256; each seal is the sha256 of its text and follows the
day before; the Merkle root of a day's rows, and each dossier's last row, are those of its seal;
every count and rate of figures.json is counted again from the rows.
"""

import gzip
import json
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

Counts = dict[str, int]
BROKEN = (OSError, EOFError, ValueError, KeyError, TypeError, IndexError, zlib.error)
SOLVED = ("solved_early", "solved_on_time", "solved_late")
NAMED = {f"apology_{how}": f"apologies_{how}" for how in ("timely", "late")}
NAMED["supplement"] = "supplements"
ENDS = ("returned", "withdrawn", "stopped", "transferred_out", "handed_out")
FLOWS = ("received", "transferred_in", *SOLVED, *ENDS, *NAMED)
RATES = {
    "late_rate_of_received": ("late", "to_resolve"),
    "on_time_rate_of_received": ("kept", "to_resolve"),
    "in_term_or_on_time_rate_of_received": ("not_late", "to_resolve"),
    "on_time_rate_of_finished": ("kept", "solved"),
}


def canonical(value: Any) -> str:
    """The one text of a JSON value: sorted keys, no spaces, letters as they are."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def root(leaves: list[bytes]) -> bytes:
    """The Merkle root: pairs by sha256(1 ‖ left ‖ right), one left over goes up as it is."""
    level = leaves
    while len(level) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        level = above if len(level) % 2 == 0 else [*above, level[-1]]
    return level[0] if level else sha256(b"").digest()


def verify(directory: Path) -> Iterator[str]:
    """Every finding, as a sentence; nothing if all holds."""
    yield from _manifest(directory)
    try:
        document = json.loads((directory / "figures.json").read_text("utf-8"))
        first, last = date.fromisoformat(document["from"]), date.fromisoformat(document["to"])
        as_of = date.fromisoformat(document["as_of"])
    except BROKEN as broken:
        yield f"figures.json không đọc được: {broken!r}"
        return
    rows: list[tuple[date, dict[str, Any]]] = []
    yield from _seals(directory, as_of, str(document.get("seal")), rows)
    try:
        yield from _figures(document, Recount(first, last, as_of, rows))
    except BROKEN as broken:
        yield f"figures.json hoặc các dòng không đúng dạng: {broken!r}"


def manifest(directory: Path) -> str:
    """The manifest of a directory: the sha256 of every file in it but the manifest itself."""
    files = (path for path in directory.rglob("*") if path.is_file())
    listed = {
        path.relative_to(directory).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.name != "manifest.json" and "__pycache__" not in path.parts
    }
    return canonical({"files": listed}) + "\n"


def _manifest(directory: Path) -> Iterator[str]:
    found = manifest(directory)
    try:
        written = (directory / "manifest.json").read_text("utf-8")
        told, there = dict(json.loads(written)["files"]), json.loads(found)["files"]
    except BROKEN as broken:
        yield f"manifest.json không đọc được: {broken!r}"
        return
    for name in sorted(there.keys() | told.keys()):
        if there.get(name) != told.get(name):
            yield f"{name}: khác với manifest.json"
    if written != found and told == there:
        yield "manifest.json không đúng như đã viết"


def _seals(
    directory: Path, as_of: date, published: str, rows: list[tuple[date, dict[str, Any]]]
) -> Iterator[str]:
    previous, expected, seal = "", None, ""
    for path in sorted((directory / "seals").glob("*.json")):
        name = f"seals/{path.name}"
        try:
            text = path.read_text("utf-8")
            told = json.loads(text)
            day, seal = date.fromisoformat(told["day"]), told.pop("seal")
            heads = {one[0]: (one[1], one[2]) for one in told["dossiers"]}
            counted, root_told, before = told["facts"], told["root"], told["previous"]
        except BROKEN as broken:
            yield f"{name}: không đọc được: {broken!r}"
            return
        if text != canonical(told | {"seal": seal}) + "\n" or path.stem != str(day):
            yield f"{name}: không đúng như đã viết"
        if seal != sha256(canonical(told).encode()).hexdigest():
            yield f"{name}: dấu niêm không phải là sha256 của nội dung"
        if before != previous or expected not in (None, day):
            yield f"{name}: không nối tiếp ngày trước"
        yield from _rows(directory, day, root_told, counted, heads, rows)
        previous, expected = seal, day + timedelta(days=1)
    if expected != as_of + timedelta(days=1) or seal != published:
        yield f"figures.json: không đứng trên dấu niêm của ngày {as_of}"


def _rows(
    directory: Path,
    day: date,
    expected: str,
    counted: int,
    heads: dict[str, tuple[str, int]],
    rows: list[tuple[date, dict[str, Any]]],
) -> Iterator[str]:
    name = f"rows/{day}.rows.gz"
    leaves, last = [], {}
    try:
        lines = gzip.decompress((directory / name).read_bytes()).decode().splitlines()
        for line in lines:
            salt, row, seal = json.loads(line)
            if canonical([salt, row, seal]) != line:
                yield f"{name}: dòng không đúng như đã viết"
            text = canonical(row).encode()
            leaves.append(sha256(bytes.fromhex(salt) + text + bytes.fromhex(seal)).digest())
            last[row["dossier"]] = (seal, row["number"])
            rows.append((day, row))
    except BROKEN as broken:
        yield f"{name}: không đọc được: {broken!r}"
        return
    if root(leaves).hex() != expected or len(leaves) != counted:
        yield f"{name}: gốc Merkle khác với dấu niêm"
    if last != heads:
        yield f"{name}: sự kiện cuối của hồ sơ khác với dấu niêm"


class Recount:
    """The counts of a period from rows alone: what had happened before it, and by its end."""

    def __init__(
        self, first: date, last: date, as_of: date, rows: list[tuple[date, dict[str, Any]]]
    ) -> None:
        self.before: defaultdict[str, Counts] = defaultdict(lambda: defaultdict(int))
        self.until: defaultdict[str, Counts] = defaultdict(lambda: defaultdict(int))
        self.cohort: defaultdict[str, Counts] = defaultdict(lambda: defaultdict(int))
        known = [row for day, row in rows if day <= as_of]
        received = {
            row["dossier"]: day
            for row in known
            for _unit, kind, day, n in row["counts"]
            if kind == "received" and n > 0
        }
        a, b, t = first.isoformat(), last.isoformat(), as_of.isoformat()
        for row in known:
            belongs = a <= received.get(row["dossier"], "") <= b
            for unit, kind, day, n in row["counts"]:
                if day < a:
                    self.before[unit][kind] += n
                if day <= b:
                    self.until[unit][kind] += n
                if belongs and day <= t:
                    self.cohort[unit][kind] += n

    def of(self, unit: str) -> dict[str, Counts]:
        """What happened in the period, and how the dossiers received in it stand as of the day."""
        return {
            "figures": figures(self.before[unit], self.until[unit]),
            "cohort": figures({}, self.cohort[unit]),
        }


def figures(before: Counts, until: Counts) -> Counts:
    """Every published figure from sums of counts, up to before the period and up to its end."""
    found = {NAMED.get(k, k): until.get(k, 0) - before.get(k, 0) for k in FLOWS}
    found["carried_over"] = before.get("open", 0)
    found["in_process"], found["overdue"] = until.get("open", 0), until.get("overdue", 0)
    found["waiting"] = until.get("waiting", 0)
    found["in_term"] = found["in_process"] - found["overdue"]
    found["solved"] = sum(found[kind] for kind in SOLVED)
    found["late"] = found["solved_late"] + found["overdue"]
    found["to_resolve"] = found["carried_over"] + found["received"] + found["transferred_in"]
    return found


def rates(found: Counts) -> dict[str, dict[str, int]]:
    """Every rate as numerator and denominator."""
    kept = found["solved_early"] + found["solved_on_time"]
    parts = {**found, "kept": kept, "not_late": found["to_resolve"] - found["late"]}
    return {name: {"num": parts[num], "den": parts[den]} for name, (num, den) in RATES.items()}


def _figures(document: dict[str, Any], recount: Recount) -> Iterator[str]:
    told = {unit["key"]: unit for unit in document["units"]}
    sums: dict[str, Counts] = {"figures": defaultdict(int), "cohort": defaultdict(int)}
    for key in sorted({*recount.until, *recount.cohort, *told}):
        for part, found in recount.of(key).items():
            for name, n in found.items():
                sums[part][name] += n
            if key in told:
                yield from _compared(f"{key} {part}", told[key][part], found)
            elif any(found.values()):
                yield f"figures.json: thiếu đơn vị {key}"
    for part, found in sums.items():
        yield from _compared(f"toàn tỉnh {part}", document["total"][part], found)
        if document["total"][f"{part}_rates"] != rates(found):
            yield f"figures.json: toàn tỉnh {part}: tỷ lệ phải là {canonical(rates(found))}"


def _compared(place: str, told: Counts, found: Counts) -> Iterator[str]:
    for name in sorted(told.keys() | found.keys()):
        if told.get(name) != found.get(name):
            words = f"công bố {told.get(name)}, đếm lại {found.get(name)}"
            yield f"figures.json: {place}: {name} {words}"


def main(arguments: list[str]) -> int:
    """0: all holds; 1: something was found; 2: no directory was given."""
    directory = Path(arguments[0]) if len(arguments) == 1 else None
    if directory is None or not directory.is_dir():
        sys.stderr.write("Cách dùng: python3 verify.py THƯ_MỤC\n")
        return 2
    findings = list(verify(directory))
    for finding in findings:
        sys.stdout.write(f"{finding}\n")
    sys.stdout.write(f"{len(findings)} sai khác.\n" if findings else holds(directory))
    return 1 if findings else 0


def holds(directory: Path) -> str:
    """What is said when everything holds, with the seal to be compared elsewhere."""
    told = json.loads((directory / "figures.json").read_text("utf-8"))
    seal = f"Dấu niêm ngày {told['as_of']}: {told['seal']} (hãy so với nơi khác)\n"
    return f"Khớp: mọi số liệu đếm lại được, mọi dấu niêm đúng.\n{seal}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
