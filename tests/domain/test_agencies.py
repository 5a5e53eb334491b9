"""The agencies of Bình Định: their file, their dated names, and how a selector finds one."""

from collections import Counter
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from motcua.domain.agencies import Agency, AgencyTree, NameRow
from motcua.domain.agency_file import AgencyFileError, parse_agencies
from motcua.domain.refusal import Refused

FILE = Path(__file__).parents[2] / "data" / "agencies" / "binh-dinh.toml"
MARCH = date(2020, 3, 19)
CAT_HANH, PHU_CAT, QUY_NHON, HOAI_NHON = "H08.38.12", "H08.38", "H08.30", "H08.33"


@cache
def rows() -> tuple[tuple[Agency, ...], tuple[NameRow, ...]]:
    return parse_agencies(FILE.read_text(encoding="utf-8"), FILE.name)


@cache
def tree() -> AgencyTree:
    return AgencyTree(*rows())


def test_the_province_has_eleven_districts_and_one_hundred_and_fifty_nine_communes() -> None:
    assert Counter(agency.kind for agency in tree()) == {
        "committee_province": 1,
        "department": 21,
        "centre": 1,
        "committee_district": 11,
        "one_stop": 11,
        "office": 132,
        "committee_commune": 159,
    }


@pytest.mark.parametrize(
    ("day", "wards", "towns", "communes"),
    [
        (date(2020, 5, 31), 21, 12, 126),  # the day before Hoài Nhơn became a thị xã
        (date(2020, 6, 1), 32, 10, 117),  # as Nghị quyết 932 counts them
        (date(2021, 1, 31), 32, 10, 117),
        (date(2021, 2, 1), 32, 11, 116),  # as Nghị quyết 1188 counts them
    ],
)
def test_the_kinds_of_communes_on_a_day_are_those_the_resolutions_count(
    day: date, wards: int, towns: int, communes: int
) -> None:
    kinds = Counter(
        row.kind
        for row in rows()[1]
        if row.holds_on(day) and tree().get(row.agency).kind == "committee_commune"
    )
    assert kinds == {"phường": wards, "thị trấn": towns, "xã": communes}


@pytest.mark.parametrize(
    ("key", "day", "name"),
    [
        (HOAI_NHON, date(2020, 5, 31), "Ủy ban nhân dân huyện Hoài Nhơn"),
        (HOAI_NHON, date(2020, 6, 1), "Ủy ban nhân dân thị xã Hoài Nhơn"),
        (f"{HOAI_NHON}.92", date(2020, 5, 31), "Phòng Kinh tế và Hạ tầng huyện Hoài Nhơn"),
        (f"{HOAI_NHON}.92", date(2020, 6, 1), "Phòng Quản lý đô thị thị xã Hoài Nhơn"),
        ("H08.39.92", MARCH, "Phòng Quản lý đô thị thị xã An Nhơn"),
        (CAT_HANH, MARCH, "Ủy ban nhân dân xã Cát Hanh"),
        ("H08.29", MARCH, "Trung tâm Phục vụ hành chính công tỉnh Bình Định"),
    ],
)
def test_an_agency_bears_the_name_of_the_day(key: str, day: date, name: str) -> None:
    assert tree().name(key, day) == name


def test_short_names_follow_the_day_too() -> None:
    assert tree().short_name(HOAI_NHON, MARCH) == "UBND huyện Hoài Nhơn"
    assert tree().short_name(HOAI_NHON, date(2020, 6, 1)) == "UBND thị xã Hoài Nhơn"
    assert tree().short_name("H08.07", MARCH) == "Sở NN&PTNT"


def test_dated_names_of_an_agency_follow_each_other_without_gap_or_overlap() -> None:
    for agency in tree():
        own = [row for row in rows()[1] if row.agency == agency.key]
        for earlier, later in pairwise(own):
            assert earlier.valid_to is not None
            assert (later.valid_from - earlier.valid_to).days == 1
        assert not own or (own[0].valid_from == agency.valid_from and own[-1].valid_to is None)


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("000.12.38.H08", CAT_HANH),
        ("H08.38.12", CAT_HANH),
        (" h08.38.12 ", CAT_HANH),
        ("000.00.38.H08", PHU_CAT),
        ("000.00.00.H08", "H08"),
        ("H08", "H08"),
        ("000.80.38.H08", "H08.38.80"),
    ],
)
def test_either_format_of_an_identifier_finds_the_agency(written: str, key: str) -> None:
    assert tree().find(written).key == key


@pytest.mark.parametrize("written", ["", "H08.99", "H09", "000.99.38.H08", "H08.38.12.1", "🙂"])
def test_an_unknown_identifier_is_refused(written: str) -> None:
    with pytest.raises(Refused) as refused:
        tree().find(written)
    assert refused.value.reason == "unknown_agency"


