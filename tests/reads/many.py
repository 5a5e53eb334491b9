"""Many rows on the desk, made by SQL, to see how lists are read when there are many.

Only desk rows: nothing else is read by lists. They are committed and analysed by a superuser, so
the tests that use them ask for the fixture `committed`, which takes them away again.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.postgres import Connection

ROWS = 20_000

COLUMNS = """dossier_key, agency, seat, role, person, holder, state, step, since, given_from,
 given, leg_due, code, form_number, procedure, version, receiving, competent, received, due,
 overdue_from, apology, finished, closed, next_moment, pressing, facts, name, name_key,
 identity, phone"""

CONCERNS = f"""INSERT INTO motcua_deskrow ({COLUMNS})
SELECT lpad(to_hex(n), 32, '0')::uuid, a, 'concerns', '', NULL, '', 'returned',
 2, NULL, '', false, NULL,
 '000.12.38.H08-' || to_char(moment, 'YYMMDD') || '-' || lpad((n %% 40 + 1)::text, 4, '0'),
 '', '1.900002', 1, a, 'H08.38', moment, moment + interval '3 days', moment + interval '4 days',
 '', moment, moment, NULL, '9999-01-01Z', 0,
 key, key, lpad(n::text, 12, '0'), '09' || lpad(n::text, 8, '0')
FROM generate_series(1, %(rows)s) n,
 LATERAL (SELECT (ARRAY['nguyen','tran','le','pham'])[n %% 4 + 1] || ' '
  || (ARRAY['thi','van','minh','hoang','kim'])[n %% 5 + 1] || ' '
  || (ARRAY['an','binh','chung','dao','gam','hoa','khai','lan','mai'])[n %% 9 + 1] || ' '
  || chr(97 + n %% 23) || chr(97 + n %% 19) || chr(97 + n %% 17) AS key) name,
 LATERAL (SELECT (ARRAY['H08.38.12','H08.38.11','H08.38.80'])[n %% 3 + 1] AS a) agency,
 LATERAL (SELECT timestamptz '2019-01-02 08:00+07' + n * interval '30 minutes' AS moment) t"""

WORK = f"""INSERT INTO motcua_deskrow ({COLUMNS})
SELECT d.dossier_key, d.agency, 'in_hand', 'receptionist', %(person)s + n, d.agency, 'received',
 1, d.received, '', false, NULL, d.code, '', d.procedure, 1, d.receiving, d.competent, d.received,
 d.due, d.overdue_from, '', NULL, NULL, NULL, d.overdue_from, 1, d.name, d.name_key,
 d.identity, d.phone
FROM motcua_deskrow d, LATERAL (SELECT d.dossier_key::text AS t) k,
 LATERAL (SELECT ('x' || right(k.t, 6))::bit(24)::int %% 7 AS n) p WHERE d.seat = 'concerns'"""


NAMED = f"""INSERT INTO motcua_deskrow ({COLUMNS})
SELECT dossier_key, agency, 'named', '', NULL, '', '', 0, NULL, '', false, NULL, code, '', '', 0,
 '', '', NULL, NULL, NULL, '', NULL, NULL, NULL, '9999-01-01Z', 0, name, name_key, identity, phone
FROM motcua_deskrow WHERE seat = 'concerns'"""


def fill(
    superuser: Callable[[], AbstractContextManager[Connection]], person: int, rows: int = ROWS
) -> None:
    """A row of search for each of many dossiers, and one of work for `person` and six others."""
    with superuser() as vandal:
        vandal.execute(CONCERNS, {"rows": rows})
        vandal.execute(NAMED)
        vandal.execute(WORK, {"person": person})
        vandal.execute("ANALYZE motcua_deskrow")


def plans(run: Callable[[], object], table: str = "motcua_deskrow") -> list[str]:
    """How PostgreSQL reads the desk (or another table) for each such statement of `run`."""
    with CaptureQueriesContext(connection) as queries:
        run()
    asked = [query["sql"] for query in queries if table in query["sql"]]
    assert asked
    return [_plan(sql) for sql in asked]


def _plan(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN " + sql.replace("%", "%%"), [])
        return "\n".join(line for (line,) in cursor.fetchall())
