"""What a province has done by the moment at which the demo's clock stands: sealed every day that is
over, and published figures, so that the public page stands from the first minute."""

from datetime import date, datetime

from motcua.actions.publishing import publish_period
from motcua.actions.sealing import seal_until
from motcua.reads.published import last_seal, published
from motcua.statistics.publication import document


def publish_days(first: date, last: date, now: datetime) -> None:
    """Seal every day up to `last` and publish the period [first, last] as known that evening.

    Goes on where it was broken off; done once, it does nothing. Refused as in `seal_day`, and then
    nothing is published.
    """
    seal = last_seal()
    if seal is None or seal.day < last:
        seal_until(last, now)
    if published(first, last) is None:
        publish_period(document(first, last, last, now), now=now)