@pytest.mark.parametrize(
    ("selector", "receiving", "found"),
    [
        ("receiving", CAT_HANH, CAT_HANH),
        ("commune", CAT_HANH, CAT_HANH),
        ("committee", CAT_HANH, CAT_HANH),
        ("committee", "H08.38.80", PHU_CAT),
        ("committee", "H08.29", "H08"),
        ("district", CAT_HANH, PHU_CAT),
        ("district", "H08.38.80", PHU_CAT),
        ("district/one_stop", CAT_HANH, "H08.38.80"),
        ("district/finance_planning", CAT_HANH, "H08.38.84"),
        ("district/infrastructure", f"{QUY_NHON}.80", f"{QUY_NHON}.92"),
        ("province", CAT_HANH, "H08"),
        ("province/centre", CAT_HANH, "H08.29"),
        ("province/planning", "H08.29", "H08.04"),
        ("province/transport", "H08.38.80", "H08.08"),
    ],
)
def test_a_selector_climbs_from_the_receiving_agency(
    selector: str, receiving: str, found: str
) -> None:
    assert tree().resolve(selector, receiving, MARCH) == found


@pytest.mark.parametrize(
    ("selector", "receiving"),
    [
        ("commune", "H08.38.80"),
        ("district", "H08.29"),
        ("district/police", CAT_HANH),
        ("province/", CAT_HANH),
        ("nation", CAT_HANH),
        ("", CAT_HANH),
    ],
)
def test_a_selector_that_fits_nothing_is_refused(selector: str, receiving: str) -> None:
    with pytest.raises(Refused) as refused:
        tree().resolve(selector, receiving, MARCH)
    assert refused.value.reason == "no_such_agency"
    assert refused.value.facts["selector"] == selector


def test_a_selector_does_not_find_an_agency_before_it_stood() -> None:
    with pytest.raises(Refused):
        tree().resolve("province/centre", CAT_HANH, date(2019, 3, 31))
    assert tree().resolve("province/centre", CAT_HANH, date(2019, 4, 1)) == "H08.29"
    assert tree().at(date(2019, 3, 31)) == ()
    assert len(tree().at(MARCH)) == len(tree())


def test_the_tree_knows_what_stands_above_and_below() -> None:
    assert tree().ancestors(CAT_HANH) == (PHU_CAT, "H08")
    assert tree().ancestors("H08") == ()
    assert tree().is_within(CAT_HANH, PHU_CAT)
    assert tree().is_within(PHU_CAT, PHU_CAT)
    assert not tree().is_within(PHU_CAT, CAT_HANH)
    assert not tree().is_within(CAT_HANH, QUY_NHON)
    assert len(tree().subtree(PHU_CAT)) == 1 + 1 + 12 + 18
    assert set(tree().subtree("H08")) == {agency.key for agency in tree()}
    assert tree().children(CAT_HANH) == ()


def test_only_counters_receive_and_codes_are_issued_in_the_name_of_a_committee() -> None:
    receiving = [agency for agency in tree() if agency.receives]
    assert Counter(agency.kind for agency in receiving) == {
        "centre": 1,
        "one_stop": 11,
        "committee_commune": 159,
    }
    assert all(tree().get(agency.issuer).is_committee for agency in receiving)
    assert tree().get("H08.38.80").issuer == PHU_CAT


def test_a_tree_refuses_rows_that_contradict_each_other() -> None:
    one = rows()[0][0]
    with pytest.raises(ValueError, match="H08 được ghi hai lần"):
        AgencyTree([one, one])
    with pytest.raises(ValueError, match="nhắc đến H08"):
        AgencyTree(rows()[0][1:])
    with pytest.raises(ValueError, match="“name” có hàng của H09"):
        AgencyTree([one], [NameRow("H09", MARCH, None, "Tên", "tỉnh")])


def test_a_tree_refuses_an_agency_that_stands_above_itself() -> None:
    first, second = rows()[0][0], rows()[0][1]
    circle = [_with_parent(first, second.key), _with_parent(second, first.key)]
    with pytest.raises(ValueError, match="đứng trên chính nó"):
        AgencyTree(circle)


def _with_parent(agency: Agency, parent: str) -> Agency:
    values = {name: getattr(agency, name) for name in Agency.__slots__}
    return Agency(**{**values, "parent": parent, "issuer": agency.key})


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ('old = "000.00.01.H08"', "không cùng nghĩa"),
        ('old = "000.00.00.H08", colour = "red"', "colour"),
        ('old = "000.00.00.H08", receives = 1', "true hoặc false"),
    ],
)
def test_a_wrong_row_is_named_by_its_number(row: str, said: str) -> None:
    text = (
        'title = "Tỉnh"\nagency = [\n'
        '  { key = "H08", level = "province", kind = "committee_province", name = "N", '
        f'short = "n", issuer = "H08", from = 2020-01-01, {row} }},\n]\n'
    )
    with pytest.raises(AgencyFileError, match="hàng 1") as error:
        parse_agencies(text, "x.toml")
    assert said in str(error.value)


def test_a_file_that_is_no_toml_or_no_tree_is_refused() -> None:
    with pytest.raises(AgencyFileError, match="dòng 1: không đúng cú pháp TOML"):
        parse_agencies("title = \n", "x.toml")
    with pytest.raises(AgencyFileError, match="đầu tệp"):
        parse_agencies("", "x.toml")
