"""The file store: bytes kept under their own digest, written before anything refers to them.

A file that no fact refers to in the end is waste, never harm; a fact never refers to a file
that is not safely on disk.
"""

import os
import tempfile
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from motcua.domain.commands import NewFile
from motcua.domain.uploads import sniff
from motcua.models import StoredFile

HEAD = 4096


def file_path(digest: str) -> Path:
    """Where the bytes with this digest lie."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest[2:4] / digest


def keep_file(name: str, chunks: Iterable[bytes], *, now: datetime) -> NewFile:
    """Check and keep an upload; what a command needs to refer to it.

    Refused: empty, too large, of another type than its name, a forbidden type.
    """
    root = Path(settings.MEDIA_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    hashed, head, written = sha256(), b"", 0
    with tempfile.NamedTemporaryFile(dir=root, prefix=".new-", delete=False) as file:
        passing = Path(file.name)
        try:
            for chunk in chunks:
                head = head if len(head) >= HEAD else (head + chunk)[:HEAD]
                written += len(chunk)
                hashed.update(chunk)
                file.write(chunk)
            media_type = sniff(name, head, written)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            passing.unlink(missing_ok=True)
            raise
    place = file_path(hashed.hexdigest())
    place.parent.mkdir(parents=True, exist_ok=True)
    passing.replace(place)
    StoredFile.objects.get_or_create(
        digest=hashed.hexdigest(),
        defaults={"size": written, "media_type": str(media_type), "stored": now},
    )
    return NewFile(hashed.hexdigest(), name)
