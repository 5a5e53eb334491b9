"""How many cases the property tests of the clock try: 2,000, or 100,000 at night.

`pytest --hypothesis-profile nightly` works where a conftest imports this module;
`HYPOTHESIS_PROFILE=nightly pytest …` works everywhere.
"""

import os

from hypothesis import HealthCheck, settings

NIGHTLY = "nightly"

settings.register_profile(NIGHTLY, max_examples=100_000, deadline=None)


def many_cases(share: int = 1) -> settings:
    """Settings of a property test; `share` divides the cases of one that is slow."""
    nightly = NIGHTLY in (os.environ.get("HYPOTHESIS_PROFILE"), settings.get_current_profile_name())
    return settings(
        max_examples=(100_000 if nightly else 2_000) // share,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
