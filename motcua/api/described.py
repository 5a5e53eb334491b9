"""Completes the OpenAPI document: every answer that can come, with its headers and its type."""

from typing import Any

from motcua.api.problems import PROBLEM, TITLES

ALWAYS = (400, 401, 403, 404, 413, 422, 429)
OF_COMMANDS = (409, 412, 428)
PROBLEM_SHAPE = {
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "instance": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "why", "detail"],
                "properties": {
                    "field": {"type": "string"},
                    "why": {"type": "string"},
                    "detail": {"type": "string"},
                },
            },
        },
    },
}
IF_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "ETag của hồ sơ như đã đọc; thiếu thì trả lời 428, cũ thì 412.",
    "schema": {"type": "string"},
}
IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "Cùng khóa và cùng nội dung thì cùng một việc, trong 24 giờ.",
    "schema": {"type": "string", "maxLength": 200},
}
ETAG = {"ETag": {"description": "Phiên bản của hồ sơ", "schema": {"type": "string"}}}
RETRY = {"Retry-After": {"description": "Số giây phải chờ", "schema": {"type": "string"}}}


def described(schema: dict[str, Any]) -> None:
    """Complete it in place."""
    schema["components"].setdefault("schemas", {})["Problem"] = PROBLEM_SHAPE
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            _operation(path, method, operation)


def _operation(path: str, method: str, operation: dict[str, Any]) -> None:
    tags = operation.get("tags", [])
    is_command = "commands" in tags
    on_a_dossier = is_command and "{code}" in path
    operation["responses"] = {_success(path, method, on_a_dossier): _answer(path, is_command)}
    problems = ALWAYS + (OF_COMMANDS if is_command else ())
    for status in sorted(problems):
        operation["responses"][str(status)] = _problem(status)
    parameters = operation.setdefault("parameters", [])
    if on_a_dossier:
        parameters.append(IF_MATCH)
    if is_command:
        parameters.append(IDEMPOTENCY_KEY)


def _success(path: str, method: str, on_a_dossier: bool) -> str:
    return "201" if method == "post" and not on_a_dossier else "200"


def _answer(path: str, is_command: bool) -> dict[str, Any]:
    kind, shape = "application/json", {"type": "object"}
    if path.endswith("/prints/{form}"):
        kind, shape = "application/pdf", {"type": "string", "format": "binary"}
    elif path.endswith("/files/{digest}"):
        kind, shape = "*/*", {"type": "string", "format": "binary"}
    answer: dict[str, Any] = {"description": "OK", "content": {kind: {"schema": shape}}}
    if is_command or path.endswith("/dossiers/{code}"):
        answer["headers"] = ETAG
    return answer


def _problem(status: int) -> dict[str, Any]:
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    problem: dict[str, Any] = {"description": TITLES[status], "content": {PROBLEM: reference}}
    if status == 429:
        problem["headers"] = RETRY
    return problem
