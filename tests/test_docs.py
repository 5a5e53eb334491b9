"""The documents say what is true: the tour runs, paths and commands that are named exist."""

import doctest
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from motcua.domain.agencies import AgencyTree
from motcua.domain.agency_file import parse_agencies
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.calendar_rows import parse_calendar, parse_coverage
from motcua.domain.dated_rows import RowKind
from motcua.domain.day_off import parse_late_day_off
from motcua.domain.due_date import due
from motcua.domain.procedure_file import parse_procedure
from motcua.management.cli import _command, _names
from motcua.management.demo import SHOWN
from motcua.management.demo.province import OPENS
from motcua.management.demo.staff import PASSWORD, accounts_for
from motcua.reads.words import COMMANDS
from motcua.reads.words.facts import TITLES

ROOT = Path(__file__).parents[1]
ENGLISH = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
_NAMES = ("my-work", "receive", "dossier", "look-up", "board")
PICTURES = {f"docs/pictures/{name}.png" for name in _NAMES}
ONE_SCREEN = 45
ROOMS = ("actions", "channels", "domain", "management", "models", "printed", "reads", "web")


def documents() -> list[Path]:
    return [ROOT / name for name in ENGLISH] + sorted((ROOT / "docs").rglob("*.md"))


@cache
def text_of(path: Path) -> str:
    return path.read_text("utf-8")


def read(name: str) -> str:
    return text_of(ROOT / name)


def every_document(test: object) -> object:
    ids = [path.relative_to(ROOT).as_posix() for path in documents()]
    return pytest.mark.parametrize("path", documents(), ids=ids)(test)


def fenced(text: str, language: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        yield text[: found.start(1)].count("\n"), found[1]


# -- the tour


@pytest.mark.usefixtures("committed")
def test_the_tour_runs_as_it_is_written(superuser):
    examples = []
    for line, block in fenced(read("docs/tour.md"), "python"):
        found = doctest.DocTestParser().get_examples(block)
        for example in found:
            example.lineno += line
        examples += found
    tour = doctest.DocTest(examples, {"superuser": superuser}, "tour", "docs/tour.md", 0, None)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    told: list[str] = []
    runner.run(tour, out=told.append)
    assert runner.failures == 0, "".join(told)
    assert runner.tries == len(examples) > 40


def test_the_tour_is_short_and_ends_with_the_vandal():
    tour = read("docs/tour.md")
    assert len(tour.splitlines()) <= 200
    assert tour.index("list(verify([key]))") < tour.index("superuser()") < tour.index("seal_broken")


# -- the glossary


def rows_of_glossary() -> list[list[str]]:
    rows = [line for line in read("docs/glossary.md").splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]
    return [row for row in cells if row[0] != "word" and not row[0].startswith("-")]


def test_the_glossary_gives_each_word_a_meaning_a_source_and_a_place():
    assert len(rows_of_glossary()) > 100
    for row in rows_of_glossary():
        assert re.fullmatch(r"`[^`]+`", row[0]), row
        assert all(row[1:]), f"{row[0]} has an empty cell"
        assert row[-1] == "not yet" or re.fullmatch(r"`(motcua|data)/[\w/.]+`", row[-1]), row


def test_a_word_of_the_glossary_stands_in_the_file_it_names():
    for word, *_, place in rows_of_glossary():
        name = word.strip("`")
        if place == "not yet" or not re.fullmatch(r"[\w-]+", name):
            continue
        path = ROOT / place.strip("`")
        files = sorted(path.rglob("*.py")) if path.is_dir() else [path]
        assert any(name.lower() in text_of(file).lower() for file in files), f"{name}: {place}"


def test_the_glossary_tells_facts_as_the_timeline_does():
    told = {word.strip("`"): title for word, title, *rest in rows_of_glossary() if len(rest) == 2}
    for kind, title in TITLES.items():
        assert told[kind.__name__] == str(title)


def test_the_glossary_says_which_facts_follow_from_each_command():
    facts = {kind.__name__ for kind in TITLES}
    commands = {kind.__name__ for kind in COMMANDS}
    rows = [row for row in rows_of_glossary() if row[0].strip("`") in commands]
    told = {fact for row in rows for fact in row[2].split(", ")}
    assert told == facts - {"ClockJumped"}, "the door alone notes that time ran backwards"
    for command, _, follows, _, place in rows:
        first = follows.split(", ")[0]
        assert f"f.{first}(" in read(place.strip("`")), f"{command}: {first}"


# -- paths, links and commands


@every_document
def test_every_path_that_is_named_exists(path):
    named = re.findall(
        r"`((?:motcua|tests|data|docs|scripts|benchmarks)/[\w./*-]+)`", text_of(path)
    )
    named += [
        f"motcua/{room}"
        for room in re.findall(rf"`((?:{'|'.join(ROOMS)})/[\w/.]*)`", text_of(path))
    ]
    assert [name for name in named if not any(ROOT.glob(name.rstrip("/")))] == []


@every_document
def test_every_link_leads_somewhere(path):
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text_of(path))
    local = [link for link in links if not re.match(r"\w+:", link)]
    lost = [link for link in local if not (path.parent / link).exists()]
    if not (ROOT / "docs/pictures").exists():  # pictures are taken from a running house
        lost = [link for link in lost if link not in PICTURES]
    assert lost == []


