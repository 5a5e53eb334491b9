"""Writes what a log of marks collected: versions, ends, signed counts. Used by the door only."""

from typing import Any

from psycopg import Cursor

from motcua.actions import rows
from motcua.actions.copying import array_text
from motcua.domain.mark_log import COLUMNS, COUNTED, MarkLog

_TYPES = {
    "dossier_key": "uuid",
    "number": "integer",
    "version": "integer",
    "n": "integer",
    **dict.fromkeys(("received", "recorded", "happened"), "date"),
    **dict.fromkeys(("begins", "ends", "known", "known_ended", "known_gone"), "timestamptz"),
}
MARK = rows.Table(
    "motcua_mark",
    {name: _TYPES.get(name, "text") for name in COLUMNS},
    ("dossier_key", "basis", "kind", "number", "version"),
)
COUNT_CHANGE = rows.Table(
    "motcua_countchange", {name: _TYPES.get(name, "text") for name in (*COUNTED, "n")}, ()
)
_CLOSED = ("uuid", "text", "text", "integer", "timestamptz", "text", "timestamptz", "timestamptz")
CLOSE = """UPDATE motcua_mark m SET
 ends = coalesce(x.ends, m.ends),
 ended_as = CASE WHEN x.ends IS NULL THEN m.ended_as ELSE x.how END,
 known_ended = coalesce(x.known_ended, m.known_ended), known_gone = x.gone
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::int[], %s::timestamptz[], %s::text[],
 %s::timestamptz[], %s::timestamptz[]) AS x(k, basis, kind, number, ends, how, known_ended, gone)
WHERE m.dossier_key = x.k AND m.basis = x.basis AND m.kind = x.kind AND m.number = x.number
 AND m.known_gone IS NULL"""


def many(log: MarkLog) -> bool:
    """Whether there are so many that they are copied."""
    return max(len(log.rows), len(log.counts)) >= rows.COPY_FROM


def close_marks(cursor: "Cursor[Any]", log: MarkLog) -> None:
    """The ends that came; new marks and counts are written with all other new rows."""
    if log.closed:
        columns = (*zip(*log.closed, strict=True), *zip(*log.closed.values(), strict=True))
        cursor.execute(CLOSE, [array_text(*one) for one in zip(_CLOSED, columns, strict=True)])
