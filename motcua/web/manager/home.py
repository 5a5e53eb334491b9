"""Where the management pages begin."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from motcua.domain.managing import areas
from motcua.web.http import memberships, signed_in
from motcua.web.manager.frame import address


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """On to the first part that is open to the person."""
    mine = areas(memberships(request))
    if not mine:
        raise Http404
    return redirect(address(mine[0]))
