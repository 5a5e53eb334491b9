"""Uploaded files on their way: kept at once, and remembered when the page comes back with errors.

A browser never sends a chosen file twice. So a file that has been kept travels with the page as a
signed line: its digest and name, good for this one dossier only, so that nobody can put a file
of somebody else's dossier into their own by knowing its digest.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core import signing
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from motcua.actions.files import keep_file
from motcua.domain.commands import NewFile
from motcua.domain.refusal import Refused
from motcua.domain.uploads import display_name

SALT = "motcua.kept-file"
ONE_DAY = 24 * 60 * 60
KEPT = "kept-"
"""Before the field's name: the signed lines of what was sent before."""


def keep_uploads(
    files: "MultiValueDict[str, UploadedFile[Any]]", field: str, now: datetime
) -> tuple[NewFile, ...]:
    """Keep all files sent in a field. Refused `bad_file`, naming the file and the field."""
    kept = []
    for file in files.getlist(field):
        name = display_name(file.name or "")
        try:
            kept.append(keep_file(name, file.chunks(), now=now))
        except Refused as no:
            no.facts["field"] = field
            raise
    return tuple(kept)


def sealed(scope: str, files: Iterable[NewFile]) -> list[dict[str, str]]:
    """Kept files as a page carries them: `value` to send back, `name` to show."""
    return [
        {"name": one.name, "value": signing.dumps([scope, one.digest, one.name], salt=SALT)}
        for one in files
    ]


def unsealed(scope: str, lines: Iterable[str]) -> tuple[NewFile, ...]:
    """The files that these lines speak of; a line that is not ours, or too old, is left out."""
    found = []
    for line in lines:
        try:
            their_scope, digest, name = signing.loads(line, salt=SALT, max_age=ONE_DAY)
        except (signing.BadSignature, ValueError):
            continue
        if their_scope == scope:
            found.append(NewFile(digest, name))
    return tuple(found)


def once(files: Iterable[NewFile]) -> tuple[NewFile, ...]:
    """The same files, each digest once: the same scan sent twice is one file."""
    return tuple({one.digest: one for one in files}.values())
