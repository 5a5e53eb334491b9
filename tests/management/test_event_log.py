"""The event log is XES that others can read, with the same cases and events, and names nobody."""

import json
import os
import subprocess
from pathlib import Path
from xml.etree.ElementTree import parse

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from motcua.domain import commands as do
from motcua.models import Dossier, Fact
from motcua.reads.event_log import NO_ACTS
from tests.story import AN, FRIDAY, at, received, tell

pytestmark = pytest.mark.django_db
XES = "{http://www.xes-standard.org/}"
INTEROP = Path(__file__).parents[2] / ".venv-interop/bin/python"


def exported(place: Path) -> Path:
    call_command("export_log", "--format", "xes", str(place / "log.xes"))
    return place / "log.xes"


def some_life() -> None:
    for day in (20, 23, 24):
        key = received(when=at(f"2020-03-{day} 09:00"))
        tell(key, "phuc", do.HandOver(), at(f"2020-03-{day} 10:00"))
        tell(key, "lan", do.AcceptHandOver(), at(f"2020-03-{day} 11:00"))
    tell(received(), "phuc", do.Withdraw("Công dân & gia đình <rút> hồ sơ"), FRIDAY)


def test_a_trace_is_a_dossier_and_an_event_a_fact(tmp_path):
    some_life()
    log = parse(exported(tmp_path)).getroot()
    assert log.get("xes.version") == "1849-2016"
    traces = log.findall(f"{XES}trace")
    assert len(traces) == Dossier.objects.count()
    assert (
        len(log.findall(f"{XES}trace/{XES}event")) == Fact.objects.exclude(kind__in=NO_ACTS).count()
    )
    names = [
        next(value.get("value") for value in event if value.get("key") == "concept:name")
        for event in traces[0].findall(f"{XES}event")
    ]
    assert names[0] == "Tiếp nhận hồ sơ"
    codes = {trace.find(f"{XES}string[@key='concept:name']").get("value") for trace in traces}
    assert codes == set(Dossier.objects.values_list("code", flat=True))


def test_nobody_is_named_and_nothing_typed_is_told(tmp_path):
    some_life()
    text = exported(tmp_path).read_text("utf-8")
    for secret in (AN.name, AN.phone, AN.email, AN.address, "K7PX", "rút&gt;", "Huỳnh Thị"):
        assert secret not in text


def test_a_place_that_cannot_be_written_is_said_and_no_half_log_is_left(tmp_path):
    with pytest.raises(CommandError, match="không ghi được"):
        call_command("export_log", str(tmp_path / "no" / "log.xes"))
    assert list(tmp_path.iterdir()) == []


READ = """
import json, sys, warnings
warnings.simplefilter("ignore")
import pm4py
log = pm4py.read_xes(sys.argv[1])
times = log.groupby("case:concept:name")["time:timestamp"]
spans = times.agg(lambda t: (t.max() - t.min()).total_seconds())
print(json.dumps({"events": len(log), "spans": {k: float(v) for k, v in spans.items()}}))
"""


@pytest.mark.skipif(
    not INTEROP.exists() or not os.environ.get("MOTCUA_INTEROP"), reason="make interop runs it"
)
def test_pm4py_finds_the_same_cases_events_and_throughput_times(tmp_path):
    some_life()
    file = exported(tmp_path)
    ran = subprocess.run(
        [str(INTEROP), "-c", READ, str(file)],
        capture_output=True, text=True, check=True, timeout=300,
    )  # fmt: skip
    found = json.loads(ran.stdout.strip().splitlines()[-1])
    facts = Fact.objects.exclude(kind__in=NO_ACTS)
    assert found["events"] == facts.count()
    expected = {}
    for dossier in Dossier.objects.all():
        moments = list(facts.filter(dossier=dossier).values_list("happened", flat=True))
        expected[dossier.code] = (max(moments) - min(moments)).total_seconds()
    assert found["spans"] == pytest.approx(expected)
