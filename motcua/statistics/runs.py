"""Of each figure, which marks it counts: as runs of marks that an index holds side by side.

A figure counts one run of marks or several that have none in common. Each run is of one kind and
lies in order of one instant, so that a page of it is read where it begins and no further.
"""

from dataclasses import dataclass
from typing import Final

from motcua.domain import tally as t
from motcua.statistics.cohorts import FEW, UNTIL

BEGINS, ENDS = "begins", "ends"
KNOWN = "known < %(t)s AND (known_gone IS NULL OR known_gone >= %(t)s)"
_ENDED = "ends IS NOT NULL AND known_ended < %(t)s"


@dataclass(frozen=True, slots=True)
class Run:
    """Marks that meet one condition, in order of the instant `moment` (a column).

    `standing`: they stand at an instant, whenever they began; there are never more of them than
    dossiers open at once. Of open legs there are, for the last one stands until the result is
    handed out, if it ever is: `lying`. `less`: dossiers of that run are not meant.
    """

    condition: str
    moment: str = BEGINS
    standing: bool = False
    lying: bool = False
    less: str = ""


def _begun(kind: str, also: str = "") -> Run:
    when = f"begins >= %(a)s AND begins < %(b)s AND {KNOWN}"
    return Run(f"kind = '{kind}' AND {when}{also}")


def _ended(how: str, also: str = "") -> Run:
    when = f"ends >= %(a)s AND ends < %(b)s AND {_ENDED} AND {KNOWN}"
    return Run(f"kind = 'open' AND ended_as = '{how}' AND {when}{also}", ENDS)


def _standing(kind: str, moment: str = "b", less: str = "") -> Run:
    """Begun before that instant and not ended before it, as known."""
    stood = f"begins < %({moment})s AND {KNOWN} AND NOT ({_ENDED} AND ends < %({moment})s)"
    # What is read first follows from the rest: a mark counts up to its UNTIL at the longest.
    first = f"kind = '{kind}' AND {UNTIL} >= %({moment})s AND {FEW}"
    return Run(f"{first} AND {stood}", standing=True, lying=kind == t.OPEN, less=less)


_RECEIVED = _begun(t.OPEN)
_ONLINE = _begun(t.OPEN, f" AND channel = '{t.ONLINE}'")
_OFFLINE = _begun(t.OPEN, f" AND channel <> '{t.ONLINE}'")
_CARRIED = _standing(t.OPEN, "a")
_TRANSFERRED_IN = _begun(t.TRANSFERRED_IN)
_TO_RESOLVE = (_CARRIED, _RECEIVED, _TRANSFERRED_IN)
_IN_PROCESS = _standing(t.OPEN)
_OVERDUE = _standing(t.OVERDUE)
_IN_TERM = _standing(t.OPEN, less=_OVERDUE.condition)
_SOLVED = tuple(_ended(how) for how in reversed(t.SOLVED))
_WITHOUT_RESULT = (t.RETURNED, t.WITHDRAWN, t.STOPPED)
_NO_RESULT = tuple(_ended(how) for how in _WITHOUT_RESULT)

BEHIND: Final[dict[str, tuple[Run, ...]]] = {
    "received": (_RECEIVED,),
    "received_online": (_ONLINE,),
    "carried_over": (_CARRIED,),
    "transferred_in": (_TRANSFERRED_IN,),
    "to_resolve": _TO_RESOLVE,
    "solved": _SOLVED,
    **{how: (_ended(how),) for how in t.ENDINGS},
    "in_process": (_IN_PROCESS,),
    "in_term": (_IN_TERM,),
    "overdue": (_OVERDUE,),
    "waiting": (_standing(t.WAITING),),
    "late": (_OVERDUE, _ended(t.SOLVED_LATE)),
    "supplements": (_begun(t.SUPPLEMENT),),
    "handed_out": (_begun(t.HANDED_OUT),),
    "apologies_timely": (_begun(t.APOLOGY_TIMELY),),
    "apologies_late": (_begun(t.APOLOGY_LATE),),
}
"""Of each figure of the catalogue, in the order in which its list shows them."""
_BEFORE_DUE = """EXISTS (SELECT 1 FROM motcua_dossier d WHERE d.key = m.dossier_key
 AND (m.ends AT TIME ZONE 'Asia/Ho_Chi_Minh')::date
  < (d.legal_due AT TIME ZONE 'Asia/Ho_Chi_Minh')::date)"""
BEHIND.update(
    {
        "cell_3": _TO_RESOLVE,
        "cell_4": (_ONLINE,),
        "cell_5": (_OFFLINE,),
        "cell_6": (_CARRIED, _TRANSFERRED_IN),
        "cell_7": (*_SOLVED, *_NO_RESULT),
        "cell_8": (
            _ended(t.SOLVED_EARLY),
            *(_ended(how, f" AND {_BEFORE_DUE}") for how in _WITHOUT_RESULT),
        ),
        "cell_9": (
            _ended(t.SOLVED_ON_TIME),
            *(_ended(how, f" AND NOT {_BEFORE_DUE}") for how in _WITHOUT_RESULT),
        ),
        "cell_10": (_ended(t.SOLVED_LATE),),
        "cell_11": (_IN_PROCESS,),
        "cell_12": (_IN_TERM,),
        "cell_13": (_OVERDUE,),
        "ended_without_result": _NO_RESULT,
    }
)
"""Of each column of II.06a/VPCP/KSTT; what ended without a result is folded into 8 and 9."""
