"""Every command as a POST: the same door as the pages, with the same refusals."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from uuid6 import uuid7

from motcua.actions.answers import Reply
from motcua.actions.dossiers import Done, Request, perform_many
from motcua.api.answering import answer, etag, seen_facts
from motcua.api.auth import WRITE, bearer
from motcua.api.bodies import body_of, command_of, file_scope
from motcua.api.dossiers import opened_for, own_memberships, router
from motcua.api.nouns import BEGINNINGS, NOUNS
from motcua.api.shapes import Strict
from motcua.api.told import dossier_told
from motcua.domain import commands as do
from motcua.domain.local_time import local_day
from motcua.domain.numbering import look_up_secret
from motcua.domain.refusal import Refused
from motcua.reads import clock
from motcua.reads.access import Opened
from motcua.reads.law import agency_tree
from motcua.reads.versions import version_tag
from motcua.reads.words import command_words

TAGS = ["commands"]
Handler = Callable[..., HttpResponse]


def _begin(request: HttpRequest, kind: type[do.Command], body: Strict) -> Reply:
    now = clock.now()
    key = UUID(str(uuid7()))
    given = {"secret": look_up_secret(secrets.choice)} if kind is do.Receive else {}
    scope, today = file_scope(key), local_day(now)
    command = command_of(kind, body, scope=scope, today=today, **given)
    agency = agency_tree().find(str(getattr(command, "agency", ""))).key
    if agency not in {one.agency for one in own_memberships(request)}:
        raise Refused("not_your_task")
    _perform(request, Request(key, _at(command, agency), bearer(request).person))
    reply = _reply(request, str(key), 201)
    name: str = reply.body["code"] or str(key)
    headers = dict(reply.headers) | {"Location": f"/api/v1/dossiers/{name}"}
    return Reply(201, reply.body, headers)


def _at(command: do.Command, agency: str) -> do.Command:
    """Either format of an agency's identifier means the agency."""
    any_of_them: Any = command
    named: do.Command = replace(any_of_them, agency=agency)
    return named


def _act(request: HttpRequest, code: str, kind: type[do.Command], body: Strict) -> Reply:
    now = clock.now()
    opened = opened_for(request, code, now)
    expect = seen_facts(request, opened.key)
    scope, today = file_scope(opened.key), local_day(now)
    command = command_of(kind, body, scope=scope, today=today)
    _perform(request, Request(opened.key, command, bearer(request).person, expect))
    return _reply(request, str(opened.key), 200)


def _perform(request: HttpRequest, asked: Request) -> Done:
    within = bearer(request).agency
    asked = Request(asked.key, asked.command, asked.actor, asked.expect, within=within)
    [outcome] = perform_many([asked], now=clock.now())
    if isinstance(outcome, Refused):
        raise outcome
    return outcome


def _reply(request: HttpRequest, key: str, status: int) -> Reply:
    now = clock.now()
    opened: Opened = opened_for(request, key, now)
    tag = version_tag(opened.key)
    return Reply(status, dossier_told(opened, now), {"ETag": etag(tag)})


def _beginning(kind: type[do.Command]) -> Handler:
    body_shape = body_of(kind)

    def begin(request: HttpRequest, body: body_shape) -> HttpResponse:  # type: ignore[valid-type]
        return answer(request, lambda: _begin(request, kind, body))

    return begin


def _acting(kind: type[do.Command]) -> Handler:
    body_shape = body_of(kind)

    def act(request: HttpRequest, code: str, body: body_shape) -> HttpResponse:  # type: ignore[valid-type]
        return answer(request, lambda: _act(request, code, kind, body))

    return act


for _noun, _kind in BEGINNINGS.items():
    router.post(
        f"/{_noun}",
        auth=WRITE,
        tags=TAGS,
        summary=command_words(_kind),
        description=(_kind.__doc__ or "").strip(),
        operation_id=f"begin_{_noun.replace('-', '_')}",
        url_name=f"begin_{_noun}",
    )(_beginning(_kind))
for _noun, _kind in NOUNS.items():
    router.post(
        f"/dossiers/{{code}}/{_noun}",
        auth=WRITE,
        tags=TAGS,
        summary=command_words(_kind),
        description=(_kind.__doc__ or "").strip(),
        operation_id=f"give_{_noun.replace('-', '_')}",
        url_name=f"give_{_noun}",
    )(_acting(_kind))
