"""schemathesis over the whole document, against a server that really runs: `make api-check`.

Takes about two minutes, so it is skipped unless MOTCUA_API_CHECK is set; CI sets it.
"""

import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, STDOUT

import pytest

from motcua.domain import commands as do
from motcua.models import Dossier
from tests.api.asking import Program
from tests.story import COMMUNE, HOUSEHOLD, received, tell

WANTED = os.environ.get("MOTCUA_API_CHECK", "") not in ("", "0")
SECONDS = int(os.environ.get("MOTCUA_API_SECONDS", "300"))
# Half of the document each, in a process of its own: with two threads in one, CPython 3.11 now and
# then raises 'AST constructor recursion depth mismatch' where hypothesis reads its own source.
ONE_DOSSIER = "^/api/v1/dossiers/"
CONFIG = """
[checks]
# The rules of the law are not written in the document: what is well shaped may still be refused.
positive_data_acceptance.expected-statuses = ["2xx", "403", "404", "409", "412", "422", "428"]
negative_data_rejection.expected-statuses = ["400", "401", "403", "404", "405", "409", "412", "413",
  "422", "428", "429"]

[parameters]
code = "{dossier}"
If-Match = '{tag}'

[[operations]]
include-path-regex = "^/api/v1/agencies"
parameters = {{ code = "{agency}" }}

[[operations]]
include-path-regex = "^/api/v1/procedures"
parameters = {{ code = "{procedure}" }}
"""


@pytest.mark.skipif(not WANTED, reason="make api-check runs it")
@pytest.mark.usefixtures("committed")
def test_whatever_is_sent_is_answered_as_the_document_says(live_server, tmp_path):
    key = received()
    tell(received(), "phuc", do.HandOver())
    dossier = Dossier.objects.get(key=key).code
    program = Program("phuc", per_minute=1_000_000)
    tag = program.get(f"/dossiers/{dossier}")["ETag"]
    names = {"dossier": dossier, "tag": tag, "agency": COMMUNE, "procedure": HOUSEHOLD.code}
    (tmp_path / "schemathesis.toml").write_text(CONFIG.format(**names), "utf-8")
    command = [
        str(Path(sys.executable).with_name("st")), "run", f"{live_server.url}/api/v1/openapi.json",
        "--header", f"Authorization: Bearer {program.token}",
        "--max-examples", os.environ.get("MOTCUA_API_EXAMPLES", "4"),
        "--phases", "coverage,fuzzing",
        "--workers", "1", "--seed", "20200320", "--max-failures", "20",
        "--request-timeout", "20", "--no-color", "--suppress-health-check", "all",
    ]  # fmt: skip
    running = [
        subprocess.Popen(
            [*command, choice, ONE_DOSSIER], stdout=PIPE, stderr=STDOUT, text=True, cwd=tmp_path
        )
        for choice in ("--include-path-regex", "--exclude-path-regex")
    ]
    told = []
    try:
        for process in running:
            told.append(process.communicate(timeout=SECONDS)[0])
            print(told[-1])  # noqa: T201
    finally:
        for process in running:
            process.kill()
    assert [process.returncode for process in running] == [0, 0], told
