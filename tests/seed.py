"""Rows that every database test finds in place, as the product's own importers make them."""

from collections.abc import Callable

from tests import story

SEEDS: list[Callable[[], None]] = [story.seed]
"""Called once for each database, in this order, before it is photographed (`postgres.Snapshot`)."""
