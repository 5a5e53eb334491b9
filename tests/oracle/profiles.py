"""How many cases the property tests of the clock try: 2,000, or 100,000 at night.

`pytest --hypothesis-profile nightly` works where a conftest imports this module;
`HYPOTHESIS_PROFILE=nightly pytest …` works everywhere.
"""

import os

from hypothesis import HealthCheck, settings

NIGHTLY = "nightly"

settings.register_profile(NIGHTLY, max_examples=100_000, deadline=None)


def many_of(usual: int) -> int:
    """So many, or fifty times as many at night."""
    chosen = (os.environ.get("HYPOTHESIS_PROFILE"), settings.get_current_profile_name())
    return usual * 50 if NIGHTLY in chosen else usual


def many_cases(share: int = 1) -> settings:
    """Settings of a property test; `share` divides the cases of one that needs fewer."""
    return settings(
        max_examples=many_of(2_000) // share,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
