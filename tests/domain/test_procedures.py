"""Every procedure of data/procedures: it reads, its way resolves, its worked examples hold."""

import json
from collections import Counter
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from motcua.domain.agencies import AgencyTree
from motcua.domain.agency_file import parse_agencies
from motcua.domain.calendar import Calendar
from motcua.domain.calendar_compile import compile_calendar
from motcua.domain.dated_rows import CalendarRow, HoursRow, RowKind
from motcua.domain.procedure import Procedure
from motcua.domain.procedure_document import from_document, to_document
from motcua.domain.procedure_file import (
    ProcedureFile,
    ProcedureFileError,
    check_examples,
    parse_procedure,
)

DATA = Path(__file__).parents[2] / "data"
FILES = sorted((DATA / "procedures").glob("*.toml"))
SEED_DAY = date(2020, 3, 19)  # Thursday

HOLIDAYS_2020 = (
    date(2020, 1, 1),  # Wednesday, Tết Dương lịch
    *(date(2020, 1, day) for day in (23, 24, 27, 28, 29)),  # Thursday to Wednesday, Tết
    date(2020, 4, 2),  # Thursday, Giỗ Tổ
    date(2020, 4, 30),  # Thursday
    date(2020, 5, 1),  # Friday
    date(2020, 9, 2),  # Wednesday, Quốc khánh
)


@cache
def calendar() -> Calendar:
    rows = [
        CalendarRow(day, RowKind.HOLIDAY, "Nghỉ lễ", "Bộ luật Lao động 2012", "H08")
        for day in HOLIDAYS_2020
    ]
    office = ((7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))
    hours = [
        HoursRow("H08", frozenset(range(5)), office, date(2020, 1, 1), None, "thử nghiệm"),
        HoursRow("H08", frozenset({5, 6}), (), date(2020, 1, 1), None, "thử nghiệm"),
    ]
    return compile_calendar(rows, hours, ("H08",), date(2020, 1, 1), date(2020, 12, 31))


@cache
def tree() -> AgencyTree:
    path = DATA / "agencies" / "binh-dinh.toml"
    return AgencyTree(*parse_agencies(path.read_text(encoding="utf-8"), path.name))


@cache
def parsed(path: Path) -> ProcedureFile:
    return parse_procedure(path.read_text(encoding="utf-8"), path.name)


def procedures() -> list[Procedure]:
    return [parsed(path).procedure for path in FILES]


each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


@each_file
def test_the_worked_examples_hold(path: Path) -> None:
    check_examples(parsed(path), calendar())


@each_file
def test_every_step_finds_its_agency_from_every_counter_that_may_receive(path: Path) -> None:
    procedure = parsed(path).procedure
    on = max(procedure.valid_from, SEED_DAY)
    counters = [a for a in tree() if a.receives and a.level in procedure.levels]
    assert {a.level for a in counters} == set(procedure.levels)
    for counter in counters:
        tree().resolve(procedure.decider, counter.key, on)
        ways = [tree().resolve(s.at, counter.key, on) for s in procedure.steps_for(counter.level)]
        assert ways[0] == ways[-1] == counter.key


@each_file
def test_a_procedure_survives_the_way_through_the_database(path: Path) -> None:
    procedure = parsed(path).procedure
    stored = json.loads(json.dumps(to_document(procedure), ensure_ascii=False))
    assert from_document(stored) == procedure


@each_file
def test_the_file_bears_the_code_and_version_of_its_procedure(path: Path) -> None:
    procedure = parsed(path).procedure
    tail = f"-{procedure.version}" if procedure.version > 1 else ""
    assert path.stem == procedure.code + tail


@each_file
def test_what_has_no_source_is_said_to_be_unverified(path: Path) -> None:
    procedure = parsed(path).procedure
    unverified = " ".join(procedure.unverified).lower()
    assert procedure.confidence["limit"] in ("C", "H")
    assert procedure.fees or "phí" in unverified
    assert procedure.online_level or "mức độ dịch vụ công" in unverified
    assert procedure.decision_number or "quyết định công bố" in unverified
    assert all(step.limit for step in procedure.steps[:-1]) or "thời hạn c" in unverified


def test_at_least_twenty_five_procedures_can_be_received_on_the_seed_day() -> None:
    in_force = [p.code for p in procedures() if p.in_force_on(SEED_DAY)]
    assert len(in_force) == len(set(in_force)) >= 25


def test_at_most_one_version_of_a_procedure_is_in_force_on_a_day() -> None:
    versions = [p for p in procedures() if p.code == "2.000913"]
    assert sorted(p.version for p in versions) == [1, 2]
    for day, version in ((date(2020, 4, 19), 1), (date(2020, 4, 20), 2)):
        assert [p.version for p in versions if p.in_force_on(day)] == [version]


def test_the_four_ways_that_the_demo_lives_through_are_there() -> None:
    known = {p.code: p for p in procedures()}
    birth, household = known["1.001193"], known["1.001612"]
    permit, enterprise = known["1.009122"], known["2.001610"]
    assert birth.immediate
    assert [s.at for s in birth.steps_for("commune")] == [
        "receiving",
        *["commune"] * 3,
        "receiving",
    ]
    assert [s.at for s in household.steps_for("commune")][1] == "district/one_stop"
    assert len(household.steps_for("district")) == len(household.steps_for("commune")) - 1
    assert [s.role for s in permit.steps_for("district")] == [
        "receptionist", "officer", "leader", "clerk", "receptionist",
    ]  # fmt: skip
    assert {"commune", "province"} == set(enterprise.levels)
    assert tree().resolve(enterprise.decider, "H08.38.12", SEED_DAY) == "H08.04"


def test_a_fee_holds_only_between_its_dates() -> None:
    copies = next(p for p in procedures() if p.code == "2.000815")
    assert [fee.amount for fee in copies.fees_on(SEED_DAY)] == [2000, 1000]
    assert copies.fees_on(date(2016, 12, 31)) == ()


def test_the_catalogue_reaches_all_three_levels() -> None:
    levels = Counter(level for p in procedures() for level in p.levels)
    assert all(levels[level] for level in ("commune", "district", "province"))


def test_an_example_that_the_calendar_contradicts_names_its_line() -> None:
    text = (DATA / "procedures" / "1.009122.toml").read_text(encoding="utf-8")
    wrong = parse_procedure(text.replace('due = "2020-04-06"', 'due = "2020-04-04"'), "x.toml")
    with pytest.raises(ProcedureFileError, match=r"04/04/2020.*06/04/2020") as error:
        check_examples(wrong, calendar())
    line = text.splitlines()[error.value.line - 1]
    assert line == "[[example]]"
    assert "2020-03-20" in text.splitlines()[error.value.line]
