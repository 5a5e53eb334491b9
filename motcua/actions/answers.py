"""The same request twice is one deed: what was answered is kept under the key it came with."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.domain.refusal import Refused
from motcua.models import Answer

KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: status, a JSON value without personal data, headers. `again`: said before."""

    status: int
    body: Any
    headers: Mapping[str, str] = field(default_factory=dict)
    again: bool = False


def answer_once(
    token: int, key: str, request: str, do: Callable[[], Reply], *, now: datetime
) -> Reply:
    """Do it and keep the answer; or say again what was answered to this key before.

    `request` is a digest of all that was asked. Refused `key_used_otherwise` when the same key
    came with another request. What is refused leaves the key free. Two at the same time: the
    second waits for the first, in the database, and gets its answer.
    """
    with transaction.atomic():
        Answer.objects.filter(at__lt=now - KEPT).delete()
        row, new = Answer.objects.get_or_create(
            token_id=token, key=key, defaults={"request": request, "at": now}
        )
        if not new:
            if row.request != request:
                raise Refused("key_used_otherwise")
            return Reply(row.status, json.loads(row.body), row.headers, again=True)
        reply = do()
        Answer.objects.filter(token_id=token, key=key).update(
            status=reply.status,
            body=json.dumps(reply.body, ensure_ascii=False),
            headers=dict(reply.headers),
        )
        return reply
