"""Reception: one page, from the procedure to the receipt. NĐ 61/2018/NĐ-CP, articles 16 and 17."""

from collections.abc import Callable
from dataclasses import replace

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from motcua.domain.refusal import Refused
from motcua.web.desk import reception_acts as acts
from motcua.web.desk.dossier import PRINT
from motcua.web.desk.reception_again import ask_supplement
from motcua.web.desk.reception_draft import draft_of, no_counter, with_known
from motcua.web.desk.reception_form import Reception, read_reception
from motcua.web.desk.reception_page import Draft, context, first_of, new_key
from motcua.web.desk.reception_words import Problem, problems_of
from motcua.web.http import desk_page, person_id, signed_in

Handler = Callable[[HttpRequest, Draft], HttpResponse]


@signed_in
@require_http_methods(["GET", "HEAD", "POST"])
def receive(request: HttpRequest) -> HttpResponse:
    """The page, and everything that its one form can be sent for (the button's `do`)."""
    draft = draft_of(request)
    if draft is None:
        return no_counter(request)
    if request.method != "POST" or "choose" in request.POST:
        return _show(request, draft)
    act = request.POST.get("do", "")
    if draft.scanned.anything and act in BY_SCANNER:
        act = "card"
    return HANDLERS.get(act, _receive)(request, draft)


def _show(request: HttpRequest, draft: Draft, status: int = 200) -> HttpResponse:
    return desk_page(request, "desk/receive.html", context(draft), status)


def _search(request: HttpRequest, draft: Draft) -> HttpResponse:
    return _show(request, replace(draft, searching=True))


def _known(request: HttpRequest, draft: Draft) -> HttpResponse:
    return _show(request, with_known(request, draft))


def _card(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What a scanned card fills, or says otherwise; somebody known is found by its number."""
    unread = draft.scanned.unread
    shown = replace(with_known(request, draft), problems=unread)
    return _show(request, shown, 422 if unread else 200)


def _ask_reason(request: HttpRequest, draft: Draft) -> HttpResponse:
    """First step of a refusal: nothing happens before the reason is given and confirmed."""
    return _show(request, replace(draft, refusing=True, problems=()))


def _ask_missing(request: HttpRequest, draft: Draft) -> HttpResponse:
    """First step of T4: what is missing is written down before anything happens."""
    return _show(request, replace(draft, supplementing=True, problems=()))


def _supplement(request: HttpRequest, draft: Draft) -> HttpResponse:
    return _do(request, replace(draft, supplementing=True), _asked)


def _receive(request: HttpRequest, draft: Draft) -> HttpResponse:
    return _do(request, draft, _received)


def _refuse(request: HttpRequest, draft: Draft) -> HttpResponse:
    return _do(request, replace(draft, refusing=True), _refused)


def _do(
    request: HttpRequest,
    draft: Draft,
    act: Callable[[HttpRequest, Draft, Reception], str],
) -> HttpResponse:
    reception, problems = read_reception(draft.typed, draft.counter, draft.chosen)
    if reception is None or problems or draft.problems or draft.scanned.problems:
        return _with(request, draft, problems)
    try:
        address = act(request, draft, reception)
    except acts.FormUsed as used:
        return _used(request, draft, used.code)
    except Refused as no:
        assert draft.chosen is not None  # or there were no reception
        return _with(request, draft, problems_of(no, draft.chosen.procedure))
    return HttpResponseRedirect(address, status=303)


def _received(request: HttpRequest, draft: Draft, reception: Reception) -> str:
    code = acts.receive(reception, draft.kept, person_id(request), draft.counter.now)
    return _with_print(code, "receipt")


def _refused(request: HttpRequest, draft: Draft, reception: Reception) -> str:
    typed = draft.typed
    reason, explanation = typed.get("reason", ""), typed.get("explanation", "")
    key = acts.refuse(reception, reason, explanation, person_id(request), draft.counter.now)
    return _with_print(key, "refusal")


def _asked(request: HttpRequest, draft: Draft, reception: Reception) -> str:
    key = ask_supplement(reception, draft.typed, person_id(request), draft.counter.now)
    return _with_print(key, "supplement")


def _with_print(name: str, form: str) -> str:
    """The dossier's page, with the form to print at once on top."""
    return f"{reverse('dossier', args=[name])}?{PRINT}={form}"


def _with(request: HttpRequest, draft: Draft, problems: list[Problem]) -> HttpResponse:
    found = first_of([*draft.scanned.problems, *draft.problems, *problems])
    return _show(request, replace(draft, problems=found), 422)


def _used(request: HttpRequest, draft: Draft, code: str) -> HttpResponse:
    """The page was used for another dossier: all typed is kept, under a new key."""
    notice = _("Biểu mẫu này đã dùng để tiếp nhận một hồ sơ khác")
    notice += f" ({code}). " if code else ". "
    notice += _("Kiểm tra lại các mục bên dưới, rồi bấm Tiếp nhận nếu đây là hồ sơ mới.")
    typed = {**draft.typed, "key": str(new_key())}
    return _show(request, replace(draft, typed=typed, notice=notice), 409)


BY_SCANNER = ("", "search", "known")
"""Buttons that a scanner's Enter may have pressed: without script the first of the form."""
HANDLERS: dict[str, Handler] = {
    "card": _card,
    "search": _search,
    "known": _known,
    "back": _show,
    "refuse": _ask_reason,
    "refuse-now": _refuse,
    "receive": _receive,
    "supplement": _ask_missing,
    "supplement-now": _supplement,
}
