"""Where the pages are mounted."""

from django.urls import include, path

urlpatterns = [path("", include("motcua.web.urls"))]
