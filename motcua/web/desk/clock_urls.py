"""Addresses of the pages of deadlines: at risk, apologies, who was late."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.desk import apologies, apologies_sending, apology_book, at_risk, lateness_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/at-risk", at_risk.page, name="at-risk"),
    path("desk/apologies", apology_book.page, name="apologies"),
    path("desk/apologies/print", apology_book.pdf, name="apologies-print"),
    path("desk/apologies/to-approve", apologies.page, name="apologies-to-approve"),
    path("desk/apologies/to-send", apologies_sending.page, name="apologies-to-send"),
    path("desk/lateness", lateness_page.page, name="lateness"),
]
