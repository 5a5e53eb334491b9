"""schemathesis over the whole document, against a server that really runs: `make api-check`.

Takes about two minutes, so it is skipped unless MOTCUA_API_CHECK is set; CI sets it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from motcua.domain import commands as do
from motcua.models import Dossier
from tests.api.asking import Program
from tests.story import COMMUNE, HOUSEHOLD, received, tell

WANTED = os.environ.get("MOTCUA_API_CHECK", "") not in ("", "0")
SECONDS = int(os.environ.get("MOTCUA_API_SECONDS", "300"))
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
        "--workers", "2", "--seed", "20200320", "--max-failures", "20",
        "--request-timeout", "20", "--no-color", "--suppress-health-check", "all",
    ]  # fmt: skip
    ended = subprocess.run(
        command, capture_output=True, text=True, timeout=SECONDS, cwd=tmp_path, check=False
    )
    print(ended.stdout)  # noqa: T201
    assert ended.returncode == 0, ended.stdout[-8000:] + ended.stderr[-2000:]
