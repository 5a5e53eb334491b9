"""The winter of 2020 as two files tell it: what the press printed, and what we assume besides."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from motcua.domain.agencies import AgencyTree
from motcua.domain.local_time import VIETNAM, midnight
from motcua.management.places import ROOT

_DATA = ROOT / "data" / "demo"


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """What has to come out for one district: its committee, offices and communes together.

    `late` = finished after the legal due date + open past it, `late_open` the latter alone;
    `silent` communes of it have received nothing.
    """

    key: str
    received: int
    late: int
    late_open: int
    silent: int


@dataclass(frozen=True, slots=True)
class Scenario:
    """The cohort received `first`..`last` as of `cutoff` (24:00 of `last`), and what shapes it.

    From `all_from` on every commune uses the system; the order is to be met by `target_date`.

    `assumed` is the second file as it stands: everything in it is ours.
    """

    first: date
    last: date
    cutoff: datetime
    target_date: date
    all_from: date
    districts: tuple[DistrictFigures, ...]
    centre: DistrictFigures
    carried_over: int
    assumed: Mapping[str, Any]

    @property
    def opens(self) -> datetime:
        """When the demo's clock starts."""
        opens = self.assumed["opens"]
        assert isinstance(opens, datetime)
        return opens.astimezone(VIETNAM)

    @property
    def seed(self) -> int:
        """The one seed of all that is drawn."""
        return int(self.assumed["seed"])


@cache
def _files() -> tuple[dict[str, Any], dict[str, Any]]:
    printed, assumed = (
        tomllib.loads((_DATA / name).read_text("utf-8"))
        for name in ("binh-dinh-2020.toml", "winter-2020.toml")
    )
    return printed, assumed


def read_scenario(tree: AgencyTree) -> Scenario:
    """Both files, with districts by their keys. ValueError where one is not in the tree or the
    districts do not add up to the printed totals."""
    printed, assumed = _files()
    districts = tuple(_district(tree, row) for row in printed["district"])
    total, centre = printed["total"], printed["province_centre"]
    for name, of in (("received", "received"), ("late", "late"), ("silent", "silent_communes")):
        if sum(getattr(d, name) for d in districts) != total[of]:
            raise ValueError(f"the districts' {of} do not add up to the printed total")
    province = next(a.key for a in tree if a.parent is None)
    return Scenario(
        first=printed["from"],
        last=printed["to"],
        cutoff=midnight(printed["to"] + timedelta(days=1)),
        target_date=printed["target_date"],
        all_from=printed["all_in_system_from"],
        districts=districts,
        centre=DistrictFigures(
            province, centre["received"], centre["late"], centre["late_open"], 0
        ),
        carried_over=total["carried_over_from_2019"],
        assumed=assumed,
    )


def _district(tree: AgencyTree, row: Mapping[str, Any]) -> DistrictFigures:
    for agency in tree:
        if agency.kind == "committee_district" and agency.short_name.endswith(f" {row['name']}"):
            return DistrictFigures(
                agency.key, row["received"], row["late"], row["late_open"], row["silent_communes"]
            )
    raise ValueError(f"no district is called {row['name']}")
