"""Files through the API: kept first, then named in a command by the text that was answered.

The text is signed and good for one dossier and one day, so that nobody can put a file of somebody
else's dossier into their own by knowing its digest.
"""

from collections.abc import Iterable

from django.core import signing

from motcua.domain.commands import NewFile
from motcua.domain.refusal import Refused

SALT = "motcua.api-file"
ONE_DAY = 24 * 60 * 60


def sealed(scope: str, file: NewFile) -> str:
    """The text by which a kept file can be named."""
    return signing.dumps([scope, file.digest, file.name], salt=SALT)


def unsealed(scope: str, texts: Iterable[str]) -> tuple[NewFile, ...]:
    """The files that these texts name, each once. Refused `unknown_file` for any other text."""
    found: dict[str, NewFile] = {}
    for text in texts:
        try:
            theirs, digest, name = signing.loads(text, salt=SALT, max_age=ONE_DAY)
        except (signing.BadSignature, ValueError):
            raise Refused("unknown_file", field="files") from None
        if theirs != scope:
            raise Refused("unknown_file", field="files")
        found[digest] = NewFile(digest, name)
    return tuple(found.values())
