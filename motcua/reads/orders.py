"""Orders as they stand: what the log of their issuers makes of them."""

from datetime import date

from motcua.domain.order_book import standing_orders
from motcua.domain.orders import Order, in_force
from motcua.domain.refusal import Refused
from motcua.models.agency_log import AgencyFactRow
from motcua.models.law import reference


def all_orders() -> tuple[Order, ...]:
    """Every order ever entered, as last put right, newest first. One statement."""
    rows = AgencyFactRow.objects.filter(kind__in=("OrderEntered", "OrderEnded"))
    return standing_orders(row.facts().fact for row in rows.order_by("log_id", "number"))


def orders_in_force(agency: str, day: date) -> list[Order]:
    """The orders that hold on that local day for a unit (its key): those that bind it and those
    it issued, newest first; none is an empty list."""
    return in_force(all_orders(), agency, day, reference().agencies)


def order_of(key: str) -> Order:
    """The order with that key. Refused `unknown_order` if there is none."""
    found = next((order for order in all_orders() if order.key == key), None)
    if found is None:
        raise Refused("unknown_order")
    return found
