"""How a dossier stands to the two dates that do not say whether it is late.

Late means later than `legal_due`, in every figure. Beside it stand whether the result came after
the first promise, whatever has moved `legal_due` since, and whether the one new date of an apology
was met (NĐ 61/2018 art. 19(9)): an apology makes nothing less late.
"""

from datetime import datetime

from motcua.domain.dossier import Dossier
from motcua.domain.lateness import overdue_from
from motcua.domain.limits import parse_limit
from motcua.domain.local_time import local_day


def late_vs_first_promise(dossier: Dossier, now: datetime) -> bool | None:
    """Whether the result came, or is still wanting, after what the first form 01 promised.

    None while it may still come in time, and where nothing was promised. A withdrawal or stop
    ends the waiting as a result does.
    """
    if dossier.first_promise is None:
        return None
    misses = overdue_from(parse_limit(dossier.limit), dossier.first_promise)
    ended = dossier.finished or dossier.closed
    if ended is not None:
        return ended >= misses
    return True if now >= misses else None


def met_reappointment(dossier: Dossier, now: datetime) -> bool | None:
    """Whether the result was there on or before the day of the apology; None without an apology
    and while the day has not passed."""
    if dossier.reappointed is None:
        return None
    return met(dossier.reappointed, dossier.finished or dossier.closed, now)


def met(new_date: datetime, finished: datetime | None, now: datetime) -> bool | None:
    """Whether the result was there on or before the day promised anew; None while it may be."""
    if finished is not None:
        return local_day(finished) <= local_day(new_date)
    return False if local_day(now) > local_day(new_date) else None
