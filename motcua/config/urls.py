"""Where the pages are mounted, and what is shown where there is none."""

from django.urls import include, path

from motcua.api.v1 import api
from motcua.web import errors

urlpatterns = [path("api/v1/", api.urls), path("", include("motcua.web.urls"))]
handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.failed
