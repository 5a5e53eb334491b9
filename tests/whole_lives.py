"""Household registrations carried to their result, an hour or so a step: for forecasts, reviews."""

from datetime import date, datetime, timedelta
from uuid import UUID

from motcua.domain import commands as do
from tests.story import COMMUNE, HOUSEHOLD, finish, received, tell


def solved(begins: datetime, hours: int = 2, number: str = "12/GCN") -> UUID:
    """A household registration received then, each step taking so many hours; its key.

    Ten acts: with 2 hours it is finished 18 hours after reception.
    """
    key = received(HOUSEHOLD, COMMUNE, begins)
    for step, (name, command) in enumerate(way(begins.date(), number), start=1):
        tell(key, name, command, begins + timedelta(hours=hours * step))
    return key


def way(day: date, number: str = "12/GCN") -> list[tuple[str, do.Command]]:
    """Who does what, from the first hand-over to the result."""
    return [
        ("phuc", do.HandOver()),
        ("lan", do.AcceptHandOver()),
        ("lan", do.HandOver()),
        ("nga", do.AcceptHandOver()),
        ("nga", do.SubmitForSignature()),
        ("thang", do.AcceptHandOver()),
        ("thang", do.Approve()),
        ("hoa", do.AcceptHandOver()),
        ("hoa", finish(number, day)),
    ]