@every_document
def test_every_command_that_is_named_exists(path):
    targets = set(re.findall(r"^([\w-]+):", read("Makefile"), re.MULTILINE))
    ours = {name.replace("_", "-") for name in _names()}
    for make in re.findall(r"(?:`|^\$? ?)make ([a-z][\w-]*)", text_of(path), re.MULTILINE):
        assert make in targets, f"make {make}"
    for command in re.findall(r"(?:`|^\$? ?)motcua ([a-z][\w-]*)", text_of(path), re.MULTILINE):
        assert command in ours, f"motcua {command}"


@every_document
def test_every_option_that_is_named_exists(path):
    for line in re.findall(r"(?:`|^)motcua ([^`\n]+)", text_of(path), re.MULTILINE):
        command = line.split()[0].replace("-", "_")
        if command in _names():
            known = _command(command).create_parser("motcua", command).format_help()
            for option in re.findall(r"--[\w-]+", line):
                assert option in known, f"motcua {line}"


@every_document
def test_every_document_test_that_is_named_exists(path):
    tests = "\n".join(text_of(file) for file in sorted((ROOT / "tests").rglob("test_*.py")))
    for name in re.findall(r"`(test_\w+)`", text_of(path)):
        assert f"def {name}(" in tests, name


# -- README and its neighbours


def test_the_readme_shows_the_demo_accounts_that_there_are():
    readme = read("README.md")
    assert PASSWORD in readme
    logins = {name.partition(".")[0] for name, _ in SHOWN}
    named = set(re.findall(rf"`((?:{'|'.join(logins)})(?:\.[\w-]+)?)`", readme))
    assert {name for name, _ in SHOWN} >= named >= {"tiepnhan.cathanh", "quantri"}
    assert {name.partition(".")[0] for name in named} == logins, "one account for each role"


def test_the_walk_by_hand_follows_the_procedure_and_its_promise():
    readme, data = read("README.md"), ROOT / "data"
    parsed = parse_procedure(text_of(data / "procedures/1.001612.toml"), "1.001612.toml").procedure
    tree = AgencyTree(*parse_agencies(text_of(data / "agencies/binh-dinh.toml"), "binh-dinh.toml"))
    accounts = {(a.agency, a.role): a.username for a in accounts_for(tree, Random(0))}
    way = [
        accounts[tree.resolve(step.at, "H08.38.12", OPENS.date()), step.role]
        for step in parsed.steps_for("commune")
    ]
    assert re.findall(r"^\| \d \| `([\w.-]+)`", readme, re.MULTILINE) == way
    compulsory = [paper for paper in parsed.papers if paper.required and paper.when is None]
    assert len(compulsory) == 2
    assert "tick its two compulsory papers" in readme
    rows = tomllib.loads(text_of(data / "calendar/binh-dinh.toml"))
    calendar = compile_calendar(*parse_calendar(rows), ("H08",), *parse_coverage(rows))
    promised = due(OPENS, parsed.committed, calendar)
    assert promised is not None
    assert f"promised date: {promised:%A, %d/%m/%Y}" in readme
    assert f"{OPENS:%H:%M} on {OPENS:%A, {OPENS.day} %B %Y}" in readme


def test_the_readme_has_its_pictures():
    assert set(re.findall(r"!\[[^\]]+\]\(([^)]+)\)", read("README.md"))) == PICTURES


def decisions() -> list[Path]:
    return sorted((ROOT / "docs/decisions").glob("*.md"))


def test_decisions_are_numbered_without_a_gap():
    assert [path.name[:4] for path in decisions()] == [
        f"{n:04}" for n in range(1, len(decisions()) + 1)
    ]


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.stem)
def test_a_decision_fits_on_a_screen_and_says_what_was_given_up(path):
    text = text_of(path)
    assert text.startswith(f"# {path.name[:4]} · ")
    assert len(text.splitlines()) <= ONE_SCREEN
    for part in ("**What.**", "**Why", "**Given up.**"):
        assert part in text


def test_the_changelog_begins_with_what_is_new():
    versions = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.MULTILINE)
    assert versions[0].startswith(("Unreleased", "0."))
    assert any("0.1.0" in version for version in versions)


def test_every_setting_is_explained_and_every_explained_setting_is_read():
    read_by_us = {
        name
        for path in sorted((ROOT / "motcua").rglob("*.py"))
        for name in re.findall(r"\b(?:MOTCUA|DATABASE)_[A-Z_]+\b", text_of(path))
    }
    explained = set(re.findall(r"`((?:MOTCUA|DATABASE)_[A-Z_]+)`", read("docs/operations.md")))
    assert explained == read_by_us


def test_the_decision_that_is_shown_can_be_read():
    [(_, text)] = fenced(read("docs/operations.md"), "toml")
    off = parse_late_day_off(text)
    assert [(row.scope, row.day, row.kind) for row in off.rows] == [
        ("H08.38", date(2020, 3, 25), RowKind.SUSPENSION)
    ]
    assert off.number in off.rows[0].source


def test_every_kind_of_finding_is_explained():
    files = [f"motcua/reads/audit{part}.py" for part in ("", "_whole", "_seals")]
    texts = (read(file) for file in files)
    kinds = {
        k for text in texts for k in re.findall(r'(?:Finding\(|kind = f?|return )"(\w+)', text)
    }
    chapter = read("docs/operations.md").split("## Verify")[1].split("\n## ")[0]
    told = re.findall(r"^\| `(\w+)(?::…)?` \|", chapter, re.MULTILINE)
    assert sorted(kinds) == sorted(told)
