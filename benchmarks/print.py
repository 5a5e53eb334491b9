"""Forms in a second of one core: data from the database, QR code, PDF."""

import time
from datetime import date
from io import BytesIO

import django.test
from django.db import connection
from pypdf import PdfReader

from benchmarks.report import Report, percentile
from motcua.domain.local_time import local_day
from motcua.models import User
from motcua.printed.render import render
from motcua.reads.law import agency_tree
from motcua.reads.register import register_page
from motcua.web.desk.period import Period
from motcua.web.desk.register_print import register_book
from motcua.web.http import current_now
from tests.faults.load import CLERK

DATABASE = "demo"
SIZE = 60
SIZED_IN = "forms"
CODES = """SELECT code FROM motcua_deskrow WHERE agency = 'H08.38.12' AND seat = 'concerns'
 AND receiving = agency AND received IS NOT NULL
ORDER BY code LIMIT 20"""


BUSIEST = """SELECT receiving FROM motcua_deskrow WHERE seat = 'concerns' AND agency = receiving
 AND received IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"""
LINES = 400
"""A register of some forty sheets."""


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
    _register(report)


def _register(report: Report) -> None:
    """The register of the office with most receptions, from the desk to the PDF."""
    with connection.cursor() as cursor:
        cursor.execute(BUSIEST)
        agency = agency_tree().get(cursor.fetchone()[0])
    now = current_now()
    winter = Period(date(2019, 1, 1), local_day(now))
    begun = time.process_time()
    page = register_page(agency.key, winter.first, winter.last, now, rows=LINES)
    drawn = render(register_book(agency, winter, page, now))
    seconds = time.process_time() - begun
    sheets = len(PdfReader(BytesIO(drawn)).pages)
    report.add("register: sheets", sheets, "", note=f"{len(page.lines)} lines")
    report.add("register: processor time", 1000 * seconds, "ms")
    report.add("register: sheets in a second of a core", sheets / seconds, "/s")
