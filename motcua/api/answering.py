"""How a request that changes something is answered: once, and only for whoever saw the latest."""

import hmac
from collections.abc import Callable
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from motcua.actions.answers import Reply, answer_once
from motcua.api.auth import bearer
from motcua.api.problems import Problem
from motcua.reads import clock
from motcua.reads.versions import version_tag

KEY_SIGNS = 200


def answer(request: HttpRequest, do: Callable[[], Reply]) -> HttpResponse:
    """Do it, or say again what was answered to this Idempotency-Key."""
    key = request.headers.get("Idempotency-Key", "")
    if not key:
        return _sent(do())
    if len(key) > KEY_SIGNS or not key.isascii() or not key.isprintable():
        words = f"Idempotency-Key phải là chữ ASCII in được, không quá {KEY_SIGNS} ký tự."
        raise Problem(400, "bad_key", words)
    asked = _digest(request)
    return _sent(answer_once(bearer(request).token, key, asked, do, now=clock.now()))


def _digest(request: HttpRequest) -> str:
    # Keyed: a body may hold personal data, and its plain digest could be tried out.
    said = [str(request.method), request.get_full_path(), sha256(request.body).hexdigest()]
    return hmac.new(settings.SECRET_KEY.encode(), "\n".join(said).encode(), sha256).hexdigest()


def _sent(reply: Reply) -> HttpResponse:
    response = json_answer(reply.body, reply.status)
    for name, value in reply.headers.items():
        response[name] = value
    if reply.again:
        response["Idempotency-Replayed"] = "true"
    return response


def json_answer(body: Any, status: int = 200) -> JsonResponse:
    """A JSON answer with letters as they are."""
    return JsonResponse(body, status=status, safe=False, json_dumps_params={"ensure_ascii": False})


def seen_facts(request: HttpRequest, key: UUID) -> int:
    """How many facts the asker had seen, by If-Match. Problem 428 without it, 412 if stale."""
    told = request.headers.get("If-Match", "")
    if not told:
        words = "Gửi If-Match với ETag nhận được khi đọc hồ sơ, để không ghi đè việc người khác."
        raise Problem(428, "if_match_missing", words)
    tag = version_tag(key)
    if etag(tag) not in [one.strip() for one in told.split(",")]:
        words = "Hồ sơ vừa thay đổi. Đọc lại hồ sơ rồi thao tác tiếp nếu còn cần."
        raise Problem(412, "changed_meanwhile", words, headers={"ETag": etag(tag)})
    return int(tag.partition("-")[0])


def etag(tag: str) -> str:
    """A version tag as the header writes it."""
    return f'"{tag}"'
