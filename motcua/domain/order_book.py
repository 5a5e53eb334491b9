"""The orders that a run of facts leaves standing."""

from collections.abc import Iterable
from dataclasses import replace

from motcua.domain.agency_facts import AgencyFact, OrderEnded, OrderEntered
from motcua.domain.orders import Order


def standing_orders(facts: Iterable[AgencyFact]) -> tuple[Order, ...]:
    """Every order as last entered or ended, newest first."""
    found: dict[str, Order] = {}
    for fact in facts:
        if isinstance(fact, OrderEntered):
            found[fact.order.key] = fact.order
        elif isinstance(fact, OrderEnded) and fact.key in found:
            found[fact.key] = replace(found[fact.key], last=fact.last)
    return tuple(sorted(found.values(), key=lambda one: (one.first, one.key), reverse=True))
