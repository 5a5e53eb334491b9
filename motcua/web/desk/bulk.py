"""Many dossiers at once: accept, hand over, submit for signature; one outcome for each row."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later
from django.views.decorators.http import require_http_methods

from motcua.actions.dossiers import Done, Request, perform_many
from motcua.domain import commands as do
from motcua.domain.dossier import Dossier
from motcua.domain.refusal import Refused
from motcua.reads.bulk import Outcome, chosen, outcomes
from motcua.reads.desk_lines import Move
from motcua.reads.words.numbers import so_many
from motcua.web.desk.handing import papers_of
from motcua.web.desk.my_work import work_page
from motcua.web.desk.work_address import Asked, read_asked
from motcua.web.desk.work_words import MOVES
from motcua.web.formats import vn_time
from motcua.web.http import current_now, memberships, person_id, signed_in

Result = Dossier | Refused
MOST = 200
LONGEST_LIST = 2000
COMMANDS: dict[Move, do.Command] = {
    Move.ACCEPT: do.AcceptHandOver(),
    Move.HAND_OVER: do.HandOver(),
    Move.SUBMIT: do.SubmitForSignature(),
}


@require_http_methods(["GET", "POST"])
@signed_in
def acceptances(request: HttpRequest) -> HttpResponseBase:
    """Accept what was handed over."""
    return _act(request, Move.ACCEPT)


@require_http_methods(["GET", "POST"])
@signed_in
def hand_overs(request: HttpRequest) -> HttpResponseBase:
    """Hand over to the next step."""
    return _act(request, Move.HAND_OVER)


@require_http_methods(["GET", "POST"])
@signed_in
def submissions(request: HttpRequest) -> HttpResponseBase:
    """Submit for signature."""
    return _act(request, Move.SUBMIT)


def _act(request: HttpRequest, move: Move) -> HttpResponseBase:
    if request.method == "GET":
        return redirect("desk")  # somebody loads the address of an outcome again
    asked = asked_list(request)
    seen = seen_of(request.POST.getlist(move.value))
    if not 0 < len(seen) <= MOST:
        sentence = MOVES[move].nothing if not seen else str(TOO_MANY) % {"most": MOST}
        return work_page(request, asked, {"wrong": sentence}, status=422)
    results, told_ = _perform(request, move, seen)
    status = 200 if any(outcome.done for outcome in told_) else 409
    return work_page(request, asked, told(move, told_, results.values()), status=status)


def asked_list(request: HttpRequest) -> Asked:
    """The list from which somebody acts, sent along so that it is shown again."""
    return read_asked(QueryDict(request.POST.get("list", "")[:LONGEST_LIST]))


TOO_MANY = later("Mỗi lần xử lý được nhiều nhất %(most)d hồ sơ. Bỏ bớt rồi thử lại.")


def seen_of(posted: list[str]) -> dict[UUID, int]:
    """The chosen dossiers by key, each with the number of facts that was seen of it."""
    seen = {}
    for text in posted[: MOST + 1]:
        key, _dot, facts = text.partition(".")
        if facts.isascii() and facts.isdigit() and len(facts) < 10:
            try:
                seen[UUID(key)] = int(facts)
            except ValueError:
                continue
    return seen


def _perform(
    request: HttpRequest, move: Move, seen: Mapping[UUID, int]
) -> tuple[dict[UUID, Result], list[Outcome]]:
    now, person = current_now(), person_id(request)
    selection = chosen(seen, memberships(request))
    results: dict[UUID, Result] = dict.fromkeys(seen, Refused("unknown_dossier"))
    requests = [Request(key, COMMANDS[move], person, seen[key]) for key in seen if key in selection]
    for asked, result in zip(requests, perform_many(requests, now=now), strict=True):
        results[asked.key] = result.dossier if isinstance(result, Done) else result
    return results, outcomes(results, selection, person, now)


def told(move: Move, results: list[Outcome], acted: Iterable[Result] = ()) -> dict[str, Any]:
    """What became of the rows, as a list shows it, with a paper for what was handed on."""
    handed = [one for one in acted if isinstance(one, Dossier)] if move is not Move.ACCEPT else []
    words, done = MOVES[move], sum(outcome.done for outcome in results)
    told = ", ".join(
        so_many("%(n)s hồ sơ %(become)s", n, become=become)
        for n, become in ((done, words.done), (len(results) - done, words.not_done))
        if n
    )
    clock = {"what": words.time, "clock": vn_time(current_now())}
    return {
        "outcomes": results,
        "outcomes_heading": _("%(what)s lúc %(clock)s") % clock + f": {told}",
        "papers": papers_of(handed),
        "done_tag": str(words.done).capitalize(),
        "not_done_tag": str(words.not_done).capitalize(),
    }
