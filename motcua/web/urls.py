"""The addresses of all pages."""

from django.urls import URLPattern, URLResolver, include, path

from motcua.web import account, health, language, metrics, portal_inbound, sign_in

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("nps/createdossierfromdvcqg", portal_inbound.submission, name="portal-submission"),
    path("nps/nhanhsdvcqg", portal_inbound.change, name="portal-change"),
    path("sign-in", sign_in.sign_in, name="sign-in"),
    path("sign-out", sign_in.sign_out, name="sign-out"),
    path("language", language.choose_language, name="language"),
    path("desk/acting", account.choose_acting, name="acting"),
    path("account/password", account.password, name="password"),
    path("", include("motcua.web.public.urls")),
    path("manage", include("motcua.web.manager.urls")),
    path("", include("motcua.web.board.urls")),
    path("", include("motcua.web.board.review_urls")),
    path("", include("motcua.web.desk.list_urls")),
    path("", include("motcua.web.desk.clock_urls")),
    path("", include("motcua.web.desk.dossier_urls")),
]
