"""The API, version 1: routes, what goes wrong, and the document that describes both."""

from typing import Any

from django.core.exceptions import TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.openapi.schema import OpenAPISchema

from motcua.api import commands as commands  # stand on the router of dossiers
from motcua.api import dossiers, figures, reference
from motcua.api.described import described
from motcua.api.edge import WORDS
from motcua.api.problems import Problem, answer_to, of_refusal, of_shape
from motcua.domain.refusal import Refused

DESCRIPTION = (
    "Hồ sơ thủ tục hành chính của một tỉnh. Mọi thay đổi đi qua cùng một cửa với các trang;"
    " mọi lời từ chối dùng cùng câu chữ. Cấp mã truy cập: motcua token."
)


class Api(NinjaAPI):
    """NinjaAPI whose document tells all that is really answered."""

    def get_openapi_schema(self, *args: Any, **more: Any) -> OpenAPISchema:
        """The OpenAPI document."""
        schema = super().get_openapi_schema(*args, **more)
        described(schema)
        return schema


api = Api(
    title="Một Cửa",
    version="1",
    description=DESCRIPTION,
    urls_namespace="api-1",
    docs_url=None,
    openapi_url="/openapi.json",
)
api.add_router("", reference.router)
api.add_router("", figures.router)
api.add_router("", dossiers.router)  # with all commands


@api.exception_handler(Problem)
def _problem(request: HttpRequest, problem: Problem) -> HttpResponse:
    return answer_to(request, problem)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, no: Refused) -> HttpResponse:
    return answer_to(request, of_refusal(no))


@api.exception_handler(ValidationError)
def _shape(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    return answer_to(request, of_shape(wrong.errors))


@api.exception_handler(Http404)
def _missing(request: HttpRequest, missing: Http404) -> HttpResponse:
    return answer_to(request, Problem(404, "not_found", WORDS[404]))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    status = error.status_code if error.status_code in WORDS else 400
    return answer_to(request, Problem(status, "bad_request", WORDS[status]))


@api.exception_handler(TooManyFilesSent)
def _too_many(request: HttpRequest, error: TooManyFilesSent) -> HttpResponse:
    return answer_to(request, Problem(413, "too_large", "Quá nhiều tệp trong một yêu cầu."))
