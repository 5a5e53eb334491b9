"""Moments as pages read them."""

from motcua.domain.moments import EXAMPLE, YEARS, read_clock, read_moment

__all__ = ["EXAMPLE", "YEARS", "read_clock", "read_moment"]
