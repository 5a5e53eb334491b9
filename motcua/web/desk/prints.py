"""The forms of a dossier as PDF, shown by the browser, filled from the facts each time anew."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from motcua.domain.refusal import Refused
from motcua.printed import fill, fill_waiting
from motcua.printed.catalogue import FormNotAvailable
from motcua.printed.documents import Form
from motcua.printed.render import render
from motcua.reads.forms import PrintData, print_data
from motcua.web.desk.dossier import name_of, opened_for, saw
from motcua.web.http import current_now, desk_page, refusal_page, signed_in
from motcua.web.language import in_vietnamese

FILLED: dict[str, Callable[[PrintData, str], Form | None]] = {
    "receipt": fill.receipt,
    "refusal": fill.refusal,
    "control-slip": fill.control_slip,
    "supplement": fill_waiting.supplement,
    "apology": fill_waiting.apology,
    "stop-notice": fill_waiting.stop_notice,
}


@signed_in
@require_safe
def print_form(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """One form. The same facts give the same bytes, whenever and by whomever it is printed."""
    now = current_now()
    try:
        opened = opened_for(request, code, now)
    except Refused as no:
        return refusal_page(request, no)
    back = reverse("dossier", args=[name_of(opened)])
    filled = in_vietnamese(FILLED[form])(print_data(opened), look_up_address(request))
    if filled is None:
        return desk_page(request, "desk/no_print.html", {"back": back}, 404)
    try:
        pdf = render(filled)
    except FormNotAvailable as no:
        return desk_page(request, "desk/no_print.html", {"back": back, "why": str(no)}, 404)
    saw(request, opened, f"print {form}", now)
    file = f'inline; filename="{form}-{name_of(opened)}.pdf"'
    return HttpResponse(pdf, "application/pdf", headers={"Content-Disposition": file})


def look_up_address(request: HttpRequest) -> str:
    """The full address of the public look-up page: as configured, else under this page's host."""
    public: str = getattr(settings, "PUBLIC_ADDRESS", "")
    page = reverse("look-up")
    return f"{public.rstrip('/')}{page}" if public else request.build_absolute_uri(page)
