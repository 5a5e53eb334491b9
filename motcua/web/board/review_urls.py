"""Addresses of paths, reviews and findings."""

from django.urls import URLPattern, URLResolver, path

from motcua.web.board import findings, path_page, review, review_report, reviews

urlpatterns: list[URLPattern | URLResolver] = [
    path("board/<str:key>/path", path_page.page, name="board-path"),
    path("board/<str:key>/findings", findings.page, name="board-findings"),
    path("board/<str:key>/findings/<str:detector>", findings.one, name="board-finding"),
    path("reviews", reviews.page, name="reviews"),
    path("reviews/<str:month>", reviews.month_page, name="reviews-month"),
    path("reviews/<str:month>/<str:key>", review.page, name="review"),
    path("reviews/<str:month>/<str:key>/report.pdf", review_report.pdf, name="review-report"),
    path("reviews/<str:month>/<str:key>/signature", review.signature, name="review-signature"),
    path("reviews/<str:month>/<str:key>/answers", review.answers, name="review-answers"),
]
