"""Entering, putting right and ending orders: procedure control of the issuer, and nobody else."""

from datetime import date, datetime

from django.db import transaction

from motcua.actions.agency_log import note
from motcua.domain.access import Membership as Acting
from motcua.domain.agency_facts import OrderEnded, OrderEntered
from motcua.domain.facts import By
from motcua.domain.local_time import local_day
from motcua.domain.orders import Order, checked, parse_orders
from motcua.domain.refusal import Refused
from motcua.domain.roles import Role
from motcua.models import Membership
from motcua.models.agency_log import AgencyFactRow
from motcua.models.law import reference


def subject_of(key: str) -> str:
    """Under which subject the facts of an order stand."""
    return f"order/{key}"


def enter_order(person: int, order: Order, *, now: datetime) -> bool:
    """Enter an order, or put right what stands under its key; False if exactly it stands there.

    Refused: not procedure control of the issuer or above, a share over 100, days the wrong way.
    """
    return _enter(_controller(person, order.issuer, local_day(now)), order, now)


@transaction.atomic
def end_order(person: int, key: str, last: date, *, now: datetime) -> None:
    """The order holds no longer after that day. Refused for one that nobody entered."""
    rows = AgencyFactRow.objects.filter(subject=subject_of(key), kind="OrderEntered")
    found = rows.order_by("-number").first()
    if found is None:
        raise Refused("unknown_order")
    entered = found.facts().fact
    assert isinstance(entered, OrderEntered)
    by = _controller(person, entered.order.issuer, local_day(now))
    if last < entered.order.first:
        raise Refused("ends_before_it_begins", field="last")
    note(
        found.log_id,
        [OrderEnded(happened=now, subject=subject_of(key), key=key, last=last)],
        by,
        now,
    )


def load_orders(text: str, *, now: datetime) -> int:
    """Enter the orders of a file that come with the product; how many were new or different."""
    return sum(
        _enter(By(0, order.issuer, Role.PROCEDURE_CONTROL), order, now)
        for order in parse_orders(text)
    )


@transaction.atomic
def _enter(by: By, order: Order, now: datetime) -> bool:
    subject = subject_of(order.key)
    sound = checked(order, reference().agencies)
    last = AgencyFactRow.objects.filter(subject=subject).order_by("-number").first()
    if last is not None:
        if last.log_id != order.issuer:
            raise Refused("order_of_another", field="key")
        before = last.facts().fact
        if isinstance(before, OrderEntered) and before.order == sound:
            return False
    note(order.issuer, [OrderEntered(happened=now, subject=subject, order=sound)], by, now)
    return True


def _controller(person: int, issuer: str, today: date) -> By:
    tree = reference().agencies
    tree.get(issuer)
    rows = Membership.objects.filter(person_id=person, person__is_active=True)
    held: list[Acting] = [row.facts() for row in rows]
    for one in held:
        here = one.role is Role.PROCEDURE_CONTROL and tree.is_within(issuer, one.agency)
        if here and one.holds_on(today):
            return By(person, one.agency, one.role)
    raise Refused("not_procedure_control")
