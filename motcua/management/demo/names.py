"""Generated people. Every name is drawn from lists; every identity number is marked as demo."""

import tomllib
from datetime import date
from random import Random

from motcua.domain.identity import Sex, demo_identity
from motcua.domain.party import Party
from motcua.management.places import ROOT

_LISTS = tomllib.loads((ROOT / "data" / "demo" / "names.toml").read_text("utf-8"))
FAMILY: list[str] = _LISTS["family"].split()
MIDDLE: dict[Sex, list[str]] = {sex: _LISTS["middle"][sex.value].split() for sex in Sex}
GIVEN: dict[Sex, list[str]] = {sex: _LISTS["given"][sex.value].split() for sex in Sex}


def person_name(random: Random, sex: Sex) -> str:
    """A name as they are common in the province."""
    parts = [random.choice(FAMILY), random.choice(MIDDLE[sex])]
    if random.random() < 0.4:
        parts.append(random.choice(GIVEN[sex]))
    return " ".join([*parts, random.choice(GIVEN[sex])])


def citizen(random: Random, serial: int, place: str) -> Party:
    """A citizen of a commune: name, identity (marked as demo), birth, address, phone."""
    sex = random.choice((Sex.MALE, Sex.FEMALE))
    year = random.randint(1950, 2001)
    birth = date(year, random.randint(1, 12), random.randint(1, 28))
    email = f"cong-dan-{serial}@example.org" if random.random() < 0.3 else ""
    return Party(
        name=person_name(random, sex),
        identity=demo_identity("052", sex, year, serial % 1000),
        birth=birth,
        sex=sex,
        address=f"Thôn {random.randint(1, 9)}, {place}, tỉnh Bình Định",
        phone=f"0900{serial % 1_000_000:06d}",
        email=email,
    )
