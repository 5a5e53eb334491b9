"""The event log of dossiers as XES (IEEE 1849-2016), for process mining. No personal data in it.

A case is a dossier, an event one of its facts; names, free words and numbers of papers stay out,
members of staff are numbers. Procedures marked sensitive are not named.
"""

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID
from xml.sax.saxutils import quoteattr

from django.db.models import F

from motcua.models import Dossier, Fact
from motcua.models.law import reference
from motcua.reads.words.facts import TITLES

NO_ACTS = ("AlarmRang", "ClockJumped", "BroughtIn", "PrivateErased")
"""Kinds of facts that are no event of the process."""
HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xes.version="1849-2016" xes.features="" xmlns="http://www.xes-standard.org/">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<global scope="trace"><string key="concept:name" value=""/></global>
<global scope="event"><string key="concept:name" value=""/>
<date key="time:timestamp" value="1970-01-01T00:00:00+00:00"/></global>
<classifier name="Activity" keys="concept:name"/>
"""
TAIL = "</log>\n"
CHUNK = 5_000
Row = tuple[UUID, int, str, datetime, datetime, int, str, str]


def event_log() -> Iterator[str]:
    """The log as text, part by part: one trace for each dossier, its events in order of time."""
    words = {kind.__name__: str(title) for kind, title in TITLES.items()}
    dossiers = Dossier.objects.order_by("key").values_list(
        "key", "code", "procedure", "version", "receiving", "competent", "channel", "state"
    )
    facts = (
        Fact.objects.exclude(kind__in=NO_ACTS)
        .order_by("dossier_id", "number")
        .values_list(
            "dossier_id", "number", "kind", "happened", "recorded", "person", "agency", "role"
        )
        .annotate(key=F("dossier_id"))
    )
    by_dossier = groupby(facts.iterator(CHUNK), key=lambda row: row[0])
    waiting = next(by_dossier, None)
    yield HEAD
    for key, *about in dossiers.iterator(CHUNK):
        if waiting is None or waiting[0] != key:
            continue  # a dossier without an event of the process
        yield _trace(key, about, [row[:8] for row in waiting[1]], words)
        waiting = next(by_dossier, None)
    yield TAIL


def _trace(key: UUID, about: list[Any], facts: list[Row], words: dict[str, str]) -> str:
    code, procedure, version, receiving, competent, channel, state = about
    known = reference().procedure(procedure, int(version))
    hidden = known.sensitive
    lines = [
        "<trace>",
        _text("concept:name", code or str(key)),
        _text("motcua:procedure", "" if hidden else procedure),
        _text("motcua:procedure_name", "" if hidden else known.name),
        _text("motcua:receiving", receiving),
        _text("motcua:competent", competent),
        _text("motcua:channel", channel),
        _text("motcua:state", state),
    ]
    for fact in sorted(facts, key=lambda row: (row[3], row[1])):
        lines.append(_event(fact, words))
    return "\n".join([*lines, "</trace>\n"])


def _event(fact: Row, words: dict[str, str]) -> str:
    _key, number, kind, happened, recorded, person, agency, role = fact
    parts = [
        _text("concept:name", words[kind]),
        _text("lifecycle:transition", "complete"),
        _date("time:timestamp", happened),
        _text("org:resource", f"CB{person}" if person else "hệ thống"),
        _text("org:role", role),
        _text("org:group", agency),
        _text("motcua:kind", kind),
        _date("motcua:recorded", recorded),
        f'<int key="motcua:number" value="{number}"/>',
    ]
    return f"<event>{''.join(parts)}</event>"


def _text(key: str, value: str) -> str:
    return f'<string key="{key}" value={quoteattr(value)}/>'


def _date(key: str, at: datetime) -> str:
    return f'<date key="{key}" value="{at.isoformat(timespec="milliseconds")}"/>'
