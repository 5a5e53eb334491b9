"""Orders (công văn): what the authority demands of units under it, by when, and how it is checked.

An order is a row with its sources, never a constant: boards, paths, adoption and reviews read it.
What its text does not say, or nobody here has read, is marked so and printed so.
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from motcua.domain.agencies import LEVELS, AgencyTree
from motcua.domain.refusal import Refused
from motcua.domain.toml_table import Table

YEAR, SINCE_ORDER, BACKLOG = "year", "since-order", "backlog"
WINDOWS: Final = (YEAR, SINCE_ORDER, BACKLOG)
"""What the share is taken of: received since 1 January; due between the order and its target day;
open and overdue over open."""
MEASURES: Final = ("in_term_or_on_time_rate_of_received", "on_time_rate_of_received")
MARKS: Final = ("press", "assumed", "unknown")
MARKED: Final = (
    "number", "signed", "signer", "levels", "share", "measure", "window", "by",
    "all_in_system_from", "backlog_percent", "review_day", "report_day",
)  # fmt: skip
"""The fields of which a source mark says how they are known."""


@dataclass(frozen=True, slots=True)
class SourceMark:
    """How one field of an order is known: press, assumed or unknown, and from where."""

    field: str
    mark: str
    source: str


@dataclass(frozen=True, slots=True)
class Order:
    """One order. Days are local and inclusive; `share` and `backlog_percent` are percents.

    `number` '' and `signed` None: unknown here. `levels`: the units under the issuer that it binds.
    `by`: the day on which the share must be reached. `all_in_system_from`: from that day every
    dossier is received and worked on in the system. A unit with more than `backlog_percent` of its
    open dossiers overdue is named apart in each review. Reviews of a month cover the legal period
    that ends on the 14th, open on `review_day` and are reported by `report_day` of that month.
    """

    key: str
    issuer: str
    number: str
    signed: date | None
    signer: str
    first: date
    last: date | None
    levels: tuple[str, ...]
    measure: str
    share: int
    window: str
    by: date
    all_in_system_from: date | None
    backlog_percent: int
    review_day: int
    report_day: int
    duty: str
    marks: tuple[SourceMark, ...]

    def binds(self, agency: str, tree: AgencyTree) -> bool:
        """Whether this unit is under it: a unit of its levels under the issuer."""
        return tree.is_within(agency, self.issuer) and tree.get(agency).level in self.levels

    def in_force(self, day: date) -> bool:
        """Whether it holds on that local day."""
        return self.first <= day and (self.last is None or day <= self.last)

    def mark_of(self, field: str) -> SourceMark | None:
        """How that field is known; None where nothing was said."""
        return next((mark for mark in self.marks if mark.field == field), None)


def checked(order: Order, tree: AgencyTree) -> Order:
    """The order, if it makes sense. Refused with the field that does not."""
    tree.get(order.issuer)
    if not 0 < order.share <= 100:
        raise Refused("bad_share", field="share", share=order.share)
    if not 0 <= order.backlog_percent <= 100:
        raise Refused("bad_share", field="backlog_percent", share=order.backlog_percent)
    if not order.levels or not set(order.levels) <= set(LEVELS):
        raise Refused("bad_choice", field="levels", value=", ".join(order.levels))
    if order.measure not in MEASURES or order.window not in WINDOWS:
        raise Refused("bad_choice", field="measure", value=order.measure)
    if order.by < order.first or (order.last is not None and order.last < order.first):
        raise Refused("ends_before_it_begins", field="by")
    if not 15 <= order.review_day <= order.report_day <= 28:
        # The period ends on the 14th, and every month has a 28th.
        raise Refused("bad_review_days", field="review_day")
    return order


def in_force(orders: Iterable[Order], agency: str, day: date, tree: AgencyTree) -> list[Order]:
    """Those that hold that day for a unit: binding it, or issued by it; newest first."""
    found = [
        order
        for order in orders
        if order.in_force(day) and (order.issuer == agency or order.binds(agency, tree))
    ]
    return sorted(found, key=lambda order: (order.first, order.key), reverse=True)


def parse_orders(text: str) -> tuple[Order, ...]:
    """The orders of a TOML file. TableError names the key that is wrong."""
    document = Table(tomllib.loads(text))
    found = tuple(_order(table) for table in document.tables("order"))
    document.close()
    return found


def _order(table: Table) -> Order:
    order = Order(
        key=table.text("key"),
        issuer=table.text("issuer"),
        number=table.text_or_none("number") or "",
        signed=table.day_or_none("signed"),
        signer=table.text("signer"),
        first=table.day("from"),
        last=table.day_or_none("to"),
        levels=table.choices("levels", {level: str(level) for level in LEVELS}),
        measure=table.choice("measure", {one: one for one in MEASURES}),
        share=table.whole("share", 1, 100),
        window=table.choice("window", {one: one for one in WINDOWS}),
        by=table.day("by"),
        all_in_system_from=table.day_or_none("all_in_system_from"),
        backlog_percent=table.whole("backlog_percent", 0, 100),
        review_day=table.whole("review_day", 15, 28),
        report_day=table.whole("report_day", 15, 28),
        duty=table.text("duty"),
        marks=tuple(_mark(one) for one in table.tables("mark")),
    )
    table.close()
    return order


def _mark(table: Table) -> SourceMark:
    field = table.choice("field", {one: one for one in MARKED})
    mark = table.choice("mark", {one: one for one in MARKS})
    found = SourceMark(field, mark, table.text("source"))
    table.close()
    return found
