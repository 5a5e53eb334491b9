"""A program that asks through the API, as one of the people of tests/story.py."""

import json
from typing import Any

from django.test import Client
from django.utils import timezone

from motcua.actions.tokens import SCOPES, issue_token
from tests.story import COMMUNE, HOUSEHOLD

ROOT = "/api/v1"


class Program:
    """Holds a token of somebody; `scopes` and `agency` narrow it."""

    def __init__(self, name: str, *scopes: str, agency: str = "", **more: Any) -> None:
        wanted = scopes or SCOPES
        self.number, self.token = issue_token(
            name, wanted, now=timezone.now(), agency=agency, **more
        )
        self.client = Client(raise_request_exception=False)

    def ask(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """One request; header names with underscores."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        told.setdefault("Authorization", f"Bearer {self.token}")
        sent = body if isinstance(body, bytes) else json.dumps({} if body is None else body)
        if method == "GET":
            return self.client.get(ROOT + path, body, headers=told)
        return self.client.generic(
            method, ROOT + path, sent, content_type="application/json", headers=told
        )

    def get(self, path: str, query: Any = None, **headers: str) -> Any:
        """Read something."""
        return self.ask("GET", path, query, **headers)

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        """Do something."""
        return self.ask("POST", path, body, **headers)

    def give(self, code: str, noun: str, body: Any = None, **headers: str) -> Any:
        """Give a command with the ETag that stands now."""
        tag = self.get(f"/dossiers/{code}")["ETag"]
        return self.post(f"/dossiers/{code}/{noun}", body, If_Match=tag, **headers)


def reception(**more: Any) -> dict[str, Any]:
    """A complete reception as a program sends it."""
    body = {
        "agency": COMMUNE,
        "procedure": HOUSEHOLD.code,
        "applicant": {"name": "Nguyễn Thị Thanh Trúc", "phone": "0905 000 218"},
        "papers": [{"code": "form", "originals": 1, "copies": 0}],
    }
    return body | more
