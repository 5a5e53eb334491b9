"""Figures of the outbox for whoever watches this installation, as Prometheus reads them."""

from collections.abc import Iterator
from datetime import datetime
from hmac import compare_digest

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from motcua.channels.registry import CHANNELS
from motcua.reads.outbox import Health, health
from motcua.web.http import current_now

HERE = ("127.0.0.1", "::1")
OPEN = {"closed": 0, "half_open": 1, "open": 2}


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """For this machine itself, or who brings the token; for all others there is no such page."""
    if not _may_ask(request):
        raise Http404
    registry = CollectorRegistry()
    registry.register(_Outbox(health(CHANNELS, timezone.now()), current_now()))
    return HttpResponse(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _may_ask(request: HttpRequest) -> bool:
    token = settings.METRICS_TOKEN
    if token:
        return compare_digest(
            request.headers.get("Authorization", "").encode(), f"Bearer {token}".encode()
        )
    # Through a proxy everybody seems to be this machine.
    proxied = "X-Forwarded-For" in request.headers or "Forwarded" in request.headers
    return not proxied and request.META.get("REMOTE_ADDR") in HERE


class _Outbox:
    """One family of figures for each question, a figure for each destination."""

    def __init__(self, found: list[Health], now: datetime) -> None:
        self.found, self.now = found, now

    def collect(self) -> Iterator[Metric]:
        """What is, and what has been counted."""
        gauges = (
            ("waiting", "messages that wait", lambda one: one.waiting),
            ("dead", "messages that could not be delivered", lambda one: one.dead),
            (
                "oldest_unsent_seconds",
                "age of the oldest message that waits",
                lambda one: one.age(self.now).total_seconds(),
            ),
            (
                "circuit",
                "0 closed, 1 half open, 2 open",
                lambda one: OPEN[one.standing],
            ),
        )
        counters = (
            ("sent", "messages delivered and answered", lambda one: one.sent),
            ("failed", "tries that failed and are made again", lambda one: one.failed),
            ("refused", "messages that the other side refused", lambda one: one.refused),
        )
        for name, words, value in gauges:
            gauge = GaugeMetricFamily(f"motcua_outbox_{name}", words, labels=["destination"])
            for one in self.found:
                gauge.add_metric([one.name], value(one))
            yield gauge
        for name, words, value in counters:
            counter = CounterMetricFamily(f"motcua_outbox_{name}", words, labels=["destination"])
            for one in self.found:
                counter.add_metric([one.name], value(one))
            yield counter
