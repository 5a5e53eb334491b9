"""Publishing what the law says: procedures, calendars, rules, criteria."""

import tomllib
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from motcua.domain.canonical import canonical
from motcua.domain.procedure import Procedure
from motcua.domain.procedure_document import to_document
from motcua.domain.refusal import Refused
from motcua.domain.rulebook_file import parse_rulebook
from motcua.domain.scores import parse_scores
from motcua.domain.text import search_key
from motcua.models import LawDocument, ProcedureVersion
from motcua.models.law import changed


@transaction.atomic
def publish_procedure(procedure: Procedure, *, now: datetime, by: int = 0) -> bool:
    """Publish one version. False if exactly it was published before.

    Refused `version_taken` when another document already bears this number: a version that
    dossiers may be pinned to never changes.
    """
    document = to_document(procedure)
    digest = sha256(canonical(document).encode()).hexdigest()
    known = ProcedureVersion.objects.filter(code=procedure.code, version=procedure.version).first()
    if known is not None:
        if known.digest == digest:
            return False
        raise Refused("version_taken", procedure=procedure.code, version=procedure.version)
    ProcedureVersion.objects.create(
        code=procedure.code,
        version=procedure.version,
        name=procedure.name,
        name_key=search_key(procedure.name),
        field_code=procedure.field_code,
        field_name=procedure.field_name,
        levels=list(procedure.levels),
        valid_from=procedure.valid_from,
        valid_to=procedure.valid_to,
        document=document,
        digest=digest,
        published=now,
        published_by=by,
    )
    changed("procedures")
    return True


@transaction.atomic
def add_calendar(source: str, text: str, *, now: datetime) -> bool:
    """Add a calendar document under the name of its source; False if it is there already.

    A change of calendar by itself moves no promised date.
    """
    return _add("calendar", source, text, now)


@transaction.atomic
def add_rules(source: str, text: str, *, now: datetime) -> bool:
    """Add dated rules and policies under the name of their source; False if there already.

    BadRulebook, and nothing is written, if they are wrong or contradict those that stand.
    """
    others = LawDocument.objects.filter(kind="rules").exclude(source=source)
    texts = [*others.values_list("text", flat=True), text]
    parse_rulebook(*(tomllib.loads(one) for one in texts))
    return _add("rules", source, text, now)


def add_scores(source: str, text: str, *, now: datetime) -> bool:
    """Add criteria that hang on being on time, under their source; False if there already.

    TableError for a document that cannot be read.
    """
    parse_scores([text])
    return _add("scores", source, text, now)


def _add(kind: str, source: str, text: str, now: datetime) -> bool:
    _, new = LawDocument.objects.get_or_create(
        source=source, defaults={"kind": kind, "text": text, "added": now}
    )
    if new:
        changed(kind)
    return new
