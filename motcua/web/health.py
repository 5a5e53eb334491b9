"""Whether this process lives and whether it can work: asked by whoever keeps it running."""

from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils.connection import ConnectionDoesNotExist
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

READY = "ready"
AWAY = "The database does not answer."
BEHIND = "The database's tables are older than this program; run migrate."


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """200 while the process answers at all."""
    return _plain("alive")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """200 when the database is there with this program's tables, else 503 and one sentence."""
    try:
        behind = _migrations_are_missing()
    except (DatabaseError, ConnectionDoesNotExist):
        return _plain(AWAY, status=503)
    return _plain(BEHIND, status=503) if behind else _plain(READY)


def _migrations_are_missing() -> bool:
    executor = MigrationExecutor(connections[DEFAULT_DB_ALIAS])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _plain(words: str, status: int = 200) -> HttpResponse:
    return HttpResponse(f"{words}\n", status=status, content_type="text/plain; charset=utf-8")
