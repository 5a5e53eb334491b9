"""Forms in a second of one core: data from the database, QR code, PDF."""

import time

import django.test
from django.db import connection

from benchmarks.report import Report, percentile
from motcua.models import User
from tests.faults.load import CLERK

DATABASE = "demo"
SIZE = 60
CODES = """SELECT code FROM motcua_deskrow WHERE agency = 'H08.38.12' AND seat = 'concerns'
 AND receiving = agency AND received IS NOT NULL
ORDER BY code LIMIT 20"""


def run(report: Report, times: int) -> None:
    """Form 01 and form 05 of many dossiers, through the page that draws them."""
    clerk = django.test.Client(headers={"host": "localhost"})
    clerk.force_login(User.objects.get(username=CLERK))
    with connection.cursor() as cursor:
        cursor.execute(CODES)
        codes = [code for (code,) in cursor.fetchall()]
    for form, least in (("receipt", 30.0), ("control-slip", None)):
        seconds, pages = [], 0
        clerk.get(f"/dossiers/{codes[0]}/prints/{form}")
        begun = time.process_time()
        for number in range(times):
            started = time.perf_counter()
            answer = clerk.get(f"/dossiers/{codes[number % len(codes)]}/prints/{form}")
            assert answer.status_code == 200, answer.status_code
            body = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
            pages += body[:5] == b"%PDF-"
            seconds.append(time.perf_counter() - started)
        rate = pages / (time.process_time() - begun)
        report.add(f"{form}: forms in a second of a core", rate, "/s", least=least)
        report.add(f"{form}: median", 1000 * percentile(seconds, 0.5), "ms")
