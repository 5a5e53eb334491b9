"""Files of a dossier: only for who may see it, only those that are its own, never shown inline."""

from django.http import FileResponse, Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from motcua.actions.files import file_path
from motcua.domain.refusal import Refused
from motcua.reads.dossiers import entries, private_values
from motcua.reads.papers import kept_files
from motcua.web.desk.dossier import opened_for, saw
from motcua.web.http import current_now, refusal_page, signed_in


@signed_in
@require_safe
def download(request: HttpRequest, code: str, digest: str) -> HttpResponseBase:
    """The file with this digest, if a fact of this dossier refers to it."""
    now = current_now()
    try:
        opened = opened_for(request, code, now)
    except Refused as no:
        return refusal_page(request, no)
    file = kept_files(entries(opened.key), private_values(opened.key)).get(digest)
    path = file_path(digest) if file is not None else None
    if file is None or path is None or not path.is_file():
        raise Http404
    saw(request, opened, "file", now)
    return FileResponse(
        path.open("rb"), as_attachment=True, filename=file.name, content_type=file.media_type
    )
